"""Maple with Mia and Leo in its evening track; Dana, Cora and Ruth work there, Omar does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.program import service as program
from tests.cast import NOW, assemble
from tests.conftest import CAST
from tests.program.builders import load, make_file, track_id
from tests.staff.desk import Desk
from tests.support.ground import Ground

At = Callable[[UUID], Desk]


def _begin() -> dict[str, Any]:
    cast = assemble(NOW)
    program_id = load(make_file(), NOW).program_id
    with transaction():
        for who in (cast.mia, cast.leo):
            enrollment.enroll(who, track_id(), date(2026, 3, 2), NOW)
        for who in (cast.dana, cast.cora, cast.ruth):
            program.assign_staff(program_id, who)
    return {"cast": cast, "maple": program_id}


STAFFED = Ground("staffed", _begin)


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    if "maple" in request.fixturenames:
        return STAFFED
    return CAST if "cast" in request.fixturenames else None


@pytest.fixture
def maple(laid: dict[str, Any]) -> UUID:
    found: UUID = laid["maple"]
    return found


@pytest.fixture
def at(maple: UUID, signed_in: Callable[[UUID], object]) -> At:
    """`at(cast.dana)` is Dana's desk."""
    return lambda who: Desk(signed_in(who))  # type: ignore[arg-type]
