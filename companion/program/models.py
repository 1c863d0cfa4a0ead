"""Tables: programs with their tracks, weekly segments and closures, and who on staff works with them.

Wall times and local days are the program's.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.columns import Lines, one_of
from companion.kernel.database import Base
from companion.kernel.ids import new_id
from companion.program import rules

BRING = Lines(rules.MOST_TO_BRING * (rules.LONGEST_TO_BRING + 1))


class Program(Base):
    """`calendar_feed`: whether its participants may have a calendar address that any calendar app can read. `retention`: for
    how many years after closing records are kept, and by the law of which state; None keeps them until somebody erases them.
    `language` is that of its texts; `translations`: language → text → the same text in that language."""

    __tablename__ = "programs"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    app_name: Mapped[str] = mapped_column(String(30))
    zone: Mapped[str] = mapped_column(String(60))
    address: Mapped[str | None] = mapped_column(String(160))
    phones: Mapped[list[Any]]
    calendar_feed: Mapped[bool] = mapped_column(default=False, server_default=false())
    retention: Mapped[dict[str, Any] | None]
    language: Mapped[str] = mapped_column(String(2), default="en", server_default="en")
    translations: Mapped[dict[str, Any] | None]


class Track(Base):
    """`retired_on` is the first day on which the program file no longer had it; its past stays. `capacity` is how many
    people it has room for, None when nobody counts."""

    __tablename__ = "tracks"
    __table_args__ = (UniqueConstraint("program_id", "slug"), one_of("level", rules.LEVELS))
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
        one_of("kind", rules.KINDS),
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


class StaffAssignment(Base):
    __tablename__ = "staff_assignments"
    __table_args__ = (UniqueConstraint("program_id", "staff_id"), Index("ix_staff_assignments_staff_id", "staff_id"))
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
