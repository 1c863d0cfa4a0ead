"""Maple, loaded at `NOW`, a Tuesday at 1 pm, so that today's evening lies ahead: with nobody in it, or beside the cast."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import NOW, assemble
from tests.conftest import CAST
from tests.program.builders import load, make_file
from tests.support.ground import Ground


def _maple() -> dict[str, Any]:
    return {"maple": load(make_file(), NOW).program_id}


MAPLE = Ground("maple", _maple)
MAPLE_AND_CAST = Ground("maple and cast", lambda: {"cast": assemble(NOW), **_maple()})


def chosen(request: pytest.FixtureRequest) -> Ground | None:
    """The one that gives what this test asks for."""
    cast = "cast" in request.fixturenames
    if "maple" in request.fixturenames:
        return MAPLE_AND_CAST if cast else MAPLE
    return CAST if cast else None
