"""A participant who cannot make it: said without a network, another time asked for, confirmed at the desk, on the schedule."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.schedule import attendance
from companion.schedule import service as schedule
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited, StaffMember
from tests.journeys.phone import Phone
from tests.journeys.program import NEXT_MEETING
from tests.journeys.test_main import send_what_is_due, turn_reminders_on

UNKNOWN = "You said you can’t make it. Your team does not know yet."


@pytest.fixture
def mia(house: House) -> Invited:
    """She comes on this weekday only, so the other days of her own track can make up for one."""
    person = house.invite("Mia")
    with house.inside(), transaction():
        enrollment.set_own_days(person.id, {house.hours.today.weekday()}, house.hours.today.date(), clock.now())
    return person


@pytest.fixture
def dana(house: House, mia: Invited) -> StaffMember:
    return house.employ("Dana", "counselor", looks_after=mia.id)


def at_the_desk(new_phone: NewPhone, house: House, member: StaffMember) -> Page:
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, member)
    return page


def sheet(phone: Phone, button: str) -> None:
    phone.page.get_by_role("dialog").get_by_role("button", name=button).click()


def days_on_the_schedule(phone: Phone) -> set[str]:
    sessions = phone.api("GET", "/schedule")["body"]["sessions"]
    return {one["local_date"] for one in sessions if one["title"] == NEXT_MEETING}


def test_said_without_a_network_made_up_for_and_confirmed(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(mia, own_browser=True)
    turn_reminders_on(phone, house)
    phone.open("/")
    phone.sees(NEXT_MEETING)
    phone.offline()
    phone.tap("link", "I can’t make it")
    phone.tap("radio", f"Only {NEXT_MEETING}")
    phone.sees("Other times show up when you have a connection.")
    phone.page.get_by_text("Reason, if you want to share it").first.tap()
    phone.page.get_by_role("checkbox", name="Work or school").check(force=True)
    sheet(phone, "Tell my team")
    phone.sees(f"You said you can’t come to {NEXT_MEETING}. Your team does not know yet.")
    phone.restart(offline=True)
    phone.open("/")
    phone.sees("You said you can’t make it")
    phone.page.get_by_role("link", name=re.compile(NEXT_MEETING)).first.click()
    phone.sees(UNKNOWN)

    phone.offline(False)
    phone.sees("You said you can’t make it. Your team knows.")
    phone.tap("button", "Choose another time")
    phone.page.get_by_role("radio").nth(1).check(force=True)
    sheet(phone, "Ask for this time")
    phone.sees(re.compile("You asked for .*"))
    phone.sees("Waiting for your team")
    before = days_on_the_schedule(phone)

    page = at_the_desk(new_phone, house, dana)
    page.get_by_role("link", name="Requests").click()
    page.get_by_text("Work or school").first.wait_for()
    page.get_by_role("link", name="Open Mia").click()
    page.get_by_role("button", name="I am on it").click()
    expect(page.get_by_role("radio").and_(page.locator(":checked"))).to_have_count(1)
    page.get_by_role("button", name="Confirm this one").click()
    page.get_by_text("Confirmed. It is on their schedule").wait_for()

    send_what_is_due(house, phone, 2)
    phone.open("/")
    phone.sees(re.compile("Confirmed: .*"))
    (new,) = days_on_the_schedule(phone) - before
    assert new > f"{house.hours.today:%Y-%m-%d}"
    phone.page.get_by_role("link", name=re.compile("Confirmed: ")).click()
    phone.sees("It is on your schedule.")


def test_who_can_come_after_all_is_expected_again(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(mia)
    phone.open("/")
    phone.tap("link", "I can’t make it")
    sheet(phone, "Tell my team")
    phone.sees("Your team knows you can’t come today.")
    phone.page.get_by_role("link", name=re.compile(NEXT_MEETING)).last.click()  # today’s, below tomorrow’s
    phone.sees("Your team knows you can’t come today.")
    join = phone.page.get_by_role("link", name="Join from home")
    expect(join).to_have_class(re.compile("ghost"))  # still there, no longer the first thing to do
    page = at_the_desk(new_phone, house, dana)
    page.get_by_text("Can’t make it").first.wait_for()
    phone.offline()
    phone.tap("button", "I can come after all")
    phone.sees("You can come after all. Your team does not know yet.")
    phone.offline(False)
    expect(phone.page.get_by_text("Your team does not know yet.")).to_have_count(0)
    phone.page.get_by_role("button", name="I can’t make it").wait_for()
    expect(join).to_have_class(re.compile("on-accent"))
    page.goto(f"{house.origin}/staff/")
    expect(page.get_by_text("Can’t make it")).to_have_count(0)
    expect(page.get_by_text("can’t make it")).to_have_count(0)


def test_after_a_missed_meeting_one_quiet_line_once(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone]
) -> None:
    with house.inside(), transaction():
        today = house.hours.today.date()
        first = schedule.sessions_of(mia.id, today, today)[0]
        attendance.mark_attendance(first.id, {mia.id: "absent"}, dana.id, clock.now())
    phone = activated(mia)
    phone.open("/")
    card = phone.page.get_by_role("region", name="Missed today? It happens.")
    card.get_by_text("Want to move something or talk?").wait_for()
    assert not re.search(r"absen|missed \d|\d missed", card.inner_text(), re.IGNORECASE)
    phone.tap("button", "Not now")
    expect(card).to_have_count(0)
    phone.open("/")
    phone.sees(NEXT_MEETING)
    phone.settle()
    expect(card).to_have_count(0)
