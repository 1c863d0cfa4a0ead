"""Who comes to a meeting as well: expected there whatever their own days are, counted for room, and never dropped silently."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.enrollment import capacity
from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.schedule import attendance, conflicts, guests, sessions
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import MORNINGS, evening, load, make_file, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FRIDAY, MONDAY = date(2026, 3, 13), date(2026, 3, 9)


def morning(maple, day=FRIDAY):
    return next(one for one in schedule.sessions_of_program(maple, day, day) if one.title == "Morning group")


def visit(session, whose):
    with transaction():
        guests.add_guest(session.id, whose)


def test_a_guest_is_expected_told_and_sees_it_like_everybody_else(mia, maple):
    group = morning(maple)
    visit(group, mia)
    assert sessions.who_is_told(group.id) == [mia]
    assert sessions.session_of(mia, group.id).id == group.id
    assert group.id in {one.id for one in sessions.sessions_of(mia, FRIDAY, FRIDAY)}
    assert (mia, group.id) in {(who, one.id) for who, one in sessions.expected_on(maple, FRIDAY)}
    begin, end = group.starts_at - timedelta(hours=1), group.starts_at + timedelta(hours=1)
    assert (mia, group.id) in {(who, one.id) for who, one in sessions.upcoming(begin, end)}
    assert group.id in {one.id for one in outlook(begin, end).of(enrollment.records_of([mia]))[mia]}


def outlook(begin, end):
    return schedule.Forecast(begin, end, begin, end)


def test_a_guest_on_a_day_that_is_not_theirs_comes_all_the_same(mia, maple):
    with transaction():
        enrollment.set_own_days(mia, {1}, date(2026, 3, 10), NOW)
    thursday = evening(date(2026, 3, 12), "Process group")
    assert not sessions.is_expected(mia, thursday.id)
    visit(thursday, mia)
    assert sessions.is_expected(mia, thursday.id)
    assert sessions.who_is_told(thursday.id) == [mia]


def test_who_is_expected_anyway_counts_once(mia, maple):
    tuesday = evening(date(2026, 3, 10), "Process group")
    visit(tuesday, mia)
    assert sessions.who_is_told(tuesday.id) == [mia]
    day = tuesday.local_date
    assert [one.id for one in sessions.sessions_of(mia, day, day)].count(tuesday.id) == 1
    ahead = outlook(tuesday.starts_at - timedelta(hours=4), tuesday.ends_at).of(enrollment.records_of([mia]))[mia]
    assert [one.id for one in ahead].count(tuesday.id) == 1


def test_room_is_places_less_who_is_expected(mia, maple, cast):
    group, other = morning(maple), morning(maple, MONDAY + timedelta(days=7))
    assert guests.places_left([group.id]) == {group.id: None}
    with transaction():
        capacity.set_capacity(maple, track_id("morning"), 1)
        enrollment.enroll(cast.leo, track_id("morning"), date(2026, 3, 16), NOW)
    assert guests.places_left([group.id, other.id]) == {group.id: 1, other.id: 0}
    visit(group, mia)
    assert guests.places_left([group.id]) == {group.id: 0}


def test_nobody_is_squeezed_in_and_nothing_stays_of_the_try(mia, maple, cast):
    group = morning(maple)
    with transaction():
        capacity.set_capacity(maple, track_id("morning"), 1)
        enrollment.enroll(cast.leo, track_id("morning"), MONDAY, NOW)
    with pytest.raises(Conflict) as refused:
        visit(group, mia)
    assert refused.value.code == "no_room"
    assert guests.guests_of([group.id]) == {}


def test_who_is_in_no_track_that_day_is_no_guest(maple, cast):
    with pytest.raises(Conflict) as refused:
        visit(morning(maple), cast.leo)
    assert refused.value.code == "not_enrolled_then"
    assert guests.guests_of([morning(maple).id]) == {}


def test_removing_is_harmless_to_repeat(mia, maple):
    group = morning(maple)
    visit(group, mia)
    for _ in range(2):
        with transaction():
            guests.remove_guest(group.id, mia)
    assert sessions.who_is_told(group.id) == []


def test_a_made_up_week_is_planned_as_before_and_counts_what_was_attended(mia, maple, cast):
    missed, group = evening(date(2026, 3, 10), "Process group"), morning(maple)
    visit(group, mia)
    after = datetime(2026, 3, 15, 12, tzinfo=UTC)
    with transaction():
        attendance.mark_attendance(missed.id, {mia: "excused"}, cast.dana, after)
        attendance.mark_attendance(group.id, {mia: "present"}, cast.dana, after)
    (hers,) = [one for one in attendance.week_hours(maple, MONDAY, after) if one.participant_id == mia]
    assert (hers.planned, hers.attended) == (9 * 60, 3 * 60)


@pytest.mark.parametrize("weeks", [1, 4])
def test_a_meeting_somebody_was_promised_is_called_off_in_words_however_far_ahead(mia, maple, weeks):
    far = morning(maple, FRIDAY + timedelta(weeks=weeks))
    visit(far, mia)
    load(
        make_file(
            mornings="      - {days: [mon], starts: 9:00, ends: 12:00, kind: process_group, title: Morning group, place: Room 1}\n"
        ),
        NOW,
    )
    found = schedule.session_state(far.id)
    assert found is not None
    assert (found.status, found.changed) == ("cancelled", True)
    later = NOW + timedelta(hours=1)
    with transaction():
        assert schedule.write_out_sessions(later) == 0


def test_one_that_moves_far_ahead_is_marked_for_its_guests(mia, maple):
    far = morning(maple, FRIDAY + timedelta(weeks=4))
    visit(far, mia)
    load(make_file(mornings=MORNINGS.replace("9:00", "8:00").replace("12:00", "11:00")), NOW)
    found = schedule.session_state(far.id)
    assert found is not None
    assert found.previous_starts_at == far.starts_at


def test_being_a_guest_elsewhere_can_pull_somebody_apart(mia, maple):
    group, skills = morning(maple, date(2026, 3, 11)), evening(date(2026, 3, 11))
    visit(group, mia)
    with transaction():
        schedule.change_session(skills.id, SessionChange(starts=time(10), ends=time(11)), NOW)
    found = conflicts.find_conflicts(maple, [skills.id])
    assert [(one.kind, one.people) for one in found if one.kind == conflicts.PEOPLE] == [(conflicts.PEOPLE, 1)]


def test_the_program_file_loaded_again_leaves_guests_alone(mia, maple):
    visit(morning(maple), mia)
    load(make_file(), NOW)
    assert guests.guests_of([morning(maple).id]) == {morning(maple).id: {mia}}
