"""Tables: a person's own words, one encrypted document each; and the cards they filled in, encrypted as a whole."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.kernel.versioned import VersionedDocument
from companion.logbook import rules

_CLEAR = text("kind IS NOT NULL AND deleted_at IS NULL")
_KINDS = ", ".join(f"'{kind}'" for kind in rules.CARDS)


class OwnWords(VersionedDocument, Base):
    __tablename__ = "own_words"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), unique=True)


class LogCard(Base):
    """The newest version of one card. The id is the phone's own. `kind` is sealed with the rest; only rows of the version of
    before have it in the clear. Since `deleted_at`, it only keeps its id taken."""

    __tablename__ = "log_cards"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind"),
        Index("ix_log_cards_participant_id_local_day", "participant_id", "local_day"),
        Index("ix_log_cards_clear", "id", sqlite_where=_CLEAR, postgresql_where=_CLEAR),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[str | None] = mapped_column(String(16))
    local_day: Mapped[date]
    recorded_at: Mapped[datetime]
    received_at: Mapped[datetime]
    revision: Mapped[int]
    content_sealed: Mapped[str] = mapped_column(Text)
    deleted_at: Mapped[datetime | None]
