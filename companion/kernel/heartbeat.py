"""Heartbeats of background processes: one row per name, so that the web process can tell whether the worker is alive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base, db
from companion.kernel.statements import insert_ignore


class Heartbeat(Base):
    """When the process called `name` last finished a pass."""

    __tablename__ = "heartbeats"
    name: Mapped[str] = mapped_column(primary_key=True)
    beat_at: Mapped[datetime]


def beat(name: str, now: datetime) -> None:
    """Record that `name` is alive at `now`. Needs an open transaction.

    A clock that stepped back is followed, so that a wrong future beat does not hide a dead worker.
    """
    if insert_ignore(Heartbeat, [{"name": name, "beat_at": now}], ["name"]) == 0:
        db.session.execute(update(Heartbeat).where(Heartbeat.name == name).values(beat_at=now))


def last(name: str) -> datetime | None:
    """When `name` was last alive, or None if it never was."""
    return db.session.execute(select(Heartbeat.beat_at).where(Heartbeat.name == name)).scalar_one_or_none()
