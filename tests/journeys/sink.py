"""A push service of our own on 127.0.0.1: takes what the sender sends, keeps bodies and headers, answers 201."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True)
class Received:
    """One encrypted message as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Sink:
    """Runs in a thread. `address` is where a subscription's endpoint begins."""

    received: list[Received] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self._news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._runner = asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def sent_to(self, path: str) -> list[Received]:
        """What arrived for one endpoint, oldest first."""
        with self._news:
            return [each for each in self.received if each.path == path]

    def wait_for(self, path: str, count: int, seconds: float = 10) -> list[Received]:
        """The first `count` messages for this endpoint, as soon as they are there."""
        end = time.monotonic() + seconds
        with self._news:
            while len(found := [each for each in self.received if each.path == path]) < count:
                left = end - time.monotonic()
                assert left > 0, f"{len(found)} of {count} messages reached {path}"
                self._news.wait(left)
        return found[:count]

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _open(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/{tail:.*}", self._take)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        return runner

    async def _take(self, request: web.Request) -> web.Response:
        message = Received(request.path, dict(request.headers), await request.read())
        with self._news:
            self.received.append(message)
            self._news.notify_all()
        return web.Response(status=201, headers={"Location": f"{self.address}/message/{len(self.received)}"})
