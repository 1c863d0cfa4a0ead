"""Part web: CPU of three requests compared with a bare WSGI function that runs the very same statements through sqlite3.

The statements are those our own answer needed, recorded and replayed. `python -m benchmarks.web PEOPLE CHECKINS SHARE`.
"""

from __future__ import annotations

import gc
import io
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import event
from werkzeug.test import EnvironBuilder

from benchmarks import children, stage
from benchmarks.report import Row, median_ratio, say
from companion.accounts import sign_ins
from companion.kernel.database import db, transaction

ROUNDS = 15
ZONE = "America/New_York"
TARGETS = {"today": 3.0, "check-in": 5.0, "batch of 50": 2.5}
COUNTS = {"today": 60, "check-in": 60, "batch of 50": 10}
Statement = tuple[str, list[tuple[Any, ...]], bool]  # the text, its values, whether they are many rows
Wsgi = Callable[[dict[str, Any], Any], Any]


@dataclass(frozen=True)
class Call:
    """A kind of request; `ids` are the names of what one of them creates."""

    name: str
    method: str
    path: str
    many: int = 0

    def request(self, ids: Sequence[UUID], now: datetime) -> tuple[str, bytes]:
        if not self.many:
            return self.path, b""
        if self.many == 1:
            return f"{self.path}/{ids[0]}", json.dumps(entry(now)).encode()
        return self.path, json.dumps({"items": [entry(now) | {"id": str(one)} for one in ids]}).encode()


CALLS = (
    Call("today", "GET", "/api/v1/schedule"),
    Call("check-in", "PUT", "/api/v1/checkins", 1),
    Call("batch of 50", "POST", "/api/v1/checkins/batch", 50),
)


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """The one table of this part."""
    people, checkins, share = (500, 20_000, 0.3) if quick else (10_000, 1_000_000, 1.0)
    say(f"  {people:,} participants, {checkins:,} check-ins …")
    found = children.run("web", people, checkins, share)
    rows = []
    for name, each in found.items():
        ratio = median_ratio(each["ours"], each["bare"])
        bare = statistics.median(each["bare"]) * 1e6
        rows.append(Row(f"{name}: bare WSGI and sqlite3", bare, "µs CPU"))
        rows.append(
            Row(f"{name}: ours", statistics.median(each["ours"]) * 1e6, "µs CPU", "bare", ratio, ("≤", TARGETS[name]))
        )
    yield f"web, sqlite: one request, {people:,} participants, {checkins:,} check-ins", rows


def entry(now: datetime) -> dict[str, Any]:
    """A check-in with most of what a person can say."""
    return {
        "recorded_at": now.isoformat(), "zone": ZONE, "local_day": (now - timedelta(hours=5)).date().isoformat(),
        "mood": 3, "craving": 4, "stress": 5, "confidence": 6, "sleep": "ok", "habits": ["walk"],
        "triggers": ["tired", "alone"], "helped": ["called somebody"], "note": "A quiet evening.", "revision": 1,
    }  # fmt: skip


class Bare:
    """The least a WSGI function can do: JSON in, the statements, JSON out. No validation, no policy, no headers."""

    def __init__(self, database: str, listened: Sequence[Statement], known: Mapping[str, int]):
        self._statements, self._known = listened, known
        self._connection = sqlite3.connect(database, isolation_level=None, cached_statements=500)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self.next_ids: list[UUID] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            json.loads(environ["wsgi.input"].read())
        fresh = {old: self.next_ids[index].hex for old, index in self._known.items()}
        said = []
        for statement, rows, many in self._statements:
            if statement.startswith("BEGIN") and self._connection.in_transaction:
                self._connection.execute("COMMIT")
            values = [tuple(fresh.get(value, value) for value in row) for row in rows]
            run_it = self._connection.executemany if many else self._connection.execute
            cursor = run_it(statement, values if many else values[0])
            names = [column[0] for column in cursor.description or ()]
            said.append([dict(zip(names, row, strict=True)) for row in cursor])
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        body = json.dumps(said).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]


