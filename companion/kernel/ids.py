"""Identifiers that cannot be guessed or counted, and that sort by creation time."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUID version 7 (RFC 9562 §5.7)."""
    return uuid7()
