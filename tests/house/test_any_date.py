"""A clone works on any date and on any weekday.

A few tests that meet the real clock, the demo among them, and the build of the help page are run in processes whose wall
clock says another day. Whoever adds a date that will pass finds out here, and not on that day.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_build
from tests.worker.installation import FAKETIME

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = {
    "in 400 days": ("UTC", "+400d"),
    "a Saturday that is a 29 February, at midnight": ("America/New_York", "@2048-02-29 23:59:50"),
}
MEET_THE_CLOCK = (
    "tests/safety/test_crisis_lines.py",
    "tests/push/test_encryption.py",
    "tests/accounts/test_totp.py",
    "tests/demo/test_living_week.py::test_a_demo_started_this_minute_shows_a_living_week",
)


@pytest.fixture(params=CLOCKS.values(), ids=CLOCKS.keys())
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """Of a process on that day. Only the wall clock is another one: who waits, waits as long as ever."""
    if FAKETIME is None:
        pytest.skip("NO LIBFAKETIME (apt-get install faketime): nothing was tried on another day")
    zone, day = request.param
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMPANION_", "PYTEST_"))}
    shifted = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": day, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": zone}
    return kept | shifted


def passes(environment: dict[str, str], folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"


def test_what_meets_the_real_clock_passes_on_any_day(environment: dict[str, str]) -> None:
    quietly = ("-n", "0", "-p", "no:cacheprovider", "-k", "not postgresql")
    passes(environment, ROOT, sys.executable, "-m", "pytest", *quietly, *MEET_THE_CLOCK)


@pytest.mark.parametrize("environment", [CLOCKS["in 400 days"]], ids=["in 400 days"], indirect=True)
def test_the_help_page_is_built_on_any_day(environment: dict[str, str]) -> None:
    node, _ = hatch_build.node_and_npm()
    passes(environment, ROOT / "pwa", node, "node_modules/vitest/vitest.mjs", "run", "tests/frame/help-page.test.ts")
