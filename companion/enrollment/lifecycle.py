"""Who is in which track from when to when: enroll, move, complete, return. Nothing is ever deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError

from companion.accounts import service as accounts
from companion.enrollment import capacity
from companion.enrollment.models import Enrollment
from companion.enrollment.queries import EnrollmentView, current_enrollment
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program.models import Program, Track


def enroll(
    participant_id: UUID,
    track_id: UUID,
    starts_on: date,
    now: datetime,
    *,
    expected_end_on: date | None = None,
    hides_craving: bool = False,
    first_day: dict[str, Any] | None = None,
    beyond: bool = False,
) -> UUID:
    """Begin in a track; the end is soft and follows from the track when none is given.

    Conflict when the person is in a track already or, unless `beyond`, when it is full; NotFound for an account or track that is not there (a retired track
    counts as gone), Invalid for staff and for a day nobody can mean.
    """
    if not 2000 <= starts_on.year < 2200:
        raise Invalid("no_such_day", "The first day lies outside the calendar.")
    if accounts.get_person(participant_id).role != "participant":
        raise Invalid("not_a_participant", "Only participants are enrolled.")
    row = db.session.execute(_track(track_id)).first()
    if row is None:
        raise NotFound
    if expected_end_on is not None and expected_end_on < starts_on:
        raise Invalid("ends_before_start", "The expected end lies before the first day.")
    if not beyond:
        capacity.require_place(track_id)
    today = timezones.local_day(now, row.zone)
    enrollment = Enrollment(
        participant_id=participant_id,
        track_id=track_id,
        starts_on=starts_on,
        expected_end_on=expected_end_on or _usual_end(starts_on, row.about_weeks),
        own_days=[],
        phase="intake" if starts_on > today else "active",
        hides_craving=hides_craving,
        first_day=first_day,
        created_at=now,
    )
    return _begin(enrollment)


def _usual_end(starts_on: date, about_weeks: int) -> date:
    return starts_on + timedelta(weeks=about_weeks) - timedelta(days=1)


def _track(track_id: UUID) -> Select[str, int]:
    return (
        select(Program.zone, Track.about_weeks)
        .join(Program, Program.id == Track.program_id)
        .where(Track.id == track_id, Track.retired_on.is_(None))
    )


def _begin(enrollment: Enrollment) -> UUID:
    """Add it inside a savepoint: the unique index decides when two people enroll somebody at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.add(enrollment)
            db.session.flush()
    except IntegrityError as error:
        raise Conflict("already_enrolled", "This person is in a track already.") from error
    return enrollment.id


def move(
    participant_id: UUID,
    track_id: UUID,
    on: date,
    now: datetime,
    *,
    expected_end_on: date | None = None,
    beyond: bool = False,
) -> UUID:
    """Go on in another track from `on`, up or down a level, with the same account; the soft end stays unless one is given. One that
    would lie before `on` follows from the new track, as for somebody who begins there.

    Joining from home goes along, and a move planned for a later day gives way. Nothing of the old track's past changes.
    Called through `schedule.enrollment_changes`, which takes the one-to-ones of later days along. NotFound without an open enrollment, Invalid for a day that has passed or an
    end before it, Conflict when the track is full, unless `beyond`.
    """
    current = open_enrollment(participant_id)
    if on < timezones.local_day(now, current.zone):
        raise Invalid("in_the_past", "A move begins today or later.")
    row = db.session.execute(_track(track_id)).first()
    if row is None:
        raise NotFound
    if expected_end_on is not None and expected_end_on < on:
        raise Invalid("ends_before_start", "The expected end lies before the first day.")
    kept = current.expected_end_on if current.expected_end_on and current.expected_end_on >= on else None
    if not beyond and track_id != current.track_id:
        capacity.require_place(track_id)
    _end(current.id, last_day=on - timedelta(days=1))
    _leave(participant_id, on)
    return _begin(
        Enrollment(
            participant_id=participant_id,
            track_id=track_id,
            starts_on=on,
            expected_end_on=expected_end_on or kept or _usual_end(on, row.about_weeks),
            own_days=[],
            phase="active" if current.phase == "step_down" else current.phase,
            hides_craving=current.own_hides_craving,
            remote_from=current.remote_from,
            remote_until=current.remote_until,
            created_at=now,
        )
    )


