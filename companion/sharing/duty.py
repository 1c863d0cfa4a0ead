"""Who in a program answers requests, and in which hours. Without anybody on duty, a feature that would promise an
answer is switched off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from uuid import UUID

from sqlalchemy import delete, select

from companion.accounts import service as accounts
from companion.kernel import ids, revocations, timezones
from companion.kernel.database import db
from companion.kernel.errors import Invalid, NotFound
from companion.kernel.statements import affected
from companion.program import service as program
from companion.sharing.models import Duty
from companion.sharing.rules import DutyView

_SHOWN = [
    Duty.id,
    Duty.program_id,
    Duty.staff_id,
    Duty.weekdays,
    Duty.starts,
    Duty.ends,
]


def add_duty(program_id: UUID, staff_id: UUID, weekdays: Collection[int], starts: time, ends: time) -> UUID:
    """Put a member of the program's staff on duty. Invalid for anybody else, for no weekday, and for an end before the
    start."""
    if staff_id not in program.staff_of(program_id):
        raise Invalid("not_of_this_program", "Choose somebody who works with this program.")
    days = sorted(set(weekdays))
    if not days or not all(0 <= day <= 6 for day in days):
        raise Invalid("no_weekday", "Choose at least one weekday.")
    if starts >= ends:
        raise Invalid("ends_before_start", "The end lies before the start.")
    row = Duty(id=ids.new_id(), program_id=program_id, staff_id=staff_id, weekdays=days, starts=starts, ends=ends)
    db.session.add(row)
    db.session.flush()
    return row.id


def remove_duty(duty_id: UUID, program_ids: Collection[UUID]) -> None:
    """Raises NotFound for hours of a program outside `program_ids`."""
    mine = (Duty.id == duty_id, Duty.program_id.in_(list(program_ids)))
    if affected(delete(Duty).where(*mine).execution_options(synchronize_session=False)) != 1:
        raise NotFound()


def end_duty(staff_id: UUID, program_id: UUID) -> None:
    """They are on duty there no more. Harmless to repeat."""
    theirs = (Duty.staff_id == staff_id, Duty.program_id == program_id)
    ended = delete(Duty).where(*theirs).returning(Duty.id).execution_options(synchronize_session=False)
    revocations.gone(Duty, [{"id": one} for one in db.session.scalars(ended).all()])


def duty_of_program(program_id: UUID) -> list[DutyView]:
    """The duty hours of a program, of staff whose account is open, by their start."""
    return _open_accounts(_views(Duty.program_id == program_id))


def programs_with_duty(staff_id: UUID) -> set[UUID]:
    """The programs this member of staff has duty hours in, and still works with."""
    mine = {view.program_id for view in _views(Duty.staff_id == staff_id)}
    return mine & {each.id for each in program.programs_of_staff(staff_id)}


def anybody_on_duty(program_id: UUID) -> bool:
    """Whether anybody with an open account is ever on duty there."""
    return bool(duty_of_program(program_id))


def has_duty(program_ids: Collection[UUID]) -> set[UUID]:
    """Those of these programs in which anybody with an open account is ever on duty."""
    found = _views(Duty.program_id.in_(list(program_ids))) if program_ids else []
    return {one.program_id for one in _open_accounts(found)}


def on_duty(program_id: UUID, now: datetime) -> set[UUID]:
    """Who is on duty at this instant; everybody who ever is when nobody is now, so that no request is missed between hours."""
    every = duty_of_program(program_id)
    if not every:
        return set()
    zone = program.get_program(program_id).zone
    day, wall = timezones.local_day(now, zone).weekday(), timezones.local_time(now, zone)
    there = {one.staff_id for one in every if day in one.weekdays and one.starts <= wall < one.ends}
    return there or {one.staff_id for one in every}


def _views(*where: object) -> list[DutyView]:
    query = select(*_SHOWN).where(*where).order_by(Duty.starts, Duty.id)  # type: ignore[arg-type]
    return [DutyView(**{**row, "weekdays": tuple(row["weekdays"])}) for row in db.session.execute(query).mappings()]


def _open_accounts(found: Sequence[DutyView]) -> list[DutyView]:
    """Without those whose account was closed, or who no longer work with the program."""
    people = accounts.people({one.staff_id for one in found})
    there = program.staff_by_program({one.program_id for one in found})
    return [
        one
        for one in found
        if one.staff_id in people and people[one.staff_id].disabled_at is None and one.staff_id in there[one.program_id]
    ]
