"""The versions of weekly segments in the database: read, ended, begun. A version that was in force is never edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from companion.kernel.database import db
from companion.kernel.ids import new_id
from companion.program import pattern
from companion.program.models import Segment
from companion.program.pattern import Version, versions_ahead
from companion.program.rules import Pattern

Rows = Mapping[UUID, Version]
"""id of the version → the version, of one segment"""


@dataclass
class VersionTrace:
    """What was done to versions, so that it can be undone: their former ends, and which are new."""

    ended: dict[UUID, date | None] = field(default_factory=dict)
    begun: list[UUID] = field(default_factory=list)

    def join(self, other: VersionTrace) -> None:
        self.ended |= other.ended
        self.begun += other.begun


def versions_of_track(track_id: UUID) -> dict[UUID, dict[UUID, Version]]:
    """Segment → its versions, oldest first."""
    found: dict[UUID, dict[UUID, Version]] = {}
    for _, segment_id, own, version in version_rows([track_id]):
        found.setdefault(segment_id, {})[own] = version
    return found


def pattern_from(versions: Iterable[Version], day: date) -> Pattern | None:
    """The pattern in force on `day`, or else the first one that begins after it; None when there is none any more."""
    ahead = [each for each in versions if each.until > day and not each.empty]
    return min(ahead, key=lambda each: each.since).pattern if ahead else None


def in_force_between(versions: Iterable[Version], first: date, until: date | None) -> bool:
    """Whether it is in force on any day from `first` until the day before `until` (None: ever after)."""
    return any(each.until > first and each.since < (until or date.max) and not each.empty for each in versions)


def set_track_pattern(track_id: UUID, wanted: Iterable[Version], day: date) -> tuple[VersionTrace, int]:
    """From `day` on the track's pattern is `wanted` and nothing else; also how many segments that changed. Again: none.

    `day` is date.min for a track that is new: what has no beginning always was.
    """
    there = {key: rows for key, rows in versions_of_track(track_id).items() if versions_ahead(rows.values(), day)}
    old = {key: versions_ahead(rows.values(), day) for key, rows in there.items()}
    kept, made = pattern.matched(old, [span for each in wanted for span in versions_ahead([each], day)])
    trace, changes = VersionTrace(), len(made)
    for key, spans in kept.items():
        if spans != old[key]:
            trace.join(_rewrite(track_id, key, there[key], day, spans))
            changes += 1
    for chain in made:
        first = _insert(track_id, None, chain[0])
        trace.begun += [first, *(_insert(track_id, first, span) for span in chain[1:])]
    return trace, changes


def _rewrite(track_id: UUID, segment_id: UUID, rows: Rows, day: date, wanted: Iterable[Version]) -> VersionTrace:
    """What is in force already is ended or goes on, never edited; what is missing begins."""
    trace, missing = VersionTrace(), list(wanted)
    for key, version in rows.items():
        if version.until <= day or version.empty:
            continue
        since = max(version.since, day)
        goes_on = next((each for each in missing if (each.since, each.pattern) == (since, version.pattern)), None)
        if goes_on:
            missing.remove(goes_on)
        until = goes_on.until if goes_on else since
        if until != version.until:
            trace.ended[key] = _day(version.until)
            _end(key, _day(until))
    trace.begun += [_insert(track_id, segment_id, each) for each in missing]
    return trace


def amend_segment(
    track_id: UUID,
    segment_id: UUID,
    rows: Rows,
    first: date,
    until: date | None,
    edit: Callable[[Pattern], Pattern | None],
) -> VersionTrace:
    """From `first` until the day before `until` (None: for good) every version of the segment is what `edit` makes of it."""
    return _carry_out(track_id, segment_id, rows, pattern.amend(rows, first, until, edit))


def _carry_out(track_id: UUID, segment_id: UUID, rows: Rows, wanted: pattern.Cut) -> VersionTrace:
    trace = VersionTrace(ended={key: _day(rows[key].until) for key in wanted.ended})
    for key, end in wanted.ended.items():
        _end(key, end)
    for version in wanted.begun:
        trace.begun.append(_insert(track_id, segment_id, version))
    return trace


def begin_segment(track_id: UUID, first: date | None, until: date | None, new: Pattern) -> VersionTrace:
    """A segment that was not there before, from `first` on (None: since ever)."""
    return VersionTrace(begun=[_insert(track_id, None, Version(first or date.min, until or date.max, new))])


def undo_versions(trace: VersionTrace) -> None:
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


def _insert(track_id: UUID, segment_id: UUID | None, new: Version) -> UUID:
    own = new_id()
    values = {column.key: getattr(new.pattern, column.key) for column in _PATTERN}
    dates = {"valid_from": None if new.since == date.min else new.since, "valid_until": _day(new.until)}
    db.session.execute(insert(Segment).values(id=own, track_id=track_id, version_of=segment_id, **dates, **values))
    return own


def _end(version_id: UUID, end: date | None) -> None:
    change = update(Segment).where(Segment.id == version_id).values(valid_until=end)
    db.session.execute(change.execution_options(synchronize_session=False))


def _day(until: date) -> date | None:
    return None if until == date.max else until


_PATTERN = (
    Segment.weekday,
    Segment.starts,
    Segment.ends,
    Segment.kind,
    Segment.title,
    Segment.place,
    Segment.join_url,
    Segment.with_name,
    Segment.modality,
    Segment.optional,
    Segment.telehealth,
    Segment.bring,
)


def segment_versions(tracks: Sequence[UUID]) -> dict[UUID, dict[UUID, list[Version]]]:
    """Track → segment → its versions, oldest first; what was taken back before it began is left out."""
    found: dict[UUID, dict[UUID, list[Version]]] = {}
    for track_id, segment_id, _, version in version_rows(tracks):
        if not version.empty:
            found.setdefault(track_id, {}).setdefault(segment_id, []).append(version)
    return found


def version_rows(tracks: Sequence[UUID]) -> list[tuple[UUID, UUID, UUID, Version]]:
    """(track, segment, id of the version, the version), oldest first."""
    columns = (Segment.id, Segment.version_of, Segment.track_id, Segment.valid_from, Segment.valid_until)
    query = (
        select(*columns, *_PATTERN)
        .where(Segment.track_id.in_(tracks))
        .order_by(Segment.weekday, Segment.starts, Segment.ends, Segment.id)
    )
    found = [
        (track_id, first or own, own, Version(since or date.min, until or date.max, Pattern(*values)))
        for own, first, track_id, since, until, *values in db.session.execute(query)
    ]
    return sorted(found, key=lambda row: row[3].since)
