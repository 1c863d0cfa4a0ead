"""The log is a person's own: their words, several entries a day, yesterday, a correction, and the cards of their track."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import text

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.logbook import service as logbook
from tests.journeys.house import House, Invited
from tests.journeys.offline import log, stored, until
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


def cards(house: House, person: Invited) -> list[str]:
    """Which cards the server holds of this person, by name."""
    with house.inside():
        today = clock.now().date()
        return sorted(
            one.kind for one in logbook.list_cards(person.id, today - timedelta(days=9), today + timedelta(days=9))
        )


def test_a_word_of_ones_own_is_made_in_the_log_renamed_and_hidden(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.offline()
    phone.open("/log")
    phone.choose("Mood", "Good")
    phone.tap("button", "More, if you want")
    group = phone.page.get_by_role("group", name="What helped?")
    group.get_by_role("button", name="Your own word").tap()
    phone.page.get_by_label("Your own word").fill("Cold water")
    phone.tap("button", "Add", exact=True)
    phone.tap("button", "Save", exact=True)
    phone.sees("On this phone")
    phone.open("/log/words")
    phone.tap("button", "Change Cold water")
    phone.page.get_by_label("New name").fill("A cold shower")
    phone.page.get_by_role("dialog").get_by_role("button", name="Save").tap()
    phone.sees("A cold shower")
    phone.tap("button", "Change Payday")
    phone.tap("button", "Hide")
    phone.sees("Hidden")
    phone.restart()
    phone.open("/log")
    phone.tap("button", "More, if you want")
    phone.sees("A cold shower")
    assert phone.page.get_by_role("checkbox", name="Payday").count() == 0
    assert phone.page.get_by_role("checkbox", name="Cold water").count() == 0
    until(phone, lambda: house.ask("SELECT version FROM own_words WHERE participant_id = :id", id=mia.id) != [])
    assert stored(house, mia, "helped") == [(("Cold water",),)]


def test_several_a_day_and_yesterday_while_it_is_open(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    log(phone, "Good")
    phone.sees_saved()
    morning = house.hours.today.replace(hour=13, minute=30)
    phone.page.clock.set_fixed_time(morning)
    phone.open("/log")
    phone.choose("Mood", "Low")
    phone.page.get_by_role("checkbox", name="About yesterday").tap()
    phone.tap("button", "Save", exact=True)
    phone.sees_saved()
    days = {str(day) for (day,) in stored(house, mia, "local_day")}
    assert {f"{house.hours.today - timedelta(days=1):%Y-%m-%d}"} <= days
    phone.page.clock.set_fixed_time(morning + timedelta(minutes=30))
    phone.open("/log")
    assert phone.page.get_by_text("About yesterday").count() == 0


def test_a_correction_keeps_what_stood_there(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    log(phone, "Good")
    phone.sees_saved()
    phone.tap("link", "Change it")
    phone.choose("Mood", "Low")
    phone.tap("button", "Save", exact=True)
    until(phone, lambda: stored(house, mia) == [(2,)])
    assert stored(house, mia, "mood, revision") == [(2, 2)]
    kept = house.ask("SELECT revision FROM checkin_revisions WHERE participant_id = :id", id=mia.id)
    assert kept == [(1,)]


def test_a_track_switches_on_its_cards_and_hides_craving(house: House, activated: Activated) -> None:
    modules = '{"on": ["dbt_card", "weekly_checkup"], "weekly_items": []}'
    change = text("UPDATE tracks SET modules = :modules, hides_craving = :hides")
    with house.inside(), transaction():
        db.session.execute(change, {"modules": modules, "hides": True})
    try:
        mia = house.invite("Mia")
        phone = activated(mia)
        phone.open("/log")
        assert phone.page.get_by_role("group", name="Urge").count() == 0
        phone.tap("link", "Look at your week")
        phone.choose("I had someone to talk to", "4")
        assert phone.page.get_by_text("Urges were on my mind").count() == 0
        phone.tap("button", "Save", exact=True)
        phone.sees("Saved.")
        phone.open("/log")
        phone.offline()
        phone.tap("link", "Your skills card")
        phone.choose("Fear", "3")
        phone.page.get_by_role("checkbox", name="Stopping before acting").tap()
        phone.tap("button", "Save", exact=True)
        phone.sees("Saved.")
        phone.offline(False)
        until(phone, lambda: len(cards(house, mia)) == 2)
        assert cards(house, mia) == ["dbt_card", "weekly_checkup"]
    finally:
        with house.inside(), transaction():
            db.session.execute(change, {"modules": "{}", "hides": False})


def test_without_the_tracks_wish_there_is_no_card(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/log")
    assert phone.page.get_by_role("link", name="Look at your week").count() == 0
    assert phone.page.get_by_role("link", name="Your skills card").count() == 0
