"""Keeps the calendar of meetings in step with the weekly patterns, and changes single meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from companion.kernel import timezones
from companion.kernel.database import db, insert_ignore
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program import pattern, rules
from companion.program.models import Closure, Enrollment, Program, Segment, Track, TrackSession
from companion.program.pattern import Changes, Key, Planned, Rewrite, Written
from companion.program.rules import Closed, Keep, Pattern, SessionChange

_PATTERN = tuple(Pattern.__dataclass_fields__)
_SHOWN = tuple(name for name in _PATTERN if name not in ("weekday", "starts", "ends"))


def write_out(program_id: UUID, now: datetime) -> int:
    """Bring the program's calendar in step with its patterns, for eight weeks and to the last expected end.

    Idempotent; returns how many meetings were added, changed or taken away. What has begun, and what was changed by
    hand, is never touched.
    """
    zone = db.session.execute(select(Program.zone).where(Program.id == program_id)).scalar_one()
    today = timezones.local_day(now, zone)
    closed = [
        Closed(*row)
        for row in db.session.execute(select(Closure.first, Closure.last).where(Closure.program_id == program_id))
    ]
    segments = _segments(program_id)
    written = _written(program_id, today)
    reached = _reached(program_id)
    since = {track_id: rules.written_since(reached.get(track_id), today) for track_id in segments}
    ends = _expected_ends(program_id)
    wanted: dict[Key, Planned] = {}
    for track_id, patterns in segments.items():
        first, last = min(since[track_id], today), rules.horizon(today, ends.get(track_id, ()))
        wanted |= pattern.planned(track_id, patterns, zone, first, last, closed)
    changes = pattern.reconcile(wanted, written, since, now)
    _apply(changes, zone, now)
    return len(changes)


def _segments(program_id: UUID) -> dict[UUID, dict[UUID, Pattern]]:
    query = (
        select(Segment.track_id, Segment.id, *(getattr(Segment, name) for name in _PATTERN))
        .join(Track, Track.id == Segment.track_id)
        .where(Track.program_id == program_id, Segment.valid_until.is_(None))
    )
    found: dict[UUID, dict[UUID, Pattern]] = {}
    for track_id, segment_id, *values in db.session.execute(query):
        found.setdefault(track_id, {})[segment_id] = Pattern(*values)
    return found


def _reached(program_id: UUID) -> dict[UUID, date]:
    """The last day each track's calendar has been written out to."""
    query = (
        select(TrackSession.track_id, func.max(TrackSession.pattern_date))
        .join(Track, Track.id == TrackSession.track_id)
        .where(Track.program_id == program_id, TrackSession.segment_id.is_not(None))
        .group_by(TrackSession.track_id)
    )
    return {track_id: day for track_id, day in db.session.execute(query) if day is not None}


def _expected_ends(program_id: UUID) -> dict[UUID, list[date]]:
    query = (
        select(Enrollment.track_id, func.max(Enrollment.expected_end_on))
        .join(Track, Track.id == Enrollment.track_id)
        .where(Track.program_id == program_id, Enrollment.last_day.is_(None), Enrollment.expected_end_on.is_not(None))
        .group_by(Enrollment.track_id)
    )
    return {track_id: [end] for track_id, end in db.session.execute(query) if end is not None}


def _written(program_id: UUID, first: date) -> dict[Key, Written]:
    """The meetings from patterns planned for `first` or later. Their weekday is the segment's, wherever they were moved."""
    meeting = TrackSession
    query = (
        select(
            meeting.id,
            meeting.segment_id,
            meeting.pattern_date,
            meeting.track_id,
            meeting.starts_at,
            meeting.ends_at,
            meeting.status,
            meeting.by_hand,
            Segment.weekday,
            Segment.starts,
            Segment.ends,
            *(getattr(meeting, name) for name in _SHOWN),
        )
        .join(Track, Track.id == meeting.track_id)
        .join(Segment, Segment.id == meeting.segment_id)
        .where(Track.program_id == program_id, meeting.pattern_date >= first)
    )
    found: dict[Key, Written] = {}
    for row in db.session.execute(query):
        shown = Pattern(row.weekday, row.starts, row.ends, **{name: getattr(row, name) for name in _SHOWN})
        plan = Planned(row.track_id, row.starts_at, row.ends_at, shown)
        found[row.segment_id, row.pattern_date] = Written(row.id, plan, row.status == "scheduled", row.by_hand)
    return found


def _apply(changes: Changes, zone: str, now: datetime) -> None:
    insert_ignore(
        TrackSession, [_row(key, plan, zone) for key, plan in changes.add.items()], ["segment_id", "pattern_date"]
    )
    for rewrite in changes.rewrite:
        _update([rewrite.written.id], **_rewritten(rewrite, zone, now))
    _update(changes.cancel, status="cancelled", changed_at=now)
    for some in _batches(changes.remove):
        db.session.execute(
            delete(TrackSession).where(TrackSession.id.in_(some)).execution_options(synchronize_session=False)
        )


