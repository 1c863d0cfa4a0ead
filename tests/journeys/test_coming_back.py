"""Getting in, leaving, and coming back: a code, a passphrase, a screen lock; and what leaving would cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone

PASSPHRASE = "lamp over the quiet harbor"


def type_code(phone: Phone, code: str) -> None:
    phone.open("/welcome")
    phone.page.get_by_label("Your code").fill(code)
    phone.tap("button", "Open", exact=True)


def screen_lock(phone: Phone) -> None:
    """Give the phone a fingerprint sensor on which the right finger always lies."""
    session = phone.cdp()
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(phone: Phone) -> None:
    phone.open("/settings")
    phone.tap("button", "Sign out", exact=True)
    phone.page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).tap()
    phone.page.wait_for_url("**/welcome")


def test_a_code_opens_the_app_once_and_the_sentence_about_a_wrong_one_is_calm(
    house: House, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    phone = new_phone()
    type_code(phone, "2345-678-9AB")
    phone.sees("That code did not work.")
    type_code(phone, mia.code.lower())
    phone.sees("Hello, Mia")
    phone.tap("button", "Later", exact=True)
    phone.page.wait_for_url(house.origin + "/")
    second = new_phone()
    type_code(second, mia.code)
    second.sees("That code did not work.")


def test_a_link_from_a_picture_code_fills_in_the_code_and_leaves_no_trace_in_the_address(
    house: House, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    phone = new_phone()
    phone.open(f"/welcome#code={mia.code}")
    assert phone.page.get_by_label("Your code").input_value().replace("-", "").replace(" ", "") == mia.code
    assert mia.code not in phone.page.url
    phone.tap("button", "Open", exact=True)
    phone.sees("Hello, Mia")


def test_a_screen_lock_set_up_at_the_door_brings_one_back(house: House, new_phone: NewPhone) -> None:
    mia = house.invite("Mia")
    phone = new_phone()
    phone.open("/welcome")
    screen_lock(phone)
    phone.page.get_by_label("Your code").fill(mia.code)
    phone.tap("button", "Open", exact=True)
    phone.tap("button", "Use this phone’s screen lock")
    phone.page.wait_for_url(house.origin + "/")
    assert phone.api("GET", "/me")["body"]["passkey_count"] == 1
    sign_out(phone)
    assert phone.api("GET", "/me")["status"] == 401
    phone.tap("link", "I already have an account")
    phone.tap("button", "Use my screen lock")
    phone.page.wait_for_url(house.origin + "/")
    assert phone.api("GET", "/me")["body"]["display_name"] == "Mia"


def test_a_name_and_a_passphrase_bring_one_back_on_a_new_phone(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/settings")
    phone.tap("button", "Name and passphrase")
    phone.page.get_by_label("Your name here").fill(f"mia{mia.id.hex[:6]}")
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    phone.tap("button", "Save", exact=True)
    phone.sees(f"Set. Your name here is mia{mia.id.hex[:6]}")
    new = new_phone()
    new.open("/sign-in")
    new.page.get_by_label("Your name here").fill(f"mia{mia.id.hex[:6]}")
    new.page.get_by_label("Passphrase", exact=True).fill("something else entirely")
    new.tap("button", "Sign in", exact=True)
    new.sees("That name and passphrase don’t match.")
    new.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    new.tap("button", "Sign in", exact=True)
    new.page.wait_for_url(house.origin + "/")
    phone.open("/settings")
    phone.sees("Last used")


# Where anything of an account is stored: [store, key] of every row that names it.
_ROWS_OF = """(account) => new Promise((done, fail) => {
    const open = indexedDB.open('companion');
    open.onerror = () => fail(open.error);
    open.onsuccess = async () => {
        const db = open.result;
        const asked = (request) => new Promise((found) => { request.onsuccess = () => found(request.result); });
        const found = [];
        for (const name of db.objectStoreNames) {
            const store = db.transaction(name).objectStore(name);
            const keys = await asked(store.getAllKeys());
            const rows = await asked(store.getAll());
            keys.forEach((key, at) => JSON.stringify([key, rows[at]]).includes(account) && found.push([name, String(key)]));
        }
        db.close();
        done(found);
    };
})"""


@pytest.mark.parametrize("stays", [True, False], ids=["stays", "leaves anyway"])
def test_signing_out_says_first_what_has_not_been_sent(
    house: House, activated: Callable[..., Phone], stays: bool
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    account = phone.api("GET", "/me")["body"]["id"]
    phone.page.route("**/api/v1/checkins**", lambda route: route.abort())
    phone.page.route("**/api/v1/checkins/**", lambda route: route.abort())
    phone.open("/log")
    phone.choose("Mood", "Good")
    phone.tap("button", "Save")
    phone.sees("On this phone")
    phone.open("/settings")
    phone.tap("button", "Sign out", exact=True)
    phone.sees("One thing is only on this phone. Signing out now would lose it.")
    assert phone.page.evaluate(_ROWS_OF, account) != []
    phone.tap("button", "Stay signed in" if stays else "Sign out and lose it")
    if stays:
        phone.open("/history")
        phone.sees("One entry is only on this phone.")
    else:
        phone.page.wait_for_url("**/welcome")
        assert phone.page.evaluate(_ROWS_OF, account) == []
