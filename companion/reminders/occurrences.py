"""Writes occurrences. Writing the same again changes nothing; an occurrence that was begun is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from companion.kernel import ids
from companion.kernel.database import Base, db
from companion.kernel.statements import affected
from companion.push import service as push
from companion.reminders import rules
from companion.reminders.models import CLAIMED_OR_DEAD, NOT_DONE, Occurrence, PlanState, stands
from companion.reminders.rules import Planned

_UNIQUE = ("participant_id", "kind", "source", "local_date", "slot")
_BEING_SENT = select(*(Occurrence.__table__.c[name] for name in _UNIQUE)).where(
    CLAIMED_OR_DEAD, Occurrence.state == rules.SENDING
)
_NEWS = (rules.CHANGED, rules.CALL)
_NO_PHONE = (Occurrence.state == rules.SKIPPED, Occurrence.outcome == "no_phone")
_AT_ONCE = 500
PROVEN_LATELY = timedelta(hours=1)  # a phone is proven within ten minutes of the message that asks it to


def store(rows: Iterable[tuple[UUID, Planned]]) -> int:
    """Insert what is new; move what waits at another time; leave everything that was begun alone. Returns how many rows
    are different now.

    What a worker has claimed is not even offered: PostgreSQL locks a row that it then leaves as it is, and a worker that
    finishes in another order would stand across from us, until one of the two is turned back.
    """
    found = {
        (whose, one.kind, one.source, one.local_date, one.slot): {
            "id": ids.new_id(),
            "participant_id": whose,
            "kind": one.kind,
            "source": one.source,
            "slot": one.slot,
            "local_date": one.local_date,
            "attempts": 0,
            "recoveries": 0,
            "due_at": one.due_at,
            "closes_at": one.closes_at,
            "expires_at": one.expires_at,
            **stands(rules.PLANNED),
        }
        for whose, one in rows
    }
    for key in db.session.connection().execute(_BEING_SENT):
        found.pop(tuple(key), None)
    waiting = (Occurrence.state == rules.PLANNED) & (Occurrence.attempts == 0)
    times = ("due_at", "closes_at", "expires_at")
    return _upsert(Occurrence, list(found.values()), _UNIQUE, times, waiting)


def unsaid(rows: Iterable[tuple[UUID, Planned]]) -> list[tuple[UUID, Planned]]:
    """Without news of a change that this person's plan has already, about another of the meetings that changed with it:
    once the first of those is over, the next must not become news of its own."""
    wanted = list(rows)
    news = [(whose, one.slot) for whose, one in wanted if one.kind == rules.CHANGED]
    if not news:
        return wanted
    whom, slots = {whose for whose, _ in news}, {slot for _, slot in news}
    query = select(Occurrence.participant_id, Occurrence.slot, Occurrence.source)
    query = query.where(
        Occurrence.kind == rules.CHANGED, Occurrence.participant_id.in_(whom), Occurrence.slot.in_(slots)
    )
    said = {(whose, slot): source for whose, slot, source in db.session.execute(query)}
    return [
        (whose, one)
        for whose, one in wanted
        if one.kind != rules.CHANGED or said.get((whose, one.slot), one.source) == one.source
    ]


def take_back_news(sources: Sequence[str], slot: str) -> bool:
    """Drop the news of one change that has not left yet; whether none of it has left at all."""
    left = False
    for start in range(0, len(sources), 500):
        of_it = (
            Occurrence.kind == rules.CHANGED,
            Occurrence.slot == slot,
            Occurrence.source.in_(sources[start : start + 500]),
        )
        waits = (Occurrence.state == rules.PLANNED, Occurrence.attempts == 0)
        affected(delete(Occurrence).where(*of_it, *waits).execution_options(synchronize_session=False))
        gone = or_(Occurrence.state.in_((rules.SENDING, rules.SENT)), Occurrence.attempts > 0)
        left |= db.session.execute(select(Occurrence.id).where(*of_it, gone).limit(1)).first() is not None
    return not left


def remember(plans: Sequence[Mapping[str, Any]]) -> None:
    """Keep from what, and for which hour, these people's plans were made."""
    _upsert(PlanState, plans, ("participant_id",), ("stamp", "hour"), true())


