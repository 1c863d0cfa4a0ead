"""The verbs of programs, tracks, the calendar and enrollments. Flushes, never commits.

Asked by reminders, staff pages and the phone. The subjects behind it: `loading` (files into tables), `calendar` (writing
out and changing meetings), `meetings` (reading them), `enrollment` (who is in what), `own_days` (fewer days, and phases).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from companion.kernel import revocations
from companion.kernel.database import db, fetch, insert_ignore
from companion.kernel.errors import NotFound
from companion.kernel.ids import new_id
from companion.program import calendar, journal
from companion.program.by_hand import (
    NewSession,
    add_one_to_one,
    add_session,
    change_session,
    invite_to,
    invitees,
    invitees_of,
)
from companion.program.enrolled import (
    EnrollmentView,
    Standing,
    current_enrollment,
    current_enrollments,
    enrollment_now,
    enrollments,
    ever_enrolled,
    latest_enrollments,
    people_of,
    standing,
)
from companion.program.enrollment import begin_later, bring_back, complete, enroll, extend, move
from companion.program.expected import expected_at
from companion.program.loading import Loaded, load_program
from companion.program.meetings import (
    expected_on,
    is_expected,
    session_of,
    session_state,
    session_states,
    sessions_of,
    sessions_of_program,
    upcoming,
    who_are_told,
    who_is_told,
)
from companion.program.models import Closure, Program, StaffAssignment, Track
from companion.program.outlook import Ahead, Outlook
from companion.program.own_days import advance_phases, set_first_day, set_own_days, set_remote
from companion.program.phones import Phone, after_open_hours, phones_from
from companion.program.rules import Closed, Keep, SessionChange, SessionView

__all__ = [
    "Ahead", "EnrollmentView", "Keep", "Loaded", "NewSession", "Outlook", "ProgramView", "SessionChange",
    "SessionView", "Standing", "TrackView", "add_one_to_one", "add_session", "advance_phases", "assign_staff", "begin_later", "bring_back",
    "change_session", "closures", "complete", "current_enrollment", "current_enrollments", "enroll", "enrollment_now", "enrollments",
    "ever_enrolled", "expected_at", "expected_on", "extend", "forget_undone", "get_program", "invite_to", "invitees", "invitees_of", "is_expected", "latest_enrollments",
    "load_program", "move", "people_of", "program_by_slug", "program_of", "program_of_track", "programs", "programs_of_staff", "session_of",
    "session_state", "session_states", "sessions_of", "sessions_of_program", "set_first_day", "set_own_days", "set_remote", "staff_by_program", "staff_of", "standing",
    "track_by_slug", "tracks", "tracks_of", "unassign_staff", "upcoming", "who_are_told", "who_is_told", "write_out_sessions", "write_out_track",
]  # fmt: skip


@dataclass(frozen=True)
class ProgramView:
    id: UUID
    slug: str
    name: str
    app_name: str
    zone: str
    address: str | None
    phones: tuple[Phone, ...]
    calendar_feed: bool

    def after_open_hours(self, since: datetime, needed: timedelta) -> datetime:
        """See `phones.after_open_hours`."""
        return after_open_hours(self.phones, self.zone, since, needed)


@dataclass(frozen=True)
class TrackView:
    """`retired_on` is None while people can be enrolled in it."""

    id: UUID
    program_id: UUID
    slug: str
    name: str
    level: str
    about_weeks: int
    retired_on: date | None
    capacity: int | None = None


_PROGRAM = tuple(getattr(Program, name) for name in ProgramView.__dataclass_fields__)
_TRACK = tuple(getattr(Track, name) for name in TrackView.__dataclass_fields__)


_BY_ID = select(*_PROGRAM).where(Program.id == bindparam("id"))


def _program(row: Any) -> ProgramView:
    values = dict(row._mapping)  # a Row's public way to its names
    return ProgramView(**values | {"phones": phones_from(row.phones)})


def programs() -> list[ProgramView]:
    """Every program of this deployment, by name."""
    return [_program(row) for row in db.session.execute(select(*_PROGRAM).order_by(Program.name, Program.id))]


def get_program(program_id: UUID) -> ProgramView:
    """Raises NotFound."""
    for row in fetch(_BY_ID, id=program_id):
        return _program(row)
    raise NotFound


def program_of_track(track_id: UUID) -> ProgramView:
    """Raises NotFound."""
    for row in db.session.execute(select(*_PROGRAM).join(Track).where(Track.id == track_id)):
        return _program(row)
    raise NotFound


def program_by_slug(slug: str) -> ProgramView | None:
    """The program a file calls `slug`."""
    row = db.session.execute(select(*_PROGRAM).where(Program.slug == slug)).first()
    return _program(row) if row else None


def program_of(participant_id: UUID) -> ProgramView | None:
    """The program of the person's latest enrollment, completed ones included; None before the first."""
    current = current_enrollment(participant_id)
    return get_program(current.program_id) if current else None


