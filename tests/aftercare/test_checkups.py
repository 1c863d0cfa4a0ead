"""Check-ups: asked in the rhythm of the time after completion, answered from a phone that may be offline for days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from companion.attention import service as attention
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from companion.schedule import service as schedule
from tests import after_program
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

URL = "/api/v1/checkups"
TODAY = date(2026, 3, 10)


@pytest.fixture
def ana(cast, signed_in):
    """Ana completed a week ago, so that the check-up of day seven is due."""
    after_program.complete(cast.ana, after_program.load(NOW), TODAY - timedelta(days=7), NOW)
    return signed_in(cast.ana)


def answer(browser, checkup_id=None, **body):
    return browser.put(f"{URL}/{checkup_id or uuid4()}", json={"answer": "okay", "due_on": "2026-03-10"} | body)


def test_a_week_after_completion_the_check_up_of_day_seven_is_due(ana):
    asked = ana.get(URL).get_json()
    assert (asked["completed_on"], asked["due_on"]) == ("2026-03-03", "2026-03-10")
    assert asked["days"][:4] == ["2026-03-04", "2026-03-06", "2026-03-10", "2026-03-17"]


def test_enough_days_travel_along_for_months_without_signal(ana):
    assert ana.get(URL).get_json()["days"][-1] >= str(TODAY + timedelta(days=90))


def test_before_completion_nothing_is_asked(cast, signed_in):
    after_program.enroll(cast.mia, after_program.load(NOW), NOW)
    assert signed_in(cast.mia).get(URL).get_json() == {
        "since": None,
        "completed_on": None,
        "due_on": None,
        "days": [],
        "answers": [],
    }


def test_someone_who_never_had_a_program_is_asked_nothing(cast, signed_in):
    assert signed_in(cast.leo).get(URL).get_json()["due_on"] is None


def test_the_day_is_the_one_it_is_where_the_phone_is(ana, cast):
    with clock.fixed(datetime(2026, 3, 10, 3, 59, tzinfo=UTC)):  # still Monday evening in New York
        assert ana.get(URL).get_json()["due_on"] == "2026-03-06"


def test_an_answer_is_kept_and_the_question_is_gone(ana):
    kept = answer(ana)
    assert (kept.status_code, kept.get_json()["outcome"]) == (201, "created")
    asked = ana.get(URL).get_json()
    assert asked["due_on"] is None
    assert [(one["answer"], one["due_on"]) for one in asked["answers"]] == [("okay", "2026-03-10")]


def test_sending_an_answer_again_changes_nothing(ana, cast):
    checkup_id = uuid4()
    answer(ana, checkup_id, answer="call")
    with clock.fixed(NOW + timedelta(days=2)):
        again = answer(ana, checkup_id, answer="call")
    assert (again.status_code, again.get_json()["outcome"]) == (200, "same")
    assert len(ana.get(URL).get_json()["answers"]) == 1
    assert len(attention.items_for_staff([cast.ana], NOW)) == 1


def test_the_same_id_with_another_answer_is_a_conflict(ana):
    checkup_id = uuid4()
    answer(ana, checkup_id)
    assert answer(ana, checkup_id, answer="call").status_code == 409
    assert answer(ana, checkup_id, due_on="2026-03-06").status_code == 409
    assert [one["answer"] for one in ana.get(URL).get_json()["answers"]] == ["okay"]


def test_a_changed_mind_is_a_new_answer(ana, cast):
    answer(ana)
    assert answer(ana, answer="call").status_code == 201
    assert len(attention.items_for_staff([cast.ana], NOW)) == 1


def test_going_okay_asks_nothing_of_staff(ana, cast):
    answer(ana)
    assert attention.items_for_staff([cast.ana], NOW) == []


def test_a_wish_for_a_call_reaches_staff_with_the_moment_of_the_tap(ana, cast):
    checkup_id, tapped = uuid4(), NOW - timedelta(days=2)
    answer(ana, checkup_id, answer="call", answered_at=tapped.isoformat())
    (item,) = attention.items_for_staff([cast.ana], NOW)
    assert (item.source_id, item.asked_at, item.raised_at, item.late) == (checkup_id, tapped, NOW, True)


def test_a_wish_for_a_call_needs_no_check_up_to_be_due(ana, cast):
    assert answer(ana, answer="call", due_on=None).status_code == 201
    assert len(attention.items_for_staff([cast.ana], NOW)) == 1
    assert ana.get(URL).get_json()["due_on"] == "2026-03-10"


def test_a_wish_for_a_call_that_waited_through_a_return_still_arrives(ana, cast):
    track = program.track_by_slug(enrollment.program_of(cast.ana, NOW).id, "evening")
    with transaction():
        schedule.bring_back(cast.ana, track.id, TODAY, NOW)
    assert answer(ana, answer="call").status_code == 201
    assert len(attention.items_for_staff([cast.ana], NOW)) == 1


def test_a_phone_whose_clock_runs_ahead_cannot_ask_from_the_future(ana, cast):
    answer(ana, answer="call", answered_at=(NOW + timedelta(days=3)).isoformat())
    assert attention.items_for_staff([cast.ana], NOW)[0].asked_at == NOW


@pytest.mark.parametrize(
    ("instant", "there"),
    [
        (datetime(2026, 3, 10, 17, 0, tzinfo=UTC), True),  # Tuesday, 1 pm
        (datetime(2026, 3, 10, 12, 59, tzinfo=UTC), False),  # a minute before nine
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), False),  # seven sharp: closed
        (datetime(2026, 3, 14, 17, 0, tzinfo=UTC), False),  # Saturday
    ],
)
def test_the_answer_says_whether_the_team_is_there_right_now(ana, instant, there):
    with clock.fixed(instant):
        assert answer(ana, answer="call").get_json()["team_is_there"] is there


def test_without_stated_hours_the_answer_claims_nothing(cast, signed_in):
    assert answer(signed_in(cast.leo), answer="call").get_json()["team_is_there"] is None


def test_an_id_that_somebody_else_used_is_as_free_as_any_other(ana, cast, signed_in):
    checkup_id = uuid4()
    answer(ana, checkup_id, answer="call")
    assert answer(signed_in(cast.leo), checkup_id, answer="call").status_code == 201
    assert len(attention.items_for_staff([cast.ana, cast.leo], NOW)) == 2
    assert len(ana.get(URL).get_json()["answers"]) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"answer": "fine"},
        {"answer": None},
        {"answer": True},
        {"due_on": "2026-03-12"},
        {"due_on": "10.3.2026"},
        {"due_on": "1999-01-01"},
        {"answered_at": "2026-03-10T17:00:00"},
        {"answered_at": "2500-01-01T00:00:00Z"},
        {"note": "extra"},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(ana, cast, body):
    assert answer(ana, **body).status_code == 422
    assert ana.get(URL).get_json()["answers"] == []
    assert attention.items_for_staff([cast.ana], NOW) == []


def test_an_id_that_is_no_uuid_is_no_address(ana):
    assert ana.put(f"{URL}/7", json={"answer": "okay"}).status_code == 404


def test_signed_out_and_staff_answer_nothing(client, cast, signed_in):
    assert answer(client).status_code == 401
    assert client.get(URL).status_code == 401
    assert answer(signed_in(cast.dana)).status_code == 403
    assert signed_in(cast.dana).get(URL).status_code == 403
