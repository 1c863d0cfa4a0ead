"""Part tick: what looking costs when nothing is due, however much is to come, and what keeping the books costs per delivery.

`python -m benchmarks.tick KIND FUTURE DUE` measures one database.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from benchmarks import children, stage
from benchmarks.report import Row, say
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.kernel.timezones import local_day
from companion.push.messages import Outgoing
from companion.push.post import Post
from companion.push.rules import ACCEPTED, Answer
from companion.reminders import jobs, service

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
ZONE = "America/New_York"
FEW, ROUNDS, PASSES = 1000, 25, 40
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
            Row(
                "keeping the books: claim, truth, settle",
                found["whole"] * 1e6,
                "µs CPU/delivery",
                None,
                None,
                ("≤", BOOKS[kind]),
            ),
            *(
                Row(f"  of which {name}", found[name] * 1e6, "µs CPU/delivery")
                for name in ("claim", "decide", "finish")
            ),
        ]
        yield f"tick, {kind}: one pass of the worker; books kept beside {many:,} reminders to come", rows


class Instant:
    """A push service that takes everything at once, so that only our own work is measured."""

    def send(self, messages: Sequence[Outgoing], _now: datetime) -> Mapping[UUID, Answer]:
        return {message.delivery_id: Answer(ACCEPTED, 201) for message in messages}


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


def books(post: Post, due: int) -> dict[str, float]:
    """CPU seconds per delivery of the three transactions around sending, as `jobs.send_due` makes them."""
    spent = dict.fromkeys(("claim", "decide", "finish"), 0.0)
    done = 0
    while done < due:
        begun = time.process_time()
        with transaction():
            service.sweep(NOW)
            batch = service.claim_due(ids.new_id(), jobs.BATCH, NOW)
        claimed = time.process_time()
        with transaction():
            service.decide(batch, post, NOW)
        decided = time.process_time()
        answers = Instant().send(batch.messages, NOW)
        assert len(answers) == len(batch.due) > 0
        sent = time.process_time()
        with transaction():
            service.finish(batch, answers, NOW)
        spent["claim"] += claimed - begun
        spent["decide"] += decided - claimed
        spent["finish"] += time.process_time() - sent
        done += len(batch.due)
    return {name: seconds / done for name, seconds in spent.items()}


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
            books(post, jobs.BATCH)  # statements are compiled once
            rest = people[jobs.BATCH :]
            stage.add_prompts(rest, [NOW] * len(rest), NOW, day)
            spent = books(post, len(rest))
    return {"few": few, "many": lots, "whole": sum(spent.values()), **spent}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
