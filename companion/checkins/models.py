"""Tables of check-ins: the newest version of each, and every earlier version."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.checkins import rules
from companion.kernel.columns import Json
from companion.kernel.database import Base

_CLEAR = text("content_sealed IS NULL AND deleted_at IS NULL")
_SLEEP = ", ".join(f"'{word}'" for word in rules.SLEEP)


def _within(column: str, bounds: tuple[int, int]) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN {bounds[0]} AND {bounds[1]}", name=column)


class Checkin(Base):
    """One moment a person wrote down. The id is the phone's own, made when Save was tapped. What they said is one sealed
    document. Only rows of the version of before have it in columns, from `mood` on; they go one version later. Since
    `deleted_at`, the row is empty and only keeps its id taken, see `service.delete_checkin`."""

    __tablename__ = "checkins"
    __table_args__ = (
        _within("mood", rules.MOOD),
        _within("craving", rules.TEN),
        _within("stress", rules.TEN),
        _within("confidence", rules.TEN),
        CheckConstraint(f"sleep IN ({_SLEEP})", name="sleep"),
        Index("ix_checkins_participant_day", "participant_id", "local_day"),
        Index("ix_checkins_participant_received", "participant_id", "received_at"),
        Index("ix_checkins_clear", "id", sqlite_where=_CLEAR, postgresql_where=_CLEAR),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    recorded_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(String(64))
    local_day: Mapped[date]
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    late: Mapped[bool]
    clock_doubt: Mapped[bool]
    revision: Mapped[int]
    content_sealed: Mapped[str | None] = mapped_column(Text)
    mood: Mapped[int | None] = mapped_column(SmallInteger)
    craving: Mapped[int | None] = mapped_column(SmallInteger)
    stress: Mapped[int | None] = mapped_column(SmallInteger)
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    sleep: Mapped[str | None] = mapped_column(String(8))
    habits: Mapped[list[str] | None] = mapped_column(Json)
    triggers: Mapped[list[str] | None] = mapped_column(Json)
    helped: Mapped[list[str] | None] = mapped_column(Json)
    note_sealed: Mapped[str | None] = mapped_column(Text)
    fingerprint_sealed: Mapped[str | None] = mapped_column(Text)
    deleted_at: Mapped[datetime | None]


class CheckinRevision(Base):
    """A version that a correction replaced, sealed as a whole. Never changed, never shown to anybody else."""

    __tablename__ = "checkin_revisions"
    __table_args__ = (UniqueConstraint("checkin_id", "revision"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    checkin_id: Mapped[UUID] = mapped_column(ForeignKey("checkins.id"))
    revision: Mapped[int]
    replaced_at: Mapped[datetime]
    content_sealed: Mapped[str] = mapped_column(Text)
