"""Settings → My account: a pause that is said and ended with one tap, and an account that is closed on purpose only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from companion.accounts import service as accounts
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.leaving import service as leaving
from tests.journeys.house import House
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


def test_a_pause_is_said_on_settings_and_ended_with_one_tap(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/settings")
    phone.tap("button", "Pause reminders")
    until = house.hours.today.date() + timedelta(days=10)
    phone.sees("Your schedule, your log, and Help still work.")
    phone.page.get_by_label("Send nothing until").fill(house.hours.today.date().isoformat())
    phone.page.get_by_role("dialog").get_by_role("button", name="Pause reminders").click()
    phone.sees("Pick a day from tomorrow on, within a year.")
    phone.page.get_by_label("Send nothing until").fill(until.isoformat())
    phone.page.get_by_role("dialog").get_by_role("button", name="Pause reminders").click()
    said = f"Nothing is sent until {until:%b} {until.day}, {until.year}"
    phone.sees(said)
    phone.open("/settings")
    phone.sees(said)
    phone.tap("button", "Start reminders again")
    phone.sees("Send nothing until a day you pick")
    expect(phone.page.get_by_text(said)).to_have_count(0)


def test_closing_names_what_ends_and_what_stays_and_needs_a_yes(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/settings")
    phone.tap("button", "Close my account")
    dialog = phone.page.get_by_role("dialog")
    for said in ("signed out on every phone", "Nothing is sent anymore", "keeps which sessions you came to"):
        expect(dialog).to_contain_text(said)
    expect(dialog).to_contain_text("To come back, ask your program for a code.")
    close = dialog.get_by_role("button", name="Close my account")
    expect(close).to_be_disabled()
    assert house.ask("SELECT count(*) FROM accounts WHERE disabled_at IS NOT NULL AND id = :id", id=mia.id.hex) == [
        (0,)
    ]
    dialog.get_by_label("I’ve read what ends and what stays.").check()
    close.click()
    phone.page.wait_for_url("**/welcome")
    assert house.ask("SELECT closed_reason FROM accounts WHERE id = :id", id=mia.id.hex) == [("own_wish",)]
    phone.open("/help")
    phone.sees("988")


def test_erasing_is_asked_for_after_reading_what_stays_and_taken_back(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.open("/settings")
    phone.tap("button", "Ask to erase my data")
    dialog = phone.page.get_by_role("dialog")
    for said in ("Your log, cards, plans, goals, and days.", "keeps which sessions you came to, with no name"):
        expect(dialog).to_contain_text(said)
    ask = dialog.get_by_role("button", name="Ask to erase my data")
    expect(ask).to_be_disabled()
    dialog.get_by_label("I’ve read what goes and what stays.").check()
    ask.click()
    phone.sees("You asked on")
    assert house.ask("SELECT count(*) FROM erasures WHERE participant_id = :id", id=mia.id) == [(1,)]
    with house.inside(), transaction():
        ruth = accounts.create_account("admin", "Ruth", clock.now())
        leaving.set_hold(mia.id, "court", ruth, clock.now())
    phone.open("/settings")
    phone.sees("It can’t be erased right now.")
    phone.tap("button", "Ask to erase my data")
    phone.sees("a court ordered it to be kept")
    dialog.get_by_role("button", name="Take my request back").click()
    phone.sees("Your program erases what you wrote, for good")


@pytest.mark.parametrize("language", ["es"])
def test_it_speaks_the_persons_language(house: House, activated: Activated, language: str) -> None:
    phone = activated(house.invite("Mia"), locale="es-MX")
    phone.open("/settings")
    phone.tap("button", "Cerrar mi cuenta")
    phone.sees("Para regresar, pide un código a tu programa.")
