"""Days in recovery: begun, told about, paused and undone on a phone without a signal; nobody is told, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import text

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.safety import service as safety
from companion.safety.rules import empty_content
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
STEPS = ("are you safe right now", "someone to talk to", "What comes next", "Your days")


def begin(phone: Phone, house: House, name: str = "Wine", back: int = 40) -> int:
    """Count since so many days ago; returns the number that then stands there."""
    phone.open("/days")
    phone.page.get_by_role("button", name=re.compile("^Count")).tap()
    phone.page.get_by_label("What is it for you?").fill(name)
    since = (house.hours.today - timedelta(days=back)).date()
    phone.page.get_by_label("Since which day?").fill(since.isoformat())
    phone.tap("button", "Begin", exact=True)
    phone.page.get_by_role("dialog").wait_for(state="hidden")
    return number(phone, name)


def number(phone: Phone, name: str = "Wine") -> int:
    found = phone.page.get_by_role("region", name=name).locator(".days-number")
    found.wait_for()
    return int(found.inner_text())


def to_the_last_step(phone: Phone) -> None:
    phone.open("/days/happened")
    for step in STEPS[:-1]:
        phone.page.get_by_role("heading", level=1, name=re.compile(step)).wait_for()
        phone.tap("button", "Skip this step")
    phone.page.get_by_role("heading", level=1, name=STEPS[-1], exact=True).wait_for()


def choose(phone: Phone, way: str) -> None:
    phone.page.get_by_role("radio", name=way).tap()
    phone.tap("button", "Done", exact=True)
    phone.page.get_by_role("heading", name="Noted on this phone").wait_for()


def kept(house: House, person: Invited) -> list[tuple[object, ...]]:
    return house.ask("SELECT version, wants_word FROM recovery_days WHERE participant_id = :id", id=person.id)


def test_after_it_happened_the_days_stay_and_a_new_stretch_begins_all_without_a_signal(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    rosa = {"id": "0190a6e0-0000-4000-8000-000000000001", "name": "Rosa", "kind": "family", "phone": "212 555 0147"}
    with house.inside(), transaction():
        safety.save_plan(mia.id, 0, empty_content() | {"people": [rosa]}, clock.now())
    phone = activated(mia)
    phone.open("/plan")  # her people come to the phone
    phone.sees("Rosa")
    phone.offline()
    before = begin(phone, house)
    assert before in (40, 41)
    phone.tap("link", "I had a setback")
    phone.sees("Thank you for saying so.")
    phone.sees("Call 911 if someone won’t wake up or isn’t breathing well")
    phone.sees("Keep naloxone (Narcan) where others can find it.")
    phone.tap("link", "No, or not sure. Show me help")
    phone.page.get_by_role("heading", level=1, name="Get help now").wait_for()
    phone.page.go_back()
    phone.tap("button", "Yes, I’m safe")
    phone.sees("Rosa")
    phone.tap("link", "Please call me")
    phone.page.get_by_role("heading", level=1, name="Ask for a call").wait_for()
    phone.page.go_back()
    phone.sees("Rosa")
    phone.tap("button", "Go on", exact=True)
    phone.sees("Your spot is still yours.")
    phone.page.get_by_role("checkbox", name="Sleep, or lie down").tap()
    phone.tap("button", "Go on", exact=True)
    phone.sees(f"Your {before} days stay yours.")
    assert phone.page.get_by_role("group", name=re.compile("Wine")).get_by_role("radio", checked=True).count() == 0
    choose(phone, "A new stretch from …")
    phone.tap("link", "My days", exact=True)
    assert number(phone) == before
    phone.sees(re.compile("^A new stretch begins"))
    phone.sees("On this phone")
    assert kept(house, mia) == []
    phone.offline(False)
    phone.sees_saved()
    assert kept(house, mia) == [(1, 0)]
    assert house.ask("SELECT count(*) FROM attention_items WHERE participant_id = :id", id=mia.id) == [(0,)]


def test_what_was_told_survives_a_phone_that_is_switched_off_and_is_undone_whole(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    before = begin(phone, house)
    to_the_last_step(phone)
    choose(phone, "A new stretch from …")
    phone.restart(offline=True)
    phone.open("/days")
    phone.sees(re.compile("^You noted a setback"))
    phone.tap("button", "Undo", exact=True)
    phone.sees(re.compile("^1 month"))
    assert number(phone) == before
    phone.offline(False)
    phone.sees_saved()
    marks = phone.api("GET", "/days")["body"]["marks"]
    assert sorted((mark["kind"], mark["gone"]) for mark in marks) == [
        ("happened", True), ("return", True), ("start", False), ("start", True),
    ]  # fmt: skip


def test_leaving_it_as_it_is_and_skipping_change_no_day(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    before = begin(phone, house)
    to_the_last_step(phone)
    choose(phone, "Leave it as it is")
    to_the_last_step(phone)
    phone.tap("button", "Skip this step")
    phone.page.get_by_role("heading", name="Noted on this phone").wait_for()
    phone.open("/days")
    assert number(phone) == before
    phone.sees(re.compile("^1 month"))


def test_a_pause_keeps_the_days_and_goes_on_where_it_was(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    before = begin(phone, house)
    phone.tap("button", "Change: Wine")
    phone.tap("button", "Pause", exact=True)
    phone.sees("Paused. Your days are kept.")
    phone.tap("button", "Go on counting from today")
    phone.sees(re.compile("^1 month"))
    assert number(phone) == before


def test_hidden_is_gone_from_the_screen_until_it_is_shown_again(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    begin(phone, house)
    to_the_last_step(phone)
    choose(phone, "Hide it")
    phone.open("/days")
    expect(phone.page.get_by_role("region", name="Wine")).to_have_count(0)
    phone.tap("button", "Show again: Wine")
    assert number(phone) in (40, 41)


def test_a_wrong_date_can_be_corrected_and_a_counter_taken_out(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"), own_browser=True)
    before = begin(phone, house)
    phone.tap("button", "Change: Wine")
    phone.page.get_by_text("Fix a date I got wrong").tap()
    earlier = (house.hours.today - timedelta(days=43)).date()
    phone.page.get_by_label("Counted from").fill(earlier.isoformat())
    phone.page.locator("details").get_by_role("button", name="Save").tap()
    phone.page.get_by_role("dialog").wait_for(state="hidden")
    assert number(phone) == before + 3
    phone.tap("button", "Change: Wine")
    phone.tap("button", "Remove this counter")
    phone.tap("button", "Yes, remove it")
    phone.sees("You’re not counting days")
    phone.restart()
    phone.open("/days")
    phone.sees("You’re not counting days")


def test_days_stand_on_today_only_for_those_who_switch_them_on(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    begin(phone, house)
    phone.open("/")
    expect(phone.page.get_by_text("days in recovery")).to_have_count(0)
    phone.open("/days")
    phone.page.get_by_label("Show my days on Today").tap()
    phone.ask(
        """async () => {
            const on = async () => (await (await fetch('/api/v1/days')).json()).settings[0]?.on_today;
            while (!(await on())) await new Promise((done) => setTimeout(done, 100));
        }"""
    )  # kept and sent, not only ticked
    phone.open("/")
    phone.sees(re.compile("days in recovery in total"))


def test_milestones_of_both_families_stand_in_one_list(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    begin(phone, house)
    for milestone in ("1 week", "30 days", "First week in the program"):
        phone.sees(milestone)
    phone.tap("button", "Add a milestone")
    phone.page.get_by_role("radio", name="Called before acting").tap()
    phone.tap("button", "Save", exact=True)
    phone.sees("Called before acting")


def test_somebody_without_a_substance_goal_sees_no_counter_and_no_way_to_one(
    house: House, activated: Activated
) -> None:
    mia = house.invite("Mia")
    with house.inside(), transaction():
        change = text("UPDATE enrollments SET hides_craving = :yes WHERE participant_id = :id")
        db.session.execute(change, {"yes": True, "id": mia.id.hex})
    phone = activated(mia)
    phone.open("/days")
    phone.page.get_by_role("heading", level=1, name="Milestones").wait_for()
    phone.sees("First week in the program")
    for word in ("I had a setback", "Count days for something", "Show my days on Today"):
        expect(phone.page.get_by_text(word)).to_have_count(0)
    phone.open("/urge")
    expect(phone.page.get_by_role("link", name="I had a setback")).to_have_count(0)


def test_the_hard_moment_has_a_quiet_way_to_it(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/urge")
    phone.tap("link", "I had a setback")
    phone.page.get_by_role("heading", level=1, name=re.compile("are you safe")).wait_for()


def test_two_phones_of_one_person_end_with_the_same(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    begin(phone, house)
    phone.sees_saved()
    theirs = phone.api("GET", "/days")["body"]
    focus = theirs["foci"][0]["id"]
    today = house.hours.today.date().isoformat()
    pause = {"id": "0190a6e0-0000-4000-8000-000000000077", "rev": 1, "gone": False, "focus": focus, "kind": "pause"}
    pause |= {"day": today, "told": today, "at": f"{today}T00:00:00.000Z", "happened": None}
    phone.offline()
    phone.tap("button", "Add a milestone")
    phone.page.get_by_role("radio", name="Back to work or school").tap()
    phone.tap("button", "Save", exact=True)
    phone.sees("Back to work or school")
    phone.offline(False)
    other = {name: theirs[name] for name in ("foci", "moments", "settings")} | {"marks": [*theirs["marks"], pause]}
    assert phone.api("PUT", "/days", other)["status"] == 200
    phone.open("/days")
    phone.sees("Paused. Your days are kept.")
    phone.sees("Back to work or school")
    phone.sees_saved()
    both = phone.api("GET", "/days")["body"]
    assert ([one["kind"] for one in both["moments"]], len(both["marks"])) == (["work_school"], 2)
