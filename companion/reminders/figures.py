"""Reminder counts for the operator's metrics and the staff page. No ids, no names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from companion.kernel.database import db
from companion.reminders.models import CLAIMED_OR_DEAD, NOT_DONE, Occurrence
from companion.reminders.rules import DEAD_LETTERED


@dataclass(frozen=True)
class Count:
    """So many reminders of one kind ended, or stand, this way."""

    kind: str
    state: str
    outcome: str | None
    number: int


def occurrence_counts(start: datetime, end: datetime, whose: Collection[UUID] | None = None) -> list[Count]:
    """What became of the reminders due in [start, end): everybody's, or these people's."""
    row = Occurrence
    query = select(row.kind, row.state, row.outcome, func.count()).where(row.due_at >= start, row.due_at < end)
    if whose is not None:
        query = query.where(row.participant_id.in_(list(whose)))
    return [Count(*found) for found in db.session.execute(query.group_by(row.kind, row.state, row.outcome))]


def overdue(now: datetime) -> int:
    """How many reminders are due and not done. Stays near zero while workers keep up."""
    return db.session.execute(select(func.count()).where(NOT_DONE, Occurrence.due_at <= now)).scalar_one()


def dead_lettered() -> int:
    """How many rows nobody could read or send; somebody has to look at them."""
    return db.session.execute(
        select(func.count()).where(CLAIMED_OR_DEAD, Occurrence.state == DEAD_LETTERED)
    ).scalar_one()
