"""Tables: programs with their tracks, weekly segments and closures; meetings as written out; who is enrolled in what.

A participant's id is their account's id. Wall times and local days are the program's; instants are UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.columns import Lines
from companion.kernel.database import Base
from companion.kernel.ids import new_id
from companion.program import rules

BRING = Lines(rules.MOST_TO_BRING * (rules.LONGEST_TO_BRING + 1))


def _one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)


class Program(Base):
    """`calendar_feed`: whether its participants may have a calendar address that any calendar app can read."""

    __tablename__ = "programs"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    app_name: Mapped[str] = mapped_column(String(30))
    zone: Mapped[str] = mapped_column(String(60))
    address: Mapped[str | None] = mapped_column(String(160))
    phones: Mapped[list[Any]]
    calendar_feed: Mapped[bool] = mapped_column(default=False, server_default=false())


class Track(Base):
    """`retired_on` is the first day on which the program file no longer had it; its past stays. `capacity` is how many
    people it has room for, None when nobody counts."""

    __tablename__ = "tracks"
    __table_args__ = (UniqueConstraint("program_id", "slug"), _one_of("level", rules.LEVELS))
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(8))
    about_weeks: Mapped[int]
    first_day: Mapped[dict[str, Any]]
    hides_craving: Mapped[bool] = mapped_column(default=False, server_default=false())
    modules: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    retired_on: Mapped[date | None]
    capacity: Mapped[int | None]


class Segment(Base):
    """One version of a weekly segment: in force from `valid_from` (None: always was) until the day before `valid_until`
    (None: no end). A version is never edited once it was in force; a change from a day on ends it and begins the next,
    which names the first one in `version_of` (None for the first itself). Meetings hang on the first, so that they
    stay the same meetings from version to version."""

    __tablename__ = "segments"
    __table_args__ = (
        Index("ix_segments_track_id", "track_id"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts < ends", name="order"),
        _one_of("kind", rules.KINDS),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id"))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str | None] = mapped_column(String(120))
    join_url: Mapped[str | None] = mapped_column(String(500))
    with_name: Mapped[str | None] = mapped_column(String(60))
    modality: Mapped[str | None] = mapped_column(String(8))
    optional: Mapped[bool]
    telehealth: Mapped[bool] = mapped_column(default=False)
    bring: Mapped[tuple[str, ...]] = mapped_column(BRING, default=(), server_default="")
    version_of: Mapped[UUID | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]


class Closure(Base):
    """Days on which nothing of the program meets, both ends included."""

    __tablename__ = "closures"
    __table_args__ = (UniqueConstraint("program_id", "first", "last"), CheckConstraint("first <= last", name="order"))
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    first: Mapped[date]
    last: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(120))


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
        _one_of("kind", rules.KINDS),
        _one_of("status", rules.STATUSES),
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
    __table_args__ = (_one_of("status", rules.ATTENDANCE),)
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
        _one_of("what", rules.CHANGES),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    made_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(12))
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]


class Enrollment(Base):
    """A person in a track from a day on. A move to another track or a return ends one and begins the next, so the
    history stays; `last_day` is the last day that counted, and at most one enrollment per person has none. From
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
        _one_of("phase", rules.PHASES),
        CheckConstraint("(phase = 'completed') = (completed_on IS NOT NULL)", name="completed"),
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
    remote_from: Mapped[date | None]
    remote_until: Mapped[date | None]
    created_at: Mapped[datetime]


class StaffAssignment(Base):
    __tablename__ = "staff_assignments"
    __table_args__ = (UniqueConstraint("program_id", "staff_id"), Index("ix_staff_assignments_staff_id", "staff_id"))
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
