"""A day at home, as it is lived: how many taps it takes, what Today says of it, and what staff see. One request, one undo."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from companion.absences import service as absences
from companion.kernel.database import db
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited, StaffMember
from tests.journeys.phone import Phone
from tests.journeys.program import NEXT_MEETING
from tests.journeys.test_accessibility import axe, problems_of
from tests.journeys.test_cant_make_it import at_the_desk
from tests.journeys.test_main import turn_reminders_on

__all__ = ["axe"]

KNOWN = "Your team knows you can’t come today."
UNKNOWN = "You said you can’t come today. Your team does not know yet."


class Taps:
    """Counts what a thumb does."""

    def __init__(self, phone: Phone):
        self.phone = phone
        self.made = 0

    def __call__(self, role: str, name: str) -> None:
        self.made += 1
        self.phone.page.get_by_role(role, name=name).filter(visible=True).first.tap()  # type: ignore[arg-type]


@pytest.fixture
def mia(house: House) -> Invited:
    return house.invite("Mia")


@pytest.fixture
def dana(house: House, mia: Invited) -> StaffMember:
    return house.employ("Dana", "counselor", looks_after=mia.id)


def day_in_words(house: House, days: int) -> str:
    day = house.hours.today + timedelta(days=days)
    return f"{day:%A, %B} {day.day}"


def reminders_of_a_time(house: House, phone: Phone) -> list[str]:
    """Those that reached this phone, after one pass of the worker."""
    house.server.run("reminders", "run", "--once")
    sent = [one for one in house.sink.received if one.path == phone.push_path]
    titles = [json.loads(phone.receiver.decrypt(one.body))["notification"]["title"] for one in sent]
    return [one for one in titles if one.startswith("Reminder: ")]


def requests_seen(page: Page, house: House) -> int:
    page.goto(f"{house.origin}/staff/requests")
    return page.locator("li.request").count()


def test_today_at_home_is_two_taps_one_row_for_staff_and_one_tap_back(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(mia)
    phone.open("/")
    tap = Taps(phone)
    tap("link", "I can’t make it")
    chosen = phone.page.get_by_role("radio", name=re.compile("The rest of today"))
    expect(chosen).to_be_checked()
    tap("button", "Tell my team")
    phone.sees(KNOWN)
    assert tap.made == 2
    expect(phone.page).to_have_url(f"{house.origin}/")
    phone.sees("Tomorrow")
    expect(phone.page.get_by_text("You said you can’t make it")).to_have_count(3)  # the rest of the day, its break too

    page = at_the_desk(new_phone, house, dana)
    expect(page.locator("li.request")).to_have_count(1)
    page.get_by_text(re.compile("· 3 sessions")).wait_for()
    expect(page.get_by_text(re.compile("Can’t make it"))).to_have_count(1)
    assert requests_seen(page, house) == 1
    page.get_by_role("link", name="Open Mia").click()
    page.get_by_role("button", name="I am on it").click()
    page.get_by_label("How it ended").select_option("noted")
    page.get_by_role("button", name="Close").click()
    assert requests_seen(page, house) == 0

    phone.open("/")
    phone.sees("Dana saw it.")
    tap = Taps(phone)
    tap("button", "I can come after all")
    expect(phone.page.get_by_text(KNOWN)).to_have_count(0)
    assert tap.made == 1
    phone.page.get_by_role("region", name=re.compile("^Next, at")).get_by_text(NEXT_MEETING).wait_for()
    page.goto(f"{house.origin}/staff/")
    expect(page.get_by_text("Can’t make it")).to_have_count(0)


def test_no_reminder_comes_on_a_day_at_home_and_taken_back_it_does(
    house: House, mia: Invited, activated: Callable[..., Phone]
) -> None:
    phone = activated(mia, own_browser=True)
    turn_reminders_on(phone, house)
    phone.choose("How long before", "1 hour")
    phone.sees("Saved")
    phone.open("/")
    phone.tap("link", "I can’t make it")
    phone.tap("button", "Tell my team")
    phone.sees(KNOWN)
    assert reminders_of_a_time(house, phone) == []
    phone.tap("button", "I can come after all")
    expect(phone.page.get_by_text("You can come after all")).to_have_count(0)
    assert len(reminders_of_a_time(house, phone)) == 1


def test_said_without_a_network_and_taken_back_without_one(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(mia, own_browser=True)
    phone.open("/")
    phone.sees(NEXT_MEETING)
    phone.offline()
    phone.tap("link", "I can’t make it")
    phone.tap("button", "Tell my team")
    phone.sees(UNKNOWN)
    phone.restart(offline=True)
    phone.open("/")
    phone.sees(UNKNOWN)
    phone.sees("Tomorrow")
    phone.offline(False)
    phone.sees(KNOWN)
    page = at_the_desk(new_phone, house, dana)
    assert requests_seen(page, house) == 1

    phone.offline()
    phone.tap("button", "I can come after all")
    phone.sees("You can come after all. Your team does not know yet.")
    phone.page.get_by_role("region", name=re.compile("^Next, at")).get_by_text(NEXT_MEETING).wait_for()
    phone.offline(False)
    expect(phone.page.get_by_text("Your team does not know yet.")).to_have_count(0)
    assert requests_seen(page, house) == 0


def test_several_days_are_three_taps_beside_the_dates(
    house: House, mia: Invited, dana: StaffMember, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(mia)
    phone.open("/")
    tap = Taps(phone)
    tap("link", "I can’t make it")
    tap("radio", "More than one day")
    last = house.hours.today + timedelta(days=3)
    phone.page.get_by_label("Last day").fill(f"{last:%Y-%m-%d}")
    tap("button", "Tell my team")
    phone.sees(f"Your team knows you can’t come through {day_in_words(house, 3)}.")
    assert tap.made == 3
    with house.inside():
        away = absences.own(mia.id, house.hours.today.date())
        db.session.rollback()
    assert {one.meets_on for one in away} == {(house.hours.today + timedelta(days=n)).date() for n in range(4)}
    page = at_the_desk(new_phone, house, dana)
    assert requests_seen(page, house) == 1
    phone.page.get_by_role("button", name="I can come after all").tap()
    expect(phone.page.get_by_text("Your team knows")).to_have_count(0)
    expect(phone.page.get_by_text("You can come after all")).to_have_count(0)
    assert requests_seen(page, house) == 0


def test_one_part_stays_one_part(house: House, mia: Invited, activated: Callable[..., Phone]) -> None:
    phone = activated(mia)
    phone.open("/")
    tap = Taps(phone)
    tap("link", "I can’t make it")
    tap("radio", f"Only {NEXT_MEETING}")
    tap("button", "Tell my team")
    phone.sees(f"Your team knows you can’t come to {NEXT_MEETING}.")
    assert tap.made == 3
    expect(phone.page.get_by_text("You said you can’t make it")).to_have_count(1)
    phone.page.get_by_role("region", name=re.compile("^Next, at")).get_by_text("Mindful close").wait_for()


def test_the_sheet_and_what_today_says_keep_nobody_out(
    house: House, mia: Invited, activated: Callable[..., Phone], axe: str
) -> None:
    phone = activated(mia)
    phone.open("/")
    phone.tap("link", "I can’t make it")
    phone.tap("radio", "More than one day")
    assert list(problems_of(phone.page, axe)) == []
    phone.tap("radio", "The rest of today")
    for fold in phone.page.get_by_role("dialog").locator("summary").all():
        fold.tap()
    assert list(problems_of(phone.page, axe)) == []
    phone.page.get_by_role("button", name="Tell my team").tap()
    phone.sees(KNOWN)
    assert list(problems_of(phone.page, axe)) == []


def test_missed_one_lately_is_asked_by_day_and_never_of_the_time_before_the_first(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    mia = house.invite("Mia", starts_in=-2)
    dana = house.employ("Dana", "counselor", looks_after=mia.id)
    phone = activated(mia)
    phone.open("/schedule")
    phone.page.locator(".lately summary").tap()
    days = phone.page.locator(".lately li, .lately a")
    expect(phone.page.locator(".lately a")).to_have_count(2)  # yesterday and the first day
    assert "Break" not in " ".join(days.all_inner_texts())
    assert "Mindful close" not in " ".join(days.all_inner_texts())
    phone.page.locator(".lately a").first.tap()
    expect(phone.page.get_by_role("radio", name=f"All of {day_in_words(house, -1)}")).to_be_checked()
    phone.page.get_by_role("button", name="Tell my team").tap()
    expect(phone.page).to_have_url(f"{house.origin}/schedule")
    page = at_the_desk(new_phone, house, dana)
    assert requests_seen(page, house) == 1
    page.get_by_text("missed it").wait_for()