def complete(participant_id: UUID, on: date, now: datetime) -> bool:
    """The program days are done, `on` being the last; False when that was said before. Called through
    `schedule.enrollment_changes`, which calls off the one-to-ones still to come.

    Conflict when it was completed on another day, Invalid for a day before the first or after today.
    """
    current = current_enrollment(participant_id)
    if current is None:
        raise NotFound
    if current.phase == "completed":
        if current.completed_on == on:
            return False
        raise Conflict("already_completed", "This was completed already, on another day.")
    if on > timezones.local_day(now, current.zone):
        raise Invalid("in_the_future", "The last day cannot lie in the future.")
    if on < current.starts_on:
        raise Invalid("before_start", "The last day cannot lie before the first.")
    _end(current.id, last_day=on, phase="completed", completed_on=on)
    return True


def end(participant_id: UUID, on: date) -> bool:
    """No longer expected after the day `on`, without having completed; whether they were in a track. Called through
    `schedule.enrollment_changes`."""
    current = current_enrollment(participant_id)
    if current is None or current.last_day is not None:
        return False
    _end(current.id, last_day=on)
    return True


def bring_back(participant_id: UUID, track_id: UUID, on: date, now: datetime, *, beyond: bool = False) -> UUID:
    """Somebody who completed comes back from `on`: a new enrollment beside the old one, which keeps its dates.

    Conflict when they have not completed, Invalid for a day in the past.
    """
    current = current_enrollment(participant_id)
    if current is None:
        raise NotFound
    if current.phase != "completed":
        raise Conflict("not_completed", "This person is in a track already.")
    if on < timezones.local_day(now, current.zone):
        raise Invalid("in_the_past", "Coming back begins today or later.")
    if current.last_day is not None and on <= current.last_day:  # back on the last day itself: a day counts once
        earlier = update(Enrollment).where(Enrollment.id == current.id).values(last_day=on - timedelta(days=1))
        db.session.execute(earlier.execution_options(synchronize_session=False))
    return enroll(participant_id, track_id, on, now, hides_craving=current.own_hides_craving, beyond=beyond)


def extend(participant_id: UUID, expected_end_on: date) -> None:
    """Move the soft end. Invalid before the first day."""
    current = open_enrollment(participant_id)
    if expected_end_on < current.starts_on:
        raise Invalid("ends_before_start", "The expected end lies before the first day.")
    change_open(current.id, expected_end_on=expected_end_on)


def begin_later(participant_id: UUID, by: timedelta) -> None:
    """Move the first day and the soft end; own days stay as they are. NotFound as for `open_enrollment`."""
    current = open_enrollment(participant_id)
    ends = current.expected_end_on and current.expected_end_on + by
    change_open(current.id, starts_on=current.starts_on + by, expected_end_on=ends)


def open_enrollment(participant_id: UUID) -> EnrollmentView:
    """The enrollment that is neither completed nor left for another track. Raises NotFound."""
    current = current_enrollment(participant_id)
    if current is None or current.last_day is not None:
        raise NotFound
    return current


def _end(enrollment_id: UUID, **values: Any) -> None:
    if not change_open(enrollment_id, **values):
        raise Conflict("changed_meanwhile", "Somebody changed this enrollment in the meantime. Look again.")


def _leave(participant_id: UUID, on: date) -> None:
    """Whatever an earlier plan still had for `on` and later ends the day before, so that nobody is in two tracks."""
    mine = (Enrollment.participant_id == participant_id, Enrollment.last_day >= on, Enrollment.completed_on.is_(None))
    earlier = update(Enrollment).where(*mine).values(last_day=on - timedelta(days=1))
    db.session.execute(earlier.execution_options(synchronize_session=False))


def change_open(enrollment_id: UUID, **values: Any) -> bool:
    """Change the enrollment if it is still open; whether it was."""
    statement = update(Enrollment).where(Enrollment.id == enrollment_id, Enrollment.last_day.is_(None)).values(**values)
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # a DML result has it
