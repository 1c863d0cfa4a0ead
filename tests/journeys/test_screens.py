"""Walks every screen in both languages and looks for what a machine can see: sentences in the wrong language, text that does
not fit, scripts that fail, requests to somebody else. When asked with SCREENSHOTS=docs, as `make screenshots` does, it leaves a picture of each, in
both sizes and themes, under artifacts/screenshots for people to look at, and takes the four of the README anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys import walk
from tests.journeys.conftest import ROOT, NewPhone
from tests.journeys.fits import misfits
from tests.journeys.house import House
from tests.journeys.phone import Phone

PICTURES = ROOT / "artifacts" / "screenshots"
ASKED = os.environ.get("SCREENSHOTS") == "docs"
SIZES = ((360, 740), (1280, 800))
LOCALES = {"en": "en-US", "es": "es-MX"}
# Width in pixels and size of text in which everything has to fit: letters twice as large, and the narrowest phone.
FITS = {"en": ((360, "200%"),), "es": ((320, "100%"), (360, "200%"))}
README = {"today": "today", "log": "log", "plan": "plan", "after-home": "after"}
# A window that is not drawn right now gets no animation frames, so half a second is enough too.
_PAINTED = """() => new Promise((done) => {
    setTimeout(done, 500);
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""
# Words that are the same in both languages, or are a name, are not among these.
_ENGLISH = re.compile(r"\b(the|your|you|with|what|when|this|and|of|today|help)\b", re.IGNORECASE)


def take(page: Page, name: str, language: str) -> None:
    """When asked: the whole screen with its bar at the bottom, in both sizes and themes."""
    if not ASKED:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, min(whole, 4000))})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.evaluate(_PAINTED)
            page.screenshot(path=PICTURES / f"{name}.{width}.{theme}.{language}.png")


def english_in(page: Page) -> list[str]:
    """Pieces of the app's own text that are English, leaving out what the program wrote and what says it is English."""
    lines = page.evaluate(
        """() => [...document.querySelectorAll('main h1, main h2, main button, main label, main legend, nav a, main .sub')]
            .filter((each) => !each.closest('[lang=en]') && each.checkVisibility()).map((each) => each.innerText)"""
    )
    return [line for line in lines if len(set(_ENGLISH.findall(line.lower()))) > 1]


@pytest.mark.parametrize("language", LOCALES)
def test_screens_of_the_phone(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone, language: str
) -> None:
    look(walk.everybody(house, activated, new_phone, locale=LOCALES[language]), language, FITS[language])


@pytest.mark.parametrize("language", LOCALES)
def test_screens_of_the_staff(house: House, new_phone: NewPhone, language: str) -> None:
    look(walk.staff(house, new_phone, language, locale=LOCALES[language]), language)


def look(walked: Iterator[tuple[walk.Screen, Phone]], language: str, fits: Iterable[tuple[int, str]] = ()) -> None:
    wrong: list[str] = []
    for screen, phone in _watched(walked, wrong):
        for width, text in fits:
            wrong += [f"{screen}, {each}" for each in misfits(phone.page, width, text)]
        take(phone.page, screen, language)
        if language == "es":
            wrong += [f"{screen} is not translated: {line}" for line in english_in(phone.page)]
    assert not wrong, "\n".join(wrong)


def _watched(walked: Iterator[tuple[walk.Screen, Phone]], wrong: list[str]) -> Iterator[tuple[str, Phone]]:
    """The same, while nobody else may be asked for anything and no script may fail."""
    seen: set[Phone] = set()
    for screen, phone in walked:
        if phone not in seen:
            seen.add(phone)
            phone.page.on("pageerror", lambda error, name=screen.name: wrong.append(f"{name}: {error}"))
            phone.page.on("request", lambda request, home=phone.origin: _same_house(request.url, home, wrong))
        yield screen.name, phone


def _same_house(url: str, home: str, wrong: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        wrong.append(f"asked somebody else: {url}")


@pytest.mark.skipif(not ASKED, reason="make screenshots takes these")
def test_screens_in_the_readme(house: House, activated: Callable[..., Phone], new_phone: NewPhone) -> None:
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for screen, phone in walk.everybody(house, activated, new_phone):
        if screen.name in README:
            phone.page.emulate_media(reduced_motion="reduce")
            phone.page.screenshot(path=folder / f"{README[screen.name]}.png")
