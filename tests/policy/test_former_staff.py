"""Whoever left a care team or a program is a stranger from the next request on, at every route. Generated from the URL map.

Each route that staff may call is sent, with a form that would be accepted, by somebody who was there and by somebody who never
was. Both read the same status, nothing of Mia stands on any page, and what is refused changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion import schema
from companion.accounts import confirmation, rules, sign_ins
from companion.accounts import service as accounts
from companion.accounts.policies import ADMIN, CARE_TEAM, COORDINATOR, STAFF
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.sharing import service as sharing
from companion.staff.people import care_teams
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.kernel.test_restored import Copies
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


def leaves_for_good(house: House, cast: Cast, who: UUID, stranger: UUID) -> None:
    with transaction():
        care_teams.leave(who, cast.ruth, NOW)


def hands_over(house: House, cast: Cast, who: UUID, stranger: UUID) -> None:
    with transaction():
        care_teams.hand_over([cast.mia], who, cast.cora, cast.ruth, NOW)


ROADS = [*WAYS, leaves_for_good, hands_over]


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


def new_phone_of(person: UUID) -> UUID:
    """Somebody opened it with a code, and has lost every way to confirm it."""
    with transaction():
        accounts.activate(accounts.invite(person, None, NOW), NOW)
        token = sign_ins.begin(person, "participant", "new", NOW, confirmed=False)
    found = sign_ins.find(token, NOW)
    assert found is not None
    return found.sign_in_id


def confirm(phone: UUID, person: UUID, staff_id: UUID, at: datetime = NOW) -> datetime | None:
    with transaction():
        return accounts.confirm_phone_by_staff(phone, person, staff_id, at).opens_at


@pytest.mark.parametrize("leave", ROADS)
def test_what_whoever_left_confirmed_before_the_phone_was_open_counts_no_longer(
    leave: Leave, cast: Cast, house: House
) -> None:
    phone, later = new_phone_of(cast.mia), NOW + timedelta(hours=20)
    confirm(phone, cast.mia, cast.dana)
    assert confirm(phone, cast.mia, cast.ruth) == NOW + timedelta(hours=24)
    if leave is hands_over:
        with transaction():
            care_teams.remove(cast.mia, cast.cora, None, NOW)
    leave(house, cast, cast.dana, cast.omar)
    assert not confirmation.opened_by_staff(phone, NOW + timedelta(days=9))
    assert confirm(phone, cast.mia, cast.cora, later) == later + timedelta(hours=24), "the day begins anew"


def test_a_phone_that_was_open_by_then_stays_open_and_so_does_anybody_elses(cast: Cast, house: House) -> None:
    hers, his = new_phone_of(cast.mia), new_phone_of(cast.leo)
    for phone, person in ((hers, cast.mia), (his, cast.leo)):
        confirm(phone, person, cast.dana)
        confirm(phone, person, cast.ruth)
    with transaction():
        care_teams.remove(cast.mia, cast.dana, cast.ruth, NOW + timedelta(hours=24))
    assert confirmation.opened_by_staff(hers, NOW + timedelta(hours=24))
    assert confirmation.opened_by_staff(his, NOW + timedelta(hours=24))


def test_a_restored_copy_does_not_bring_the_confirmation_back(cast: Cast, house: House, copies: Copies) -> None:
    phone = new_phone_of(cast.mia)
    confirm(phone, cast.mia, cast.dana)
    confirm(phone, cast.mia, cast.ruth)
    copy = copies.take()
    leaves_the_team(house, cast, cast.dana, cast.omar)
    copies.restore(copy)
    assert confirmation.opened_by_staff(phone, NOW + timedelta(days=2)), "the copy itself knows nothing of it"
    schema.catch_up()
    assert not confirmation.opened_by_staff(phone, NOW + timedelta(days=2))


def test_confirming_and_leaving_at_once_leave_no_confirmation(
    app: Flask, cast: Cast, signed_in: SignedIn, house: House
) -> None:
    phone, desk, start = new_phone_of(cast.mia), Desk(signed_in(cast.dana)), threading.Barrier(2)
    address, token = f"/staff/people/{cast.mia}/phones/{phone}/confirm", desk.token()
    db.session.rollback()

    def leave() -> None:
        with app.app_context():
            start.wait()
            leaves_the_program(house, cast, cast.dana, cast.omar)
            db.session.remove()

    other = threading.Thread(target=leave)
    other.start()
    start.wait()
    desk.browser.post(address, data={"csrf_token": token, "checked": "y"})
    other.join()
    db.session.rollback()
    assert [one.staff for one in confirmation.phones(cast.mia, NOW)] == [()]
