"""The schedule in a hand: a day, a week and the weeks to come by their addresses, one meeting with the way there and what to
bring, what changed marked once, and all of it without a network as far as the phone knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Request, expect
from sqlalchemy import text

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.program import NEXT_MEETING

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
CLOSE = "Mindful close"
Activated = Callable[..., Phone]


@pytest.fixture
def as_before(house: House) -> Iterator[None]:
    """The calendar is everybody's: what a test changed in it is undone."""
    before = house.ask("SELECT id, place, bring FROM track_sessions")
    yield
    change = "UPDATE track_sessions SET place = :p, bring = :b, changed_at = NULL, by_hand = false WHERE id = :id"
    with house.inside(), transaction():
        for session_id, place, bring in before:
            db.session.execute(text(change), {"id": session_id, "p": place, "b": bring})


def day_in(house: House, days: int) -> date:
    return house.hours.today.date() + timedelta(days=days)


def change_later(house: House, person: Invited, days: int) -> None:
    """Another room for one meeting some days ahead."""
    day = day_in(house, days)
    with house.inside(), transaction():
        meeting = next(one for one in schedule.sessions_of(person.id, day, day) if one.title == CLOSE)
        schedule.change_session(meeting.id, SessionChange(place="Studio"), clock.now())


def test_each_view_has_its_own_address_and_back_leads_back(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/schedule")
    phone.sees(re.compile(r"\d\s(h|min) planned"))
    phone.tap("link", "Next weeks", exact=True)
    phone.sees("Later weeks show up here")
    assert phone.page.url.endswith("/schedule?weeks")
    later = day_in(house, 30)
    phone.page.locator(f"a[href='/schedule?day={later}']").tap()
    phone.page.get_by_role("link", name=NEXT_MEETING).wait_for()
    assert phone.page.locator(".view-switch [aria-current=page]").inner_text() == "Day"
    phone.page.go_back()
    phone.sees("Later weeks show up here")
    phone.page.go_back()
    phone.sees("This week")
    phone.open(f"/schedule?day={later}")
    phone.page.get_by_role("link", name=NEXT_MEETING).wait_for()
    phone.tap("button", "Day after")
    phone.page.get_by_role("link", name=NEXT_MEETING).wait_for()
    assert phone.page.url.endswith(f"?day={later + timedelta(days=1)}")


def test_the_views_are_changed_with_keys_alone(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/schedule")
    for name in ("Day", "Next weeks", "Week"):
        link = phone.page.locator(".view-switch").get_by_role("link", name=name, exact=True)
        link.focus()
        phone.page.keyboard.press("Enter")
        expect(link).to_have_attribute("aria-current", "page")
        expect(link).to_be_focused()


def test_a_meeting_shows_what_to_bring_and_the_way_in_the_phones_own_maps(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"), user_agent=ANDROID)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(urlparse(request.url).netloc)

    phone.context.on("request", note)
    phone.open("/schedule")
    phone.page.get_by_role("link", name=NEXT_MEETING).first.tap()
    phone.page.get_by_role("heading", name=NEXT_MEETING).wait_for()
    phone.sees("What to bring")
    phone.sees("Something to write with")
    assert phone.page.get_by_role("link", name="Directions").get_attribute("href") == "geo:0,0?q=Garden%20room"
    assert (
        phone.page.get_by_role("link", name="Join from home").get_attribute("href") == "https://meet.example.org/maple"
    )
    assert set(asked) == {urlparse(house.origin).netloc}, "nobody else was asked for anything"


@pytest.mark.usefixtures("as_before")
def test_a_change_at_the_desk_is_marked_once_and_gone_after_it_was_seen(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/")
    expect(phone.page.locator(".news")).to_have_count(0)

    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))
    page.goto(f"{house.origin}/staff/schedule")
    today = page.locator("section").filter(has=page.locator("h2.now"))
    today.get_by_role("link", name=CLOSE).first.click()
    page.locator("input[name=what][value=bring]").check(force=True)
    page.locator("textarea[name=bring]").fill("A blanket\nWarm socks")
    page.get_by_role("button", name="Look before telling").click()
    page.get_by_text("What to bring: A blanket, Warm socks").wait_for()
    page.get_by_role("button", name="Change it and tell them").click()
    page.get_by_role("heading", level=1).wait_for()

    phone.open("/")
    row = phone.page.get_by_role("link", name=CLOSE)
    expect(row.locator(".news")).to_have_text("Changed")
    row.tap()
    phone.sees("This changed since you last looked")
    phone.sees("Warm socks")
    phone.page.go_back()
    expect(phone.page.get_by_role("link", name=CLOSE).locator(".news")).to_have_text("Changed")
    phone.page.wait_for_timeout(500)  # what was seen is written down
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.locator(".news")).to_have_count(0)


@pytest.mark.usefixtures("as_before")
def test_news_of_another_day_waits_until_that_day_was_looked_at_and_comes_after_a_time_offline(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.open("/")
    phone.restart(offline=True)
    change_later(house, mia, 3)
    phone.open("/")
    expect(phone.page.locator(".news, .news-elsewhere")).to_have_count(0)
    phone.offline(False)
    for _ in range(2):
        phone.open("/")
        phone.sees("Your schedule changed on")
        phone.page.wait_for_timeout(500)
    phone.tap("link", "Your schedule changed on")
    expect(phone.page.locator(".news")).to_have_text("Changed")
    phone.page.wait_for_timeout(500)
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.locator(".news, .news-elsewhere")).to_have_count(0)


def test_without_a_network_every_view_stands_and_says_how_far_this_phone_knows(
    house: House, activated: Activated
) -> None:
    phone = activated(house.invite("Mia"), own_browser=True)
    phone.open("/schedule?weeks")
    phone.sees("Later weeks show up here")
    phone.restart(offline=True)
    until = day_in(house, 14)
    said = f"{until:%A, %B} {until.day}"
    phone.open(f"/schedule?day={day_in(house, 3)}")
    phone.page.get_by_role("link", name=NEXT_MEETING).wait_for()
    phone.sees("You’re offline")
    phone.open(f"/schedule?day={day_in(house, 30)}")
    phone.sees("These days aren’t on this phone yet")
    phone.sees(f"Your schedule is saved here through {said}")
    phone.open("/schedule?weeks")
    phone.sees(f"Your schedule is saved here through {said}")


def test_the_evening_before_the_first_day_its_card_stands_without_a_network(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Leo", starts_in=1), user_agent=ANDROID, own_browser=True)
    phone.restart(offline=True)
    phone.open("/")
    for words in (
        "You start tomorrow",
        "12 Quiet Street",
        "Green door, ring twice",
        "A photo ID",
        "You can come as you are.",
    ):
        phone.sees(words)
    assert phone.page.get_by_role("link", name="Directions").get_attribute("href") == "geo:0,0?q=12%20Quiet%20Street"
