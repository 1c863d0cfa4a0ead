"""A short storm on each database: real workers, killed without warning, and everything twice. `make chaos` is the long one."""

from __future__ import annotations

import pytest

from benchmarks.chaos import double, storm
from benchmarks.chaos.counting import tally
from benchmarks.chaos.places import DATABASES
from benchmarks.chaos.sink import Arrived
from benchmarks.chaos.stage import Cast
from companion.reminders.rules import CHANGED, PROMPT, SOON

BREEZE = storm.Size(due=90, kills=6, seconds=6.0, longest_answer_ms=200, stale_seconds=3)


def quiet(_text: str) -> None:
    pass


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_killed_workers_lose_nothing_that_is_repeated_and_double_nothing_that_is_dropped(database: str) -> None:
    one = storm.run(database, BREEZE, quiet)
    assert one.kills >= 6
    assert (one.tally.lost, one.tally.doubled, one.tally.strayed, one.waiting) == (0, 0, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_two_workers_and_two_web_processes_send_as_often_as_one(database: str) -> None:
    one = double.run(database, 300, quiet, web_processes=2)
    assert one.tally.requests == one.tally.distinct == one.due
    assert one.left == 0


CAST = Cast({"/soon": SOON, "/news": CHANGED, "/prompt": PROMPT}, {"/soon": 1, "/news": 2, "/prompt": 1})


def came(*pairs: tuple[str, str]) -> list[Arrived]:
    return [Arrived(path, topic, 0.0) for path, topic in pairs]


def test_the_count_sees_what_is_missing() -> None:
    found = tally(CAST, came(("/news", "a")))
    assert (found.lost, found.dropped) == (2, 1)


def test_the_count_sees_what_came_twice() -> None:
    everything = [("/soon", "s"), ("/news", "a"), ("/news", "b"), ("/prompt", "p")]
    found = tally(CAST, came(*everything, ("/prompt", "p"), ("/soon", "s")))
    assert (found.doubled, found.repeated, found.lost) == (1, 1, 0)


def test_the_count_sees_a_repeat_under_another_topic() -> None:
    assert tally(CAST, came(("/soon", "s"), ("/soon", "other"))).strayed == 1
