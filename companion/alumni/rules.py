"""When an alumni group meets next, from its weekday and the program's wall clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from companion.kernel.timezones import local_day
from companion.program.rules import Closed, dates, instants

MEETINGS_AHEAD = 8
"""How many meetings travel to the phone, so that its own copy stays true through weeks without signal."""
_WEEKS_SEARCHED = 60


@dataclass(frozen=True)
class Meeting:
    """One meeting of a group, or an event. `local_date` and the wall times are the program's, instants are UTC."""

    local_date: date
    starts: time
    ends: time
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class GroupView:
    """A group as its alumni see it; `meetings` are the next ones, the first of which may be going on right now."""

    id: UUID
    name: str
    about: str
    weekday: int
    ask_for: str
    place: str | None
    join_url: str | None
    phone: str | None
    meetings: list[Meeting]


@dataclass(frozen=True)
class EventView:
    """A single event, from its day on until it is over."""

    id: UUID
    title: str
    about: str
    ask_for: str | None
    place: str | None
    join_url: str | None
    when: Meeting


def meeting(day: date, starts: time, ends: time, zone: str) -> Meeting:
    """What the program's wall clock says, as instants."""
    return Meeting(day, starts, ends, *instants(day, starts, ends, zone))


def next_meetings(
    weekday: int, starts: time, ends: time, zone: str, closed: Sequence[Closed], now: datetime
) -> list[Meeting]:
    """The next meetings that are not over yet, soonest first. A long closure is looked past, up to a year ahead."""
    today = local_day(now, zone)
    days = dates(weekday, today, today + timedelta(weeks=_WEEKS_SEARCHED), closed)
    planned = (meeting(day, starts, ends, zone) for day in days[: MEETINGS_AHEAD + 1])
    return [one for one in planned if one.ends_at > now][:MEETINGS_AHEAD]
