"""Who came, at the desk: a tap for each person in one's scope, and nobody outside of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import db
from companion.schedule import attendance
from companion.schedule import service as schedule
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

DURING = NOW + timedelta(hours=3, minutes=10)


@pytest.fixture
def skills(maple):
    day = date(2026, 3, 10)
    found = next(each for each in schedule.sessions_of_program(maple, day, day) if each.title == "Skills group")
    db.session.rollback()
    return found


@pytest.fixture(autouse=True)
def during(at):
    with clock.fixed(DURING):
        yield


def path(session):
    return f"/staff/schedule/{session.id}/attendance"


def test_a_coordinator_marks_everybody_by_taps(cast, at, skills):
    desk = at(cast.cora)
    assert all(name in desk.open(path(skills)).text for name in ("Mia", "Leo"))
    fields = {f"mark-{cast.mia}": "present", f"mark-{cast.leo}": "late"}
    assert "Saved who came." in desk.send(f"{path(skills)}/mark", **fields).text
    assert attendance.attendance_list(skills.id) == {cast.mia: "present", cast.leo: "late"}


def test_a_counselor_sees_and_marks_the_people_they_look_after(cast, at, skills):
    page = at(cast.dana).open(path(skills)).text
    assert "Mia" in page
    assert "Leo" not in page
    assert "and 1 more" in page
    refused = at(cast.dana).send(f"{path(skills)}/mark", **{f"mark-{cast.mia}": "present", f"mark-{cast.leo}": "late"})
    assert refused.status_code == 404
    assert set(attendance.attendance_list(skills.id).values()) == {None}


def test_staff_of_another_program_find_nothing(cast, at, skills):
    assert at(cast.omar).open(path(skills)).status_code == 404
    assert at(cast.omar).send(f"{path(skills)}/mark", **{f"mark-{cast.mia}": "present"}).status_code == 404
    assert at(cast.cora).open(f"/staff/schedule/{uuid4()}/attendance").status_code == 404


@pytest.mark.parametrize("name", ["mark-nobody", "mark-", "mark-7b1f7f3e-7a56-4d8e-9d5c-1c35d0a7c001"])
def test_a_mark_for_nobody_is_not_found(cast, at, skills, name):
    assert at(cast.cora).send(f"{path(skills)}/mark", **{name: "present"}).status_code == 404


def test_a_mark_that_is_none_says_so_and_keeps_the_page(cast, at, skills):
    page = at(cast.cora).send(f"{path(skills)}/mark", **{f"mark-{cast.mia}": "asleep"})
    assert page.status_code == 422
    assert "That mark was not understood" in page.text


def test_before_it_begins_there_is_no_list_yet(cast, at, skills):
    with clock.fixed(NOW):
        assert "half an hour before" in at(cast.cora).open(path(skills)).text


def test_each_person_on_the_list_is_looked_at_by_name(cast, at, skills):
    at(cast.cora).open(path(skills))
    for one in (cast.mia, cast.leo):
        assert "attendance_seen" in [each.action for each in audit.looks_at(one)]


def test_hours_are_shown_for_those_in_scope(cast, at, skills):
    at(cast.cora).send(f"{path(skills)}/mark", **{f"mark-{cast.mia}": "present"})
    page = at(cast.dana).open("/staff/hours?week=2026-03-10").text
    assert "Mia" in page
    assert "Leo" not in page
    assert "9 h" in page
    assert "1.5 h" in page


def test_hours_of_somebody_elses_program_are_not_there(cast, at, skills):
    assert at(cast.omar).open("/staff/hours?program=maple").status_code == 404
    assert at(cast.cora).open("/staff/hours?week=never").status_code == 404
