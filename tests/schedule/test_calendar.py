"""The calendar follows the weekly pattern from today on; the past and what was changed by hand stay as they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.program import service as program
from companion.schedule import jobs as schedule_jobs
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import EVENINGS, evening, load, make_file, rows, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)  # a Tuesday
WEDNESDAY, THURSDAY = date(2026, 3, 11), date(2026, 3, 12)
NEXT_TUESDAY = date(2026, 3, 17)
FAR = date(2026, 3, 31)  # a Tuesday no phone has kept yet


def test_meetings_are_written_for_at_least_eight_weeks(maple):
    last = max(entry.local_date for entry in schedule.sessions_of_program(maple, TODAY, TODAY + timedelta(days=400)))
    assert last >= TODAY + timedelta(days=54)


def test_an_enrollment_that_ends_later_stretches_the_calendar(cast, maple):
    end = TODAY + timedelta(weeks=14)
    with transaction():
        enrollment.enroll(cast.mia, track_id(), TODAY, NOW, expected_end_on=end)
        schedule.write_out_sessions(NOW)
    mine = schedule.sessions_of(cast.mia, TODAY, end + timedelta(days=60))
    assert end - timedelta(days=7) < mine[-1].local_date <= end


def test_writing_out_again_changes_nothing(maple):
    before = rows()
    with transaction():
        assert schedule.write_out_sessions(NOW) == 0
    assert rows() == before


def test_the_calendar_rolls_on_with_the_days(maple):
    with transaction():
        assert schedule.write_out_sessions(NOW + timedelta(days=7)) > 0
    before = rows()
    assert schedule_jobs.write_out(NOW + timedelta(days=7)) is False
    assert rows() == before


def test_a_gap_after_months_without_a_worker_is_filled(maple):
    much_later = NOW + timedelta(days=100)
    with transaction():
        schedule.write_out_sessions(much_later)
    days = {entry.local_date for entry in schedule.sessions_of_program(maple, TODAY, TODAY + timedelta(days=120))}
    last_weeks = {TODAY + timedelta(days=n) for n in range(45, 120)}
    assert {day for day in last_weeks if day.weekday() < 5} <= days


def test_loading_the_same_file_twice_changes_nothing(maple):
    before = rows()
    again = load(make_file(), NOW + timedelta(minutes=5))
    assert (again.changes, again.meetings) == (0, 0)
    assert rows() == before


def test_a_fresh_track_shows_the_whole_running_week(maple):
    monday = schedule.sessions_of_program(maple, date(2026, 3, 9), date(2026, 3, 9))
    assert [entry.title for entry in monday] == ["Morning group"]


def test_times_stay_on_the_wall_across_the_clock_change(app):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    load(make_file(), now)
    assert evening(date(2026, 3, 5)).starts_at == datetime(2026, 3, 5, 21, tzinfo=UTC)
    assert evening(TODAY).starts_at == datetime(2026, 3, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "day", "utc"),
    [
        (
            "Europe/Helsinki",
            datetime(2026, 3, 20, tzinfo=UTC),
            date(2026, 3, 26),
            datetime(2026, 3, 26, 14, tzinfo=UTC),
        ),
        (
            "Europe/Helsinki",
            datetime(2026, 3, 20, tzinfo=UTC),
            date(2026, 3, 31),
            datetime(2026, 3, 31, 13, tzinfo=UTC),
        ),
        (
            "Australia/Lord_Howe",
            datetime(2026, 4, 1, tzinfo=UTC),
            date(2026, 4, 2),
            datetime(2026, 4, 2, 5, tzinfo=UTC),
        ),
        (
            "Australia/Lord_Howe",
            datetime(2026, 4, 1, tzinfo=UTC),
            date(2026, 4, 7),
            datetime(2026, 4, 7, 5, 30, tzinfo=UTC),
        ),
        ("Pacific/Kiritimati", datetime(2026, 4, 1, tzinfo=UTC), date(2026, 4, 2), datetime(2026, 4, 2, 2, tzinfo=UTC)),
    ],
)
def test_each_program_keeps_its_own_zone(app, zone, now, day, utc):
    load(make_file(zone=zone), now)
    assert evening(day).starts_at == utc
    assert evening(day).local_date == day


def test_a_closure_takes_far_meetings_away_and_calls_near_ones_off_in_words(maple):
    load(make_file(closures="[{from: 2026-03-11}, {from: 2026-03-31}]"), NOW)
    assert evening(WEDNESDAY).status == "cancelled"
    assert evening(WEDNESDAY).changed_at == NOW
    assert not list(schedule.sessions_of_program(maple, FAR, FAR))


def test_a_closure_that_is_taken_back_brings_its_meetings_back(maple):
    before = {(entry.local_date, entry.title) for entry in schedule.sessions_of_program(maple, TODAY, NEXT_TUESDAY)}
    load(make_file(closures="[{from: 2026-03-11}, {from: 2026-03-17}]"), NOW)
    load(make_file(), NOW + timedelta(minutes=1))
    after = schedule.sessions_of_program(maple, TODAY, NEXT_TUESDAY)
    assert {(entry.local_date, entry.title) for entry in after if entry.on} == before


def test_a_new_time_counts_from_today_and_says_so_where_people_may_have_read_the_old_one(maple):
    later = make_file(EVENINGS.replace("starts: 16:00", "starts: 16:15"))
    assert load(later, NOW).changes == 3
    soon, far = evening(WEDNESDAY), evening(FAR)
    assert soon.starts_at == datetime(2026, 3, 11, 20, 15, tzinfo=UTC)
    assert soon.previous_starts_at == datetime(2026, 3, 11, 20, tzinfo=UTC)
    assert (far.starts_at.minute, far.changed_at, far.previous_starts_at) == (15, None, None)


def test_a_changed_file_never_touches_what_has_begun(maple):
    friday = datetime(2026, 3, 13, 15, tzinfo=UTC)  # during Friday's morning group
    with transaction():
        schedule.write_out_sessions(friday)
    past = {key: row for key, row in rows().items() if row[6] <= friday}
    load(make_file(EVENINGS.replace("starts: 16:00", "starts: 15:00"), mornings=None), friday)
    now = rows()
    assert past
    assert {key: now[key] for key in past} == past


def test_nothing_is_added_to_the_past_of_a_running_track(maple):
    extra = "      - {days: [tue], starts: 8:00, ends: 9:00, kind: workshop, title: Early, place: Room 2}\n"
    load(make_file(EVENINGS + extra), NOW)
    early = [e for e in schedule.sessions_of_program(maple, date(2026, 3, 1), NEXT_TUESDAY) if e.title == "Early"]
    assert [entry.local_date for entry in early] == [NEXT_TUESDAY]


def test_a_dropped_segment_disappears_ahead_and_is_called_off_near(maple):
    load(make_file(EVENINGS.split("\n", 1)[1]), NOW)
    assert evening(TODAY).status == "cancelled"
    assert not [e for e in schedule.sessions_of_program(maple, FAR, FAR) if e.title == "Skills group"]


def test_segments_that_look_alike_keep_their_own_meetings(app):
    two = (
        "      - {days: [tue], starts: 16:00, ends: 16:10, kind: break, title: Break}\n"
        "      - {days: [tue], starts: 17:00, ends: 17:10, kind: break, title: Break}\n"
    )
    load(make_file(EVENINGS + two), NOW)
    before = rows()
    assert load(make_file(EVENINGS + two), NOW).changes == 0
    load(make_file(EVENINGS + two.replace("17:00, ends: 17:10", "17:05, ends: 17:10")), NOW)
    assert rows().keys() == before.keys()


def test_a_track_that_people_are_in_cannot_vanish_with_a_file(cast, mia):
    before = rows()
    with transaction():
        enrollment.enroll(cast.leo, track_id("morning"), TODAY, NOW)
    with pytest.raises(Conflict, match="track_in_use"):
        load(make_file(mornings=None, closures="[{from: 2026-03-17}]"), NOW)
    assert rows() == before


def test_a_track_without_people_retires_and_can_return(maple):
    load(make_file(mornings=None), NOW)
    assert [track.slug for track in program.tracks(maple) if track.retired_on is None] == ["evening"]
    assert not [
        e for e in schedule.sessions_of_program(maple, FAR, FAR + timedelta(days=30)) if e.title == "Morning group"
    ]
    load(make_file(), NOW)
    assert [track.slug for track in program.tracks(maple) if track.retired_on is None] == ["evening", "morning"]
    assert [e for e in schedule.sessions_of_program(maple, FAR, FAR + timedelta(days=30)) if e.title == "Morning group"]
