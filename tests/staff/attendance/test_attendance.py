"""Who came, at the desk: a tap for each person in one's scope, and nobody outside of it."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from companion.absences import service as absences
from companion.absences.rules import Told
from companion.accounts import service as accounts
from companion.audit import service as audit
from companion.audit.models import AuditEntry
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.ids import new_id
from companion.program import service as program
from companion.schedule import attendance
from companion.schedule import service as schedule
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

DURING = NOW + timedelta(hours=3, minutes=10)


def session_called(title, maple):
    day = date(2026, 3, 10)
    found = next(each for each in schedule.sessions_of_program(maple, day, day) if each.title == title)
    db.session.rollback()
    return found


@pytest.fixture
def skills(maple):
    """Led by Dana."""
    return session_called("Skills group", maple)


@pytest.fixture
def process(maple):
    """Led by nobody in particular."""
    return session_called("Process group", maple)


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


@pytest.fixture
def later(process):
    with clock.fixed(process.starts_at):
        yield


@pytest.mark.usefixtures("later")
def test_a_counselor_sees_and_marks_the_people_they_look_after(cast, at, process):
    page = at(cast.dana).open(path(process)).text
    assert "Mia" in page
    assert "Leo" not in page
    assert "and 1 more" in page
    refused = at(cast.dana).send(f"{path(process)}/mark", **{f"mark-{cast.mia}": "present", f"mark-{cast.leo}": "late"})
    assert refused.status_code == 404
    assert set(attendance.attendance_list(process.id).values()) == {None}
    at(cast.dana).send(f"{path(process)}/all")
    assert attendance.attendance_list(process.id) == {cast.mia: "present", cast.leo: None}


def test_who_leads_a_group_by_the_pattern_takes_the_attendance_of_all_of_it(cast, at, skills):
    desk = at(cast.dana)
    page = desk.open(path(skills)).text
    assert "Mia" in page
    assert "Leo" in page
    assert "attendance_seen" in [each.action for each in audit.looks_at(cast.leo)]
    desk.send(f"{path(skills)}/mark", **{f"mark-{cast.leo}": "late"})
    today = desk.send(f"{path(skills)}/all")
    assert "Saved who came." in today.text
    assert attendance.attendance_list(skills.id) == {cast.mia: "present", cast.leo: "late"}
    marked = [one for one in db.session.scalars(select(AuditEntry)) if one.action == "attendance_marked"]
    assert sorted(one.participant_id for one in marked) == sorted([cast.leo, cast.mia])


def test_whoever_writes_their_own_name_into_one_session_does_not_lead_it(cast, at, maple, process):
    with clock.fixed(NOW):
        dana = {"what": "place", "place": "Room 2", "with_name": "Dana", "seen": ""}
        at(cast.dana).send(f"/staff/schedule/{process.id}/change", **dana)
    changed = session_called("Process group", maple)
    assert changed.with_name == "Dana"
    with clock.fixed(process.starts_at):
        assert "Leo" not in at(cast.dana).open(path(process)).text


def test_two_of_one_name_lead_nothing(cast, at, maple, skills):
    with transaction():
        other = accounts.create_account("counselor", "DANA", NOW)
        program.assign_staff(maple, other)
    assert "Leo" not in at(cast.dana).open(path(skills)).text


def test_all_here_is_one_tap_from_today_and_leaves_out_who_cannot_make_it(cast, at, skills):
    with transaction():
        absences.tell(cast.leo, Told(new_id(), skills.id, None, None, DURING), DURING)
    desk = at(cast.cora)
    page = desk.open("/staff/").text
    assert f'action="{path(skills)}/all"' in page
    assert f"{path(skills)}/all" not in desk.send(f"{path(skills)}/all").text, "there is nobody left to mark"
    assert attendance.attendance_list(skills.id)[cast.mia] == "present"
    assert attendance.attendance_list(skills.id)[cast.leo] is None


def test_all_here_before_it_begins_or_for_strangers_marks_nobody(cast, at, skills):
    assert at(cast.omar).send(f"{path(skills)}/all").status_code == 404
    with clock.fixed(NOW):
        assert "half an hour before" in at(cast.cora).send(f"{path(skills)}/all").text
    assert set(attendance.attendance_list(skills.id).values()) == {None}


def test_printed_hours_say_program_and_week(cast, at, skills):
    page = at(cast.cora).open("/staff/hours?week=2026-03-10").text
    heading = re.search(r"<h2>(.*?)</h2>", page, re.DOTALL)
    assert heading is not None
    assert "Maple" in heading.group(1)
    assert "Week of Mar 9, 2026" in heading.group(1)


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
    assert "9\u00a0h" in page
    assert "1\u00a0h\u00a030\u00a0min" in page


def test_hours_of_somebody_elses_program_are_not_there(cast, at, skills):
    assert at(cast.omar).open("/staff/hours?program=maple").status_code == 404
    assert at(cast.cora).open("/staff/hours?week=never").status_code == 404
