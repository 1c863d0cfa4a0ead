"""Whether an enrollment counts on a day, as SQL: for statements of `schedule` that join meetings with whoever is expected there. It
says what `status` says of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_

from companion.enrollment.models import Enrollment, Leave


def comes_in_on(day: date | Any) -> ColumnElement[bool]:
    """Between the first and the last day, and not on leave; `day` is a date or a column that holds one."""
    return and_(
        Enrollment.starts_on <= day,
        or_(Enrollment.last_day.is_(None), Enrollment.last_day >= day),
        ~on_leave(day),
    )


def on_leave(day: date | Any, *which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of an enrollment's person; only leaves for which all of `which` holds. Not the subquery's own FROM: it belongs to the statement around it."""
    return (
        exists()
        .where(
            Leave.participant_id == Enrollment.participant_id,
            Leave.starts_on <= day,
            or_(Leave.ends_on.is_(None), Leave.ends_on >= day),
            *which,
        )
        .correlate_except(Leave)
    )
