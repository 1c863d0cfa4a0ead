"""Keeps the stored sessions in step with the weekly patterns, and writes only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select, update

from companion.enrollment.models import Enrollment
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import insert_ignore
from companion.program.models import Closure, Program, Track
from companion.program.rules import SHOWN, Closed
from companion.program.service import segment_versions
from companion.schedule import guests, reconcile, rules
from companion.schedule.models import TrackSession
from companion.schedule.reconcile import Changes, Key, Planned, Rewrite, Written

_TABLE: Any = TrackSession.__table__


@dataclass
class Settled:
    """What a look at the calendar changed. `before` are the rows of what was changed or taken away, `added` the new ids;
    both only when they were asked for."""

    changes: Changes
    before: list[dict[str, Any]] = field(default_factory=list)
    added: list[UUID] = field(default_factory=list)


def write_out_program(program_id: UUID, now: datetime) -> int:
    """Bring the program's calendar in step with its patterns, for eight weeks and to the last expected end.

    Idempotent; returns how many meetings were added, changed or taken away. What has begun, and what was changed by
    hand, is never touched.
    """
    return len(settle(program_id, now).changes)


def settle(program_id: UUID, now: datetime, only: Collection[UUID] | None = None, *, remember: bool = False) -> Settled:
    """`write_out_program` for these tracks (None: all), telling what it did. Reads and writes nothing of other tracks."""
    zone = one_at_a_time(program_id)
    today = timezones.local_day(now, zone)
    tracks = _tracks(program_id, only)
    changes = _changes(program_id, tracks, zone, today, now)
    before = rows(changes.touched) if remember else []
    added = _apply(changes, zone, now)
    return Settled(changes, before, added)


def one_at_a_time(program_id: UUID) -> str:
    """The program's zone. Until the transaction ends nobody else changes its calendar, neither the worker nor a second
    desk: what is read from here on stays true until it is written."""
    query = select(Program.zone).where(Program.id == program_id).with_for_update(key_share=True)
    zone = db.session.execute(query).scalar_one_or_none()
    if zone is None:
        raise NotFound
    return zone


def _tracks(program_id: UUID, only: Collection[UUID] | None) -> list[UUID]:
    query = select(Track.id).where(Track.program_id == program_id)
    return list(db.session.scalars(query if only is None else query.where(Track.id.in_(only))))


def _changes(program_id: UUID, tracks: Sequence[UUID], zone: str, today: date, now: datetime) -> Changes:
    closed = [
        Closed(*row)
        for row in db.session.execute(select(Closure.first, Closure.last).where(Closure.program_id == program_id))
    ]
    reached, ends = _reached(tracks), _expected_ends(tracks)
    since = {track_id: rules.written_since(reached.get(track_id), today) for track_id in tracks}
    wanted: dict[Key, Planned] = {}
    for track_id, segments in segment_versions(tracks).items():
        first, last = min(since[track_id], today), rules.horizon(today, ends.get(track_id, ()))
        wanted |= reconcile.planned(track_id, segments, zone, first, last, closed)
    return reconcile.reconcile(wanted, _written(tracks, today), since, now)


def _reached(tracks: Sequence[UUID]) -> dict[UUID, date]:
    """The last day each track's calendar has been written out to."""
    query = (
        select(TrackSession.track_id, func.max(TrackSession.pattern_date))
        .where(TrackSession.track_id.in_(tracks), TrackSession.segment_id.is_not(None))
        .group_by(TrackSession.track_id)
    )
    return {track_id: day for track_id, day in db.session.execute(query) if day is not None}


def _expected_ends(tracks: Sequence[UUID]) -> dict[UUID, list[date]]:
    query = (
        select(Enrollment.track_id, func.max(Enrollment.expected_end_on))
        .where(Enrollment.track_id.in_(tracks), Enrollment.last_day.is_(None), Enrollment.expected_end_on.is_not(None))
        .group_by(Enrollment.track_id)
    )
    return {track_id: [end] for track_id, end in db.session.execute(query) if end is not None}


