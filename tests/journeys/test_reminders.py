"""Reminders as the person meets them: a phone that went quiet says so on its first screen and is mended with one tap, and a
new version of the app keeps the phone connected."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from sqlalchemy import update

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.push.models import Delivery, PushSubscription
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.server import Server
from tests.journeys.test_main import send_what_is_due, turn_reminders_on
from tests.journeys.test_update import own_server, publish  # noqa: F401 - a fixture

STUCK, MEND = "Something was due, and nothing arrived", "Reconnect"


def went_quiet(house: House, person: Invited) -> None:
    """What was sent to this person an hour ago was never shown, and nothing was for three days."""
    now = clock.now()
    sent, hers = {"reached_at": None, "sent_at": now - timedelta(hours=1)}, Delivery.participant_id == person.id
    with house.inside(), transaction():
        db.session.execute(update(Delivery).where(hers).values(**sent))
        phone = update(PushSubscription).where(PushSubscription.participant_id == person.id)
        db.session.execute(phone.values(last_reached_at=now - timedelta(days=3)))


@pytest.mark.parametrize("completed", [False, True], ids=["in the program", "afterwards"])
def test_a_phone_that_went_quiet_says_so_at_once_and_one_tap_brings_the_first_note_back(
    house: House, activated: Callable[..., Phone], completed: bool
) -> None:
    mia = house.invite("Mia", completed=completed)
    phone = activated(mia)
    turn_reminders_on(phone, house)
    phone.open("/")
    expect(phone.page.get_by_text(STUCK)).to_have_count(0)
    went_quiet(house, mia)

    phone.open("/")
    phone.sees(STUCK)
    phone.tap("button", MEND)
    phone.sees("Checking that reminders reach this phone")
    shown = send_what_is_due(house, phone, len(house.sink.sent_to(phone.push_path)) + 1)
    assert shown["title"] in [each["title"] for each in phone.notifications()]
    phone.sees("Reminders are on")
    phone.open("/")
    expect(phone.page.get_by_text(STUCK)).to_have_count(0)
    assert phone.api("GET", "/reminders/status")["body"]["stuck"] is False


def test_without_a_connection_the_tap_says_so_and_the_note_stays(house: House, activated: Callable[..., Phone]) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    turn_reminders_on(phone, house)
    went_quiet(house, mia)
    phone.open("/")
    phone.sees(STUCK)
    phone.offline()
    phone.tap("button", MEND)
    phone.sees("That needs a connection.")
    phone.offline(False)
    phone.tap("button", MEND)
    phone.sees("Checking that reminders reach this phone")


def test_a_new_version_of_the_worker_keeps_the_phone_connected(
    house: House,
    own_server: Server,  # noqa: F811
    chromium: str,
    playwright_engine: Playwright,
    tmp_path: Path,
) -> None:
    mia = house.invite("Mia")
    phone = Phone(playwright_engine, chromium, own_server.origin, tmp_path / "phone", house.sink.address)
    try:
        phone.open(f"/welcome#code={mia.code}")
        phone.tap("button", "Open", exact=True)
        phone.tap("button", "Later", exact=True)
        phone.ready_offline()
        turn_reminders_on(phone, house)
        before = held(house, mia)
        phone.open("/log")
        phone.choose("Mood", "Okay")
        publish(own_server)
        phone.page.evaluate(
            "navigator.serviceWorker.getRegistration().then((found) => { found.update(); return true; })"
        )
        phone.sees("Update ready")
        phone.tap("button", "Update", exact=True)
        phone.sees("What you started is still here.")
        assert phone.page.evaluate("localStorage.getItem('test-push')") == "on", "nobody gave the address up"

        phone.open("/settings/reminders")
        phone.sees("Reminders are on")
        phone.tap("button", "Send me one now")
        house.server.run("reminders", "run", "--once")
        message = house.sink.wait_for(phone.push_path, 2)[-1]
        plaintext = phone.receiver.decrypt(message.body)
        phone.deliver_push(plaintext)
        assert json.loads(plaintext)["notification"]["title"] in [each["title"] for each in phone.notifications(2)]
        assert held(house, mia) == before, "one address, the same, still proven"
    finally:
        phone.close()


def held(house: House, person: Invited) -> list[tuple[object, ...]]:
    query = "SELECT id, endpoint, state, vapid_key_id FROM push_subscriptions WHERE participant_id = :id"
    return house.ask(query, id=person.id)
