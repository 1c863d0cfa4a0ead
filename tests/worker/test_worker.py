"""The clock process: it ticks, it survives errors, it notices silence, it ends when asked."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from companion import worker
from companion.kernel import clock, heartbeat, logs
from companion.worker import Job, Polling, Worker

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LIMIT = worker.WATCHDOG_SECONDS


def _counting(calls: list[datetime], more: int = 0) -> worker.Step:
    def step(now: datetime) -> bool:
        calls.append(now)
        return len(calls) <= more

    return step


@pytest.fixture
def bare() -> Flask:
    """The worker needs an application only for its context; no database is touched here."""
    from companion.kernel import database

    app = Flask("worker-test")
    database.init_app(app, "sqlite://")
    return app


def test_a_step_is_repeated_until_it_finds_nothing_more(bare: Flask) -> None:
    calls: list[datetime] = []
    job = Job("drain", _counting(calls, more=3), 1)
    Worker(bare, (job,)).tick(job)
    assert len(calls) == 4


def test_a_job_that_always_finds_more_lets_go_at_last(bare: Flask) -> None:
    calls: list[datetime] = []
    job = Job("endless", _counting(calls, more=10**9), 1)
    Worker(bare, (job,)).tick(job)
    assert len(calls) == worker._PASSES_A_TICK


def test_an_error_ends_one_tick_and_not_the_worker(bare: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    def step(_now: datetime) -> bool:
        raise ValueError("canary-7f3a: what somebody wrote")

    logs.configure()  # to the standard error of this test
    job = Job("poisoned", step, 1)
    ticking = Worker(bare, (job,))
    ticking.tick(job)
    ticking.tick(job)
    said = capsys.readouterr().err
    assert said.count("job_failed") == 2
    assert "canary-7f3a" not in said


def test_steps_are_handed_the_hour(bare: Flask) -> None:
    calls: list[datetime] = []
    job = Job("hour", _counting(calls), 1)
    instant = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
    with clock.fixed(instant):
        Worker(bare, (job,)).tick(job)
    assert calls == [instant]


def test_silence_is_noticed_after_ninety_seconds(bare: Flask) -> None:
    job = Job("silent", _counting([]), 1)
    ticking = Worker(bare, (job,))
    assert ticking.late(clock.monotonic() + LIMIT - 5) == []
    assert ticking.late(clock.monotonic() + LIMIT + 5) == ["silent"]


def test_a_pass_resets_the_watchdog(bare: Flask) -> None:
    job = Job("alive", _counting([]), 1)
    ticking = Worker(bare, (job,))
    ticking._last_pass["alive"] -= LIMIT + 5
    assert ticking.late(clock.monotonic()) == ["alive"]
    ticking.tick(job)
    assert ticking.late(clock.monotonic()) == []


def test_a_job_that_looks_once_an_hour_is_not_late_after_ninety_seconds(bare: Flask) -> None:
    ticking = Worker(bare, (Job("hourly", _counting([]), 3600),))
    assert ticking.late(clock.monotonic() + LIMIT + 5) == []
    assert ticking.late(clock.monotonic() + 3600 + LIMIT + 5) == ["hourly"]


def test_the_watchdog_ends_the_process_with_a_failure(bare: Flask) -> None:
    ticking = Worker(bare, (Job("silent", _counting([]), 1),))
    ticking._last_pass["silent"] -= LIMIT + 5
    assert ticking.watch(look_every=0.001) == 1


def test_being_asked_to_stop_is_no_failure(bare: Flask) -> None:
    ticking = Worker(bare, (Job("any", _counting([]), 1),))
    ticking.stop()
    assert ticking.watch() == 0


def test_after_being_asked_to_stop_no_step_begins(bare: Flask) -> None:
    calls: list[datetime] = []
    job = Job("any", _counting(calls), 1)
    ticking = Worker(bare, (job,))
    ticking.stop()
    ticking.tick(job)
    assert calls == []


def test_the_scheduler_really_ticks_and_finishes_in_time(bare: Flask) -> None:
    ticked = threading.Event()

    def step(_now: datetime) -> bool:
        ticked.set()
        return False

    ticking = Worker(bare, (Job("real", step, 1),))
    ticking.start()
    assert ticked.wait(5)
    assert ticking.finish()


def test_every_job_runs_alone_and_is_never_skipped_for_being_late(bare: Flask) -> None:
    ticking = Worker(bare, (Job("real", _counting([]), 1),))
    ticking.start()
    try:
        (scheduled,) = ticking._scheduler.get_jobs()
        assert (scheduled.misfire_grace_time, scheduled.coalesce, scheduled.max_instances) == (None, True, 1)
    finally:
        ticking.finish()


@pytest.mark.parametrize("slept", [timedelta(hours=26), timedelta(days=400), timedelta(seconds=3)])
def test_what_was_missed_while_the_machine_slept_is_one_tick(slept: timedelta) -> None:
    """Counting each missed second held up every job for seconds after a night, until the watchdog ended a busy process."""
    began = datetime(2026, 3, 10, 17, tzinfo=UTC)
    trigger = Polling(seconds=1, start_date=began, timezone=UTC)
    now = began + slept + timedelta(milliseconds=400)
    assert trigger.get_next_fire_time(began, now) == began + slept + timedelta(seconds=1)
    assert trigger.get_next_fire_time(None, began) == began


def test_a_clock_that_was_set_back_moves_no_tick_back() -> None:
    began = datetime(2026, 3, 10, 17, tzinfo=UTC)
    trigger = Polling(seconds=5, start_date=began, timezone=UTC)
    assert trigger.get_next_fire_time(began, began - timedelta(hours=1)) == began + timedelta(seconds=5)


def test_the_worker_leaves_a_sign_of_life(app: Flask) -> None:
    instant = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
    assert heartbeat.last("worker") is None
    worker.beat(instant)
    assert heartbeat.last("worker") == instant


def test_a_heartbeat_follows_a_clock_that_was_set_back(app: Flask) -> None:
    worker.beat(datetime(2026, 3, 9, tzinfo=UTC))
    worker.beat(datetime(2026, 3, 8, tzinfo=UTC))
    assert heartbeat.last("worker") == datetime(2026, 3, 8, tzinfo=UTC)
