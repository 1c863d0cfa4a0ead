"""Who looks after whom, from when until when. Every question about it is answered here, and only by memberships that have not
ended, of accounts that are open: what ended counts for nothing from the next statement on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, select, update

from companion.accounts.models import Account, CareTeamMember, FormerCareTeamMember
from companion.kernel import ids, revocations, statements
from companion.kernel.database import db
from companion.kernel.statements import insert_ignore

_NOW, _PAST = CareTeamMember, FormerCareTeamMember


@dataclass(frozen=True)
class Membership:
    """`until` is None while it lasts."""

    staff_id: UUID
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class News:
    """What a member of staff was not told yet. Of what ended they read no name: it is not theirs to read any more."""

    new: tuple[tuple[UUID, UUID | None], ...]
    """(participant, who put them on the team)"""
    ended: tuple[tuple[datetime, UUID | None, UUID | None], ...]
    """(when, who ended it, who took over)"""


def _open(*columns: object) -> Select[tuple[object, ...]]:
    """The one query behind them all."""
    return select(*columns).join(Account, Account.id == _NOW.staff_id).where(Account.disabled_at.is_(None))  # type: ignore[call-overload, no-any-return]


def members(participant_id: UUID) -> list[UUID]:
    """Staff who look after this participant."""
    query = _open(_NOW.staff_id).where(_NOW.participant_id == participant_id)
    return list(db.session.scalars(query.order_by(_NOW.since, _NOW.staff_id)))


def is_member(staff_id: UUID, participant_id: UUID) -> bool:
    """Whether this member of staff looks after this participant at this moment."""
    query = _open(_NOW.staff_id).where(_NOW.staff_id == staff_id, _NOW.participant_id == participant_id)
    return db.session.execute(query).first() is not None


def caseload(staff_id: UUID) -> list[UUID]:
    """Participants this member of staff looks after."""
    query = _open(_NOW.participant_id).where(_NOW.staff_id == staff_id)
    return list(db.session.scalars(query.order_by(_NOW.since, _NOW.participant_id)))


def looked_after(participant_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these participants who have a care team."""
    query = _open(_NOW.participant_id).where(statements.among(_NOW.participant_id, "ids"))
    return set(db.session.scalars(query, {"ids": list(participant_ids)}))


def history(participant_id: UUID) -> list[Membership]:
    """Everybody who is or was on the team of this participant: who is on it first, then the latest."""
    mine = select(_NOW.staff_id, _NOW.since).where(_NOW.participant_id == participant_id)
    now = [Membership(row.staff_id, row.since, None) for row in db.session.execute(mine.order_by(_NOW.since))]
    was = select(_PAST.staff_id, _PAST.since, _PAST.until).where(_PAST.participant_id == participant_id)
    rows = db.session.execute(was.order_by(_PAST.until.desc(), _PAST.since.desc(), _PAST.id))
    return now + [Membership(*row) for row in rows]


def add(participant_id: UUID, staff_id: UUID, by: UUID | None, now: datetime, *, tell: bool) -> bool:
    """Put them on the team from now on; whether they were not on it already. `tell`: they read of it on Today."""
    row = {"participant_id": participant_id, "staff_id": staff_id, "since": now, "added_by": by, "unseen": tell}
    return insert_ignore(CareTeamMember, [row], ["participant_id", "staff_id"]) == 1


def caseloads(participant_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who on staff looks after which of these participants, in one statement."""
    found: dict[UUID, list[UUID]] = {}
    query = _open(_NOW.staff_id, _NOW.participant_id).where(statements.among(_NOW.participant_id, "ids"))
    for row in db.session.execute(query.order_by(_NOW.since, _NOW.participant_id), {"ids": list(participant_ids)}):
        found.setdefault(row.staff_id, []).append(row.participant_id)
    return found


def end(
    staff_id: UUID, participant_ids: Iterable[UUID] | None, by: UUID | None, now: datetime, *, to: UUID | None = None
) -> list[UUID]:
    """They look after none of these people any more (None: of anybody), and read of it on Today unless they ended it
    themselves. Returns those whose team they were on: of two who end one at once, one gets it."""
    whose = [] if participant_ids is None else [_NOW.participant_id.in_(list(participant_ids))]
    theirs = delete(_NOW).where(_NOW.staff_id == staff_id, *whose)
    gone = theirs.returning(_NOW.participant_id, _NOW.since).execution_options(synchronize_session=False)
    rows = db.session.execute(gone).all()
    for row in rows:
        key = {"id": ids.new_id(), "participant_id": row.participant_id, "staff_id": staff_id, "since": row.since}
        over = {"until": max(now, row.since), "ended_by": by, "handed_to": to, "unseen": by != staff_id}
        db.session.add(FormerCareTeamMember(**key, **over))
        revocations.decided(FormerCareTeamMember, {**key, **over})  # so that the person reads it after a restore, too
    db.session.flush()
    keys = [{"participant_id": row.participant_id, "staff_id": staff_id, "since": row.since} for row in rows]
    revocations.gone(CareTeamMember, keys)
    return sorted(row.participant_id for row in rows)


def news(staff_id: UUID) -> News:
    """What changed in this person's caseload that they were not told yet."""
    new = _open(_NOW.participant_id, _NOW.added_by).where(_NOW.staff_id == staff_id, _NOW.unseen)
    ended = select(_PAST.until, _PAST.ended_by, _PAST.handed_to).where(_PAST.staff_id == staff_id, _PAST.unseen)
    return News(
        tuple((row.participant_id, row.added_by) for row in db.session.execute(new.order_by(_NOW.since))),
        tuple((row.until, row.ended_by, row.handed_to) for row in db.session.execute(ended.order_by(_PAST.until))),
    )


def told(staff_id: UUID, before: datetime) -> None:
    """They have read what there was until `before`."""
    for table, at in ((_NOW, _NOW.since), (_PAST, _PAST.until)):
        db.session.execute(
            update(table)
            .where(table.staff_id == staff_id, table.unseen, at <= before)
            .values(unseen=False)
            .execution_options(synchronize_session=False)
        )
