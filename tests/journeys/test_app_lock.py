"""The app lock: the phone's own, or a PIN; help and the hard moment stay open; a forgotten one loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.offline import held, stored, until
from tests.journeys.phone import Phone
from tests.journeys.test_shared_phone import come_in, with_passphrase

Activated = Callable[..., Phone]
PIN = "2580"


def with_own_lock(phone: Phone) -> None:
    """A phone whose screen lock can seal things for an app (WebAuthn with the prf extension)."""
    session = phone.cdp()
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasPrf": True,
                     "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
                     "automaticPresenceSimulation": True}},
    )  # fmt: skip


def set_pin(phone: Phone) -> None:
    phone.open("/settings/lock")
    phone.page.get_by_label("PIN", exact=True).fill(PIN)
    phone.page.get_by_label("The same PIN again").fill(PIN)
    phone.tap("button", "Turn the lock on")
    phone.sees("This app asks for your PIN.")


def enter(phone: Phone, pin: str) -> None:
    phone.page.get_by_label("PIN", exact=True).fill(pin)
    phone.tap("button", "Open", exact=True)


def test_a_pin_is_called_a_privacy_screen_and_asked_for_at_every_start(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"), own_browser=True)
    phone.open("/settings/lock")
    phone.sees("A PIN keeps people from peeking.")
    set_pin(phone)
    phone.restart(offline=True)
    for path in ("/", "/history", "/plan", "/settings", "/settings/lock"):
        phone.open(path)
        phone.page.get_by_role("heading", name="Locked").wait_for()
    enter(phone, "1111")
    phone.sees("That is not the PIN.")
    enter(phone, PIN)
    phone.sees("This app asks for your PIN.")


def test_help_with_my_people_and_the_ten_minutes_stay_outside_the_lock(house: House, activated: Activated) -> None:
    phone = activated(live(house, house.invite("Mia")), own_browser=True)
    phone.page.wait_for_load_state("networkidle")
    set_pin(phone)
    phone.restart(offline=True)
    phone.open("/")
    phone.page.get_by_role("heading", name="Locked").wait_for()
    phone.tap("link", "Help", exact=True)
    phone.page.locator("a[href='tel:+12125550147']").first.wait_for()
    phone.page.locator("a[href='tel:988']").first.wait_for()
    phone.open("/urge")
    phone.tap("button", "Start a 10-minute timer")
    phone.page.get_by_role("button", name="Stop the timer").wait_for()
    phone.sees("A walk around the reservoir")


def test_the_phones_own_lock_seals_the_copies_and_opens_them_without_a_network(
    house: House, activated: Activated
) -> None:
    phone = activated(live(house, house.invite("Mia")))
    with_own_lock(phone)
    phone.open("/settings/lock")
    phone.tap("button", "Use this phone’s lock")
    phone.sees("This app opens with this phone’s own lock.")
    phone.open("/history")
    phone.page.get_by_role("heading", name="Locked").wait_for()
    phone.tap("button", "Open", exact=True)
    phone.page.locator(".log-day").first.wait_for()
    phone.page.wait_for_load_state("networkidle")
    phone.offline()
    phone.open("/history")
    phone.page.get_by_role("heading", name="Locked").wait_for()
    phone.tap("button", "Open", exact=True)
    phone.page.locator(".log-day").first.wait_for()


@pytest.mark.parametrize("online", [True, False])
def test_a_forgotten_pin_ends_the_sign_in_and_loses_nothing_that_was_not_sent(
    house: House, activated: Activated, online: bool
) -> None:
    mia, name = with_passphrase(house, "Mia")
    phone = activated(mia)
    set_pin(phone)
    phone.offline()
    phone.open("/")
    enter(phone, PIN)
    phone.page.get_by_role("link", name="Log", exact=True).tap()
    phone.choose("Mood", "Good")
    phone.tap("button", "Save", exact=True)
    phone.sees("On this phone")
    phone.context.route("**/api/v1/checkins/batch", lambda route: route.abort())
    phone.offline(not online)
    phone.open("/")
    phone.tap("button", "I cannot open it")
    phone.tap("button", "Sign in again")
    if not online:
        phone.sees("This needs a connection.")
        assert phone.page.get_by_role("heading", name="Locked").count() == 1
        return
    phone.page.get_by_label("Passphrase", exact=True).wait_for()
    assert [one["owner"] for one in held(phone)] == [str(mia.id)]
    phone.context.unroute("**/api/v1/checkins/batch")
    come_in(phone, name)
    until(phone, lambda: bool(stored(house, mia)))
    assert stored(house, mia) == [(4,)]


def test_coming_back_after_more_than_a_minute_finds_it_shut(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    set_pin(phone)
    log_path = phone.page.url
    phone.page.evaluate(
        """() => {
            const see = (state) => {
                Object.defineProperty(document, 'visibilityState', {get: () => state, configurable: true});
                document.dispatchEvent(new Event('visibilitychange'));
            };
            see('hidden');
            const later = Date.now() + 61000;
            Date.now = () => later;
            see('visible');
        }"""
    )
    phone.page.get_by_role("heading", name="Locked").wait_for()
    assert phone.page.url == log_path
