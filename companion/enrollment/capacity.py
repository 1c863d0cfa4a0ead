"""Capacity: how many people a track has room for, and how many places are taken."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select, update

from companion.enrollment.models import Enrollment
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected
from companion.program.models import Track


def places_taken(track_ids: Collection[UUID]) -> dict[UUID, int]:
    """Track → how many people are in it or about to begin; tracks without anybody are left out."""
    query = (
        select(Enrollment.track_id, func.count())
        .where(Enrollment.track_id.in_(list(track_ids)), Enrollment.last_day.is_(None))
        .group_by(Enrollment.track_id)
    )
    return {track_id: int(number) for track_id, number in db.session.execute(query)}


def is_in_use(track_id: UUID, today: date) -> bool:
    """Whether anybody is in the track today or later, or about to begin."""
    still = or_(Enrollment.last_day.is_(None), Enrollment.last_day >= today)
    inside = select(Enrollment.id).where(Enrollment.track_id == track_id, still, Enrollment.completed_on.is_(None))
    return db.session.execute(inside.limit(1)).first() is not None


def require_place(track_id: UUID) -> None:
    """Raises Conflict when every place is taken. Nobody else takes one until the transaction ends."""
    query = select(Track.capacity).where(Track.id == track_id).with_for_update(key_share=True)
    capacity = db.session.execute(query).scalar_one_or_none()
    if capacity is not None and places_taken([track_id]).get(track_id, 0) >= capacity:
        raise Conflict("track_full", "Every place in this track is taken.")


def set_capacity(program_id: UUID, track_id: UUID, capacity: int | None) -> None:
    """Room for so many; None when nobody counts. Who is in it stays. NotFound for another program's track."""
    if capacity is not None and not 1 <= capacity <= 500:
        raise Invalid("not_accepted", "A track has room for 1 to 500 people.")
    mine = update(Track).where(Track.id == track_id, Track.program_id == program_id).values(capacity=capacity)
    if affected(mine.execution_options(synchronize_session=False)) != 1:
        raise NotFound
