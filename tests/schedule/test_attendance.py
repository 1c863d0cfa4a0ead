"""Who came: marks on meetings that have begun, kept whatever happens to the calendar, and added up by week."""

from datetime import date, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program import service as program
from companion.schedule import attendance
from companion.schedule import rules as service
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import load, make_file, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TUESDAY = date(2026, 3, 10)
MONDAY = date(2026, 3, 9)
IN_SESSION = NOW + timedelta(hours=3, minutes=10)


def meeting(maple, title="Skills group", day=TUESDAY):
    return next(one for one in schedule.sessions_of_program(maple, day, day) if one.title == title)


def mark(session, marks, cast, now=IN_SESSION):
    with transaction():
        return attendance.mark_attendance(session.id, marks, cast.dana, now)


@pytest.fixture
def skills(maple):
    return meeting(maple)


def test_the_list_is_who_is_expected_and_nobody_else(mia, skills):
    assert attendance.attendance_list(skills.id) == {mia: None}


def test_a_mark_is_kept_changed_and_taken_away(mia, skills, cast):
    assert mark(skills, {mia: "late"}, cast) == 1
    assert mark(skills, {mia: "late"}, cast) == 0
    assert mark(skills, {mia: "present"}, cast) == 1
    assert attendance.attendance_list(skills.id) == {mia: "present"}
    assert mark(skills, {mia: None}, cast) == 1
    assert attendance.attendance_list(skills.id) == {mia: None}


def test_nobody_is_marked_before_the_list_opens(mia, skills, cast):
    with pytest.raises(Conflict) as refused:
        mark(skills, {mia: "present"}, cast, skills.starts_at - timedelta(minutes=31))
    assert refused.value.code == "not_begun"
    assert mark(skills, {mia: "present"}, cast, skills.starts_at - timedelta(minutes=30)) == 1


def test_a_cancelled_meeting_has_no_list(mia, skills, cast):
    with transaction():
        schedule.change_session(skills.id, service.SessionChange(cancel=True), NOW)
    with pytest.raises(Conflict) as refused:
        mark(skills, {mia: "present"}, cast)
    assert refused.value.code == "meeting_cancelled"


def test_an_unknown_mark_or_person_changes_nothing(mia, skills, cast):
    with pytest.raises(Invalid):
        mark(skills, {mia: "asleep"}, cast)
    with pytest.raises(NotFound):
        mark(skills, {mia: "present", cast.leo: "present"}, cast)
    with pytest.raises(NotFound), transaction():
        attendance.mark_attendance(new_id(), {mia: "present"}, cast.dana, NOW)
    assert attendance.attendance_list(skills.id) == {mia: None}


def test_marks_stay_when_the_pattern_changes_and_when_the_person_leaves_the_track(mia, skills, cast):
    mark(skills, {mia: "present"}, cast)
    load(
        make_file("      - {days: [mon], starts: 9:00, ends: 12:00, kind: workshop, title: New, place: Room 1}\n"),
        IN_SESSION,
    )
    with transaction():
        schedule.complete_enrollment(mia, TUESDAY, IN_SESSION)
    assert attendance.attendance_list(skills.id) == {mia: "present"}


def test_a_week_counts_what_was_planned_and_what_people_came_to(mia, maple, skills, cast):
    mark(skills, {mia: "remote"}, cast)
    mark(meeting(maple, "Process group"), {mia: "absent"}, cast, NOW + timedelta(hours=6))
    (week,) = attendance.week_hours(maple, MONDAY, NOW + timedelta(days=1))
    assert (week.planned, week.attended, week.unmarked) == (9 * 60, 90, 0)
    assert not week.outside


def test_what_began_and_nobody_marked_is_said(mia, maple):
    (week,) = attendance.week_hours(maple, MONDAY, NOW + timedelta(days=1))
    assert (week.attended, week.unmarked) == (0, 180)


def test_breaks_count_neither_way(mia, maple, cast):
    mark(meeting(maple, "Break"), {mia: "present"}, cast, NOW + timedelta(hours=5))
    assert attendance.week_hours(maple, MONDAY, NOW + timedelta(days=1))[0].attended == 0


def test_a_week_outside_the_usual_hours_is_pointed_out(mia, maple):
    with transaction():
        enrollment.set_own_days(mia, {1, 2}, TUESDAY, NOW)
    (week,) = attendance.week_hours(maple, MONDAY, NOW)
    assert week.outside


def test_a_week_of_a_program_with_nobody_in_it_is_empty(maple):
    assert attendance.week_hours(maple, MONDAY, NOW) == []


def test_a_track_is_named_for_each_person(mia, maple):
    assert attendance.week_hours(maple, MONDAY, NOW)[0].track_name == program.tracks(maple)[0].name
    assert track_id() == program.tracks(maple)[0].id
