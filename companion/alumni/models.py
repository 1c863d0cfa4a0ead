"""Tables of what a program offers its alumni: weekly groups and single events. Wall times are the program's."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base


class AlumniGroup(Base):
    __tablename__ = "alumni_groups"
    __table_args__ = (
        UniqueConstraint("program_id", "slug"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(Text())
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    ask_for: Mapped[str] = mapped_column(String(60))
    place: Mapped[str | None] = mapped_column(String(160))
    join_url: Mapped[str | None] = mapped_column(String(500))
    phone: Mapped[str | None] = mapped_column(String(40))
    changed_at: Mapped[datetime]


class AlumniEvent(Base):
    __tablename__ = "alumni_events"
    __table_args__ = (UniqueConstraint("program_id", "slug"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text())
    local_date: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    ask_for: Mapped[str | None] = mapped_column(String(60))
    place: Mapped[str | None] = mapped_column(String(160))
    join_url: Mapped[str | None] = mapped_column(String(500))
    changed_at: Mapped[datetime]
