"""The only way in for other features: who is in which track from when to when. Flushes, never commits."""

from __future__ import annotations

from uuid import UUID

from companion.enrollment.capacity import is_in_use, places_taken, set_capacity
from companion.enrollment.dosage import Dosage, dosage_of_person, dosage_of_track
from companion.enrollment.lifecycle import begin_later, bring_back, enroll, extend
from companion.enrollment.own_days import advance_phases, set_first_day, set_own_days, set_remote
from companion.enrollment.queries import (
    EnrollmentStatus,
    EnrollmentView,
    current_enrollment,
    current_enrollments,
    enrollment_now,
    enrollment_status,
    enrollments,
    ever_enrolled,
    latest_enrollments,
    people_of,
)
from companion.program.service import ProgramView, get_program

__all__ = [
    "Dosage",
    "EnrollmentStatus",
    "EnrollmentView",
    "advance_phases",
    "begin_later",
    "bring_back",
    "current_enrollment",
    "current_enrollments",
    "dosage_of_person",
    "dosage_of_track",
    "enroll",
    "enrollment_now",
    "enrollment_status",
    "enrollments",
    "ever_enrolled",
    "extend",
    "home_zone",
    "is_in_use",
    "latest_enrollments",
    "people_of",
    "places_taken",
    "program_of",
    "set_capacity",
    "set_first_day",
    "set_own_days",
    "set_remote",
]


def program_of(participant_id: UUID) -> ProgramView | None:
    """The program of the person's latest enrollment, completed ones included; None before the first."""
    current = current_enrollment(participant_id)
    return get_program(current.program_id) if current else None


def home_zone(participant_id: UUID) -> str:
    """The zone of the person's program, UTC before the first enrollment: what holds while no phone knows where it is."""
    current = current_enrollment(participant_id)
    return current.zone if current else "UTC"
