"""Raising items and working them off. Who may see whose is decided by the caller, who hands in the participants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, select, update

from companion.attention import rules
from companion.attention.models import AttentionItem
from companion.attention.rules import ACKNOWLEDGED, CLOSED, OPEN, REASONS, ItemView, Step
from companion.kernel.database import affected, db, insert_ignore
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program import service as program
from companion.program.service import ProgramView

_SHOWN = [getattr(AttentionItem, name) for name in ItemView.__dataclass_fields__]


def raise_item(participant_id: UUID, kind: str, source_id: UUID, asked_at: datetime, now: datetime) -> bool:
    """Put it before the staff; whether it is new. The same source never raises twice, not even after it was closed."""
    row = {"id": new_id(), "participant_id": participant_id, "kind": kind, "source_id": source_id, "state": OPEN}
    unique = ["participant_id", "kind", "source_id"]
    return insert_ignore(AttentionItem, [row | {"asked_at": asked_at, "raised_at": now}], unique) == 1


def items_for_staff(participant_ids: Iterable[UUID]) -> list[ItemView]:
    """What is not closed yet for these participants, the longest waiting first."""
    query = (
        select(*_SHOWN)
        .where(AttentionItem.participant_id.in_(list(participant_ids)), AttentionItem.state != CLOSED)
        .order_by(AttentionItem.raised_at, AttentionItem.id)
    )
    return [ItemView(**row) for row in db.session.execute(query).mappings()]


def open_items(kind: str) -> list[ItemView]:
    """Everything of this kind that nobody took yet, the longest waiting first."""
    query = select(*_SHOWN).where(AttentionItem.kind == kind, AttentionItem.state == OPEN)
    return [
        ItemView(**row)
        for row in db.session.execute(query.order_by(AttentionItem.raised_at, AttentionItem.id)).mappings()
    ]


def steps(items: Iterable[ItemView]) -> list[tuple[ItemView, list[Step]]]:
    """When each item is told to whom if nobody takes it: at once, after four working hours of the person's program, after
    twelve hours. Three statements however many items there are."""
    every = list(items)
    if not every:
        return []
    home = {one.id: one for one in program.programs()}
    latest = program.latest_enrollments({item.participant_id for item in every})
    of = {whose: home[enrolled.program_id] for whose, enrolled in latest.items()}
    return [(item, _steps(item, of.get(item.participant_id))) for item in every]


def _steps(item: ItemView, of: ProgramView | None) -> list[Step]:
    since, needed = item.raised_at, rules.SUPERVISOR_AFTER
    supervisor = of.after_open_hours(since, needed) if of else since + needed
    return [
        Step(rules.AT_ONCE, since),
        Step(rules.SUPERVISOR, supervisor),
        Step(rules.OVERDUE, since + rules.OVERDUE_AFTER),
    ]


def escalated(items: Iterable[ItemView], now: datetime) -> dict[UUID, str]:
    """Item → the latest step beyond the first that it reached before somebody took it, or by now."""
    found: dict[UUID, str] = {}
    for item, all_steps in steps(items):
        by = item.acknowledged_at or now
        reached = [step for step in all_steps if step.for_supervisors and step.at <= by]
        if reached:
            found[item.id] = max(reached, key=lambda step: step.at).name
    return found


def acknowledge(item_id: UUID, staff_id: UUID, participant_ids: Iterable[UUID], now: datetime) -> UUID:
    """Say "I am on it"; returns whose it is. Repeating one's own word is harmless; Conflict when somebody else did first or
    it is closed. Raises NotFound for an item of anybody outside `participant_ids`."""
    item = _item(item_id, participant_ids)
    change = update(AttentionItem).where(AttentionItem.id == item_id, AttentionItem.state == OPEN)
    if _changed(change, state=ACKNOWLEDGED, acknowledged_by=staff_id, acknowledged_at=now):
        return item.participant_id
    if item.state == CLOSED or item.acknowledged_by != staff_id:
        raise Conflict("already_taken", "Somebody else is on this already.")
    return item.participant_id


def close(item_id: UUID, staff_id: UUID, reason: str, participant_ids: Iterable[UUID], now: datetime) -> UUID:
    """Close it with one of `REASONS`; anyone on staff who may see it can. Returns whose it is. Conflict when it is closed
    already, Invalid for another reason, NotFound for an item of anybody outside `participant_ids`."""
    if reason not in REASONS:
        raise Invalid("unknown_reason", "Say why with one of: " + ", ".join(REASONS) + ".")
    item = _item(item_id, participant_ids)
    change = update(AttentionItem).where(AttentionItem.id == item_id, AttentionItem.state != CLOSED)
    if not _changed(change, state=CLOSED, closed_by=staff_id, closed_at=now, closed_reason=reason):
        raise Conflict("already_closed", "This was closed already.")
    return item.participant_id


def _item(item_id: UUID, participant_ids: Iterable[UUID]) -> ItemView:
    query = select(*_SHOWN).where(AttentionItem.id == item_id, AttentionItem.participant_id.in_(list(participant_ids)))
    row = db.session.execute(query).mappings().first()
    if row is None:
        raise NotFound
    return ItemView(**row)


def _changed(change: Update, **values: Any) -> bool:
    return affected(change.values(**values).execution_options(synchronize_session=False)) == 1
