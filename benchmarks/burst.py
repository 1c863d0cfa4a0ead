"""Part burst: five thousand evening prompts due within a minute, and at one instant, and some one by one, really sent to a
push service that takes 50 ms to answer. `python -m benchmarks.burst KIND COUNT SECONDS FOLDER PORT` runs it once, with a
worker on the real clock; with ALONE in place of SECONDS, one is due each second."""

from __future__ import annotations

import gc
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from benchmarks import certificates, children, sink, stage
from benchmarks.report import Row, say
from companion import worker
from companion.kernel.database import db
from companion.kernel.timezones import local_day
from companion.push.models import Delivery
from companion.reminders.models import Occurrence

DELAY_MS = 50
ALONE = "alone"
HEAD_START = 2.0  # seconds between laying the table and the first one due
PATIENCE = 120.0


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table: within a minute, and at one instant, on SQLite."""
    count = 500 if quick else 5000
    folder = Path(tempfile.mkdtemp(prefix="bench-burst-"))
    rows = []
    try:
        certificates.make(folder)
        with sink.running(folder, DELAY_MS) as service:
            for seconds in (6 if quick else 60, 0):
                when = f"within {seconds} s" if seconds else "at one instant"
                say(f"  {count:,} due {when} …")
                rows += _rows(count, when, _play(service, count, str(seconds), folder), all_at_once=not seconds)
            say("  one by itself …")
            rows += _alone(_play(service, 10 if quick else 40, ALONE, folder)["late"])
    finally:
        shutil.rmtree(folder)
    yield f"burst, sqlite: {count:,} prompts due, one worker, push service answering after {DELAY_MS} ms", rows


def _play(service: sink.Sink, count: int, seconds: str, folder: Path) -> dict[str, Any]:
    env = {"SSL_CERT_FILE": str(folder / "one.pem")}
    return children.run("burst", "sqlite", count, seconds, folder, service.port, env=env)


def _rows(count: int, when: str, found: dict[str, Any], *, all_at_once: bool) -> list[Row]:
    late, name = found["late"], f"due {when}"
    return [
        Row(f"{name}: arrived", found["arrived"], "messages", "due", found["arrived"] / count, ("=", 1)),
        Row(f"{name}: arrived twice", found["twice"], "messages", None, None, ("=", 0)),
        Row(f"{name}: arrived after expiry", found["expired"], "messages", None, None, ("=", 0)),
        Row(f"{name}: lateness p50", _share(late, 0.5), "s"),
        Row(f"{name}: lateness p95", _share(late, 0.95), "s"),
        Row(f"{name}: lateness max", late[-1], "s", None, None, ("≤", 4.0) if all_at_once else None),
    ]


def _alone(late: Sequence[float]) -> list[Row]:
    name = "one by itself: after the second it is due in"
    return [
        Row(f"{name}, p50", _share(late, 0.5) * 1e3, "ms"),
        Row(f"{name}, p95", _share(late, 0.95) * 1e3, "ms", None, None, ("≤", 50.0)),
    ]


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main(kind: str, count: int, seconds: int | None, service: sink.Sink) -> dict[str, Any]:
    children.pin(children.MEASURED)
    with stage.stage(kind) as [app], app.app_context():
        laid = datetime.now(UTC)
        zone = afternoon(laid)
        post = stage.open_post(app, service.host)
        people = stage.add_people(count, laid - timedelta(days=1), zone)
        stage.add_phones(people, service.url, post, laid)
        first = datetime.now(UTC) + timedelta(seconds=HEAD_START)
        dues = _dues(first, count, seconds)
        stage.add_prompts(people, dues, laid, local_day(first, zone))
        gc.freeze()  # as the worker does once it has started
        db.session.remove()
        _work(app, dues[-1])
        states = dict(db.session.execute(select(Occurrence.state, func.count()).group_by(Occurrence.state)).all())
        closes = dict(db.session.execute(select(Delivery.participant_id, Delivery.expires_at)).all())
        post.sender.close()
    arrived = service.arrived()
    assert states == {"sent": count}, states
    late = sorted(at - dues[number].timestamp() for number, at, _ in arrived)
    expired = sum(at > closes[people[number]].timestamp() for number, at, _ in arrived)
    return {
        "late": late,
        "arrived": len(arrived),
        "twice": len(arrived) - len({one for one, _, _ in arrived}),
        "expired": expired,
    }


def _dues(first: datetime, count: int, seconds: int | None) -> list[datetime]:
    """Spread over `seconds`; all at one instant; or each at a second of its own. An instant is a whole second, as that of
    every reminder is: it is due already when that second's tick looks."""
    whole = first.replace(microsecond=0) + timedelta(seconds=1)
    if seconds is None:
        return [whole + timedelta(seconds=one) for one in range(count)]
    if seconds == 0:
        return [whole] * count
    return [first + timedelta(seconds=seconds * one / count) for one in range(count)]


def _work(app: Flask, last: datetime) -> None:
    """The worker itself, with its real tick, until the last one is due and gone. It plans nothing new for these people."""
    ticking = worker.Worker(app, tuple(job for job in worker.JOBS if job.name != "reminders_plan"))
    waiting = select(func.count()).where(~Occurrence.settled)
    end = time.monotonic() + PATIENCE
    ticking.start()
    time.sleep(max(0.0, (last - datetime.now(UTC)).total_seconds()) + 1)
    while db.session.execute(waiting).scalar_one() and time.monotonic() < end:
        db.session.rollback()
        time.sleep(0.5)
    db.session.rollback()
    ticking.finish()


def afternoon(at: datetime) -> str:
    """A zone in which it is about two in the afternoon, far from quiet hours."""
    east = (14 - at.hour + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}" if east else "Etc/GMT"


if __name__ == "__main__":
    place = Path(sys.argv[4])
    spread = None if sys.argv[3] == ALONE else int(sys.argv[3])
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), spread, sink.Sink(int(sys.argv[5]), place))))
