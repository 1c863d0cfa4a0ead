"""What a program is made of and what follows from it, as pure values: kinds, patterns, dosage, who is expected when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import groupby
from typing import Any
from uuid import UUID

from companion.kernel import timezones

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVELS = ("op", "iop", "php")
PHASES = ("intake", "active", "step_down", "completed")
STATUSES = ("scheduled", "cancelled")
MODALITIES = ("CBT", "DBT")
ATTENDANCE = ("present", "late", "remote", "excused", "absent")
ATTENDED = frozenset({"present", "late", "remote"})
CHANGES = ("session", "added", "pattern", "closure")

# Family and couples meetings are encouraged, never required; a program file may say otherwise.
OPTIONAL_KINDS = frozenset({"family_session", "couples_session", "family_education"})
KINDS = (
    "process_group",
    "skills_group",
    "education_group",
    "individual",
    "family_session",
    "couples_session",
    "family_education",
    "case_manager",
    "workshop",
    "vocational",
    "testing",
    "medication",
    "holistic",
    "peer_support",
    "check_in",
    "break",
    "closing",
)

# What a phone keeps was probably read: a changed pattern marks these meetings instead of rewriting them silently.
COUNTED_ON = timedelta(days=14)
# A list can be filled in while people come through the door.
MARKED_FROM = timedelta(minutes=30)
UNDO_WITHIN = timedelta(minutes=10)
# Whoever plans further ahead has mistyped the year.
FARTHEST = timedelta(days=2 * 366)
HORIZON_DAYS = 8 * 7
LONGEST_HORIZON_DAYS = 52 * 7
# What to bring to a meeting fits on a phone: so many things, so many letters each.
MOST_TO_BRING = 8
LONGEST_TO_BRING = 80

IOP_MINUTES = (9 * 60, 19 * 60)  # ASAM level 2.1
PHP_MINUTES = 20 * 60  # ASAM level 2.5


@dataclass(frozen=True)
class Pattern:
    """One weekly segment of a track: wall times in the program's zone. `weekday` 0 is Monday."""

    weekday: int
    starts: time
    ends: time
    kind: str
    title: str
    place: str | None = None
    join_url: str | None = None
    with_name: str | None = None
    modality: str | None = None
    optional: bool = False
    telehealth: bool = False
    bring: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Any, ...]:
        """What people read about a meeting of it, besides when; in the order of `SHOWN`."""
        return tuple(getattr(self, name) for name in SHOWN)

    @property
    def minutes(self) -> int:
        """Wall-clock length; an hour that the clock change adds or removes does not count."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute

    @property
    def slot(self) -> tuple[int, str, str]:
        """What makes it the same segment after its time or place was edited in the program file."""
        return (self.weekday, self.kind, self.title)


SHOWN = ("kind", "title", "place", "join_url", "with_name", "modality", "optional", "telehealth", "bring")


@dataclass(frozen=True)
class Closed:
    """Days on which nothing meets, both ends included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class OwnDays:
    """From this day on the person comes only on these weekdays (0 is Monday); the latest one begun counts."""

    since: date
    weekdays: frozenset[int]


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


def monday_of(day: date) -> date:
    """The Monday of the week `day` lies in."""
    return day - timedelta(days=day.weekday())


def weeks(sessions: Iterable[SessionView]) -> list[Week]:
    """The planned weeks in these meetings, oldest first. A day counts once something on it is planned."""
    minutes: dict[date, int] = {}
    for session in sessions:
        if planned := session.planned_minutes:
            minutes[session.local_date] = minutes.get(session.local_date, 0) + planned
    days = [WeekDay(day, total) for day, total in sorted(minutes.items())]
    return [Week(start, tuple(group)) for start, group in groupby(days, key=lambda day: monday_of(day.local_date))]


def week_number(starts_on: date, today: date) -> int:
    """1 in the first seven days; 0 before the start."""
    return 0 if today < starts_on else (today - starts_on).days // 7 + 1


def about_weeks(starts_on: date, expected_end_on: date | None, usual: int) -> int:
    """How many weeks it is about: to the soft end, so that an extension shows; what is usual in the track without one."""
    if expected_end_on is None or expected_end_on < starts_on:
        return usual
    return (expected_end_on - starts_on).days // 7 + 1


def weekly_minutes(patterns: Iterable[Pattern]) -> int:
    """Planned treatment minutes per week: neither breaks nor what is optional."""
    return sum(pattern.minutes for pattern in patterns if pattern.kind != "break" and not pattern.optional)


def dosage_warning(level: str, minutes: int) -> str | None:
    """A sentence when the weekly hours do not fit the level of care. Never an error: a ramp-down week is legitimate."""
    hours = f"{minutes / 60:g} hours a week"
    if level == "iop" and not IOP_MINUTES[0] <= minutes <= IOP_MINUTES[1]:
        return f"{hours} is outside the 9 to 19 hours of an intensive outpatient track"
    if level == "php" and minutes < PHP_MINUTES:
        return f"{hours} is below the 20 hours of a partial hospitalization track"
    return None


def comes_on(own_days: Sequence[OwnDays], day: date) -> bool:
    """Whether someone with these own days comes on `day`; without any, every day of the track is theirs."""
    begun = [entry for entry in own_days if entry.since <= day]
    return not begun or day.weekday() in max(begun, key=lambda entry: entry.since).weekdays


def instants(day: date, starts: time, ends: time, zone: str) -> tuple[datetime, datetime]:
    """The UTC start and end of wall times on a local day.

    When the spring change swallows the whole meeting it keeps its length after the gap, so it never ends before it starts.
    """
    begin, end = timezones.to_instant(day, starts, zone), timezones.to_instant(day, ends, zone)
    if end > begin:
        return begin, end
    length = datetime.combine(day, ends) - datetime.combine(day, starts)
    return begin, begin + length


def dates(weekday: int, first: date, last: date, closed: Sequence[Closed]) -> list[date]:
    """The days from `first` to `last`, both included, on which a segment of this weekday meets."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    found = []
    while day <= last:
        if not any(closure.covers(day) for closure in closed):
            found.append(day)
        day += timedelta(days=7)
    return found


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
