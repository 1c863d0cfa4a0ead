"""Somebody is away in hospital, leaves in week 2, and comes back: with one account, on one phone, and nothing said of a graduation."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.program import GROUP, NEXT_MEETING


def go_on_leave(page: Page, house: House, person: Invited) -> None:
    page.goto(f"{house.origin}/staff/people/{person.id}")
    page.get_by_text("Leave for a while").click()
    page.get_by_label("Hospital or residential").check()
    page.locator("form[action$='/leave/preview'] button").click()
    page.get_by_text("You’re away for now. Your place is saved.").wait_for()
    page.get_by_role("button", name="Change it", exact=True).click()
    page.get_by_role("button", name="They are back").wait_for()


def re_enroll(page: Page, house: House) -> None:
    page.get_by_text("Re-enroll").first.click()
    page.get_by_label("Track").select_option(index=1)
    page.locator("form[action$='/bring-back/preview'] button").click()
    page.get_by_role("button", name="Change it", exact=True).click()
    page.locator(".phase.active").wait_for()


def test_away_gone_in_week_two_and_back_again(
    house: House, new_phone: NewPhone, activated: Callable[..., Phone]
) -> None:
    person = house.invite("Sam")
    phone = activated(person)
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))
    go_on_leave(page, house, person)
    phone.open("/")
    phone.sees("You’re away for now. Your place is saved.")
    page.get_by_role("button", name="They are back").click()
    page.locator(".phase.active").wait_for()
    phone.open("/")
    phone.sees(NEXT_MEETING)
    desk.end(page, house, "Left early")
    phone.open("/")
    phone.sees(re.compile("Your last day here was .* this app are still yours"))
    phone.sees(GROUP)
    assert "raduat" not in phone.page.locator("main").inner_text()
    re_enroll(page, house)
    phone.open("/")
    phone.sees(NEXT_MEETING)
