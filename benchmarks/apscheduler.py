"""Part apscheduler: one stored job per reminder, which is what many would build, compared with ours.

`python -m benchmarks.apscheduler WHAT COUNT [FOLDER]` does one of: add, fire, defaults, ours; `run` is one of two processes
that share a store.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from benchmarks import children, stage, tick
from benchmarks.report import Row, say
from companion.kernel.database import transaction
from companion.kernel.timezones import local_day
from companion.reminders import occurrences
from companion.reminders.rules import Planned

FIRED: list[int] = []  # which reminders this process fired
QUIET_SECONDS, PATIENCE = 2.0, 90.0
REQUEST_SECONDS = 0.03  # what a push request takes, for the jobs of two processes on one store
SHARED = {"once": "a date job each", "daily": "a daily job each"}


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """The one table of this part."""
    count = 500 if quick else 5000
    found = {}
    for what in ("add", "defaults", "fire", *SHARED, "ours"):
        say(f"  {what} {count:,} …")
        with tempfile.TemporaryDirectory(prefix="bench-aps-") as folder:
            found[what] = (
                _shared(count, folder, what) if what in SHARED else children.run("apscheduler", what, count, folder)
            )
    ours = found["ours"]
    unit = "µs CPU each"
    rows = [
        Row("adding: APScheduler", found["add"]["cpu"] * 1e6, unit),
        Row("adding: ours", ours["add"] * 1e6, unit, "APScheduler, × cheaper", found["add"]["cpu"] / ours["add"]),
        Row("firing, nothing sent: APScheduler, long grace", found["fire"]["cpu"] * 1e6, unit),
        Row("firing, nothing sent: ours, truth read", ours["fire"] * 1e6, unit, "APScheduler, × cheaper", found["fire"]["cpu"] / ours["fire"]),
        Row("fired of what was due: APScheduler, long grace", found["fire"]["fired"], "reminders", "due", found["fire"]["fired"] / count),
        Row("fired of what was due: APScheduler, its defaults", found["defaults"]["fired"], "reminders", "due", found["defaults"]["fired"] / count),
        Row("last one late: APScheduler, long grace", found["fire"]["late"], "s"),
        Row("memory, peak: APScheduler while firing", found["fire"]["memory"], "MiB"),
        Row("memory, peak: ours, whole application", ours["memory"], "MiB", "APScheduler", ours["memory"] / found["fire"]["memory"]),
        *(
            Row(f"two processes on one store, {how}: {words}", found[what][how], unit_, "due" if how == "fired twice" else None, found[what][how] / found[what]["due"] if how == "fired twice" else None)
            for what, words in SHARED.items()
            for how, unit_ in (("fired twice", "reminders"), ("schedulers that died of it", "processes"))
        ),
    ]  # fmt: skip
    yield f"apscheduler: {count:,} reminders, one date job each in its SQLAlchemyJobStore on SQLite", rows


def remind(number: int) -> None:
    """The job. It sends nothing, which flatters the peer."""
    FIRED.append(number)


def remind_as_long_as_a_push(number: int) -> None:
    """The job where two processes meet: it takes as long as a request to a push service."""
    time.sleep(REQUEST_SECONDS)
    FIRED.append(number)


def scheduler(folder: str, grace: int | None) -> BackgroundScheduler:
    """As its documentation shows it; `grace` in seconds, None for the default of one second."""
    defaults = {} if grace is None else {"misfire_grace_time": grace}
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder}/jobs.sqlite3")
    return BackgroundScheduler(jobstores={"default": store}, job_defaults=defaults, timezone=UTC)


def add(count: int, folder: str, due: datetime, grace: int | None = 3600) -> children.Spent:
    """Store one job per reminder, in a scheduler that does not run them yet."""
    made = scheduler(folder, grace)
    made.start(paused=True)
    with children.measured() as spent:
        for number in range(count):
            made.add_job("benchmarks.apscheduler:remind", "date", run_date=due, args=[number], id=str(number))
    made.shutdown()
    return spent


def add_shared(count: int, folder: str, due: datetime, what: str) -> None:
    """Store what two processes will find: one job per reminder, or one per person for every day."""
    made = scheduler(folder, 3600)
    made.start(paused=True)
    for number in range(count):
        when: dict[str, Any] = {"run_date": due} if what == "once" else {"days": 1, "start_date": due}
        trigger = "date" if what == "once" else "interval"
        made.add_job("benchmarks.apscheduler:remind_as_long_as_a_push", trigger, args=[number], id=str(number), **when)
    made.shutdown()


def fire(folder: str, grace: int | None, due: datetime, *, to_the_last: bool = True) -> dict[str, float]:
    """Run what is stored until nothing more happens; `to_the_last`: and until nothing is stored."""
    fired = sys.modules["benchmarks.apscheduler"].FIRED
    logging.disable(logging.CRITICAL)
    threading.excepthook = lambda _: None  # a scheduler that dies is counted, not printed
    made, end = scheduler(folder, grace), time.monotonic() + PATIENCE
    time.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds() - 1))
    done = due
    with children.measured() as spent:
        made.start()
        time.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
        last, quiet = -1, time.monotonic()
        while time.monotonic() < end and (
            time.monotonic() - quiet < QUIET_SECONDS or (to_the_last and made.get_jobs())
        ):
            if len(fired) != last:
                last, quiet, done = len(fired), time.monotonic(), datetime.now(UTC)
            time.sleep(0.1)
    alive = any(thread.name == "APScheduler" for thread in threading.enumerate())
    made.shutdown(wait=False)
    late = (done - due).total_seconds()
    return {"cpu": spent.cpu, "late": late, "fired": len(fired), "memory": children.peak_mib(), "died": not alive}


def ours(count: int) -> dict[str, float]:
    """Add and fire as many of ours."""
    with stage.stage("sqlite") as [app], app.app_context():
        post = stage.open_post(app, "127.0.0.1:9")
        people = stage.add_people(count, tick.NOW - timedelta(days=1), tick.ZONE)
        stage.add_phones(people, lambda n: f"https://127.0.0.1:9/{n:08d}/{'d' * 140}", post, tick.NOW)
        closes = tick.NOW + timedelta(hours=2)
        one = Planned("checkin_prompt", "day", local_day(tick.NOW, tick.ZONE), "evening", tick.NOW, closes, closes)
        with children.measured() as spent:
            for start in range(0, count, 250):
                with transaction():
                    occurrences.store([(whose, one) for whose in people[start : start + 250]])
        books = tick.books(app, count)
    return {"add": spent.cpu / count, "fire": books.kept + books.truth, "memory": children.peak_mib()}


def main(what: str, count: int, folder: str) -> dict[str, Any]:
    if what == "ours":
        return ours(count)
    if what == "run":
        print("ready", flush=True)
        found = fire(folder, 3600, datetime.fromtimestamp(int(sys.stdin.readline()), UTC), to_the_last=False)
        return {"fired": sys.modules["benchmarks.apscheduler"].FIRED, "died": found["died"]}
    due = datetime.now(UTC) + timedelta(seconds=1)
    grace = None if what == "defaults" else 3600
    spent = add(count, folder, due if what == "add" else due + timedelta(seconds=count * 0.004), grace)
    if what == "add":
        return {"cpu": spent.cpu / count}
    found = fire(folder, grace, due + timedelta(seconds=count * 0.004))
    return found | {"cpu": found["cpu"] / count}


def _shared(count: int, folder: str, what: str) -> dict[str, Any]:
    """Two processes on one store, both up before anything is due."""
    number = max(100, count // 10)
    command = [sys.executable, "-m", "benchmarks.apscheduler", "run", "0", folder]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    both = [subprocess.Popen(command, text=True, **pipes) for _ in range(2)]
    for each in both:
        assert each.stdout is not None
        each.stdout.readline()
    due = int(time.time()) + 5 + number // 20
    add_shared(number, folder, datetime.fromtimestamp(due, UTC), what)
    for each in both:
        assert each.stdin is not None
        each.stdin.write(f"{due}\n")
        each.stdin.flush()
    said = [json.loads(each.communicate()[0].splitlines()[-1]) for each in both]
    times = Counter(one for each in said for one in each["fired"])
    twice, died = sum(each > 1 for each in times.values()), sum(each["died"] for each in said)
    return {"fired twice": twice, "schedulers that died of it": died, "due": number}


if __name__ == "__main__":
    import benchmarks.apscheduler  # noqa: F401, PLW0406 - the copy whose FIRED the stored jobs write to

    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else str(Path()))))
