"""A wall clock that is set while the worker runs: followed, or the watchdog ends the process and the next one begins anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.push.sink import running
from tests.worker.installation import FAKETIME, WATCHDOG, WATCHED, Installation


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with running() as sink:
        yield Installation(tmp_path, sink)


@pytest.fixture
def clock(here: Installation) -> Installation:
    if FAKETIME is None:
        pytest.skip("NO LIBFAKETIME (apt-get install faketime): no process saw its wall clock set")
    here.step_the_clock("+0")
    return here


def test_a_wall_clock_set_forward_by_26_hours_is_followed_and_nothing_stale_is_sent(clock: Installation) -> None:
    now = datetime.now(UTC)
    stale = clock.due(now + timedelta(hours=1), timedelta(hours=2))
    fresh = clock.due(now + timedelta(hours=26), timedelta(hours=2))
    with clock.worker() as process:
        clock.wait(clock.beat, "no sign of life")
        clock.step_the_clock("+26h")
        clock.wait(lambda: clock.state(fresh) == "sent", "the new hour was not followed")
        beaten = clock.beat()
        assert beaten is not None
        assert process.poll() is None, clock.log.read_text()
    assert clock.state(stale) == "expired"
    assert len(clock.sink.arrived) == 1


def test_a_wall_clock_set_back_by_an_hour_ends_the_process_and_the_next_one_repeats_nothing(
    clock: Installation,
) -> None:
    """The ticking waits for an hour that comes again; the watchdog does not."""
    now = datetime.now(UTC)
    before = clock.due(now, timedelta(hours=3))
    with clock.worker(WATCHED) as process:
        clock.wait(lambda: clock.state(before) == "sent", "nothing was sent")
        clock.step_the_clock("-1h")
        assert process.wait(WATCHDOG + 45) == 1
    assert "watchdog" in clock.log.read_text()
    later = clock.due(now - timedelta(hours=1), timedelta(hours=3))
    with clock.worker():
        clock.wait(lambda: clock.state(later) != "planned", "the new process does not tick")
        clock.wait(lambda: (clock.beat() or now) < now - timedelta(minutes=50), "the hour was not followed")
    assert clock.state(before) == "sent"
    assert len(clock.sink.arrived) == 1 + (clock.state(later) == "sent")
