"""Brings each kind of person to their screens, one phone a person, so that a test can look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from companion.accounts import recovery_card
from companion.accounts import service as accounts
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.phone import Phone
from tests.journeys.screens import AFTER, DURING, OUT, SCREENS, STAFF, TOMORROW, UNCONFIRMED, Screen

Activated = Callable[..., Phone]


def everybody(
    house: House, activated: Activated, new_phone: NewPhone, **options: Any
) -> Iterator[tuple[Screen, Phone]]:
    """Each screen with the phone that shows it right now."""
    for who in (OUT, TOMORROW, DURING, UNCONFIRMED, AFTER):
        phone = _phone(who, house, activated, new_phone, options)
        for screen in SCREENS:
            if screen.who == who:
                go(phone, screen)
                yield screen, phone
        phone.close()


def staff(house: House, new_phone: NewPhone, language: str = "en", **options: Any) -> Iterator[tuple[Screen, Phone]]:
    """The staff pages, from the door on."""
    mia = live(house, house.invite("Mia"))
    member = house.employ("Cora", looks_after=mia.id, language=language)
    phone = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False, **options)
    phone.page.goto(f"{house.origin}/staff/sign-in")
    yield Screen("staff-sign-in", "/staff/sign-in"), phone
    desk.sign_in(phone.page, house, member)
    for screen in (*STAFF, Screen("staff-person", f"/staff/people/{mia.id}")):
        go(phone, screen)
        yield screen, phone
    phone.close()


def go(phone: Phone, screen: Screen) -> None:
    """Open it and wait until it stands, with everything the server has for it."""
    phone.open(screen.path)
    if screen.tap:
        tapped = phone.page.locator(screen.tap).first
        tapped.wait_for()
        tapped.click()
        phone.page.wait_for_load_state("domcontentloaded")
    phone.page.wait_for_load_state("networkidle")
    phone.settle()


def _phone(who: str, house: House, activated: Activated, new_phone: NewPhone, options: dict[str, Any]) -> Phone:
    if who == OUT:
        return new_phone(**options)
    if who == TOMORROW:
        return activated(house.invite("Nia", starts_in=1), **options)
    if who == UNCONFIRMED:
        return _unconfirmed(house, activated, new_phone, options)
    return activated(live(house, house.invite("Mia" if who == DURING else "Ana", completed=who == AFTER)), **options)


def _unconfirmed(house: House, activated: Activated, new_phone: NewPhone, options: dict[str, Any]) -> Phone:
    """A phone opened by a new code, while every way to confirm it is there."""
    mia = live(house, house.invite("Mia"))
    activated(mia).close()
    with house.inside(), transaction():
        accounts.set_passphrase(mia.id, f"mia{mia.id.hex[-6:]}", "lamp over the quiet harbor")
        recovery_card.make(mia.id, clock.now())
        code = accounts.invite(mia.id, None, clock.now())
    return activated(Invited(mia.id, mia.name, code), **options)
