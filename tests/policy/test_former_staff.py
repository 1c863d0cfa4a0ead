"""Whoever left a care team or a program is a stranger from the next request on, at every route. Generated from the URL map.

Each route that staff may call is sent, with a form that would be accepted, by somebody who was there and by somebody who never
was. Both read the same status, nothing of Mia stands on any page, and what is refused changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion.accounts import rules
from companion.accounts import service as accounts
from companion.accounts.policies import ADMIN, CARE_TEAM, COORDINATOR, STAFF
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.sharing import service as sharing
from companion.staff.people import care_teams
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.policy.test_routes import Call, calls, everything
from tests.policy.things import Things, things
from tests.staff.desk import Desk

pytestmark = pytest.mark.databases("sqlite", "postgresql")

DAY = (NOW + timedelta(days=7)).date().isoformat()
OWN = ("/staff/account", "/staff/sign-", "/staff/news-read")  # about the caller alone


@dataclass(frozen=True)
class House:
    """Mia's things in a program; `dana` and `cora` work there and are on her care team, `omar` and `carl` are not there."""

    things: Things
    carl: UUID

    @property
    def program_id(self) -> UUID:
        found = self.things.by_name["program_id"]
        assert isinstance(found, UUID)
        return found


@pytest.fixture
def house(app: Flask, cast: Cast) -> House:
    made = things(app, cast)
    with transaction():
        carl = accounts.create_account("coordinator", "Carl", NOW)
        program.assign_staff(made.by_name["program_id"], cast.cora)
        care_teams.add(cast.mia, cast.cora, None, NOW)
    return House(made, carl)


def leaves_the_team(house: House, cast: Cast, who: UUID, stranger: UUID) -> None:
    """They go on working in the program, and so does the stranger: neither answers its requests."""
    with transaction():
        program.assign_staff(house.program_id, stranger)
        sharing.end_duty(who, house.program_id)
        care_teams.remove(cast.mia, who, cast.ruth, NOW)


def leaves_the_program(house: House, cast: Cast, who: UUID, stranger: UUID) -> None:
    with transaction():
        care_teams.leave_program(house.program_id, who, cast.ruth, NOW)


Leave = Callable[[House, Cast, UUID, UUID], None]
WAYS = [leaves_the_team, leaves_the_program]


def staff_calls(app: Flask) -> list[Call]:
    found = [call for call in calls(app) if call.policy in {STAFF, CARE_TEAM, COORDINATOR, ADMIN}]
    return [call for call in found if not call.rule.rule.startswith(OWN)]


def fields(house: House, token: str) -> dict[str, object]:
    """Everything a form of staff asks for."""
    things = house.things.by_name
    return {
        "csrf_token": token,
        "track": str(things["track_id"]),
        "staff": str(things["staff_id"]),
        "member": str(things["staff_id"]),
        "program": "alder",
        **dict.fromkeys(("on", "since", "first", "last", "until", "starts_on", "date", "day"), DAY),
        **dict.fromkeys(("what", "reason", "mark"), "contacted"),
        "own_days": ["0"],
        "checked": "y",
        "name": "Sam",
        "title": "Group",
        "where": "Room 2",
        "place": "Room 2",
        "ask_for": "Lou",
        "kind": "individual",
        "starts": "16:00",
        "ends": "17:00",
        "language": "en",
    }


def answers(app: Flask, browser: FlaskClient, house: House) -> dict[str, int]:
    """Route → status, and that a refusal changed nothing and no page names Mia."""
    found = {}
    form = fields(house, Desk(browser).token())
    before = everything()
    for call in staff_calls(app):
        name = f"{call.method} {call.rule.rule}"
        data = form if call.method == "POST" and not call.rule.rule.startswith("/api/") else None
        answer = browser.open(call.address(house.things.values(call.rule)), method=call.method, data=data)
        found[name] = answer.status_code
        assert answer.status_code < 500, name
        assert "Mia" not in answer.text, name
        after = everything()
        assert answer.status_code < 400 or after == before, name
        before = after
    return found


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("role", ["counselor", "coordinator"])
def test_whoever_left_is_answered_as_a_stranger_everywhere(
    leave: Leave, role: str, app: Flask, cast: Cast, signed_in: SignedIn, house: House
) -> None:
    if role == "coordinator" and leave is leaves_the_team:
        pytest.skip("whoever still coordinates the program reads the administrative data of everybody in it")
    who, stranger = (cast.dana, cast.omar) if role == "counselor" else (cast.cora, house.carl)
    leave(house, cast, who, stranger)
    former, strange = (answers(app, signed_in(one), house) for one in (who, stranger))
    if leave is leaves_the_team:  # her own change of a calendar she still works with
        assert [each.pop("POST /staff/schedule/changes/<uuid:change_id>/undo") for each in (former, strange)] == [
            303,
            404,
        ]
    assert former == strange
    hers = {name: status for name, status in former.items() if "<uuid:participant_id>" in name}
    assert set(hers.values()) <= {403, 404}, hers
    assert len(hers) > 15


def test_before_leaving_she_gets_in(app: Flask, cast: Cast, signed_in: SignedIn, house: House) -> None:
    """What the test above refuses is there for those who may: it would notice."""
    browser = signed_in(cast.dana)
    form = fields(house, Desk(browser).token())
    open_to_her = set()
    for call in staff_calls(app):
        if call.policy is STAFF and call.rule.arguments == {"participant_id"}:
            data = form if call.method == "POST" else None
            answer = browser.open(call.address(house.things.values(call.rule)), method=call.method, data=data)
            open_to_her.add(answer.status_code)
            assert answer.status_code not in {403, 404}, (call.method, call.rule.rule)
    assert open_to_her <= {200, 302, 303, 422}


@pytest.mark.parametrize("leave", WAYS)
def test_a_code_made_by_whoever_left_opens_nothing(
    leave: Leave, app: Flask, cast: Cast, client: FlaskClient, house: House
) -> None:
    with transaction():
        code = accounts.invite(cast.mia, cast.dana, NOW)
    leave(house, cast, cast.dana, cast.omar)
    before = everything()
    answer = client.post("/api/v1/activate", json={"code": rules.shown_code(code)})
    assert (answer.status_code, answer.json and answer.json["code"]) == (422, "code_not_accepted")
    assert everything() == before


@pytest.mark.parametrize("leave", WAYS)
def test_a_code_somebody_else_made_goes_on_working(leave: Leave, app: Flask, cast: Cast, house: House) -> None:
    with transaction():
        code = accounts.invite(cast.mia, cast.ruth, NOW)
    leave(house, cast, cast.dana, cast.omar)
    with transaction():
        assert accounts.activate(code, NOW).account_id == cast.mia
    db.session.rollback()
