"""Maple, loaded; and Mia in its evening track since last week."""

from __future__ import annotations

from tests.program.fixtures import ground, maple, mia

__all__ = ["ground", "maple", "mia"]
