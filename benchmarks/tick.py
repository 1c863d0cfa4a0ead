"""Part tick: what a poll costs when nothing is due, however much is to come, and what claims and outcomes cost per delivery.

`python -m benchmarks.tick KIND FUTURE DUE` measures one database.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete, func, select

from benchmarks import alone, children, stage
from benchmarks.report import Row, say
from companion.kernel import checkpoints, ids
from companion.kernel.database import db, transaction
from companion.kernel.timezones import local_day
from companion.push.hosts import MOST
from companion.push.post import Post
from companion.push.rules import ACCEPTED, Answer
from companion.push.webpush import Sender, Turn
from companion.reminders import jobs, service
from companion.reminders.claims import Ending, record_endings
from companion.reminders.models import Occurrence
from companion.reminders.service import Batch
from tests.support.statements import overheard

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
ZONE = "America/New_York"
FEW, ROUNDS, PASSES = 1000, 25, 40
# Settled at a time, in a round, and rounds: a short one fits between two disturbances.
ALONE, SHORT, TIMES = 500, 1000, 60
BOOKS = {"sqlite": 20.0, "postgresql": 60.0}


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table for each database."""
    many, due = (50_000, 1000) if quick else (1_000_000, 4000)
    for kind in ("sqlite", "postgresql"):
        say(f"  {kind}: {FEW:,} and {many:,} reminders to come, then {due:,} due …")
        found = children.run("tick", kind, many, due)
        ratio = found["many"] / found["few"]
        rows = [
            Row(f"tick with nothing due, {FEW:,} to come", found["few"] * 1e3, "ms, p50"),
            Row(
                f"tick with nothing due, {many:,} to come",
                found["many"] * 1e3,
                "ms, p50",
                f"{FEW:,} to come",
                ratio,
                ("≤", 1.3),
            ),
            *_books(kind, found["bare"], found["sqlite3"]),
            Row("a pass: claim, mark each delivery, settle both", found["kept"] * 1e6, "µs CPU"),
            Row("a pass: read the truth, decide, write the message", found["truth"] * 1e6, "µs CPU"),
            Row("a pass: all of it but sending", (found["kept"] + found["truth"]) * 1e6, "µs CPU"),
        ]  # fmt: skip
        yield f"tick, {kind}: one pass of the worker; books kept beside {many:,} reminders to come", rows


def _books(kind: str, ours: float, sqlite3: float | None) -> Iterator[Row]:
    """Claim and settle, and how much of that is SQLite's own where that is the database."""
    yield Row("claim and settle alone, in batches", ours * 1e6, "µs CPU", None, None, ("≤", BOOKS[kind]))
    if sqlite3 is not None:
        yield Row("the same statements, sqlite3 alone", sqlite3 * 1e6, "µs CPU", "claim and settle", sqlite3 / ours)


class Instant(Sender):
    """A push service that takes everything at once, so that only our own work is measured. As with a real one that
    answers well, more and more messages leave at a time."""

    def send_in_turns(self, turn: Turn, now: datetime) -> None:
        messages = turn({})
        while messages:
            for _ in messages:
                self.hosts.of("push service").good()
            messages = turn({message.delivery_id: Answer(ACCEPTED, 201) for message in messages})


def idle_ticks(apps: Sequence[Flask]) -> list[float]:
    """Median seconds of a pass that finds nothing, per application, measured in turns."""
    taken: list[list[float]] = [[] for _ in apps]
    for _ in range(ROUNDS):
        for app, into in zip(apps, taken, strict=True):
            for _ in range(PASSES):
                begun = time.perf_counter()
                with app.app_context():
                    jobs.send_due(NOW)
                    db.session.remove()
                into.append(time.perf_counter() - begun)
    return [statistics.median(each) for each in taken]


@dataclasses.dataclass
class Books:
    """CPU seconds per delivery around sending: `truth` for reading what is true, deciding and writing the messages,
    `kept` for everything else, from the look for what is due to the last commit."""

    kept: float
    truth: float