def ask(app: Wsgi, call: Call, cookie: str, ids: Sequence[UUID]) -> Callable[[], int]:
    """A request that is ready to be made."""
    path, body = call.request(ids, datetime.now(UTC))
    headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    builder = EnvironBuilder(path=path, method=call.method, headers=headers)
    environ = builder.get_environ()
    if body:
        environ |= {
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }

    def make() -> int:
        status: list[str] = []
        answer = app(environ, lambda line, _headers, _error=None: status.append(line))
        for _ in answer:
            pass
        if hasattr(answer, "close"):
            answer.close()
        return int(status[0][:3])

    return make


def listen(app: Flask, call: Call, cookie: str) -> tuple[list[Statement], dict[str, int]]:
    """The statements one request needs, and which of their values name what it creates."""
    heard: list[Statement] = [("BEGIN", [()], False)]  # ours goes to the driver directly, where nobody listens

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        heard.append((statement, [tuple(row) for row in values] if many else [tuple(values or ())], many))

    with app.app_context():
        engine = db.engine
    ids = [uuid4() for _ in range(call.many)]
    event.listen(engine, "before_cursor_execute", hear)
    assert ask(app, call, cookie, ids)() in (200, 201)
    event.remove(engine, "before_cursor_execute", hear)
    return heard, {one.hex: index for index, one in enumerate(ids)}


def compare(app: Flask, call: Call, cookie: str, database: str, count: int) -> dict[str, list[float]]:
    """CPU seconds per request, in turns."""
    ask(app, call, cookie, [uuid4() for _ in range(call.many)])()
    bare = Bare(database, *listen(app, call, cookie))
    found: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(ROUNDS):
        for name in found:
            fresh = [[uuid4() for _ in range(call.many)] for _ in range(count)]
            spent = 0.0
            for ids in fresh:
                bare.next_ids = ids
                make = ask(app if name == "ours" else bare, call, cookie, ids)
                begun = time.process_time()
                status = make()
                spent += time.process_time() - begun
                assert status in (200, 201), status
            found[name].append(spent / count)
    return found


def sign_in(app: Flask, whose: UUID, now: datetime) -> str:
    """The Cookie header of somebody who is signed in."""
    with transaction():
        token = sign_ins.begin(whose, "participant", "phone", now)
    browser = app.test_client()

    def keep() -> None:
        with browser.session_transaction() as session:
            session.update(_user_id=token, _fresh=True, _permanent=True)

    Context().run(keep)
    cookie = browser.get_cookie("companion")
    assert cookie is not None
    return f"companion={cookie.value}"


_FILL = """
INSERT INTO checkins (id, participant_id, recorded_at, zone, local_day, received_at, late, clock_doubt, revision,
  content_sealed)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
SELECT printf('%032x', i), (SELECT id FROM people WHERE number = i % :people), at, :zone, date(at), at, 0, 0, 1,
  'p.' || hex(randomblob(70))
FROM (SELECT i, strftime('%Y-%m-%d %H:%M:%S.000000', :now, '-' || (i / :people) || ' days') AS at FROM n)
"""


def fill(database: str, people: Sequence[UUID], count: int, now: datetime) -> None:
    """A past of daily check-ins for everybody."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("CREATE TEMP TABLE people (number INTEGER PRIMARY KEY, id TEXT)")
    connection.executemany("INSERT INTO people VALUES (?, ?)", [(n, one.hex) for n, one in enumerate(people)])
    values = {"count": count, "people": len(people), "zone": ZONE, "now": f"{now:%Y-%m-%d %H:%M:%S}"}
    connection.execute(_FILL, values)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def main(people: int, checkins: int, share: float) -> dict[str, dict[str, list[float]]]:
    children.pin(children.MEASURED)
    now = datetime.now(UTC)
    with stage.stage("sqlite") as [app]:
        database = stage.settings_of(app).database_url.removeprefix("sqlite:///")
        with app.app_context():
            made = stage.add_people(people, now)
            stage.enroll(made, now)
            cookie = sign_in(app, made[0], now)
            db.session.remove()
            fill(database, made, checkins, now)
        gc.freeze()  # as companion.wsgi does
        return {
            call.name: compare(app, call, cookie, database, max(3, int(COUNTS[call.name] * share))) for call in CALLS
        }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
