"""A PostgreSQL that turned read-only, and one that stopped answering: real servers, real seconds."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from companion.kernel import clock
from companion.kernel.database import db
from tests.cast import NOW, Cast
from tests.kernel.test_long_locks import ADDRESS, ENTRY, timed

SignedIn = Callable[[UUID], FlaskClient]
pytestmark = pytest.mark.parametrize("app", ["postgresql"], indirect=True)
READ = "/api/v1/checkins?start=2026-03-01&end=2026-03-10"


def another() -> psycopg.Connection[tuple[object, ...]]:
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(url, autocommit=True)


@contextmanager
def read_only() -> Iterator[None]:
    """What a client meets after a failover: its connections are cut, and the next ones lead to a standby."""
    with another() as admin:
        name = db.engine.url.database
        admin.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        db.session.remove()
        db.engine.dispose()
        yield
        admin.execute("SET default_transaction_read_only = off")
        admin.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    db.session.remove()
    db.engine.dispose()


def test_a_read_only_database_is_passing_trouble_and_reading_goes_on(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone, desk = signed_in(cast.mia), signed_in(cast.dana)
    with read_only():
        answer = phone.put(ADDRESS.format(1), json=ENTRY)
        assert (answer.status_code, answer.json["code"]) == (503, "database_read_only")
        assert int(answer.headers["Retry-After"]) > 0
        with clock.fixed(NOW + timedelta(hours=2)):  # noting that the sign-in is in use is a write, too
            assert phone.get(READ).status_code == 200
        assert desk.get("/staff/account").status_code == 200
        assert phone.post("/api/v1/sign-in", json={"sign_in_name": "mia", "passphrase": "x"}).status_code == 503
    assert phone.put(ADDRESS.format(1), json=ENTRY).status_code == 201


@contextmanager
def frozen() -> Iterator[None]:
    """Every process of the server stands still: the system still accepts what is sent to it."""
    with another() as admin:
        folder = str(admin.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
        backends = admin.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'").fetchall()
        server = int(Path(folder, "postmaster.pid").read_text().split()[0])
        stopped = [server, *(int(str(pid)) for (pid,) in backends)]
        for process in stopped:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in stopped:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)


def until_back(call: Callable[[], TestResponse], status: int) -> None:
    end = time.monotonic() + 20
    while call().status_code != status:
        assert time.monotonic() < end


def test_a_database_that_stops_answering_is_said_within_six_seconds_and_soon_to_the_next(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone, desk = signed_in(cast.mia), signed_in(cast.dana)
    assert phone.put(ADDRESS.format(1), json=ENTRY).status_code == 201
    calls: list[Callable[[], TestResponse]] = [
        lambda: phone.put(ADDRESS.format(2), json=ENTRY),
        lambda: phone.get(READ),
        lambda: desk.get("/staff/"),
        lambda: app.test_client().get("/healthz"),
    ]
    with frozen():
        found = [timed(call) for call in calls]
    assert [answer.status_code for answer, _ in found] == [503] * 4
    assert all(int(answer.headers["Retry-After"]) > 0 for answer, _ in found)
    assert max(took for _, took in found) < 6
    assert sum(took for _, took in found) < 8, "those behind do not wait as long again"
    until_back(lambda: phone.put(ADDRESS.format(2), json=ENTRY), 201)
    assert phone.get(READ).status_code == 200


def test_a_request_in_the_middle_of_its_work_hears_it_within_six_seconds_too(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone = signed_in(cast.mia)
    heard: list[tuple[TestResponse, float]] = []
    with another() as holder, another() as looking:
        holder.autocommit = False
        holder.execute("LOCK TABLE checkins IN EXCLUSIVE MODE")
        request = threading.Thread(target=lambda: heard.append(timed(lambda: phone.put(ADDRESS.format(3), json=ENTRY))))
        request.start()
        end = time.monotonic() + 4
        while looking.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone() == (0,):
            assert time.monotonic() < end
        with frozen():
            request.join()
        holder.rollback()
    ((answer, took),) = heard
    assert answer.status_code == 503
    assert took < 6
    until_back(lambda: phone.put(ADDRESS.format(3), json=ENTRY), 201)
