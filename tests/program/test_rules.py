"""Dosage, closed days and the step from wall times to instants, on clock-change days too."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.program import rules as program_rules
from companion.program.rules import Closed, Pattern

MONDAY = date(2026, 3, 9)


def make_pattern(**changes: object) -> Pattern:
    given_values = {
        "weekday": 0,
        "starts": time(16),
        "ends": time(17, 30),
        "kind": "skills_group",
        "title": "Skills group",
    }
    return Pattern(**(given_values | changes))  # type: ignore[arg-type]


_zones = st.sampled_from(
    [
        "America/New_York",
        "Europe/Helsinki",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Asia/Tehran",
        "Africa/Casablanca",
    ]
)


def test_every_kind_the_five_programs_promise_exists():
    assert len(program_rules.KINDS) == len(set(program_rules.KINDS)) == 17
    assert {"testing", "couples_session", "holistic", "closing", "vocational", "medication"} <= set(program_rules.KINDS)


@pytest.mark.parametrize(
    ("level", "hours", "warned"),
    [
        ("iop", 8.9, True),
        ("iop", 9, False),
        ("iop", 19, False),
        ("iop", 19.5, True),
        ("php", 19.9, True),
        ("php", 20, False),
        ("php", 40, False),
        ("op", 1, False),
        ("op", 30, False),
    ],
)
def test_hours_outside_the_level_of_care_give_a_warning(level, hours, warned):
    assert (program_rules.dosage_warning(level, round(hours * 60)) is not None) is warned


def test_breaks_and_optional_meetings_are_no_planned_hours():
    patterns = [make_pattern(), make_pattern(kind="break"), make_pattern(optional=True)]
    assert program_rules.weekly_minutes(patterns) == 90


def test_closed_days_have_no_meetings_both_ends_included():
    closed = [Closed(MONDAY + timedelta(days=7), MONDAY + timedelta(days=7))]
    assert program_rules.dates(0, MONDAY, MONDAY + timedelta(days=14), closed) == [MONDAY, MONDAY + timedelta(days=14)]


@given(st.integers(0, 6), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_dates_are_exactly_the_days_of_that_weekday(weekday, first, span):
    last = first + timedelta(days=span)
    every = [first + timedelta(days=n) for n in range(span + 1)]
    assert program_rules.dates(weekday, first, last, []) == [day for day in every if day.weekday() == weekday]


@pytest.mark.parametrize(
    ("zone", "day", "starts", "ends", "utc_start", "utc_end"),
    [
        # The wall clock stays; the instant moves with the clock change.
        ("America/New_York", date(2026, 3, 6), time(16), time(17, 30), "2026-03-06T21:00", "2026-03-06T22:30"),
        ("America/New_York", date(2026, 3, 9), time(16), time(17, 30), "2026-03-09T20:00", "2026-03-09T21:30"),
        ("America/New_York", date(2026, 10, 30), time(16), time(17, 30), "2026-10-30T20:00", "2026-10-30T21:30"),
        ("America/New_York", date(2026, 11, 2), time(16), time(17, 30), "2026-11-02T21:00", "2026-11-02T22:30"),
        # 02:00-03:00 does not exist: from 02:30 becomes the first valid instant, 03:00 EDT.
        ("America/New_York", date(2026, 3, 8), time(2, 30), time(4), "2026-03-08T07:00", "2026-03-08T08:00"),
        # Swallowed whole: it keeps its length behind the gap.
        ("America/New_York", date(2026, 3, 8), time(2, 10), time(2, 50), "2026-03-08T07:00", "2026-03-08T07:40"),
        # 01:30 happens twice: the first one.
        ("America/New_York", date(2026, 11, 1), time(1, 30), time(3), "2026-11-01T05:30", "2026-11-01T08:00"),
        ("Europe/Helsinki", date(2026, 3, 28), time(9), time(12), "2026-03-28T07:00", "2026-03-28T10:00"),
        ("Europe/Helsinki", date(2026, 3, 29), time(9), time(12), "2026-03-29T06:00", "2026-03-29T09:00"),
        ("Europe/Helsinki", date(2026, 3, 29), time(3, 15), time(5), "2026-03-29T01:00", "2026-03-29T02:00"),
        ("Europe/Helsinki", date(2026, 10, 25), time(3, 15), time(5), "2026-10-25T00:15", "2026-10-25T03:00"),
        # Half an hour of change.
        ("Australia/Lord_Howe", date(2026, 4, 4), time(16), time(17), "2026-04-04T05:00", "2026-04-04T06:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(16), time(17), "2026-04-05T05:30", "2026-04-05T06:30"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), time(4), "2026-10-03T15:30", "2026-10-03T17:00"),
        ("Asia/Kathmandu", date(2026, 6, 1), time(10), time(11), "2026-06-01T04:15", "2026-06-01T05:15"),
        # The change happens at midnight.
        ("America/Santiago", date(2026, 9, 6), time(0, 30), time(2), "2026-09-06T04:00", "2026-09-06T05:00"),
        ("America/Phoenix", date(2026, 7, 1), time(18), time(21), "2026-07-02T01:00", "2026-07-02T04:00"),
    ],
)
def test_wall_times_become_the_right_instants(zone, day, starts, ends, utc_start, utc_end):
    begin, end = program_rules.instants(day, starts, ends, zone)
    assert begin.strftime("%Y-%m-%dT%H:%M") == utc_start
    assert end.strftime("%Y-%m-%dT%H:%M") == utc_end


@given(_zones, st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(0, 1438), st.integers(1, 1439))
def test_a_meeting_never_ends_before_it_starts_in_any_zone(zone, day, minute, length):
    starts = time(minute // 60, minute % 60)
    last = min(minute + length, 1439)
    begin, end = program_rules.instants(day, starts, time(last // 60, last % 60), zone)
    assert begin < end
    shown = begin.astimezone(ZoneInfo(zone))
    assert shown.date() == day
    assert shown.time() >= starts  # exactly there, or behind a gap
