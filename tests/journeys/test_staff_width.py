"""No page of the staff scrolls sideways on the narrowest phone: every page a link leads to is opened, and measured."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.lives import live

WIDTH = 360
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_LONG = "Wilhelmina-Konstantina Papadopoulos-Featherstonehaugh of Upper Llanfairpwllgwyngyll"
_BEYOND = """() => [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.tagName + '.' + each.className).slice(-3).join(' ')"""
_LINKS = "links => links.map((each) => each.getAttribute('href'))"
_TABLE = f"Cliente nuevo,Tanda,Entra el,{'Observaciones' * 4}\n{_LONG},dawn,4/6/2026,{'x' * 60}\n"


@pytest.mark.journey
def test_no_page_of_the_staff_scrolls_sideways(house: House, new_phone: NewPhone) -> None:
    mia = live(house, house.invite(_LONG[:80]))
    member = house.employ("Ruth", looks_after=mia.id, role="admin", language="es")
    phone = new_phone(viewport={"width": WIDTH, "height": 740}, locale="es-MX")
    page = phone.page
    desk.sign_in(page, house, member)
    wide, seen, waiting = list[str](), set[str](), ["/staff/", "/staff/hours", "/staff/schedule/closures"]
    while waiting:
        address = waiting.pop()
        if _kind(address) in seen:
            continue
        seen.add(_kind(address))
        page.goto(house.origin + address)
        wide += _too_wide(page, address)
        waiting += list(page.locator("a[href^='/staff/']:not([download])").evaluate_all(_LINKS))
    assert len(seen) > 20, seen
    page.goto(f"{house.origin}/staff/content")
    part = page.locator("details#roster")
    part.locator("summary").first.click()
    part.locator("input[type=file]").set_input_files(
        {"name": "tabla.csv", "mimeType": "text/csv", "buffer": _TABLE.encode()}
    )
    part.locator("button.main").click()
    page.locator("select[name=column]").first.wait_for()
    wide += _too_wide(page, "columns")
    for number, column in enumerate(("name", "track", "starts_on", "")):
        page.locator("select[name=column]").nth(number).select_option(column)
    page.locator("button.main").click()
    page.locator("input[value=month]").check()
    page.locator("button.main").click()
    page.locator("#wrong, form[action='/staff/content/take']").first.wait_for()
    wide += _too_wide(page, "preview")
    assert wide == []
    phone.close()


def _kind(address: str) -> str:
    return _ID.sub("id", urlsplit(address).path)


def _too_wide(page: Page, address: str) -> list[str]:
    width = page.evaluate("document.scrollingElement.scrollWidth")
    return [f"{address}: {width} px, {page.evaluate(_BEYOND)}"] if width > WIDTH else []
