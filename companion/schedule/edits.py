"""Changes by coordinators: the pattern, permanently or for a while, closed days, and single sessions. Each is stored in the
journal, can be undone for ten minutes, and touches nothing that has begun."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import insert_ignore
from companion.program import service as program
from companion.program.models import Closure, Program, Track
from companion.program.rules import Pattern
from companion.program.service import Version, stands_twice, versions_ahead
from companion.schedule import calendar, journal, overrides
from companion.schedule.journal import Before, ChangeContext, Made
from companion.schedule.models import TrackSession
from companion.schedule.overrides import NewSession
from companion.schedule.rules import FARTHEST, Keep, SessionChange


@dataclass(frozen=True)
class PatternEdit:
    """What changes about weekly segments. `stop`: they do not meet."""

    stop: bool = False
    weekday: int | None = None
    starts: time | None = None
    ends: time | None = None
    place: str | Keep | None = Keep.IT
    join_url: str | Keep | None = Keep.IT
    with_name: str | Keep | None = Keep.IT
    telehealth: bool | Keep = Keep.IT
    bring: tuple[str, ...] | Keep = Keep.IT

    def of(self, old: Pattern) -> Pattern | None:
        """The segment afterwards, None when it stops. Raises Invalid."""
        if self.stop:
            return None
        names = ("place", "join_url", "with_name", "telehealth", "bring")
        values: dict[str, Any] = {name: getattr(self, name) for name in names if getattr(self, name) is not Keep.IT}
        values["weekday"] = old.weekday if self.weekday is None else self.weekday
        new = replace(old, starts=self.starts or old.starts, ends=self.ends or old.ends, **values)
        check_pattern(new)
        return new


@dataclass(frozen=True)
class ClosureView:
    id: UUID
    first: date
    last: date
    note: str | None


def check_pattern(plan: Pattern) -> None:
    """Raises Invalid for a time without length, nowhere to go, or a link that is needed and missing."""
    if plan.starts >= plan.ends:
        raise Invalid("ends_before_start", "The end lies before the start.")
    if plan.telehealth and not plan.join_url:
        raise Invalid("link_missing", "It can only meet online with a link.")
    if plan.kind != "break" and not (plan.place or plan.join_url):
        raise Invalid("place_missing", "It needs a place, a link, or both.")


def edit_pattern(
    context: ChangeContext,
    track_id: UUID,
    segments: Collection[UUID],
    edit: PatternEdit,
    first: date,
    last: date | None,
) -> Made:
    """From `first` to `last` (None: for good) these segments are different in what `edit` names, and in nothing else.

    NotFound for segments that are not this track's or no longer meet, Invalid for days that have passed, on which they do
    not meet, or values that make no sense."""
    until = _until(context, track_id, first, last)
    _in_step(context, [track_id])
    there, trace = program.versions_of_track(track_id), program.VersionTrace()
    twice_before = _twice(context, track_id)
    if not segments:
        raise Invalid("nothing_chosen", "Choose what changes.")
    for segment_id in sorted(set(segments)):
        rows = there.get(segment_id, {})
        if program.pattern_from(rows.values(), first) is None:
            raise NotFound
        if not program.in_force_between(rows.values(), first, until):
            raise Invalid("nothing_then", "It does not meet on these days.")
        trace.join(program.amend_segment(track_id, segment_id, rows, first, until, edit.of))
    _once(context, track_id, before=twice_before)
    return _settled(context, "pattern", [track_id], trace, kept=_by_hand(segments, first, until, context.now))


def add_segments(
    context: ChangeContext, track_id: UUID, plans: Sequence[Pattern], first: date, last: date | None
) -> Made:
    """New weekly segments from `first` to `last` (None: for good). Raises as `edit_pattern` does."""
    until, trace = _until(context, track_id, first, last), program.VersionTrace()
    if not plans:
        raise Invalid("nothing_chosen", "Choose at least one day.")
    _in_step(context, [track_id])
    twice_before = _twice(context, track_id)
    for plan in plans:
        check_pattern(plan)
        trace.join(program.begin_segment(track_id, first, until, plan))
    _once(context, track_id, before=twice_before)
    return _settled(context, "pattern", [track_id], trace)


def replace_patterns(context: ChangeContext, wanted: Mapping[UUID, Sequence[Pattern]], first: date) -> Made:
    """From `first` on, for good, the pattern of each of these tracks is this and nothing else. What stays the same stays
    the same segment. Raises as `edit_pattern` does."""
    trace = program.VersionTrace()
    for track_id in wanted:
        _until(context, track_id, first, None)
    _in_step(context, list(wanted))
    for track_id, plans in wanted.items():
        for plan in plans:
            check_pattern(plan)
        twice_before = _twice(context, track_id)
        trace.join(program.set_track_pattern(track_id, [Version(first, date.max, plan) for plan in plans], first)[0])
        _once(context, track_id, before=twice_before)
    return _settled(context, "pattern", list(wanted), trace)


def close_days(context: ChangeContext, first: date, last: date, note: str | None) -> Made:
    """Nothing of the program meets on these days, not even what was changed or added by hand. Invalid for days that have
    passed, Conflict for the same days twice."""
    _check_days(context, first, last)
    if any((each.first, each.last) == (first, last) for each in closures_from(context.program_id, first)):
        raise Conflict("already_closed_days", "These days are closed already.")
    _in_step(context, None)
    own = new_id()
    db.session.execute(insert(Closure).values(id=own, program_id=context.program_id, first=first, last=last, note=note))
    off = overrides.call_off(context.program_id, first, last, context.now)
    return _settled(context, "closure", None, before=Before(sessions=off, closed=[own]))


def reopen_days(context: ChangeContext, closure_id: UUID) -> Made:
    """From today on it is no longer closed; days that have passed stay closed, and what was by hand stays off. NotFound
    when it lies in the past."""
    table: Any = Closure.__table__
    query = select(table).where(Closure.id == closure_id, Closure.program_id == context.program_id)
    row, today = db.session.execute(query).mappings().first(), _today(context)
    if row is None or row["last"] < today:
        raise NotFound
    _in_step(context, None)
    before = Before(closures=[dict(row)])
    db.session.execute(delete(Closure).where(Closure.id == closure_id).execution_options(synchronize_session=False))
    if row["first"] < today:
        past = dict(row) | {"id": new_id(), "last": today - timedelta(days=1)}
        if insert_ignore(Closure, [past], ["program_id", "first", "last"]):
            before.closed.append(past["id"])
    return _settled(context, "closure", None, before=before)


def closures_from(program_id: UUID, day: date) -> list[ClosureView]:
    """Closures that are not over on `day`, earliest first."""
    query = select(Closure.id, Closure.first, Closure.last, Closure.note).where(
        Closure.program_id == program_id, Closure.last >= day
    )
    return [ClosureView(*row) for row in db.session.execute(query.order_by(Closure.first, Closure.last))]


def edit_session(context: ChangeContext, session_id: UUID, wanted: SessionChange) -> Made:
    """See `overrides.change_session`."""
    calendar.one_at_a_time(context.program_id)
    before = _one(session_id)
    overrides.change_session(session_id, wanted, context.now)
    return Made(journal.record_change(context, "session", before), before)


def edit_invitees(
    context: ChangeContext, session_id: UUID, people: Collection[UUID], seen: datetime | Keep | None
) -> Made:
    """See `overrides.invite_to`."""
    calendar.one_at_a_time(context.program_id)
    before = _one(session_id)
    before.invitees = {session_id: overrides.invitees_of(session_id)}
    overrides.invite_to(session_id, people, context.now, seen)
    return Made(journal.record_change(context, "session", before), before)


def hold_session(
    context: ChangeContext, session_id: UUID, beside: dict[str, Any], seen: datetime | Keep | None
) -> Made:
    """Something that another feature keeps about this meeting changes: the pattern leaves the meeting alone from now on, and
    nobody is told. `beside` is what stood there, as JSON; undoing gives it back. See `overrides.hold`."""
    before = _one(session_id)
    before.beside = beside
    overrides.hold(session_id, context.now, seen)
    return Made(journal.record_change(context, "session", before), before)


def _one(session_id: UUID) -> Before:
    """The meeting as it stands; undone, its track's pattern has it again, whatever that says by then."""
    rows = calendar.rows([session_id])
    return Before(sessions=rows, tracks=[row["track_id"] for row in rows])


