"""Tables: a person's supporters, and the sessions they are invited to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base


class Supporter(Base):
    """`id` is the phone's own, keyed together with the person. Of the link only a hash is kept, none once it is taken back;
    `consent_sealed` holds what the person agreed to, and stays as its record after that."""

    __tablename__ = "supporters"
    __table_args__ = (
        CheckConstraint("language IN ('en', 'es')", name="language"),
        CheckConstraint("revoked_at IS NULL OR link_hash IS NULL", name="revoked"),
        CheckConstraint("(link_hash IS NULL) = (link_made_at IS NULL)", name="link"),
    )
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name_sealed: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime]
    wording: Mapped[int] = mapped_column(SmallInteger)
    consent_sealed: Mapped[str] = mapped_column(Text)
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_made_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SessionSupporter(Base):
    """A supporter who is invited to a meeting."""

    __tablename__ = "session_supporters"
    __table_args__ = (
        ForeignKeyConstraint(["participant_id", "supporter_id"], ["supporters.participant_id", "supporters.id"]),
        Index("ix_session_supporters_participant_id_supporter_id", "participant_id", "supporter_id"),
    )
    session_id: Mapped[UUID] = mapped_column(ForeignKey("track_sessions.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(primary_key=True)
    supporter_id: Mapped[UUID] = mapped_column(primary_key=True)
