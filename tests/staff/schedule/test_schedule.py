"""Schedule: looking first, then changing one meeting and telling exactly those it concerns."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from companion.kernel.database import db, transaction
from companion.program.rules import Pattern
from companion.reminders import service as reminders
from companion.reminders.rules import CHANGED
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import track_id
from tests.staff.desk import without_token

CANCEL = {"what": "cancel"}
MOVE = {"what": "move", "day": "2026-03-11", "starts": "17:00", "ends": "18:30"}


@pytest.fixture
def skills(maple):
    """Today's skills group, 4 pm in New York."""
    day = date(2026, 3, 10)
    found = next(each for each in schedule.sessions_of_program(maple, day, day) if each.title == "Skills group")
    db.session.rollback()
    return found


def test_a_week_is_shown_by_day_and_track(cast, at):
    page = at(cast.dana).open("/staff/schedule?week=2026-03-11").text
    assert page.index("Morning group") < page.index("Skills group")
    assert "4:00 PM" in page


@pytest.mark.parametrize("query", ["program=oak", "week=yesterday", "week=9999-01-01", "week=0001-01-01"])
def test_a_week_or_program_that_is_not_there(cast, at, query):
    assert at(cast.dana).open(f"/staff/schedule?{query}").status_code == 404


def test_somebody_elses_program_answers_like_one_that_does_not_exist(cast, at):
    desk = at(cast.omar)
    foreign, random = desk.open("/staff/schedule?program=maple"), desk.open("/staff/schedule?program=oak")
    assert foreign.status_code == random.status_code == 404
    assert without_token(foreign) == without_token(random)


def test_looking_shows_whom_and_what_in_both_languages_and_changes_nothing(cast, at, skills):
    page = at(cast.dana).send(f"/staff/schedule/{skills.id}/preview", **CANCEL).text
    assert "2 people are told" in page
    assert "Canceled: Tuesday, 4:00 PM" in page
    assert "Cancelado: martes, 4:00 p. m." in page
    assert schedule.session_state(skills.id) == skills
    assert reminders.explain(cast.mia, NOW) == []


def test_confirming_changes_the_meeting_and_plans_the_telling(cast, at, skills):
    at(cast.dana).send(f"/staff/schedule/{skills.id}/change", **CANCEL)
    assert not schedule.session_state(skills.id).on
    for told in (cast.mia, cast.leo):
        assert [each.kind for each in reminders.explain(told, NOW)].count(CHANGED) == 1
    assert CHANGED not in [each.kind for each in reminders.explain(cast.ana, NOW)]


def test_a_meeting_moves_in_the_programs_own_time(cast, at, skills):
    at(cast.dana).send(f"/staff/schedule/{skills.id}/change", **MOVE)
    after = schedule.session_state(skills.id)
    assert after.starts_at == datetime(2026, 3, 11, 21, 0, tzinfo=UTC)
    assert after.previous_starts_at == skills.starts_at


def test_a_place_and_a_link_can_be_given_or_taken_away(cast, at, skills):
    fields = {"what": "place", "place": "Garden room", "join_url": ""}
    at(cast.dana).send(f"/staff/schedule/{skills.id}/change", **fields)
    after = schedule.session_state(skills.id)
    assert (after.place, after.join_url, after.starts_at) == ("Garden room", None, skills.starts_at)


def test_a_change_can_be_taken_back(cast, at, skills):
    desk = at(cast.dana)
    desk.send(f"/staff/schedule/{skills.id}/change", **CANCEL)
    seen = schedule.session_state(skills.id).changed_at.isoformat()
    desk.send(f"/staff/schedule/{skills.id}/change", what="restore", seen=seen)
    assert schedule.session_state(skills.id).on


def test_two_people_do_not_overwrite_each_other(cast, at, skills):
    at(cast.dana).send(f"/staff/schedule/{skills.id}/change", **CANCEL)
    late = at(cast.cora).send(f"/staff/schedule/{skills.id}/change", **MOVE)
    assert late.status_code == 422
    assert "in the meantime" in late.text
    assert not schedule.session_state(skills.id).on


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"what": "explode"},
        {"what": "move"},
        MOVE | {"ends": "16:00"},
        MOVE | {"day": "2026-03-09"},
        MOVE | {"starts": "late"},
        {"what": "place", "join_url": "http://plain.example"},
        {"what": "place", "place": "x" * 121},
        {"what": "cancel", "seen": "yesterday"},
        {"what": "cancel", "seen": "2026-03-10T10:00:00"},
    ],
)
@pytest.mark.parametrize("step", ["preview", "change"])
def test_a_change_that_makes_no_sense_says_so_and_changes_nothing(cast, at, skills, fields, step):
    answer = at(cast.dana).send(f"/staff/schedule/{skills.id}/{step}", **fields)
    assert answer.status_code == 422
    assert schedule.session_state(skills.id) == skills


@pytest.mark.parametrize("step", ["preview", "change"])
def test_a_meeting_of_another_program_is_not_there(cast, at, skills, step):
    desk = at(cast.omar)
    foreign, random = (desk.send(f"/staff/schedule/{one}/{step}", **CANCEL) for one in (skills.id, uuid4()))
    assert foreign.status_code == random.status_code == 404
    assert without_token(foreign) == without_token(random)
    assert schedule.session_state(skills.id) == skills


def test_a_one_to_one_is_there_only_for_those_who_may_know_the_person(cast, at):
    plan = Pattern(1, time(15), time(16), "individual", "Quiet talk")
    with transaction():
        meeting = schedule.add_one_to_one(cast.leo, track_id(), date(2026, 3, 10), plan, NOW)
    assert at(cast.cora).open(f"/staff/schedule/{meeting}").status_code == 200
    assert at(cast.dana).open(f"/staff/schedule/{meeting}").status_code == 404
    assert "Quiet talk" not in at(cast.dana).open("/staff/schedule").text


def test_without_the_forms_token_nothing_changes(cast, at, skills):
    assert at(cast.dana).browser.post(f"/staff/schedule/{skills.id}/change", data=CANCEL).status_code == 400
    assert schedule.session_state(skills.id) == skills
