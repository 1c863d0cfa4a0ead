"""Attendance: recorded by staff for one session at a time, and added up against what was planned for a week."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, insert, or_, select

from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import rules as program_rules
from companion.program.models import Program, Segment, Track
from companion.schedule import rules, sessions
from companion.schedule.models import Attendance, TrackSession


@dataclass(frozen=True)
class WeekHours:
    """Minutes of one person in one week. `attended` counts who was there, also late or by link, and meetings that were
    not planned for them, such as one they made up for another in; `unmarked` is what has begun and nobody marked. `outside`: the planned week does not fit the level of
    care (see `program.rules.dosage_warning`)."""

    participant_id: UUID
    track_name: str
    planned: int
    attended: int
    unmarked: int
    outside: bool


def attendance_list(session_id: UUID) -> dict[UUID, str | None]:
    """Who is or was expected, and whoever is marked, with their mark. NotFound for a meeting that is not there."""
    if sessions.session_state(session_id) is None:
        raise NotFound
    found: dict[UUID, str | None] = dict.fromkeys(sessions.who_is_told(session_id))
    query = select(Attendance.participant_id, Attendance.status).where(Attendance.session_id == session_id)
    return found | {row.participant_id: row.status for row in db.session.execute(query)}


def mark_attendance(session_id: UUID, marks: Mapping[UUID, str | None], marked_by: UUID, now: datetime) -> int:
    """Write down who came; None takes a mark away. How many marks changed; who is not named stays as they are.

    NotFound for a meeting that is not there or a person who is not on its list; Conflict before it begins or when it is
    cancelled; Invalid for an unknown mark. Two who mark at once wait for each other, and the later one has the last word.
    """
    sessions.lock_session(session_id)
    there, meeting = attendance_list(session_id), sessions.session_state(session_id)
    if not marks.keys() <= there.keys() or meeting is None:
        raise NotFound
    if not meeting.on:
        raise Conflict("meeting_cancelled", "This meeting is cancelled.")
    if meeting.starts_at - rules.MARKED_FROM > now:
        raise Conflict("not_begun", "This meeting has not begun yet.")
    if any(mark is not None and mark not in rules.ATTENDANCE for mark in marks.values()):
        raise Invalid("unknown_mark", "Say it with one of: " + ", ".join(rules.ATTENDANCE) + ".")
    changed = {one: status for one, status in marks.items() if there[one] != status}
    old = delete(Attendance).where(Attendance.session_id == session_id, Attendance.participant_id.in_(list(changed)))
    db.session.execute(old.execution_options(synchronize_session=False))
    common = {"session_id": session_id, "marked_by": marked_by, "marked_at": now}
    rows = [common | {"participant_id": one, "status": status} for one, status in changed.items() if status]
    if rows:
        db.session.execute(insert(Attendance), rows)
    return len(changed)


def mark_all_present(session_id: UUID, among: Collection[UUID], marked_by: UUID, now: datetime) -> set[UUID]:
    """Everybody `among` these who is on the list and not marked yet was there; who that is. A second time nobody. Raises as
    `mark_attendance` does."""
    sessions.lock_session(session_id)
    new = {one for one, status in attendance_list(session_id).items() if status is None and one in among}
    mark_attendance(session_id, dict.fromkeys(new, "present"), marked_by, now)
    return new


def marked(session_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Meeting → who is marked there, however."""
    found: dict[UUID, set[UUID]] = {}
    query = select(Attendance.session_id, Attendance.participant_id).where(Attendance.session_id.in_(list(session_ids)))
    for session_id, whose in db.session.execute(query) if session_ids else ():
        found.setdefault(session_id, set()).add(whose)
    return found


