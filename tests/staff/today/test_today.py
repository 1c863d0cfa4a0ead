"""Today: whom one may read there, and requests that only one's own care team can take."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program.rules import Pattern
from companion.safety import crisis_lines
from companion.schedule import service as schedule
from companion.sharing import duty
from tests.audit.conftest import found
from tests.cast import NOW
from tests.program.builders import track_id
from tests.staff.desk import without_token


@pytest.fixture
def request_of(cast):
    def ask(participant_id):
        with transaction():
            attention.raise_item(participant_id, "call_wanted", uuid4(), NOW, NOW)
        return attention.items_for_staff([participant_id], NOW)[0].id

    return ask


def test_today_names_the_people_one_looks_after_and_counts_the_others(cast, at):
    page = at(cast.dana).open("/staff/").text
    assert "Skills group" in page
    assert "Mia" in page
    assert "Leo" not in page
    assert "and 1 more" in page


def test_a_coordinator_reads_every_name_of_the_program(cast, at):
    page = at(cast.cora).open("/staff/").text
    assert [page.count(f">{name}</a>") for name in ("Leo", "Mia")] == [1, 1], "each once, not at every session"
    assert page.count("every session") == 2
    assert "2 people are expected" in page


def test_ones_own_groups_come_first(cast, at):
    with transaction():
        mine = accounts.create_account("participant", "Early", NOW)
        enrollment.enroll(mine, track_id("morning"), date(2026, 3, 9), NOW)
    with clock.fixed(NOW + timedelta(days=1)):
        order = re.compile(r"<h3>(.*?)</h3>")
        assert order.findall(at(cast.cora).open("/staff/").text) == ["Evenings", "Mornings"]
        with transaction():
            accounts.add_to_care_team(mine, cast.cora, NOW)
        assert order.findall(at(cast.cora).open("/staff/").text) == ["Mornings", "Evenings"]


def test_who_comes_for_a_part_is_named_with_that_part(cast, at, one_to_one):
    page = " ".join(at(cast.cora).open("/staff/").text.split())
    leo = page[page.index(">Leo</a>") :]
    assert "Quiet talk" in leo[: leo.index("</li>")]


def test_staff_of_no_program_see_no_meetings(cast, at):
    page = at(cast.omar).open("/staff/").text
    assert "Skills group" not in page
    assert "Mia" not in page


def test_somebody_elses_one_to_one_is_not_shown(cast, at, one_to_one):
    assert "Quiet talk" in at(cast.cora).open("/staff/").text
    assert "Quiet talk" not in at(cast.dana).open("/staff/").text


@pytest.fixture
def one_to_one(cast, maple):
    plan = Pattern(1, time(15), time(16), "individual", "Quiet talk")
    with transaction():
        return schedule.add_one_to_one(cast.leo, track_id(), date(2026, 3, 10), plan, NOW)


def taken(desk, item):
    """Opened, and then taken."""
    assert desk.open(f"/staff/requests/{item}").status_code == 200
    return desk.send(f"/staff/requests/{item}/acknowledge")


def test_a_request_reaches_the_care_team_and_nobody_else(cast, at, request_of):
    request_of(cast.mia)
    assert "asked for a call" in at(cast.dana).open("/staff/").text
    for outsider in (cast.omar, cast.cora, cast.ruth):
        assert "asked for a call" not in at(outsider).open("/staff/").text


def test_after_four_working_hours_it_is_with_those_who_coordinate_the_program_too(cast, at, request_of):
    """Asked for at one, with somebody there until five."""
    item = request_of(cast.mia)
    with clock.fixed(NOW + timedelta(hours=3, minutes=59)):
        assert "asked for a call" not in at(cast.cora).open("/staff/").text
    with clock.fixed(NOW + timedelta(hours=4)):
        desk = at(cast.cora)
        page = desk.open("/staff/").text
        assert "waiting 4 working hours" in page
        assert "asked for a call" not in at(cast.omar).open("/staff/").text
        assert "Cora is on it" in taken(desk, item).text
        assert "Cora is on it" in at(cast.dana).open("/staff/").text
        desk.send(f"/staff/requests/{item}/close", reason="contacted")
    assert attention.items_for_staff([cast.mia], NOW) == []


def test_after_twelve_hours_it_says_overdue_until_somebody_takes_it(cast, at, request_of):
    item = request_of(cast.mia)
    with clock.fixed(NOW + timedelta(hours=12)):
        desk = at(cast.dana)
        assert "overdue: waiting 12 hours" in desk.open("/staff/").text
        assert "overdue" not in taken(desk, item).text


def test_what_was_taken_in_time_never_reaches_those_who_coordinate(cast, at, request_of):
    item = request_of(cast.mia)
    taken(at(cast.dana), item)
    with clock.fixed(NOW + timedelta(hours=13)):
        assert "asked for a call" not in at(cast.cora).open("/staff/").text


def test_of_two_who_take_it_the_second_is_told_who_was_first(cast, at, request_of):
    item = request_of(cast.mia)
    with clock.fixed(NOW + timedelta(hours=5)):
        first, second = at(cast.dana), at(cast.cora)
        second.open("/staff/")
        taken(first, item)
        assert "Somebody else" in taken(second, item).text


def test_seeing_a_request_is_written_down(cast, at, request_of):
    request_of(cast.mia)
    at(cast.dana).open("/staff/")
    db.session.rollback()
    assert (cast.dana, "request_seen") in [(entry.actor_id, entry.action) for entry in audit.looks_at(cast.mia)]


def test_a_request_is_acknowledged_and_then_closed_with_a_reason(cast, at, request_of):
    desk, item = at(cast.dana), request_of(cast.mia)
    assert "Dana is on it" in taken(desk, item).text
    desk.send(f"/staff/requests/{item}/close", reason="contacted")
    assert attention.items_for_staff([cast.mia], NOW) == []
    actions = {entry.action for entry in audit.looks_at(cast.mia)}
    assert {"request_acknowledged", "request_closed"} <= actions


def test_closing_needs_a_reason(cast, at, request_of):
    item = request_of(cast.mia)
    taken(at(cast.dana), item)
    at(cast.dana).send(f"/staff/requests/{item}/close", reason="bored")
    assert attention.items_for_staff([cast.mia], NOW)


@pytest.mark.parametrize("deed", ["acknowledge", "close", "deed"])
def test_somebody_elses_request_is_not_there(cast, at, request_of, deed):
    item, desk = request_of(cast.mia), at(cast.omar)
    foreign, random = (
        desk.send(f"/staff/requests/{one}/{deed}", reason="contacted", what="contacted") for one in (item, uuid4())
    )
    assert foreign.status_code == random.status_code == 404
    assert without_token(foreign) == without_token(random)
    assert attention.items_for_staff([cast.mia], NOW)[0].state == "open"


def test_what_nobody_opened_nobody_takes(cast, at, request_of):
    item = request_of(cast.mia)
    assert "Open it first" in at(cast.dana).send(f"/staff/requests/{item}/acknowledge").text
    assert attention.items_for_staff([cast.mia], NOW)[0].state == "open"


def test_trying_twice_and_handing_it_up_is_shown_step_by_step(cast, at, request_of):
    item, desk = request_of(cast.mia), at(cast.dana)
    taken(desk, item)
    for _ in range(2):
        page = desk.send(f"/staff/requests/{item}/deed", what="attempted").text
    assert "tried 2 times" in page
    assert "asked for a call" not in at(cast.cora).open("/staff/requests").text
    desk.send(f"/staff/requests/{item}/deed", what="escalated")
    assert "handed up" in at(cast.cora).open("/staff/requests").text
    assert "Cora is on it" in taken(at(cast.cora), item).text


def test_a_person_with_no_care_team_and_nobody_on_duty_is_the_coordinators_at_once(cast, at, request_of):
    request_of(cast.leo)
    assert "asked for a call" in at(cast.cora).open("/staff/requests").text
    assert "asked for a call" not in at(cast.omar).open("/staff/requests").text


def test_whoever_is_on_duty_sees_the_requests_of_the_program(cast, at, request_of, maple):
    with transaction():
        duty.add_duty(maple, cast.dana, [1], time(9), time(17))
    request_of(cast.leo)
    assert "asked for a call" in at(cast.dana).open("/staff/requests").text


def test_names_read_in_a_list_are_written_down_for_each_person_once_a_day(cast, at):
    for _ in range(3):
        at(cast.dana).open("/staff/")
        at(cast.dana).open("/staff/people")
    db.session.rollback()
    assert [(one.actor_id, one.action) for one in audit.looks_at(cast.mia)] == [(cast.dana, "listed")]
    assert audit.looks_at(cast.leo) == [], "counted, not named"
    assert found() is None
    with clock.fixed(NOW + timedelta(days=1, hours=1)):
        at(cast.dana).open("/staff/people")
    db.session.rollback()
    assert len(audit.looks_at(cast.mia)) == 2


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "were last reviewed on Nov 22, 2026"), ("es", "fue el 22 nov 2026, hace más de 90")],
)
def test_an_admin_reads_that_nobody_has_tried_the_crisis_lines_for_long(cast, at, language, sentence, monkeypatch):
    monkeypatch.setitem(crisis_lines.read_crisis_lines(), "reviewed_on", "2026-11-22")
    with transaction():
        accounts.choose_language(cast.ruth, language)
    with clock.fixed(datetime(2027, 2, 20, 12, tzinfo=UTC)):
        assert sentence not in at(cast.ruth).open("/staff/").text
    with clock.fixed(datetime(2027, 2, 21, 12, tzinfo=UTC)):
        assert sentence in at(cast.ruth).open("/staff/").text
        assert sentence not in at(cast.dana).open("/staff/").text
