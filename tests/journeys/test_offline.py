"""A phone without a network opens, shows the day, and keeps what is written until it can be sent."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.phone import Phone
from tests.journeys.program import NEXT_MEETING


def checkins_of(house: House, person: UUID) -> list[tuple[object, ...]]:
    return [(said.mood, said.craving) for _, said in house.entries(person)]


def log(phone: Phone, mood: str, urge: str) -> None:
    phone.open("/log")
    phone.choose("Mood", mood)
    phone.choose("Urge", urge)
    phone.tap("button", "Save")


def test_an_entry_written_without_a_network_arrives_once_when_there_is_one(
    house: House, activated: Callable[..., Phone]
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    log(phone, "Good", "3")
    phone.sees("On this phone")
    assert checkins_of(house, mia.id) == []
    phone.offline(False)
    phone.sees_saved()
    assert checkins_of(house, mia.id) == [(4, 3)]
    phone.restart()
    phone.open("/history")
    phone.sees_saved()
    assert checkins_of(house, mia.id) == [(4, 3)]


def test_an_entry_survives_a_phone_that_is_switched_off_before_it_is_sent(
    house: House, activated: Callable[..., Phone]
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    log(phone, "Low", "5")
    phone.sees("On this phone")
    phone.restart(offline=True)
    phone.open("/history")
    phone.sees("On this phone")
    phone.offline(False)
    phone.sees_saved()
    assert checkins_of(house, mia.id) == [(2, 5)]


def test_after_a_hard_entry_three_ways_on_are_offered_from_the_phone(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    log(phone, "Very low", "9")
    phone.sees("What would help first?")
    for way in ("Ride it out", "Call someone", "My plan"):
        assert phone.page.get_by_role("link", name=way).first.is_visible(), way
    phone.page.locator("main").get_by_role("link", name="Ride it out").first.tap()
    phone.page.get_by_role("heading", name="Ride it out").wait_for()


def test_a_cold_start_in_airplane_mode_shows_the_day_and_the_week(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(house.invite("Mia"), own_browser=True)
    phone.sees(NEXT_MEETING)
    phone.restart(offline=True)
    phone.open("/")
    phone.sees(NEXT_MEETING)
    phone.tap("link", "Schedule", exact=True)
    phone.page.get_by_role("heading", level=1).wait_for()
    phone.sees(NEXT_MEETING)
    phone.sees("Mindful close")


def test_a_session_opened_without_a_network_says_where_and_when(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"), own_browser=True)
    phone.sees(NEXT_MEETING)
    phone.restart(offline=True)
    phone.open("/schedule")
    phone.page.get_by_role("link", name=NEXT_MEETING).first.tap()
    phone.page.get_by_role("heading", name=NEXT_MEETING).wait_for()
    phone.sees("Garden room")


def test_my_plan_and_my_people_are_on_the_phone_before_anybody_opened_them(
    house: House, activated: Callable[..., Phone]
) -> None:
    phone = activated(live(house, house.invite("Mia")), own_browser=True)
    phone.page.wait_for_load_state("networkidle")
    phone.restart(offline=True)
    phone.open("/help")
    assert phone.page.get_by_role("link", name="Call Rosa").first.get_attribute("href") == "tel:+12125550147"
    phone.open("/urge")
    phone.sees("A walk around the reservoir")
    phone.tap("link", "My plan", exact=True)
    phone.sees("I stop answering messages")
