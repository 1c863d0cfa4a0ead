"""Please call me: kept without a network, honest about where it is, worked off by staff, and read back on the phone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone


def test_a_request_made_without_a_network_reaches_staff_and_the_phone_reads_what_became_of_it(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia, own_browser=True)
    phone.open("/help")
    phone.sees("Please call me")
    phone.offline()
    phone.tap("link", "Please call me")
    phone.page.get_by_role("heading", name="Ask for a call").wait_for()
    assert {"tel:988", "sms:988"} <= set(
        phone.page.locator("main a").evaluate_all("(all) => all.map((each) => each.getAttribute('href'))")
    )
    phone.tap("button", "Please call me")
    phone.sees("Saved on this phone only. The team does not know yet.")

    phone.restart(offline=True)
    phone.open("/call-me")
    phone.sees("Saved on this phone only. The team does not know yet.")
    expect(phone.page.get_by_role("button", name="Please call me")).to_have_count(0)

    phone.offline(False)
    phone.open("/call-me")
    phone.sees("Your team has your request. No one has opened it yet.")

    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, dana)
    page.get_by_role("link", name="Requests").click()
    page.get_by_role("link", name="Open Mia").click()
    page.get_by_role("button", name="I am on it").click()
    page.get_by_role("button", name="Tried, no answer").click()
    page.get_by_text("tried once").wait_for()

    phone.open("/call-me")
    phone.sees("Dana tried to call you")
    page.get_by_role("button", name="We talked").click()
    page.get_by_label("How it ended").select_option("contacted")
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_text("Closed.").wait_for()
    phone.open("/call-me")
    phone.sees("Done. You can ask again at any time.")
    expect(phone.page.get_by_role("button", name="Please call me")).to_have_count(1)


def test_the_screen_says_when_somebody_is_there_and_always_offers_988(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(house.invite("Leo", language="es"), locale="es-US")
    phone.open("/help")
    phone.open("/call-me")
    phone.sees(re.compile("Hay alguien hasta|Ahora no hay nadie|No sabemos cuándo"))
    phone.page.locator("a[href='tel:988']").wait_for()


def test_the_safety_plan_keeps_its_six_steps_in_order_and_steps_four_and_five_are_one_tap_away_offline(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(house.invite("Ana"))
    phone.open("/plan")
    phone.offline()
    phone.open("/plan")
    steps = ["warning_signs", "alone", "distraction", "people_help", "professionals", "surroundings"]
    there = phone.page.locator("ol > li[id], ol > li [id]").evaluate_all("(all) => all.map((each) => each.id)")
    assert [one for one in there if one in steps] == steps
    for name, step in (("People", "people_help"), ("Professionals", "professionals")):
        phone.tap("button", name, exact=True)
        expect(phone.page.locator(f"#{step}")).to_be_in_viewport()
