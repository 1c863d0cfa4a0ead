"""A push service that outlives the processes that push to it: accepts everything, after a delay, and remembers what arrived.

Run as `python -m benchmarks.chaos.sink LONGEST_MS`: it prints its port. `GET /arrived` returns everything that arrived so
far as [path, topic, second]; arrivals are recorded before they are answered, as a real service would do.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import uvloop
from aiohttp import web


@dataclass(frozen=True)
class Arrived:
    """One request as the push service saw it."""

    path: str
    topic: str
    at: float


@dataclass(frozen=True)
class Sink:
    """A running sink, as whoever started it sees it."""

    port: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def arrived(self) -> list[Arrived]:
        with urllib.request.urlopen(self.url("/arrived"), timeout=30) as answer:
            return [Arrived(*one) for one in json.load(answer)]


@contextlib.contextmanager
def running(longest_ms: int) -> Iterator[Sink]:
    """A sink in a process of its own that answers after 0 to `longest_ms`."""
    command = [sys.executable, "-m", "benchmarks.chaos.sink", str(longest_ms)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        yield Sink(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


async def _serve(longest: float) -> None:
    came: list[tuple[str, str, float]] = []

    async def take(request: web.Request) -> web.Response:
        await request.read()
        came.append((request.path, request.headers.get("Topic", ""), time.time()))
        if longest:
            await asyncio.sleep(random.uniform(0, longest))
        return web.Response(status=201)

    async def arrived(_request: web.Request) -> web.Response:
        return web.json_response(came)

    app = web.Application(client_max_size=1 << 20)
    app.router.add_get("/arrived", arrived)
    app.router.add_post("/{rest:.*}", take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    parent = os.getppid()
    while os.getppid() == parent:  # nobody is left behind when the run is interrupted
        await asyncio.sleep(1)
    await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1]) / 1000))
