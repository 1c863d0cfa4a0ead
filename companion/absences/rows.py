"""Rows of absences: reading, sealing, and changing them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update

from companion.absences import rules
from companion.absences.models import Absence
from companion.absences.rules import CONFIRMED, TAKEN_BACK, AbsenceView
from companion.attention import service as attention
from companion.attention.rules import ABSENCE
from companion.kernel import data_keys
from companion.kernel.database import db
from companion.kernel.errors import TooMany
from companion.kernel.statements import affected, insert_ignore
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

SHOWN = (
    Absence.id,
    Absence.participant_id,
    Absence.session_id,
    Absence.meets_on,
    Absence.reason,
    Absence.state,
    Absence.make_up,
    Absence.said_at,
    Absence.decided_by,
    Absence.request_id,
    Absence.reason_sealed,
)
LIVE = Absence.state != TAKEN_BACK


def views(query: Any) -> list[AbsenceView]:
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


def find_row(participant_id: UUID, absence_id: UUID) -> AbsenceView | None:
    found = views(select(*SHOWN).where(Absence.participant_id == participant_id, Absence.id == absence_id))
    return found[0] if found else None


def away(since: date, only: UUID | None = None) -> dict[UUID, set[UUID]]:
    """Person → the meetings from that day on at which nobody expects them, because they said so."""
    query = select(Absence.participant_id, Absence.session_id).where(Absence.meets_on >= since, LIVE)
    found: dict[UUID, set[UUID]] = {}
    for whose, session_id in db.session.execute(query if only is None else query.where(Absence.participant_id == only)):
        found.setdefault(whose, set()).add(session_id)
    return found


def rows_under(source_id: UUID) -> Any:
    """SQL: the absence of this id, or all of the request of this id."""
    return or_(Absence.id == source_id, Absence.request_id == source_id)


def hold(participant_id: UUID, source_id: UUID) -> None:
    """Whoever else wants to decide about what they said under this id, or take it back, waits until this transaction is
    over."""
    mine = select(Absence.id).where(Absence.participant_id == participant_id, rows_under(source_id))
    db.session.execute(mine.order_by(Absence.id).with_for_update())


def held(participant_id: UUID, session_ids: Collection[UUID]) -> list[AbsenceView]:
    """What they say of these sessions now; nobody decides about that until this transaction is over."""
    mine = (Absence.participant_id == participant_id, Absence.session_id.in_(list(session_ids)), LIVE)
    return views(select(*SHOWN).where(*mine).order_by(Absence.id).with_for_update())


def live_of(participant_id: UUID, request_id: UUID) -> list[AbsenceView]:
    """What of this request still stands."""
    mine = (Absence.participant_id == participant_id, Absence.request_id == request_id, LIVE)
    return views(select(*SHOWN).where(*mine).order_by(Absence.id))


def sessions_known(participant_id: UUID, session_ids: Collection[UUID]) -> set[UUID]:
    """Those of these sessions of which they ever said something, taken back or not."""
    mine = (Absence.participant_id == participant_id, Absence.session_id.in_(list(session_ids)))
    return set(db.session.scalars(select(Absence.session_id).where(*mine)))


def not_too_often(participant_id: UUID, session_ids: Collection[UUID]) -> None:
    """What was taken back in between counts as well. Raises TooMany."""
    mine = (Absence.participant_id == participant_id, Absence.session_id.in_(list(session_ids)))
    each = select(func.count()).where(*mine).group_by(Absence.session_id)
    if max(db.session.scalars(each).all(), default=0) >= rules.TOLD_AT_MOST:
        raise TooMany(600, "told_already", "The team has this.")


def new_row(
    absence_id: UUID, participant_id: UUID, missed: SessionView, said_at: datetime, now: datetime
) -> dict[str, Any]:
    """An absence as it is before anybody decided about it."""
    row = {"id": absence_id, "participant_id": participant_id, "session_id": missed.id, "meets_on": missed.local_date}
    row |= {"state": rules.TOLD, "make_up": None, "said_at": said_at, "received_at": now, "changed_at": now}
    return row | {"reason": None, "reason_sealed": None, "decided_by": None, "request_id": None}


def add(new: list[dict[str, Any]]) -> int:
    """Returns how many of these rows were not there yet."""
    return insert_ignore(Absence, new, ["participant_id", "id"])


def end(ended: Iterable[AbsenceView], now: datetime) -> None:
    """They are no longer said. Staff need not look any more once nothing of a request is left."""
    sources = {}
    for one in ended:
        set_aside(one, now)
        sources[one.source_id] = one
    for source_id, one in sources.items():
        if one.request_id is None or not live_of(one.participant_id, source_id):
            attention.withdraw_item(one.participant_id, ABSENCE, source_id, now)


def set_aside(one: AbsenceView, now: datetime) -> None:
    """It is no longer said; a place that was promised elsewhere is free again."""
    if one.state == CONFIRMED and one.make_up is not None:
        schedule.remove_guest(one.make_up, one.participant_id)
    change([one], rules.STATES, state=TAKEN_BACK, changed_at=now)


def sealed_values(row: Any) -> dict[str, Any]:
    """The columns that hold the reason of this stored absence, sealed under the person's key. Needs an open transaction."""
    return sealed(row.participant_id, row.id, row.reason)


def sealed(participant_id: UUID, absence_id: UUID, reason: str | None) -> dict[str, Any]:
    key = data_keys.box(participant_id) if reason else None
    if reason is None or key is None:
        return {"reason": reason, "reason_sealed": None}
    return {"reason": None, "reason_sealed": key.seal("absences", absence_id, "reason", reason)}


def change(some: Collection[AbsenceView], while_in: Collection[str], **values: Any) -> int:
    """Returns how many of these absences of one person were in one of these states and are changed."""
    if not some:
        return 0
    whose = {one.participant_id for one in some}
    mine = (Absence.participant_id.in_(whose), Absence.id.in_([one.id for one in some]))
    wanted = update(Absence).where(*mine, Absence.state.in_(list(while_in))).values(**values)
    return affected(wanted.execution_options(synchronize_session=False))
