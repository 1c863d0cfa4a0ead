"""Tables of sessions that people said they cannot attend, and of the requests they came with. A withdrawn row stays, so
that a phone may say it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.absences.rules import REASONS, STATES
from companion.kernel.database import Base

LIVE = text("state <> 'taken_back'")
_CLEAR = text("reason IS NOT NULL")


def _one_of(column: str, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class Absence(Base):
    """One meeting somebody cannot be at, or was not at, under the id their phone gave it. `meets_on` is its local day as it was when they said so; `make_up`
    is the other meeting they wish for, and the one they come to once that is confirmed. The reason is sealed; only rows of the
    version of before have it in the clear."""

    __tablename__ = "absences"
    __table_args__ = (
        Index(
            "uq_absences_live", "participant_id", "session_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE
        ),
        Index("ix_absences_session_id", "session_id"),
        Index("ix_absences_make_up", "make_up"),
        Index("ix_absences_meets_on", "meets_on"),
        Index("ix_absences_clear", "id", sqlite_where=_CLEAR, postgresql_where=_CLEAR),
        Index("ix_absences_request_id", "request_id"),
        CheckConstraint(f"reason IS NULL OR {_one_of('reason', REASONS)}", name="reason"),
        CheckConstraint(_one_of("state", STATES), name="state"),
    )
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("track_sessions.id", ondelete="CASCADE"))
    meets_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(String(16))
    reason_sealed: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    make_up: Mapped[UUID | None] = mapped_column(ForeignKey("track_sessions.id", ondelete="SET NULL"))
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime]
    request_id: Mapped[UUID | None]
    """The request for whole days it came with. A composite key cannot be added to a table of SQLite in place, so no
    constraint says so; both go at once when a person is erased."""


class AbsenceRequest(Base):
    """The days somebody said they cannot come on, under the id their phone gave it: one request to staff, one undo. An
    absence stands for each session it covers."""

    __tablename__ = "absence_requests"
    __table_args__ = (
        Index("ix_absence_requests_ends_on", "ends_on"),
        CheckConstraint("starts_on <= ends_on", name="days"),
    )
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    said_at: Mapped[datetime]
    received_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
