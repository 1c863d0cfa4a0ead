"""Is it still you? Asked once more before the ways in change, on the phone and at the desk; nothing that was typed is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from companion.accounts.models import Account, SignIn
from companion.kernel import clock
from companion.kernel.database import db, transaction
from tests.journeys import desk
from tests.journeys.conftest import ROOT, NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.test_confirmation import type_code
from tests.journeys.test_shared_phone import PASSPHRASE, with_passphrase

Activated = Callable[..., Phone]
PICTURES = ROOT / "artifacts" / "screenshots"


def half_an_hour_later(house: House) -> None:
    """Nobody's proof is fresh any more."""
    with house.inside(), transaction():
        db.session.execute(update(SignIn).values(proved_at=clock.now() - timedelta(minutes=30)))


def picture(page: Page, name: str) -> None:
    """When asked with SCREENSHOTS=docs, for people to look at."""
    if os.environ.get("SCREENSHOTS") == "docs":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


@pytest.mark.parametrize(
    ("locale", "scheme", "title", "button"),
    [
        ("en-US", "light", "Is it still you?", "It’s me"),
        ("es-MX", "dark", "¿Sigues siendo tú?", "Soy yo"),
    ],
)
def test_the_phone_asks_for_the_passphrase_and_goes_on(
    house: House, activated: Activated, locale: str, scheme: str, title: str, button: str
) -> None:
    mia, _ = with_passphrase(house, "Mia")
    own = activated(mia, locale=locale, color_scheme=scheme, viewport={"width": 360, "height": 740})
    half_an_hour_later(house)
    own.open("/settings/copy")
    with own.page.expect_download():
        own.page.locator("main li button").first.tap()
        dialog = own.page.get_by_role("dialog")
        expect(dialog).to_contain_text(title)
        picture(own.page, f"still-you-{locale}")
        dialog.locator("input").fill("not the right one at all")
        dialog.get_by_role("button", name=button, exact=True).tap()
        expect(dialog.locator(".field-problem")).to_be_visible()
        dialog.locator("input").fill(PASSPHRASE)
        dialog.get_by_role("button", name=button, exact=True).tap()
    expect(own.page.get_by_role("dialog")).to_have_count(0)


def test_whoever_has_set_nothing_up_is_asked_for_nothing_and_a_copied_cookie_gets_nowhere(
    house: House, new_phone: NewPhone
) -> None:
    own = new_phone()
    type_code(own, house.invite("Mia"))
    own.sees("Hello, Mia")
    half_an_hour_later(house)
    thief = new_phone(viewport={"width": 360, "height": 740})
    thief.page.context.add_cookies(own.page.context.cookies())
    thief.open("/settings")
    choose_passphrase(thief)
    dialog = thief.page.get_by_role("dialog").last
    expect(dialog).to_contain_text("A code from your program")
    picture(thief.page, "still-you-code")
    dialog.get_by_role("button", name="Close").tap()
    thief.sees("Stopped. Nothing has changed.")
    expect(thief.page.get_by_label("Passphrase", exact=True)).to_have_value(PASSPHRASE)

    own.open("/settings")
    choose_passphrase(own)
    own.sees("Saved.")
    assert own.api("GET", "/me")["body"]["has_passphrase"] is True


def choose_passphrase(phone: Phone) -> None:
    phone.tap("button", "Name and passphrase")
    phone.page.get_by_label("Your name here").fill(f"mia{os.urandom(3).hex()}")
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    phone.page.get_by_role("dialog").get_by_role("button", name="Save").tap()


def test_a_changed_passphrase_says_what_ends_and_what_remains(
    house: House, activated: Activated, new_phone: NewPhone
) -> None:
    mia, name = with_passphrase(house, "Mia")
    own, others = activated(mia, viewport={"width": 360, "height": 740}), [new_phone(), new_phone()]
    for each in others:
        each.open("/sign-in")
        each.page.get_by_label("Your name here").fill(name)
        each.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        each.tap("button", "Sign in", exact=True)
        each.page.wait_for_url(each.origin + "/")
    own.open("/settings")
    own.tap("button", "Name and passphrase")
    dialog = own.page.get_by_role("dialog")
    expect(dialog.get_by_text("Signed in:")).to_have_count(2)
    picture(own.page, "passphrase-what-ends")
    dialog.get_by_text("Signed in:").first.tap()
    dialog.get_by_label("Your current passphrase").fill(PASSPHRASE)
    dialog.get_by_label("Passphrase", exact=True).fill("a lamp on the window sill")
    dialog.get_by_role("button", name="Save").tap()
    own.sees("Below is what remains.")
    assert len(own.api("GET", "/sign-ins")["body"]["items"]) == 2


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("es", "dark")])
def test_at_the_desk_what_was_typed_is_kept(house: House, new_phone: NewPhone, language: str, scheme: str) -> None:
    member = house.employ("Cora", language=language)
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False, color_scheme=scheme).page
    desk.sign_in(page, house, member)
    page.goto(f"{house.origin}/staff/people/invite")
    page.locator("input[name=name]").fill("Lou Ortega")
    page.locator("select[name=track]").select_option(index=1)
    page.locator("input[name=starts_on]").fill(f"{house.hours.today:%Y-%m-%d}")
    half_an_hour_later(house)
    page.locator("main form button.main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        {"en": "Is it still you?", "es": "¿Sigues siendo tú?"}[language]
    )
    picture(page, f"still-you-desk-{language}")
    page.set_viewport_size({"width": 360, "height": 740})
    picture(page, f"still-you-desk-narrow-{language}")
    page.locator("input[name=proof_passphrase]").fill(member.passphrase)
    next_digits = pyotp.TOTP(member.totp_secret).at(
        int(clock.now().timestamp()) + 30
    )  # the last ones were used to sign in
    page.locator("input[name=proof_digits]").fill(next_digits)
    page.locator("form[data-proof] button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lou Ortega")


@pytest.mark.parametrize(
    ("locale", "title", "later", "choose", "row"),
    [
        ("en-US", "If you lose this phone", "Not now", "Choose one", "Name and passphrase"),
        ("es-MX", "Si pierdes este teléfono", "Ahora no", "Elegir una", "Nombre y frase de acceso"),
    ],
)
def test_from_the_second_day_on_it_is_asked_once_how_somebody_wants_to_come_back(
    house: House, activated: Activated, locale: str, title: str, later: str, choose: str, row: str
) -> None:
    mia = house.invite("Mia")
    own = activated(mia, locale=locale, viewport={"width": 360, "height": 740})
    expect(own.page.get_by_text(title)).to_have_count(0)  # not on the first day
    with house.inside(), transaction():
        came = update(Account).where(Account.id == mia.id).values(activated_at=clock.now() - timedelta(days=2))
        db.session.execute(came)
    own.open("/")
    own.sees(title)
    picture(own.page, f"way-back-{locale}")
    expect(own.page.get_by_role("button", name=choose)).to_be_visible()
    own.tap("button", later)
    expect(own.page.get_by_text(title)).to_have_count(0)
    own.open("/settings")
    own.sees(row)
    own.open("/")
    own.page.wait_for_load_state("networkidle")
    expect(own.page.get_by_text(title)).to_have_count(0)  # once
