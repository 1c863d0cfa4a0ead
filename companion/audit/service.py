"""Writing and reading the audit log. Staff actions call `record`; a participant can read the rows about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text

from companion.audit import rules
from companion.audit.models import AuditEntry
from companion.kernel.database import db

_LOCK = 20110317  # any fixed number: the advisory lock that keeps two PostgreSQL writers from taking one position


@dataclass(frozen=True)
class Entry:
    at: datetime
    actor_id: UUID | None
    action: str
    subject: str


def record(actor_id: UUID | None, action: str, participant_id: UUID | None, subject: str, now: datetime) -> None:
    """Append one row. Needs an open transaction. `action` and `subject` are fixed words or ids, never what somebody wrote."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    last = db.session.execute(
        select(AuditEntry.position, AuditEntry.chain).order_by(AuditEntry.position.desc()).limit(1)
    ).one_or_none()
    position, before = (last.position + 1, last.chain) if last else (1, rules.FIRST)
    chain = rules.link(before, position, now, actor_id, action, participant_id, subject)
    row = AuditEntry(
        position=position,
        at=now,
        actor_id=actor_id,
        action=action,
        participant_id=participant_id,
        subject=subject,
        chain=chain,
    )
    db.session.add(row)
    db.session.flush()


def looks_at(participant_id: UUID, limit: int = 200) -> list[Entry]:
    """The newest rows about this participant, newest first."""
    query = select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.action, AuditEntry.subject)
    query = query.where(AuditEntry.participant_id == participant_id).order_by(AuditEntry.position.desc()).limit(limit)
    return [Entry(*row) for row in db.session.execute(query)]


def first_broken_position() -> int | None:
    """The first position whose row was changed, removed or put in; None when the whole chain holds."""
    before, expected = rules.FIRST, 1
    for row in db.session.execute(select(AuditEntry).order_by(AuditEntry.position)).scalars():
        wanted = rules.link(before, expected, row.at, row.actor_id, row.action, row.participant_id, row.subject)
        if row.position != expected or row.chain != wanted:
            return expected
        before, expected = row.chain, expected + 1
    return None
