"""Absences: recording and withdrawing them, finding makeup sessions, and the decisions of staff."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from companion.absences import rules
from companion.absences.models import Absence
from companion.absences.rules import ANSWERED, ASKED, CONFIRMED, TAKEN_BACK, TOLD, WAITS, AbsenceView, Told
from companion.attention import service as attention
from companion.attention.rules import ABSENCE
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import data_keys, timezones
from companion.kernel.database import affected, db, insert_ignore
from companion.kernel.errors import Conflict, NotFound, TooMany
from companion.program import service as program
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

_SHOWN = [*(getattr(Absence, name) for name in AbsenceView.__dataclass_fields__), Absence.reason_sealed]
_LIVE = Absence.state != TAKEN_BACK


def tell(participant_id: UUID, new: Told, now: datetime) -> bool:
    """Somebody cannot be at one of their meetings, or was not; staff are asked to look. Whether it is new: repeating it
    changes nothing. What they said of the same meeting before is replaced, unless a make-up for it is confirmed.

    A wish that cannot be met any more is left out, the rest is kept. NotFound for a meeting that is not theirs; Conflict
    when it is called off, lies too far back, or is made up for already.
    """
    if _one(participant_id, new.id):
        return False
    missed = schedule.session_of(participant_id, new.session_id)
    if not rules.can_tell(missed, new.said_at):
        raise Conflict("not_to_be_told", "This meeting is called off, or it was too long ago.")
    schedule.lock_session(missed.id)
    _not_too_often(participant_id, missed.id)
    earlier, wish = _held(participant_id, missed.id), _met(participant_id, missed, new.wish, now)
    state = ASKED if wish else TOLD
    if earlier and earlier.said_at > new.said_at:
        state = TAKEN_BACK  # it waited on a phone while another one said something newer
    elif earlier:
        _replace(earlier, now)
    row = {"id": new.id, "participant_id": participant_id, "session_id": missed.id, "meets_on": missed.local_date}
    row |= {
        **_sealed(participant_id, new.id, new.reason),
        "state": state,
        "make_up": wish,
        "said_at": new.said_at,
        "received_at": now,
    }
    if not insert_ignore(Absence, [row | {"decided_by": None, "changed_at": now}], ["participant_id", "id"]):
        return False
    if state != TAKEN_BACK:
        attention.raise_item(participant_id, ABSENCE, new.id, new.said_at, now)
    return True


def take_back(participant_id: UUID, absence_id: UUID, at: datetime, now: datetime) -> bool:
    """They come after all; whether that is new. A place that was promised elsewhere is free again.

    NotFound for what they never said; Conflict when the meeting had begun by `at`, the moment of the tap.
    """
    hold(participant_id, absence_id)
    found = _one(participant_id, absence_id)
    if found is None:
        raise NotFound
    if found.state == TAKEN_BACK:
        return False
    meeting = schedule.session_state(found.session_id)
    if meeting is not None and at >= meeting.starts_at:
        raise Conflict("already_begun", "This meeting has begun already.")
    _end(found, now)
    return True


def own(participant_id: UUID, since: date) -> list[AbsenceView]:
    """What this person said of their meetings from that day on, the earliest meeting first."""
    mine = (Absence.participant_id == participant_id, Absence.meets_on >= since, _LIVE)
    return _views(select(*_SHOWN).where(*mine).order_by(Absence.meets_on, Absence.said_at, Absence.id))


def missed_on(participant_id: UUID, day: date) -> UUID | None:
    """The last meeting of that day at which staff missed this person, if they have not said anything about it."""
    found = schedule.marked_absent(participant_id, day)
    return found if found and _about(participant_id, found) is None else None


def options(participant_id: UUID, session_id: UUID, now: datetime) -> list[SessionView]:
    """The meetings that can make up for this one of theirs, earliest first. NotFound for a meeting that is not theirs. A
    fixed number of statements, however many meetings and people there are."""
    return _options(participant_id, schedule.session_of(participant_id, session_id), now)


def find(participant_id: UUID, absence_id: UUID) -> AbsenceView | None:
    """What they said under this id; None when they took it back, or its meeting is no longer in the calendar."""
    found = _one(participant_id, absence_id)
    return found if found and found.state != TAKEN_BACK else None


def told(ids: Collection[UUID]) -> dict[tuple[UUID, UUID], AbsenceView]:
    """(person, id) → what they said under it, also what they took back."""
    found = _views(select(*_SHOWN).where(Absence.id.in_(list(ids)))) if ids else []
    return {(one.participant_id, one.id): one for one in found}


def hold(participant_id: UUID, absence_id: UUID) -> None:
    """Whoever else wants to decide about what they said here, or take it back, waits until this transaction is over."""
    mine = (Absence.participant_id == participant_id, Absence.id == absence_id)
    db.session.execute(select(Absence.id).where(*mine).with_for_update())


def confirm(participant_id: UUID, absence_id: UUID, make_up: UUID, staff_id: UUID, now: datetime) -> None:
    """From now on they are expected at this other meeting, too. NotFound for what nobody said; Conflict when it was decided
    before, or when that meeting does not fit or has no room any more."""
    hold(participant_id, absence_id)
    found = find(participant_id, absence_id)
    if found is None:
        raise NotFound
    schedule.lock_session(make_up)
    if make_up not in {one.id for one in options(participant_id, found.session_id, now)}:
        raise Conflict("make_up_gone", "There is no room in that meeting any more, or it does not fit.")
    schedule.add_guest(make_up, participant_id)
    if not _change(found, WAITS, state=CONFIRMED, make_up=make_up, decided_by=staff_id, changed_at=now):
        raise Conflict("already_decided", "This was decided already.")


def answer(participant_id: UUID, absence_id: UUID, staff_id: UUID, now: datetime) -> None:
    """Staff are done with it without another meeting. Harmless when it was decided or taken back before."""
    found = find(participant_id, absence_id)
    if found is not None:
        _change(found, WAITS, state=ANSWERED, decided_by=staff_id, changed_at=now)


def said_of(session_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], AbsenceView]:
    """(meeting, person) → what they said of it."""
    found = _views(select(*_SHOWN).where(Absence.session_id.in_(list(session_ids)), _LIVE))
    return {(one.session_id, one.participant_id): one for one in found}


def away(since: date, only: UUID | None = None) -> dict[UUID, set[UUID]]:
    """Person → the meetings from that day on at which nobody expects them, because they said so."""
    query = select(Absence.participant_id, Absence.session_id).where(Absence.meets_on >= since, _LIVE)
    found: dict[UUID, set[UUID]] = {}
    for whose, session_id in db.session.execute(query if only is None else query.where(Absence.participant_id == only)):
        found.setdefault(whose, set()).add(session_id)
    return found


def _met(participant_id: UUID, missed: SessionView, wish: UUID | None, now: datetime) -> UUID | None:
    """The wish, if it can be met as things stand."""
    if wish is None:
        return None
    return wish if wish in {one.id for one in _options(participant_id, missed, now)} else None


def _options(participant_id: UUID, missed: SessionView, now: datetime) -> list[SessionView]:
    home = program.program_of_track(missed.track_id)
    start, end = rules.window(missed, now)
    if start >= end or missed.kind in rules.NOT_MADE_UP:
        return []
    stays = [one for one in enrollment.enrollments(participant_id) if one.program_id == home.id]
    alike = [
        one for one in schedule.similar_sessions(home.id, missed.kind, start, end) if _enrolled(stays, one.local_date)
    ]
    first, last = (timezones.local_day(one, home.zone) for one in (start, end))
    theirs = schedule.sessions_of(participant_id, first, last)
    gone = away(first, participant_id).get(participant_id, set())
    return rules.options(missed, alike, schedule.places_left([one.id for one in alike]), theirs, gone, now)


def _enrolled(stays: Collection[EnrollmentView], day: date) -> bool:
    return any(one.starts_on <= day and (one.last_day is None or day <= one.last_day) for one in stays)


def _not_too_often(participant_id: UUID, session_id: UUID) -> None:
    """What was taken back in between counts as well. Raises TooMany."""
    mine = (Absence.participant_id == participant_id, Absence.session_id == session_id)
    if (db.session.scalar(select(func.count()).select_from(Absence).where(*mine)) or 0) >= rules.TOLD_AT_MOST:
        raise TooMany(600, "told_already", "The team has this.")


def _replace(earlier: AbsenceView, now: datetime) -> None:
    if earlier.state == CONFIRMED and earlier.make_up is not None:
        made_up = schedule.session_state(earlier.make_up)
        if made_up is not None and made_up.on:
            raise Conflict("already_confirmed", "Another meeting is confirmed for this one.")
    _end(earlier, now)


def _end(one: AbsenceView, now: datetime) -> None:
    """It is no longer said; staff need not look any more."""
    if one.state == CONFIRMED and one.make_up is not None:
        schedule.remove_guest(one.make_up, one.participant_id)
    _change(one, rules.STATES, state=TAKEN_BACK, changed_at=now)
    attention.withdraw_item(one.participant_id, ABSENCE, one.id, now)


def _one(participant_id: UUID, absence_id: UUID) -> AbsenceView | None:
    found = _views(select(*_SHOWN).where(Absence.participant_id == participant_id, Absence.id == absence_id))
    return found[0] if found else None


def _about(participant_id: UUID, session_id: UUID) -> AbsenceView | None:
    return said_of([session_id]).get((session_id, participant_id))


def _held(participant_id: UUID, session_id: UUID) -> AbsenceView | None:
    """What they say of it now; nobody decides about that until this transaction is over."""
    mine = (Absence.participant_id == participant_id, Absence.session_id == session_id, _LIVE)
    found = _views(select(*_SHOWN).where(*mine).with_for_update())
    return found[0] if found else None


def _views(query: Any) -> list[AbsenceView]:
    """A reason that was erased reads as none given."""
    rows = db.session.execute(query).all()
    data_keys.look_up(row.participant_id for row in rows if row.reason_sealed)
    return [AbsenceView(*row[:-1]) if not row.reason_sealed else _opened(row) for row in rows]


def _opened(row: Any) -> AbsenceView:
    try:
        reason = data_keys.unseal(row.participant_id, "absences", row.id, "reason", row.reason_sealed)
    except data_keys.Erased:
        reason = None
    return replace(AbsenceView(*row[:-1]), reason=reason)


def sealed_values(row: Any) -> dict[str, Any]:
    """The columns that hold the reason of this stored absence, sealed under the person's key. Needs an open transaction."""
    return _sealed(row.participant_id, row.id, row.reason)


def _sealed(participant_id: UUID, absence_id: UUID, reason: str | None) -> dict[str, Any]:
    key = data_keys.box(participant_id) if reason else None
    if reason is None or key is None:
        return {"reason": reason, "reason_sealed": None}
    return {"reason": None, "reason_sealed": key.seal("absences", absence_id, "reason", reason)}


def _change(one: AbsenceView, while_in: Collection[str], **values: Any) -> bool:
    mine = (Absence.participant_id == one.participant_id, Absence.id == one.id, Absence.state.in_(list(while_in)))
    return affected(update(Absence).where(*mine).values(**values).execution_options(synchronize_session=False)) == 1
