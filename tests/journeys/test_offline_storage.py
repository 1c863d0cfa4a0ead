"""A phone that keeps nothing, or stops keeping: it is said, the words stay on the screen, and what arrived is there once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.offline import held, log, stored, until
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
REFUSES = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
NEVER_ANSWERS = "IDBFactory.prototype.open = () => new EventTarget();"


def test_storage_cleared_under_an_open_page_loses_nothing_that_is_written_after(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    log(phone, "Good", "2")
    phone.sees_saved()
    phone.offline()
    phone.cdp().send("Storage.clearDataForOrigin", {"origin": house.origin, "storageTypes": "indexeddb"})
    log_again(phone, "Low")
    phone.sees("On this phone")
    assert [one["owner"] for one in held(phone)] == [str(mia.id)]
    phone.restart()
    phone.open("/history")
    until(phone, lambda: len(stored(house, mia)) == 2)
    assert stored(house, mia) == [(4,), (2,)]


def log_again(phone: Phone, mood: str) -> None:
    """On the page that is open, without loading it anew."""
    phone.tap("button", "Write another")
    phone.choose("Mood", mood)
    phone.tap("button", "Save", exact=True)


def test_a_full_phone_says_so_keeps_the_words_on_the_screen_and_sends_when_it_can(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/log")
    phone.page.evaluate(FULL)
    phone.offline()
    phone.choose("Mood", "Low")
    phone.tap("button", "Save", exact=True)
    phone.sees("Not saved yet")
    expect(phone.page.get_by_role("radio", name="Low", exact=True)).to_be_checked()
    phone.offline(False)
    phone.tap("button", "Save", exact=True)
    phone.sees("This phone could not keep a copy.")
    assert stored(house, mia) == [(2,)]


@pytest.mark.parametrize("broken", [REFUSES, NEVER_ANSWERS], ids=["refused", "never answers"])
def test_a_phone_without_storage_logs_online_and_says_what_it_cannot_do(
    house: House, activated: Activated, broken: str
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.context.add_init_script(broken)
    log(phone, "Good")
    phone.sees("This phone could not keep a copy.")
    assert stored(house, mia) == [(4,)]
    phone.tap("button", "Write another")
    phone.offline()
    phone.choose("Mood", "Low")
    phone.tap("button", "Save", exact=True)
    phone.sees("Not saved yet")
    expect(phone.page.get_by_role("radio", name="Low", exact=True)).to_be_checked()
    phone.tap("link", "Help", exact=True)
    phone.page.locator("a[href='tel:988']").first.wait_for()
    assert stored(house, mia) == [(4,)]


def test_in_a_private_window_everything_works_until_it_is_closed(house: House, new_phone: Callable[..., Phone]) -> None:
    mia = house.invite("Mia")
    private = new_phone()  # to Chromium, whatever shares a browser is a private window
    private.open("/welcome")
    answer = private.api("POST", "/activate", {"code": mia.code, "language": "en", "zone": house.hours.zone})
    assert answer["status"] == 201
    private.open("/")
    log(private, "Good")
    private.sees_saved()
    private.offline()
    private.tap("button", "Write another")
    private.choose("Mood", "Low")
    private.tap("button", "Save", exact=True)
    private.sees("On this phone")
    private.offline(False)
    private.sees_saved()
    assert stored(house, mia) == [(4,), (2,)]
