"""Help is there in every state of the phone: signed out, without a network, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone

NUMBERS = ("tel:988", "sms:988", "sms:741741", "tel:911", "tel:18006624357")


def reachable(page: Page) -> set[str]:
    """The numbers one tap away, without a prepared text."""
    links = page.locator("a[href^='tel:'], a[href^='sms:']").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('href'))"
    )
    return {link.split("?")[0].split("&")[0].replace("-", "").replace("+", "") for link in links}


def expect_the_numbers(page: Page) -> None:
    page.locator("a[href='tel:988']").first.wait_for()
    assert set(NUMBERS) <= reachable(page)


def test_help_is_there_for_somebody_who_never_signed_in(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.open("/help")
    expect_the_numbers(phone.page)
    assert phone.page.url.endswith("/help")


def test_help_is_there_without_javascript(new_phone: NewPhone) -> None:
    phone = new_phone(java_script_enabled=False)
    phone.page.goto(f"{phone.origin}/")
    phone.page.get_by_role("link", name="Help").first.tap()
    expect_the_numbers(phone.page)


def test_help_is_there_with_neither_network_nor_javascript(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.open("/welcome")
    phone.ready_offline()
    phone.offline()
    phone.cdp().send("Emulation.setScriptExecutionDisabled", {"value": True})
    phone.page.goto(f"{phone.origin}/help")
    phone.page.get_by_role("link", name="Help").first.tap()
    expect_the_numbers(phone.page)


def test_help_is_one_tap_away_from_everywhere_without_a_network(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    for path in ("/", "/log", "/schedule", "/plan", "/settings", "/urge"):
        phone.open(path)
        phone.tap("link", "Help", exact=True)
        expect_the_numbers(phone.page)


def test_a_page_that_does_not_exist_still_leads_to_help(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    phone.page.evaluate("history.pushState({}, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))")
    phone.tap("link", "Help", exact=True)
    expect_the_numbers(phone.page)


def test_opening_help_asks_the_server_nothing_about_anybody(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.tap("link", "Help", exact=True)
    expect_the_numbers(phone.page)
    assert [url for url in asked if "help" in url.removeprefix(phone.origin) and "/api/" in url] == []
