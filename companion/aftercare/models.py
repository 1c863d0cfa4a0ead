"""Tables for the time after a program: aftercare plans, a program's resources, answers to check-ups."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.kernel.versioned import VersionedDocument

_CLEAR = text("answer IS NOT NULL")


class AftercarePlan(VersionedDocument, Base):
    __tablename__ = "aftercare_plans"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), unique=True)


class Resource(Base):
    __tablename__ = "resources"
    __table_args__ = (UniqueConstraint("program_id", "slug"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text())
    language: Mapped[str] = mapped_column(String(2))
    tags: Mapped[list[str]]
    place: Mapped[str | None] = mapped_column(String(160))
    phone: Mapped[str | None] = mapped_column(String(40))
    url: Mapped[str | None] = mapped_column(String(500))
    changed_at: Mapped[datetime]


class Checkup(Base):
    """One answer. The id is the phone's own; keyed together with the person, so that nobody's id can be in the way
    of somebody else's. What was answered is sealed; only rows of the version of before have it in the clear."""

    __tablename__ = "checkups"
    __table_args__ = (
        CheckConstraint("answer IN ('okay', 'call')", name="answer"),
        Index("ix_checkups_participant_id_received_at", "participant_id", "received_at"),
        Index("ix_checkups_clear", "id", sqlite_where=_CLEAR, postgresql_where=_CLEAR),
    )
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    answer: Mapped[str | None] = mapped_column(String(8))
    answer_sealed: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None]
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime]
