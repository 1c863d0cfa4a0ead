"""Passkeys: made by somebody signed in, good for signing in, and for nothing that was asked before."""

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.accounts import authenticators, service
from companion.accounts.models import Passkey
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from tests.accounts.authenticator import Authenticator
from tests.cast import NOW
from tests.staff.desk import Desk
from tests.support.turns import one_behind_the_other
from tests.support.words import says

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def make(app):
    settings = app.extensions["companion.config"]
    return lambda origin=settings.origin, **how: Authenticator(origin, settings.rp_id, **how)


def register(phone, authenticator, name="My phone"):
    options = phone.post("/api/v1/passkeys/registration-options").json["options"]
    return phone.post("/api/v1/passkeys", json={"credential": authenticator.create(options), "name": name})


def ask(browser):
    return browser.post("/api/v1/passkeys/sign-in-options").json


def sign_in(browser, authenticator, asked=None):
    asked = asked or ask(browser)
    body = {"credential": authenticator.get(asked["options"]), "ticket": asked["ticket"]}
    return browser.post("/api/v1/passkeys/sign-in", json=body)


def test_a_passkey_brings_its_owner_back(app, cast, signed_in, make):
    key = make()
    assert register(signed_in(cast.mia), key).status_code == 201
    browser = app.test_client()
    assert sign_in(browser, key).json["id"] == str(cast.mia)
    assert browser.get("/api/v1/me").json["passkey_count"] == 1
    assert "passkey" in {one["added_by"] for one in browser.get("/api/v1/sign-ins").json["items"]}


def test_the_question_names_nobody(client, cast):
    asked = ask(client)
    assert says(str(asked), "Mia") == []
    assert asked["options"]["userVerification"] == "required"
    assert asked["options"].get("allowCredentials", []) == []


def test_an_answer_cannot_be_replayed(app, cast, signed_in, make):
    key = make()
    register(signed_in(cast.mia), key)
    asked = ask(app.test_client())
    body = {"credential": key.get(asked["options"]), "ticket": asked["ticket"]}
    answers = [app.test_client().post("/api/v1/passkeys/sign-in", json=body).status_code for _ in range(2)]
    assert answers == [200, 422]


def test_a_wrong_answer_uses_the_question_up(app, cast, signed_in, make):
    key, browser = make(), app.test_client()
    register(signed_in(cast.mia), key)
    asked = ask(browser)
    assert sign_in(browser, make(), asked).status_code == 422
    assert sign_in(browser, key, asked).status_code == 422


def test_a_question_waits_five_minutes(app, cast, signed_in, make):
    key, browser = make(), app.test_client()
    register(signed_in(cast.mia), key)
    asked = ask(browser)
    with clock.fixed(NOW + timedelta(minutes=5)):
        assert sign_in(browser, key, asked).status_code == 422


def test_unknown_keys_and_unknown_tickets_get_one_answer(app, cast, signed_in, make):
    register(signed_in(cast.mia), make())
    browser = app.test_client()
    answer = sign_in(browser, make())
    assert (answer.status_code, answer.json["code"]) == (422, "passkey_not_accepted")
    stranger = sign_in(browser, make(), ask(browser) | {"ticket": str(uuid4())})
    assert (stranger.status_code, stranger.json["code"]) == (422, "passkey_not_accepted")


@pytest.mark.parametrize(
    ("fault", "why"), [("origin", "opened_at_another_address"), ("unverified", "person_not_verified")]
)
def test_a_key_from_elsewhere_or_without_verification_is_refused_and_the_log_says_why(
    app, cast, signed_in, make, capfd, fault, why
):
    key = make(origin="https://evil.example") if fault == "origin" else make(verified=False)
    assert register(signed_in(cast.mia), key).status_code == 422
    honest = make()
    register(signed_in(cast.mia), honest)
    honest.origin, honest.verified = key.origin, key.verified
    assert sign_in(app.test_client(), honest).status_code == 422
    said = "".join(capfd.readouterr())
    assert (said.count("passkey_refused"), said.count(why)) == (2, 2)
    assert "evil.example" not in said, "what a stranger sent is not in the log"


def test_a_copy_with_an_older_counter_is_refused(app, cast, signed_in, make):
    key = make()
    register(signed_in(cast.mia), key)
    key.count = 5
    assert sign_in(app.test_client(), key).status_code == 200
    key.count = 1
    assert sign_in(app.test_client(), key).status_code == 422


def test_the_question_of_one_account_is_not_answered_for_another(cast, signed_in, make):
    options = signed_in(cast.mia).post("/api/v1/passkeys/registration-options").json["options"]
    leo = signed_in(cast.leo)
    leo.post("/api/v1/passkeys/registration-options")
    answer = leo.post("/api/v1/passkeys", json={"credential": make().create(options), "name": "x"})
    assert answer.status_code == 422


