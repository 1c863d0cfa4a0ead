"""Who is in which track from when to when, and when they are away on leave. A participant's id is their account's id."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.enrollment import rules
from companion.kernel.columns import one_of
from companion.kernel.database import Base
from companion.kernel.ids import new_id


class Enrollment(Base):
    """A person in a track from a day on. A move to another track or a return ends one and begins the next, so the
    history stays; `last_day` is the last day that counted, and at most one enrollment per person has none. `left_as` is how it
    ended when that was neither a move nor a completion. From
    `remote_from` to `remote_until`, both included, they join by link what has one."""

    __tablename__ = "enrollments"
    __table_args__ = (
        Index("ix_enrollments_participant_id_starts_on", "participant_id", "starts_on"),
        Index("ix_enrollments_track_id", "track_id"),
        Index(
            "uq_enrollments_open",
            "participant_id",
            unique=True,
            sqlite_where=text("last_day IS NULL"),
            postgresql_where=text("last_day IS NULL"),
        ),
        one_of("phase", rules.PHASES),
        CheckConstraint("(phase = 'completed') = (completed_on IS NOT NULL)", name="completed"),
        one_of("left_as", rules.LEFT_AS),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    starts_on: Mapped[date]
    expected_end_on: Mapped[date | None]
    own_days: Mapped[list[Any]]
    phase: Mapped[str] = mapped_column(String(12))
    hides_craving: Mapped[bool] = mapped_column(default=False)
    first_day: Mapped[dict[str, Any] | None]
    last_day: Mapped[date | None]
    completed_on: Mapped[date | None]
    left_as: Mapped[str | None] = mapped_column(String(12))
    remote_from: Mapped[date | None]
    remote_until: Mapped[date | None]
    created_at: Mapped[datetime]


class Leave(Base):
    """Away from `starts_on` to `ends_on`, both included; without `ends_on` until they are back. Nothing expects them and
    nothing is sent. It is never deleted: `ends_on` before `starts_on` means that it was called off."""

    __tablename__ = "leaves"
    __table_args__ = (
        Index("ix_leaves_participant_id_starts_on", "participant_id", "starts_on"),
        one_of("reason", rules.LEAVES),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(12))
    keeps_place: Mapped[bool]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
