"""The main path in the engines people hold in their hands: WebKit, which is every iPhone, and Firefox.

What is asserted is what is drawn. Offline is the server gone: neither of them can be cut off from the network here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.journeys.house import House, Invited
from tests.journeys.lives import live
from tests.journeys.program import NEXT_MEETING
from tests.journeys.window import Window
from tests.policy.test_screens import addresses
from tests.support import engines
from tests.support.marionette import firefox
from tests.support.webkit import webkit

NewWindow = Callable[..., Window]
_SIZE = (420, 900)
_LINE = "The bench by the mill pond"


def _console(log: Path, origin: str) -> list[str]:
    """Errors of our own pages that Firefox wrote down, those before the first script of ours among them."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return [line for line in lines if line.startswith("JavaScript error") and origin in line]


@pytest.fixture(params=[engines.webkit, engines.firefox], ids=["webkit", "firefox"])
def new_window(request: pytest.FixtureRequest, house: House, tmp_path: Path) -> Iterator[NewWindow]:
    """`new_window()` is a browser of this engine out of the box, in the program's time zone unless it is told another.

    Where the engine is missing it says loudly how to get it; in CI that is a failure.
    """
    engine = request.param()
    if engine.program is None:
        sentence = f"NO {engine.name.upper()}, so nothing was walked in it. To mend it: {engine.mend}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    with ExitStack() as opened:

        def start(zone: str = house.hours.zone) -> Window:
            around = engines.surroundings(tmp_path / "home", zone)
            log = tmp_path / "console.log"
            if engine.name == "firefox":
                driver = opened.enter_context(firefox(engine.program, tmp_path / "profile", around, log))
            else:
                driver = opened.enter_context(webkit(engine.program, around))
            driver.set_window_size(*_SIZE)
            return Window(driver, house.origin, lambda: _console(log, house.origin))

        yield start


def activate(window: Window, person: Invited) -> None:
    window.start(f"/welcome#code={person.code}")
    window.press("Open")
    window.sees(f"Hello, {person.name}")
    window.press("Later")
    window.sees(NEXT_MEETING)
    window.sees("This week")
    window.ready_offline()


def look_at_the_schedule(window: Window, house: House) -> None:
    window.press("Schedule")
    window.arrives("Schedule")
    window.sees("Morning check-in")
    window.press("Week")
    window.sees("7 days")
    window.press_row(NEXT_MEETING)
    window.arrives(NEXT_MEETING)
    window.sees("Garden room")


@contextmanager
def away(house: House) -> Iterator[None]:
    """The server is gone meanwhile, and there again afterwards whatever happened: others need it, too."""
    house.server.stop()
    try:
        yield
    finally:
        house.server.start()


def log_while_the_server_is_away(window: Window, house: House, person: Invited) -> None:
    window.rest()
    with away(house):
        window.start()
        window.sees(NEXT_MEETING)
        window.press("Log")
        window.arrives("How are you right now?")
        window.choose("Mood", "Good")
        window.choose("Urge", "4")
        window.press("Save")
        window.sees("On this phone")
        assert arrived(house, person) == []
    window.online()
    window.sees("Saved to your account")
    assert arrived(house, person) == [(4, 4)]


def arrived(house: House, person: Invited) -> list[tuple[object, ...]]:
    """Today's entries on the server."""
    today = [said for row, said in house.entries(person.id) if row.local_day == house.hours.today.date()]
    return [(said.mood, said.craving) for said in today]


def write_into_the_plan(window: Window) -> None:
    window.press("My plan")
    window.arrives("My plan")
    window.sees("A walk around the reservoir")
    window.press("Change: What I can do on my own")
    window.write("One thing per line", f"\n{_LINE}")
    window.press("Save")
    window.sees(_LINE)
    window.sees("Saved to your account")
    window.rest()
    window.start("/plan")
    window.sees(_LINE)


def find_help(window: Window) -> None:
    window.press("Help")
    window.arrives("Get help now")
    window.sees("988")
    window.sees("Rosa")
    window.sees("Office")


def look_back(window: Window) -> None:
    window.go("/insight")
    window.sees("Looking back")
    drawn = window.driver.execute_script(
        "return [...document.querySelectorAll('main svg [d]')].filter((one) => one.getAttribute('d').length > 20).length"
    )
    assert drawn > 0, "a line is drawn through the entries"


def sign_out(window: Window, person: Invited) -> None:
    window.go("/settings")
    window.press("Sign out")
    window.sees("Sign out of this phone?")
    window.press("Sign out")
    window.sees("Welcome")
    window.start("/plan")
    assert _LINE not in window.text()
    window.go("/help")
    window.sees("988")
    assert "Rosa" not in window.text(), "her people went with her"


def test_the_main_path_is_walked_in_every_engine(house: House, new_window: NewWindow) -> None:
    mia = live(house, house.invite("Mia"))
    window = new_window()
    activate(window, mia)
    look_at_the_schedule(window, house)
    log_while_the_server_is_away(window, house, mia)
    write_into_the_plan(window)
    find_help(window)
    look_back(window)
    sign_out(window, mia)
    assert window.problems() == []


def test_no_address_is_blank_in_any_engine(house: House, new_window: NewWindow) -> None:
    mia = live(house, house.invite("Mia"))
    window = new_window()
    activate(window, mia)
    window.go("/schedule")
    meeting = window.driver.execute_script("return document.querySelector(\"main a[href^='/schedule/']\").pathname")
    for path in sorted(addresses()):
        window.go(path.replace("/schedule/:id", meeting))
        assert not window.driver.execute_script("return document.querySelector('.state[role=alert]')"), path
    assert window.problems() == []


def test_an_engine_without_push_says_so_calmly(house: House, new_window: NewWindow) -> None:
    window = new_window()
    activate(window, house.invite("Mia"))
    window.go("/settings/reminders")
    able = window.driver.execute_script("return 'PushManager' in window")
    calm = "This browser cannot show reminders. The schedule works all the same."
    window.sees("Reminders are off on this phone" if able else calm)
    window.sees("Quiet hours")
    assert window.problems() == []
