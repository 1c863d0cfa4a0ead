"""Since we last met: opened by the person, drawn from their phone, on screen and on paper, and sent to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.house import House
from tests.journeys.past import OLD_WORD, WORD, two_months
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
TALK = "How to say no to my brother"


def data_requests(page: Page) -> list[str]:
    """Fills with every request but those for the app's own files."""
    seen: list[str] = []
    page.context.on("request", lambda asked: seen.append(asked.url) if "/assets/" not in asked.url else None)
    return seen


@pytest.fixture
def phone(house: House, activated: Activated) -> Phone:
    """Mia's, after her log was on screen once."""
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)), own_browser=True)
    phone.open("/history")
    phone.sees("Since we last met")
    phone.page.wait_for_load_state("networkidle")
    return phone


def test_opening_choosing_writing_and_printing_sends_nothing(phone: Phone) -> None:
    page = phone.page
    page.evaluate("window.print = () => console.log('printed')")
    seen = data_requests(page)
    phone.tap("link", "Since we last met")
    phone.sees(re.compile(r"Usually 3, from 3 to 7 \(\d+ entries\)"))
    phone.choose("How far back", "7 days")
    page.get_by_role("textbox", name="One thing to talk about").fill(TALK)
    page.get_by_role("checkbox", name="Sleep").tap()
    with page.expect_console_message(lambda message: message.text == "printed"):
        phone.tap("button", "Print")
    page.wait_for_load_state("networkidle")
    assert seen == []


def test_it_shows_two_weeks_in_numbers_and_in_ones_own_words(phone: Phone) -> None:
    phone.tap("link", "Since we last met")
    phone.sees(re.compile(rf"{WORD} \(\d+ times\)"))
    phone.sees(re.compile(r"Walking \(\d+ times\)"))
    shown = phone.page.locator("main").inner_text()
    for said in ("Mood", "Urge", "Stress", "Sleep", "Nothing is sent."):
        assert said in shown
    assert OLD_WORD not in shown


def test_what_is_not_chosen_is_neither_on_screen_nor_on_paper_and_stays_so(phone: Phone) -> None:
    phone.tap("link", "Since we last met")
    page = phone.page
    page.get_by_role("textbox", name="One thing to talk about").fill(TALK)
    page.get_by_role("checkbox", name="Urge").tap()
    page.get_by_role("checkbox", name="What was going on").tap()
    expect(page.get_by_text(WORD)).to_have_count(0)
    phone.restart()
    phone.open("/since")
    expect(phone.page.get_by_role("textbox", name="One thing to talk about")).to_have_value(TALK)
    phone.page.emulate_media(media="print")
    paper = phone.page.locator("main").inner_text()
    assert TALK in paper
    assert "Mood" in paper
    for gone in ("Urge", WORD, "What to show", "Print", "10 days"):
        assert gone not in paper, gone


def test_it_opens_without_a_network(phone: Phone) -> None:
    phone.restart(offline=True)
    phone.open("/since")
    phone.sees(re.compile(r"Usually 3, from 3 to 7"))


def test_a_new_phone_asks_the_server_only_when_told_to(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    phone.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    phone.page.context.on("request", lambda one: asked.append(one.url) if "/api/v1/checkins" in one.url else None)
    phone.open("/since")
    phone.sees("There is nothing from these days on this phone.")
    assert asked == []
    phone.tap("button", "Get my entries")
    phone.sees(re.compile(r"Usually 3, from 3 to 7"))
    assert len(asked) == 1


def test_what_one_wrote_to_talk_about_is_not_readable_on_the_phone(phone: Phone) -> None:
    phone.tap("link", "Since we last met")
    phone.page.get_by_role("textbox", name="One thing to talk about").fill(TALK)
    phone.page.wait_for_timeout(300)
    stored = phone.page.evaluate(
        """() => Promise.race([new Promise((no) => setTimeout(() => no('late'), 5000)), (async () => {
            const out = [JSON.stringify(localStorage)];
            for (const {name} of await indexedDB.databases()) {
                const db = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); });
                for (const store of db.objectStoreNames) {
                    const all = await new Promise((done) => {
                        const ask = db.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => done(ask.result); });
                    for (const row of all) out.push(JSON.stringify(row, (_, value) => value instanceof ArrayBuffer
                        ? new TextDecoder('latin1').decode(value) : ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value));
                }
                db.close();
            }
            return out.join('\\n');
        })()])"""
    )
    assert "since" in stored
    assert TALK not in stored
