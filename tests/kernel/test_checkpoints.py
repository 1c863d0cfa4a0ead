"""SQLite's log is copied by the worker, not by whoever commits."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask

from companion.kernel import checkpoints, heartbeat
from companion.kernel.database import db, transaction
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def _log_of(app: Flask) -> Path | None:
    with app.app_context():
        url = db.engine.url
    return Path(f"{url.database}-wal") if url.get_backend_name() == "sqlite" else None


def _write(rounds: int) -> None:
    for number in range(rounds):
        with transaction():
            heartbeat.beat(f"test {number}", NOW)


def test_what_was_copied_makes_room_in_the_log(app: Flask) -> None:
    log = _log_of(app)
    _write(20)
    db.session.remove()
    checkpoints.copy_log()
    before = log.stat().st_size if log else 0
    _write(20)
    db.session.remove()
    assert log is None or log.stat().st_size == before, "the log begins anew instead of growing"
    assert heartbeat.last("test 19") == NOW


def test_an_open_write_is_neither_disturbed_nor_waited_for(app: Flask) -> None:
    with transaction():
        heartbeat.beat("mine", NOW)
        done: list[bool] = []

        def other() -> None:
            with app.app_context():
                checkpoints.copy_log()
                done.append(True)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(4)
        assert done == [True]
    assert heartbeat.last("mine") == NOW
