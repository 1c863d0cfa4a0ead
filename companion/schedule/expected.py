"""One day of several programs at once: every session with who is expected there, in a fixed number of statements. It combines
the sessions with the enrollments, because a row for each person and session would be too many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from companion.enrollment import rules as meetings
from companion.enrollment.days import comes_in_on
from companion.enrollment.models import Enrollment
from companion.enrollment.rules import OwnDays, comes_on
from companion.kernel.statements import fetch
from companion.program.models import Program, Track
from companion.schedule import overrides, sessions
from companion.schedule.models import TrackSession
from companion.schedule.rules import SessionView

Days = Mapping[UUID, date]
"""program → its day"""


def expected_at(days: Days) -> list[tuple[SessionView, frozenset[UUID]]]:
    """(meeting, who is expected there, guests included) of each program's day, earliest first. Cancelled ones are among
    them, with nobody."""
    if not days:
        return []
    found = sessions.sessions_where(_on(days))
    members, moved, guests = _members(days), _moved(days), _guests(days)
    invited = overrides.invitees([one.id for one in found if one.by_invitation])
    usual: dict[tuple[UUID, date], frozenset[UUID]] = {}  # most meetings of a track's day have the same people
    board = []
    for one in found:
        there, day = members.get(one.track_id, {}), moved.get(one.id, one.local_date)
        if not one.on:
            people = frozenset[UUID]()
        elif one.participant_id is not None:
            people = frozenset({one.participant_id} & there.keys())
        elif one.by_invitation:
            people = frozenset(invited.get(one.id, set()) & there.keys())
        else:
            key = (one.track_id, day)
            people = usual.get(key) or frozenset(who for who, own in there.items() if not own or comes_on(own, day))
            usual[key] = people
        if one.on and one.id in guests:
            people |= guests[one.id]
        board.append((one, people))
    return board


def _on(days: Days) -> ColumnElement[bool]:
    return or_(*(and_(Program.id == one, TrackSession.local_date == day) for one, day in days.items()))


def _meetings(days: Days, *columns: Any) -> Select[Any]:
    there = select(*columns).select_from(TrackSession).join(Track, Track.id == TrackSession.track_id)
    return there.join(Program, Program.id == Track.program_id).where(_on(days))


def _moved(days: Days) -> dict[UUID, date]:
    """Meeting → the day its pattern planned it for, where that is another one: own days are about that."""
    query = _meetings(days, TrackSession.id, TrackSession.pattern_date)
    return {
        row.id: row.pattern_date for row in fetch(query.where(TrackSession.pattern_date != TrackSession.local_date))
    }


def _guests(days: Days) -> dict[UUID, set[UUID]]:
    """Meeting → who makes up for another one there."""
    found: dict[UUID, set[UUID]] = {}
    for row in fetch(sessions.guests_joined(_meetings(days, TrackSession.id, Enrollment.participant_id))):
        found.setdefault(row.id, set()).add(row.participant_id)
    return found


def _members(days: Days) -> dict[UUID, dict[UUID, list[OwnDays]]]:
    """Track → who is in it on its program's day, with their own days."""
    one = Enrollment
    there = (and_(Track.program_id == program_id, comes_in_on(day)) for program_id, day in days.items())
    query = select(one.track_id, one.participant_id, one.own_days).join(Track, Track.id == one.track_id)
    found: dict[UUID, dict[UUID, list[OwnDays]]] = {}
    for row in fetch(query.where(or_(*there))):
        found.setdefault(row.track_id, {})[row.participant_id] = meetings.own_days_from(row.own_days)
    return found