def _written(tracks: Sequence[UUID], first: date) -> dict[Key, Written]:
    """The meetings from patterns planned for `first` or later, wherever they were moved."""
    one = TrackSession
    plain = (
        one.id,
        one.segment_id,
        one.pattern_date,
        one.track_id,
        one.starts_at,
        one.ends_at,
        one.status,
        one.by_hand,
    )
    query = select(*plain, *(getattr(one, name) for name in SHOWN)).where(
        one.track_id.in_(tracks), one.pattern_date >= first, one.segment_id.is_not(None)
    )
    promised = guests.visited(tracks, first)
    found: dict[Key, Written] = {}
    for own, segment_id, day, track_id, starts, ends, status, by_hand, *shown in db.session.execute(query):
        plan = Planned(track_id, starts, ends, tuple(shown))
        found[segment_id, day] = Written(own, plan, status == "scheduled", by_hand, own in promised)
    return found


def _apply(changes: Changes, zone: str, now: datetime) -> list[UUID]:
    """Writes it down; returns the ids of the new meetings."""
    new = [_row(key, plan, zone, now if key in changes.noticed else None) for key, plan in changes.add.items()]
    insert_ignore(TrackSession, new, ["segment_id", "pattern_date"])
    write_rows([_rewritten(rewrite, zone, now) for rewrite in changes.rewrite])
    write_rows([{"id": one, "status": "cancelled", "changed_at": now} for one in changes.cancel])
    forget(changes.remove)
    return [row["id"] for row in new]


def _values(plan: Planned, zone: str) -> dict[str, Any]:
    day = timezones.local_day(plan.starts_at, zone)
    when = {"local_date": day, "starts_at": plan.starts_at, "ends_at": plan.ends_at, "status": "scheduled"}
    return dict(zip(SHOWN, plan.shown, strict=True)) | when


def _row(key: Key, plan: Planned, zone: str, changed_at: datetime | None) -> dict[str, Any]:
    own = {"id": new_id(), "track_id": plan.track_id, "segment_id": key[0], "pattern_date": key[1], "by_hand": False}
    return own | {"by_invitation": False, "changed_at": changed_at} | _values(plan, zone)


def _rewritten(rewrite: Rewrite, zone: str, now: datetime) -> dict[str, Any]:
    values = {"id": rewrite.written.id} | _values(rewrite.planned, zone)
    if rewrite.noticed:
        values["changed_at"] = now
        values["previous_starts_at"] = rewrite.written.planned.starts_at if rewrite.moved else None
    return values


def write_rows(wanted: Sequence[dict[str, Any]]) -> None:
    """Give these meetings (by `id`) the values beside it: one short statement per set of columns, run many times."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in wanted:
        by_columns.setdefault(tuple(sorted(row.keys() - {"id"})), []).append(row)
    db.session.flush()
    for columns, some in by_columns.items():
        statement = update(_TABLE).where(_TABLE.c.id == bindparam("_id")).values({n: bindparam(n) for n in columns})
        rows_ = [{"_id": row["id"], **{name: row[name] for name in columns}} for row in some]
        db.session.connection().execute(statement, rows_)


def rows(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """These meetings as they stand, every column."""
    return [dict(row) for some in batches(ids) for row in _mappings(some)]


def _mappings(ids: Sequence[UUID]) -> Iterable[Any]:
    return db.session.execute(select(*_TABLE.c).where(_TABLE.c.id.in_(ids))).mappings()


def forget(ids: Sequence[UUID]) -> None:
    """Take these meetings out of the calendar."""
    for some in batches(ids):
        gone = delete(TrackSession).where(TrackSession.id.in_(some))
        db.session.execute(gone.execution_options(synchronize_session=False))


def batches(ids: Sequence[UUID], size: int = 500) -> Iterable[Sequence[UUID]]:
    """In portions that one statement can name."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
