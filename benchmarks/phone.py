"""How soon help is usable in the worst case: a freshly started browser, no network, the processor slowed down four times. And how
soon anything is there on a first visit over a slow network. Measured in the page, from the start of the navigation until the
element one would tap is drawn. Skipped with a message where Chromium is missing."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.report import Row, say
from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.phone import SIZE, Phone
from tests.journeys.shared_browser import ARGS
from tests.support import browser

ROUNDS = 9
FIRST_ROUNDS = 5
SLOWER = 4
WORST_MS = 1200.0
# What is measured → address, what has to be drawn, and within how many milliseconds in the median.
_PLACES = {
    "help: the first number can be called": ("/help", "a[href^='tel:']", 600.0),
    "help: my own people can be called": ("/help", "a[href='tel:+12125550147']", 900.0),
    "urge: ten minutes can be started": ("/urge", "main form button, main .button.wide", 900.0),
    "help, plain page": ("/help.html", "a[href='tel:988']", 600.0),
}
# 400 kbit/s each way, 400 ms until an answer begins: a phone at the edge of the network.
_SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_FIRST = {
    "first visit: name, skeleton and a way to help": (".boot a, main a[href='/help']", 1200.0),
    "first visit: Today is drawn": ("main .card.next, main .card h2", 5000.0),
}
# Counts from the start of the navigation. Drawn means: it stands in the page, has a size, and a frame has gone by.
_WATCH = """(selector) => {
    window.usable = new Promise((then, never) => {
        setTimeout(() => never(new Error(`${selector} did not come`)), 30000);
        const look = () => {
            const found = document.querySelector(selector);
            if (!found || found.getClientRects().length === 0) return requestAnimationFrame(look);
            requestAnimationFrame(() => setTimeout(() => then(performance.now())));
        };
        look();
    });
}"""


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table: for each place the middle and the worst of its cold starts."""
    chromium = browser.find()
    if chromium is None:
        say("  SKIPPED phone: it needs Chromium")
        return
    rows: list[Row] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(House(Path(folder))) as house,
        sync_playwright() as playwright,
    ):
        phone = Phone(playwright, chromium, house.origin, Path(folder) / "profile", house.sink.address)
        with closing(phone):
            _settle_in(house, phone)
            for name, (path, selector, limit) in _PLACES.items():
                say(f"  {name} …")
                rounds = [_cold_start(phone, path, selector) for _ in range(2 if quick else ROUNDS)]
                rows.append(Row(name, statistics.median(rounds), "ms, median", target=("≤", limit)))
                rows.append(Row(f"{name}, worst of {len(rounds)}", max(rounds), "ms", target=("≤", WORST_MS)))
            yield f"phone: cold start in airplane mode, processor {SLOWER} times slower", rows
            phone.offline(False)
            cookies = phone.context.cookies()
        browser_of_visits = playwright.chromium.launch(executable_path=chromium, args=ARGS, headless=True)
        visits = []
        for name, (selector, limit) in _FIRST.items():
            say(f"  {name} …")
            rounds = [
                _first_visit(browser_of_visits, house, cookies, selector) for _ in range(2 if quick else FIRST_ROUNDS)
            ]
            visits.append(Row(name, statistics.median(rounds), "ms, median", target=("≤", limit)))
        browser_of_visits.close()
    yield f"phone: first visit at 400 kbit/s and 400 ms, processor {SLOWER} times slower", visits


def _settle_in(house: House, phone: Phone) -> None:
    """Mia, with a plan and people of her own, has used this phone before."""
    mia = live(house, house.invite("Mia"))
    phone.open("/welcome")
    answer = phone.api("POST", "/activate", {"code": mia.code, "language": "en", "zone": house.hours.zone})
    assert answer["status"] == 201, answer
    phone.open("/")
    phone.ready_offline()
    phone.open("/help")
    phone.page.locator("a[href='tel:+12125550147']").first.wait_for()


def _cold_start(phone: Phone, path: str, selector: str) -> float:
    """Milliseconds from the start of the navigation until it can be used."""
    phone.restart(offline=True)
    phone.cdp().send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.context.add_init_script(f"({_WATCH})({selector!r})")
    phone.page.goto(phone.origin + path, wait_until="commit")
    return float(phone.page.evaluate("window.usable"))


def _first_visit(browser_of_visits: Browser, house: House, cookies: list[Any], selector: str) -> float:
    """Milliseconds until it is drawn, for somebody who is signed in and whose phone holds nothing yet."""
    context = browser_of_visits.new_context(viewport=SIZE, is_mobile=True, has_touch=True, service_workers="block")
    context.add_cookies(cookies)
    context.add_init_script(f"({_WATCH})({selector!r})")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(house.origin + "/", wait_until="commit")
    took = float(page.evaluate("window.usable"))
    context.close()
    return took
