"""Tables: reminder settings, one row per person; occurrences, one row per instant at which something is due; calendar feeds."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base
from companion.reminders.rules import KINDS, OPEN, STATES


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


class ReminderSettings(Base):
    """Without a row the defaults of `rules.Wishes` hold. `my_words_sealed` is sealed under column my_words."""

    __tablename__ = "reminder_settings"
    __table_args__ = (CheckConstraint("level IN ('private', 'silent', 'words')", name="level"),)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    session_soon: Mapped[bool]
    lead_minutes: Mapped[int]
    session_tomorrow: Mapped[bool]
    checkin_prompt: Mapped[bool]
    prompt_time: Mapped[time]
    checkups: Mapped[bool]
    groups: Mapped[bool]
    quiet_from: Mapped[time]
    quiet_until: Mapped[time]
    level: Mapped[str] = mapped_column(String(8))
    my_words_sealed: Mapped[str | None]
    changed_at: Mapped[datetime]


# Part of a search word for word as in the index: else the database cannot know that the index holds all that is sought.
# Claimed is what a worker sends right now; dead-lettered, stored as "parked", is what somebody has to look at.
_QUEUE, _CLAIMED_OR_DEAD = "NOT settled", "state IN ('sending', 'parked')"
NOT_DONE, CLAIMED_OR_DEAD = text("NOT occurrences.settled"), text(f"occurrences.{_CLAIMED_OR_DEAD}")


def stands(state: str) -> dict[str, Any]:
    """The columns that say so, for an INSERT or UPDATE."""
    return {"state": state, "settled": state not in OPEN}


def _settled(context: Any) -> bool:
    settled: bool = stands(context.get_current_parameters()["state"])["settled"]
    return settled


def _only(where: str) -> dict[str, Any]:
    return {"sqlite_where": text(where), "postgresql_where": text(where)}


class Occurrence(Base):
    """One reminder at one instant. It is sent between `due_at` and `closes_at` by whoever claimed it, and by nobody else.

    `settled` says that it is done: nothing more happens to it. It follows from `state` and stands by itself so that being claimed
    leaves the queue as it is: an index of what is planned would be written twice for every reminder. That saves SQLite's
    writes; PostgreSQL writes a row anew, and into every index, whenever a column of any index changes.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("participant_id", "kind", "source", "local_date", "slot"),
        CheckConstraint(_one_of("kind", tuple(KINDS)), name="kind"),
        CheckConstraint(_one_of("state", STATES), name="state"),
        CheckConstraint(f"settled = (NOT {_one_of('state', OPEN)})", name="settled"),
        CheckConstraint("(claimed_by IS NOT NULL) = (state = 'sending')", name="claimed"),
        Index("ix_occurrences_line", "due_at", "closes_at", **_only(_QUEUE)),
        Index("ix_occurrences_in_hand", "state", "claimed_at", **_only(_CLAIMED_OR_DEAD)),
        Index("ix_occurrences_participant_id_sent_at", "participant_id", "sent_at", **_only("sent_at IS NOT NULL")),
        Index("ix_occurrences_due_at", "due_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(24))
    source: Mapped[str] = mapped_column(String(40))
    local_date: Mapped[date]
    slot: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(12))
    settled: Mapped[bool] = mapped_column(Boolean, default=_settled)
    due_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    recoveries: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[UUID | None]
    claimed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(24))
    sent_at: Mapped[datetime | None]


class PlanState(Base):
    """From what a person's plan was made last, as a stamp, and in which of their hours. Nothing readable is kept."""

    __tablename__ = "reminder_plans"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    stamp: Mapped[str] = mapped_column(String(24))
    hour: Mapped[int]


class CalendarFeed(Base):
    """The address under which a calendar app reads one person's dates. No row, no address: turning off and replacing
    delete it. Only the SHA-256 of its 256-bit token stands here. `enrollment_id` is the one it was made in, `fetched_on`
    the program's day on which it was last read, `shown` what it said then (see `revisions`)."""

    __tablename__ = "calendar_feeds"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    enrollment_id: Mapped[UUID] = mapped_column(ForeignKey("enrollments.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    fetched_on: Mapped[date | None]
    shown: Mapped[list[Any]]
