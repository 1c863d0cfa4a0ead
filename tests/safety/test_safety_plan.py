"""The safety plan over HTTP: only its owner, never lost, never overwritten unseen."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from companion.kernel.database import db
from companion.safety.rules import LINE_LENGTH, LINES_PER_STEP, PEOPLE, STEPS
from tests.cast import Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SAM = {"id": "0190a6e0-0000-7000-8000-000000000001", "name": "Sam", "kind": "friend", "phone": "+1 (555) 010-0199"}


def make_plan(version: int = 0, **steps: list[str]) -> dict[str, Any]:
    return {"steps": {step: steps.get(step, []) for step in STEPS}, "people": [SAM], "version": version}


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def test_before_the_first_save_the_plan_is_empty_and_at_version_zero(mia):
    plan = mia.get("/api/v1/safety-plan").get_json()
    assert plan == {"steps": {step: [] for step in STEPS}, "people": [], "version": 0, "updated_at": None}


def test_what_was_saved_is_read_again(mia):
    saved = mia.put("/api/v1/safety-plan", json=make_plan(alone=["Walk to the río, 10 min"]))
    assert (saved.status_code, saved.get_json()["version"]) == (200, 1)
    read = mia.get("/api/v1/safety-plan").get_json()
    assert read == saved.get_json()
    assert read["steps"]["alone"] == ["Walk to the río, 10 min"]
    assert read["people"] == [SAM]


def test_each_save_is_the_next_version(mia):
    mia.put("/api/v1/safety-plan", json=make_plan(alone=["walk"]))
    assert mia.put("/api/v1/safety-plan", json=make_plan(1, alone=["swim"])).get_json()["version"] == 2


@pytest.mark.parametrize("stale", [0, 1, 7])
def test_a_save_on_top_of_anything_but_the_current_version_changes_nothing(mia, stale):
    mia.put("/api/v1/safety-plan", json=make_plan(alone=["walk"]))
    mia.put("/api/v1/safety-plan", json=make_plan(1, alone=["swim"]))
    refused = mia.put("/api/v1/safety-plan", json=make_plan(stale, alone=["run"]))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "stale_version")
    assert mia.get("/api/v1/safety-plan").get_json()["steps"]["alone"] == ["swim"]


def test_a_phone_that_knows_a_plan_the_server_lost_is_told_to_read_again(mia):
    assert mia.put("/api/v1/safety-plan", json=make_plan(3, alone=["walk"])).status_code == 409


@pytest.mark.parametrize("version", [0, 1])
def test_repeating_a_save_whose_answer_got_lost_is_harmless(mia, version):
    if version:
        mia.put("/api/v1/safety-plan", json=make_plan(alone=["before"]))
    first = mia.put("/api/v1/safety-plan", json=make_plan(version, alone=["walk"]))
    again = mia.put("/api/v1/safety-plan", json=make_plan(version, alone=["walk"]))
    assert (again.status_code, again.get_json()) == (200, first.get_json())


def test_two_people_have_two_plans(mia, cast, signed_in):
    leo = signed_in(cast.leo)
    mia.put("/api/v1/safety-plan", json=make_plan(alone=["walk"]))
    assert leo.get("/api/v1/safety-plan").get_json()["version"] == 0
    assert leo.put("/api/v1/safety-plan", json=make_plan(alone=["sing"])).status_code == 200
    assert mia.get("/api/v1/safety-plan").get_json()["steps"]["alone"] == ["walk"]


@pytest.mark.parametrize("name", ["dana", "ruth"])
def test_staff_have_no_way_to_a_safety_plan(cast, signed_in, name):
    staff = signed_in(getattr(cast, name))
    assert staff.get("/api/v1/safety-plan").status_code == 403
    assert staff.put("/api/v1/safety-plan", json=make_plan()).status_code == 403


def test_signed_out_nothing_is_shown(client, cast):
    assert client.get("/api/v1/safety-plan").status_code == 401
    assert client.put("/api/v1/safety-plan", json=make_plan()).status_code == 401


def test_the_database_holds_no_readable_word_of_it(mia):
    mia.put("/api/v1/safety-plan", json=make_plan(alone=["walk to the canaryriver"]))
    (sealed,) = db.session.execute(text("SELECT content_sealed FROM safety_plans")).scalars()
    assert "canaryriver" not in sealed
    assert "Sam" not in sealed


def changed(**changes: Any) -> dict[str, Any]:
    return make_plan() | changes


@pytest.mark.parametrize(
    "body",
    [
        make_plan(alone=["a" * (LINE_LENGTH + 1)]),
        make_plan(alone=["line"] * (LINES_PER_STEP + 1)),
        make_plan(alone=["two\nlines"]),
        make_plan(alone=["   "]),
        make_plan(alone=["nul \x00"]),
        make_plan(version=-1),
        changed(version=True),
        changed(version=2**63),
        changed(steps={}),
        changed(steps={step: [] for step in STEPS} | {"seventh": []}),
        changed(steps={step: {} for step in STEPS}),
        changed(people=[SAM, SAM]),
        changed(people=[SAM | {"id": f"0190a6e0-0000-7000-8000-{n:012d}"} for n in range(PEOPLE + 1)]),
        changed(people=[SAM | {"kind": "dealer"}]),
        changed(people=[SAM | {"phone": "call me"}]),
        changed(people=[SAM | {"phone": "javascript:1"}]),
        changed(people=[SAM | {"phone": "+("}]),
        changed(people=[SAM | {"name": " "}]),
        changed(people=[SAM | {"id": "7"}]),
        {"steps": {step: [] for step in STEPS}, "version": 0},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(mia, body):
    assert mia.put("/api/v1/safety-plan", json=body).status_code == 422
    assert mia.get("/api/v1/safety-plan").get_json()["version"] == 0


@pytest.mark.parametrize("phone", ["911", "+34 600 123 456", "(555) 010-0100", "555.010.0100", "1-800-662-4357,,2#"])
def test_numbers_are_taken_as_people_write_them(mia, phone):
    assert mia.put("/api/v1/safety-plan", json=changed(people=[SAM | {"phone": phone}])).status_code == 200
