"""What the phone says about where somebody is: the first day, the week of their stay, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(
    2026, 3, 10
)  # a Tuesday; the evening track meets Tuesday to Thursday, the morning one Monday, Wednesday, Friday
NEXT_MONDAY = date(2026, 3, 16)


@pytest.fixture
def leo(cast, maple):
    return cast.leo


def at(day: date):
    return clock.fixed(NOW + (day - TODAY))


def about(browser, address: str = "/api/v1/schedule") -> dict:
    return browser.get(address).get_json()["enrollment"]


def enroll(person, day: date, track: str = "evening") -> None:
    with transaction():
        enrollment.enroll(person, track_id(track), day, NOW)


def test_the_days_an_answer_is_about_are_in_it(mia, signed_in):
    found = signed_in(mia).get("/api/v1/schedule").get_json()
    assert (found["start"], found["end"]) == ("2026-03-09", "2026-03-24")


def test_the_first_day_is_the_first_with_something_they_are_expected_at(leo, signed_in):
    enroll(leo, date(2026, 3, 13))  # a Friday; the evenings begin again on Tuesday
    browser = signed_in(leo)
    assert about(browser)["begins_on"] == "2026-03-17"
    for day, shown in ((13, True), (16, True), (17, True), (18, False), (20, False), (24, False)):
        with at(date(2026, 3, day)):
            assert bool(about(browser)["first_day"]) is shown, day


def test_the_days_looked_at_for_the_first_day_are_not_sent_along(leo, signed_in):
    enroll(leo, TODAY)
    with at(date(2026, 3, 17)):
        found = signed_in(leo).get("/api/v1/schedule").get_json()
    assert min(one["local_date"] for one in found["sessions"]) == "2026-03-17"
    assert found["weeks"][0]["starts_on"] == "2026-03-16"


def test_a_first_day_that_is_called_off_moves_on_to_the_next(leo, signed_in):
    enroll(leo, TODAY + timedelta(days=1))
    with transaction():
        for one in schedule.sessions_of(leo, TODAY, TODAY + timedelta(days=1)):
            schedule.change_session(one.id, SessionChange(cancel=True), NOW)
    with at(TODAY + timedelta(days=2)):
        found = about(signed_in(leo))
    assert (found["begins_on"], bool(found["first_day"])) == ("2026-03-12", True)


def test_somebody_long_since_here_has_no_first_day_card_on_any_day(mia, signed_in):
    browser = signed_in(mia)
    for day in range(21):
        with at(TODAY + timedelta(days=day)):
            assert about(browser)["first_day"] is None


def test_a_coming_move_is_said_and_then_it_is_simply_so(mia, signed_in):
    with transaction():
        schedule.move_enrollment(mia, track_id("morning"), NEXT_MONDAY, NOW)
    browser = signed_in(mia)
    found = about(browser)
    assert (found["track_name"], found["week_number"]) == ("Evenings", 2)
    assert found["next"] == {"starts_on": "2026-03-16", "track_name": "Mornings", "days": None}
    with at(NEXT_MONDAY):
        found = about(browser)
    assert (found["track_name"], found["next"], found["first_day"]) == ("Mornings", None, None)
    assert (found["week_number"], found["about_weeks"]) == (3, 10), "weeks go on through a move"


def test_a_move_planned_again_is_said_as_it_is_now(mia, signed_in):
    with transaction():
        schedule.move_enrollment(mia, track_id("morning"), NEXT_MONDAY, NOW)
        schedule.move_enrollment(mia, track_id("evening"), NEXT_MONDAY, NOW)
    assert about(signed_in(mia))["next"]["track_name"] == "Evenings"


def test_coming_own_days_are_said_by_their_weekdays(mia, signed_in):
    with transaction():
        enrollment.set_own_days(mia, [1, 3], NEXT_MONDAY, NOW)
    browser = signed_in(mia)
    assert about(browser)["next"] == {"starts_on": "2026-03-16", "track_name": None, "days": ["tue", "thu"]}
    with at(NEXT_MONDAY):
        assert about(browser)["next"] is None


def test_of_two_coming_changes_the_earlier_one_is_said(mia, signed_in):
    with transaction():
        enrollment.set_own_days(mia, [1], TODAY + timedelta(days=2), NOW)
        schedule.move_enrollment(mia, track_id("morning"), NEXT_MONDAY, NOW)
    assert about(signed_in(mia))["next"]["days"] == ["tue"]


def test_fewer_days_are_step_down(mia, signed_in):
    with transaction():
        enrollment.set_own_days(mia, [1, 3], TODAY, NOW)
        enrollment.advance_phases(NOW)
    assert about(signed_in(mia))["phase"] == "step_down"


def test_who_comes_back_begins_anew(mia, signed_in):
    with transaction():
        schedule.complete_enrollment(mia, TODAY - timedelta(days=1), NOW)
        schedule.bring_back(mia, track_id("evening"), NEXT_MONDAY, NOW)
    browser = signed_in(mia)
    found = about(browser)
    assert (found["phase"], found["next"]["track_name"]) == ("completed", "Evenings")
    with at(NEXT_MONDAY):
        found = about(browser)
    assert (found["week_number"], found["first_day"]["ask_for"]) == (1, "Dana")


def test_nobody_reads_where_somebody_else_is_going(mia, leo, signed_in, client):
    with transaction():
        schedule.move_enrollment(mia, track_id("morning"), NEXT_MONDAY, NOW)
    assert about(signed_in(leo)) is None
    assert client.get("/api/v1/schedule").status_code == 401
