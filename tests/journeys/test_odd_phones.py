"""Phones as they are: a browser that drops its storage, a zone nobody knows, a page somebody had translated, a screen that
fails, text that was typed and left. None of them costs a person anything."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.offline import answered_with, log, stored
from tests.journeys.phone import Phone
from tests.journeys.test_main import activate

Activated = Callable[..., Phone]

# As iOS does while the app is away: the connection is gone, nobody is told, and the next transaction throws.
_DROP = """() => {
    const real = IDBDatabase.prototype.transaction;
    const dropped = new WeakSet();
    window.dropConnections = () => { window.dropping = true; };
    IDBDatabase.prototype.transaction = function (...given) {
        if (window.dropping) { dropped.add(this); window.dropping = false; }
        if (dropped.has(this)) throw new DOMException('The connection is closing.', 'InvalidStateError');
        return real.apply(this, given);
    };
}"""

# As Chromium does when the system's zone cannot be resolved.
_NOWHERE = """() => {
    const real = Intl.DateTimeFormat.prototype.resolvedOptions;
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        return {...real.call(this), timeZone: 'Etc/Unknown'};
    };
}"""

# As Chrome's translator does: elements of its own in the place of every text, and a class at the root.
_TRANSLATE = """() => {
    document.documentElement.classList.add('translated-ltr');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest('script, style')) continue;
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        inner.textContent = '«' + text.data + '»';
        outer.append(inner);
        text.replaceWith(outer);
    }
}"""


def test_an_entry_is_saved_although_the_browser_dropped_its_storage(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.context.add_init_script(f"({_DROP})()")
    phone.open("/log")
    phone.choose("Mood", "Good")
    phone.page.evaluate("() => window.dropConnections()")
    phone.tap("button", "Save", exact=True)
    phone.sees_saved()
    assert stored(house, mia) == [(4,)]


def test_a_phone_that_does_not_know_where_it_is_is_let_in_and_logs(
    house: House, new_phone: Callable[..., Phone]
) -> None:
    mia = house.invite("Mia")
    phone = new_phone()
    phone.context.add_init_script(f"({_NOWHERE})()")
    activate(phone, mia)
    log(phone, "Good")
    phone.sees_saved()
    assert stored(house, mia) == [(4,)]


def test_a_translated_page_goes_on_saying_where_an_entry_is(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.offline()
    log(phone, "Good")
    phone.sees("On this phone")
    phone.page.evaluate(_TRANSLATE)
    phone.offline(False)
    phone.page.evaluate("() => void dispatchEvent(new Event('online'))")
    phone.sees_saved()
    assert phone.page.get_by_text("On this phone").filter(visible=True).count() == 0


def test_a_screen_that_fails_says_so_with_help_in_reach(house: House, activated: Activated) -> None:
    mia = live(house, house.invite("Mia"))
    phone = activated(mia)
    # The answer of the server is of a shape this screen was not made for.
    odd = {"program": {"name": "Maple", "zone": "America/Chicago"}, "enrollment": {}, "sessions": [None], "weeks": None}
    answered_with(phone, "/schedule", odd)
    phone.page.goto(phone.origin + "/schedule", wait_until="domcontentloaded")
    phone.sees("Something went wrong on this page")
    phone.sees("988")
    phone.page.get_by_role("link", name="Help").first.tap()
    phone.page.wait_for_url("**/help")
    phone.sees("Call or text 988")


def test_an_address_the_app_does_not_know_is_said_calmly_without_a_network(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    phone.page.goto(phone.origin + "/an-old-link", wait_until="domcontentloaded")
    phone.sees("There is nothing at this address.")
    phone.page.get_by_role("link", name="Help").first.tap()
    phone.sees("Call or text 988")


def test_what_was_typed_into_a_sheet_is_there_again_after_closing_it(house: House, activated: Activated) -> None:
    phone = activated(live(house, house.invite("Mia")))
    phone.open("/goals")
    phone.tap("button", "Add a goal")
    phone.page.get_by_role("dialog").get_by_role("textbox").first.fill("Call my brother on Sundays")
    phone.page.keyboard.press("Escape")
    phone.open("/")
    phone.open("/goals")
    phone.tap("button", "Add a goal")
    phone.sees("What you started is still here.")
    assert phone.page.get_by_role("dialog").get_by_role("textbox").first.input_value() == "Call my brother on Sundays"
    phone.tap("button", "Start over")
    expect(phone.page.get_by_role("dialog").get_by_role("textbox").first).to_have_value("")
