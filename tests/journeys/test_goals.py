"""Goals: written without a signal, looked at again with keep, change or let go, reached as a milestone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


def add(phone: Phone, house: House, what: str, look_again: str | None = None) -> None:
    phone.open("/goals")
    phone.tap("button", "Add a goal")
    phone.page.get_by_label("What would you like?").fill(what)
    phone.page.get_by_label("How much is enough for now?").fill("3 a week")
    if look_again:
        phone.page.get_by_label("Look at it again on").fill(look_again)
    phone.tap("button", "Save", exact=True)
    phone.page.get_by_role("dialog").wait_for(state="hidden")
    phone.page.get_by_role("region", name=what).wait_for()


def today(house: House) -> str:
    return house.hours.today.date().isoformat()


def test_a_goal_written_without_a_signal_arrives_when_there_is_one(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    add(phone, house, "Walk by the river")
    phone.sees("3 a week")
    phone.sees("On this phone")
    phone.restart(offline=True)
    phone.open("/goals")
    phone.sees("Walk by the river")
    phone.offline(False)
    phone.sees_saved()
    assert [goal["what"] for goal in phone.api("GET", "/goals")["body"]["goals"]] == ["Walk by the river"]
    ((sealed,),) = house.ask("SELECT content_sealed FROM goal_lists WHERE participant_id = :id", id=mia.id)
    assert "river" not in str(sealed)


def test_a_goal_that_is_due_asks_keep_change_or_let_go(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    add(phone, house, "Call Rosa", today(house))
    phone.sees("How does this one fit? Keep, change, or let go?")
    phone.tap("button", "Keep", exact=True)
    expect(phone.page.get_by_text("Keep, change, or let go?")).to_have_count(0)
    phone.sees_saved()
    (review,) = phone.api("GET", "/goals")["body"]["reviews"]
    assert review["decision"] == "keep"


def test_letting_go_is_no_failure_and_can_be_taken_up_again(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    add(phone, house, "Swim", today(house))
    phone.tap("button", "Let go", exact=True)
    phone.sees("Goals so far")
    phone.tap("button", "Take it up again")
    phone.page.get_by_role("region", name="Swim").wait_for()


def test_a_goal_that_was_changed_at_its_review_keeps_its_place(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    add(phone, house, "Swim", today(house))
    phone.tap("button", "Change", exact=True)
    phone.page.get_by_label("What would you like?").fill("Swim or walk")
    phone.tap("button", "Save", exact=True)
    phone.page.get_by_role("region", name="Swim or walk").wait_for()
    phone.sees_saved()
    assert [one["decision"] for one in phone.api("GET", "/goals")["body"]["reviews"]] == ["change"]


def test_a_goal_reached_is_a_milestone(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    add(phone, house, "Read one book")
    phone.tap("button", "I got there")
    phone.sees("Reached")
    phone.open("/days")
    phone.sees("Goal reached: Read one book")


def test_habits_of_the_log_show_on_how_many_days_they_were_there(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/goals")
    phone.sees("What you tick under “more” in your log shows up here.")
    day = today(house)
    entry = {"recorded_at": f"{house.hours.today.isoformat()}", "zone": house.hours.zone, "local_day": day}
    entry |= {"mood": 4, "habits": ["moved"], "revision": 1}
    saved = phone.api("PUT", "/checkins/0190a6e0-0000-4000-8000-000000000042", entry)
    assert saved["status"] == 201, saved
    phone.open("/goals")
    phone.sees("on 1 day")


def test_a_goal_needs_no_more_than_a_few_words(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/goals")
    phone.tap("button", "Add a goal")
    phone.tap("button", "Save", exact=True)
    phone.sees("A few words, please.")
