"""Absences: recording and withdrawing them, finding makeup sessions, and the decisions of staff."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from companion.absences import make_ups, rows, rules
from companion.absences.models import Absence
from companion.absences.rows import LIVE, SHOWN, away, hold, sealed_values, views
from companion.absences.rules import ANSWERED, ASKED, CONFIRMED, TAKEN_BACK, TOLD, WAITS, AbsenceView, Told
from companion.absences.visits import (
    behind,
    days_of,
    follow_calendar,
    own_requests,
    take_back_days,
    tell_days,
)
from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.attention.rules import ABSENCE
from companion.kernel.errors import Conflict, NotFound
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

__all__ = [
    "answer",
    "away",
    "behind",
    "confirm",
    "days_of",
    "find",
    "follow_calendar",
    "hold",
    "missed_on",
    "options",
    "own",
    "own_requests",
    "said_of",
    "said_under",
    "sealed_values",
    "take_back",
    "take_back_days",
    "tell",
    "tell_days",
]


def tell(participant_id: UUID, new: Told, now: datetime) -> bool:
    """Somebody cannot be at one of their meetings, or was not; staff are asked to look. Whether it is new: repeating it
    changes nothing. What they said of the same meeting before is replaced, unless a make-up for it is confirmed; what
    staff have yet to answer for a whole day stays one request.

    A wish that cannot be met any more is left out, the rest is kept. NotFound for a meeting that is not theirs; Conflict
    when it is called off, lies too far back, or is made up for already.
    """
    if rows.find_row(participant_id, new.id):
        return False
    missed = schedule.session_of(participant_id, new.session_id)
    if not rules.can_tell(missed, new.said_at):
        raise Conflict("not_to_be_told", "This meeting is called off, or it was too long ago.")
    accounts.hold(participant_id)
    rows.not_too_often(participant_id, [missed.id])
    earlier = next(iter(rows.held(participant_id, [missed.id])), None)
    wish = make_ups.met(participant_id, missed, new.wish, now)
    row = rows.new_row(new.id, participant_id, missed, new.said_at, now)
    row |= rows.sealed(participant_id, new.id, new.reason) | {"state": ASKED if wish else TOLD, "make_up": wish}
    if earlier and earlier.said_at > new.said_at:
        row["state"] = TAKEN_BACK  # it waited on a phone while another one said something newer
    elif earlier:
        row["request_id"] = _replace(earlier, now)
    if not rows.add([row]):
        return False
    if row["state"] != TAKEN_BACK and row["request_id"] is None:
        attention.raise_item(participant_id, ABSENCE, new.id, new.said_at, now)
    return True


def take_back(participant_id: UUID, absence_id: UUID, at: datetime, now: datetime) -> bool:
    """They come after all; whether that is new. A place that was promised elsewhere is free again.

    NotFound for what they never said; Conflict when the meeting had begun by `at`, the moment of the tap.
    """
    hold(participant_id, absence_id)
    found = rows.find_row(participant_id, absence_id)
    if found is None:
        raise NotFound
    if found.state == TAKEN_BACK:
        return False
    meeting = schedule.session_state(found.session_id)
    if meeting is not None and at >= meeting.starts_at:
        raise Conflict("already_begun", "This meeting has begun already.")
    rows.end([found], now)
    return True


def own(participant_id: UUID, since: date) -> list[AbsenceView]:
    """What this person said of their meetings from that day on, the earliest meeting first."""
    mine = (Absence.participant_id == participant_id, Absence.meets_on >= since, LIVE)
    return views(select(*SHOWN).where(*mine).order_by(Absence.meets_on, Absence.said_at, Absence.id))


def missed_on(participant_id: UUID, day: date) -> UUID | None:
    """The last meeting of that day at which staff missed this person, if they have not said anything about it."""
    found = schedule.marked_absent(participant_id, day)
    return found if found and (found, participant_id) not in said_of([found]) else None


def options(participant_id: UUID, session_id: UUID, now: datetime) -> list[SessionView]:
    """The meetings that can make up for this one of theirs, earliest first. NotFound for a meeting that is not theirs. A
    fixed number of statements, however many meetings and people there are."""
    return make_ups.options_for(participant_id, schedule.session_of(participant_id, session_id), now)


def find(participant_id: UUID, absence_id: UUID) -> AbsenceView | None:
    """What they said under this id; None when they took it back, or its meeting is no longer in the calendar."""
    found = rows.find_row(participant_id, absence_id)
    return found if found and found.state != TAKEN_BACK else None


def said_under(ids: Collection[UUID]) -> dict[tuple[UUID, UUID], list[AbsenceView]]:
    """(person, id of what staff were asked to look at) → what they said under it; what they took back only where nothing
    else is left."""
    wanted = Absence.id.in_(list(ids)) | Absence.request_id.in_(list(ids))
    found: dict[tuple[UUID, UUID], list[AbsenceView]] = {}
    for one in views(select(*SHOWN).where(wanted).order_by(Absence.meets_on, Absence.id)) if ids else []:
        for source_id in {one.id, one.source_id} & set(ids):
            found.setdefault((one.participant_id, source_id), []).append(one)
    return {key: [one for one in all_ if one.state != TAKEN_BACK] or all_ for key, all_ in found.items()}


def confirm(participant_id: UUID, absence_id: UUID, make_up: UUID, staff_id: UUID, now: datetime) -> None:
    """From now on they are expected at this other meeting, too. NotFound for what nobody said; Conflict when it was decided
    before, or when that meeting does not fit or has no room any more."""
    hold(participant_id, absence_id)
    found = find(participant_id, absence_id)
    if found is None:
        raise NotFound
    schedule.lock_session(make_up)
    if make_up not in {one.id for one in options(participant_id, found.session_id, now)}:
        raise Conflict("make_up_gone", "There is no room in that session any more, or it does not fit.")
    schedule.add_guest(make_up, participant_id)
    if not rows.change([found], WAITS, state=CONFIRMED, make_up=make_up, decided_by=staff_id, changed_at=now):
        raise Conflict("already_decided", "This was decided already.")


def answer(participant_id: UUID, source_id: UUID, staff_id: UUID, now: datetime) -> None:
    """Staff are done with what was said under this id, without another meeting. Harmless when it was decided or taken back
    before."""
    said = said_under([source_id]).get((participant_id, source_id), [])
    rows.change(said, WAITS, state=ANSWERED, decided_by=staff_id, changed_at=now)


def said_of(session_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], AbsenceView]:
    """(meeting, person) → what they said of it."""
    found = views(select(*SHOWN).where(Absence.session_id.in_(list(session_ids)), LIVE))
    return {(one.session_id, one.participant_id): one for one in found}


def _replace(earlier: AbsenceView, now: datetime) -> UUID | None:
    """Makes room for what is said instead; returns the request for whole days it belongs to as long as staff have that."""
    if earlier.state == CONFIRMED and earlier.make_up is not None:
        made_up = schedule.session_state(earlier.make_up)
        if made_up is not None and made_up.on:
            raise Conflict("already_confirmed", "Another session is confirmed for this one.")
    if earlier.request_id and attention.is_open(earlier.participant_id, ABSENCE, earlier.request_id):
        rows.set_aside(earlier, now)
        return earlier.request_id
    rows.end([earlier], now)
    return None
