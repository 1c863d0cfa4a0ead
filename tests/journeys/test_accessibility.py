"""Nobody is kept out: on every screen axe finds nothing, in light and dark, at 390 and 320 pixels and with text twice as
large; nothing sticks out to the side; and everything one can tap is reached with keys, in view and with a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys import walk
from tests.journeys.conftest import ROOT, NewPhone
from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.screens import Screen

# Name, width in pixels, size of text.
SHAPES = (("390 px", 390, "100%"), ("320 px", 320, "100%"), ("200 % text", 390, "200%"))
THEMES = ("light", "dark")
# WCAG 2.2 AA, and axe's own good practice; target-size is off by default.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_RUN = """async (options) => (await Promise.race([axe.run(document, options),
    new Promise((_, no) => setTimeout(() => no(new Error('axe did not end')), 30000))])).violations.map(
    (each) => each.id + ': ' + each.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' — ' + node.failureSummary).join('; '))"""
_BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# While a sheet is open, everything behind it is out of reach, and is meant to be.
_TO_THE_TOP = """() => {
    const top = document.querySelector('dialog:modal') ?? document.body;
    top.tabIndex = -1;
    top.focus({preventScroll: true});
    top.removeAttribute('tabindex');
    scrollTo(0, 0);
}"""
# After a Tab: where the focus is, and what is wrong there; null at the end. A group of radios is one stop, a time has
# several, and a label may be what one sees.
_STOP = """() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement || at.matches('dialog:modal')) return null;
    if (at.dataset.walked) return at.dataset.walked === 'last' && /^(time|date)/.test(at.type) ? [] : null;
    document.querySelector('[data-walked=last]')?.setAttribute('data-walked', 'yes');
    at.dataset.walked = 'last';
    if (at.type === 'radio') for (const one of document.querySelectorAll(`input[type=radio][name="${CSS.escape(at.name)}"]`))
        one.dataset.walked ||= 'yes';
    const name = `${at.tagName.toLowerCase()} "${(at.getAttribute('aria-label') || at.innerText || at.name || at.id || '').trim().slice(0, 40)}"`;
    const seen = at.matches('input[type=radio], input[type=checkbox]') ? at.closest('label') ?? at : at;
    const box = seen.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, Math.max(0, Math.min(innerHeight - 1, box.y + box.height / 2)));
    const own = hit && (seen.contains(hit) || hit.contains(seen));
    const marked = [at, at.nextElementSibling, seen].some((one) => one && (getComputedStyle(one).outlineStyle !== 'none'
        || getComputedStyle(one).boxShadow !== 'none'));
    return [!own && `${name} is hidden while it has the focus`, !marked && `${name} does not show the focus`].filter(Boolean);
}"""
_LEFT = """() => [...(document.querySelector('dialog:modal') ?? document).querySelectorAll('a[href], button, input, select, textarea, summary')].filter((one) =>
    !one.dataset.walked && !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}) && !one.closest('[inert]'))
    .map((one) => `${one.tagName.toLowerCase()} "${(one.getAttribute('aria-label') || one.innerText || one.name || one.id).trim().slice(0, 40)}" is not reached`)"""
_MOST_STOPS = 150


@pytest.fixture(scope="session")
def axe() -> str:
    source = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.fail("axe-core is not installed. To mend it: make pwa")
    return source.read_text()


def problems_of(page: Page, axe: str) -> Iterator[str]:
    """What axe finds on this page in each shape and theme, and what sticks out to the side."""
    page.evaluate(axe)
    for shape, width, text in SHAPES:
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
        beyond = page.evaluate(_BEYOND)
        if beyond > 0:
            yield f"{shape}: {beyond} px stick out to the side"
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            yield from (f"{shape} {theme}: {each}" for each in page.evaluate(_RUN, OPTIONS))
    page.evaluate("document.documentElement.style.fontSize = ''")


def stumbles_of(page: Page) -> Iterator[str]:
    """What somebody with a keyboard alone cannot reach, or reaches without seeing where they are."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(_TO_THE_TOP)
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        wrong = page.evaluate(_STOP)
        if wrong is None:
            break
        yield from (f"keys: {each}" for each in wrong)
    yield from (f"keys: {each}" for each in page.evaluate(_LEFT))


def collect(walked: Iterable[tuple[Screen, Phone]], axe: str) -> list[str]:
    return [
        f"{screen.name} {each}"
        for screen, phone in walked
        for found in (problems_of(phone.page, axe), stumbles_of(phone.page))
        for each in found
    ]


def test_every_screen_of_the_phone_passes_axe_in_every_shape_and_is_walked_by_keys(
    house: House, activated: Callable[..., Phone], new_phone: NewPhone, axe: str
) -> None:
    found = collect(walk.everybody(house, activated, new_phone), axe)
    assert not found, "\n".join(found)


def test_every_staff_page_passes_axe_in_every_shape_and_is_walked_by_keys(
    house: House, new_phone: NewPhone, axe: str
) -> None:
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
    phone.sees_saved()
