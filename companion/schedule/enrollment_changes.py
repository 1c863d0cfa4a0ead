"""Moves, exits, returns and leaves with what they do to the person's one-to-ones. `enrollment` lies below the calendar and cannot do
it itself, so these are the only way for other features. Each is stored in a journal of the person's, and can be undone for ten
minutes."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.enrollment import leaves, lifecycle
from companion.enrollment.rules import COMPLETED
from companion.schedule import enrollment_journal as journal
from companion.schedule import overrides


def move_enrollment(
    participant_id: UUID,
    track_id: UUID,
    on: date,
    now: datetime,
    *,
    expected_end_on: date | None = None,
    beyond: bool = False,
    by: UUID | None = None,
) -> UUID:
    """Go on in another track from `on`; one-to-ones of later days go along. See `enrollment.lifecycle.move`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, "track", by, now):
        own = lifecycle.move(participant_id, track_id, on, now, expected_end_on=expected_end_on, beyond=beyond)
        overrides.take_along(participant_id, track_id, on, now)
    return own


def complete_enrollment(participant_id: UUID, on: date, now: datetime) -> None:
    """The program days are done, `on` being the last. See `leave_program`."""
    leave_program(participant_id, COMPLETED, on, now)


def leave_program(participant_id: UUID, how: str, on: date, now: datetime, *, by: UUID | None = None) -> None:
    """Their time in the program ends, `on` being the last day. Everything stays; one-to-ones still to come are called off. Saying
    it again for the same day is harmless. See `enrollment.lifecycle.leave_program`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, how, by, now):
        if lifecycle.leave_program(participant_id, how, on, now):
            overrides.call_off_for(participant_id, on, now)


def end_enrollment(participant_id: UUID, on: date, now: datetime) -> None:
    """They died: not expected anywhere after the day `on`, which no word calls a completion. Harmless to repeat. Nothing to undo
    in ten minutes: an admin opens the account again."""
    lifecycle.end(participant_id, now)
    overrides.call_off_for(participant_id, on, now)


def bring_back(
    participant_id: UUID, track_id: UUID, on: date, now: datetime, *, beyond: bool = False, by: UUID | None = None
) -> UUID:
    """Back from `on`; until then nothing changes. See `enrollment.lifecycle.bring_back`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, "brought_back", by, now):
        return lifecycle.bring_back(participant_id, track_id, on, now, beyond=beyond)


def call_off_plan(participant_id: UUID, now: datetime, *, by: UUID | None = None) -> None:
    """The move or return that is still to come does not take place. One-to-ones that had gone along to the other track come back;
    those planned after a return are called off. See `enrollment.lifecycle.call_off_plan`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, "plan_off", by, now):
        current = lifecycle.call_off_plan(participant_id, now)
        if current.ended_on is not None:
            overrides.call_off_for(participant_id, current.ended_on, now)
        else:
            overrides.take_along(participant_id, current.track_id, current.starts_on, now)


def start_leave(
    participant_id: UUID,
    reason: str,
    days: tuple[date, date | None],
    by: UUID | None,
    now: datetime,
    *,
    keeps_place: bool = True,
) -> None:
    """Away on these days. One-to-ones in them are called off, so that nobody waits. See `enrollment.leaves.start_leave`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, "leave", by, now):
        leaves.start_leave(participant_id, reason, days, by, now, keeps_place=keeps_place)
        overrides.call_off_between(participant_id, *days, now)


def end_leave(participant_id: UUID, now: datetime, *, beyond: bool = False, by: UUID | None = None) -> None:
    """Back from today on. One-to-ones that were called off stay so: staff plan new ones. See `enrollment.leaves.end_leave`."""
    accounts.hold(participant_id)
    with journal.recorded(participant_id, "leave_over", by, now):
        leaves.end_leave(participant_id, now, beyond=beyond)
