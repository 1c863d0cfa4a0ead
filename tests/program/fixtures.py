"""Fixtures that the tests of programs, enrollments, schedules and imports share."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from tests.cast import NOW, Cast
from tests.program.builders import track_id
from tests.program.grounds import chosen
from tests.support.ground import Ground


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    return chosen(request)


@pytest.fixture
def maple(laid: dict[str, Any]) -> UUID:
    """The program, loaded at `NOW`, a Tuesday at 1 pm: today's evening lies ahead."""
    found: UUID = laid["maple"]
    return found


@pytest.fixture
def mia(cast: Cast, maple: UUID) -> UUID:
    """Mia, in the evening track since Monday of last week."""
    with transaction():
        enrollment.enroll(cast.mia, track_id(), date(2026, 3, 2), NOW)
    return cast.mia
