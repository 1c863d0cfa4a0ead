"""Tables of leaving: what became of a wish to be erased, and holds that keep a record from being erased. Both outlive what they
are about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.columns import one_of
from companion.kernel.database import Base
from companion.leaving import rules


class Erasure(Base):
    """`asked_at` is when the person asked for it, None where nobody did; `erased_at` when what they wrote was erased;
    `record_ended_at` when the program's record of their attendance went as well."""

    __tablename__ = "erasures"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    asked_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    record_ended_at: Mapped[datetime | None]


class LegalHold(Base):
    """While it is not lifted, nothing of this person is erased. There is one at a time."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        one_of("reason", rules.HOLD_REASONS),
        Index(
            "uq_legal_holds_standing",
            "participant_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[str] = mapped_column(String(16))
    set_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    set_at: Mapped[datetime]
    lifted_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    lifted_at: Mapped[datetime | None]
