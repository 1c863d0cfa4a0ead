"""The audit log over a million rows: how long `companion audit reads` and `verify` take, and what writing a row costs, as a ratio to
the same transaction without one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from uuid import UUID, uuid5

from sqlalchemy import insert

from benchmarks.report import Row
from companion import config, schema
from companion.app import create_app
from companion.audit import rules, service
from companion.audit.models import AuditEntry
from companion.kernel import clock, settings
from companion.kernel.database import db, transaction
from tests.cast import NOW

TITLE = "audit: a log of many rows on SQLite"
ROWS, STAFF, PEOPLE = 1_000_000, 40, 1_500
_NAMES = UUID(int=7)
_CHUNK = 20_000


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table. Rows are written straight into the chain, two years of them."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(config.load({"COMPANION_INSTANCE": str(Path(folder))}))
        with app.app_context():
            schema.upgrade()
            number = 20_000 if quick else ROWS
            ratio = _ratio(50 if quick else 300)
            _fill(number)
            staff, person = uuid5(_NAMES, "staff 3"), uuid5(_NAMES, "person 5")
            begin, end = NOW - timedelta(days=40), NOW - timedelta(days=10)
            yield (
                TITLE,
                [
                    Row("one writing transaction: with an audit row / without", ratio, "×", target=("≤", 2)),
                    _seconds(f"reads by one account in a month, of {number:,}", staff, None, begin, end),
                    _seconds(
                        f"reads of one person in two years, of {number:,}", None, person, NOW - timedelta(days=730), NOW
                    ),
                    _seconds(
                        f"reads by one account of one person, of {number:,}",
                        staff,
                        person,
                        NOW - timedelta(days=730),
                        NOW,
                    ),
                    _seconds(f"all reads of a day, of {number:,}", None, None, begin, begin + timedelta(days=1)),
                    Row(f"verify {number:,} rows", _timed(lambda: sum(1 for _ in service.verify(clock.now()))), "s"),
                ],
            )
            db.session.remove()
            db.engine.dispose()


def _ratio(rounds: int) -> float:
    """The middle of many transactions that change one setting, in turn with and without a row of the log."""
    actor, bare, audited = uuid5(_NAMES, "staff 0"), [], []
    for n in range(rounds):
        bare.append(_timed(partial(_write, n, None)))
        audited.append(_timed(partial(_write, n, actor)))
    return median(audited) / median(bare)


def _write(n: int, actor: UUID | None) -> None:
    with transaction():
        settings.put("benchmark", str(n))
        if actor is not None:
            service.record(actor, "person_opened", actor, "", NOW)


def _fill(number: int) -> None:
    ring = service.chain.outside().ring
    key = ring.current(make=True)
    position, chain = service.chain.last()
    actions = ("listed", "person_opened", "attendance_seen", "session_changed", "signed_in")
    staff = [uuid5(_NAMES, f"staff {n}") for n in range(STAFF)]
    people = [uuid5(_NAMES, f"person {n}") for n in range(PEOPLE)]
    first = number + position
    while position < first:
        values = []
        for _ in range(min(_CHUNK, first - position)):
            position += 1
            at = NOW - timedelta(days=730) * ((first - position) / number)
            who, whom = staff[position * 31 % STAFF], people[position * 7919 % PEOPLE]
            row = rules.Row(at, who, actions[position * 17 % len(actions)], whom, "")
            chain = rules.link(chain, position, row, key.id, key.secret)
            values.append({"position": position, **vars(row), "chain": chain})
        with transaction():
            db.session.connection().execute(insert(AuditEntry.__table__), values)


def _seconds(name: str, by: UUID | None, of: UUID | None, begin: datetime, end: datetime) -> Row:
    return Row(name, _timed(lambda: sum(1 for _ in service.reads(by, of, begin, end))), "s", target=("≤", 5))


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
