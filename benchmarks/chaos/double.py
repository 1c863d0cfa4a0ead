"""Double everything: two workers and four preloaded web processes, and many reminders due within seconds of each other.
Nobody is killed; whatever arrives twice was sent twice."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from benchmarks.chaos import sink as sinks
from benchmarks.chaos.counting import Tally, tally
from benchmarks.chaos.nursery import nursery
from benchmarks.chaos.places import Place, place
from benchmarks.chaos.stage import lay
from benchmarks.chaos.storm import wait_for_plan
from companion.serving import wait_until_open

WORKERS, WEB_PROCESSES = 2, 4
SPREAD = timedelta(seconds=5)
SETTLE_SECONDS = 180
Say = Callable[[str], None]


@dataclass(frozen=True)
class Doubled:
    """What came of it. `web_processes` were counted while they served; `answered` are requests they took meanwhile;
    `left` reminders were still open at the end; `seconds` passed between the first and the last delivery."""

    database: str
    due: int
    tally: Tally
    web_processes: int
    answered: int
    left: int
    seconds: float


def run(database: str, due: int, say: Say, web_processes: int = WEB_PROCESSES) -> Doubled:
    """Everything twice, on one database."""
    with sinks.running(0) as sink, place(database, sink.host) as at:
        now = datetime.now(UTC)
        first = now + timedelta(seconds=8 + due / 500)
        cast = lay(at.app, sink, due, first, SPREAD, now)
        with _web(at, web_processes) as (port, pid), nursery(at.env) as workers, _visitors(port) as answered:
            for _ in range(WORKERS):
                workers.start()
            say(f"{database}: {cast.due} reminders, {WORKERS} workers, {web_processes} web processes")
            wait_for_plan(at, cast.due, first + SPREAD)
            left = _wait(at, first + SPREAD, say)
            served = len(_children(pid))
        arrived = sink.arrived()
        seconds = arrived[-1].at - arrived[0].at if arrived else 0.0
        return Doubled(database, cast.due, tally(cast, arrived), served, sum(answered), left, seconds)


def _wait(at: Place, last: datetime, say: Say) -> int:
    """Until the last is due and nothing that is due is left open; how many are."""
    end, told = time.monotonic() + SETTLE_SECONDS, 0.0
    left = at.waiting(last)
    while time.monotonic() < end and (left or datetime.now(UTC) <= last):
        if time.monotonic() - told > 10:
            told = time.monotonic()
            say(f"{at.database}: {left} reminders planned and not sent yet")
        time.sleep(0.5)
        left = at.waiting(last)
    return left


@contextlib.contextmanager
def _web(at: Place, web_processes: int) -> Iterator[tuple[int, int]]:
    """(port, process id) of a running web server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.chaos.web", str(port), str(web_processes)],
        env={**os.environ, **at.env, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if not wait_until_open("127.0.0.1", port, 30):
            raise RuntimeError("the web server did not start")
        yield port, process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(one) for one in file.read().split()]
    return []


@contextlib.contextmanager
def _visitors(port: int, number: int = 4) -> Iterator[list[int]]:
    """People who open the app and phones that report what they showed, as long as the block runs."""
    answered, stop = [0] * number, threading.Event()

    def visit(which: int) -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                answered[which] += _ask(port, stop)
            stop.wait(0.2)

    threads = [threading.Thread(target=visit, args=(which,), daemon=True) for which in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield answered
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)


def _ask(port: int, stop: threading.Event) -> int:
    """A few requests over a connection of their own, so that each web process gets some."""
    connection, done = http.client.HTTPConnection("127.0.0.1", port, timeout=10), 0
    head = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    try:
        for method, path, body in (
            ("GET", "/healthz", None),
            ("POST", "/api/v1/push/received", f'{{"delivery":"{uuid4()}"}}'),
        ):
            connection.request(method, path, body, head if body else {})
            answer = connection.getresponse()
            answer.read()
            done += answer.status < 300
            if stop.is_set():
                break
    finally:
        connection.close()
    return done
