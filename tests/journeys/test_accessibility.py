"""Nobody is kept out: axe finds nothing on any screen, in light and dark, at 390 and at 320 pixels; nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys import walk
from tests.journeys.conftest import ROOT, NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone

WIDTHS = (390, 320)
# WCAG 2.2 AA, and axe's own good practice; target-size is off by default.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
_RUN = """async (options) => (await axe.run(document, options)).violations.map(
    (each) => each.id + ': ' + each.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' — ' + node.failureSummary).join('; '))"""


@pytest.fixture(scope="session")
def axe() -> str:
    source = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.fail("axe-core is not installed. To mend it: make pwa")
    return source.read_text()


def problems_of(page: Page, axe: str) -> list[str]:
    """What axe finds on this page in either theme, and what sticks out to the side, at either width."""
    found: list[str] = []
    page.evaluate(axe)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{width}: {beyond} px stick out to the side"] if beyond > 0 else []
        for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):  # a theme changes nothing but colours
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            found += [f"{width} {scheme}: {each}" for each in page.evaluate(_RUN, options)]
    return found


def collect(walked: Any, axe: str) -> list[str]:
    return [f"{screen.name} {each}" for screen, phone in walked for each in problems_of(phone.page, axe)]


def test_every_screen_of_the_phone_passes_axe_at_both_widths_in_both_themes(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone, axe: str
) -> None:
    found = collect(walk.everybody(house, activated, new_phone), axe)
    assert not found, "\n".join(found)


def test_every_staff_page_passes_axe_at_both_widths_in_both_themes(house: House, new_phone: NewPhone, axe: str) -> None:
    found = collect(walk.staff(house, new_phone), axe)
    assert not found, "\n".join(found)


def test_the_log_can_be_filled_in_with_a_keyboard_alone(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    phone.open("/log")
    page = phone.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'radio'"):
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    chosen = page.get_by_role("group", name="Mood", exact=True).get_by_role("radio", checked=True)
    assert chosen.count() == 1
    page.keyboard.press("Enter")
    phone.sees("Received")


def test_text_twice_as_large_hides_nothing(house: House, activated: Callable[..., Phone]) -> None:
    phone = activated(house.invite("Mia"))
    for path in ("/", "/log", "/schedule", "/plan", "/help", "/settings"):
        phone.open(path)
        phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        beyond = phone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, f"{path}: {beyond} px stick out to the side"
