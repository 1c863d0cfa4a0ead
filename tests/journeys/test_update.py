"""A new version never takes the page away from under somebody's hands."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.server import ROOT, Server


@pytest.fixture
def own_server(house: House, built_app: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with a copy of the code, so that a newer version can be put on it."""
    shutil.copytree(ROOT / "companion", tmp_path / "code" / "companion", ignore=shutil.ignore_patterns("__pycache__"))
    server = Server(house.server.instance, house.sink.host, tmp_path / "code")
    server.start()
    yield server
    server.stop()


def publish(server: Server) -> None:
    """Put the worker of another build on the server: the same code under another number."""
    worker = server.code / "companion" / "static" / "pwa" / "sw.js"
    built = worker.read_text()
    changed = re.sub(r"(?<=[\"'`])[0-9a-f]{16}(?=[\"'`])", "0" * 16, built)
    changed = re.sub(r"shell-[0-9a-f]{16}", "shell-" + "0" * 16, changed)
    assert changed != built, "the worker carries a build number"
    worker.write_text(changed)


def test_an_update_waits_while_a_form_is_half_filled_and_the_draft_survives_it(
    house: House, own_server: Server, chromium: str, playwright_engine: Playwright, tmp_path: Path
) -> None:
    phone = Phone(playwright_engine, chromium, own_server.origin, tmp_path / "phone", house.sink.address)
    try:
        half_fill_and_update(phone, house.invite("Mia").code, own_server)
    finally:
        phone.close()


def places(phone: Phone) -> list[list[float]]:
    """Where everything one can tap or write in is on the screen, but for the notices that lie over it."""
    return phone.page.evaluate(
        """() => [...document.querySelectorAll('h1, button, input, textarea, a')]
            .filter((one) => !one.closest('.notices'))
            .map((one) => one.getBoundingClientRect()).map(({x, y, width, height}) => [x, y, width, height])"""
    )


def lies_clear(phone: Phone) -> None:
    """The notice covers no tab, the end of the screen can be scrolled above it, and who looks for help does not see it."""
    notice = phone.page.locator(".update-line")
    notice_box, tabs = notice.bounding_box(), phone.page.locator(".tabbar").bounding_box()
    assert notice_box
    assert tabs
    assert notice_box["y"] + notice_box["height"] <= tabs["y"]
    scrolled = phone.page.evaluate("window.scrollY")
    phone.page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    last = phone.page.locator("main > :last-child").bounding_box()
    assert last
    assert last["y"] + last["height"] <= notice_box["y"]
    phone.page.evaluate("(to) => window.scrollTo(0, to)", scrolled)
    phone.tap("link", "Help", exact=True)
    expect(notice).to_have_count(0)
    phone.page.go_back()
    expect(notice).to_have_count(1)


def half_fill_and_update(phone: Phone, code: str, server: Server) -> None:
    phone.open(f"/welcome#code={code}")
    phone.tap("button", "Open", exact=True)
    phone.tap("button", "Later", exact=True)
    phone.ready_offline()
    phone.open("/log")
    phone.choose("Mood", "Okay")
    phone.tap("button", "More, if you want")
    phone.page.get_by_label("A note to yourself").fill("half a thought")
    phone.page.evaluate("window.samePage = true")
    before = places(phone)
    publish(server)
    phone.ask("() => navigator.serviceWorker.ready.then((found) => found.update()).then(() => true)")
    phone.sees("Update ready")
    assert places(phone) == before, "nothing moved under a finger"
    lies_clear(phone)
    assert phone.page.evaluate("window.samePage") is True
    assert phone.page.get_by_label("A note to yourself").input_value() == "half a thought"

    with phone.page.expect_event("load"):
        phone.tap("button", "Update", exact=True)
    assert phone.page.evaluate("window.samePage") is None
    phone.sees("What you started is still here.")
    assert phone.page.get_by_label("A note to yourself").input_value() == "half a thought"
    assert phone.page.get_by_role("radio", name="Okay").is_checked()
