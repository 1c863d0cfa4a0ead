"""A phone opened by a new code from staff: what it shows, what stays closed on it, and how its owner opens it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from companion.accounts import service
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.phone import Phone
from tests.journeys.test_shared_phone import PASSPHRASE, with_passphrase

Activated = Callable[..., Phone]
CLOSED = ("/history", "/insight", "/since", "/days", "/goals", "/after", "/sharing", "/log/words", "/settings/copy")


def new_code(house: House, person: Invited) -> Invited:
    with house.inside(), transaction():
        return Invited(person.id, person.name, service.invite(person.id, None, clock.now()))


def type_code(phone: Phone, person: Invited) -> None:
    phone.open("/welcome")
    phone.page.get_by_label("Your code").fill(person.code)
    phone.tap("button", "Open")


def test_a_new_code_draws_nothing_of_what_is_kept_from_staff(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia, _ = with_passphrase(house, "Mia")
    activated(live(house, mia))
    phone = new_phone()
    type_code(phone, new_code(house, mia))
    phone.page.wait_for_url("**/confirm")
    phone.sees("Is this your phone?")
    for path in CLOSED:
        phone.open(path)
        phone.page.wait_for_url("**/confirm")
    phone.open("/")
    phone.sees("This phone isn’t confirmed yet")
    phone.sees("Coping skills")  # the schedule
    for path in ("/plan", "/help", "/settings", "/log", "/"):
        phone.open(path)
        phone.page.wait_for_load_state("networkidle")
        body = phone.page.inner_text("body")
        assert not [word for word in ("Rosa", "I stop answering messages", "Wine", "Walk before work") if word in body]
    phone.open("/help")
    phone.sees("988")


def test_its_owner_logs_begins_a_plan_and_confirms_with_the_other_phone(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    own = activated(mia)
    begin_plan(own, "I stop answering messages")
    phone = new_phone()
    type_code(phone, new_code(house, mia))
    phone.page.wait_for_url("**/confirm")
    phone.open("/log")
    phone.choose("Mood", "Low")
    phone.tap("button", "Save")
    phone.sees_saved()
    begin_plan(phone, "Long Sunday evenings")
    phone.sees("What you wrote before is still there.")

    own.open("/")
    own.sees("Not you? End it.")
    own.tap("button", "That’s me")
    expect(own.page.get_by_text("Not you? End it.")).to_have_count(0)

    phone.open("/confirm")
    phone.page.wait_for_url(phone.origin + "/")
    phone.open("/plan")
    phone.sees("I stop answering messages")
    phone.sees("Long Sunday evenings")
    phone.sees_saved()
    own.open("/plan")
    own.sees("Long Sunday evenings")


def begin_plan(phone: Phone, line: str) -> None:
    phone.open("/plan")
    phone.page.get_by_role("button", name="Signs").first.tap()
    phone.page.get_by_role("dialog").get_by_role("textbox").first.fill(line)
    phone.page.get_by_role("dialog").get_by_role("button", name="Save").tap()
    phone.sees(line)


def test_its_owner_confirms_it_with_a_passphrase(house: House, activated: Activated, new_phone: NewPhone) -> None:
    mia, _ = with_passphrase(house, "Mia")
    activated(mia)
    phone = new_phone()
    type_code(phone, new_code(house, mia))
    phone.page.wait_for_url("**/confirm")
    phone.page.get_by_label("Passphrase").fill("not the right one at all")
    phone.tap("button", "Confirm this phone")
    phone.sees("That did not match. You can try again.")
    phone.page.get_by_label("Passphrase").fill(PASSPHRASE)
    phone.tap("button", "Confirm this phone")
    phone.page.wait_for_url(phone.origin + "/")
    phone.open("/days")
    phone.page.wait_for_url("**/days")


def test_somebody_who_did_not_ask_for_a_new_phone_ends_it(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    own, stranger = activated(mia), new_phone()
    type_code(stranger, new_code(house, mia))
    stranger.page.wait_for_url("**/confirm")
    own.open("/")
    own.sees("A new phone was added")
    own.tap("button", "End it")
    expect(own.page.get_by_text("Not you? End it.")).to_have_count(0)
    stranger.open("/")
    stranger.page.wait_for_url("**/sign-in")


def test_a_recovery_card_is_made_once_and_brings_its_owner_back(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia = house.invite("Mia")
    own = activated(mia)
    own.open("/settings")
    own.tap("button", "Recovery card")
    own.tap("button", "Make a card")
    code = own.page.locator(".recovery-code").inner_text()
    own.tap("button", "Close")
    own.sees("You have one. It works once.")
    own.tap("button", "Recovery card")
    expect(own.page.locator(".recovery-code")).to_have_count(0)
    phone = new_phone()
    type_code(phone, Invited(mia.id, mia.name, code))
    phone.sees("Hello, Mia")
    phone.open("/days")
    phone.page.wait_for_url("**/days")
