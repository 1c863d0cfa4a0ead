"""Enrollments and leaves as values, for tests of pure rules."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from companion.enrollment.service import EnrollmentView, LeaveView

MIA = UUID(int=1)


def enrolled(
    starts_on: date,
    last_day: date | None = None,
    completed_on: date | None = None,
    left_as: str | None = None,
    *,
    number: int = 1,
    program: int = 1,
    expected_end_on: date | None = None,
) -> EnrollmentView:
    """`number` orders those of one day, and names the track."""
    return EnrollmentView(
        id=UUID(int=number),
        participant_id=MIA,
        program_id=UUID(int=program),
        zone="America/New_York",
        starts_on=starts_on,
        last_day=last_day or completed_on,
        completed_on=completed_on,
        left_as=left_as,
        track_id=UUID(int=number),
        track_slug=f"track-{number}",
        track_name=f"Track {number}",
        level="iop",
        about_weeks=10,
        expected_end_on=expected_end_on,
        own_days=(),
        phase="completed" if completed_on else "active",
        hides_craving=False,
        remote_from=None,
        remote_until=None,
        own_hides_craving=False,
        first_day={},
        modules={},
    )


def away(starts_on: date, ends_on: date | None = None, *, number: int = 1, keeps_place: bool = True) -> LeaveView:
    return LeaveView(UUID(int=number), MIA, starts_on, ends_on, "hospital", keeps_place)
