"""The hard moment: one button everywhere, ten minutes that survive the phone being put away, and one question later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from companion.kernel import clock
from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.offline import log, stored, until
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
ELEVEN, THIRTY_FIVE = timedelta(minutes=11), timedelta(minutes=35)


def test_the_button_is_on_every_screen_and_a_shortcut_of_the_home_screen(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    for path in ("/", "/schedule", "/log", "/plan", "/history", "/settings", "/log/words"):
        phone.open(path)
        assert phone.page.locator("main header a[href='/urge']").is_visible(), path
    phone.offline(False)
    shortcuts = phone.page.evaluate("async () => (await (await fetch('/manifest.webmanifest')).json()).shortcuts")
    assert "/urge" in [one["url"] for one in shortcuts]


def test_what_is_close_comes_before_own_ideas_and_people(house: House, activated: Activated) -> None:
    phone = activated(live(house, house.invite("Mia")))
    phone.page.wait_for_load_state("networkidle")
    phone.offline()
    phone.open("/urge")
    phone.sees("A walk around the reservoir")
    said = phone.page.locator("main").inner_text()
    assert said.index("Hungry") < said.index("A walk around the reservoir") < said.index("Rosa")
    phone.page.get_by_role("checkbox", name="Tired").tap()
    phone.sees("Lie down, or call it a day.")


def test_ten_minutes_go_on_while_the_phone_is_off_and_end_with_a_second_number(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    phone.open("/urge")
    phone.choose("How strong is it?", "8")
    phone.tap("button", "Start a 10-minute timer")
    phone.page.get_by_role("button", name="Stop the timer").wait_for()
    began = clock.now()
    phone.restart(offline=True)
    phone.open("/urge")
    phone.page.get_by_role("button", name="Stop the timer").wait_for()
    phone.restart(offline=True)
    phone.page.clock.set_fixed_time(began + ELEVEN)
    phone.open("/urge")
    phone.sees("Ten minutes have passed.")
    phone.choose("And now?", "5")
    phone.sees("From 8 to 5.")
    phone.page.get_by_role("checkbox", name="Walking").tap()
    phone.tap("button", "Put it in my log")
    phone.sees("It is in your log.")
    phone.offline(False)
    until(phone, lambda: len(stored(house, mia)) == 2)
    assert [row[:2] for row in stored(house, mia, "craving, helped")] == [(8, ()), (5, ("walking",))]


def test_half_an_hour_later_it_asks_once_where_it_is_now(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    log(phone, "Low", "8")
    phone.sees("What would help first?")
    phone.page.clock.set_fixed_time(clock.now() + THIRTY_FIVE)
    phone.open("/")
    phone.choose("Where is it now?", "3")
    phone.page.get_by_role("button", name="Save", exact=True).tap()
    phone.page.get_by_text("Where is it now?").wait_for(state="detached")
    until(phone, lambda: len(stored(house, mia)) == 2)
    assert stored(house, mia, "craving") == [(8,), (3,)]
    phone.open("/")
    phone.page.wait_for_load_state("networkidle")
    assert phone.page.get_by_text("Where is it now?").count() == 0


def test_not_now_is_an_answer(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    log(phone, "Low", "8")
    phone.sees("What would help first?")
    phone.page.clock.set_fixed_time(clock.now() + THIRTY_FIVE)
    phone.open("/urge")
    phone.tap("button", "Not now")
    phone.page.get_by_text("Where is it now?").wait_for(state="detached")
    phone.open("/urge")
    phone.page.wait_for_load_state("networkidle")
    assert phone.page.get_by_text("Where is it now?").count() == 0


def test_the_screen_never_says_how_long_an_urge_lasts(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/urge")
    said = phone.page.locator("main").inner_text().lower()
    assert "most urges ease or level off if you wait" in said
    assert "last" not in said
