"""A new code for an account in use opens schedule, help and logging, and no more until the person confirms the phone."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion.accounts import confirmation, service, sign_ins
from companion.accounts.policies import OPEN_TO_UNCONFIRMED, PUBLIC
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import NotFound
from tests.accounts.authenticator import Authenticator
from tests.accounts.test_activation import activate, code_for
from tests.accounts.test_passkeys import ask, register
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.policy.test_routes import calls, request
from tests.policy.things import things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PASSPHRASE = "three green bottles standing"
CLOSED = ("safety-plan", "own-words", "cards", "days", "goals", "sharing", "me/copy", "aftercare-plan", "supporters")


@pytest.fixture
def new_phone(app: Flask, cast: Cast) -> FlaskClient:
    """A phone that somebody opened with a code for Mia, who has been using the app for a while."""
    activate(app.test_client(), code_for(cast.mia))
    phone = app.test_client()
    activate(phone, code_for(cast.mia), zone="Asia/Tokyo")
    return phone


def me(phone: FlaskClient) -> dict[str, Any]:
    found = phone.get("/api/v1/me")
    assert found.status_code == 200
    return dict(found.json)


def sign_in_of(phone: FlaskClient, cast: Cast) -> UUID:
    with phone.session_transaction() as session:
        found = sign_ins.find(session["_user_id"], clock.now())
    assert found is not None
    assert found.account_id == cast.mia
    return found.sign_in_id


def confirm(phone: FlaskClient, **proof: Any) -> int:
    return phone.post("/api/v1/me/phone/confirm", json=proof).status_code


def set_passphrase(cast: Cast) -> None:
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)


def test_the_first_code_of_an_account_opens_all_of_it(cast: Cast, client: FlaskClient) -> None:
    activate(client, code_for(cast.mia))
    assert me(client)["phone_confirmed"] is True
    assert client.get("/api/v1/safety-plan").status_code == 200


def test_a_new_code_opens_schedule_help_and_logging(cast: Cast, new_phone: FlaskClient) -> None:
    assert me(new_phone)["phone_confirmed"] is False
    assert new_phone.get("/api/v1/schedule?start=2026-03-09&end=2026-03-15").status_code == 200
    entry = {"recorded_at": NOW.isoformat(), "zone": "America/New_York", "local_day": "2026-03-10", "revision": 1}
    logged = new_phone.put(f"/api/v1/checkins/{uuid4()}", json={**entry, "mood": 2, "craving": 8})
    assert logged.status_code == 201
    asked = new_phone.put(f"/api/v1/calls/{uuid4()}", json={"asked_at": NOW.isoformat()})
    assert asked.status_code in (200, 201)


def test_what_is_kept_from_staff_stays_closed_on_it(cast: Cast, new_phone: FlaskClient) -> None:
    answers = {name: new_phone.get(f"/api/v1/{name}") for name in CLOSED}
    assert {name: answer.json["code"] for name, answer in answers.items()} == dict.fromkeys(
        CLOSED, "phone_not_confirmed"
    )
    log = new_phone.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10")
    assert (log.status_code, log.json["code"]) == (403, "phone_not_confirmed")


def test_every_route_but_those_marked_open_is_closed_to_it(app: Flask, cast: Cast, new_phone: FlaskClient) -> None:
    """Generated from the URL map: a new route is closed until somebody decides that it is not."""
    house = things(app, cast)
    closed = [call for call in calls(app) if call.policy not in OPEN_TO_UNCONFIRMED and call.rule.rule[:5] == "/api/"]
    answers = {f"{call.method} {call.rule.rule}": request(new_phone, call, house.values(call.rule)) for call in closed}
    assert {name: status for name, status in answers.items() if status != 403} == {}
    opened = {
        f"{call.method} {call.rule.rule[7:]}" for call in calls(app) if call.policy in OPEN_TO_UNCONFIRMED - {PUBLIC}
    }
    assert opened == {
        "GET /me", "PATCH /me", "POST /me/phone/confirm",
        "GET /schedule", "GET /schedule/sessions/<uuid:session_id>", "GET /schedule/sessions/<uuid:session_id>/make-ups",
        "GET /absences", "PUT /absences/<uuid:absence_id>", "PUT /absences/<uuid:absence_id>/taken-back",
        "PUT /absences/days/<uuid:days_id>", "PUT /absences/days/<uuid:days_id>/taken-back",
        "GET /calls", "PUT /calls/<uuid:call_id>", "PUT /calls/<uuid:call_id>/taken-back",
        "PUT /checkins/<uuid:checkin_id>", "POST /checkins/batch", "PUT /cards/<uuid:card_id>",
        "GET /groups", "GET /events", "GET /resources",
        "GET /reminders/settings", "GET /reminders/status",
        "POST /push/subscriptions", "DELETE /push/subscriptions/<uuid:subscription_id>", "POST /push/activate",
        "POST /push/test", "GET /push/status", "GET /push/key",
    }  # fmt: skip


def test_zone_language_and_name_of_the_account_stay_as_they_are(cast: Cast, new_phone: FlaskClient) -> None:
    set_passphrase(cast)
    before = service.get_person(cast.mia)
    answer = new_phone.patch("/api/v1/me", json={"zone": "Asia/Tokyo", "language": "en"})
    assert answer.status_code == 200
    assert service.get_person(cast.mia) == before
    assert before.zone != "Asia/Tokyo"
    assert me(new_phone)["sign_in_name"] is None


def test_the_passphrase_confirms_it(cast: Cast, new_phone: FlaskClient) -> None:
    set_passphrase(cast)
    assert confirm(new_phone, passphrase="something else entirely") == 422
    assert me(new_phone)["phone_confirmed"] is False
    assert confirm(new_phone, passphrase=PASSPHRASE) == 200
    assert new_phone.get("/api/v1/safety-plan").status_code == 200


def test_a_passkey_confirms_it_and_somebody_elses_does_not(
    app: Flask, cast: Cast, signed_in: SignedIn, new_phone: FlaskClient
) -> None:
    settings = app.extensions["companion.config"]
    mine, leos = (Authenticator(settings.origin, settings.rp_id) for _ in range(2))
    register(signed_in(cast.mia), mine)
    register(signed_in(cast.leo), leos)

    def answer(key: Authenticator) -> int:
        asked = ask(new_phone)
        return confirm(new_phone, passkey={"credential": key.get(asked["options"]), "ticket": asked["ticket"]})

    assert answer(leos) == 422
    assert answer(mine) == 200
    assert me(new_phone)["phone_confirmed"] is True


def test_a_recovery_card_confirms_it_once(app: Flask, cast: Cast, signed_in: SignedIn, new_phone: FlaskClient) -> None:
    card = signed_in(cast.mia).post("/api/v1/me/recovery-card").json["code"]
    assert confirm(new_phone, card="AAAAA-AAAAA-AAAAA-AAAAA") == 422
    assert confirm(new_phone, card=card.lower().replace("-", " ")) == 200
    another = app.test_client()
    activate(another, code_for(cast.mia))
    assert confirm(another, card=card) == 422


def test_the_card_of_somebody_else_is_not_used_up(cast: Cast, signed_in: SignedIn, new_phone: FlaskClient) -> None:
    leo = signed_in(cast.leo)
    card = leo.post("/api/v1/me/recovery-card").json["code"]
    assert confirm(new_phone, card=card) == 422
    assert me(leo)["has_recovery_card"] is True


def test_a_recovery_card_alone_brings_its_owner_back(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    first = signed_in(cast.mia).post("/api/v1/me/recovery-card").json["code"]
    second = signed_in(cast.mia).post("/api/v1/me/recovery-card").json["code"]
    phone = app.test_client()
    assert activate(phone, first).status_code == 422  # replaced
    assert activate(phone, second).json["phone_confirmed"] is True
    assert activate(app.test_client(), second).status_code == 422  # used


def test_another_phone_is_told_and_confirms_or_ends_it(
    app: Flask, cast: Cast, signed_in: SignedIn, new_phone: FlaskClient
) -> None:
    own = signed_in(cast.mia)
    (told,) = me(own)["new_phones"]
    assert told["added_at"] == NOW.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert new_phone.put(f"/api/v1/sign-ins/{told['id']}/confirmed").status_code == 403
    assert signed_in(cast.leo).put(f"/api/v1/sign-ins/{told['id']}/confirmed").status_code == 404
    assert own.put(f"/api/v1/sign-ins/{told['id']}/confirmed").status_code == 204
    assert me(own)["new_phones"] == []
    assert me(new_phone)["phone_confirmed"] is True

    stranger = app.test_client()
    activate(stranger, code_for(cast.mia))
    (told,) = me(own)["new_phones"]
    own.delete(f"/api/v1/sign-ins/{told['id']}")
    assert stranger.get("/api/v1/me").status_code == 401


def test_two_members_of_staff_and_a_day_are_the_last_way(cast: Cast, new_phone: FlaskClient) -> None:
    phone = sign_in_of(new_phone, cast)

    def vouch(staff_id: UUID, hours: float) -> confirmation.UnconfirmedPhone:
        with transaction():
            return confirmation.confirm_by_staff(phone, cast.mia, staff_id, NOW + timedelta(hours=hours))

    assert vouch(cast.dana, 0).opens_at is None
    assert vouch(cast.dana, 1).opens_at is None  # the same one twice counts once
    assert vouch(cast.cora, 2).opens_at == NOW + timedelta(hours=26)
    assert vouch(cast.ruth, 3).opens_at == NOW + timedelta(hours=26)  # a third makes it neither shorter nor longer
    with clock.fixed(NOW + timedelta(hours=26, seconds=-1)):
        assert me(new_phone)["phone_confirmed"] is False
        assert new_phone.get("/api/v1/goals").status_code == 403
    with clock.fixed(NOW + timedelta(hours=26)):
        assert me(new_phone)["phone_confirmed"] is True
        assert new_phone.get("/api/v1/goals").status_code == 200


def test_two_members_of_staff_at_once_both_count(app: Flask, cast: Cast, new_phone: FlaskClient) -> None:
    phone, start = sign_in_of(new_phone, cast), threading.Barrier(2)
    db.session.rollback()

    def vouch(staff_id: UUID) -> None:
        with app.app_context():
            start.wait()
            with transaction():
                confirmation.confirm_by_staff(phone, cast.mia, staff_id, NOW)
            db.session.remove()

    both = [threading.Thread(target=vouch, args=(one,)) for one in (cast.dana, cast.cora)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert confirmation.opened_by_staff(phone, NOW + confirmation.STAFF_DELAY)


def test_staff_confirm_no_phone_that_is_over_or_of_somebody_else(cast: Cast, new_phone: FlaskClient) -> None:
    phone = sign_in_of(new_phone, cast)
    with pytest.raises(NotFound), transaction():
        confirmation.confirm_by_staff(phone, cast.leo, cast.dana, NOW)
    new_phone.post("/api/v1/sign-out")
    with pytest.raises(NotFound), transaction():
        confirmation.confirm_by_staff(phone, cast.mia, cast.dana, NOW)


def test_codes_and_confirmations_are_in_the_log_of_the_person(
    cast: Cast, signed_in: SignedIn, new_phone: FlaskClient
) -> None:
    with transaction():
        confirmation.confirm_by_staff(sign_in_of(new_phone, cast), cast.mia, cast.dana, NOW)
    signed_in(cast.mia).put(f"/api/v1/sign-ins/{sign_in_of(new_phone, cast)}/confirmed")
    db.session.rollback()
    looks = [(entry.action, entry.subject) for entry in audit.looks_at(cast.mia)][::-1]
    written = [look for look in looks if look[0].startswith(("code", "phone"))]
    assert written == [
        ("code_used", ""),
        ("code_used", ""),
        ("phone_confirmed", "staff"),
        ("phone_confirmed", "other_phone"),
    ]


def test_guessing_is_slowed_down(cast: Cast, new_phone: FlaskClient) -> None:
    set_passphrase(cast)
    answers = [confirm(new_phone, passphrase=f"a wrong guess number {n}") for n in range(9)]
    assert answers == [422] * 8 + [429]
