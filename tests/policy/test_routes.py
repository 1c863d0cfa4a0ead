"""Every route enforces its policy: against signed-out callers, another participant, an alumna, and staff outside the care team.

Generated from the URL map. A new route whose path contains a new kind of id needs an entry in `tests/policy/things.py`.
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

from companion.accounts import gate
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
from tests.policy.things import Things, things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

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
        assert built is not None, f"{self.rule.rule} needs {self.rule.arguments}: name them in tests/policy/things.py"
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
    assert unknown == set(), "name them in tests/policy/things.py"


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
    browser, before = signed_in(cast.dana), everything()
    assert odd(refused(app, browser, house, {PARTICIPANT}), 403) == {}
    assert everything() == before


def test_staff_outside_the_care_team_see_nothing(app: Flask, cast: Cast, signed_in: SignedIn, house: Things) -> None:
    browser, before = signed_in(cast.omar), everything()
    assert odd(refused(app, browser, house, {CARE_TEAM}), 404) == {}
    assert everything() == before


def test_counselors_get_nowhere_where_coordinators_decide(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    browser, before = signed_in(cast.dana), everything()
    assert odd(refused(app, browser, house, {COORDINATOR, ADMIN}), 403) == {}
    assert everything() == before


def test_coordinators_get_nowhere_where_admins_decide(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    assert odd(refused(app, signed_in(cast.cora), house, {ADMIN}), 403) == {}


@pytest.mark.parametrize("name", ["leo", "ana"])
def test_what_belongs_to_mia_answers_like_nothing_at_all(
    name: str, app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    caller = getattr(cast, name)
    browser, before = signed_in(caller), everything()
    about = [call for call in calls(app) if call.policy in {PARTICIPANT, SIGNED_IN} and call.rule.arguments]
    hers = [(call, request(browser, call, house.values(call.rule))) for call in about]
    after = everything()
    # Deleting may be repeated: nothing to delete is answered like something deleted, and leaves the caller's own mark.
    assert [table for table in before if table != "settings" and set(before[table]) - set(after[table])] == []
    assert {table for table in before if set(before[table]) < set(after[table])} == {"checkins", "log_cards"}
    for table in ("checkins", "log_cards"):
        assert all(str(caller) in row for row in set(after[table]) - set(before[table]))
    for call, status in hers:
        assert status == request(browser, call, {argument: uuid4() for argument in call.rule.arguments}), call.rule.rule
        assert status in ({204, 404, 422} if call.method == "DELETE" else {404, 422}), f"{call.method} {call.rule.rule}"


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


def whose(app: Flask) -> list[Call]:
    """Every call that acts on somebody who is signed in."""
    ends = {"/api/v1/sign-out"}
    return [call for call in calls(app) if call.policy is not PUBLIC or call.rule.rule in ends]


def named(browser: FlaskClient, call: Call, values: dict[str, Any], account: str) -> tuple[int, str | None]:
    """(status, code) of this call by a phone that says which account it means."""
    body = {"json": {}} if call.method in WRITING and call.rule.rule.startswith("/api/") else {}
    headers = {gate.ACCOUNT_HEADER: account}
    answer = browser.open(call.address(values), method=call.method, headers=headers, **body)
    return answer.status_code, (answer.json or {}).get("code") if answer.is_json else None


def all_rows() -> dict[str, list[Any]]:
    """Nothing at all may change, not even when somebody was last seen."""
    db.session.rollback()
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all())) for table in Base.metadata.sorted_tables
    }


def test_a_phone_that_means_mia_reads_and_writes_nothing_once_leo_is_signed_in(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    """Whatever the route, also one that was added today: its policy mark is enough to be among these."""
    for account in (cast.leo, cast.dana, cast.ruth):
        browser = signed_in(account)
        before = all_rows()
        for call in whose(app):
            answer = named(browser, call, house.values(call.rule), str(cast.mia))
            assert answer[0] == 403, (call.method, call.rule.rule)
            if call.rule.rule.startswith("/api/"):
                assert answer[1] == "other_account", (call.method, call.rule.rule)
        assert all_rows() == before


def test_a_header_that_names_nobody_is_told_so_and_changes_nothing(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    browser, before = signed_in(cast.mia), all_rows()
    for call in whose(app):
        if call.rule.rule.startswith("/api/"):
            for text in ("", "mia", "0" * 31, f"{cast.mia}, {cast.leo}"):
                assert named(browser, call, house.values(call.rule), text) == (400, "account_not_readable"), (
                    call.rule.rule
                )
    assert all_rows() == before


def test_naming_oneself_is_answered_like_naming_nobody(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    browser = signed_in(cast.mia)
    for call in calls(app):
        if call.method == "GET" and call.policy in {PARTICIPANT, SIGNED_IN}:
            values = house.values(call.rule)
            assert named(browser, call, values, str(cast.mia))[0] == request(browser, call, values), call.rule.rule


def test_somebody_signed_out_is_asked_to_sign_in_whatever_the_header_says(
    app: Flask, cast: Cast, client: FlaskClient, house: Things
) -> None:
    for call in whose(app):
        if call.policy is not PUBLIC and call.rule.rule.startswith("/api/"):
            assert named(client, call, house.values(call.rule), str(cast.mia)) == (401, "sign_in_first"), call.rule.rule
