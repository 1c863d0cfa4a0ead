"""Every route holds its policy: against signed-out callers, another participant, an alumna, and staff outside the care team.

Generated from the URL map. A new route whose path names something needs an entry in `tests/house/things.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from companion.accounts.policies import (
    ADMIN,
    ALLOWED_ROLES,
    CARE_TEAM,
    COORDINATOR,
    PARTICIPANT,
    PUBLIC,
    SIGNED_IN,
    STAFF,
    Policy,
)  # fmt: skip
from companion.kernel.database import Base, db
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.house.things import Things, things

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
# Tables that a refused call may touch: when somebody was last seen, and how many tries are left.
LOOSE = {"sign_ins", "rate_buckets"}


@dataclass(frozen=True)
class Call:
    method: str
    rule: Rule
    policy: Policy

    def address(self, values: dict[str, Any]) -> str:
        built = self.rule.build(values, append_unknown=False)
        assert built is not None, f"{self.rule.rule} needs {self.rule.arguments}: name them in tests/house/things.py"
        return built[1]


def calls(app: Flask) -> list[Call]:
    found = []
    for rule in app.url_map.iter_rules():
        policy = app.view_functions[rule.endpoint].policy  # type: ignore[attr-defined]
        found += [Call(method, rule, policy) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def request(browser: FlaskClient, call: Call, values: dict[str, Any]) -> int:
    """The status of this call; a write carries an empty body of the kind the route reads."""
    address = call.address(values)
    if address.startswith("/api/") and call.method in WRITING:
        return browser.open(address, method=call.method, json={}).status_code
    return browser.open(address, method=call.method).status_code


def everything() -> dict[str, list[Any]]:
    """All rows of all tables but the loose ones."""
    db.session.rollback()
    tables = [table for table in Base.metadata.sorted_tables if table.name not in LOOSE]
    return {table.name: sorted(map(repr, db.session.execute(select(table)).all())) for table in tables}


@pytest.fixture
def house(app: Flask, cast: Cast) -> Things:
    return things(app, cast)


def refused(app: Flask, browser: FlaskClient, house: Things, marked: set[Policy]) -> dict[str, int]:
    """What each route with one of these marks answers."""
    chosen = [call for call in calls(app) if call.policy in marked]
    return {f"{call.method} {call.rule.rule}": request(browser, call, house.values(call.rule)) for call in chosen}


def odd(answers: dict[str, int], *allowed: int) -> dict[str, int]:
    return {name: status for name, status in answers.items() if status not in allowed}


def test_every_path_names_something_the_house_knows(app: Flask, house: Things) -> None:
    unknown = {
        f"{call.rule.rule}: {name}" for call in calls(app) for name in call.rule.arguments if name not in house.by_name
    }
    assert unknown == set(), "name them in tests/house/things.py"


def test_every_mark_is_used_by_the_gate(app: Flask) -> None:
    assert {call.policy for call in calls(app)} <= {PUBLIC, *ALLOWED_ROLES}


def test_signed_out_callers_get_nowhere(app: Flask, client: FlaskClient, house: Things) -> None:
    before = everything()
    answers = refused(app, client, house, set(ALLOWED_ROLES))
    assert odd(answers, 401, 303) == {}
    assert everything() == before


@pytest.mark.parametrize("name", ["leo", "ana"])
def test_participants_and_alumni_get_nowhere_on_the_staff_side(
    name: str, app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    browser, before = signed_in(getattr(cast, name)), everything()
    answers = refused(app, browser, house, {STAFF, CARE_TEAM, COORDINATOR, ADMIN})
    assert odd(answers, 403) == {}
    assert everything() == before


def test_staff_get_nowhere_in_the_participants_own_rooms(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    before = everything()
    assert odd(refused(app, signed_in(cast.dana), house, {PARTICIPANT}), 403) == {}
    assert everything() == before


def test_staff_outside_the_care_team_see_nothing(app: Flask, cast: Cast, signed_in: SignedIn, house: Things) -> None:
    before = everything()
    assert odd(refused(app, signed_in(cast.omar), house, {CARE_TEAM}), 404) == {}
    assert everything() == before


def test_counselors_get_nowhere_where_coordinators_decide(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    before = everything()
    assert odd(refused(app, signed_in(cast.dana), house, {COORDINATOR, ADMIN}), 403) == {}
    assert everything() == before


def test_coordinators_get_nowhere_where_admins_decide(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    assert odd(refused(app, signed_in(cast.cora), house, {ADMIN}), 403) == {}


@pytest.mark.parametrize("name", ["leo", "ana"])
def test_what_belongs_to_mia_answers_like_nothing_at_all(
    name: str, app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    browser, before = signed_in(getattr(cast, name)), everything()
    for call in calls(app):
        if call.policy not in {PARTICIPANT, SIGNED_IN} or not call.rule.arguments:
            continue
        hers = request(browser, call, house.values(call.rule))
        nobodys = request(browser, call, {argument: uuid4() for argument in call.rule.arguments})
        assert hers == nobodys, f"{call.method} {call.rule.rule}"
        assert hers in {404, 422}, f"{call.method} {call.rule.rule}"
    assert everything() == before


def test_reading_never_fails_for_those_who_may(app: Flask, cast: Cast, signed_in: SignedIn, house: Things) -> None:
    """Mia reads her own, Dana reads the staff side: nothing there answers with a failure of ours."""
    for account, marks in (
        (cast.mia, {PARTICIPANT, SIGNED_IN}),
        (cast.dana, {STAFF, CARE_TEAM}),
        (cast.ruth, {COORDINATOR, ADMIN}),
    ):
        browser = signed_in(account)
        for call in calls(app):
            if call.method == "GET" and call.policy in marks:
                assert request(browser, call, house.values(call.rule)) < 500, call.rule.rule


def test_writes_from_another_site_are_refused(app: Flask, cast: Cast, signed_in: SignedIn, house: Things) -> None:
    browser, before = signed_in(cast.mia), everything()
    for call in calls(app):
        if call.method in WRITING and call.rule.rule.startswith("/api/"):
            address = call.address(house.values(call.rule))
            answer = browser.open(address, method=call.method, json={}, headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 403, call.rule.rule
    assert everything() == before
