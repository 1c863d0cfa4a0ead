"""The kill storm: workers are killed without warning while reminders of all kinds come due, and others take their place."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks.chaos import sink as sinks
from benchmarks.chaos.counting import Tally, tally
from benchmarks.chaos.nursery import Nursery, nursery
from benchmarks.chaos.places import Place, place
from benchmarks.chaos.stage import lay

PLANNING_SECONDS = 60
SETTLE_SECONDS = 150
Say = Callable[[str], None]
stop = threading.Event()  # set to end every storm of this process early


@dataclass(frozen=True)
class Size:
    """How hard it blows. `stale_seconds` 0 keeps the product's own 45 s."""

    due: int = 2_400
    kills: int = 110
    seconds: float = 110.0
    workers: int = 2
    longest_answer_ms: int = 400
    stale_seconds: int = 0


@dataclass(frozen=True)
class Storm:
    """What came of it. `settled` is how long after the last kill nothing was left to do."""

    database: str
    due: int
    kills: int
    tally: Tally
    interrupted: int
    waiting: int
    settled: float


def run(database: str, size: Size, say: Say) -> Storm:
    """One storm on one database."""
    with sinks.running(size.longest_answer_ms) as sink, place(database, sink.host) as at:
        now = datetime.now(UTC)
        first, spread = now + timedelta(seconds=8), timedelta(seconds=size.seconds)
        cast = lay(at.app, sink, size.due, first, spread, now)
        with nursery(at.env, size.stale_seconds) as workers:
            alive = [workers.start() for _ in range(size.workers)]
            wait_for_plan(at, cast.due, first + spread)
            say(f"{database}: {cast.due} reminders of {len(cast.kind)} people planned; killing")
            kills = _kill(workers, alive, size, first + spread, lambda done: say(_progress(database, at, done, size)))
            settled = _settle(at)
            counted = tally(cast, sink.arrived())
            return Storm(database, cast.due, kills, counted, at.interrupted(), at.waiting(datetime.now(UTC)), settled)


def wait_for_plan(at: Place, due: int, last: datetime) -> None:
    """Killing begins when everything stands in the database; a planner that never gets to its end is another test."""
    end = time.monotonic() + PLANNING_SECONDS
    while at.planned(last) < due:
        if time.monotonic() > end:
            raise RuntimeError(f"only {at.planned(last)} of {due} reminders were planned in {PLANNING_SECONDS} s")
        if stop.wait(0.25):
            raise InterruptedError("stopped")


def _kill(workers: Nursery, alive: list[int], size: Size, until: datetime, progress: Callable[[int], None]) -> int:
    """Kill one at random, start another, as long as something comes due and until the number is reached."""
    done, pause = 0, 2 * size.seconds / size.kills
    while (done < size.kills or datetime.now(UTC) < until) and not stop.wait(random.uniform(0, pause)):
        victim = alive.pop(random.randrange(len(alive)))
        workers.kill(victim)
        alive.append(workers.start())
        done += 1
        if done % 20 == 0:
            progress(done)
    return done


def _progress(database: str, at: Place, done: int, size: Size) -> str:
    return f"{database}: {done} of {size.kills} kills, {at.waiting(datetime.now(UTC))} reminders due and not settled"


def _settle(at: Place) -> float:
    """Seconds until nothing that is due is left open; the workers that live now are left alone."""
    begun = time.monotonic()
    while at.waiting(datetime.now(UTC)) and time.monotonic() - begun < SETTLE_SECONDS and not stop.wait(0.5):
        pass
    return time.monotonic() - begun
