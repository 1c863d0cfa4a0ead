"""When a check-up is due after completion, and what an aftercare plan consists of. Local dates only, no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile
from typing import Literal
from uuid import UUID

SECTIONS = (
    "continued_therapy",
    "support_groups",
    "housing",
    "work_school",
    "medication",
    "people",
    "healthy_routines",
    "warning_signs",
)
LINES_PER_SECTION = 20
LINE_LENGTH = 300

AnswerWord = Literal["okay", "call"]
CALL = "call"

FIRST_DAYS = (1, 3, 7, 14, 21, 30)
WEEKLY_FROM, WEEKLY_TO = 5, 12
FORTNIGHTLY_TO_MONTH = 6
MONTHLY_TO_MONTH = 12
YEARS_AHEAD = 10
DAYS_AHEAD = 100
OPEN_DAYS = 7
"""A check-up that nobody answered stops asking after a week, or when the next one is due."""


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later; the last day of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def checkup_rhythm(completed_on: date) -> Iterator[date]:
    """Every check-up day after completion, in order and without an end: close together in the first month, then
    weekly to week 12, every two weeks to month 6, monthly to month 12, then every three months."""
    yield from (completed_on + timedelta(days=days) for days in FIRST_DAYS)
    yield from (completed_on + timedelta(weeks=week) for week in range(WEEKLY_FROM, WEEKLY_TO + 1))
    half_year = months_later(completed_on, FORTNIGHTLY_TO_MONTH)
    fortnights = (completed_on + timedelta(weeks=week) for week in count(WEEKLY_TO + 2, 2))
    yield from takewhile(lambda day: day <= half_year, fortnights)
    yield from (months_later(completed_on, month) for month in range(FORTNIGHTLY_TO_MONTH + 1, MONTHLY_TO_MONTH + 1))
    yield from (months_later(completed_on, month) for month in count(MONTHLY_TO_MONTH + 3, 3))


def checkup_due_dates(completed_on: date, until: date | None = None) -> list[date]:
    """The check-up days up to and including `until` (without it: the next ten years), ascending, no day twice."""
    last = until or months_later(completed_on, 12 * YEARS_AHEAD)
    return list(takewhile(lambda day: day <= last, checkup_rhythm(completed_on)))


def due_on(completed_on: date, today: date, answered: frozenset[date]) -> date | None:
    """The one check-up to ask about today: the latest due day if it is at most a week old and has no answer.
    Earlier ones are never asked again: there is nothing to catch up on."""
    due = checkup_due_dates(completed_on, today)
    if not due or due[-1] in answered or (today - due[-1]).days >= OPEN_DAYS:
        return None
    return due[-1]


def empty_sections() -> dict[str, list[str]]:
    """The plan of somebody who has not written anything yet."""
    return {section: [] for section in SECTIONS}


@dataclass(frozen=True)
class Answer:
    """One answer to "How are things?". `due_on` is the check-up it answers, None when the person came unasked.
    `answered_at` is the moment of the tap, `received_at` when it reached us."""

    id: UUID
    answer: str
    due_on: date | None
    answered_at: datetime
    received_at: datetime


@dataclass(frozen=True)
class Checkups:
    """`since` is the last day of the program, once it is over, `completed_on` the same for who completed it. `days` are the check-up days from a week back to some months ahead, so that a phone
    without signal goes on asking; `due_on` is the one to ask about today."""

    since: date | None
    completed_on: date | None
    due_on: date | None
    days: list[date]
    answers: list[Answer]


def checkups(since: date | None, today: date, answers: list[Answer], *, completed: bool = True) -> Checkups:
    """What to ask, given the answers so far. While the program lasts there is nothing to ask."""
    if since is None:
        return Checkups(None, None, None, [], answers)
    days = checkup_due_dates(since, today + timedelta(days=DAYS_AHEAD))
    answered = frozenset(answer.due_on for answer in answers if answer.due_on)
    recent = [day for day in days if (today - day).days < OPEN_DAYS]
    return Checkups(since, since if completed else None, due_on(since, today, answered), recent, answers)


@dataclass(frozen=True)
class ResourceView:
    """Something a program points people to, in one language."""

    id: UUID
    title: str
    about: str
    language: str
    tags: list[str]
    place: str | None
    phone: str | None
    url: str | None
