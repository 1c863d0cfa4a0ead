"""Looking back: pictures with their numbers, sentences with n and median, thirty days without a network, more with one."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect
from sqlalchemy import text

from companion.kernel.database import db, transaction
from tests.journeys.house import House, Invited
from tests.journeys.past import OLD_WORD, WORD, two_months
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


_HEIGHT = """(days) => document.documentElement.scrollHeight
    - [...document.querySelectorAll('.log-day')].slice(days).reduce((sum, one) => sum + one.offsetHeight, 0)"""


def look_back(phone: Phone) -> None:
    phone.open("/history")
    phone.page.locator(".log-day").nth(14).wait_for()
    assert phone.page.evaluate(_HEIGHT, 14) <= 1000
    phone.tap("link", "Looking back")
    phone.page.wait_for_url("**/insight")
    phone.sees(re.compile(r"Mood: usually"))


def test_evenings_that_were_harder_are_told_with_how_many_entries_say_so(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    look_back(phone)
    phone.sees(re.compile(r"Evenings have been harder: urge usually 5 \(\d+ entries\), mornings 3 \(\d+ entries\)\."))
    phone.sees(re.compile(r"What has helped you most: Walking \(−4, \d+ times\)\."))
    phone.sees(re.compile(r"\d+ times, urge usually 7"))
    for measure in ("Mood", "Urge", "Stress", "Sleep"):
        assert phone.page.get_by_role("img", name=re.compile(f"^{measure}: usually")).count() == 1


def test_each_picture_has_its_numbers_in_a_table_and_empty_days_are_gaps(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    look_back(phone)
    page = phone.page
    days = page.locator(".chart-table tbody tr").count()
    assert 20 <= days < 30
    assert page.locator(".chart-area").first.locator("circle").count() == days
    # As many pieces of line as there are runs of days: one more than the gaps between them.
    assert page.locator(".chart-line").first.get_attribute("d").count("M") > 3  # type: ignore[union-attr]


def test_more_than_the_phone_keeps_comes_from_the_server(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    look_back(phone)
    expect(phone.page.get_by_text(OLD_WORD)).to_have_count(0)
    phone.choose("How far back", "90 days")
    phone.sees(OLD_WORD)
    phone.sees(WORD)
    phone.choose("How far back", "All")
    phone.sees(OLD_WORD)
    phone.choose("How far back", "7 days")
    expect(phone.page.get_by_text(OLD_WORD)).to_have_count(0)


def test_without_a_network_the_last_thirty_days_are_there_and_the_rest_is_said_to_be_missing(
    house: House, activated: Activated
) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)), own_browser=True)
    look_back(phone)
    phone.restart(offline=True)
    phone.open("/insight")
    phone.sees(re.compile("Evenings have been harder"))
    phone.sees(WORD)
    phone.choose("How far back", "90 days")
    phone.sees("You are offline. These are the last 30 days, from this phone.")
    phone.sees(re.compile("Evenings have been harder"))


def test_somebody_without_a_substance_goal_sees_no_word_about_urges(house: House, activated: Activated) -> None:
    mia = two_months(house, house.invite("Mia", starts_in=-70))
    hide_craving(house, mia)
    phone = activated(mia)
    for path in ("/insight", "/since"):
        phone.open(path)
        phone.sees(re.compile("Stress"))
        shown = phone.page.locator("main").inner_text()
        assert not re.search("urge|craving", shown, re.IGNORECASE), shown


def hide_craving(house: House, person: Invited) -> None:
    with house.inside(), transaction():
        change = text("UPDATE enrollments SET hides_craving = :yes WHERE participant_id = :id")
        db.session.execute(change, {"yes": True, "id": person.id.hex})


def test_an_entry_that_is_only_on_this_phone_counts_at_once(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    phone.tap("link", "Log", exact=True)
    phone.choose("Mood", "Good")
    phone.tap("button", "Save")
    phone.sees("On this phone")
    phone.open("/insight")
    phone.sees("Mood: usually “Good” (1 entry)")
    phone.sees("No patterns yet.")


def test_range_and_table_are_reached_with_keys_alone(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    look_back(phone)
    page = phone.page
    group = page.get_by_role("group", name="How far back")
    group.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(group.get_by_role("radio", name="7 days")).to_be_checked()
    for measure in ("Mood", "Urge", "Stress", "Sleep"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("slider", name=f"{measure}, day by day")).to_be_focused()
    before = page.locator("input:focus").get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("input:focus")).not_to_have_attribute("aria-valuetext", before or "")
    page.keyboard.press("Tab")
    expect(page.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Your days in numbers")).to_be_visible()


def test_on_paper_there_is_nothing_to_tap_and_the_table_is_open(house: House, activated: Activated) -> None:
    phone = activated(two_months(house, house.invite("Mia", starts_in=-70)))
    look_back(phone)
    phone.page.emulate_media(media="print")
    for gone in (".tabbar", ".glance-range", "summary", ".screen-tools", "main .button"):
        assert phone.page.locator(gone).first.is_hidden(), gone
    expect(phone.page.locator(".chart-table")).to_be_visible()
