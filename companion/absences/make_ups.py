"""Which other sessions can make up for one that somebody misses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.absences import rules
from companion.absences.rows import away
from companion.enrollment import service as enrollment
from companion.kernel import timezones
from companion.program import service as program
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView


def met(participant_id: UUID, missed: SessionView, wish: UUID | None, now: datetime) -> UUID | None:
    """The wish, if it can be met as things stand."""
    if wish is None:
        return None
    return wish if wish in {one.id for one in options_for(participant_id, missed, now)} else None


def options_for(participant_id: UUID, missed: SessionView, now: datetime) -> list[SessionView]:
    """The same kind, the same program, within two weeks, with room, and not while they are expected elsewhere. A fixed
    number of statements, however many sessions and people there are."""
    home = program.program_of_track(missed.track_id)
    start, end = rules.window(missed, now)
    if start >= end or missed.kind in rules.NOT_MADE_UP:
        return []
    record = enrollment.record_of(participant_id)
    alike = [
        one
        for one in schedule.similar_sessions(home.id, missed.kind, start, end)
        if any(each.program_id == home.id for each in record.expected_in(one.local_date))
    ]
    first, last = (timezones.local_day(one, home.zone) for one in (start, end))
    theirs = schedule.sessions_of(participant_id, first, last)
    gone = away(first, participant_id).get(participant_id, set())
    return rules.options(missed, alike, schedule.places_left([one.id for one in alike]), theirs, gone, now)
