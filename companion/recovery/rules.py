"""Time in recovery as plain dates: what a person recorded, how much of it fits, calendar arithmetic, and the quiet week.

Days are local calendar days of the person; nothing here knows a time zone or a clock.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

MarkKind = Literal["start", "return", "pause", "happened", "hide"]
START, RETURN, PAUSE, HAPPENED, HIDE = get_args(MarkKind)
COUNTING = (START, RETURN, PAUSE)
"""A day from which a person counts; a return to use; a pause, which is no return; that it happened at all, whatever the
person chose to do with their days; that a counter was hidden then, so that taking it back shows it again."""

OwnMoment = Literal["family_session", "work_school", "called_first", "came_back"]
ProgramMoment = Literal["first_week", "halfway", "graduation"]
GoalState = Literal["open", "reached", "let_go"]
Decision = Literal["keep", "change", "let_go", "reached"]

NAME_LENGTH = 40
LINE_LENGTH = 200
FOCI, MARKS, MOMENTS = 40, 1000, 200
GOALS, REVIEWS = 100, 600

QUIET = timedelta(days=7)
"""For so long after "it happened" nothing about milestones leaves the server."""
WINDOW = 30

THE_SETTINGS = UUID(int=0)
"""Every phone of a person makes the switches under this id, so that they are one."""

DAYS_LISTS = ("foci", "marks", "moments", "settings")
GOALS_LISTS = ("goals", "reviews")


@dataclass(frozen=True)
class Mark:
    """One thing told about one counter. `day` is the day it is about, `told` the local day it was told on, `at` the
    instant, by the phone's clock."""

    id: UUID
    kind: str
    day: date
    told: date
    at: datetime


@dataclass(frozen=True)
class Length:
    """A length in calendar units: 1 year 4 days, not 369 days."""

    years: int
    months: int
    days: int


@dataclass(frozen=True)
class Moment:
    """A milestone of the second family: something that happened, on a day."""

    kind: str
    day: date


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later; the last day of the month where there is no such day, so that a year
    after 29 February is 28 February and four years after it 29 February again."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def length(first: date, today: date) -> Length:
    """From `first` to `today` in whole years, whole months and the days left over; nothing when `today` is earlier."""
    if today <= first:
        return Length(0, 0, 0)
    months = (today.year - first.year) * 12 + today.month - first.month
    if months_later(first, months) > today:
        months -= 1
    return Length(months // 12, months % 12, (today - months_later(first, months)).days)


def quiet_since(happened: Iterable[tuple[date, datetime]], today: date, now: datetime) -> date | None:
    """The latest day on which it happened, if that is less than eight days ago or was told within seven days.

    An instant in the future, from a phone with a wrong clock, does not make the quiet longer.
    """
    near = [day for day, at in happened if timedelta(0) <= now - at < QUIET or -1 <= (today - day).days <= QUIET.days]
    return max(near, default=None)


def program_moments(
    starts_on: date,
    expected_end_on: date | None,
    completed_on: date | None,
    *,
    left_on: date | None = None,
    before: Iterable[tuple[date | None, date]] = (),
) -> list[Moment]:
    """First week, halfway and graduation of one stay in a program, as far as its dates are known, in order. Only who completed
    it has a graduation; who left on `left_on` keeps what they reached. `before` are the soft end and the last day of each track
    of the same stay they moved on from: halfway, once reached there, stays on its day."""
    reached = (_halfway(starts_on, soft, last) for soft, last in before)
    halfway = next((day for day in reached if day is not None), None)
    halfway = halfway or _halfway(starts_on, completed_on or expected_end_on, date.max)
    found = [Moment("first_week", starts_on + timedelta(days=7))]
    found += [Moment("halfway", halfway)] if halfway else []
    found += [Moment("graduation", completed_on)] if completed_on else []
    last = completed_on or left_on or date.max
    return sorted((one for one in found if one.day <= last), key=lambda one: one.day)


def _halfway(starts_on: date, ends_on: date | None, reached_by: date) -> date | None:
    if ends_on is None or ends_on <= starts_on:
        return None
    day = starts_on + (ends_on - starts_on) / 2
    return day if day <= reached_by else None


def nothing(lists: Iterable[str]) -> dict[str, Any]:
    """The document of somebody who has not told anything yet."""
    return {name: [] for name in lists}
