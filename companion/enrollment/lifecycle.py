"""Who is in which track from when to when: enroll, move, leave for good, return. Nothing is ever deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError

from companion.accounts import service as accounts
from companion.enrollment import capacity, rules
from companion.enrollment.models import Enrollment, Leave
from companion.enrollment.queries import enrollment_status, enrollments, record_of
from companion.enrollment.status import EnrollmentStatus, EnrollmentView
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected
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
    today = timezones.local_day(now, row.zone)
    if not beyond:
        capacity.require_place(track_id, today)
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
        capacity.require_place(track_id, timezones.local_day(now, current.zone))
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


def leave_program(participant_id: UUID, how: str, on: date, now: datetime) -> bool:
    """Their time in the program ends as `how` says (`rules.EXITS`), `on` being the last day; False when that was said before.
    What was planned for later, a move or a leave, gives way. Called through `schedule.enrollment_changes`, which calls off the
    one-to-ones still to come.

    NotFound for somebody who was never enrolled; Conflict when it ended already in another way or on another day, Invalid for
    a day before the first or after today.
    """
    status = enrollment_status(participant_id, now)
    if status is None:
        raise NotFound
    if how not in rules.EXITS:
        raise Invalid("unknown_reason", "Say how with one of: " + ", ".join(rules.EXITS) + ".")
    if status.exit is not None:
        if (status.exit, status.ended_on) == (how, on):
            return False
        raise Conflict("already_completed" if status.exit == rules.COMPLETED else "already_left", "This ended already.")
    if on > status.today:
        raise Invalid("in_the_future", "The last day cannot lie in the future.")
    if on < status.now.starts_on:
        raise Invalid("before_start", "The last day cannot lie before the first.")
    done: dict[str, Any] = {"left_as": how}
    if how == rules.COMPLETED:
        done = {"phase": "completed", "completed_on": on}
    _call_off_planned(status)
    _change(status.now, last_day=on, **done)
    _end_leaves(participant_id, on)
    return True


def end(participant_id: UUID, now: datetime) -> None:
    """They died: no longer expected from tomorrow on, whatever was planned. An earlier end stays as it was. Harmless to repeat;
    called through `schedule.enrollment_changes`."""
    status = enrollment_status(participant_id, now)
    if status is None:
        return
    _call_off_planned(status)
    if not status.over:
        _change(status.now, last_day=status.today, left_as=rules.DIED)
        _end_leaves(participant_id, status.today)


def bring_back(participant_id: UUID, track_id: UUID, on: date, now: datetime, *, beyond: bool = False) -> UUID:
    """Somebody whose time ended comes back from `on`: a new enrollment beside the old one, which keeps its dates. Until that
    day everything stays as it is.

    Conflict when it has not ended or a return is planned already, Invalid for a day in the past.
    """
    status = enrollment_status(participant_id, now)
    if status is None:
        raise NotFound
    if not status.over:
        raise Conflict("not_completed", "This person is in a track already.")
    if on < status.today:
        raise Invalid("in_the_past", "Coming back begins today or later.")
    last = status.now
    if last.last_day is not None and on <= last.last_day:  # back on the last day itself: a day counts once
        _change(last, last_day=on - timedelta(days=1))
    return enroll(participant_id, track_id, on, now, hides_craving=last.own_hides_craving, beyond=beyond)


def call_off_plan(participant_id: UUID, now: datetime) -> EnrollmentView:
    """The move or return that is still to come does not take place; returns the enrollment that counts, which goes on. Conflict
    when nothing is to come."""
    status = enrollment_status(participant_id, now)
    if status is None or status.next is None:
        raise Conflict("nothing_planned", "No move or return is planned.")
    _call_off_planned(status)
    if not status.over and status.now.last_day is not None:
        _change(status.now, last_day=None)
    return status.now


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
    """The enrollment without a last day: the one that counts, or the one they move or come back to. Raises NotFound."""
    found = next((view for view in enrollments(participant_id) if view.last_day is None), None)
    if found is None:
        raise NotFound
    return found


def _call_off_planned(status: EnrollmentStatus) -> None:
    for view in record_of(status.now.participant_id).enrollments:
        if view.starts_on > status.today and view.id != status.now.id and not view.taken_back:
            _change(view, last_day=view.starts_on - timedelta(days=1))


def _end_leaves(participant_id: UUID, on: date) -> None:
    """Leaves end with the time in the program; one that was to begin later is called off."""
    for leave in record_of(participant_id).leaves:
        if not leave.called_off and (leave.ends_on is None or leave.ends_on > on):
            until = max(on, leave.starts_on - timedelta(days=1))
            change = update(Leave).where(Leave.id == leave.id).values(ends_on=until)
            db.session.execute(change.execution_options(synchronize_session=False))


def _change(seen: EnrollmentView, **values: Any) -> None:
    """Only while its end is what was seen."""
    same = Enrollment.last_day.is_(None) if seen.last_day is None else Enrollment.last_day == seen.last_day
    change = update(Enrollment).where(Enrollment.id == seen.id, same).values(**values)
    if affected(change.execution_options(synchronize_session=False)) != 1:
        raise Conflict("changed_meanwhile", "Somebody changed this enrollment in the meantime. Look again.")


def _end(enrollment_id: UUID, **values: Any) -> None:
    if not change_open(enrollment_id, **values):
        raise Conflict("changed_meanwhile", "Somebody changed this enrollment in the meantime. Look again.")


def _leave(participant_id: UUID, on: date) -> None:
    """Whatever an earlier plan still had for `on` and later ends the day before, so that nobody is in two tracks. How an
    earlier time ended stays as it is."""
    goes_on = (Enrollment.completed_on.is_(None), Enrollment.left_as.is_(None))
    mine = (Enrollment.participant_id == participant_id, Enrollment.last_day >= on, *goes_on)
    earlier = update(Enrollment).where(*mine).values(last_day=on - timedelta(days=1))
    db.session.execute(earlier.execution_options(synchronize_session=False))


def change_open(enrollment_id: UUID, **values: Any) -> bool:
    """Change the enrollment if it is still open; whether it was."""
    statement = update(Enrollment).where(Enrollment.id == enrollment_id, Enrollment.last_day.is_(None)).values(**values)
    return affected(statement.execution_options(synchronize_session=False)) == 1
