"""Pure rules of absences: what can be said, until when, and which other sessions can make up for a missed one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, TypeVar, get_args
from uuid import UUID

Reason = Literal["unwell", "work", "family", "transport", "appointment", "other"]
REASONS: tuple[str, ...] = get_args(Reason)

TOLD, ASKED, CONFIRMED, ANSWERED, TAKEN_BACK = "told", "asked", "confirmed", "answered", "taken_back"
STATES = (TOLD, ASKED, CONFIRMED, ANSWERED, TAKEN_BACK)
WAITS = (TOLD, ASKED)
"""Nobody on staff has decided about it yet."""

WITHIN = timedelta(days=14)
"""How long afterwards one can say that one was not there, and how far from the missed meeting another may lie."""
NOT_MADE_UP = frozenset({"break", "check_in", "closing"})
"""Parts of a day nobody comes for alone."""
OFFERED_AT_MOST = 12
DAYS_AT_MOST = 31
"""How many days one request covers. Whoever is away for longer talks with their team."""
TOLD_AT_MOST = 20
"""Changes of mind about one meeting: more tell nobody anything new."""


class Meeting(Protocol):
    """As much of a meeting as decides whether it can be made up, or make up for another."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def on(self) -> bool: ...


M = TypeVar("M", bound=Meeting)


@dataclass(frozen=True)
class Told:
    """What somebody says of one meeting. `wish` is the other one they would like to come to instead."""

    id: UUID
    session_id: UUID
    reason: str | None
    wish: UUID | None
    said_at: datetime


@dataclass(frozen=True)
class Days:
    """The days somebody says they cannot come on, both included. `wishes`: session → the other one they would like to
    come to instead."""

    id: UUID
    starts_on: date
    ends_on: date
    reason: str | None
    wishes: Mapping[UUID, UUID]
    said_at: datetime


@dataclass(frozen=True)
class RequestView:
    """One request for whole days that still stands."""

    id: UUID
    starts_on: date
    ends_on: date
    said_at: datetime


@dataclass(frozen=True)
class AbsenceView:
    """What somebody said of one meeting and what became of it. `make_up` is what they wish for, or what was confirmed."""

    id: UUID
    participant_id: UUID
    session_id: UUID
    meets_on: date
    reason: str | None
    state: str
    make_up: UUID | None
    said_at: datetime
    decided_by: UUID | None
    request_id: UUID | None = None

    @property
    def source_id(self) -> UUID:
        """Under which id staff were asked to look."""
        return self.request_id or self.id

    @property
    def waits(self) -> bool:
        return self.state in WAITS


def can_tell(meeting: Meeting, now: datetime) -> bool:
    """Before it begins and for two weeks after; not about what is called off anyway."""
    return meeting.on and now < meeting.ends_at + WITHIN


def are_days(starts_on: date, ends_on: date) -> bool:
    """Whether one request can cover these days."""
    return timedelta(0) <= ends_on - starts_on < timedelta(days=DAYS_AT_MOST)


def covered(planned: Iterable[M], said_at: datetime) -> list[M]:
    """What of these days somebody means who says at this moment that they cannot come: what is not over yet; and once all
    of it is over, all of it. Nothing that is called off, or that lies too far back."""
    meant = [one for one in planned if can_tell(one, said_at)]
    return not_over(meant, said_at) or meant


def not_over(meetings: Iterable[M], at: datetime) -> list[M]:
    """What somebody can still come to, be it late."""
    return [one for one in meetings if at < one.ends_at]


def stays(earlier: AbsenceView, said_at: datetime) -> bool:
    """Whether what was said of a session before outlives what is said of its whole day: it was said later, on another
    phone, or another session is asked for or promised in its place."""
    return earlier.said_at > said_at or (earlier.state in (ASKED, CONFIRMED) and earlier.make_up is not None)


def window(missed: Meeting, now: datetime) -> tuple[datetime, datetime]:
    """From when until when another meeting may start to make up for this one: ahead, and within two weeks of it. Empty
    when the first is not before the second."""
    return max(now, missed.starts_at - WITHIN), missed.starts_at + WITHIN


def options(
    missed: Meeting,
    candidates: Iterable[M],
    room: Mapping[UUID, int | None],
    own: Iterable[Meeting],
    away: Container[UUID],
    now: datetime,
) -> list[M]:
    """Which of `candidates` can make up for `missed`, earliest first: of the same kind, inside the window, with room left
    (None: nobody counts), and not while the person is expected elsewhere. `own` are the meetings that are theirs; they
    said they will not be at those in `away`."""
    if missed.kind in NOT_MADE_UP:
        return []
    first, last = window(missed, now)
    mine = {one.id: one for one in (missed, *own)}
    busy = [one for one in mine.values() if one.on and one.id != missed.id and one.id not in away]
    found = [
        one
        for one in candidates
        if one.on
        and one.kind == missed.kind
        and one.id not in mine
        and first < one.starts_at <= last
        and _has_room(room.get(one.id, 0))
        and not any(_overlap(one, other) for other in busy)
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, str(one.id)))[:OFFERED_AT_MOST]


def _has_room(left: int | None) -> bool:
    return left is None or left > 0


def _overlap(one: Meeting, other: Meeting) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


WAITING, CALLED_OFF = "waiting", "called_off"


def shown_as(state: str, *, stands: bool) -> str:
    """What the person is told of it. `stands`: the meeting they wish for, or were promised, is still on."""
    if state in (ASKED, CONFIRMED) and not stands:
        return CALLED_OFF
    return WAITING if state == ASKED else state
