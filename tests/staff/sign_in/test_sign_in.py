"""Getting in on the staff side: three things that must fit together, once; and what gets nobody in."""

from datetime import timedelta

import pytest

from companion.accounts import authenticators, passphrases, service, totp
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.cast import NOW
from tests.staff.desk import Desk

PASSPHRASE = "plums in the icebox"


@pytest.fixture
def secret(cast):
    with transaction():
        service.set_passphrase(cast.dana, "dana", PASSPHRASE)
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
        return authenticators.set_totp(cast.dana)


def sign_in(browser, code, name="dana", passphrase=PASSPHRASE, path="/staff/sign-in"):
    data = {"sign_in_name": name, "passphrase": passphrase, "code": code}
    return browser.post(path, data=data | {"csrf_token": Desk(browser).token("/staff/sign-in")})


def test_name_passphrase_and_digits_together_let_somebody_in(client, secret):
    answer = sign_in(client, totp.code_at(secret, NOW))
    assert (answer.status_code, answer.location) == (303, "/staff/")
    assert client.get("/staff/").status_code == 200


def test_the_same_digits_do_not_work_twice(app, client, secret):
    sign_in(client, totp.code_at(secret, NOW))
    replay = app.test_client()
    assert sign_in(replay, totp.code_at(secret, NOW)).status_code == 422
    assert replay.get("/staff/").status_code == 303
    with clock.fixed(NOW + timedelta(seconds=30)):
        assert sign_in(replay, totp.code_at(secret, clock.now())).status_code == 303


def test_digits_of_somebody_elses_try_are_not_used_up_by_a_wrong_passphrase(client, secret):
    assert sign_in(client, totp.code_at(secret, NOW), passphrase="wrong wrong wrong").status_code == 422
    assert sign_in(client, totp.code_at(secret, NOW)).status_code == 303


@pytest.mark.parametrize(
    ("name", "passphrase", "code"),
    [
        ("dana", "wrong wrong wrong", "right"),
        ("dana", PASSPHRASE, "000000"),
        ("dana", PASSPHRASE, ""),
        ("nobody", PASSPHRASE, "right"),
        ("mia.m", PASSPHRASE, "right"),
    ],
)
def test_one_wrong_thing_is_refused_without_saying_which(client, secret, name, passphrase, code):
    answer = sign_in(client, totp.code_at(secret, NOW) if code == "right" else code, name, passphrase)
    assert answer.status_code == 422
    assert "isn’t right" in answer.text
    assert client.get("/staff/").status_code == 303


@pytest.mark.parametrize("name", ["dana", "nobody", "mia.m"])
def test_every_try_costs_one_hash(client, secret, monkeypatch, name):
    checked, real = [], passphrases._verify
    monkeypatch.setattr(passphrases, "_verify", lambda *given: checked.append(1) or real(*given))
    sign_in(client, "000000", name)
    assert checked == [1]


def test_without_an_authenticator_a_passphrase_is_not_enough(cast, client, secret):
    with transaction():
        service.set_passphrase(cast.omar, "omar", PASSPHRASE)
    assert sign_in(client, totp.code_at(secret, NOW), name="omar").status_code == 422


def test_staff_cannot_use_the_participants_door(client, secret):
    body = {"sign_in_name": "dana", "passphrase": PASSPHRASE}
    assert client.post("/api/v1/sign-in", json=body).status_code == 422


def test_a_participant_cannot_look_behind_the_staff_door(cast, signed_in):
    phone = signed_in(cast.mia)
    for path in ("/staff/", "/staff/people", "/staff/schedule", "/staff/account"):
        assert phone.get(path).status_code == 403


def test_signed_out_leads_to_the_door_and_back_again(client, secret):
    answer = client.get("/staff/people")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in?next=/staff/people")
    assert sign_in(client, totp.code_at(secret, NOW), path=answer.location).location == "/staff/people"


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example", "//evil.example", "/staff//evil.example", "/other", "/staff/%0d%0a", "javascript:x"],
)
def test_the_door_leads_nowhere_else(client, secret, wanted):
    answer = sign_in(client, totp.code_at(secret, NOW), path=f"/staff/sign-in?next={wanted}")
    assert answer.location == "/staff/"


def test_a_form_without_its_token_does_nothing(cast, client, secret, signed_in):
    data = {"sign_in_name": "dana", "passphrase": PASSPHRASE, "code": totp.code_at(secret, NOW)}
    assert client.post("/staff/sign-in", data=data).status_code == 400
    desk = signed_in(cast.dana)
    assert desk.post("/staff/sign-out").status_code == 400
    assert desk.get("/staff/").status_code == 200


def test_a_token_from_another_browser_does_nothing(app, cast, signed_in):
    stolen = Desk(signed_in(cast.omar)).token()
    desk = signed_in(cast.dana)
    desk.get("/staff/account")
    assert desk.post("/staff/sign-out", data={"csrf_token": stolen}).status_code == 400


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, cast, signed_in):
    desk, thief = signed_in(cast.dana), app.test_client()
    thief.set_cookie("companion", desk.get_cookie("companion").value)
    assert thief.get("/staff/").status_code == 200
    Desk(desk).send("/staff/sign-out")
    assert thief.get("/staff/").status_code == 303


def test_guessing_is_slowed_down(client, secret):
    statuses = [sign_in(client, "000000").status_code for _ in range(9)]
    assert statuses == [422] * 8 + [429]


def test_the_door_speaks_both_languages(client):
    assert "Passphrase" in client.get("/staff/sign-in").text
    assert "Frase de acceso" in client.get("/staff/sign-in", headers={"Accept-Language": "es-MX"}).text
    assert "Frase de acceso" in client.get("/staff/sign-in?language=es").text
    assert "Frase de acceso" in client.get("/staff/sign-in").text
    assert client.get("/staff/sign-in?language=xx").status_code == 200


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize(("off", "said"), [(-4, "about 4 minutes"), (11, "about 11 minutes"), (40, None)])
def test_a_clock_too_far_off_is_said_on_the_page_and_in_the_log(client, secret, capfd, off, said):
    page = sign_in(client, totp.code_at(secret, NOW + timedelta(minutes=off)))
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert (said or "isn’t right") in text
    assert ("authenticator_clock_off" in "".join(capfd.readouterr())) is (said is not None)


def test_a_clock_is_spoken_of_only_to_who_knows_the_passphrase(client, secret):
    code = totp.code_at(secret, NOW + timedelta(minutes=4))
    page = sign_in(client, code, passphrase="wrong wrong wrong").get_data(as_text=True)
    assert "isn’t right" in page


@pytest.mark.parametrize(("host", "said"), [("localhost", False), ("localhost:8000", False), ("192.0.2.7:8000", True)])
def test_a_page_at_another_address_says_where_passkeys_work(client, host, said):
    page = client.get("/staff/sign-in", headers={"Host": host}).get_data(as_text=True)
    assert ("Passkeys work at one address only" in page) is said
    assert ('href="http://localhost:8000/staff/sign-in"' in page) is said
