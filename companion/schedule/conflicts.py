"""Warnings before a change is made: a room, a leader, or a person would be needed twice at once, or on a day on which the
program is closed."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.kernel.database import db
from companion.program.models import Closure, Track
from companion.program.rules import Closed
from companion.schedule import guests, sessions
from companion.schedule.models import TrackSession
from companion.schedule.rules import SessionView

ROOM, LEADER, PEOPLE, CLOSED = "room", "leader", "people", "closed"
_WIDEST = 64  # meetings at one time in one program; more would make a list nobody reads


@dataclass(frozen=True)
class Slot:
    """One meeting, as far as it can be in somebody's way."""

    id: UUID
    track_id: UUID
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str | None
    with_name: str | None
    telehealth: bool
    participant_id: UUID | None
    by_invitation: bool

    @property
    def personal(self) -> bool:
        """Who looks at a warning may not be allowed to know of it."""
        return self.participant_id is not None or self.by_invitation


@dataclass(frozen=True)
class ScheduleConflict:
    """`one` (the same as `other` on a closed day) and `other` overlap, first at `one`, and as often as `times`. `name` is the room or leader; `people` how many."""

    kind: str
    one: Slot
    other: Slot
    name: str | None
    people: int
    times: int = 1


_COLUMNS: list[Any] = [
    TrackSession.id,
    TrackSession.track_id,
    TrackSession.starts_at,
    TrackSession.ends_at,
    TrackSession.title,
    TrackSession.place,
    TrackSession.with_name,
    TrackSession.telehealth,
    TrackSession.participant_id,
    TrackSession.by_invitation,
]


def find_conflicts(program_id: UUID, session_ids: Collection[UUID]) -> list[ScheduleConflict]:
    """Where these meetings overlap with others of the program, or lie on closed days, earliest first; what repeats every
    week is one entry."""
    changed = [one for one in sessions.session_states(list(session_ids)) if one.on and one.kind != "break"]
    if not changed:
        return []
    begin, end = min(one.starts_at for one in changed), max(one.ends_at for one in changed)
    pairs = list(_pairs(_around(program_id, begin, end), {one.id for one in changed}))
    visited = guests.guests_of({one.id for pair in pairs for one in pair})
    shared = sessions.who_are_told(sorted({one.id for pair in pairs if _may_share(pair, visited) for one in pair}))
    found: dict[tuple[str, str, str, str | None], ScheduleConflict] = {}
    for one, other in pairs:
        for kind, name, people in _between(one, other, shared):
            key = (kind, one.title, other.title, name)
            before = found.get(key)
            times = before.times + 1 if before else 1
            first = before or ScheduleConflict(kind, one, other, name, people)
            found[key] = ScheduleConflict(kind, first.one, first.other, name, max(first.people, people), times)
    return [*_on_closed_days(program_id, changed), *found.values()]


def _on_closed_days(program_id: UUID, changed: list[SessionView]) -> list[ScheduleConflict]:
    query = select(Closure.first, Closure.last).where(Closure.program_id == program_id)
    closed = [Closed(*row) for row in db.session.execute(query)]
    there = [one for one in changed if any(each.covers(one.local_date) for each in closed)]
    slots = [Slot(*(getattr(one, column.key) for column in _COLUMNS)) for one in there]
    return [ScheduleConflict(CLOSED, slots[0], slots[0], None, 0, len(slots))] if slots else []


def _around(program_id: UUID, begin: datetime, end: datetime) -> list[Slot]:
    one = TrackSession
    query = (
        select(*_COLUMNS)
        .join(Track, Track.id == one.track_id)
        .where(Track.program_id == program_id, one.starts_at < end, one.ends_at > begin)
        .where(one.status == "scheduled", one.kind != "break")
        .order_by(one.starts_at, one.id)
    )
    return [Slot(*row) for row in db.session.execute(query)]


def _pairs(slots: list[Slot], changed: set[UUID]) -> Iterator[tuple[Slot, Slot]]:
    """Those that overlap, at least one of them changed."""
    running: list[Slot] = []
    for each in slots:
        running = [one for one in running if one.ends_at > each.starts_at][-_WIDEST:]
        yield from ((one, each) for one in running if one.id in changed or each.id in changed)
        running.append(each)


def _may_share(pair: tuple[Slot, Slot], visited: Container[UUID]) -> bool:
    """People are in one track at a time, so only its own meetings can pull them apart, and those they are guests of."""
    return pair[0].track_id == pair[1].track_id or any(one.id in visited for one in pair)


def _between(one: Slot, other: Slot, shared: dict[UUID, set[UUID]]) -> Iterator[tuple[str, str | None, int]]:
    if one.place and not one.telehealth and not other.telehealth and _alike(one.place, other.place):
        yield ROOM, one.place, 0
    if one.with_name and _alike(one.with_name, other.with_name):
        yield LEADER, one.with_name, 0
    both = shared.get(one.id, set()) & shared.get(other.id, set())
    if both:
        yield PEOPLE, None, len(both)


def _alike(one: str, other: str | None) -> bool:
    return other is not None and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
