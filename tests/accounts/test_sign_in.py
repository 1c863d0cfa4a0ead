"""Coming back with a name and a passphrase, and what a stranger can learn from trying: nothing."""

from datetime import timedelta

import pytest

from companion.accounts import passphrases, service
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PASSPHRASE = "plums in the icebox"


@pytest.fixture
def mia(cast):
    with transaction():
        service.set_passphrase(cast.mia, "Mia.M", PASSPHRASE)
        service.set_passphrase(cast.dana, "dana", PASSPHRASE)
    return cast.mia


def sign_in(client, name="mia.m", passphrase=PASSPHRASE, address="198.51.100.7"):
    body = {"sign_in_name": name, "passphrase": passphrase}
    return client.post("/api/v1/sign-in", json=body, environ_base={"REMOTE_ADDR": address})


def test_name_and_passphrase_bring_somebody_back(mia, client):
    assert sign_in(client, " MIA.M ").status_code == 200
    assert client.get("/api/v1/me").json["id"] == str(mia)


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [("mia.m", "plums in the freezer"), ("nobody", PASSPHRASE), ("dana", PASSPHRASE), ("mia.m", "x" * 1500)],
)
def test_every_refusal_is_the_same_answer(mia, app, name, passphrase):
    refused = sign_in(app.test_client(), name, passphrase)
    known = sign_in(app.test_client(), "mia.m", "wrong wrong wrong")
    assert refused.status_code == 422
    assert refused.data == known.data


@pytest.mark.parametrize("name", ["mia.m", "nobody", "dana", "leo"])
def test_every_try_costs_one_hash_so_that_time_tells_nothing(mia, client, monkeypatch, name):
    checked = []
    real = passphrases._verify
    monkeypatch.setattr(passphrases, "_verify", lambda *given: checked.append(1) or real(*given))
    sign_in(client, name, "not the right one")
    assert checked == [1]


def test_a_closed_account_does_not_come_back(mia, client):
    with transaction():
        service.disable(mia, NOW)
    assert sign_in(client).status_code == 422


def test_closing_an_account_ends_what_was_open(mia, client):
    sign_in(client)
    with transaction():
        service.disable(mia, NOW)
    assert client.get("/api/v1/me").status_code == 401


def test_guessing_one_name_from_one_place_is_slowed_down(mia, client):
    statuses = [sign_in(client, passphrase="wrong wrong wrong").status_code for _ in range(9)]
    assert statuses == [422] * 8 + [429]


def test_a_strangers_guesses_do_not_lock_the_person_out(mia, app):
    for _ in range(12):
        sign_in(app.test_client(), passphrase="wrong wrong wrong", address="203.0.113.9")
    assert sign_in(app.test_client(), address="198.51.100.7").status_code == 200


def test_even_many_strangers_hold_a_name_up_for_seconds_only(mia, app):
    for n in range(50):
        sign_in(app.test_client(), passphrase="wrong wrong wrong", address=f"203.0.113.{n}")
    assert sign_in(app.test_client()).status_code == 429
    with clock.fixed(NOW + timedelta(seconds=10)):
        assert sign_in(app.test_client()).status_code == 200


def test_a_household_with_many_addresses_is_one_place(mia, app):
    tries = [sign_in(app.test_client(), passphrase="wrong wrong", address=f"2001:db8:1:2::{n}") for n in range(9)]
    assert tries[-1].status_code == 429


def test_a_damaged_hash_lets_nobody_in(app):
    assert not passphrases.matches("$argon2id$damaged", PASSPHRASE)
    assert not passphrases.matches("", PASSPHRASE)
