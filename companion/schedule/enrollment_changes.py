"""A move and a completion with what they do to the person's one-to-ones. `enrollment` lies below the calendar and cannot do
it itself, so these are the only way for other features to move, complete or end somebody."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from companion.enrollment import lifecycle
from companion.schedule import overrides


def move_enrollment(
    participant_id: UUID,
    track_id: UUID,
    on: date,
    now: datetime,
    *,
    expected_end_on: date | None = None,
    beyond: bool = False,
) -> UUID:
    """Go on in another track from `on`; one-to-ones of later days go along. See `enrollment.lifecycle.move`."""
    own = lifecycle.move(participant_id, track_id, on, now, expected_end_on=expected_end_on, beyond=beyond)
    overrides.take_along(participant_id, track_id, on, now)
    return own


def complete_enrollment(participant_id: UUID, on: date, now: datetime) -> None:
    """The program days are done, `on` being the last. Everything stays; one-to-ones still to come are called off. Saying it
    again for the same day is harmless. See `enrollment.lifecycle.complete`."""
    if lifecycle.complete(participant_id, on, now):
        overrides.call_off_for(participant_id, on, now)


def end_enrollment(participant_id: UUID, on: date, now: datetime) -> None:
    """Not expected anywhere after the day `on`, which no word calls a completion. Harmless to repeat."""
    if lifecycle.end(participant_id, on):
        overrides.call_off_for(participant_id, on, now)
