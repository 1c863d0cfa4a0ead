"""How heavy each screen is for an old phone: Lighthouse's mobile run (simulated slow 4G, four times slower processor) on a
first visit with an empty cache. Skipped with a message where Lighthouse or Chromium is missing."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks import npm
from benchmarks.report import Row, say
from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.screens import AFTER, DURING, SCREENS, TOMORROW, Screen
from tests.support import browser

FOLDER = Path(__file__).parent / "lighthouse"
TITLE = "pages: first visit, Lighthouse mobile (slow 4G and a slow processor, simulated)"
ROUNDS = 3
TRIES = 3
_CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
_TRACE_LOST = "NO_NAVSTART"  # Lighthouse's own word for it says: please run Lighthouse again
_FIGURES = {
    "performance": ("points of 100", ("≥", 98)),
    "accessibility": ("points of 100", ("≥", 100)),
    "largest-contentful-paint": ("ms", ("≤", 1800)),
    "total-blocking-time": ("ms", ("≤", 50)),
    "cumulative-layout-shift": ("", ("≤", 0)),
}
Figures = dict[str, float]


def run(quick: bool, only: Sequence[str] = ()) -> Iterator[tuple[str, list[Row]]]:
    """One table, a row for each screen and figure. Each figure is the median of its rounds. `only` names screens; all
    without. Raises ValueError for a name that no screen has."""
    screens = [each for each in SCREENS if each.tap is None]
    if unknown := set(only) - {each.name for each in screens}:
        raise ValueError(f"no screen is called {', '.join(sorted(unknown))}")
    asked = [each for each in screens if each.name in only] if only else screens[: 2 if quick else None]
    chromium, node = browser.find(), npm.installed(FOLDER, "lighthouse")
    if chromium is None or node is None:
        say("  SKIPPED pages: they need Chromium and, from npm, Lighthouse (cd benchmarks/lighthouse && npm ci)")
        return
    with tempfile.TemporaryDirectory() as folder, closing(House(Path(folder))) as house:
        cookies = _cookies(house)
        rows: list[Row] = []
        try:
            for screen in asked:
                say(f"  {screen.name} …")
                rounds = [
                    _look(node, chromium, house.origin + screen.path, cookies.get(screen.who), Path(folder))
                    for _ in range(1 if quick else ROUNDS)
                ]
                rows += _rows(screen, rounds)
        except KeyboardInterrupt:
            yield f"{TITLE}, until it was stopped", rows  # it takes half an hour: what is there is worth seeing
            raise
    yield TITLE, rows


def _cookies(house: House) -> dict[str, str]:
    """The sign-in of each kind of person."""
    people = {
        TOMORROW: house.invite("Mia", starts_in=1),
        DURING: live(house, house.invite("Leo")),
        AFTER: live(house, house.invite("Ana", completed=True)),
    }
    return {who: _sign_in(house, person) for who, person in people.items()}


def _sign_in(house: House, person: Invited) -> str:
    body = json.dumps({"code": person.code, "language": "en", "zone": house.hours.zone}).encode()
    headers = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    asked = urllib.request.Request(f"{house.origin}/api/v1/activate", body, headers, method="POST")
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie"))


def _look(node: str, chromium: str, address: str, cookie: str | None, folder: Path) -> Figures:
    headers, found = folder / "headers.json", folder / "found.json"
    headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}))
    command = [
        node, str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"), address, "--quiet", "--output=json",
        f"--output-path={found}", f"--extra-headers={headers}", "--only-categories=performance,accessibility",
        f"--chrome-flags={_CHROMIUM}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium}
    for left in reversed(range(TRIES)):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
        if not done.returncode:
            break
        if not left or _TRACE_LOST not in done.stderr:
            raise RuntimeError(f"Lighthouse at {address}: {done.stderr.strip()[-800:]}")
        say("    Lighthouse lost its trace, once more …")
    report = json.loads(found.read_text())
    scores = {name: round(100 * each["score"]) for name, each in report["categories"].items()}
    return {name: scores.get(name) or report["audits"].get(name, {}).get("numericValue", 0.0) for name in _FIGURES}


def _rows(screen: Screen, rounds: list[Figures]) -> list[Row]:
    return [
        Row(f"{screen.name}: {name}", statistics.median(each[name] for each in rounds), unit, target=target)
        for name, (unit, target) in _FIGURES.items()
    ]