def add_sessions(context: ChangeContext, new: Sequence[NewSession]) -> Made:
    """Meetings outside the pattern, all or none. See `overrides.add_session`."""
    for each in new:
        check_pattern(each.plan)
    before = Before(added=[overrides.add_session(each, context.now) for each in new])
    return Made(journal.record_change(context, "added", before), before)


def _settled(
    context: ChangeContext,
    what: str,
    tracks: list[UUID] | None,
    trace: program.VersionTrace | None = None,
    *,
    before: Before | None = None,
    kept: int = 0,
) -> Made:
    """Bring the calendar of these tracks in step, and keep what stood there before."""
    db.session.flush()
    settled = calendar.settle(context.program_id, context.now, tracks, remember=True)
    before = before or Before()
    before.segments, before.tracks = trace or program.VersionTrace(), tracks
    before.sessions, before.added = before.sessions + settled.before, settled.added
    return Made(journal.record_change(context, what, before), before, kept)


def _today(context: ChangeContext) -> date:
    zone = db.session.execute(select(Program.zone).where(Program.id == context.program_id)).scalar_one()
    return timezones.local_day(context.now, zone)


def _in_step(context: ChangeContext, tracks: list[UUID] | None) -> None:
    """Bring the calendar up to date first, so that what only time brought along is no part of the change."""
    calendar.settle(context.program_id, context.now, tracks)


