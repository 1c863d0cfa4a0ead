"""Two people on one phone: neither sees, sends nor erases what belongs to the other."""

from __future__ import annotations

from collections.abc import Callable

from companion.accounts import service, sign_ins
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone

PASSPHRASE = "lamp over the quiet harbor"


def with_passphrase(house: House, name: str) -> tuple[Invited, str]:
    person = house.invite(name)
    sign_in_name = f"{name.lower()}{person.id.hex[-6:]}"
    with house.inside(), transaction():
        service.set_passphrase(person.id, sign_in_name, PASSPHRASE)
    return person, sign_in_name


def end_everywhere(house: House, person: Invited) -> None:
    with house.inside(), transaction():
        sign_ins.end_others(None, person.id, clock.now())


def come_in(phone: Phone, name: str) -> None:
    phone.open("/sign-in")
    phone.page.get_by_label("Your name here").fill(name)
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    phone.tap("button", "Sign in", exact=True)
    phone.page.wait_for_url(phone.origin + "/")


def entries(house: House, *people: Invited) -> list[tuple[object, ...]]:
    """What the server has of these people: others in the same house may have logged with clocks of their own."""
    found = [entry for person in people for entry in house.entries(person.id)]
    found.sort(key=lambda entry: entry[0].recorded_at)
    return [(row.participant_id.hex, said.mood) for row, said in found]


def test_two_people_on_one_phone_never_mix(house: House, activated: Callable[..., Phone]) -> None:
    mia, mias_name = with_passphrase(house, "Mia")
    leo, leos_name = with_passphrase(house, "Leo")
    phone = activated(mia)
    phone.offline()
    phone.open("/log")
    phone.choose("Mood", "Very good")
    phone.tap("button", "Save")
    phone.sees("On this phone")
    end_everywhere(house, mia)
    phone.offline(False)

    come_in(phone, leos_name)
    phone.open("/history")
    phone.sees("Nothing here yet.")
    phone.open("/log")
    phone.choose("Mood", "Low")
    phone.tap("button", "Save")
    phone.sees_saved()
    assert entries(house, mia, leo) == [(leo.id.hex, 2)]

    end_everywhere(house, leo)
    come_in(phone, mias_name)
    phone.open("/history")
    phone.sees_saved()
    assert sorted(entries(house, mia, leo)) == sorted([(mia.id.hex, 5), (leo.id.hex, 2)])
    assert "Low" not in phone.page.locator("main section").all_inner_texts()
