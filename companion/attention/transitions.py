"""Moves an item along: opened → taken → contacted, attempted or escalated → closed with a reason. Each step is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, select, update

from companion.attention.models import AttentionItem, AttentionStep
from companion.attention.rules import (
    ACKNOWLEDGED,
    ARRANGED,
    ATTEMPTED,
    CLOSED,
    DONE,
    ESCALATED,
    NO_LONGER_NEEDED,
    OPEN,
    OPENED,
    STEPS,
    UNTAKEN,
    Done,
    ItemView,
    reasons_for,
)
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.ids import new_id
from companion.kernel.statements import affected


def steps_done(item_id: UUID) -> list[Done]:
    """What was done about it, in order."""
    columns = (AttentionStep.at, AttentionStep.staff_id, AttentionStep.step, AttentionStep.number)
    rows = db.session.execute(select(*columns).where(AttentionStep.item_id == item_id))
    return sorted((Done(*row) for row in rows), key=lambda one: (one.at, DONE.index(one.step), one.number))


def open_item(item: ItemView, staff_id: UUID, now: datetime) -> None:
    """Record that somebody opened it, the first time they do, also in two tabs at once."""
    db.session.execute(select(AttentionItem.id).where(AttentionItem.id == item.id).with_for_update(key_share=True))
    if not _has_opened(item.id, staff_id):
        _note(item.id, staff_id, OPENED, now)


def acknowledge_item(item: ItemView, staff_id: UUID, now: datetime) -> None:
    """Say "I am on it". Only whoever opened it can. Repeating one's own word is harmless; Conflict when somebody else did
    first, when it is closed, or when it was not opened."""
    if not _has_opened(item.id, staff_id):
        raise Conflict("open_first", "Open it first.")
    change = update(AttentionItem).where(AttentionItem.id == item.id, AttentionItem.state.in_(UNTAKEN))
    values = {"state": ACKNOWLEDGED, "acknowledged_by": staff_id, "acknowledged_at": now, "changed_at": now}
    if _changed(change, **values):
        _note(item.id, staff_id, ACKNOWLEDGED, now)
    elif _now(item.id)[:2] != (ACKNOWLEDGED, staff_id):
        raise Conflict("already_taken", "Somebody else is on this already.")


def record_step(item: ItemView, staff_id: UUID, what: str, now: datetime) -> None:
    """Say what came of it: contacted, attempted once more, or escalated. Invalid for another word, Conflict before
    somebody took it and after it was closed."""
    if what not in STEPS:
        raise Invalid("unknown_step", "Say one of: " + ", ".join(STEPS) + ".")
    taken = (AttentionItem.id == item.id, AttentionItem.state.not_in((*UNTAKEN, CLOSED)))
    values: dict[str, Any] = {"state": what, "changed_at": now}
    if what == ATTEMPTED:
        values["attempts"] = AttentionItem.attempts + 1
    if what == ESCALATED:  # whoever takes it next stands there instead
        values |= {"acknowledged_by": None, "acknowledged_at": None}
    if not _changed(update(AttentionItem).where(*taken), **values):
        raise Conflict("not_taken", "Say first that you are on it.")
    _note(item.id, staff_id, what, now, _now(item.id)[2] if what == ATTEMPTED else 0)


def close_item(item: ItemView, staff_id: UUID, reason: str, now: datetime) -> None:
    """Close it with one of `rules.reasons_for` its kind, after somebody took it; anyone on staff who may see it can.
    Conflict when it is closed already or nobody took it, Invalid for another reason."""
    known = reasons_for(item.kind)
    if reason not in known:
        raise Invalid("unknown_reason", "Say why with one of: " + ", ".join(known) + ".")
    _close(item, staff_id, reason, now)


def arrange_item(item: ItemView, staff_id: UUID, now: datetime) -> None:
    """Close it because the same transaction has done what was asked for. Conflict as for `close`."""
    _close(item, staff_id, ARRANGED, now)


def withdraw_item(participant_id: UUID, kind: str, source_id: UUID, now: datetime) -> None:
    """The person who asked no longer needs it, whoever is on it by now. Harmless to repeat, and once it is closed."""
    mine = (AttentionItem.participant_id == participant_id, AttentionItem.kind == kind)
    wanted = (*mine, AttentionItem.source_id == source_id, AttentionItem.state != CLOSED)
    item_id = db.session.scalar(select(AttentionItem.id).where(*wanted))
    if item_id is None:
        return
    values: dict[str, Any] = {"state": CLOSED, "closed_by": participant_id, "closed_at": now, "changed_at": now}
    change = update(AttentionItem).where(AttentionItem.id == item_id, AttentionItem.state != CLOSED)
    if _changed(change, closed_reason=NO_LONGER_NEEDED, **values):
        _note(item_id, participant_id, CLOSED, now)


def end_items(participant_id: UUID, staff_id: UUID, now: datetime) -> None:
    """The person died: nobody is told of what they asked for any more."""
    open_ones = (AttentionItem.participant_id == participant_id, AttentionItem.state != CLOSED)
    values = {"state": CLOSED, "closed_by": staff_id, "closed_at": now, "closed_reason": NO_LONGER_NEEDED}
    change = update(AttentionItem).where(*open_ones).values(**values, changed_at=now).returning(AttentionItem.id)
    for item_id in db.session.scalars(change.execution_options(synchronize_session=False)).all():
        _note(item_id, staff_id, CLOSED, now)


def release_items(staff_id: UUID, participant_ids: Iterable[UUID] | None, now: datetime) -> int:
    """What this member of staff was on for these people (None: for anybody) waits again for somebody; returns how many items
    that are. What was done so far stays written down."""
    whose = [] if participant_ids is None else [AttentionItem.participant_id.in_(list(participant_ids))]
    theirs = (AttentionItem.acknowledged_by == staff_id, AttentionItem.state != CLOSED)
    change = update(AttentionItem).where(*theirs, *whose)
    values = {"state": OPEN, "acknowledged_by": None, "acknowledged_at": None, "changed_at": now}
    return affected(change.values(values).execution_options(synchronize_session=False))


def _close(item: ItemView, staff_id: UUID, reason: str, now: datetime) -> None:
    change = update(AttentionItem).where(AttentionItem.id == item.id, AttentionItem.state.not_in((*UNTAKEN, CLOSED)))
    if _changed(change, state=CLOSED, closed_by=staff_id, closed_at=now, closed_reason=reason, changed_at=now):
        _note(item.id, staff_id, CLOSED, now)
    elif _now(item.id)[0] == CLOSED:
        raise Conflict("already_closed", "This was closed already.")
    else:
        raise Conflict("not_taken", "Say first that you are on it.")


def _now(item_id: UUID) -> tuple[str, UUID | None, int]:
    """(state, who is on it, attempts) as they stand at this moment, whatever the caller read before."""
    names = (AttentionItem.state, AttentionItem.acknowledged_by, AttentionItem.attempts)
    row = db.session.execute(select(*names).where(AttentionItem.id == item_id)).one()
    return row[0], row[1], row[2]


def _has_opened(item_id: UUID, staff_id: UUID) -> bool:
    mine = (AttentionStep.item_id == item_id, AttentionStep.staff_id == staff_id, AttentionStep.step == OPENED)
    return db.session.execute(select(AttentionStep.id).where(*mine)).first() is not None


def _note(item_id: UUID, staff_id: UUID, step: str, now: datetime, number: int = 0) -> None:
    db.session.add(AttentionStep(id=new_id(), item_id=item_id, staff_id=staff_id, at=now, step=step, number=number))
    db.session.flush()


def _changed(change: Update, **values: Any) -> bool:
    return affected(change.values(**values).execution_options(synchronize_session=False)) == 1