def _until(context: ChangeContext, track_id: UUID, first: date, last: date | None) -> date | None:
    inside = select(Track.id).where(
        Track.id == track_id, Track.program_id == context.program_id, Track.retired_on.is_(None)
    )
    if db.session.execute(inside).first() is None:
        raise NotFound
    _check_days(context, first, last)
    return None if last is None else last + timedelta(days=1)


def _check_days(context: ChangeContext, first: date, last: date | None) -> None:
    today = _today(context)
    if first < today:
        raise Invalid("in_the_past", "Choose today or a later day.")
    if first > today + FARTHEST:
        raise Invalid("too_far", "That lies more than two years ahead.")
    if last is not None and last < first:
        raise Invalid("ends_before_start", "The last day lies before the first.")


def _twice(context: ChangeContext, track_id: UUID) -> bool:
    today, there = _today(context), program.segment_versions([track_id]).get(track_id, {})
    return stands_twice(span for some in there.values() for span in versions_ahead(some, today)) is not None


def _once(context: ChangeContext, track_id: UUID, *, before: bool) -> None:
    """A program file could not say it, and people could not tell the two apart. What was so before may stay."""
    if not before and _twice(context, track_id):
        raise Invalid("stands_twice", "It meets at that time already.")


def _by_hand(segments: Collection[UUID], first: date, until: date | None, now: datetime) -> int:
    """How many meetings of these segments were changed one by one before, and so stay as they are."""
    one = TrackSession
    mine = (one.segment_id.in_(list(segments)), one.by_hand.is_(True), one.starts_at > now, one.pattern_date >= first)
    query = select(func.count()).select_from(one).where(*mine)
    found: int = db.session.execute(query if until is None else query.where(one.pattern_date < until)).scalar_one()
    return found
