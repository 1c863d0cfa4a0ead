"""The only way in for other features: the calendar of meetings, who is expected, and every change to it. Flushes, never
commits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from companion.kernel.database import db
from companion.program.models import Program
from companion.schedule import calendar, enrollment_journal, journal
from companion.schedule.attendance import (
    WeekHours,
    attendance_list,
    led_by,
    mark_all_present,
    mark_attendance,
    marked,
    marked_absent,
    week_hours,
)
from companion.schedule.calendar import Settled, write_out_program
from companion.schedule.conflicts import ScheduleConflict, find_conflicts
from companion.schedule.edits import (
    ClosureView,
    PatternEdit,
    add_segments,
    add_sessions,
    check_pattern,
    close_days,
    closures_from,
    edit_invitees,
    edit_pattern,
    edit_session,
    hold_session,
    reopen_days,
    replace_patterns,
)
from companion.schedule.enrollment_changes import (
    bring_back,
    call_off_plan,
    complete_enrollment,
    end_enrollment,
    end_leave,
    leave_program,
    move_enrollment,
    start_leave,
)
from companion.schedule.enrollment_journal import EnrollmentChangeView, last_change
from companion.schedule.enrollment_journal import undo as undo_enrollment_change
from companion.schedule.expected import expected_at
from companion.schedule.forecast import Forecast
from companion.schedule.guests import add_guest, guests_of, places_left, remove_guest, similar_sessions
from companion.schedule.journal import (
    Before,
    ChangeContext,
    ChangeView,
    Made,
    check_unchanged,
    find_change,
    journal_state,
    recent_changes,
    undo_change,
)
from companion.schedule.loading import Loaded, load_program
from companion.schedule.overrides import (
    NewSession,
    add_one_to_one,
    add_session,
    change_session,
    invite_to,
    invitees,
    invitees_of,
)
from companion.schedule.sessions import (
    expected_on,
    is_expected,
    is_scheduled,
    lock_session,
    session_of,
    session_state,
    session_states,
    sessions_of,
    sessions_of_program,
    upcoming,
    who_are_told,
    who_is_told,
)

__all__ = [
    "Before",
    "ChangeContext",
    "ChangeView",
    "ClosureView",
    "EnrollmentChangeView",
    "Forecast",
    "Loaded",
    "Made",
    "NewSession",
    "PatternEdit",
    "ScheduleConflict",
    "Settled",
    "WeekHours",
    "add_guest",
    "add_one_to_one",
    "add_segments",
    "add_session",
    "add_sessions",
    "attendance_list",
    "bring_back",
    "call_off_plan",
    "change_session",
    "check_pattern",
    "check_unchanged",
    "close_days",
    "closures_from",
    "complete_enrollment",
    "edit_invitees",
    "edit_pattern",
    "edit_session",
    "end_enrollment",
    "end_leave",
    "expected_at",
    "expected_on",
    "find_change",
    "find_conflicts",
    "forget_undone",
    "guests_of",
    "hold_session",
    "invite_to",
    "invitees",
    "invitees_of",
    "is_expected",
    "is_scheduled",
    "journal_state",
    "last_change",
    "leave_program",
    "led_by",
    "load_program",
    "lock_session",
    "mark_all_present",
    "mark_attendance",
    "marked",
    "marked_absent",
    "move_enrollment",
    "places_left",
    "recent_changes",
    "remove_guest",
    "reopen_days",
    "replace_patterns",
    "session_of",
    "session_state",
    "session_states",
    "sessions_of",
    "sessions_of_program",
    "similar_sessions",
    "start_leave",
    "undo_change",
    "undo_enrollment_change",
    "upcoming",
    "week_hours",
    "who_are_told",
    "who_is_told",
    "write_out_program",
    "write_out_sessions",
    "write_out_track",
]


def write_out_sessions(now: datetime) -> int:
    """Bring every program's calendar in step with its patterns; returns how many meetings changed. Idempotent."""
    return sum(
        calendar.write_out_program(program_id, now) for program_id in db.session.scalars(select(Program.id)).all()
    )


def write_out_track(program_id: UUID, track_id: UUID, now: datetime) -> int:
    """The same for one track."""
    return len(calendar.settle(program_id, now, [track_id]).changes)


def forget_undone(now: datetime) -> int:
    """See `journal.tidy`, and the same for changes of people's time in the program."""
    return journal.tidy(now) + enrollment_journal.tidy(now)
