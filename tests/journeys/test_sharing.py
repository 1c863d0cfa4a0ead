"""What my team can see: signed on the phone, seen at the desk, read as the very page of the desk, and turned off."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone

PICTURES = os.environ.get("SHARING_PICTURES")


def test_sharing_a_plan_and_turning_it_off_again(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia)
    plan = phone.api("GET", "/safety-plan")["body"]
    plan["steps"]["alone"] = ["The library until it closes"]
    sent = {"steps": plan["steps"], "people": [], "version": plan["version"]}
    assert phone.api("PUT", "/safety-plan", sent)["status"] == 200

    phone.open("/settings")
    phone.tap("link", "What my team can see")
    phone.sees("Your care team: Dana")
    phone.tap("button", "My safety plan")
    phone.tap("button", "Share the plan")
    phone.sees("Who sees it")
    phone.tap("button", "I agree and sign")
    phone.sees("Your name is your signature.")
    phone.page.get_by_label("Your name").fill("Mia Lindgren")
    phone.tap("button", "I agree and sign")
    phone.sees("The whole plan")

    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, dana)
    address = f"{house.origin}/staff/people/{mia.id}"
    page.goto(address)
    page.get_by_text("The library until it closes").wait_for()

    phone.open("/sharing")
    phone.sees("Dana opened your page")
    phone.sees("Dana saw: My safety plan")
    phone.tap("link", "Open the page my team sees")
    phone.page.get_by_text("The library until it closes").wait_for()
    phone.page.get_by_text("This is the page your care team sees").wait_for()
    phone.page.get_by_role("link", name="Back to the app").tap()
    phone.settle()

    phone.offline()
    phone.tap("button", "My safety plan")
    phone.tap("button", "Turn it off", exact=True)
    phone.sees("Turned off on this phone. Your team may still see it until this phone is back online.")
    phone.offline(False)
    phone.open("/sharing")
    phone.sees("Not shared")
    expect(phone.page.get_by_text("Turned off on this phone")).to_have_count(0)
    page.goto(address)
    page.get_by_text("Nothing is shared.").wait_for()
    assert "The library until it closes" not in page.locator("main").inner_text()


def test_the_notice_cannot_be_switched_on_while_nobody_is_on_duty(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(house.invite("Leo"))
    phone.open("/settings")
    phone.open("/sharing")
    phone.sees("Off: nobody at your program is on duty for this right now.")
    phone.tap("button", "Tell my care team when I log an urge of 8 or more")
    expect(phone.page.get_by_role("button", name="Switch it on")).to_have_count(0)


def test_a_representative_signs_and_reads_it_as_it_was_signed(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/sharing")
    phone.sees("Papers to read and sign")
    phone.tap("button", "Treatment, payment, and operations")
    phone.tap("button", "Read and sign")
    phone.sees("For treatment, payment, and health care operations.")
    phone.page.get_by_text("I sign for somebody else").tap()
    phone.tap("button", "I agree and sign")
    phone.sees("Say for whom you sign, and what lets you.")
    phone.page.get_by_label("Name of the person it is about").fill("Mia Lindgren")
    phone.page.get_by_label("What lets you sign").fill("legal guardian")
    phone.page.get_by_label("Your own name").fill("Ruth Lindgren")
    if PICTURES:
        phone.page.screenshot(path=Path(PICTURES) / "paper-sign.png", full_page=True)
    phone.tap("button", "I agree and sign")
    phone.sees("Signed, until")
    phone.tap("button", "Treatment, payment, and operations")
    phone.page.get_by_text("Earlier choices").tap()
    phone.page.get_by_text("Read it as it was signed").tap()
    phone.sees("Ruth Lindgren: legal guardian")
    if PICTURES:
        phone.page.screenshot(path=Path(PICTURES) / "paper-signed.png", full_page=True)
    phone.tap("button", "Take it back")
    expect(phone.page.get_by_text("Not signed")).to_have_count(2)
    if PICTURES:
        phone.page.screenshot(path=Path(PICTURES) / "papers.png", full_page=True)
