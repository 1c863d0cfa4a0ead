"""Writes occurrences down. Saying the same again changes nothing; what was begun is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, or_, true
from sqlalchemy.dialects import postgresql, sqlite

from companion.kernel import ids
from companion.kernel.database import Base, affected, db
from companion.reminders import rules
from companion.reminders.models import Occurrence, PlanState
from companion.reminders.rules import Planned

_UNIQUE = ("participant_id", "kind", "source", "local_date", "slot")
_NEWS = (rules.CHANGED, rules.CALL)


def store(rows: Iterable[tuple[UUID, Planned]]) -> int:
    """Insert what is new; move what waits at another time; leave everything that was begun alone. Returns how many rows
    are different now."""
    found = {
        (whose, one.kind, one.source, one.local_date, one.slot): {
            "id": ids.new_id(), "participant_id": whose, "kind": one.kind, "source": one.source, "slot": one.slot,
            "local_date": one.local_date, "state": rules.PLANNED, "attempts": 0, "recoveries": 0, "due_at": one.due_at,
            "closes_at": one.closes_at, "expires_at": one.expires_at,
        }
        for whose, one in rows
    }  # fmt: skip
    waiting = (Occurrence.state == rules.PLANNED) & (Occurrence.attempts == 0)
    times = ("due_at", "closes_at", "expires_at")
    return _upsert(Occurrence, list(found.values()), _UNIQUE, times, waiting)


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
