"""What a program is made of, as pure values: kinds of sessions, weekly patterns, dosage, closed days, and the step from wall
times to instants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from companion.kernel import timezones

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVELS = ("op", "iop", "php")

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


def monday_of(day: date) -> date:
    """The Monday of the week `day` lies in."""
    return day - timedelta(days=day.weekday())


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