def forget(participant_id: UUID) -> None:
    """The next look plans this person whatever it was made from."""
    affected(delete(PlanState).where(PlanState.participant_id == participant_id))


def forget_pending(participant_ids: Collection[UUID], now: datetime) -> int:
    """Take back what is planned for later and was never begun; news stay. Returns how many rows went."""
    pending = (Occurrence.participant_id.in_(participant_ids), Occurrence.state == rules.PLANNED)
    untouched = (Occurrence.attempts == 0, Occurrence.kind.not_in(_NEWS), Occurrence.due_at > now)
    return affected(delete(Occurrence).where(*pending, *untouched).execution_options(synchronize_session=False))


def missed_a_phone(now: datetime) -> list[UUID]:
    """Reminders that found no phone, of people one of whose phones has since proven that it can be reached, while their
    time is not over. Reads only; costs next to nothing while nobody connects a phone."""
    proven = push.lately_proven(now - PROVEN_LATELY)
    found: list[UUID] = []
    for start in range(0, len(proven), _AT_ONCE):
        some = proven[start : start + _AT_ONCE]
        waiting = (*_NO_PHONE, Occurrence.participant_id.in_(some), Occurrence.closes_at > now)
        found += db.session.scalars(select(Occurrence.id).where(*waiting, Occurrence.due_at <= now))
    return found


def sources_of(slot: str, sources: Sequence[str]) -> set[str]:
    """Those of these that an occurrence with this slot was written for, whatever came of it."""
    query = select(Occurrence.source).where(Occurrence.slot == slot, Occurrence.source.in_(sources))
    return set(db.session.scalars(query))


def requeue(occurrence_ids: Sequence[UUID]) -> int:
    """Put these back into the queue; nothing of them ever left. Needs an open transaction."""
    again = update(Occurrence).where(Occurrence.id.in_(list(occurrence_ids)), *_NO_PHONE)
    again = again.values(**stands(rules.PLANNED), outcome=None)
    return affected(again.execution_options(synchronize_session=False))


def wait_again(participant_ids: Collection[UUID], now: datetime) -> int:
    """What was left out because these people said they would not be there waits again while its time is not over: they may
    come after all. Whether they do is asked when it is sent. Returns how many that are."""
    left_out = (Occurrence.state == rules.SKIPPED, Occurrence.outcome == rules.SAID_AWAY, Occurrence.closes_at > now)
    again = update(Occurrence).where(Occurrence.participant_id.in_(participant_ids), *left_out)
    again = again.values(**stands(rules.PLANNED), outcome=None)
    return affected(again.execution_options(synchronize_session=False))


def expire_open(now: datetime) -> int:
    """After an older copy of the database was restored: what was due by now may have been sent since that copy was made, so
    none of it is sent again. What lies ahead stays planned. Needs an open transaction."""
    push.expire_open(now)
    due = (NOT_DONE, Occurrence.due_at <= now)
    ended = update(Occurrence).where(*due).values(**stands(rules.EXPIRED), outcome="restored", claimed_by=None)
    return affected(ended.execution_options(synchronize_session=False))


def end_all(participant_id: UUID) -> None:
    """The account is closed: nothing of this person is sent any more, also not what a worker has claimed and not yet marked as
    being sent. Needs an open transaction."""
    open_ones = (Occurrence.participant_id == participant_id, NOT_DONE)
    ended = update(Occurrence).where(*open_ones)
    ended = ended.values(**stands(rules.SKIPPED), outcome="account_closed", claimed_by=None).returning(Occurrence.id)
    push.end_planned(db.session.scalars(ended.execution_options(synchronize_session=False)).all(), "account_closed")


def _upsert(
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    unique: Sequence[str],
    changes: Sequence[str],
    where: ColumnElement[bool],
) -> int:
    """Insert these rows, or give the `changes` columns of the ones that exist their new values where they differ."""
    if not rows:
        return 0
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(model.__table__)
    different = or_(*(getattr(model, name) != insert.excluded[name] for name in changes))
    statement = insert.on_conflict_do_update(
        index_elements=list(unique),
        set_={name: insert.excluded[name] for name in changes},
        where=where & different,
    )
    options = {"preserve_rowcount": True}
    done = db.session.connection().execute(statement, list(rows), execution_options=options)
    return cast("CursorResult[Any]", done).rowcount
