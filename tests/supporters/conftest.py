"""Mia and Leo in a program with family meetings; Ana completed it last week. Dana, Cora and Ruth work there, Omar does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.program import service as program
from companion.schedule import service as schedule
from tests.cast import NOW, Cast, assemble
from tests.conftest import CAST, SignedIn
from tests.program.builders import track_id
from tests.staff.desk import Desk
from tests.support.ground import Ground
from tests.supporters.builders import load_families


def _begin() -> dict[str, Any]:
    cast = assemble(NOW)
    program_id = load_families()
    with transaction():
        for who in (cast.mia, cast.leo, cast.ana):
            enrollment.enroll(who, track_id(), date(2026, 3, 2), NOW)
        schedule.complete_enrollment(cast.ana, date(2026, 3, 9), NOW)
        for who in (cast.dana, cast.cora, cast.ruth):
            program.assign_staff(program_id, who)
    return {"cast": cast, "maple": program_id}


FAMILIES = Ground("families", _begin)


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    if "maple" in request.fixturenames:
        return FAMILIES
    return CAST if "cast" in request.fixturenames else None


@pytest.fixture
def maple(laid: dict[str, Any]) -> UUID:
    found: UUID = laid["maple"]
    return found


@pytest.fixture
def phone(maple: UUID, cast: Cast, signed_in: SignedIn) -> FlaskClient:
    """Mia's."""
    return signed_in(cast.mia)


@pytest.fixture
def at(maple: UUID, signed_in: SignedIn) -> Callable[[UUID], Desk]:
    return lambda who: Desk(signed_in(who))
