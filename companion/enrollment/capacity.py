"""Capacity: how many people a track has room for, and how many places are taken."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, update

from companion.enrollment.days import on_leave
from companion.enrollment.models import Enrollment, Leave
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected
from companion.program.models import Track


def places_taken(track_ids: Collection[UUID], today: date) -> dict[UUID, int]:
    """Track → how many people are in it or about to begin; tracks without anybody are left out. Who leaves for another track
    holds their place until then. Who is on leave today holds one if it was kept for them."""
    away = and_(Enrollment.starts_on <= today, on_leave(today, Leave.keeps_place.is_(False)))
    query = (
        select(Enrollment.track_id, func.count())
        .where(Enrollment.track_id.in_(list(track_ids)), _goes_on(today), not_(away))
        .group_by(Enrollment.track_id)
    )
    return {track_id: int(number) for track_id, number in db.session.execute(query)}


def is_in_use(track_id: UUID, today: date) -> bool:
    """Whether anybody is in the track today or later, or about to begin."""
    inside = select(Enrollment.id).where(Enrollment.track_id == track_id, _goes_on(today))
    return db.session.execute(inside.limit(1)).first() is not None


def _goes_on(today: date) -> ColumnElement[bool]:
    """Open, or until a later day on which they move: taken back is neither."""
    until = and_(Enrollment.last_day >= today, Enrollment.last_day >= Enrollment.starts_on)
    planned = and_(until, Enrollment.completed_on.is_(None), Enrollment.left_as.is_(None))
    return or_(Enrollment.last_day.is_(None), planned)


def require_place(track_id: UUID, today: date) -> None:
    """Raises Conflict when every place is taken. Nobody else takes one until the transaction ends."""
    query = select(Track.capacity).where(Track.id == track_id).with_for_update(key_share=True)
    capacity = db.session.execute(query).scalar_one_or_none()
    if capacity is not None and places_taken([track_id], today).get(track_id, 0) >= capacity:
        raise Conflict("track_full", "Every place in this track is taken.")


def set_capacity(program_id: UUID, track_id: UUID, capacity: int | None) -> None:
    """Room for so many; None when nobody counts. Who is in it stays. NotFound for another program's track."""
    if capacity is not None and not 1 <= capacity <= 500:
        raise Invalid("not_accepted", "A track has room for 1 to 500 people.")
    mine = update(Track).where(Track.id == track_id, Track.program_id == program_id).values(capacity=capacity)
    if affected(mine.execution_options(synchronize_session=False)) != 1:
        raise NotFound
