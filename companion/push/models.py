"""Where we may push (one row per phone or browser) and the result of each attempt. No texts are stored, only outcomes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.push.rules import DELIVERY_STATES, PURPOSES, SUBSCRIPTION_STATES


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class PushSubscription(Base):
    """Ends with its sign-in. `sign_in_id` is None for a phone that has not started since the column came."""

    __tablename__ = "push_subscriptions"
    __table_args__ = (
        UniqueConstraint("endpoint_hash"),
        CheckConstraint(_one_of("state", SUBSCRIPTION_STATES), name="state"),
        Index("ix_push_subscriptions_participant_id_state", "participant_id", "state"),
        Index("ix_push_subscriptions_sign_in_id", "sign_in_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    sign_in_id: Mapped[UUID | None] = mapped_column(ForeignKey("sign_ins.id", ondelete="CASCADE"))
    endpoint: Mapped[str] = mapped_column(String(1024))
    endpoint_hash: Mapped[str] = mapped_column(String(64))
    p256dh: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(String(40))
    vapid_key_id: Mapped[str] = mapped_column(String(16))
    device: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str | None] = mapped_column(String(64))
    token_expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    last_reached_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(String(16))


class Delivery(Base):
    """One occurrence on one device. `occurrence_id` is opaque here: reminders know what it stands for."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "subscription_id"),
        CheckConstraint(_one_of("state", DELIVERY_STATES), name="state"),
        CheckConstraint(_one_of("purpose", PURPOSES), name="purpose"),
        Index("ix_deliveries_due_at", "due_at"),
        Index("ix_deliveries_participant_id_due_at", "participant_id", "due_at"),
        Index(
            "ix_deliveries_own_state_due_at",
            "state",
            "due_at",
            sqlite_where=text("purpose != 'reminder'"),
            postgresql_where=text("purpose != 'reminder'"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    occurrence_id: Mapped[UUID]
    subscription_id: Mapped[UUID] = mapped_column(ForeignKey("push_subscriptions.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[UUID | None]
    claimed_at: Mapped[datetime | None]
    http_status: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(24))
    topic: Mapped[str] = mapped_column(String(32))
    due_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    reached_at: Mapped[datetime | None]
