"""Whole days that people said they cannot come on: one request to staff, one undo, an absence for each session."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select, update

from companion.absences import make_ups, rows, rules
from companion.absences.models import Absence, AbsenceRequest
from companion.absences.rules import ASKED, AbsenceView, Days, RequestView
from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.attention.rules import ABSENCE
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import affected, insert_ignore
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

_SHOWN: list[Any] = [AbsenceRequest.id, AbsenceRequest.starts_on, AbsenceRequest.ends_on, AbsenceRequest.said_at]


def tell_days(participant_id: UUID, new: Days, now: datetime) -> bool:
    """Somebody cannot come on these days, or did not; staff are asked to look, once. Whether it is new: repeating it
    changes nothing. What they said of single sessions before becomes part of it, unless another one is asked for or
    promised for that.

    A wish that cannot be met any more is left out, the rest is kept. Invalid when these are no days, or too many of them;
    Conflict when nothing of theirs is planned then.
    """
    if not rules.are_days(new.starts_on, new.ends_on):
        raise Invalid("too_many_days", f"Say a first and a last day, at most {rules.DAYS_AT_MOST} of them.")
    accounts.hold(participant_id)  # before looking: of two phones the second sees what the first said
    if _exists(participant_id, new.id):
        return False
    meant = rules.covered(schedule.sessions_of(participant_id, new.starts_on, new.ends_on), new.said_at)
    if not meant:
        raise Conflict("nothing_planned", "Nothing is planned for you on these days, or it was too long ago.")
    ids = [one.id for one in meant]
    rows.not_too_often(participant_id, ids)
    before = rows.held(participant_id, ids)
    kept = {one.session_id for one in before if rules.stays(one, new.said_at)}
    rows.end((one for one in before if one.session_id not in kept), now)
    told = [one for one in meant if one.id not in kept]
    row = {"id": new.id, "participant_id": participant_id, "starts_on": new.starts_on, "ends_on": new.ends_on}
    row |= {"said_at": new.said_at, "received_at": now, "taken_back_at": None if told else now}
    insert_ignore(AbsenceRequest, [row], ["participant_id", "id"])
    _cover(participant_id, new, told, now)
    if told:
        attention.raise_item(participant_id, ABSENCE, new.id, new.said_at, now)
    return True


def take_back_days(participant_id: UUID, request_id: UUID, at: datetime, now: datetime) -> bool:
    """They come after all to what was not over at `at`, the moment of the tap; whether that is new.

    NotFound for what they never said; Conflict when all of it was over by then.
    """
    rows.hold(participant_id, request_id)
    if not _exists(participant_id, request_id):
        raise NotFound
    said = rows.live_of(participant_id, request_id)
    states = {one.id: one for one in schedule.session_states([one.session_id for one in said])}
    still = {one.id for one in rules.not_over(states.values(), at)}
    if said and not still:
        raise Conflict("already_over", "That is over already.")
    mine = (AbsenceRequest.participant_id == participant_id, AbsenceRequest.id == request_id)
    change = update(AbsenceRequest).where(*mine, AbsenceRequest.taken_back_at.is_(None)).values(taken_back_at=now)
    if not affected(change.execution_options(synchronize_session=False)):
        return False
    rows.end((one for one in said if one.session_id in still), now)
    return True


def behind(now: datetime) -> list[tuple[UUID, UUID]]:
    """(person, id) of requests whose days have other sessions by now than those they cover. Reads only."""
    stands = (AbsenceRequest.taken_back_at.is_(None), AbsenceRequest.ends_on >= now.date() - timedelta(days=1))
    query = select(AbsenceRequest.participant_id, AbsenceRequest.id).where(*stands)
    found = db.session.execute(query.order_by(AbsenceRequest.participant_id, AbsenceRequest.id))
    return [(whose, request_id) for whose, request_id in found if any(_differences(whose, request_id, now))]


def follow_calendar(participant_id: UUID, request_id: UUID, now: datetime) -> None:
    """What came into these days since they were said is covered, too; what was moved out of them no longer is."""
    accounts.hold(participant_id)
    rows.hold(participant_id, request_id)
    mine = (AbsenceRequest.participant_id == participant_id, AbsenceRequest.id == request_id)
    if db.session.scalar(select(AbsenceRequest.taken_back_at).where(*mine)):
        return  # since it was found to be behind
    new, gone = _differences(participant_id, request_id, now)
    days = days_of([request_id])[participant_id, request_id]
    reason = next((one.reason for one in rows.live_of(participant_id, request_id)), None)
    _cover(participant_id, Days(request_id, days.starts_on, days.ends_on, reason, {}, days.said_at), new, now)
    rows.end(gone, now)


def _differences(participant_id: UUID, request_id: UUID, now: datetime) -> tuple[list[SessionView], list[AbsenceView]]:
    """(sessions to cover, absences to end). None of either once the last was taken back one by one."""
    days, said = days_of([request_id])[participant_id, request_id], rows.live_of(participant_id, request_id)
    planned = schedule.sessions_of(participant_id, days.starts_on, days.ends_on)
    known = rows.sessions_known(participant_id, [one.id for one in planned])
    ahead = [one for one in rules.not_over(planned, now) if one.on and one.id not in known]
    moved = schedule.session_states([one.session_id for one in said])
    out = {one.id for one in rules.not_over(moved, now) if not days.starts_on <= one.local_date <= days.ends_on}
    return (ahead if said else []), [one for one in said if one.session_id in out]


def own_requests(participant_id: UUID, since: date) -> list[RequestView]:
    """What this person said of whole days from that day on and did not take back, the earliest first."""
    left = exists().where(
        Absence.participant_id == AbsenceRequest.participant_id, Absence.request_id == AbsenceRequest.id, rows.LIVE
    )
    mine = (AbsenceRequest.participant_id == participant_id, AbsenceRequest.ends_on >= since)
    query = select(*_SHOWN).where(*mine, AbsenceRequest.taken_back_at.is_(None), left)
    found = db.session.execute(query.order_by(AbsenceRequest.starts_on, AbsenceRequest.said_at, AbsenceRequest.id))
    return [RequestView(*row) for row in found]


def days_of(request_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], RequestView]:
    """(person, id) → the days it is about."""
    query = select(AbsenceRequest.participant_id, *_SHOWN).where(AbsenceRequest.id.in_(list(request_ids)))
    return {(whose, shown[0]): RequestView(*shown) for whose, *shown in db.session.execute(query)}


def _exists(participant_id: UUID, request_id: UUID) -> bool:
    mine = (AbsenceRequest.participant_id == participant_id, AbsenceRequest.id == request_id)
    return db.session.execute(select(AbsenceRequest.id).where(*mine)).first() is not None


def _cover(participant_id: UUID, new: Days, told: list[SessionView], now: datetime) -> None:
    """The absences are there before a wish is looked at: whoever is away all day is free for the rest of it."""
    added = [rows.new_row(new_id(), participant_id, one, new.said_at, now) | {"request_id": new.id} for one in told]
    rows.add([row | rows.sealed(participant_id, row["id"], new.reason) for row in added])
    for missed, row in zip(told, added, strict=True):
        wish = make_ups.met(participant_id, missed, new.wishes.get(missed.id), now)
        if wish:
            mine = (Absence.participant_id == participant_id, Absence.id == row["id"])
            db.session.execute(update(Absence).where(*mine).values(state=ASKED, make_up=wish))
