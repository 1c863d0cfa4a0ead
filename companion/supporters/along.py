"""Invites supporters to sessions of the person they come with. Staff do this; the change is stored in the schedule's journal,
so that undoing it within ten minutes restores the invitations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from companion.kernel.database import db
from companion.kernel.errors import Invalid, NotFound
from companion.schedule import service as schedule
from companion.schedule.rules import Keep
from companion.schedule.service import ChangeContext, Made
from companion.supporters.models import SessionSupporter, Supporter
from companion.supporters.rules import ALONG_KINDS, NOT_ALONG, SupporterKey

JOURNAL = "supporters"
_LIVE = (Supporter.participant_id == SessionSupporter.participant_id) & (Supporter.id == SessionSupporter.supporter_id)


def of_meetings(session_ids: Collection[UUID]) -> dict[UUID, list[SupporterKey]]:
    """Meeting → who is invited along; whoever was taken back is not."""
    found: dict[UUID, list[SupporterKey]] = {}
    wanted = list(session_ids)
    for start in range(0, len(wanted), 500):
        some = SessionSupporter.session_id.in_(wanted[start : start + 500])
        for session_id, key in _rows(some):
            found.setdefault(session_id, []).append(key)
    return found


def meetings_of(participant_id: UUID) -> dict[UUID, list[UUID]]:
    """Supporter → the meetings they are invited to, past ones too."""
    found: dict[UUID, list[UUID]] = {}
    for session_id, key in _rows(SessionSupporter.participant_id == participant_id):
        found.setdefault(key.supporter_id, []).append(session_id)
    return found


def may_come_with(session_id: UUID) -> set[UUID]:
    """The people whose supporters can be invited to this meeting: it is theirs, or one of theirs is invited already."""
    here = {key.participant_id for key in of_meetings([session_id]).get(session_id, [])}
    return here | set(schedule.who_is_told(session_id))


def invite(
    context: ChangeContext, session_id: UUID, wanted: Collection[SupporterKey], seen: datetime | Keep | None
) -> Made:
    """From now on these supporters are invited, and nobody else's. Nobody is told: their pages show it.

    NotFound for a meeting or a supporter that is not there, or comes with somebody it is not meant for; Invalid for a kind
    of meeting nobody comes along to; Conflict as for any change of a meeting.
    """
    meeting, chosen = schedule.session_state(session_id), set(wanted)
    if meeting is None:
        raise NotFound
    if meeting.kind not in ALONG_KINDS:
        raise Invalid(NOT_ALONG, "Supporters come along to family, couples and one-to-one meetings only.")
    if not {one.participant_id for one in chosen} <= may_come_with(session_id) or not chosen <= _alive(chosen):
        raise NotFound
    before = {JOURNAL: _frozen(session_id)}
    made = schedule.hold_session(context, session_id, before, seen)
    _set(session_id, chosen)
    return made


def put_back(beside: dict[str, Any]) -> None:
    """Who was invited along, as it was before a change that is undone. `beside` is what the journal kept."""
    for session_id, rows in beside.get(JOURNAL, {}).items():
        _set(UUID(session_id), {SupporterKey(UUID(whose), UUID(who)) for whose, who in rows})


def _rows(wanted: Any) -> list[tuple[UUID, SupporterKey]]:
    query = (
        select(SessionSupporter.session_id, SessionSupporter.participant_id, SessionSupporter.supporter_id)
        .join(Supporter, _LIVE)
        .where(wanted, Supporter.revoked_at.is_(None))
        .order_by(SessionSupporter.session_id, SessionSupporter.participant_id, SessionSupporter.supporter_id)
    )
    return [(row.session_id, SupporterKey(row.participant_id, row.supporter_id)) for row in db.session.execute(query)]


def _alive(wanted: Iterable[SupporterKey]) -> set[SupporterKey]:
    people = {one.participant_id for one in wanted}
    query = select(Supporter.participant_id, Supporter.id).where(
        Supporter.participant_id.in_(people), Supporter.revoked_at.is_(None)
    )
    return {SupporterKey(*row) for row in db.session.execute(query)}


def _frozen(session_id: UUID) -> dict[str, list[list[str]]]:
    here = of_meetings([session_id]).get(session_id, [])
    return {str(session_id): [[str(one.participant_id), str(one.supporter_id)] for one in here]}


def _set(session_id: UUID, wanted: set[SupporterKey]) -> None:
    gone = delete(SessionSupporter).where(SessionSupporter.session_id == session_id)
    db.session.execute(gone.execution_options(synchronize_session=False))
    rows = [
        {"session_id": session_id, "participant_id": one.participant_id, "supporter_id": one.supporter_id}
        for one in sorted(wanted)
    ]
    if rows:
        db.session.execute(insert(SessionSupporter), rows)
