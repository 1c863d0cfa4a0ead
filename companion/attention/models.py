"""Tables of attention items. One row per source, for good: closing an item deletes nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.attention.rules import DONE, FINDINGS, KINDS, REASONS, STATES
from companion.kernel.database import Base


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class AttentionItem(Base):
    __tablename__ = "attention_items"
    __table_args__ = (
        UniqueConstraint("participant_id", "kind", "source_id"),
        CheckConstraint(_one_of("kind", KINDS), name="kind"),
        CheckConstraint(_one_of("state", STATES), name="state"),
        CheckConstraint(f"closed_reason IS NULL OR {_one_of('closed_reason', REASONS)}", name="closed_reason"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at"),
        Index("ix_attention_items_state_raised_at", "state", "raised_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(24))
    source_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    raised_at: Mapped[datetime]
    acknowledged_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    acknowledged_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None] = mapped_column(String(24))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime | None]


class AttentionStep(Base):
    """What was done about an item, in order."""

    __tablename__ = "attention_steps"
    __table_args__ = (CheckConstraint(_one_of("step", DONE), name="step"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("attention_items.id"), index=True)
    at: Mapped[datetime]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    step: Mapped[str] = mapped_column(String(16))
    number: Mapped[int]


class AuditFinding(Base):
    """Something in the audit log that an admin has to look into. `source` says what it is about, so that the same is raised
    once; `number` is a row of the log, or how many people were opened."""

    __tablename__ = "audit_findings"
    __table_args__ = (
        CheckConstraint(_one_of("kind", FINDINGS), name="kind"),
        CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    source: Mapped[str] = mapped_column(String(80), unique=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    number: Mapped[int]
    found_at: Mapped[datetime]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    closed_at: Mapped[datetime | None]
