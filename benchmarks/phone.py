"""How soon help is usable at the worst hour: the browser is started anew, there is no network, the processor is slowed down
four times. Measured in the page, from the start of the navigation until the thing one would tap is drawn. Skipped with a
word where Chromium cannot be had."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.report import Row, say
from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.phone import Phone
from tests.support import browser

ROUNDS = 9
SLOWER = 4
LIMIT_MS = 1000
_PLACES = {
    "help: the first number can be called": ("/help", "a[href^='tel:']"),
    "help: my own people can be called": ("/help", "a[href='tel:+12125550147']"),
    "urge: ten minutes can be started": ("/urge", "main form button, main .button.wide"),
    "help, plain page": ("/help.html", "a[href='tel:988']"),
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
            for name, (path, selector) in _PLACES.items():
                say(f"  {name} …")
                rounds = [_cold_start(phone, path, selector) for _ in range(2 if quick else ROUNDS)]
                target = ("≤", float(LIMIT_MS))
                rows.append(Row(name, statistics.median(rounds), "ms, median", target=target))
                rows.append(Row(f"{name}, worst of {len(rounds)}", max(rounds), "ms", target=target))
    yield f"phone: cold start in airplane mode, processor {SLOWER} times slower", rows


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
