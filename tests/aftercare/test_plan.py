"""The aftercare plan: begun before completion, owned by the person, still there after it and after a return."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from companion.aftercare import service
from companion.aftercare.rules import LINE_LENGTH, LINES_PER_SECTION, SECTIONS
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from companion.schedule import service as schedule
from tests import after_program
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

URL = "/api/v1/aftercare-plan"


def make_plan(version: int = 0, **sections: list[str]) -> dict[str, Any]:
    return {"sections": {name: sections.get(name, []) for name in SECTIONS}, "version": version}


def test_it_can_be_begun_long_before_completion(cast, signed_in):
    after_program.enroll(cast.mia, after_program.load(NOW), NOW)
    saved = signed_in(cast.mia).put(URL, json=make_plan(housing=["Ask about the house on Oak Street"]))
    assert (saved.status_code, saved.get_json()["version"]) == (200, 1)


def test_it_survives_completion_and_a_return(cast, signed_in):
    program_id = after_program.load(NOW)
    after_program.enroll(cast.mia, program_id, NOW)
    mia = signed_in(cast.mia)
    kept = mia.put(URL, json=make_plan(medication=["Refill on the 1st"])).get_json()
    with transaction():
        schedule.complete_enrollment(cast.mia, NOW.date(), NOW)
    assert mia.get(URL).get_json() == kept
    track = program.track_by_slug(program_id, "evening")
    with transaction():
        schedule.bring_back(cast.mia, track.id, NOW.date() + timedelta(days=1), NOW)
    assert mia.get(URL).get_json() == kept


def test_it_belongs_to_the_account_even_before_any_program(cast, signed_in):
    assert signed_in(cast.mia).get(URL).get_json() == make_plan() | {"updated_at": None}


def test_a_stale_save_changes_nothing_and_the_current_plan_can_be_read(cast, signed_in):
    mia = signed_in(cast.mia)
    mia.put(URL, json=make_plan(people=["Sam"]))
    mia.put(URL, json=make_plan(1, people=["Sam", "Aunt Jo"]))
    refused = mia.put(URL, json=make_plan(1, people=["Sam", "Lou"]))
    assert (refused.status_code, refused.get_json()["code"]) == (409, "stale_version")
    assert mia.get(URL).get_json()["sections"]["people"] == ["Sam", "Aunt Jo"]


def test_repeating_a_save_is_harmless(cast, signed_in):
    mia = signed_in(cast.mia)
    first = mia.put(URL, json=make_plan(people=["Sam"]))
    with clock.fixed(NOW + timedelta(hours=1)):
        assert mia.put(URL, json=make_plan(people=["Sam"])).get_json() == first.get_json()


def test_nobody_sees_or_changes_another_persons_plan(cast, signed_in):
    mia, leo = signed_in(cast.mia), signed_in(cast.leo)
    mia.put(URL, json=make_plan(people=["Sam"]))
    assert leo.get(URL).get_json()["version"] == 0
    leo.put(URL, json=make_plan(people=["Kim"]))
    assert mia.get(URL).get_json()["sections"]["people"] == ["Sam"]


@pytest.mark.parametrize("name", ["dana", "omar", "cora", "ruth"])
def test_the_phones_address_is_closed_to_staff(cast, signed_in, name):
    staff = signed_in(getattr(cast, name))
    assert staff.get(URL).status_code == 403
    assert staff.put(URL, json=make_plan()).status_code == 403


def test_signed_out_there_is_nothing(client, cast):
    assert client.get(URL).status_code == 401
    assert client.put(URL, json=make_plan()).status_code == 401


def test_the_staff_pages_read_the_same_plan(cast, signed_in):
    signed_in(cast.mia).put(URL, json=make_plan(people=["Sam"]))
    assert service.read_plan(cast.mia).content["people"] == ["Sam"]


@pytest.mark.parametrize(
    "body",
    [
        {"version": 0},
        {"sections": {}, "version": 0},
        make_plan(people=["a" * (LINE_LENGTH + 1)]),
        make_plan(people=["a"] * (LINES_PER_SECTION + 1)),
        make_plan(people=[""]),
        make_plan(people=["\u2028"]),
        make_plan() | {"version": "0"},
        make_plan() | {"extra": 1},
        {"sections": [], "version": 0},
    ],
)
def test_what_does_not_fit_is_refused(cast, signed_in, body):
    mia = signed_in(cast.mia)
    assert mia.put(URL, json=body).status_code == 422
    assert mia.get(URL).get_json()["version"] == 0
