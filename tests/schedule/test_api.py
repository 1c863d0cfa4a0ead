"""GET /schedule: what the phone keeps for −1…+14 days, for its own person and nobody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.ids import new_id
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import load, make_file, track_id
from tests.support.statements import overheard

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)
WEEK = "/api/v1/schedule?start=2026-03-09&end=2026-03-15"


def get(browser, address: str = WEEK) -> dict:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_today_and_the_next_two_weeks_unless_other_days_are_asked_for(mia, signed_in):
    days = [session["local_date"] for session in get(signed_in(mia), "/api/v1/schedule")["sessions"]]
    assert (min(days), max(days)) == ("2026-03-10", "2026-03-24")


def test_a_session_carries_instants_wall_times_place_and_kind(mia, signed_in):
    first = get(signed_in(mia))["sessions"][0]
    first.pop("id")
    assert first == {
        "local_date": "2026-03-10",
        "starts_at": "2026-03-10T20:00:00.000Z",
        "ends_at": "2026-03-10T21:30:00.000Z",
        "starts_local": "16:00",
        "ends_local": "17:30",
        "kind": "skills_group",
        "title": "Skills group",
        "place": "Room 2",
        "join_url": None,
        "optional": False,
        "status": "scheduled",
        "changed": False,
        "previous_starts_at": None,
        "with_name": "Dana",
        "modality": None,
        "remote": False,
        "bring": [],
        "as_written": None,
        "untranslated": False,
    }


def test_the_week_says_nine_hours_on_three_days_even_when_asked_from_its_middle(mia, signed_in):
    (week,) = get(signed_in(mia), "/api/v1/schedule?start=2026-03-12&end=2026-03-12")["weeks"]
    assert (week["starts_on"], week["planned_days"], week["planned_minutes"]) == ("2026-03-09", 3, 540)
    assert week["days"][0] == {"local_date": "2026-03-10", "minutes": 180}


def test_program_and_enrollment_come_along(mia, signed_in):
    found = get(signed_in(mia))
    assert found["program"]["zone"] == "America/New_York"
    assert found["program"]["address"] == "1 Main Street, Springfield"
    (phone,) = found["program"]["phones"]
    assert phone.pop("open")[1] == {
        "opens_at": "2026-03-11T13:00:00.000Z",
        "closes_at": "2026-03-11T21:00:00.000Z",
        "local_date": "2026-03-11",
        "opens_local": "09:00",
        "closes_local": "17:00",
    }
    assert phone == {
        "label": "Front desk",
        "number": "+1 555 010 0100",
        "hours": [{"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"}],
        "open_now": True,
    }
    assert found["enrollment"] == {
        "phase": "active",
        "track_name": "Evenings",
        "starts_on": "2026-03-02",
        "begins_on": "2026-03-02",
        "week_number": 2,
        "about_weeks": 10,
        "completed_on": None,
        "exit": None,
        "ended_on": None,
        "leave": None,
        "said": None,
        "hides_craving": False,
        "modules": [],
        "weekly_items": [],
        "first_day": None,
        "next": None,
    }


@pytest.mark.parametrize(("hour", "is_open"), [(12, False), (13, True), (20, True), (21, False)])
def test_the_phone_is_open_in_its_hours_on_the_programs_clock(mia, signed_in, hour, is_open):
    browser = signed_in(mia)
    with clock.fixed(datetime(2026, 3, 10, hour, tzinfo=UTC)):
        assert get(browser)["program"]["phones"][0]["open_now"] is is_open


def test_on_the_closed_days_of_the_program_the_desk_opens_for_nobody(mia, signed_in):
    load(make_file(closures="[{from: 2026-03-10, to: 2026-03-11}, {from: 2026-01-01}]"), NOW)
    (phone,) = get(signed_in(mia))["program"]["phones"]
    assert phone["open_now"] is False
    assert [one["local_date"] for one in phone["open"]][:2] == ["2026-03-12", "2026-03-13"]


def test_the_first_day_card_is_there_until_the_first_day_is_over(cast, maple, signed_in):
    with transaction():
        enrollment.enroll(cast.leo, track_id(), TODAY + timedelta(days=1), NOW)
    browser = signed_in(cast.leo)
    assert get(browser)["enrollment"]["first_day"] == {
        "where": "1 Main Street",
        "door": "The blue one",
        "bring": ["A photo ID"],
        "ask_for": "Dana",
        "join_url": None,
    }
    with clock.fixed(NOW + timedelta(days=2)):
        assert get(browser)["enrollment"]["first_day"] is None


def test_a_moved_and_a_cancelled_session_say_so(mia, signed_in):
    skills, _, process = schedule.sessions_of(mia, TODAY, TODAY)
    with transaction():
        schedule.change_session(skills.id, SessionChange(starts=time(15)), NOW)
        schedule.change_session(process.id, SessionChange(cancel=True), NOW)
    found = {session["id"]: session for session in get(signed_in(mia))["sessions"]}
    moved, cancelled = found[str(skills.id)], found[str(process.id)]
    assert (moved["starts_local"], moved["changed"], moved["previous_starts_at"]) == (
        "15:00",
        True,
        "2026-03-10T20:00:00.000Z",
    )
    assert (cancelled["status"], cancelled["changed"]) == ("cancelled", True)


def test_after_completion_the_program_stays_and_the_meetings_end(mia, signed_in):
    with transaction():
        schedule.complete_enrollment(mia, TODAY - timedelta(days=1), NOW)
    found = get(signed_in(mia), "/api/v1/schedule")
    assert (found["sessions"], found["enrollment"]["phase"]) == ([], "completed")
    assert found["enrollment"]["completed_on"] == "2026-03-09"
    assert found["program"]["phones"]


def test_somebody_not_enrolled_yet_gets_an_empty_schedule(cast, maple, signed_in):
    empty = {"start": None, "end": None, "program": None, "enrollment": None, "sessions": [], "weeks": []}
    assert get(signed_in(cast.leo)) == empty


@pytest.mark.parametrize(
    "query",
    [
        "start=2026-03-09",
        "end=2026-03-09",
        "start=2026-03-10&end=2026-03-09",
        "start=2026-01-01&end=2026-03-04",
        "start=1066-01-01&end=1066-01-02",
        "start=2026-02-30&end=2026-03-01",
        "start=today&end=tomorrow",
        "start=2026-03-09&end=2026-03-10&zone=UTC",
        "start=2026-03-09&start=2026-03-10&end=2026-03-12",
        "start=%00&end=%00",
    ],
)
def test_days_that_make_no_sense_are_refused(mia, signed_in, query):
    assert signed_in(mia).get(f"/api/v1/schedule?{query}").status_code == 422


def test_a_session_of_mine_can_be_read_alone(mia, signed_in):
    meeting = schedule.sessions_of(mia, TODAY, TODAY)[0]
    assert get(signed_in(mia), f"/api/v1/schedule/sessions/{meeting.id}")["title"] == "Skills group"


def test_a_session_of_somebody_elses_is_answered_like_one_that_does_not_exist(mia, cast, signed_in):
    meeting = schedule.sessions_of(mia, TODAY, TODAY)[0]
    browser = signed_in(cast.leo)
    foreign, random = (browser.get(f"/api/v1/schedule/sessions/{which}") for which in (meeting.id, new_id()))
    assert (foreign.status_code, foreign.get_json()) == (random.status_code, random.get_json())
    assert foreign.status_code == 404


@pytest.mark.parametrize("address", [WEEK, "/api/v1/schedule/sessions/018f0000-0000-7000-8000-000000000000"])
def test_the_schedule_is_for_participants_signed_in(address, cast, client, signed_in):
    assert client.get(address).status_code == 401
    assert signed_in(cast.dana).get(address).status_code == 403


def test_the_number_of_statements_does_not_grow_with_the_schedule(mia, signed_in):
    browser = signed_in(mia)

    def statements(address: str) -> int:
        with overheard() as seen:
            get(browser, address)
        about = ("track_sessions", "enrollments", "FROM programs")
        return len([one for one in seen if any(table in one.text for table in about)])

    assert statements(WEEK) == 3
    assert statements("/api/v1/schedule?start=2026-03-09&end=2026-05-09") == 3
