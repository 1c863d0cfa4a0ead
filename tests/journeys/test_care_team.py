"""A care team changes hands: handed over at the desk, read on the phone, and gone for whoever was there before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone

PICTURES = os.environ.get("CARE_TEAM_PICTURES")


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_somebody_is_handed_over_and_reads_who_was_there_when(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    mia, leo = house.invite("Mia"), house.invite("Leo")
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    omar, cora = house.employ("Omar", "counselor"), house.employ("Cora")
    house.look_after(leo.id, dana.id)
    phone = activated(mia)
    at_desk = {"viewport": desk.SIZE, "is_mobile": False, "has_touch": False}

    page = new_phone(**at_desk).page
    desk.sign_in(page, house, cora)
    page.goto(f"{house.origin}/staff/people/{mia.id}")
    page.get_by_text("Change", exact=True).click()
    picture(page, "person")
    page.get_by_label("Who takes over from Dana").select_option(str(omar.id))
    page.get_by_role("button", name="Hand over").click()
    page.get_by_text("Handed over. Both are told on Today.").wait_for()
    expect(page.locator(".team li")).to_have_count(1)
    expect(page.locator(".team li")).to_contain_text("Omar since")

    phone.open("/settings")
    phone.tap("link", "What my team can see")
    phone.sees("Your care team: Omar")
    phone.page.get_by_text("Who was on my care team, and when").tap()
    rows = phone.page.locator("details .looks > li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Omar")
    expect(rows.nth(0)).to_contain_text("since")
    expect(rows.nth(1)).to_contain_text("Dana")
    expect(rows.nth(1)).to_contain_text(" to ")
    phone.sees("Cora handed you over to somebody else on staff")
    picture(phone.page, "phone")

    hers = new_phone(**at_desk).page
    desk.sign_in(hers, house, dana)
    hers.get_by_text("somebody you looked after is with Omar now (Cora)").wait_for()
    picture(hers, "today-dana")
    hers.get_by_role("button", name="Got it").click()
    expect(hers.get_by_text("Whom you look after has changed")).to_have_count(0)
    hers.goto(f"{house.origin}/staff/people/{mia.id}")
    hers.get_by_text("There is nothing here.").wait_for()

    page.goto(f"{house.origin}/staff/people")
    page.get_by_role("link", name="Hand over").click()
    page.get_by_label("From").select_option(str(dana.id))  # other journeys employ a Dana, too
    page.locator("select[name=staff]").select_option(str(omar.id))
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Leo")
    picture(page, "hand-over")
    page.get_by_role("button", name="Hand over 1 person").click()
    page.get_by_text("Everybody is handed over.").wait_for()

    his = new_phone().page
    desk.sign_in(his, house, omar)
    expect(his.get_by_text("you are on the care team now (Cora)")).to_have_count(2)
    picture(his, "today-omar")
