"""What coordinators said about the columns of their tables."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.kernel.ids import new_id


class ImportMapping(Base):
    """Of a set of headings only a hash is stored, which cannot be read; `columns` are our own names, in their order."""

    __tablename__ = "import_mappings"
    __table_args__ = (UniqueConstraint("program_id", "headings"),)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    headings: Mapped[str] = mapped_column(String(64))
    columns: Mapped[list[str]]
    changed_at: Mapped[datetime]
