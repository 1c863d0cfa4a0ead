"""Somebody close gets a page: made and signed on the phone, opened without an account and without scripts, filled by an
invitation at the desk, and gone when it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID

from playwright.sync_api import Page, expect

from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program.rules import Pattern
from companion.schedule import service as schedule
from companion.schedule.service import NewSession
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.test_accessibility import axe, problems_of
from tests.latest import latest

__all__ = ["axe"]


def plan_family_meeting(house: House, person: Invited) -> UUID:
    """Tomorrow at ten, for this person only."""
    day = house.hours.today.date() + timedelta(days=1)
    plan = Pattern(day.weekday(), time(10), time(11, 30), "family_session", "Family therapy", place="Garden room")
    with house.inside(), transaction():
        enrolled = latest(person.id)
        assert enrolled is not None
        return schedule.add_session(NewSession(enrolled.track_id, day, plan, invitees=(person.id,)), clock.now())


def make_page(phone: Phone, name: str) -> str:
    """Add somebody on the phone; returns the address that is shown once."""
    phone.tap("button", "Add someone")
    phone.page.get_by_label("Name", exact=True).fill(name)
    phone.tap("button", "Next")
    phone.sees("Who sees it")
    phone.tap("button", "I agree, make the page")
    phone.sees("Your name is your signature.")
    phone.page.get_by_label("Your name").fill("Mia Lindgren")
    phone.tap("button", "I agree, make the page")
    phone.sees(f"The page for {name} is ready")
    address = phone.page.locator("output").inner_text()
    phone.tap("button", "Done")
    return address


def invite_along(page: Page, house: House, meeting: UUID, name: str) -> None:
    page.goto(f"{house.origin}/staff/schedule/{meeting}")
    page.get_by_role("link", name="Who comes along").click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="Look first").click()
    page.get_by_text(f"The page of {name} shows this.").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Their pages show it.").wait_for()


def test_a_page_for_somebody_close_from_the_first_tap_to_the_last(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone, axe: str
) -> None:
    mia = house.invite("Mia")
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    meeting = plan_family_meeting(house, mia)
    phone = activated(mia)
    phone.open("/settings")
    phone.tap("link", "Family and supporters")
    phone.sees("Nobody has a page yet")
    address = make_page(phone, "Sam")
    phone.sees("Link made")

    plain = new_phone(java_script_enabled=False).page
    plain.goto(address)
    expect(plain.get_by_role("heading", level=1)).to_have_text("A page for you")
    expect(plain.get_by_text("Nothing planned yet.")).to_be_visible()

    at_desk = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(at_desk, house, dana)
    invite_along(at_desk, house, meeting, "Sam")

    for page in (plain, new_phone().page):
        page.goto(address)
        expect(page.get_by_text("10:00 AM – 11:30 AM")).to_be_visible()
        expect(page.get_by_role("heading", name="Family session")).to_be_visible()
        for name in ("Maple", "Mia", "Sam", "Dana", "therapy"):
            assert name not in page.content()
        page.get_by_role("link", name="Español").click()
        expect(page.get_by_role("heading", name="Sesión familiar")).to_be_visible()

    assert list(problems_of(page, axe)) == []

    phone.open(f"/schedule/{meeting}")
    phone.sees("You and Sam")
    phone.offline()
    phone.open(f"/schedule/{meeting}")
    phone.sees("You and Sam")
    phone.open("/settings/supporters")
    phone.sees("This needs a connection.")
    phone.offline(False)

    phone.open("/settings/supporters")
    phone.sees("invited to 1 session")
    phone.tap("button", "Sam")
    phone.tap("button", "Turn off this page")
    phone.sees("Sam’s page stops working right away")
    phone.tap("button", "Turn off this page")
    phone.sees("Nobody has a page yet")
    answer = plain.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(plain.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    phone.open(f"/schedule/{meeting}")
    phone.sees("Who is invited")
    expect(phone.page.get_by_text("You and Sam")).to_have_count(0)
