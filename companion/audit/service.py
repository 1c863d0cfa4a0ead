"""Writes and reads the audit log. Staff actions call `record`; participants can read the rows about themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, text

from companion.audit import rules
from companion.audit.models import AuditEntry
from companion.kernel import bulk
from companion.kernel.database import db

_LOCK = 20110317  # any fixed number: the advisory lock that keeps two PostgreSQL writers from taking one position


@dataclass(frozen=True)
class Entry:
    at: datetime
    actor_id: UUID | None
    action: str
    subject: str


def record(actor_id: UUID | None, action: str, participant_id: UUID | None, subject: str, now: datetime) -> None:
    """Append one row. Needs an open transaction. `action` and `subject` are fixed words or ids, never text that somebody wrote."""
    record_each(actor_id, action, [participant_id], subject, now)


def record_each(
    actor_id: UUID | None, action: str, participant_ids: Iterable[UUID | None], subject: str, now: datetime
) -> None:
    """Append one row for each of these people, in their order, as `record` does."""
    wanted = list(participant_ids)
    if not wanted:
        return
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    last = db.session.execute(
        select(AuditEntry.position, AuditEntry.chain).order_by(AuditEntry.position.desc()).limit(1)
    ).one_or_none()
    position, chain = (last.position, last.chain) if last else (0, rules.FIRST)
    rows = []
    for participant_id in wanted:
        position += 1
        chain = rules.link(chain, position, now, actor_id, action, participant_id, subject)
        row = {"position": position, "at": now, "actor_id": actor_id, "action": action}
        rows.append(row | {"participant_id": participant_id, "subject": subject, "chain": chain})
    db.session.execute(insert(AuditEntry), rows)


def recorded_since(actor_id: UUID, action: str, participant_ids: Iterable[UUID], since: datetime) -> set[UUID]:
    """Of these people, those about whom this actor has such a row since then."""
    about = (bulk.among(AuditEntry.participant_id, "about"), AuditEntry.at >= since)
    query = select(AuditEntry.participant_id).where(
        AuditEntry.actor_id == actor_id, AuditEntry.action == action, *about
    )
    return {found for found in db.session.scalars(query, {"about": list(participant_ids)}) if found is not None}


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
