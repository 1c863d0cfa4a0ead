"""Tables of recovery: two encrypted documents per person, the days and the goals."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.kernel.versioned import VersionedDocument


class RecoveryDays(VersionedDocument, Base):
    """What is counted, what was told about it, and the milestones. `wants_word`, the one thing outside the seal, says
    whether the person asked for a neutral line on a milestone day."""

    __tablename__ = "recovery_days"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), unique=True)
    wants_word: Mapped[bool] = mapped_column(default=False, server_default=false(), index=True)


class GoalList(VersionedDocument, Base):
    """Goals and their reviews."""

    __tablename__ = "goal_lists"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), unique=True)
