"""Maple with Mia and Leo in its evening track; Dana, Cora and Ruth work there, Omar does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.program import service as program
from tests.cast import NOW, Cast
from tests.program.builders import load, make_file, track_id
from tests.staff.desk import Desk

At = Callable[[UUID], Desk]


@pytest.fixture
def maple(cast: Cast) -> UUID:
    program_id = load(make_file(), NOW).program_id
    with transaction():
        for who in (cast.mia, cast.leo):
            enrollment.enroll(who, track_id(), date(2026, 3, 2), NOW)
        for who in (cast.dana, cast.cora, cast.ruth):
            program.assign_staff(program_id, who)
    return program_id


@pytest.fixture
def at(maple: UUID, signed_in: Callable[[UUID], object]) -> At:
    """`at(cast.dana)` is Dana's desk."""
    return lambda who: Desk(signed_in(who))  # type: ignore[arg-type]
