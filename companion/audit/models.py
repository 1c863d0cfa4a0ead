"""The audit table: who opened or changed whose record. Append-only; each row carries a hash of the row before it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base


class AuditEntry(Base):
    """`position` counts up without gaps from 1 and orders the chain. No column contains health information."""

    __tablename__ = "audit_entries"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    participant_id: Mapped[UUID | None] = mapped_column(index=True)
    subject: Mapped[str]
    chain: Mapped[str]
