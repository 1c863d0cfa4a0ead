"""Leave: away for a while, with the way back open. Nothing expects somebody on leave, and nothing is sent to them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from companion.accounts import service as accounts
from companion.enrollment import capacity, rules
from companion.enrollment.models import Leave
from companion.enrollment.queries import enrollment_status, record_of
from companion.enrollment.status import EnrollmentStatus
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import affected

FARTHEST_BACK = timedelta(days=60)
"""How late somebody can write down that a person has been away."""


def start_leave(
    participant_id: UUID,
    reason: str,
    days: tuple[date, date | None],
    by: UUID | None,
    now: datetime,
    *,
    keeps_place: bool = True,
) -> UUID:
    """Away from the first of these days to the last, both included, or without a last one until `end_leave`.

    NotFound for somebody who was never in a track; Invalid for days that have long passed or lie the wrong way round, and before
    the first day; Conflict for days that another leave covers already, and once the program is over.
    """
    accounts.hold(participant_id)
    status, (first, last) = _in_program(participant_id, now), days
    if reason not in rules.LEAVES:
        raise Invalid("unknown_reason", "Say why with one of: " + ", ".join(rules.LEAVES) + ".")
    if last is not None and last < first:
        raise Invalid("ends_before_start", "The last day lies before the first.")
    if first < status.today - FARTHEST_BACK or (last is not None and last < status.today):
        raise Invalid("in_the_past", "That lies too far back.")
    if first < status.since:
        raise Invalid("before_start", "A leave begins on the first day or later.")
    if any(_meet(days, (one.starts_on, one.ends_on)) for one in record_of(participant_id).leaves if not one.called_off):
        raise Conflict("already_on_leave", "Another leave covers some of these days.")
    leave = Leave(
        id=new_id(),
        participant_id=participant_id,
        starts_on=first,
        ends_on=last,
        reason=reason,
        keeps_place=keeps_place,
        created_by=by,
        created_at=now,
    )
    db.session.add(leave)
    db.session.flush()
    return leave.id


def end_leave(participant_id: UUID, now: datetime, *, beyond: bool = False) -> None:
    """Back from today on; a leave that has not begun is called off.

    Conflict without one, and when the place was not kept and the track is full, unless `beyond`.
    """
    accounts.hold(participant_id)
    status = _in_program(participant_id, now)
    leave = status.leave or status.next_leave
    if leave is None:
        raise Conflict("not_on_leave", "There is no leave to end.")
    if status.leave is not None and not leave.keeps_place and not beyond:
        capacity.require_place(status.now.track_id, status.today)
    until = max(leave.starts_on, status.today) - timedelta(days=1)
    same = Leave.ends_on.is_(None) if leave.ends_on is None else Leave.ends_on == leave.ends_on
    change = update(Leave).where(Leave.id == leave.id, same).values(ends_on=until)
    if affected(change.execution_options(synchronize_session=False)) != 1:
        raise Conflict("changed_meanwhile", "Somebody changed this leave in the meantime. Look again.")


def _in_program(participant_id: UUID, now: datetime) -> EnrollmentStatus:
    status = enrollment_status(participant_id, now)
    if status is None:
        raise NotFound
    if status.over:
        raise Conflict("already_left", "Their time in the program has ended.")
    return status


def _meet(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return one[0] <= (other[1] or date.max) and other[0] <= (one[1] or date.max)
