"""Somebody on staff connects their desk's browser and hears that a call was asked for, with no staff page open."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED
from companion.kernel import clock, ids
from companion.kernel.database import transaction
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.offline import until
from tests.journeys.phone import Phone
from tests.journeys.test_main import send_what_is_due

WAITING = "Someone is waiting for a call"


def connect(browser: Phone, house: House) -> None:
    browser.page.goto(f"{house.origin}/staff/account")
    browser.page.get_by_role("button", name="Connect this browser").click()
    browser.page.get_by_text("A first message is on its way").wait_for()
    send_what_is_due(house, browser, 1)
    browser.page.get_by_text("Messages arrive in this browser").wait_for()


def ask_for_a_call(house: House, person: Invited) -> None:
    now = clock.now()
    with house.inside(), transaction():
        attention.raise_item(person.id, CALL_WANTED, ids.new_id(), now, now)


def test_a_request_reaches_a_connected_browser_and_a_tap_opens_the_requests(
    house: House, new_phone: NewPhone, tmp_path: Path
) -> None:
    mia = house.invite("Mia")
    browser = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False)
    desk.sign_in(browser.page, house, house.employ("Dana", "counselor", looks_after=mia.id))
    connect(browser, house)
    browser.page.goto("about:blank")
    ask_for_a_call(house, mia)

    house.server.run("reminders", "run", "--once")
    message = house.sink.wait_for(browser.push_path, 2)[-1]
    plaintext = browser.receiver.decrypt(message.body)
    assert "Mia" not in plaintext.decode()
    assert json.loads(plaintext)["notification"]["title"] == WAITING
    browser.page.goto(f"{house.origin}/staff/people")
    browser.deliver_push(plaintext)
    assert WAITING in [each["title"] for each in browser.notifications(2)]

    worker = next(each for each in browser.context.service_workers if each.url.endswith("/staff/worker.js"))
    worker.evaluate(
        """async (title) => {
            const shown = (await self.registration.getNotifications()).find((one) => one.title === title);
            self.dispatchEvent(new NotificationEvent('notificationclick', {notification: shown}));
        }""",
        WAITING,
    )
    browser.page.wait_for_url("**/staff/")
    browser.page.get_by_text("asked for a call").wait_for()


def test_disconnected_it_hears_nothing_and_a_colleague_at_the_same_desk_is_asked_first(
    house: House, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    browser = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False)
    desk.sign_in(browser.page, house, house.employ("Dana", "counselor", looks_after=mia.id))
    connect(browser, house)
    browser.page.get_by_role("button", name="Sign out").click()
    desk.sign_in(browser.page, house, house.employ("Omar", "counselor"))
    browser.page.goto(f"{house.origin}/staff/account")
    browser.page.get_by_text("This browser is not connected.").wait_for()
    assert browser.api("GET", "/push/status")["body"]["phones"] == []


def test_the_card_is_worked_by_keys_and_says_what_happened(house: House, new_phone: NewPhone) -> None:
    browser = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False)
    desk.sign_in(browser.page, house, house.employ("Cora"))
    connect(browser, house)
    button = browser.page.get_by_role("button", name="Disconnect")
    button.focus()
    browser.page.keyboard.press("Enter")
    status = browser.page.locator("[data-connect] [role=status]")
    expect(status).to_have_text(re.compile("not connected"))
    until(browser, lambda: browser.api("GET", "/push/status")["body"]["state"] == "ended")
    assert browser.api("GET", "/push/status")["body"]["state"] == "ended"
