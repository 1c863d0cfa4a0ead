"""Goals and their reviews over HTTP: the person's own, from every phone, with nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from companion.kernel.database import db
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.recovery.test_days_api import an_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NOTHING: dict[str, Any] = {"goals": [], "reviews": []}
GOAL = {
    "id": an_id(1), "rev": 1, "gone": False, "what": "Walk by the río", "measure": "Days I went", "target": "3 a week",
    "by": "2026-04-01", "review_on": "2026-03-17", "state": "open", "ended_on": None,
}  # fmt: skip
REVIEW = {"id": an_id(2), "rev": 1, "gone": False, "goal": GOAL["id"], "on": "2026-03-10", "decision": "keep"}


def make_goals(**lists: Any) -> dict[str, Any]:
    return {"goals": [GOAL], "reviews": [REVIEW]} | lists


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def stored(person: FlaskClient) -> dict[str, Any]:
    return person.get("/api/v1/goals").get_json()


def test_before_the_first_goal_there_is_none(mia):
    assert stored(mia) == NOTHING


def test_what_was_saved_is_read_again(mia):
    assert mia.put("/api/v1/goals", json=make_goals()).get_json() == make_goals() == stored(mia)


def test_a_review_on_one_phone_and_a_change_on_the_other_both_stand(mia, cast, signed_in):
    mia.put("/api/v1/goals", json=make_goals(reviews=[]))
    changed = GOAL | {"rev": 2, "target": "2 a week"}
    signed_in(cast.mia).put("/api/v1/goals", json=make_goals(goals=[changed], reviews=[]))
    mia.put("/api/v1/goals", json=make_goals())
    assert stored(mia) == make_goals(goals=[changed])


def test_repeating_a_save_writes_nothing(mia):
    mia.put("/api/v1/goals", json=make_goals())
    mia.put("/api/v1/goals", json=make_goals())
    assert db.session.execute(text("SELECT version FROM goal_lists")).scalars().all() == [1]


def test_two_people_have_their_own(mia, cast, signed_in):
    mia.put("/api/v1/goals", json=make_goals())
    assert stored(signed_in(cast.leo)) == NOTHING


@pytest.mark.parametrize("name", ["dana", "omar", "ruth"])
def test_staff_have_no_way_to_anybodys_goals(cast, signed_in, name):
    staff = signed_in(getattr(cast, name))
    assert staff.get("/api/v1/goals").status_code == 403
    assert staff.put("/api/v1/goals", json=make_goals()).status_code == 403


def test_signed_out_nothing_is_shown_and_nothing_taken(client, cast):
    assert client.get("/api/v1/goals").status_code == 401
    assert client.put("/api/v1/goals", json=make_goals()).status_code == 401


def test_the_database_holds_no_readable_word_of_it(mia):
    mia.put("/api/v1/goals", json=make_goals(goals=[GOAL | {"what": "canaryyoga"}]))
    (sealed,) = db.session.execute(text("SELECT content_sealed FROM goal_lists")).scalars()
    assert "canaryyoga" not in sealed


@pytest.mark.parametrize(
    "body",
    [
        {"goals": [GOAL]},
        make_goals(goals=[GOAL | {"what": ""}]),
        make_goals(goals=[GOAL | {"what": "a" * 201}]),
        make_goals(goals=[GOAL | {"gone": True}]),
        make_goals(goals=[GOAL | {"state": "failed"}]),
        make_goals(goals=[GOAL | {"by": "soon"}]),
        make_goals(goals=[GOAL | {"score": 3}]),
        make_goals(reviews=[REVIEW | {"decision": "missed"}]),
        make_goals(reviews=[REVIEW | {"goal": "mine"}]),
        make_goals(goals=[GOAL | {"measure": "nul \x00"}]),
        make_goals(goals=[GOAL | {"id": an_id(10 + n)} for n in range(101)]),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(mia, body):
    assert mia.put("/api/v1/goals", json=body).status_code == 422
    assert stored(mia) == NOTHING
