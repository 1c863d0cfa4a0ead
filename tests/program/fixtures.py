"""Fixtures that the tests of programs, enrollments, schedules and imports share."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from tests.cast import NOW, Cast
from tests.program.builders import load, make_file, track_id


@pytest.fixture
def maple(app: object) -> UUID:
    """The program, loaded at `NOW`, a Tuesday at 1 pm: today's evening lies ahead."""
    return load(make_file(), NOW).program_id


@pytest.fixture
def mia(cast: Cast, maple: UUID) -> UUID:
    """Mia, in the evening track since Monday of last week."""
    with transaction():
        enrollment.enroll(cast.mia, track_id(), date(2026, 3, 2), NOW)
    return cast.mia
