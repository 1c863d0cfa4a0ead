"""Computes intervals of days from what was recorded: stretches, total days, the last thirty.

An interval is half-open: its first day counts once it is over, and the day of a return never counts. A stretch is what lies
between two returns; a pause leaves a gap in it and does not end it. Only the set of recorded things matters, never the
order in which they arrived.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from companion.recovery.rules import COUNTING, PAUSE, RETURN, START, WINDOW, Length, Mark, length

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days from `first` up to but not including `end`; None while it goes on."""

    first: date
    end: date | None

    def until(self, today: date) -> date:
        """The end of what has passed of it by `today`, at least `first`."""
        return max(self.first, min(self.end or today, today))

    def days(self, today: date) -> int:
        return (self.until(today) - self.first).days


@dataclass(frozen=True)
class Stretch:
    """One or more spans with pauses between them. `ended_on` is the day of the return; else it runs, or is paused."""

    spans: tuple[Span, ...]
    ended_on: date | None

    @property
    def running(self) -> bool:
        return self.spans[-1].end is None

    def days(self, today: date) -> int:
        return sum(span.days(today) for span in self.spans)

    def counted_from(self) -> Iterator[tuple[Span, date]]:
        """Each span with the day from which it would have to be counted had there been no pause."""
        before = timedelta(0)
        for span in self.spans:
            yield span, span.first - before
            if span.end is not None:
                before += span.end - span.first

    def length(self, today: date) -> Length:
        """In calendar units; days of a pause are not in it."""
        *_, (span, first) = self.counted_from()
        return length(first, span.until(today))


def stretches(marks: Collection[Mark]) -> list[Stretch]:
    """What these marks make, oldest first. A start while it runs, and a pause or return while it does not, change nothing
    but the end of a stretch. A start on the day of a return counts from the day after."""
    made: list[Stretch] = []
    spans: list[Span] = []
    since: date | None = None
    returns = {mark.day for mark in marks if mark.kind == RETURN}
    for mark in sorted((mark for mark in marks if mark.kind in COUNTING), key=_order):
        if mark.kind == START:
            since = since or (mark.day + _DAY if mark.day in returns else mark.day)
            continue
        if since and since < mark.day:
            spans.append(Span(since, mark.day))
        since = None
        if mark.kind == RETURN and spans:
            made.append(Stretch(tuple(spans), ended_on=mark.day))
            spans = []
    if since:
        spans.append(Span(since, None))
    return [*made, Stretch(tuple(spans), ended_on=None)] if spans else made


def _order(mark: Mark) -> tuple[date, bool, datetime, UUID]:
    """By day, a return before all else of its day, the rest as it was told."""
    return mark.day, mark.kind != RETURN, mark.at, mark.id


def earlier_views(marks: Collection[Mark]) -> Iterator[tuple[list[Mark], date]]:
    """What stood on the screen just before something was told about a day gone by: the marks of then, and that day.

    What was shown as theirs stays theirs, although the days since turn out to be others.
    """
    told = sorted(marks, key=lambda mark: (mark.told, mark.at, mark.id))
    for number, mark in enumerate(told):
        if mark.kind in (RETURN, PAUSE) and mark.day < mark.told:
            yield told[:number], mark.told


def days_together(marks: Collection[Mark], today: date) -> int:
    """All days in recovery so far. Never falls, whatever is told; only a corrected date or an undo changes it."""
    views = [(marks, today), *((then, min(day, today)) for then, day in earlier_views(marks))]
    return max(sum(stretch.days(day) for stretch in stretches(known)) for known, day in views)


def this_stretch(marks: Collection[Mark]) -> Stretch | None:
    """The one that runs or is paused; None after a return without a new one."""
    made = stretches(marks)
    return made[-1] if made and made[-1].ended_on is None else None


def last_thirty(marks: Collection[Mark], today: date) -> int | None:
    """How many of the thirty days before `today` were days in recovery.

    None while fewer are known, and while a pause lies among them: a paused day is neither one nor the other.
    """
    window = today - timedelta(days=WINDOW)
    made = stretches(marks)
    if not made or made[0].spans[0].first > window or any(_paused_in(one, window, today) for one in made):
        return None
    inside = [(max(span.first, window), span.until(today)) for one in made for span in one.spans]
    return sum(max(0, (end - first).days) for first, end in inside)


def _paused_in(stretch: Stretch, window: date, today: date) -> bool:
    ends = [span.end for span in stretch.spans if span.end]
    begins = [span.first for span in stretch.spans[1:]]
    if not stretch.running:
        begins.append(stretch.ended_on or today)
    return any(end < begin and begin > window and end < today for end, begin in zip(ends, begins, strict=False))
