"""Tables: meetings as written out, whom they are for, who came, and what was changed by hand.

Wall times and local days are the program's; instants are UTC.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.enrollment.rules import EXITS
from companion.kernel.columns import one_of
from companion.kernel.database import Base
from companion.kernel.ids import new_id
from companion.program import rules as program_rules
from companion.program.models import BRING
from companion.schedule import rules


class TrackSession(Base):
    """One meeting as written out. `pattern_date` is the day its segment planned it for, even after it was moved;
    `by_hand` ones are never touched by the pattern again. One-to-one meetings have a participant and no segment; what is
    `by_invitation` concerns those in `session_invitees` only; `telehealth` ones meet by link, wherever their room is.

    What has begun is never deleted and keeps its id, so attendance may hang on it. One that lies more than two weeks
    ahead goes when its pattern no longer has it: what speaks about those must go with them (ON DELETE CASCADE).
    """

    __tablename__ = "track_sessions"
    __table_args__ = (
        UniqueConstraint("segment_id", "pattern_date"),
        Index("ix_track_sessions_track_id_local_date", "track_id", "local_date"),
        Index("ix_track_sessions_starts_at", "starts_at"),
        Index("ix_track_sessions_previous_starts_at", "previous_starts_at"),
        CheckConstraint("starts_at < ends_at", name="order"),
        one_of("kind", program_rules.KINDS),
        one_of("status", rules.STATUSES),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    segment_id: Mapped[UUID | None] = mapped_column(ForeignKey("segments.id"))
    pattern_date: Mapped[date | None]
    participant_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    local_date: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str | None] = mapped_column(String(120))
    join_url: Mapped[str | None] = mapped_column(String(500))
    with_name: Mapped[str | None] = mapped_column(String(60))
    modality: Mapped[str | None] = mapped_column(String(8))
    optional: Mapped[bool]
    telehealth: Mapped[bool] = mapped_column(default=False)
    by_invitation: Mapped[bool] = mapped_column(default=False)
    bring: Mapped[tuple[str, ...]] = mapped_column(BRING, default=(), server_default="")
    status: Mapped[str] = mapped_column(String(12))
    by_hand: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime | None]
    previous_starts_at: Mapped[datetime | None]


class SessionInvitee(Base):
    """Whom a meeting by invitation is meant for."""

    __tablename__ = "session_invitees"
    session_id: Mapped[UUID] = mapped_column(ForeignKey("track_sessions.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)


class SessionGuest(Base):
    """Somebody who comes to a meeting as well, whoever else it is meant for: to make up for one they cannot be at."""

    __tablename__ = "session_guests"
    session_id: Mapped[UUID] = mapped_column(ForeignKey("track_sessions.id", ondelete="CASCADE"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)


class Attendance(Base):
    """Who came, as staff saw it. It hangs on meetings that have begun, which are never deleted."""

    __tablename__ = "attendances"
    __table_args__ = (one_of("status", rules.ATTENDANCE),)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("track_sessions.id"), primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    status: Mapped[str] = mapped_column(String(12))
    marked_by: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    marked_at: Mapped[datetime]


class ScheduleChange(Base):
    """What staff changed in the calendar, with what stood there before, so that it can be undone for ten minutes.
    `made_by` is None for what came from the command line."""

    __tablename__ = "schedule_changes"
    __table_args__ = (
        Index("ix_schedule_changes_program_id_made_at", "program_id", "made_at"),
        one_of("what", rules.CHANGES),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(12))
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]


class EnrollmentChange(Base):
    """What staff changed about one person's time in the program, with what stood there before, so that it can be undone for ten
    minutes. `made_by` is None for what came from the command line."""

    __tablename__ = "enrollment_changes"
    __table_args__ = (
        Index("ix_enrollment_changes_participant_id_made_at", "participant_id", "made_at"),
        Index("ix_enrollment_changes_made_at", "made_at"),
        one_of("what", (*rules.ENROLLMENT_CHANGES, *EXITS)),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
