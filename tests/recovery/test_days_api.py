"""Days over HTTP: only their owner's, joined from every phone, never lost, never readable in the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from companion.enrollment import lifecycle
from companion.kernel.database import db, transaction
from companion.recovery import service
from companion.recovery.payloads import DaysIn
from companion.recovery.rules import MARKS
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.policy.things import _program

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NOTHING: dict[str, Any] = {"foci": [], "marks": [], "moments": [], "settings": []}
ZEROS = str(UUID(int=0))
TODAY = date(2026, 3, 10)


def an_id(number: int) -> str:
    return f"0190a6e0-0000-4000-8000-{number:012d}"


FOCUS = {"id": an_id(1), "rev": 1, "gone": False, "name": "Wine", "hidden": False}
WORD = {"id": ZEROS, "rev": 1, "gone": False, "word": True, "on_today": False}


def make_mark(number: int, kind: str, day: str, **other: Any) -> dict[str, Any]:
    focus = None if kind == "happened" else FOCUS["id"]
    plain = {"id": an_id(number), "rev": 1, "gone": False, "focus": focus, "kind": kind, "day": day, "told": day}
    return plain | {"at": f"{day}T15:00:00.000Z", "happened": None} | other


START = make_mark(2, "start", "2026-03-04")


def make_days(**lists: Any) -> dict[str, Any]:
    return NOTHING | {"foci": [FOCUS], "marks": [START]} | lists


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def stored(person: FlaskClient) -> dict[str, Any]:
    return person.get("/api/v1/days").get_json()


def test_before_anything_was_told_there_is_nothing(mia):
    assert stored(mia) == NOTHING | {"program": []}


def test_what_was_told_is_read_again(mia):
    answer = mia.put("/api/v1/days", json=make_days())
    assert (answer.status_code, answer.get_json()) == (200, stored(mia))
    assert (stored(mia)["foci"], stored(mia)["marks"]) == ([FOCUS], [START])


def test_two_phones_that_knew_nothing_of_each_other_end_with_the_same(mia, cast, signed_in):
    other = signed_in(cast.mia)
    mia.put("/api/v1/days", json=make_days())
    pause = make_mark(9, "pause", "2026-03-08")
    answer = other.put("/api/v1/days", json=make_days(marks=[pause]))
    assert answer.get_json()["marks"] == [START, pause] == stored(mia)["marks"]


def test_an_old_copy_sent_again_brings_nothing_back(mia):
    mia.put("/api/v1/days", json=make_days())
    taken_out = FOCUS | {"rev": 2, "gone": True, "name": ""}
    mia.put("/api/v1/days", json=make_days(foci=[taken_out]))
    assert mia.put("/api/v1/days", json=make_days()).get_json()["foci"] == [taken_out]


def test_eight_phones_at_the_same_moment_lose_nothing(cast, signed_in):
    phones = [(signed_in(cast.mia), make_mark(20 + number, "pause", "2026-03-05")) for number in range(8)]
    with ThreadPoolExecutor(8) as at_once:
        sent = [at_once.submit(phone.put, "/api/v1/days", json=make_days(marks=[mark])) for phone, mark in phones]
        assert {one.result().status_code for one in sent} == {200}
    assert len(stored(phones[0][0])["marks"]) == 8


def test_repeating_a_save_whose_answer_got_lost_writes_nothing(mia):
    first = mia.put("/api/v1/days", json=make_days()).get_json()
    assert mia.put("/api/v1/days", json=make_days()).get_json() == first
    assert db.session.execute(text("SELECT version FROM recovery_days")).scalars().all() == [1]


def test_two_people_have_their_own_also_under_the_same_ids(mia, cast, signed_in):
    leo = signed_in(cast.leo)
    mia.put("/api/v1/days", json=make_days())
    assert stored(leo) == NOTHING | {"program": []}
    leo.put("/api/v1/days", json=make_days(foci=[FOCUS | {"name": "Cards"}]))
    assert (stored(mia)["foci"][0]["name"], stored(leo)["foci"][0]["name"]) == ("Wine", "Cards")


@pytest.mark.parametrize("name", ["dana", "omar", "cora", "ruth"])
def test_staff_have_no_way_to_anybodys_days(cast, signed_in, name):
    staff = signed_in(getattr(cast, name))
    assert staff.get("/api/v1/days").status_code == 403
    assert staff.put("/api/v1/days", json=make_days()).status_code == 403


def test_signed_out_nothing_is_shown_and_nothing_taken(client, cast):
    assert client.get("/api/v1/days").status_code == 401
    assert client.put("/api/v1/days", json=make_days()).status_code == 401


def test_an_alumna_keeps_hers(cast, signed_in):
    assert signed_in(cast.ana).put("/api/v1/days", json=make_days()).status_code == 200


def test_the_database_holds_no_readable_word_of_it(mia):
    mia.put("/api/v1/days", json=make_days(foci=[FOCUS | {"name": "canarywine"}]))
    (sealed,) = db.session.execute(text("SELECT content_sealed FROM recovery_days")).scalars()
    assert "canarywine" not in sealed
    assert "2026-03-04" not in sealed


@pytest.mark.parametrize(
    "body",
    [
        {"foci": [], "marks": [], "moments": []},
        make_days(more=[]),
        make_days(foci={}),
        make_days(foci=[FOCUS | {"name": ""}]),
        make_days(foci=[FOCUS | {"name": " "}]),
        make_days(foci=[FOCUS | {"name": "a" * 41}]),
        make_days(foci=[FOCUS | {"name": "two\nlines"}]),
        make_days(foci=[FOCUS | {"gone": True}]),
        make_days(foci=[FOCUS | {"rev": 0}]),
        make_days(foci=[FOCUS | {"rev": True}]),
        make_days(foci=[FOCUS | {"rev": 2**63}]),
        make_days(foci=[FOCUS | {"hidden": "yes"}]),
        make_days(marks=[START | {"id": "2"}]),
        make_days(marks=[START | {"kind": "reset"}]),
        make_days(marks=[START | {"focus": None}]),
        make_days(marks=[START | {"kind": "happened"}]),
        make_days(marks=[START | {"day": "2026-02-30"}]),
        make_days(marks=[START | {"day": "1900-01-01"}]),
        make_days(marks=[START | {"told": "2026-03-04T00:00:00Z"}]),
        make_days(marks=[START | {"at": "2026-03-04T15:00:00"}]),
        make_days(moments=[{"id": an_id(5), "rev": 1, "kind": "badge", "day": "2026-03-01"}]),
        make_days(settings=[WORD | {"id": an_id(7)}]),
        make_days(settings=[WORD | {"gone": True}]),
        make_days(settings=[WORD, WORD]),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(mia, body):
    assert mia.put("/api/v1/days", json=body).status_code == 422
    assert stored(mia)["foci"] == []


def test_more_than_there_is_room_for_is_refused_and_what_was_there_stays(mia, cast):
    many = [make_mark(number, "pause", "2026-03-05") for number in range(10, 10 + MARKS)]
    whole = DaysIn.model_validate_json(DaysIn.model_validate(NOTHING).model_dump_json()).model_dump(mode="json")
    with transaction():
        service.join_days(cast.mia, whole | {"marks": many}, NOW)
    refused = mia.put("/api/v1/days", json=make_days())
    assert (refused.status_code, refused.get_json()["code"]) == (422, "too_much")
    assert len(stored(mia)["marks"]) == MARKS


def test_somebody_who_counts_since_before_this_century_can_say_so(mia):
    old = START | {"day": "1987-06-05"}
    assert mia.put("/api/v1/days", json=make_days(marks=[old])).status_code == 200


def test_the_programs_own_milestones_come_along(app, mia, cast):
    with transaction():
        _, track = _program(app)
        lifecycle.enroll(cast.mia, track, date(2026, 3, 2), NOW, expected_end_on=date(2026, 5, 1))
    assert stored(mia)["program"] == [
        {"kind": "first_week", "day": "2026-03-09"},
        {"kind": "halfway", "day": "2026-04-01"},
    ]


def week(cast: Cast) -> list[tuple[date, str]]:
    return [(due.day, due.key) for due in service.milestones_due(TODAY, TODAY + timedelta(days=6), [cast.mia])]


def test_nobody_is_told_of_a_milestone_who_did_not_ask(mia, cast):
    mia.put("/api/v1/days", json=make_days())
    assert week(cast) == []


def test_who_asked_has_a_milestone_due_on_its_day(mia, cast):
    mia.put("/api/v1/days", json=make_days(settings=[WORD]))
    assert week(cast) == [(date(2026, 3, 11), "d7")]
    assert service.milestones_due(TODAY, TODAY) == []
    assert len(service.milestones_due(TODAY, TODAY + timedelta(days=1))) == 1


def test_who_asked_no_more_has_none(mia, cast):
    mia.put("/api/v1/days", json=make_days(settings=[WORD]))
    mia.put("/api/v1/days", json=make_days(settings=[WORD | {"rev": 2, "word": False}]))
    assert week(cast) == []


@pytest.mark.parametrize("change", [{"hidden": True}, {"gone": True, "name": ""}])
def test_a_counter_that_is_hidden_or_gone_has_none(mia, cast, change):
    mia.put("/api/v1/days", json=make_days(settings=[WORD], foci=[FOCUS | change]))
    assert week(cast) == []


def test_somebody_without_a_substance_goal_is_told_of_no_counted_day(app, mia, cast):
    with transaction():
        _, track = _program(app)
        lifecycle.enroll(cast.mia, track, date(2026, 3, 8), NOW, hides_craving=True)
    mia.put("/api/v1/days", json=make_days(settings=[WORD]))
    assert week(cast) == [(date(2026, 3, 15), "first_week")]


def test_for_seven_days_after_it_happened_it_is_quiet(mia, cast):
    happened = make_mark(8, "happened", "2026-03-10")
    mia.put("/api/v1/days", json=make_days(marks=[START, happened], settings=[WORD]))
    assert service.quiet_since(cast.mia, NOW) == TODAY
    assert service.quiet_since(cast.mia, NOW + timedelta(days=7)) == TODAY
    assert service.quiet_since(cast.mia, NOW + timedelta(days=9)) is None
    assert service.quiet_since(cast.leo, NOW + timedelta(hours=1)) is None


def test_taken_back_it_is_quiet_no_longer(mia, cast):
    happened = make_mark(8, "happened", "2026-03-10")
    mia.put("/api/v1/days", json=make_days(marks=[happened]))
    mia.put("/api/v1/days", json=make_days(marks=[happened | {"rev": 2, "gone": True}]))
    assert service.quiet_since(cast.mia, NOW) is None


def test_a_summary_says_what_the_owner_sees(mia, cast):
    mia.put("/api/v1/days", json=make_days())
    (wine,) = service.summary(cast.mia, TODAY)
    assert (wine.name, wine.together, wine.stretch.days, wine.last_thirty) == ("Wine", 6, 6, None)
    assert [one.key for one in wine.earned] == ["d1"]
