"""Which line answers now: the same in all six places that offer a call. The desk that stands first in the program file is closed at
the hour of the journeys. A call that was asked for is in sight, and taken back with one tap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
OFFICE, DESK = "tel:+15550100100", "tel:+15550100199"
NOBODY = re.compile("No one is in|Nobody is there|Ahora no hay nadie")


def numbers(phone: Phone) -> list[str]:
    """The program's numbers on this screen in their order."""
    found = phone.page.locator("main a[href^='tel:+1555']").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('href').replaceAll('-', ''))"
    )
    return [number for number in found if number in (OFFICE, DESK)]


def check(phone: Phone, path: str, expected: list[str], words: str = "Open until 8:00") -> None:
    phone.open(path)
    phone.sees(re.compile(words))
    assert numbers(phone) == expected, path
    assert not NOBODY.search(phone.page.inner_text("main")), path


@pytest.mark.parametrize("offline", [False, True])
def test_six_places_offer_the_line_that_answers_now(house: House, activated: Activated, offline: bool) -> None:
    phone = activated(live(house, house.invite("Mia")))
    tomorrow = activated(house.invite("Leo", starts_in=1))
    for one in (phone, tomorrow):
        one.open("/help")
        one.offline(offline)
    check(phone, "/", [OFFICE])
    check(tomorrow, "/", [OFFICE])
    for path in ("/help", "/urge", "/days/happened?step=1"):
        check(phone, path, [OFFICE, DESK])
    check(phone, "/call-me", [OFFICE, DESK], words="Someone is in until 8:00")


def test_help_keeps_988_and_911_in_the_first_view_beside_a_call_that_waits(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia, viewport={"width": 360, "height": 640})
    phone.open("/call-me")
    phone.tap("button", "Please call me")
    phone.sees("Your team has your request")
    phone.open("/help")
    phone.sees(re.compile("You asked for a call at"))
    for number in ("tel:988", "tel:911"):
        expect(phone.page.locator(f"main a[href='{number}']").first).to_be_in_viewport(ratio=1)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360


class Taps:
    """Counts what a finger does."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.count = phone, 0

    def on(self, role: str, name: str | re.Pattern[str]) -> Locator:
        self.count += 1
        found = self.phone.page.get_by_role(role, name=name).first  # type: ignore[arg-type]
        found.tap()
        return found


def test_a_call_is_asked_for_with_three_taps_and_taken_back_with_one(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = live(house, house.invite("Mia"))
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia)
    phone.open("/")
    taps = Taps(phone)
    taps.on("link", "Help")
    taps.on("link", "Please call me")
    taps.on("button", "Please call me")
    phone.sees(re.compile(r"Your team has your request"))
    assert taps.count == 3

    taps.on("link", "Today")
    phone.sees(re.compile(r"You asked for a call at \d+:\d\d.[AP]M\. Waiting\."))
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, dana)
    page.get_by_role("link", name="Requests").click()
    page.get_by_role("link", name="Open Mia").wait_for()

    taps = Taps(phone)
    taps.on("button", "Take back the request")
    phone.sees("You took back your request. You can ask again at any time.")
    expect(phone.page.get_by_text("You asked for a call")).to_have_count(0)
    assert taps.count == 1
    page.reload()
    expect(page.get_by_role("link", name="Open Mia")).to_have_count(0)
    phone.open("/call-me")
    phone.sees("You took back your request. You can ask again at any time.")
    expect(phone.page.get_by_role("button", name="Please call me")).to_have_count(1)


def test_without_a_network_it_is_taken_back_on_the_phone_first_and_then_for_the_team(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = live(house, house.invite("Mia"))
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia, own_browser=True)
    phone.open("/call-me")
    phone.tap("button", "Please call me")
    phone.sees("Your team has your request")
    phone.restart(offline=True)
    phone.open("/help")
    phone.sees(re.compile("You asked for a call at"))
    phone.tap("button", "Take back the request")
    phone.sees("You took back your request. Your team may still see it until this phone is online.")
    phone.restart(offline=True)
    phone.open("/")
    phone.sees("Your team may still see it until this phone is online.")

    phone.offline(False)
    phone.open("/call-me")
    phone.sees("You took back your request. You can ask again at any time.")
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, dana)
    page.get_by_role("link", name="Requests").click()
    page.get_by_role("heading", level=1).wait_for()
    expect(page.get_by_role("link", name="Open Mia")).to_have_count(0)
