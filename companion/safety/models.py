"""Table of safety plans: one encrypted document per person."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.kernel.versioned import VersionedDocument


class SafetyPlan(VersionedDocument, Base):
    __tablename__ = "safety_plans"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), unique=True)
