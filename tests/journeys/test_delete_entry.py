"""Deleting an entry of the log: said what it means, gone from the screen at once, also without a network, and from the server."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.house import House, Invited
from tests.journeys.offline import log, until
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]


def left(house: House, person: Invited) -> list[tuple[object, ...]]:
    return house.ask("SELECT mood, deleted_at IS NOT NULL FROM checkins WHERE participant_id = :id", id=person.id)


def delete_first(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Delete the entry from").first.click()
    phone.sees("Nothing brings it back.")
    phone.page.get_by_role("dialog").get_by_role("button", name="Delete entry").click()
    phone.sees("Nothing here yet.")


def test_an_entry_goes_from_the_phone_and_the_account(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    log(phone, "Good")
    phone.sees_saved()
    phone.open("/history")
    phone.sees("Good")
    phone.page.get_by_role("button", name="Delete the entry from").first.click()
    phone.page.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    phone.sees("Good")
    delete_first(phone)
    until(phone, lambda: left(house, mia) == [(None, 1)])
    phone.open("/history")
    phone.sees("Nothing here yet.")


def test_without_a_network_it_is_gone_at_once_and_later_on_the_server(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia, own_browser=True)
    phone.open("/history")
    phone.offline()
    log(phone, "Low")
    phone.sees("On this phone")
    phone.open("/history")
    delete_first(phone)
    phone.restart(offline=True)
    phone.open("/history")
    phone.sees("Nothing here yet.")
    expect(phone.page.get_by_text("Low", exact=True)).to_have_count(0)
    phone.offline(False)
    until(phone, lambda: left(house, mia) == [(None, 1)])