def led_by(session_ids: Collection[UUID]) -> dict[UUID, str]:
    """Meeting of a whole group → who leads it by the weekly pattern in force on its day. What somebody wrote into a single meeting
    does not count: the pattern is the coordinators' to change."""
    same = or_(Segment.id == TrackSession.segment_id, Segment.version_of == TrackSession.segment_id)
    since = or_(Segment.valid_from.is_(None), Segment.valid_from <= TrackSession.pattern_date)
    until = or_(Segment.valid_until.is_(None), Segment.valid_until > TrackSession.pattern_date)
    query = (
        select(TrackSession.id, Segment.with_name)
        .join(Segment, and_(same, since, until))
        .where(TrackSession.id.in_(list(session_ids)), Segment.with_name.is_not(None))
        .where(TrackSession.participant_id.is_(None), TrackSession.by_invitation.is_(False))
    )
    return {row.id: row.with_name for row in db.session.execute(query)} if session_ids else {}


def week_hours(program_id: UUID, monday: date, now: datetime) -> list[WeekHours]:
    """The week of everybody who had something planned or was marked in it, by track and person. Two statements, and the
    tracks', however many people there are."""
    sunday = date.fromordinal(monday.toordinal() + 6)
    tracks = {row.id: row for row in db.session.execute(select(Track).where(Track.program_id == program_id)).scalars()}
    marks = _marks(program_id, monday, sunday)
    planned: dict[UUID, int] = {}
    unmarked: dict[UUID, int] = {}
    track_of: dict[UUID, UUID] = {}
    for whose, session in sessions.meant_between(program_id, monday, sunday):
        minutes = session.planned_minutes
        planned[whose] = planned.get(whose, 0) + minutes
        track_of[whose] = session.track_id
        if session.starts_at <= now and minutes and (whose, session.id) not in marks:
            unmarked[whose] = unmarked.get(whose, 0) + minutes
    attended: dict[UUID, int] = {}
    for (whose, _), (status, minutes, track_id) in marks.items():
        track_of.setdefault(whose, track_id)
        if status in rules.ATTENDED:
            attended[whose] = attended.get(whose, 0) + minutes
    found = [
        WeekHours(
            whose,
            tracks[track_id].name,
            planned.get(whose, 0),
            attended.get(whose, 0),
            unmarked.get(whose, 0),
            program_rules.dosage_warning(tracks[track_id].level, planned.get(whose, 0)) is not None,
        )
        for whose, track_id in track_of.items()
    ]
    return sorted(found, key=lambda one: (one.track_name, one.participant_id))


def marked_absent(participant_id: UUID, day: date) -> UUID | None:
    """The last meeting of that local day at which staff marked this person as not there; None if there is none."""
    query = (
        select(Attendance.session_id)
        .join(TrackSession, TrackSession.id == Attendance.session_id)
        .where(Attendance.participant_id == participant_id, Attendance.status == "absent")
        .where(TrackSession.local_date == day, TrackSession.status == "scheduled")
        .order_by(TrackSession.starts_at.desc(), TrackSession.id)
    )
    return db.session.scalars(query.limit(1)).first()


def _marks(program_id: UUID, first: date, last: date) -> dict[tuple[UUID, UUID], tuple[str, int, UUID]]:
    """(person, meeting) → (mark, minutes of treatment, track); breaks and what is cancelled count nothing."""
    query = (
        select(
            Attendance.participant_id,
            Attendance.session_id,
            Attendance.status,
            TrackSession.starts_at,
            TrackSession.ends_at,
            TrackSession.kind,
            TrackSession.status.label("state"),
            TrackSession.track_id,
        )
        .join(TrackSession, TrackSession.id == Attendance.session_id)
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .where(Program.id == program_id, TrackSession.local_date >= first, TrackSession.local_date <= last)
    )
    return {
        (row.participant_id, row.session_id): (row.status, _minutes(row), row.track_id)
        for row in db.session.execute(query)
    }


def _minutes(row: Any) -> int:
    if row.kind == "break" or row.state != "scheduled":
        return 0
    minutes: int = round((row.ends_at - row.starts_at).total_seconds() / 60)
    return minutes
