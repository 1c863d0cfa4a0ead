"""Where somebody stands at an instant: the one rule, over what is stored about them. Everybody who asks "are they in the program
now, since when, and what comes next" asks here, through `service`.

Pure: rows in, the instant in. Days are those of each enrollment's own program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from companion.enrollment.rules import COMPLETED, DIED, OwnDays
from companion.kernel.timezones import local_day

BEFORE, HERE, ON_LEAVE, OVER = "before", "here", "on_leave", "over"


@dataclass(frozen=True)
class LeaveView:
    """Away from `starts_on` to `ends_on`, both included; without `ends_on` until they are back. `ends_on` before `starts_on`
    means that it was called off."""

    id: UUID
    participant_id: UUID
    starts_on: date
    ends_on: date | None
    reason: str
    keeps_place: bool

    @property
    def called_off(self) -> bool:
        return self.ends_on is not None and self.ends_on < self.starts_on

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Span:
    """The dates of one person's time in one track: all that the rule needs."""

    id: UUID
    participant_id: UUID
    program_id: UUID
    zone: str
    starts_on: date
    last_day: date | None
    completed_on: date | None
    left_as: str | None

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.last_day is None or day <= self.last_day)

    @property
    def exit(self) -> str | None:
        """How their time in the program ended with this enrollment; None while it goes on, here or in another track."""
        return COMPLETED if self.completed_on else self.left_as

    @property
    def ended_on(self) -> date | None:
        """The last day of the program, for an enrollment that ended with an exit."""
        return (self.completed_on or self.last_day) if self.exit else None

    @property
    def taken_back(self) -> bool:
        """It ended before it began: another move took its place, or it was undone."""
        return self.exit is None and self.last_day is not None and self.last_day < self.starts_on


@dataclass(frozen=True)
class EnrollmentView(Span):
    """One person's time in one track. `first_day` is their own card, or the track's."""

    track_id: UUID
    track_slug: str
    track_name: str
    level: str
    about_weeks: int
    expected_end_on: date | None
    own_days: tuple[OwnDays, ...]
    phase: str
    hides_craving: bool
    remote_from: date | None
    remote_until: date | None
    own_hides_craving: bool
    first_day: dict[str, Any]
    modules: dict[str, Any]


@dataclass(frozen=True)
class EnrollmentStatus:
    """`now` is the enrollment that counts: the one begun last, or before the first day the first one. `next` is a move or a
    return that is still to come. `since` is the first day of the stay: who moves between tracks goes on counting weeks, who
    comes back begins anew. `leave` covers this day, `next_leave` a later one."""

    now: EnrollmentView
    next: EnrollmentView | None
    since: date
    today: date
    leave: LeaveView | None = None
    next_leave: LeaveView | None = None

    @property
    def begins_anew(self) -> bool:
        """Whether the first day of `now` is a first day, not one of a move."""
        return self.since == self.now.starts_on

    @property
    def state(self) -> str:
        """BEFORE the first day, HERE, ON_LEAVE, or OVER: the program days ended, however they did."""
        if _is_over(self.now, self.today):
            return OVER
        if self.now.starts_on > self.today:
            return BEFORE
        return ON_LEAVE if self.leave else HERE

    @property
    def over(self) -> bool:
        return self.state == OVER

    @property
    def exit(self) -> str | None:
        """How it ended, once it did. None also for somebody whose time ended before anybody wrote down how."""
        return self.now.exit if self.over else None

    @property
    def ended_on(self) -> date | None:
        """The last day of the program, once it is over."""
        return (self.now.ended_on or self.now.last_day) if self.over else None

    @property
    def after_since(self) -> date | None:
        """From which day check-ups, alumni groups and their reminders count; None while the program lasts, and for who died."""
        return self.ended_on if self.exit not in (None, DIED) else None

    @property
    def phase(self) -> str:
        """In one word, for lists: how it ended, that they are on leave, or the phase of the enrollment."""
        return self.exit or (ON_LEAVE if self.state == ON_LEAVE else self.now.phase)


@dataclass(frozen=True)
class Record:
    """All that is stored about one person's time: enrollments and leaves, in any order."""

    enrollments: Sequence[EnrollmentView] = ()
    leaves: Sequence[LeaveView] = ()

    def at(self, now: datetime) -> EnrollmentStatus | None:
        """Where they stand at this instant. None for somebody who was never enrolled."""
        return _status(self, lambda view: local_day(now, view.zone))

    def on(self, day: date) -> EnrollmentStatus | None:
        """Where they stand, or will as things are planned, on this day."""
        return _status(self, lambda _: day)

    def expected_in(self, day: date) -> list[EnrollmentView]:
        """The enrollments whose sessions expect them on this day, the last day included; none on leave. `days` says the same in
        SQL."""
        return [] if self.is_away(day) else [one for one in self.enrollments if one.covers(day)]

    def is_away(self, day: date) -> bool:
        """Whether a leave covers this day."""
        return any(one.covers(day) for one in self.leaves)


_S = TypeVar("_S", bound=Span)


def in_order(spans: Iterable[_S]) -> list[_S]:
    """As they were lived; who began two on the same day lived the later made one. Ids are numbered by time."""
    return sorted(spans, key=lambda span: (span.starts_on, span.id))


def stays(spans: Iterable[_S]) -> list[list[_S]]:
    """The enrollments without those taken back, each chain of moves together: what people call their time in the program."""
    found: list[list[_S]] = []
    for span in in_order(one for one in spans if not one.taken_back):
        if found and _goes_on(found[-1][-1], span):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _goes_on(before: Span, span: Span) -> bool:
    gapless = before.last_day is not None and before.last_day >= span.starts_on - timedelta(days=1)
    return before.exit is None and gapless


def programs_of(spans: Sequence[Span], now: datetime, *, coming: bool) -> set[UUID]:
    """The program of the one that counts at this instant; with `coming` also that of the next one planned."""
    lived = _lived(spans)
    counts = _current(lived, lambda span: local_day(now, span.zone))
    later = [span for span in lived if span.starts_on > local_day(now, span.zone) and span is not counts]
    return {span.program_id for span in (counts, *(later[:1] if coming else ()))}


def _lived(spans: Sequence[_S]) -> list[_S]:
    """Those that were not taken back; all of them for somebody of whom nothing else is known."""
    return in_order([span for span in spans if not span.taken_back] or spans)


def _current(lived: Sequence[_S], day_of: Callable[[Span], date]) -> _S:
    """The one begun last; before the first day, the first."""
    return next((span for span in reversed(lived) if span.starts_on <= day_of(span)), lived[0])


def _status(record: Record, day_of: Callable[[Span], date]) -> EnrollmentStatus | None:
    lived = _lived(record.enrollments)
    if not lived:
        return None
    now = _current(lived, day_of)
    today = day_of(now)
    later = [view for view in lived if view.starts_on > day_of(view) and view is not now]
    chain = next((some for some in stays(lived) if now in some), [now])
    leaves = [] if _is_over(now, today) else [one for one in record.leaves if not one.called_off]
    ahead = [one for one in leaves if one.starts_on > today]
    return EnrollmentStatus(
        now,
        later[0] if later else None,
        chain[0].starts_on,
        today,
        next((one for one in leaves if one.covers(today)), None),
        min(ahead, key=lambda one: one.starts_on, default=None),
    )


def _is_over(span: Span, today: date) -> bool:
    if span.ended_on is not None:
        return span.ended_on <= today
    return span.last_day is not None and span.last_day < today
