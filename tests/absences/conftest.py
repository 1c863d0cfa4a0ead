"""Mia in the evening track of Maple; its mornings have process groups, too. Her phone says what she cannot be at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from companion.enrollment import capacity
from companion.kernel.database import db, transaction
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from tests.cast import NOW, Cast
from tests.program.builders import track_id
from tests.staff.conftest import at, ground, maple

__all__ = ["at", "ground", "maple"]

TUESDAY, FRIDAY = date(2026, 3, 10), date(2026, 3, 13)


def meeting(maple: UUID, day: date = TUESDAY, title: str = "Process group") -> SessionView:
    found = next(each for each in schedule.sessions_of_program(maple, day, day) if each.title == title)
    db.session.rollback()
    return found


@pytest.fixture
def group(maple: UUID) -> SessionView:
    """Tonight's process group."""
    return meeting(maple)


@pytest.fixture
def morning(maple: UUID) -> SessionView:
    """Friday's process group of the morning track."""
    return meeting(maple, FRIDAY, "Morning group")


def wish(missed: SessionView, other: SessionView) -> dict[str, str]:
    return {"session_id": str(missed.id), "make_up": str(other.id)}


class Phone:
    """Somebody's phone, saying things about meetings."""

    def __init__(self, browser: Any):
        self.browser = browser

    def tell(
        self, session: SessionView, absence: UUID | None = None, wish: SessionView | None = None, **more: Any
    ) -> TestResponse:
        body = {"session_id": str(session.id), "said_at": NOW.isoformat()} | more
        body |= {"make_up": str(wish.id)} if wish else {}
        return self._put(f"/api/v1/absences/{absence or uuid4()}", body)

    def come(self, absence: object, **more: Any) -> TestResponse:
        return self._put(f"/api/v1/absences/{absence}/taken-back", {"taken_back_at": NOW.isoformat()} | more)

    def tell_days(
        self, first: date = TUESDAY, last: date | None = None, days_id: UUID | None = None, **more: Any
    ) -> TestResponse:
        body = {"starts_on": str(first), "ends_on": str(last or first), "said_at": NOW.isoformat()} | more
        return self._put(f"/api/v1/absences/days/{days_id or uuid4()}", body)

    def come_days(self, days_id: UUID, at: datetime = NOW) -> TestResponse:
        return self._put(f"/api/v1/absences/days/{days_id}/taken-back", {"taken_back_at": at.isoformat()})

    def days_said(self) -> list[dict[str, Any]]:
        return self.browser.get("/api/v1/absences").json["days"]

    def said(self) -> list[dict[str, Any]]:
        return self.browser.get("/api/v1/absences").json["items"]

    def options(self, session: SessionView) -> TestResponse:
        return self.browser.get(f"/api/v1/schedule/sessions/{session.id}/make-ups")

    def days(self) -> list[str]:
        """When and what its schedule has."""
        sessions = self.browser.get("/api/v1/schedule").json["sessions"]
        return [f"{one['local_date']} {one['title']}" for one in sessions]

    def _put(self, path: str, body: dict[str, Any]) -> TestResponse:
        answer = self.browser.put(path, json=body)
        db.session.rollback()  # the test reads what is true now
        return answer


@pytest.fixture
def phone(cast: Cast, signed_in: Callable[[UUID], Any]) -> Phone:
    return Phone(signed_in(cast.mia))


@pytest.fixture
def only(maple: UUID) -> Callable[[int], None]:
    """`only(1)`: the mornings have room for one."""

    def set_to(places_: int) -> None:
        with transaction():
            capacity.set_capacity(maple, track_id("morning"), places_)

    return set_to


def later(**span: float) -> Any:
    return NOW + timedelta(**span)
