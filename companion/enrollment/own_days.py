"""What is personal inside a track: own days, joining from home, the first-day card; and the phases that follow from the
days: intake, active, step-down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from companion.enrollment.lifecycle import change_open, open_enrollment
from companion.enrollment.queries import running_enrollments
from companion.enrollment.rules import OwnDays
from companion.enrollment.status import EnrollmentView
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Invalid
from companion.program.models import Segment


def set_own_days(participant_id: UUID, weekdays: Iterable[int], since: date, now: datetime) -> None:
    """From `since` on the person comes only on these weekdays (0 is Monday); what was decided for earlier days stays.

    Repeating it is harmless; for the same day the latest word counts. Invalid for a day in the past or for weekdays on
    which the track does not meet.
    """
    current = open_enrollment(participant_id)
    chosen = frozenset(weekdays)
    if since < max(timezones.local_day(now, current.zone), current.starts_on):
        raise Invalid("in_the_past", "Own days begin today or later, and not before the first day.")
    if not chosen or not chosen <= _track_weekdays(current.track_id, since):
        raise Invalid("not_a_day_of_the_track", "Choose days on which the track meets.")
    kept = [entry for entry in current.own_days if entry.since < since]
    stored = [{"since": e.since.isoformat(), "weekdays": sorted(e.weekdays)} for e in [*kept, OwnDays(since, chosen)]]
    change_open(current.id, own_days=stored)


def set_remote(participant_id: UUID, first: date | None, last: date | None, now: datetime) -> None:
    """From `first` to `last` (None: until further notice) the person joins by link whatever has one; without `first` they
    come again. Invalid for days that have passed or lie the wrong way round."""
    current = open_enrollment(participant_id)
    if first is None and last is not None:
        raise Invalid("not_accepted", "Say from which day on.")
    if first is not None and first < timezones.local_day(now, current.zone) and first != current.remote_from:
        raise Invalid("in_the_past", "Choose today or a later day.")
    if first is not None and last is not None and last < first:
        raise Invalid("ends_before_start", "The last day lies before the first.")
    change_open(current.id, remote_from=first, remote_until=last)


def set_first_day(participant_id: UUID, card: dict[str, Any] | None) -> None:
    """Another first-day card for this person; None for the track's own."""
    change_open(open_enrollment(participant_id).id, first_day=card)


def advance_phases(now: datetime) -> int:
    """Intake becomes active on the first day, active becomes step-down once fewer days count; returns how many did."""
    advanced = 0
    for view in running_enrollments():
        phase = _phase_on(view, timezones.local_day(now, view.zone))
        if phase != view.phase:
            change_open(view.id, phase=phase)
            advanced += 1
    return advanced


def _phase_on(view: EnrollmentView, today: date) -> str:
    if view.starts_on > today:
        return view.phase
    begun = [entry for entry in view.own_days if entry.since <= today]
    fewer = begun and len(max(begun, key=lambda entry: entry.since).weekdays) < len(
        _track_weekdays(view.track_id, today)
    )
    return "step_down" if fewer else "active"


def _track_weekdays(track_id: UUID, day: date) -> frozenset[int]:
    """The weekdays on which the track meets on `day` or later."""
    query = select(Segment.weekday).where(
        Segment.track_id == track_id,
        or_(Segment.valid_until.is_(None), Segment.valid_until > day),
        or_(Segment.valid_until.is_(None), Segment.valid_from.is_(None), Segment.valid_until > Segment.valid_from),
    )
    return frozenset(db.session.scalars(query.distinct()))
