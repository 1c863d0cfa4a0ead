"""Meetings to plan reminders for, in New York unless a test says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from companion.kernel.timezones import to_instant
from companion.reminders.rules import (
    SOON,
    Meeting,
    Wishes,
    session_occurrences,
)  # fmt: skip

NY = "America/New_York"
MIA, LEO = UUID(int=1), UUID(int=2)
OPEN = Wishes(quiet_from=time(0), quiet_until=time(0))


def meeting(day: date, starts: time, zone: str = NY, hours: float = 1, **changes: object) -> Meeting:
    begin = to_instant(day, starts, zone)
    made = Meeting(UUID(int=7), zone, day, begin, begin + timedelta(hours=hours), True, None, None)
    return replace(made, **changes)  # type: ignore[arg-type]


def soon(one: Meeting, wishes: Wishes = OPEN) -> datetime | None:
    return next((each.due_at for each in session_occurrences([one], wishes, one.zone) if each.kind == SOON), None)
