"""A busy, full or absent database: what a phone hears, how soon, and that reading goes on."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import BadGateway, InternalServerError, ServiceUnavailable

from companion import boundary, schema
from companion.kernel import crypto, database, settings
from companion.kernel.crypto import SealError
from companion.kernel.database import db, transaction
from companion.kernel.errors import StorageFull, Unavailable
from tests.cast import NOW, ZONE

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ADDRESS = "/api/v1/checkins/0190d2c0-0000-4000-8000-{:012d}"
ENTRY = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": NOW.date().isoformat(), "mood": 3}


@contextmanager
def somebody_else_writes():
    """A connection of another process that keeps every writer of check-ins waiting."""
    url = db.engine.url
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(url.database, isolation_level=None, check_same_thread=False)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield other.rollback
        return
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as other:
        other.execute("LOCK TABLE checkins IN EXCLUSIVE MODE")
        yield other.rollback


@pytest.fixture
def impatient(app, monkeypatch):
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.6)
    db.session.remove()
    db.engine.dispose()


def test_a_database_that_is_locked_for_a_moment_is_waited_for(app, cast, signed_in, impatient):
    phone = signed_in(cast.mia)
    with somebody_else_writes() as give_way:
        threading.Timer(0.2, give_way).start()
        assert phone.put(ADDRESS.format(1), json=ENTRY).status_code == 201


def test_a_database_that_stays_locked_is_said_soon_and_reading_goes_on(app, cast, signed_in, impatient):
    phone = signed_in(cast.mia)
    with somebody_else_writes():
        began = time.monotonic()
        answer = phone.put(ADDRESS.format(1), json=ENTRY)
        assert (answer.status_code, answer.json["code"]) == (503, "database_busy")
        assert int(answer.headers["Retry-After"]) > 0
        assert time.monotonic() - began < 1.2
        assert phone.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10").json["items"] == []
    assert phone.put(ADDRESS.format(1), json=ENTRY).status_code == 201


def test_what_is_promised_is_five_seconds_for_all_waits_of_a_request(app):
    from companion.accounts import gate

    assert database._WAIT_SECONDS + gate._TOUCH_WAIT < 6


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_many_writers_behind_one_lock_all_hear_in_time(app, cast, signed_in, impatient):
    phones, heard = [signed_in(cast.mia) for _ in range(4)], []

    def put(number):
        began = time.monotonic()
        status = phones[number].put(ADDRESS.format(number), json=ENTRY).status_code
        heard.append((status, time.monotonic() - began))

    with somebody_else_writes():
        threads = [threading.Thread(target=put, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [status for status, _ in heard] == [503] * 4
    assert max(seconds for _, seconds in heard) < 1.5


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_to_save_and_still_reads_and_mends_itself(app, cast, signed_in):
    phone = signed_in(cast.mia)
    assert phone.put(ADDRESS.format(0), json=ENTRY).status_code == 201
    db.session.remove()
    db.engine.dispose()

    def no_room(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    event.listen(db.engine, "connect", no_room)
    try:
        long = ENTRY | {"note": "x" * 280}
        answers = [phone.put(ADDRESS.format(n), json=long) for n in range(1, 60)]
    finally:
        event.remove(db.engine, "connect", no_room)
    full = [answer for answer in answers if answer.status_code != 201]
    assert {(answer.status_code, answer.json["code"]) for answer in full} == {(507, "no_room")}
    assert len(phone.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10").json["items"]) == 60 - len(full)
    assert phone.get("/help").status_code in {200, 404}  # 404 where the phone app is not built
    db.session.remove()
    db.engine.dispose()
    assert phone.put(ADDRESS.format(99), json=long).status_code == 201


@pytest.mark.parametrize(
    "said",
    [
        'connection to server on socket "/run/postgresql/.s.PGSQL.5432" failed: No such file or directory',
        "connection refused",
        "unable to open database file",
        "server closed the connection unexpectedly",
    ],
)
def test_a_database_that_is_away_is_not_a_failure_of_ours(app, said):
    error = OperationalError("SELECT 1", {}, Exception(said))
    with app.test_request_context("/healthz"):
        assert boundary._database(error).status_code == 503


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_health_says_so_at_once_when_the_database_is_away(app, client):
    """As when the server has gone: every new connection is refused."""
    url, name = db.engine.url, db.engine.url.database
    beside = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(beside, autocommit=True) as admin:
        db.session.remove()
        db.engine.dispose()
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            began = time.monotonic()
            answer = client.get("/healthz")
            assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
            assert time.monotonic() - began < 1
            assert client.get("/staff/sign-in").status_code == 200
            assert client.get("/staff/").status_code in {303, 503}
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@pytest.fixture
def other_key(app, tmp_path):
    """The application with another keys folder, empty as after a move that forgot it."""
    before = app.extensions["companion.crypto"]
    crypto.init_app(app, tmp_path)
    yield tmp_path
    app.extensions["companion.crypto"] = before


def test_a_database_whose_key_is_missing_is_refused_and_no_new_key_is_made(app, other_key):
    for start in (schema.check, schema.upgrade):
        with pytest.raises(SealError, match=r"does not belong .* missing"):
            start()
    assert list(other_key.iterdir()) == []


def test_a_database_whose_key_is_another_is_refused(app, other_key):
    crypto.load_or_make(other_key, "data.key", 32)
    crypto.init_app(app, other_key)
    with pytest.raises(SealError, match="does not belong"):
        schema.check()
    with pytest.raises(SealError), transaction():
        settings.prepare()


def test_a_damaged_key_is_refused_before_anything_starts(app, other_key):
    (other_key / "data.key").write_bytes(b"short")
    with pytest.raises(SealError, match="must hold 32 bytes"):
        crypto.init_app(app, other_key)


WAITS = {503, 507}


@pytest.mark.parametrize(
    "failure",
    [
        Unavailable(),
        StorageFull("no_room", retry_after=60),
        OperationalError("", {}, Exception("database is locked")),
        OperationalError("", {}, Exception("database or disk is full")),
        OperationalError("", {}, Exception("no such table: x")),
        PoolTimeout(),
        ServiceUnavailable(),
        BadGateway(),
        InternalServerError(),
        RuntimeError("a mistake of ours"),
    ],
    ids=repr,
)
def test_whatever_fails_on_our_side_is_a_problem_with_a_code_and_a_passing_one_says_when_to_come_back(app, failure):
    with app.test_request_context("/api/v1/me"):
        answer = app.make_response(app.handle_user_exception(failure))
    said = json.loads(answer.data)
    assert answer.status_code >= 500
    assert (answer.mimetype, said["status"]) == ("application/problem+json", answer.status_code)
    assert re.fullmatch(r"[a-z_]+", said["code"])
    assert said["detail"]
    assert (answer.status_code in WAITS) == ("Retry-After" in answer.headers)