def home_zone(participant_id: UUID) -> str:
    """The zone of the person's program, UTC before the first enrollment: what holds while no phone knows where it is."""
    current = current_enrollment(participant_id)
    return current.zone if current else "UTC"


def closures(program_id: UUID) -> list[Closed]:
    """The days on which nothing of the program meets, earliest first."""
    query = select(Closure.first, Closure.last).where(Closure.program_id == program_id).order_by(Closure.first)
    return [Closed(*row) for row in db.session.execute(query)]


def tracks(program_id: UUID) -> list[TrackView]:
    """The program's tracks, by name; retired ones come last."""
    return tracks_of([program_id])


def tracks_of(program_ids: Collection[UUID]) -> list[TrackView]:
    """The same for several programs at once."""
    query = (
        select(*_TRACK)
        .where(Track.program_id.in_(list(program_ids)))
        .order_by(Track.retired_on.is_not(None), Track.name, Track.id)
    )
    return [TrackView(*row) for row in db.session.execute(query)]


def track_by_slug(program_id: UUID, slug: str) -> TrackView | None:
    """The track a program's file calls `slug`."""
    row = db.session.execute(select(*_TRACK).where(Track.program_id == program_id, Track.slug == slug)).first()
    return TrackView(*row) if row else None


def assign_staff(program_id: UUID, staff_id: UUID) -> None:
    """Let a member of staff work with this program. Harmless to repeat."""
    row = {"id": new_id(), "program_id": program_id, "staff_id": staff_id}
    insert_ignore(StaffAssignment, [row], ["program_id", "staff_id"])


def unassign_staff(program_id: UUID, staff_id: UUID) -> None:
    """They no longer work with this program. Harmless to repeat."""
    mine = (StaffAssignment.program_id == program_id, StaffAssignment.staff_id == staff_id)
    db.session.execute(delete(StaffAssignment).where(*mine).execution_options(synchronize_session=False))
    revocations.gone(StaffAssignment, [{"program_id": program_id, "staff_id": staff_id}])


def programs_of_staff(staff_id: UUID) -> list[ProgramView]:
    """The programs this member of staff works with, by name."""
    query = (
        select(*_PROGRAM)
        .join(StaffAssignment, StaffAssignment.program_id == Program.id)
        .where(StaffAssignment.staff_id == staff_id)
        .order_by(Program.name, Program.id)
    )
    return [_program(row) for row in db.session.execute(query)]


def staff_by_program(program_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Program → who works with it, for each of these programs."""
    row, found = StaffAssignment, {one: set[UUID]() for one in program_ids}
    query = select(row.program_id, row.staff_id).where(row.program_id.in_(list(program_ids)))
    for program_id, staff_id in db.session.execute(query) if program_ids else ():
        found[program_id].add(staff_id)
    return found


def staff_of(program_id: UUID) -> list[UUID]:
    """Who works with this program."""
    return list(db.session.scalars(select(StaffAssignment.staff_id).where(StaffAssignment.program_id == program_id)))


def write_out_sessions(now: datetime) -> int:
    """Bring every program's calendar in step with its patterns; returns how many meetings changed. Idempotent."""
    return sum(calendar.write_out(program_id, now) for program_id in db.session.scalars(select(Program.id)).all())


def write_out_track(program_id: UUID, track_id: UUID, now: datetime) -> int:
    """The same for one track."""
    return len(calendar.settle(program_id, now, [track_id]).changes)


def forget_undone(now: datetime) -> int:
    """See `journal.tidy`."""
    return journal.tidy(now)