def books(app: Flask, due: int) -> Books:
    """Send what is due to a push service that costs nothing."""
    post = app.extensions["companion.push"]
    sender = Instant(post.policy, post.keys_folder, "mailto:push@example.org")
    for _ in range(MOST):
        sender.hosts.of("push service").good()
    app.extensions["companion.push"] = dataclasses.replace(post, sender=sender)
    deciding = 0.0
    settle_down()
    decide = service.decide

    def timed(batch: Batch, post: Post, now: datetime) -> None:
        nonlocal deciding
        since = time.process_time()
        decide(batch, post, now)
        deciding += time.process_time() - since

    service.decide = timed
    try:
        begun = time.process_time()
        while jobs.send_due(NOW):
            pass
        spent = time.process_time() - begun
    finally:
        service.decide = decide
    left = select(func.count()).where(Occurrence.state != "sent", Occurrence.due_at <= NOW)
    assert db.session.execute(left).scalar_one() == 0
    db.session.rollback()
    return Books((spent - deciding) / due, deciding / due)


def bare_books(due: int) -> float:
    """CPU seconds for what the target was measured with: occurrences claimed, and settled, in batches; no deliveries."""
    settle_down()
    begun = time.process_time()
    left = due
    while left:
        with transaction():
            batch = service.claim_due(ids.new_id(), ALONE, NOW)
        ended = Ending("sent", None, NOW)
        with transaction():
            record_endings(batch.claim, [(each.id, ended) for each in batch.due])
        left -= len(batch.due)
    return (time.process_time() - begun) / due


def settle_down() -> None:
    """What laying the table left behind is not counted: garbage, and SQLite's log, which the worker copies every 5 s."""
    checkpoints.copy_log()
    gc.collect()
    gc.freeze()


def forget_sent() -> None:
    """What was settled without being sent must not count against anybody's day."""
    with transaction():
        db.session.execute(delete(Occurrence).where(Occurrence.state == "sent"))


def main(kind: str, many: int, due: int) -> dict[str, Any]:
    children.pin(children.MEASURED)
    with stage.stage(kind, 2) as (small, large):
        for app, count in ((small, FEW), (large, many)):
            with app.app_context():
                [whose] = stage.add_people(1, NOW)
                stage.add_future(count, whose, NOW + timedelta(days=1))
        few, lots = idle_ticks((small, large))
        with large.app_context():
            post = stage.open_post(large, "127.0.0.1:9")
            people = stage.add_people(due, NOW - timedelta(days=1), ZONE)
            stage.add_phones(people, lambda n: f"https://127.0.0.1:9/{n:08d}/{'d' * 140}", post, NOW)
            day = local_day(NOW, ZONE)
            stage.add_prompts(people[: jobs.BATCH], [NOW] * jobs.BATCH, NOW, day)
            books(large, jobs.BATCH)  # statements are compiled once
            rest = people[jobs.BATCH :]
            some = rest[:SHORT]
            bare, sqlite3 = [], []
            for back in range(TIMES):
                stage.add_prompts(some, [NOW] * len(some), NOW, day - timedelta(days=2 * back + 1))
                with overheard() as said:
                    bare.append(bare_books(len(some)))
                forget_sent()
                if kind == "sqlite":
                    stage.add_prompts(some, [NOW] * len(some), NOW, day - timedelta(days=2 * back + 2))
                    settle_down()
                    sqlite3.append(alone.books_alone(said[0], said[1], len(some)))
                    forget_sent()
            stage.add_prompts(rest, [NOW] * len(rest), NOW, day)
            spent = books(large, len(rest))
    own = {"bare": min(bare), "sqlite3": min(sqlite3, default=None)}  # what else runs here can only add
    return {"few": few, "many": lots, **own, **dataclasses.asdict(spent)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
