"""Milestones: round numbers of days, months, and years of one stretch. Earned ones stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from companion.recovery.rules import Mark, months_later
from companion.recovery.spans import Stretch, earlier_views, stretches

DAYS = (1, 7, 30, 60, 90)
MONTHS = (6, 9, 12, 18)
YEARS = 100
_KEYS = [*(f"d{days}" for days in DAYS), *(f"m{n}" for n in (*MONTHS, *range(24, 12 * YEARS + 1, 12)))]


@dataclass(frozen=True)
class Earned:
    """`key` is d1, d7, d30, d60, d90 for days, m6, m9, m12, m18, m24, m36 … for calendar months."""

    key: str
    day: date


def earned(marks: Collection[Mark], today: date) -> list[Earned]:
    """Every milestone reached by `today` in any stretch, once, with the first day it was, in the order of their size.

    A return or a pause takes none away, also when it is told about a day before one was reached.
    """
    first: dict[str, date] = {}
    views = [(marks, today), *((then, min(day, today)) for then, day in earlier_views(marks))]
    for known, day in views:
        for stretch in stretches(known):
            for one in of_stretch(stretch, day):
                first[one.key] = min(first.get(one.key, one.day), one.day)
    return [Earned(key, first[key]) for key in _KEYS if key in first]


def of_stretch(stretch: Stretch, until: date) -> Iterator[Earned]:
    """The milestones of one stretch up to `until`. One that would fall into a pause comes when the days are there."""
    had: set[str] = set()
    for span, counted_from in stretch.counted_from():
        for key in _KEYS:
            day = reached_on(key, counted_from)
            if day > span.until(until):
                break
            if key not in had:
                had.add(key)
                yield Earned(key, max(day, span.first))


def coming(marks: Collection[Mark], start: date, end: date) -> list[Earned]:
    """The milestones that the stretch which runs now reaches on the days `start` to `end`, both included."""
    made = stretches(marks)
    if not made or not made[-1].running:
        return []
    return [one for one in of_stretch(made[-1], end) if start <= one.day]


def reached_on(key: str, counted_from: date) -> date:
    """The day on which a stretch counted from that day is so old."""
    number = int(key[1:])
    return counted_from + timedelta(days=number) if key[0] == "d" else _months(counted_from, number)


def _months(day: date, number: int) -> date:
    return date.max if day.year + number // 12 + 1 > date.max.year else months_later(day, number)
