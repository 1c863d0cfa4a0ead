"""What tests of reminders do again and again: let the worker pass at an hour, wish, change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from companion.kernel.database import transaction
from companion.reminders import jobs, service
from companion.reminders.rules import Wishes
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.reminders.conftest import Owned, at

States = Callable[..., list[tuple[str, str | None]]]


def pass_at(now: datetime) -> None:
    jobs.plan(now)
    while jobs.send_due(now):
        pass


def first_session(owned: Owned, day: int = 10) -> Any:
    date = at(12, day=day).date()
    return schedule.sessions_of(owned.id, date, date)[0]


def wish(owned: Owned, now: datetime = NOW, **changes: Any) -> None:
    with transaction():
        service.save_wishes(owned.id, Wishes(**changes), now)


def change(session_id: UUID, now: datetime, **what: Any) -> None:
    with transaction():
        schedule.change_session(session_id, SessionChange(**what), now)
        service.replan_session(session_id, now)
