"""What every journey may ask for: the running house, and phones. Without a browser they say how to get one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, sync_playwright

from companion.shell import BUILT
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.shared_browser import SharedBrowser
from tests.support import browser as finder

ROOT = Path(__file__).resolve().parents[2]
NewPhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser; a loud skip without one, and in CI a failure."""
    found = finder.find()
    if found is None:
        sentence = f"NO CHROMIUM, so no journey was walked. To mend it: {finder.MEND}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    return found


@pytest.fixture(scope="session")
def built_app() -> Path:
    """The built phone app. `make test` keeps it up to date; a bare `pytest` builds it when there is none."""
    if not (BUILT / "index.html").exists():
        subprocess.run([sys.executable, str(ROOT / "hatch_build.py"), "build"], check=True)
    return BUILT


@pytest.fixture(scope="session")
def playwright_engine(chromium: str) -> Iterator[Playwright]:
    with sync_playwright() as engine:
        yield engine


@pytest.fixture(scope="session")
def shared_browser(playwright_engine: Playwright, chromium: str) -> Iterator[SharedBrowser]:
    browser = SharedBrowser(playwright_engine, chromium)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def _running(built_app: Path, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("house"))
    yield house
    house.close()


@pytest.fixture
def house(_running: House) -> House:
    """The server everybody talks to; for each test the doors are wide open again."""
    _running.open_doors()
    return _running


@pytest.fixture
def new_phone(
    house: House, chromium: str, playwright_engine: Playwright, shared_browser: SharedBrowser, tmp_path: Path
) -> Iterator[NewPhone]:
    """`new_phone()` is a phone out of the box; options are those of a Playwright context. `own_browser=True` is for one
    that is switched off and on again, or has an environment of its own: it starts a browser, and keeps what it has on disk."""
    phones: list[Phone] = []

    def unpack(*, own_browser: bool = False, **options: Any) -> Phone:
        settings = {"locale": "en-US", "timezone_id": house.hours.zone, "color_scheme": "light", **options}
        profile, shared = tmp_path / f"phone-{len(phones)}", None if own_browser else shared_browser
        phone = Phone(playwright_engine, chromium, house.origin, profile, house.sink.address, shared=shared, **settings)
        phones.append(phone)
        return phone

    yield unpack
    for phone in phones:
        phone.close()


@pytest.fixture
def activated(new_phone: NewPhone) -> Callable[..., Phone]:
    """`activated(mia)` is Mia's phone after she typed her code, ready to be used without a network."""

    def activate(person: Invited, **options: Any) -> Phone:
        phone = new_phone(**options)
        phone.open("/welcome")
        language = "es" if str(options.get("locale", "en")).startswith("es") else "en"
        zone = phone.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
        answer = phone.api("POST", "/activate", {"code": person.code, "language": language, "zone": zone})
        assert answer["status"] == 201, answer
        phone.open("/")
        phone.ready_offline()
        return phone

    return activate
