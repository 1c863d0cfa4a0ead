"""Who looks after whom changes hands: add, remove, hand over, leave a program, leave for good. With each end ends what came with
it, in the same transaction: open codes that were made, phones that were confirmed and are not open yet, and requests that were
taken, which go back to waiting for somebody.

Whoever changes something about one member of staff holds their row first: nobody is put on a team while they leave the
program, and a code that is being made is either seen here or refused there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.accounts import invitations
from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel.errors import Conflict, Invalid
from companion.program import service as program
from companion.sharing import service as sharing


@dataclass(frozen=True)
class Ended:
    """Whose care teams somebody left, whose open codes of theirs ended, and how many requests wait again."""

    people: list[UUID]
    codes: set[UUID]
    requests: int


def add(participant_id: UUID, staff_id: UUID, by: UUID | None, now: datetime) -> None:
    """Harmless to repeat. Raises Invalid for somebody who does not work in the person's program, NotFound for nobody."""
    accounts.hold(staff_id)
    _check_works_there(staff_id, [participant_id], now)
    if accounts.add_to_care_team(participant_id, staff_id, now, by, tell=by != staff_id):
        audit.record(by, "team_added", participant_id, str(staff_id), now)


def remove(participant_id: UUID, staff_id: UUID, by: UUID | None, now: datetime) -> Ended:
    """Raises Conflict when they are not on this team, for instance because somebody else was first."""
    accounts.hold(staff_id)
    ended = _end(staff_id, [participant_id], by, now)
    if not ended.people:
        raise Conflict("not_on_the_team", "They are not on this care team any more. Look again.")
    return ended


def hand_over(participant_ids: Collection[UUID], staff_id: UUID, to: UUID, by: UUID | None, now: datetime) -> Ended:
    """One act: `staff_id` off, `to` on, for each of these people, or for nobody. Both are told on Today.

    Raises Invalid when `to` is the same or does not work in the program of each, Conflict when `staff_id` is not on one of the
    teams any more.
    """
    if staff_id == to:
        raise Invalid("same_person", "Choose somebody else to take over.")
    for one in sorted((staff_id, to)):
        accounts.hold(one)
    _check_works_there(to, participant_ids, now)
    ended = _end(staff_id, participant_ids, by, now, to=to)
    if set(ended.people) != set(participant_ids):
        raise Conflict("not_on_the_team", "They are not on this care team any more. Look again.")
    for whose in ended.people:
        accounts.add_to_care_team(whose, to, now, by, tell=by != to)
    return ended


def leave_program(program_id: UUID, staff_id: UUID, by: UUID | None, now: datetime) -> Ended:
    """They no longer work with this program: no assignment, no duty hours, no care team of anybody in it. Harmless to repeat."""
    accounts.hold(staff_id)
    program.unassign_staff(program_id, staff_id)
    sharing.end_duty(staff_id, program_id)
    ended = _end(staff_id, enrollment.people_of([program_id], now), by, now)
    audit.record(by, "program_left", None, f"{program_id} {staff_id}", now)
    return ended


def leave(staff_id: UUID, by: UUID | None, now: datetime) -> Ended:
    """Somebody left: their account is closed, every care team and program of theirs ends. Raises NotFound for a closed account."""
    accounts.hold(staff_id)
    for each in program.programs_of_staff(staff_id):
        program.unassign_staff(each.id, staff_id)
        sharing.end_duty(staff_id, each.id)
    ended = _end(staff_id, None, by, now)
    accounts.disable(staff_id, now)
    audit.record(by, "staff_left", None, str(staff_id), now)
    return ended


def would_end(staff_id: UUID, participant_ids: Collection[UUID], now: datetime) -> tuple[set[UUID], dict[UUID, int]]:
    """(whose codes, person → how many requests) `hand_over` would end: for a preview."""
    taken: dict[UUID, int] = {}
    for item in attention.items_for_staff(participant_ids, now):
        if item.acknowledged_by == staff_id:
            taken[item.participant_id] = taken.get(item.participant_id, 0) + 1
    return invitations.open_codes_of(staff_id, participant_ids, now), taken


def _end(
    staff_id: UUID, whose: Collection[UUID] | None, by: UUID | None, now: datetime, *, to: UUID | None = None
) -> Ended:
    people = accounts.remove_from_care_teams(staff_id, whose, by, now, to=to)
    codes = accounts.withdraw_codes(staff_id, whose)
    accounts.withdraw_confirmations(staff_id, whose, now)
    requests = attention.release_items(staff_id, whose, now)
    action = "team_removed" if to is None else "team_handed_over"
    audit.record_each(by, action, people, str(staff_id) if to is None else f"{staff_id} {to}", now)
    return Ended(people, codes, requests)


def _check_works_there(staff_id: UUID, participant_ids: Collection[UUID], now: datetime) -> None:
    """Somebody in no program yet can be looked after by anybody."""
    homes = {status.now.program_id for status in enrollment.statuses(participant_ids, now).values()}
    there = program.staff_by_program(homes)
    if any(staff_id not in there[each] for each in homes):
        raise Invalid("not_of_this_program", "Choose somebody who works with this program.")