def _values(plan: Planned, zone: str) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(plan.pattern).items() if name in _SHOWN}
    day = timezones.local_day(plan.starts_at, zone)
    return shown | {"local_date": day, "starts_at": plan.starts_at, "ends_at": plan.ends_at, "status": "scheduled"}


def _row(key: Key, plan: Planned, zone: str) -> dict[str, Any]:
    own = {"id": new_id(), "track_id": plan.track_id, "segment_id": key[0], "pattern_date": key[1], "by_hand": False}
    return own | _values(plan, zone)


def _rewritten(rewrite: Rewrite, zone: str, now: datetime) -> dict[str, Any]:
    values = _values(rewrite.planned, zone)
    if rewrite.noticed:
        values["changed_at"] = now
        values["previous_starts_at"] = rewrite.written.planned.starts_at if rewrite.moved else None
    return values


def _update(ids: list[UUID], **values: Any) -> None:
    for some in _batches(ids):
        change = update(TrackSession).where(TrackSession.id.in_(some)).values(**values)
        db.session.execute(change.execution_options(synchronize_session=False))


def _batches(ids: list[UUID], size: int = 500) -> Iterable[list[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def change_session(session_id: UUID, change: SessionChange, now: datetime) -> None:
    """Move, cancel, bring back on, or give another place or link to one meeting that has not begun.

    The pattern leaves it alone from then on. NotFound; Conflict when it has begun, or was changed after the one who
    changes it looked; Invalid when the new time makes no sense.
    """
    query = (
        select(
            TrackSession.changed_at, TrackSession.starts_at, TrackSession.ends_at, TrackSession.local_date, Program.zone
        )
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .where(TrackSession.id == session_id)
    )
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    values: dict[str, Any] = {
        "status": "cancelled" if change.cancel else "scheduled",
        "by_hand": True,
        "changed_at": now,
    }
    values |= {name: getattr(change, name) for name in ("place", "join_url") if getattr(change, name) is not Keep.IT}
    if change.moves and not change.cancel:
        values |= _moved(row, change, now)
    seen = row.changed_at if change.seen is Keep.IT else change.seen
    same = TrackSession.changed_at.is_(None) if seen is None else TrackSession.changed_at == seen
    statement = (
        update(TrackSession).where(TrackSession.id == session_id, TrackSession.starts_at > now, same).values(**values)
    )
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    if result.rowcount != 1:  # type: ignore[attr-defined]  # a DML result has it
        if row.starts_at <= now:
            raise Conflict("already_begun", "This meeting has begun already.")
        raise Conflict("changed_meanwhile", "Somebody changed this meeting in the meantime. Look again.")


def _moved(row: Any, change: SessionChange, now: datetime) -> dict[str, Any]:
    """The new instants. A meeting that only gets another start or day keeps its length."""
    day = change.local_date or row.local_date
    starts = change.starts or timezones.local_time(row.starts_at, row.zone)
    begin = timezones.to_instant(day, starts, row.zone)
    end = timezones.to_instant(day, change.ends, row.zone) if change.ends else begin + (row.ends_at - row.starts_at)
    if end <= begin:
        raise Invalid("ends_before_start", "The end lies before the start.")
    if begin <= now:
        raise Invalid("in_the_past", "The new time has passed already.")
    values: dict[str, Any] = {"local_date": day, "starts_at": begin, "ends_at": end}
    return values | ({"previous_starts_at": row.starts_at} if begin != row.starts_at else {})


def add_one_to_one(participant_id: UUID, track_id: UUID, day: date, plan: Pattern, now: datetime) -> UUID:
    """Put a meeting for one person into the calendar; the weekday of `plan` is taken from `day`. Raises Invalid."""
    query = select(Program.zone).join(Track, Track.program_id == Program.id).where(Track.id == track_id)
    zone = db.session.execute(query).scalar_one_or_none()
    if zone is None:
        raise NotFound
    begin, end = rules.instants(day, plan.starts, plan.ends, zone)
    if plan.starts >= plan.ends:
        raise Invalid("ends_before_start", "The end lies before the start.")
    if begin <= now:
        raise Invalid("in_the_past", "That time has passed already.")
    shown = {name: value for name, value in asdict(plan).items() if name in _SHOWN}
    meeting = TrackSession(
        track_id=track_id,
        participant_id=participant_id,
        local_date=day,
        starts_at=begin,
        ends_at=end,
        status="scheduled",
        by_hand=True,
        **shown,
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting.id
