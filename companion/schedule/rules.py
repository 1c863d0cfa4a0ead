"""Therapeutic meetings as pure values: one meeting, a change to it, the planned week, and how far ahead is written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import groupby
from uuid import UUID

from companion.program.rules import monday_of

STATUSES = ("scheduled", "cancelled")
ATTENDANCE = ("present", "late", "remote", "excused", "absent")
ATTENDED = frozenset({"present", "late", "remote"})
CHANGES = ("session", "added", "pattern", "closure")
ENROLLMENT_CHANGES = ("track", "brought_back", "plan_off", "leave", "leave_over")
"""What staff change about somebody's time in the program besides ending it."""

# What a phone keeps was probably read: a changed pattern marks these meetings instead of rewriting them silently.
COUNTED_ON = timedelta(days=14)
# A list can be filled in while people come through the door.
MARKED_FROM = timedelta(minutes=30)
UNDO_WITHIN = timedelta(minutes=10)
# Whoever plans further ahead has mistyped the year.
FARTHEST = timedelta(days=2 * 366)
HORIZON_DAYS = 8 * 7
LONGEST_HORIZON_DAYS = 52 * 7


@dataclass(frozen=True)
class SessionView:
    """One therapeutic meeting as written out. Instants are UTC, `local_date` is the day in the program's zone."""

    id: UUID
    track_id: UUID
    participant_id: UUID | None
    zone: str
    local_date: date
    starts_at: datetime
    ends_at: datetime
    kind: str
    title: str
    place: str | None
    join_url: str | None
    with_name: str | None
    modality: str | None
    optional: bool
    status: str
    changed_at: datetime | None
    previous_starts_at: datetime | None
    telehealth: bool = False
    by_invitation: bool = False
    bring: tuple[str, ...] = ()

    @property
    def on(self) -> bool:
        return self.status == "scheduled"

    @property
    def changed(self) -> bool:
        return self.changed_at is not None

    @property
    def planned_minutes(self) -> int:
        """Minutes that count towards the planned week: not breaks, not optional meetings, not what is cancelled."""
        if not self.on or self.optional or self.kind == "break":
            return 0
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


class Keep(Enum):
    """Stands for "leave it as it is" where None means "take it away"."""

    IT = "keep"


@dataclass(frozen=True)
class SessionChange:
    """What staff change about one meeting. `seen` is the `changed_at` they had before them; a later one is a conflict."""

    cancel: bool = False
    local_date: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str | Keep | None = Keep.IT
    join_url: str | Keep | None = Keep.IT
    with_name: str | Keep | None = Keep.IT
    telehealth: bool | Keep = Keep.IT
    bring: tuple[str, ...] | Keep = Keep.IT
    seen: datetime | Keep | None = Keep.IT

    @property
    def moves(self) -> bool:
        return self.local_date is not None or self.starts is not None or self.ends is not None


@dataclass(frozen=True)
class WeekDay:
    """One day of a week that has something planned on it."""

    local_date: date
    minutes: int


@dataclass(frozen=True)
class Week:
    """What is planned in the week that begins on Monday `starts_on`."""

    starts_on: date
    days: tuple[WeekDay, ...]

    @property
    def planned_days(self) -> int:
        return len(self.days)

    @property
    def planned_minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    def so_far(self, today: date) -> tuple[int, int]:
        """(days, minutes) up to and including today, for "2 of 3 days, 6 of 9 h"."""
        reached = [day for day in self.days if day.local_date <= today]
        return len(reached), sum(day.minutes for day in reached)


def weeks(sessions: Iterable[SessionView]) -> list[Week]:
    """The planned weeks in these meetings, oldest first. A day counts once something on it is planned."""
    minutes: dict[date, int] = {}
    for session in sessions:
        if planned := session.planned_minutes:
            minutes[session.local_date] = minutes.get(session.local_date, 0) + planned
    days = [WeekDay(day, total) for day, total in sorted(minutes.items())]
    return [Week(start, tuple(group)) for start, group in groupby(days, key=lambda day: monday_of(day.local_date))]


def written_since(reached: date | None, today: date) -> date:
    """The first day for which a track's calendar, written out to `reached`, has never been written.

    A new track shows the whole running week and the one before; one that nobody wrote out for weeks has its gap filled,
    at most eight weeks of it.
    """
    if reached is None:
        return monday_of(today) - timedelta(days=7)
    return max(reached + timedelta(days=1), today - timedelta(days=HORIZON_DAYS))


def horizon(today: date, expected_ends: Iterable[date]) -> date:
    """The last day for which meetings are written out: at least eight weeks, and to the last expected end."""
    longest = today + timedelta(days=LONGEST_HORIZON_DAYS)
    return max([today + timedelta(days=HORIZON_DAYS), *(min(end, longest) for end in expected_ends)])
