"""A coordinator changes the pattern from a day on: phone and reminders follow; undone, everybody is told once more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import text

from companion.kernel.database import db, transaction
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.test_main import send_what_is_due, turn_reminders_on

TITLE = "Mindful close"
CHANGED = "SELECT count(*) FROM track_sessions WHERE changed_at IS NOT NULL"


@pytest.fixture
def marks_gone(house: House) -> Iterator[None]:
    """The calendar is everybody's: what the test left on its meetings is taken off again."""
    yield
    with house.inside(), transaction():
        db.session.execute(text("UPDATE track_sessions SET changed_at = NULL, previous_starts_at = NULL"))


def clock_of(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at:%M}"


def look_at_later(page: Page, house: House, starts: datetime, ends: datetime) -> str:
    """Tick every closing of the week, one time later from tomorrow on; returns what the page says beforehand."""
    page.goto(f"{house.origin}/staff/schedule")
    page.get_by_role("link", name="Weekly pattern").click()
    page.get_by_role("heading", name="Weekly pattern").wait_for()
    boxes = page.locator("label.tick", has_text=TITLE).locator("input")
    for number in range(boxes.count()):
        boxes.nth(number).check()
    page.locator("input[name=what][value=time]").check(force=True)
    page.locator("form.stack input[name=first]").first.fill(f"{house.hours.today + timedelta(days=1):%Y-%m-%d}")
    page.locator("input[name=starts]").first.fill(f"{starts:%H:%M}")
    page.locator("input[name=ends]").first.fill(f"{ends:%H:%M}")
    page.get_by_role("button", name="Look before telling").first.click()
    page.get_by_role("heading", name="Tell this track").wait_for()
    return page.locator("main").inner_text()


@pytest.mark.usefixtures("marks_gone")
def test_a_pattern_changed_from_a_day_on_reaches_the_phone_once_and_undoing_it_too(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(house.invite("Mia"))
    turn_reminders_on(phone, house)
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))
    starts, old = house.hours.next_starts + timedelta(minutes=180), house.hours.next_starts + timedelta(minutes=90)
    waiting = house.ask("SELECT count(*) FROM track_sessions WHERE changed_at IS NOT NULL")
    preview = look_at_later(page, house, starts, starts + timedelta(minutes=30))
    assert house.ask("SELECT count(*) FROM track_sessions WHERE changed_at IS NOT NULL") == waiting
    page.get_by_role("button", name="Change it and tell them").click()
    page.get_by_text("The pattern is changed").wait_for()

    shown = send_what_is_due(house, phone, 2)
    assert shown["title"] in preview, "staff saw beforehand what the lock screen says"
    assert clock_of(starts) in shown["title"]
    phone.open("/schedule")
    phone.sees(re.compile(rf"Moved from .*{clock_of(old)}"))

    page.goto(f"{house.origin}/staff/schedule")
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Undone").wait_for()
    again = send_what_is_due(house, phone, 3)
    assert clock_of(old) in again["title"], "who was told is told the old time"
    phone.open("/schedule")
    phone.sees(re.compile(rf"Moved from .*{clock_of(starts)}"))


@pytest.mark.usefixtures("marks_gone")
def test_what_is_undone_before_it_left_never_reaches_the_phone(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone
) -> None:
    phone = activated(house.invite("Mia"))
    turn_reminders_on(phone, house)
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))
    before = house.ask("SELECT id, starts_at, status FROM track_sessions ORDER BY id")
    changed = house.ask(CHANGED)  # by journeys that were in this house before
    starts = house.hours.next_starts + timedelta(minutes=180)
    look_at_later(page, house, starts, starts + timedelta(minutes=30))
    page.get_by_role("button", name="Change it and tell them").click()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Undone").wait_for()
    house.server.run("reminders", "run", "--once")
    written = max(starts_at for _, starts_at, _ in before)  # a new day may have brought the calendar one day further
    after = house.ask("SELECT id, starts_at, status FROM track_sessions ORDER BY id")
    assert [row for row in after if row[1] <= written] == before
    assert house.ask(CHANGED) == changed
    assert len(house.sink.sent_to(phone.push_path)) == 1, "only the message that proved the phone"
