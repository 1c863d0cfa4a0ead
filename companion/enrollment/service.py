"""The only way in for other features: who is in which track from when to when. Flushes, never commits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from companion.enrollment.capacity import is_in_use, places_taken, set_capacity
from companion.enrollment.dosage import Dosage, dosage_of_person, dosage_of_track
from companion.enrollment.leaves import end_leave, start_leave
from companion.enrollment.lifecycle import begin_later, enroll, extend
from companion.enrollment.own_days import advance_phases, set_first_day, set_own_days, set_remote
from companion.enrollment.queries import (
    enrollment_now,
    enrollment_status,
    enrollments,
    ever_enrolled,
    people_of,
    record_of,
    records_of,
    statuses,
    statuses_in,
)
from companion.enrollment.status import EnrollmentStatus, EnrollmentView, LeaveView, Record, stays
from companion.enrollment.wording import said, said_of
from companion.program.service import ProgramView, get_program

__all__ = [
    "Dosage",
    "EnrollmentStatus",
    "EnrollmentView",
    "LeaveView",
    "Record",
    "advance_phases",
    "begin_later",
    "dosage_of_person",
    "dosage_of_track",
    "end_leave",
    "enroll",
    "enrollment_now",
    "enrollment_status",
    "enrollments",
    "ever_enrolled",
    "extend",
    "home_zone",
    "is_in_use",
    "people_of",
    "places_taken",
    "program_of",
    "record_of",
    "records_of",
    "said",
    "said_of",
    "set_capacity",
    "set_first_day",
    "set_own_days",
    "set_remote",
    "start_leave",
    "statuses",
    "statuses_in",
    "stays",
]


def program_of(participant_id: UUID, now: datetime) -> ProgramView | None:
    """The program that is theirs at this instant, also once their time in it is over; None before the first."""
    current = enrollment_now(participant_id, now)
    return get_program(current.program_id) if current else None


def home_zone(participant_id: UUID, now: datetime) -> str:
    """The zone of that program, UTC before the first enrollment: what holds while no phone knows where the person is."""
    current = enrollment_now(participant_id, now)
    return current.zone if current else "UTC"
