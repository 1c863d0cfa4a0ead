"""The versions of weekly segments in the database: read, ended, begun. Nothing that was in force is ever edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from companion.kernel.database import db
from companion.kernel.ids import new_id
from companion.program import calendar, pattern
from companion.program.models import Segment
from companion.program.pattern import Version
from companion.program.rules import Pattern

Rows = Mapping[UUID, Version]
"""id of the version → the version, of one segment"""


@dataclass
class Trace:
    """What was done to versions, so that it can be undone: their former ends, and which are new."""

    ended: dict[UUID, date | None] = field(default_factory=dict)
    begun: list[UUID] = field(default_factory=list)

    def join(self, other: Trace) -> None:
        self.ended |= other.ended
        self.begun += other.begun


def of_track(track_id: UUID) -> dict[UUID, dict[UUID, Version]]:
    """Segment → its versions, oldest first."""
    found: dict[UUID, dict[UUID, Version]] = {}
    for _, segment_id, own, version in calendar.version_rows([track_id]):
        found.setdefault(segment_id, {})[own] = version
    return found


def from_day(versions: Iterable[Version], day: date) -> Pattern | None:
    """The pattern in force on `day`, or else the first one that begins after it; None when there is none any more."""
    ahead = [each for each in versions if each.until > day and not each.empty]
    return min(ahead, key=lambda each: each.since).pattern if ahead else None


def differs(versions: Iterable[Version], day: date, wanted: Pattern) -> bool:
    """Whether anything but `wanted` is in force on `day` or later."""
    ahead = [each for each in versions if each.until > day and not each.empty]
    return not (len(ahead) == 1 and ahead[0].since <= day and ahead[0].until == date.max and ahead[0].pattern == wanted)


def cut(track_id: UUID, segment_id: UUID, rows: Rows, first: date, until: date | None, new: Pattern | None) -> Trace:
    """From `first` until the day before `until` (None: for good) the segment is `new`, or does not meet."""
    wanted = pattern.cut(rows, first, until, new)
    trace = Trace(ended={key: _day(rows[key].until) for key in wanted.ended})
    for key, end in wanted.ended.items():
        _end(key, end)
    for version in wanted.begun:
        trace.begun.append(_insert(track_id, segment_id, version.since, _day(version.until), version.pattern))
    return trace


def begin(track_id: UUID, first: date | None, until: date | None, new: Pattern) -> Trace:
    """A segment that was not there before, from `first` on (None: since ever)."""
    return Trace(begun=[_insert(track_id, None, first, until, new)])


def undo(trace: Trace) -> None:
    """As it was. A new segment whose meetings stay in words is kept as one that was never in force."""
    for key, end in trace.ended.items():
        _end(key, end)
    firsts = set(
        db.session.scalars(select(Segment.id).where(Segment.id.in_(trace.begun), Segment.version_of.is_(None)))
    )
    later = [key for key in trace.begun if key not in firsts]
    db.session.execute(delete(Segment).where(Segment.id.in_(later)).execution_options(synchronize_session=False))
    never = update(Segment).where(Segment.id.in_(firsts)).values(valid_until=Segment.valid_from)
    db.session.execute(never.execution_options(synchronize_session=False))


def _insert(track_id: UUID, segment_id: UUID | None, first: date | None, until: date | None, new: Pattern) -> UUID:
    own = new_id()
    values: dict[str, Any] = {name: getattr(new, name) for name in Pattern.__dataclass_fields__}
    dates = {"valid_from": first, "valid_until": until}
    db.session.execute(insert(Segment).values(id=own, track_id=track_id, version_of=segment_id, **dates, **values))
    return own


def _end(version_id: UUID, end: date | None) -> None:
    change = update(Segment).where(Segment.id == version_id).values(valid_until=end)
    db.session.execute(change.execution_options(synchronize_session=False))


def _day(until: date) -> date | None:
    return None if until == date.max else until
