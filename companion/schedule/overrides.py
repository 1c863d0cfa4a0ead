"""Changes to single sessions by staff: change one, or add one for the track, for one person, or for some by invitation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, update

from companion.enrollment.days import comes_in_on
from companion.enrollment.models import Enrollment
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected
from companion.program import rules as program_rules
from companion.program.models import Program, Track
from companion.program.rules import SHOWN, Pattern
from companion.schedule import calendar, rules
from companion.schedule.models import SessionInvitee, TrackSession
from companion.schedule.rules import Keep, SessionChange

_KEPT = ("place", "join_url", "with_name", "telehealth", "bring")


@dataclass(frozen=True)
class NewSession:
    """A meeting outside the pattern; the weekday of `plan` is taken from `day`. It is for one person, for `invitees`, or,
    with neither, for everybody in the track."""

    track_id: UUID
    day: date
    plan: Pattern
    participant_id: UUID | None = None
    invitees: Collection[UUID] = ()


def change_session(session_id: UUID, change: SessionChange, now: datetime) -> None:
    """Move, cancel, bring back on, or give another place, link or leader to one meeting that has not begun.

    The pattern leaves it alone from then on. A cancelled one that is moved is on again; another room alone does not put it
    back on. NotFound; Conflict when it has begun, or was changed after the one who changes it looked; Invalid when the new
    time makes no sense, or it would meet nowhere or by a link it does not have.
    """
    row = _standing(session_id)
    values: dict[str, Any] = {name: getattr(change, name) for name in _KEPT if getattr(change, name) is not Keep.IT}
    _check_where(row, values)
    if change.cancel or change.moves or not values:
        values["status"] = "cancelled" if change.cancel else "scheduled"
    values |= {"by_hand": True, "changed_at": now}
    if change.moves and not change.cancel:
        values |= _moved(row, change, now)
    _store(session_id, row, row.changed_at if change.seen is Keep.IT else change.seen, values, now)


def _check_where(row: Any, values: dict[str, Any]) -> None:
    place, link = values.get("place", row.place), values.get("join_url", row.join_url)
    if values.get("telehealth", row.telehealth) and not link:
        raise Invalid("link_missing", "It can only meet online with a link.")
    if values and row.kind != "break" and not (place or link):
        raise Invalid("place_missing", "It needs a place, a link, or both.")


def call_off(program_id: UUID, first: date, last: date, now: datetime) -> list[dict[str, Any]]:
    """Cancel what was changed or added by hand on these days and has not begun. The rows as they stood before."""
    one = TrackSession
    query = (
        select(one.id)
        .join(Track, Track.id == one.track_id)
        .where(Track.program_id == program_id, one.local_date >= first, one.local_date <= last)
        .where(one.by_hand.is_(True), one.status == "scheduled", one.starts_at > now)
    )
    before = calendar.rows(list(db.session.scalars(query)))
    calendar.write_rows([{"id": row["id"], "status": "cancelled", "changed_at": now} for row in before])
    return before


def take_along(participant_id: UUID, track_id: UUID, on: date, now: datetime) -> None:
    """The person's one-to-ones from `on` on that have not begun belong to this track."""
    change = update(TrackSession).where(*_own_ahead(participant_id, on, now)).values(track_id=track_id)
    db.session.execute(change.execution_options(synchronize_session=False))


def call_off_for(participant_id: UUID, last_day: date, now: datetime) -> None:
    """Cancel the person's one-to-ones after their last day, so that nobody waits for them and the room is free."""
    ahead = (*_own_ahead(participant_id, last_day + timedelta(days=1), now), TrackSession.status == "scheduled")
    change = update(TrackSession).where(*ahead).values(status="cancelled", changed_at=now)
    db.session.execute(change.execution_options(synchronize_session=False))


def call_off_between(participant_id: UUID, first: date, last: date | None, now: datetime) -> None:
    """Cancel the person's one-to-ones on these days, without a last one from the first on."""
    ahead = (*_own_ahead(participant_id, first, now), TrackSession.status == "scheduled")
    until = () if last is None else (TrackSession.local_date <= last,)
    change = update(TrackSession).where(*ahead, *until).values(status="cancelled", changed_at=now)
    db.session.execute(change.execution_options(synchronize_session=False))


def _own_ahead(participant_id: UUID, day: date, now: datetime) -> tuple[ColumnElement[bool], ...]:
    one = TrackSession
    return one.participant_id == participant_id, one.local_date >= day, one.starts_at > now


def invite_to(session_id: UUID, invitees: Collection[UUID], now: datetime, seen: datetime | Keep | None) -> None:
    """From now on this meeting is for these people only, or with nobody named for everybody in its track.

    Invalid for people who are not in the track on that day; NotFound and Conflict as for any change.
    """
    row = _standing(session_id)
    if row.participant_id is not None:
        raise Invalid("one_to_one", "A one-to-one belongs to its one person.")
    _check_members(row.track_id, row.local_date, invitees)
    values = {"by_hand": True, "changed_at": now, "by_invitation": bool(invitees)}
    _store(session_id, row, row.changed_at if seen is Keep.IT else seen, values, now)
    set_invitees(session_id, invitees)


def hold(session_id: UUID, now: datetime, seen: datetime | Keep | None) -> None:
    """The pattern leaves this meeting alone from now on, without news about it. NotFound and Conflict as for any change."""
    row = _standing(session_id)
    _store(session_id, row, row.changed_at if seen is Keep.IT else seen, {"by_hand": True}, now)


