"""A disk without room, a database somebody else holds, the end of the process during a slow message, a clock that jumps."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from companion import worker
from companion.kernel import clock, database, room
from companion.kernel.database import db
from companion.push import host_queues, webpush
from companion.reminders import jobs
from companion.reminders.rules import SOON
from companion.worker import Job, Worker
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")

only_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
SEND = Job("send", jobs.send_due, 1)


@only_sqlite
def test_on_a_full_disk_nothing_is_claimed_and_nothing_sent_and_it_recovers_by_itself(
    mia: Owned, sink: Sink, states: States, app: Flask
) -> None:
    """Not one page more: what SQLite then says is what it says on a full disk."""
    jobs.plan(at(15))
    ticking = Worker(app, (SEND,))
    with limited(0), clock.fixed(at(15, 30)):
        ticking.tick(SEND)
        assert sink.arrived == []
        assert states(SOON)[0] == ("planned", None)
    with clock.fixed(at(15, 31)):
        ticking.tick(SEND)
    assert mia.titles() == ["Reminder: 4:00 PM"]
    assert states(SOON)[0] == ("sent", None)


@contextmanager
def limited(more: int) -> Iterator[None]:
    """A database that may grow by so many pages."""
    db.session.remove()
    with db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + more
    db.engine.dispose()

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(db.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", limit)
        db.session.remove()
        db.engine.dispose()


@only_sqlite
def test_too_little_room_for_the_outcome_stops_before_the_claim(
    mia: Owned, sink: Sink, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.plan(at(15))
    monkeypatch.setattr(room, "SPARE_BYTES", 1 << 62)
    pass_at(at(15, 30))
    assert (sink.arrived, states(SOON)[0]) == ([], ("planned", None))
    monkeypatch.undo()
    pass_at(at(15, 31))
    assert len(sink.arrived) == 1


@pytest.fixture
def holder(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A second process at the database, and an application that waits a tenth of a second instead of five."""
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.1)
    db.session.remove()
    db.engine.dispose()

    def hurried(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    event.listen(db.engine, "connect", hurried)
    path = db.engine.url.database
    assert path
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    yield other
    other.close()
    event.remove(db.engine, "connect", hurried)
    db.session.remove()
    db.engine.dispose()


@only_sqlite
def test_while_the_database_is_locked_nothing_is_sent_and_afterwards_everything(
    mia: Owned, sink: Sink, states: States, holder: sqlite3.Connection, app: Flask
) -> None:
    """The lock outlasts the patience of a claim, as thirty seconds outlast five."""
    jobs.plan(at(15))
    db.session.remove()
    ticking = Worker(app, (SEND,))
    holder.execute("BEGIN IMMEDIATE")
    with clock.fixed(at(15, 30)):
        ticking.tick(SEND)
    assert sink.arrived == []
    holder.execute("ROLLBACK")
    with clock.fixed(at(15, 31)):
        ticking.tick(SEND)
    assert states(SOON)[0] == ("sent", None)
    assert len(sink.arrived) == 1


@only_sqlite
def test_what_was_sent_is_recorded_even_when_the_database_was_locked_meanwhile(
    mia: Owned, sink: Sink, states: States, holder: sqlite3.Connection, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would be sent a second time. The lock is three times as long as one try waits."""
    jobs.plan(at(15))
    real = host_queues.answer_of

    def answered(*what: Any) -> Any:
        holder.execute("BEGIN IMMEDIATE")
        threading.Timer(0.4, lambda: holder.execute("ROLLBACK")).start()
        return real(*what)

    monkeypatch.setattr(host_queues, "answer_of", answered)
    pass_at(at(15, 30))
    monkeypatch.undo()
    assert states(SOON)[0] == ("sent", None)
    pass_at(at(15, 32))
    assert len(sink.arrived) == 1


def test_asked_to_end_during_a_slow_message_the_worker_ends_in_time_and_says_what_it_knows(
    mia: Owned, sink: Sink, states: States, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The push service says nothing for a minute; the process has ten seconds."""
    monkeypatch.setattr(webpush, "DRAIN_SECONDS", 0.2)
    sink.becomes["201"] = "tarpit"  # type: ignore[assignment]
    jobs.plan(at(15))
    db.session.remove()
    with clock.fixed(at(15, 30)):
        ticking = Worker(app, (SEND,))
        running = threading.Thread(target=ticking.tick, args=(SEND,))
        running.start()
        deadline = time.monotonic() + 8
        while not sink.arrived and time.monotonic() < deadline:
            time.sleep(0.02)
        began = time.monotonic()
        ticking.finish()
        running.join(8)
    assert not running.is_alive()
    assert time.monotonic() - began < 5
    assert states(SOON)[0] == ("planned", None), "handed back for another worker, not left to be found"


def test_after_the_end_was_asked_for_no_message_leaves(mia: Owned, sink: Sink, states: States, app: Flask) -> None:
    jobs.plan(at(15))
    app.extensions["companion.push"].sender.drain()
    pass_at(at(15, 30))
    assert sink.arrived == []
    assert states(SOON)[0] == ("planned", None)


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(hours=26)])
def test_a_wall_clock_that_jumps_is_followed_within_ninety_seconds(step: timedelta) -> None:
    """Either the ticks go on, or the watchdog ends the process with a failure and its supervisor starts a new one, whose
    ticks begin at once. The scheduler sees the real clock here, moved by `step`."""
    app = Flask("worker-test")
    database.init_app(app, "sqlite://")
    ticks: list[float] = []
    first = threading.Event()

    def look(_now: datetime) -> bool:
        ticks.append(time.monotonic())
        first.set()
        return False

    job = Job("look", look, 1)
    ticking = Worker(app, (job,))
    moved = _moved(step)
    ticking.start()
    try:
        assert first.wait(8)
        with moved:
            before = len(ticks)
            time.sleep(2.5)
            silent = len(ticks) == before
            late = ticking.late(time.monotonic() + worker.WATCHDOG_SECONDS + 1)
            assert late == ["look"] or not silent
            fresh = Worker(app, (Job("again", look, 1),))
            fresh.start()
            try:
                count = len(ticks)
                deadline = time.monotonic() + 8
                while len(ticks) == count and time.monotonic() < deadline:
                    time.sleep(0.05)
                assert len(ticks) > count, "a new process ticks at the new hour"
            finally:
                fresh.finish()
    finally:
        ticking.finish()


def _moved(step: timedelta):  # type: ignore[no-untyped-def]
    """The scheduler's and our own idea of the hour, moved by `step`."""
    from apscheduler.schedulers import base

    class Moved(datetime):
        @classmethod
        def now(cls, tz=None):  # type: ignore[no-untyped-def]
            return datetime.now(tz) + step

    class Held:
        def __enter__(self) -> None:
            self._before = base.datetime
            base.datetime = Moved
            self._fixed = clock.fixed(datetime.now().astimezone() + step)
            self._fixed.__enter__()

        def __exit__(self, *_: object) -> None:
            base.datetime = self._before
            self._fixed.__exit__(None, None, None)

    return Held()
