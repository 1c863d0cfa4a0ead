"""Nobody who knows a name keeps its owner out: a phone on which they signed in before has tries of its own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion import config
from companion.kernel import clock
from tests.accounts.test_sign_in import PASSPHRASE, mia, sign_in  # noqa: F401 - a fixture
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WRONG = "wrong wrong wrong"
COOKIE = "companion-known"


def attack(app: Flask, addresses: int) -> None:
    """Strangers use up what the name, the address, and both together have."""
    for number in range(addresses):
        stranger = app.test_client()
        for _ in range(9):
            sign_in(stranger, passphrase=WRONG, address=f"198.51.100.{number}")


@pytest.fixture
def phone(mia: UUID, app: Flask) -> FlaskClient:  # noqa: F811
    """Hers, on which she signed in and out again."""
    browser = app.test_client()
    assert sign_in(browser).status_code == 200
    browser.post("/api/v1/sign-out", json={})
    return browser


def test_a_phone_that_was_signed_in_before_is_let_through_whatever_strangers_try(
    phone: FlaskClient, app: Flask
) -> None:
    attack(app, 12)
    assert sign_in(app.test_client(), address="203.0.113.77").status_code == 429, "the name has nothing left"
    assert sign_in(phone).status_code == 200


def test_also_behind_the_same_address(phone: FlaskClient, app: Flask) -> None:
    for number in range(70):
        sign_in(app.test_client(), name=f"somebody{number}", passphrase=WRONG)
    assert sign_in(app.test_client()).status_code == 429, "the address has nothing left"
    assert sign_in(phone).status_code == 200


def test_it_is_no_way_to_guess_for_ever(phone: FlaskClient) -> None:
    assert [sign_in(phone, passphrase=WRONG).status_code for _ in range(9)] == [422] * 8 + [429]
    with clock.fixed(NOW + timedelta(seconds=15)):
        assert sign_in(phone).status_code == 200


def test_it_counts_for_the_account_it_was_made_for_only(phone: FlaskClient, app: Flask) -> None:
    """Somebody with an account of their own is a stranger to every other name."""
    statuses = [sign_in(phone, name="somebody", passphrase=WRONG).status_code for _ in range(9)]
    assert statuses == [422] * 8 + [429]


def test_a_cookie_that_nobody_signed_counts_for_nothing(phone: FlaskClient, app: Flask) -> None:
    made = phone.get_cookie(COOKIE)
    assert made is not None
    forged = app.test_client()
    forged.set_cookie(COOKIE, made.value[:-3] + "abc")
    attack(app, 12)
    assert sign_in(forged, address="203.0.113.77").status_code == 429


def test_the_cookie_outlives_signing_out_and_names_nobody(phone: FlaskClient, mia: UUID) -> None:  # noqa: F811
    made = phone.get_cookie(COOKIE)
    assert made is not None
    assert (made.http_only, made.path, made.same_site) == (True, "/", "Lax")
    assert mia.hex not in made.decoded_value.replace("-", "")
    assert "mia" not in made.decoded_value.lower()


@pytest.mark.parametrize(("proxies", "origin", "said"), [(0, "https", True), (1, "https", False), (0, "http", False)])
def test_an_https_origin_without_a_proxy_is_said(proxies: int, origin: str, said: bool) -> None:
    settings = config.load({"COMPANION_ORIGIN": f"{origin}://localhost", "COMPANION_TRUSTED_PROXIES": str(proxies)})
    assert ("COMPANION_TRUSTED_PROXIES" in (config.advice(settings) or "")) is said
