"""Planned weeks and how far ahead the calendar is written out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from companion.schedule import rules as schedule_rules
from companion.schedule.rules import SessionView

MONDAY = date(2026, 3, 9)


def make_view(day: date, hours: float = 1.5, **changes: object) -> SessionView:
    begin = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    values = {
        "id": uuid4(),
        "track_id": uuid4(),
        "participant_id": None,
        "zone": "America/New_York",
        "local_date": day,
        "starts_at": begin,
        "ends_at": begin + timedelta(hours=hours),
        "kind": "skills_group",
        "title": "Skills group",
        "place": "Room 2",
        "join_url": None,
        "with_name": None,
        "modality": None,
        "optional": False,
        "status": "scheduled",
        "changed_at": None,
        "previous_starts_at": None,
    }
    return SessionView(**(values | changes))  # type: ignore[arg-type]


def test_week_says_two_of_three_days_and_six_of_nine_hours():
    days = [MONDAY + timedelta(days=n) for n in (1, 2, 3)]
    (week,) = schedule_rules.weeks([make_view(day, 1.5) for day in days for _ in range(2)])
    assert (week.starts_on, week.planned_days, week.planned_minutes) == (MONDAY, 3, 540)
    assert week.so_far(days[1]) == (2, 360)
    assert week.so_far(MONDAY) == (0, 0)


def test_cancelled_break_and_optional_meetings_do_not_count_as_planned():
    sessions = [
        make_view(MONDAY),
        make_view(MONDAY, kind="break"),
        make_view(MONDAY + timedelta(days=1), status="cancelled"),
        make_view(MONDAY + timedelta(days=2), optional=True),
    ]
    (week,) = schedule_rules.weeks(sessions)
    assert (week.planned_days, week.planned_minutes) == (1, 90)


def test_weeks_begin_on_monday_and_stay_apart():
    found = schedule_rules.weeks([make_view(MONDAY - timedelta(days=1)), make_view(MONDAY)])
    assert [week.starts_on for week in found] == [MONDAY - timedelta(days=7), MONDAY]


def test_horizon_is_eight_weeks_or_the_last_expected_end_but_not_for_ever():
    assert schedule_rules.horizon(MONDAY, []) == MONDAY + timedelta(days=56)
    assert schedule_rules.horizon(MONDAY, [MONDAY + timedelta(days=90)]) == MONDAY + timedelta(days=90)
    assert schedule_rules.horizon(MONDAY, [date(2199, 1, 1)]) == MONDAY + timedelta(
        days=schedule_rules.LONGEST_HORIZON_DAYS
    )