def set_invitees(session_id: UUID, invitees: Collection[UUID]) -> None:
    """The list itself, without asking anything."""
    gone = delete(SessionInvitee).where(SessionInvitee.session_id == session_id)
    db.session.execute(gone.execution_options(synchronize_session=False))
    rows = [{"session_id": session_id, "participant_id": one} for one in sorted(set(invitees))]
    if rows:
        db.session.execute(insert(SessionInvitee), rows)


def invitees_of(session_id: UUID) -> list[UUID]:
    """Whom it is meant for; nobody when it is not by invitation."""
    return sorted(invitees([session_id]).get(session_id, ()))


def invitees(session_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Meeting → whom it is meant for, for those of these that are by invitation."""
    found: dict[UUID, set[UUID]] = {}
    wanted = list(session_ids)
    for start in range(0, len(wanted), 500):
        some = SessionInvitee.session_id.in_(wanted[start : start + 500])
        query = select(SessionInvitee.session_id, SessionInvitee.participant_id).where(some)
        for session_id, whose in db.session.execute(query):
            found.setdefault(session_id, set()).add(whose)
    return found


def add_session(new: NewSession, now: datetime, *, told: bool = True) -> UUID:
    """Put a meeting into the calendar. Invalid for the past, a time without length, or people not in the track then;
    NotFound for a track that is not there."""
    query = select(Program.zone).join(Track, Track.program_id == Program.id).where(Track.id == new.track_id)
    zone = db.session.execute(query).scalar_one_or_none()
    if zone is None:
        raise NotFound
    plan = new.plan
    begin, end = program_rules.instants(new.day, plan.starts, plan.ends, zone)
    if plan.starts >= plan.ends:
        raise Invalid("ends_before_start", "The end lies before the start.")
    if begin <= now:
        raise Invalid("in_the_past", "That time has passed already.")
    _check_far(begin, now)
    if plan.telehealth and not plan.join_url:
        raise Invalid("link_missing", "It can only meet online with a link.")
    _check_members(new.track_id, new.day, [*new.invitees, *([new.participant_id] if new.participant_id else [])])
    meeting = TrackSession(
        track_id=new.track_id,
        participant_id=new.participant_id,
        local_date=new.day,
        starts_at=begin,
        ends_at=end,
        status="scheduled",
        by_hand=True,
        by_invitation=bool(new.invitees),
        changed_at=now if told and begin <= now + rules.COUNTED_ON else None,
        **dict(zip(SHOWN, plan.shown, strict=True)),
    )
    db.session.add(meeting)
    db.session.flush()
    set_invitees(meeting.id, new.invitees)
    return meeting.id


def add_one_to_one(participant_id: UUID, track_id: UUID, day: date, plan: Pattern, now: datetime) -> UUID:
    """A meeting for one person, without news about it. Raises as `add_session` does."""
    return add_session(NewSession(track_id, day, plan, participant_id), now, told=False)


def _standing(session_id: UUID) -> Any:
    wanted = (
        "track_id",
        "participant_id",
        "changed_at",
        "starts_at",
        "ends_at",
        "local_date",
        "kind",
        "place",
        "join_url",
        "telehealth",
    )
    query = (
        select(*(getattr(TrackSession, name) for name in wanted), Program.zone)
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .where(TrackSession.id == session_id)
    )
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    return row


def _store(session_id: UUID, row: Any, seen: datetime | None, values: dict[str, Any], now: datetime) -> None:
    """Only while it is as it was seen, and has not begun."""
    same = TrackSession.changed_at.is_(None) if seen is None else TrackSession.changed_at == seen
    statement = update(TrackSession).where(TrackSession.id == session_id, TrackSession.starts_at > now, same)
    if affected(statement.values(**values).execution_options(synchronize_session=False)) == 1:
        return
    if row.starts_at <= now:
        raise Conflict("already_begun", "This meeting has begun already.")
    raise Conflict("changed_meanwhile", "Somebody changed this meeting in the meantime. Look again.")


def _moved(row: Any, change: SessionChange, now: datetime) -> dict[str, Any]:
    """The new instants. A meeting that only gets another start or day keeps its length."""
    day = change.local_date or row.local_date
    starts = change.starts or timezones.local_time(row.starts_at, row.zone)
    begin = timezones.to_instant(day, starts, row.zone)
    end = begin + (row.ends_at - row.starts_at)
    if change.ends:
        if change.ends <= starts:
            raise Invalid("ends_before_start", "The end lies before the start.")
        begin, end = program_rules.instants(day, starts, change.ends, row.zone)
    if begin <= now:
        raise Invalid("in_the_past", "The new time has passed already.")
    _check_far(begin, now)
    values: dict[str, Any] = {"local_date": day, "starts_at": begin, "ends_at": end}
    return values | ({"previous_starts_at": row.starts_at} if begin != row.starts_at else {})


def _check_far(begin: datetime, now: datetime) -> None:
    if begin > now + rules.FARTHEST:
        raise Invalid("too_far", "That lies more than two years ahead.")


def _check_members(track_id: UUID, day: date, people: Collection[UUID]) -> None:
    query = select(Enrollment.participant_id).where(Enrollment.track_id == track_id, comes_in_on(day))
    if people and not set(people) <= set(db.session.scalars(query)):
        raise Invalid("not_in_the_track", "Only people who are in the track on that day can be invited.")
