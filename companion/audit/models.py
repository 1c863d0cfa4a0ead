"""The audit table: who opened or changed whose record. Append-only; each row is chained to the row before it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base


class AuditEntry(Base):
    """`position` counts up without gaps from 1 and orders the chain. `chain` is `key id:HMAC`, or a bare SHA-256 in rows from
    before there was a key (`rules.link`). No column contains health information."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_actor_id_at", "actor_id", "at"),
        Index("ix_audit_entries_participant_id_at", "participant_id", "at"),
        Index("ix_audit_entries_at", "at"),
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    participant_id: Mapped[UUID | None]
    subject: Mapped[str]
    chain: Mapped[str]
