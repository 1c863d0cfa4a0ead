"""Claims as statements: which worker holds which occurrence, and how it ended. Decisions are made in `dispatch`.

Each statement is built once, when this module is imported, and touches many rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, case, literal_column, or_, select, update

from companion.kernel.database import db
from companion.kernel.statements import among
from companion.reminders.models import CLAIMED_OR_DEAD, NOT_DONE, Occurrence, stands
from companion.reminders.rules import EXPIRED, PLANNED, SENDING, SENT
from companion.reminders.verdicts import Due

_T = cast(Table, Occurrence.__table__)
_CLAIM: Any = bindparam("b_claim")
_NOW: Any = bindparam("b_now")
_waits = (NOT_DONE, _T.c.state == PLANNED, _T.c.due_at <= _NOW)
_held = (among(_T.c.id, "b_ids"), _T.c.claimed_by == _CLAIM)

# In the order of the queue: else PostgreSQL, which takes what is due for any part of what is open, reads the table for it.
_ANY_DUE = select(_T.c.id).where(NOT_DONE, _T.c.due_at <= _NOW).order_by(_T.c.due_at).limit(1)
_CLOSE = (
    update(_T)
    .where(*_waits, _T.c.closes_at <= _NOW)
    .values(state=case((_T.c.sent_at.is_not(None), SENT), else_=EXPIRED), settled=True, outcome="too_late")
)
_LONGEST_WAITING = (
    select(_T.c.id)
    .where(*_waits, _T.c.closes_at > _NOW)
    .order_by(_T.c.due_at)
    .limit(bindparam("b_limit"))
    .with_for_update(skip_locked=True)
)
_CLAIM_DUE = (
    update(_T)
    .where(_T.c.id.in_(_LONGEST_WAITING))
    .values(state=SENDING, claimed_by=_CLAIM, claimed_at=_NOW, attempts=_T.c.attempts + 1)
    .returning(*(_T.c[name] for name in Due._fields))
)
_STALE = (
    select(_T.c.id, _T.c.kind, _T.c.recoveries, _T.c.attempts, _T.c.closes_at)
    .where(
        CLAIMED_OR_DEAD,
        _T.c.state == SENDING,
        or_(_T.c.claimed_at <= bindparam("b_before"), _T.c.claimed_at > bindparam("b_after")),
    )
    .with_for_update(skip_locked=True)
)
_LOCK: Any = (
    select(literal_column("1")).select_from(_T).where(*_held).with_for_update()
)  # ids cost more to read than to count
_STILL_CLAIMED = select(_T.c.id).where(*_held)
_RELEASE = update(_T).where(*_held).values(state=PLANNED, claimed_by=None)
_END = (
    update(_T)
    .where(*_held)
    .values(claimed_by=None, **{name: bindparam(f"b_{name}") for name in ("state", "settled", "outcome", "sent_at")})
)
_GO_ON = _END.values(due_at=bindparam("b_due_at"))


@dataclass(frozen=True)
class Ending:
    """How an occurrence stands after a pass. With `due_at` it goes on at that instant."""

    state: str
    outcome: str | None
    sent_at: datetime | None
    due_at: datetime | None = None


def anything_due(now: datetime) -> bool:
    """One cheap read that tells whether a pass is worth a write."""
    return db.session.connection().execute(_ANY_DUE, {"b_now": now}).first() is not None


def close_late(now: datetime) -> None:
    """End what waited until it was too late."""
    db.session.connection().execute(_CLOSE, {"b_now": now})


def claim_due(claim: UUID, limit: int, now: datetime) -> list[Due]:
    """Claim up to `limit` due occurrences, the longest waiting first; no other worker gets them."""
    rows = db.session.connection().execute(_CLAIM_DUE, {"b_claim": claim, "b_limit": limit, "b_now": now}).all()
    return sorted(map(Due._make, rows), key=attrgetter("due_at"))


def stale(before: datetime, after: datetime) -> Sequence[Any]:
    """What is claimed since `before` or longer, or, by a clock that was set back, from `after` on."""
    return db.session.connection().execute(_STALE, {"b_before": before, "b_after": after}).all()


def still_claimed(occurrence_ids: Iterable[UUID], claim: UUID) -> set[UUID]:
    """Those that are still this claim's. Until the end of the transaction nobody takes them over."""
    asked, connection = set(occurrence_ids), db.session.connection()
    about = {"b_ids": list(asked), "b_claim": claim}
    if len(connection.execute(_LOCK, about).all()) == len(asked):
        return asked
    return set(connection.scalars(_STILL_CLAIMED, about))


def release(occurrence_ids: Iterable[UUID], claim: UUID) -> None:
    """Put what is still this claim's back into the queue."""
    db.session.connection().execute(_RELEASE, {"b_ids": list(occurrence_ids), "b_claim": claim})


def record_endings(claim: UUID, endings: Iterable[tuple[UUID, Ending]]) -> None:
    """Write down how these ended, in one statement for all that ended alike. What was taken over in the meantime is left
    as it is."""
    alike = defaultdict(list)
    for occurrence_id, ending in endings:
        alike[ending].append(occurrence_id)
    for ending, occurrence_ids in alike.items():
        ends = stands(ending.state) | {"outcome": ending.outcome, "sent_at": ending.sent_at}
        if ending.due_at is not None:
            ends["due_at"] = ending.due_at
        values = {"b_ids": occurrence_ids, "b_claim": claim} | {f"b_{name}": value for name, value in ends.items()}
        db.session.connection().execute(_END if ending.due_at is None else _GO_ON, values)
