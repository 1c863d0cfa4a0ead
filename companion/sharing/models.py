"""Tables of consent, one row per decision, never changed, never removed; and of who is on duty in which hours."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.sharing.rules import LEVELS


class Consent(Base):
    """`id` is the phone's own, keyed together with the person. `text_sealed` holds every element of the consent in the
    words the person agreed to; none for a decision that shares nothing. The database refuses to change or delete rows."""

    __tablename__ = "consents"
    __table_args__ = (
        UniqueConstraint("participant_id", "item", "version"),
        CheckConstraint(f"level IN ({', '.join(repr(level) for level in LEVELS)})", name="level"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("(level = 'nothing') = (text_sealed IS NULL)", name="text"),
        CheckConstraint("level = 'nothing' OR (expires_at IS NOT NULL AND program_id IS NOT NULL)", name="complete"),
    )
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(String(24))
    level: Mapped[str] = mapped_column(String(12))
    version: Mapped[int]
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("programs.id"))
    decided_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    wording: Mapped[int] = mapped_column(SmallInteger)
    text_sealed: Mapped[str | None] = mapped_column(Text)


class Duty(Base):
    """Hours in which a member of staff answers what people of the program ask for: wall times of the program, on these
    weekdays (0 is Monday)."""

    __tablename__ = "duties"
    __table_args__ = (CheckConstraint("starts < ends", name="order"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    weekdays: Mapped[list[Any]]
    starts: Mapped[time]
    ends: Mapped[time]
