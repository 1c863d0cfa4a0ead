"""HTTP/1.1 as far as Web Push needs it: one POST, the status and Retry-After of its answer, connections that are kept.

A general client costs more than encrypting the message does (docs/decisions/0017). This one knows nothing of redirects,
proxies, cookies or encodings; `http_connection` reads the answers.
"""

from __future__ import annotations

import asyncio
import math
import re
import socket
import ssl
from collections import deque
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from aiohappyeyeballs import start_connection

from companion.push.http_connection import Connection, Done
from companion.push.rules import Endpoint, HostPolicy, is_public_address

KEPT_IDLE = 60.0
ADDRESSES_KNOWN = 10.0

_TARGET = re.compile(r"https?://[^/?]*(.*)")


class Unreached(Exception):
    """No connection came about: nothing left the house."""


class HttpClient:
    """Connections to push services, kept for the next message. Names are resolved to addresses on the open internet and
    to nothing else, unless the operator named the test host; the connection uses exactly these addresses, so a name
    cannot change its mind in between. For one event loop. Answers are called back: a task for each message costs as much
    as its way through TLS."""

    def __init__(self, policy: HostPolicy):
        self._policy = policy
        self._tls = ssl.create_default_context()
        self._tls.set_alpn_protocols(["http/1.1"])
        self._open: set[Connection] = set()
        self._idle: dict[str, deque[Connection]] = {}
        self._connecting: set[asyncio.Task[Connection]] = set()
        self._addresses: dict[tuple[str, int], tuple[float, list[Any]]] = {}
        self._loop = asyncio.get_running_loop()
        self._alarm: asyncio.TimerHandle | None = None

    def post(
        self, endpoint: Endpoint, request: bytes, connect_seconds: float, total_seconds: float, done: Done
    ) -> None:
        """One request, one answer. `done` is called once and never before this returns, with a Reply, with Unreached or
        Unanswered, or with what nobody expected."""
        now = self._loop.time()
        idle = self._idle.setdefault(endpoint.origin, deque())
        connection = _usable(idle, now)
        if connection is not None:
            self._ask(connection, request, now + total_seconds, done)
            return
        task = self._loop.create_task(self._connect(endpoint, idle, min(connect_seconds, total_seconds)))
        self._connecting.add(task)
        task.add_done_callback(partial(self._connected, request, now + total_seconds, done))

    def abort(self) -> None:
        """Wait for nothing any longer: whatever is on its way is unanswered, or unreached."""
        for connection in list(self._open):
            connection.drop()
        for task in list(self._connecting):
            task.cancel()

    async def notice_closed(self) -> None:
        """Take note of what happened while the loop stood still: connections the other side has closed are not used."""
        if self._open:
            await asyncio.sleep(0.001)

    async def close(self) -> None:
        """Close all connections."""
        self.abort()
        if self._alarm is not None:
            self._alarm.cancel()
        await asyncio.sleep(0)

    def _ask(self, connection: Connection, request: bytes, deadline: float, done: Done) -> None:
        connection.ask(request, deadline, done)
        if self._alarm is None or deadline < self._alarm.when():
            self._look_again(deadline)

    def _look_again(self, at: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._loop.call_at(at, self._end_the_slow)

    def _end_the_slow(self) -> None:
        """One alarm for all connections, set to whichever must be ready first when it was set."""
        self._alarm, now = None, self._loop.time()
        for connection in sorted((each for each in self._open if each.deadline <= now), key=lambda each: each.deadline):
            connection.drop()
        if waiting := [each.deadline for each in self._open if each.deadline < math.inf]:
            self._look_again(min(waiting))

    async def _connect(self, endpoint: Endpoint, idle: deque[Connection], seconds: float) -> Connection:
        async with asyncio.timeout(seconds):
            return await self._open_one(endpoint, idle)

    def _connected(self, request: bytes, deadline: float, done: Done, task: asyncio.Task[Connection]) -> None:
        """However connecting ended, whoever asked hears of it; a task that was cancelled may not even have begun."""
        self._connecting.discard(task)
        if task.cancelled():
            done(Unreached("given up"))
            return
        error = task.exception()
        if error is None:
            self._ask(task.result(), request, deadline, done)
        elif isinstance(error, Exception):
            done(Unreached(type(error).__name__) if isinstance(error, OSError) else error)

    async def _open_one(self, endpoint: Endpoint, idle: deque[Connection]) -> Connection:
        raw = await start_connection(await self._resolve(endpoint.host, endpoint.port), happy_eyeballs_delay=0.25)
        try:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            secure: dict[str, Any] = (
                {"ssl": self._tls, "server_hostname": endpoint.host} if endpoint.url.startswith("https://") else {}
            )
            _, connection = await self._loop.create_connection(
                lambda: Connection(self._loop, idle, self._open), sock=raw, **secure
            )
        except BaseException:
            raw.close()
            raise
        return connection

    async def _resolve(self, host: str, port: int) -> list[Any]:
        known_at, found = self._addresses.get((host, port), (0.0, []))
        if not found or self._loop.time() - known_at > ADDRESSES_KNOWN:
            found = await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            if not self._policy.is_local(host, port):
                found = [each for each in found if is_public_address(str(each[4][0]))]
            if not found:
                raise OSError("no public address")
            self._addresses[host, port] = self._loop.time(), found
        return found


def _usable(idle: deque[Connection], now: float) -> Connection | None:
    """The connection used last, if it is fresh enough to be trusted."""
    while idle:
        connection = idle.pop()
        if connection.alive and now - connection.idle_since < KEPT_IDLE:
            return connection
        connection.drop()
    return None


def request(endpoint: Endpoint, headers: Mapping[str, str], body: bytes) -> bytes:
    """The POST as it leaves. Raises ValueError for what cannot stand in a header."""
    lines = [_opening(endpoint.url, endpoint.origin), f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    text = "\r\n".join(lines)
    if text.count("\n") != len(lines) or text.count("\r") != len(lines):
        raise ValueError("a line break in a header")
    return text.encode("ascii") + b"\r\n\r\n" + body


@lru_cache(maxsize=4096)
def _opening(url: str, origin: str) -> str:
    """The first two lines to an address, which hears from us several times a day."""
    target = _TARGET.fullmatch(url)
    assert target is not None  # check_endpoint looked at it
    path = target[1] if target[1].startswith("/") else f"/{target[1]}"
    return f"POST {path} HTTP/1.1\r\nHost: {origin.partition('://')[2]}"