def test_a_key_belongs_to_one_account(cast, signed_in, make):
    key = make()
    register(signed_in(cast.mia), key)
    answer = register(signed_in(cast.leo), key)
    assert (answer.status_code, answer.json["code"]) == (409, "passkey_known")


def test_ten_are_enough(cast, signed_in, make):
    phone = signed_in(cast.mia)
    for _ in range(10):
        register(phone, make())
    assert phone.post("/api/v1/passkeys/registration-options").status_code == 409


def test_only_the_owner_sees_and_removes_a_passkey(app, cast, signed_in, make):
    key, phone, leos = make(), signed_in(cast.mia), signed_in(cast.leo)
    passkey_id = register(phone, key).json["id"]
    assert leos.get("/api/v1/passkeys").json["items"] == []
    foreign, random = leos.delete(f"/api/v1/passkeys/{passkey_id}"), leos.delete(f"/api/v1/passkeys/{uuid4()}")
    assert foreign.status_code == random.status_code == 404
    assert foreign.data == random.data
    assert phone.delete(f"/api/v1/passkeys/{passkey_id}").status_code == 204
    assert sign_in(app.test_client(), key).status_code == 422


@pytest.mark.parametrize(
    "credential",
    [{}, {"rawId": 7}, {"rawId": "%%%"}, {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}],
)
def test_nonsense_is_refused_without_an_accident(cast, client, signed_in, credential):
    asked = ask(client)
    answer = client.post("/api/v1/passkeys/sign-in", json={"credential": credential, "ticket": asked["ticket"]})
    assert answer.status_code == 422
    phone = signed_in(cast.mia)
    phone.post("/api/v1/passkeys/registration-options")
    assert phone.post("/api/v1/passkeys", json={"credential": credential, "name": "x"}).status_code == 422


def test_a_closed_account_does_not_come_back(app, cast, signed_in, make):
    key = make()
    register(signed_in(cast.mia), key)
    with transaction():
        service.disable(cast.mia, NOW)
    assert sign_in(app.test_client(), key).status_code == 422


def test_each_side_has_its_own_door(app, cast, signed_in, make):
    danas, mias = make(), make()
    desk = Desk(signed_in(cast.dana))
    token = {"X-CSRFToken": desk.token()}
    options = desk.browser.post("/staff/account/passkeys/options", json={}, headers=token).json["options"]
    made = desk.browser.post("/staff/account/passkeys", json={"credential": danas.create(options)}, headers=token)
    assert made.json == {"address": "/staff/account"}
    register(signed_in(cast.mia), mias)
    assert sign_in(app.test_client(), danas).status_code == 422
    assert staff_sign_in(app.test_client(), mias).status_code == 422
    browser = app.test_client()
    assert staff_sign_in(browser, danas).json == {"address": "/staff/"}
    assert browser.get("/staff/").status_code == 200


def staff_sign_in(browser, authenticator):
    token = {"X-CSRFToken": Desk(browser).token("/staff/sign-in")}
    asked = browser.post("/staff/passkeys/sign-in-options", json={}, headers=token).json
    body = {"credential": authenticator.get(asked["options"]), "ticket": asked["ticket"]}
    return browser.post("/staff/passkeys/sign-in", json=body, headers=token)


def nine(phone, make):
    for _ in range(authenticators.MOST_PASSKEYS - 1):
        register(phone, make())


def test_a_question_asked_while_the_tenth_is_being_kept_is_refused(app, cast, signed_in, make):
    phone, key = signed_in(cast.mia), make()
    nine(phone, make)
    options = phone.post("/api/v1/passkeys/registration-options").json["options"]
    raised = one_behind_the_other(
        app,
        lambda: authenticators.finish_registration(cast.mia, key.create(options), "tenth", NOW),
        lambda: authenticators.begin_registration(cast.mia, "Mia", NOW),
    )
    assert [type(one) for one in raised] == [type(None), Conflict]


def test_an_eleventh_is_refused_however_it_was_asked_for(app, cast, signed_in, make):
    phone, first = signed_in(cast.mia), make()
    nine(phone, make)
    asked = phone.post("/api/v1/passkeys/registration-options").json["options"]
    with transaction():  # asked in the same moment, by a server of before this was looked at twice
        extra = {"credential_id": b"x", "public_key": b"x", "sign_count": 0, "name": "x", "created_at": NOW}
        db.session.add(Passkey(id=uuid4(), account_id=cast.mia, **extra))
    answer = phone.post("/api/v1/passkeys", json={"credential": first.create(asked), "name": "eleventh"})
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_passkeys")
