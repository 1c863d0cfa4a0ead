"""HTTP/1.1 as far as Web Push needs it: one POST, the status and Retry-After of its answer, connections that are kept.

A general client costs more than encrypting the message does (docs/performance.md). This one knows nothing of redirects,
proxies, cookies or encodings, reads a bounded head, and lets go of every connection whose answer is not plain and short.
"""

from __future__ import annotations

import asyncio
import math
import re
import socket
import ssl
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, cast

from aiohappyeyeballs import start_connection

from companion.push.rules import Endpoint, HostPolicy, is_public_address

HEAD_LIMIT, BODY_LIMIT = 16 * 1024, 64 * 1024
KEPT_IDLE = 60.0
ADDRESSES_KNOWN = 10.0

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: [^\r\n]*)?")
_MINDED = re.compile(
    rb"\r\n(content-length|transfer-encoding|connection|retry-after):[ \t]*([^\r\n]*?)[ \t]*(?=\r\n|\Z)", re.IGNORECASE
)
_TARGET = re.compile(r"https?://[^/?]*(.*)")


class Unreached(Exception):
    """No connection came about: nothing left the house."""


class Unanswered(Exception):
    """The request may have left, and no answer that can be read came."""


@dataclass(frozen=True)
class Reply:
    status: int
    retry_after: str | None


Done = Callable[[Reply | Exception], None]


class Wire:
    """Connections to push services, kept for the next message. Names are resolved to addresses on the open internet and
    to nothing else, unless the operator named the test host; the connection uses exactly these addresses, so a name
    cannot change its mind in between. For one event loop. Answers are called back: a task for each message costs as much
    as its way through TLS."""

    def __init__(self, policy: HostPolicy):
        self._policy = policy
        self._tls = ssl.create_default_context()
        self._tls.set_alpn_protocols(["http/1.1"])
        self._open: set[_Connection] = set()
        self._idle: dict[str, deque[_Connection]] = {}
        self._connecting: set[asyncio.Task[_Connection]] = set()
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

    def give_up(self) -> None:
        """Wait for nothing any longer: whatever is on its way is unanswered, or unreached."""
        for connection in list(self._open):
            connection.drop()
        for task in list(self._connecting):
            task.cancel()

    async def settle(self) -> None:
        """Take note of what happened while the loop stood still: connections the other side has closed are not used."""
        if self._open:
            await asyncio.sleep(0.001)

    async def close(self) -> None:
        """Close all connections."""
        self.give_up()
        if self._alarm is not None:
            self._alarm.cancel()
        await asyncio.sleep(0)

    def _ask(self, connection: _Connection, request: bytes, deadline: float, done: Done) -> None:
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
        for connection in [each for each in self._open if each.deadline <= now]:
            connection.drop()
        if waiting := [each.deadline for each in self._open if each.deadline < math.inf]:
            self._look_again(min(waiting))

    async def _connect(self, endpoint: Endpoint, idle: deque[_Connection], seconds: float) -> _Connection:
        async with asyncio.timeout(seconds):
            return await self._open_one(endpoint, idle)

    def _connected(self, request: bytes, deadline: float, done: Done, task: asyncio.Task[_Connection]) -> None:
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

    async def _open_one(self, endpoint: Endpoint, idle: deque[_Connection]) -> _Connection:
        raw = await start_connection(await self._resolve(endpoint.host, endpoint.port), happy_eyeballs_delay=0.25)
        try:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            secure: dict[str, Any] = (
                {"ssl": self._tls, "server_hostname": endpoint.host} if endpoint.url.startswith("https://") else {}
            )
            _, connection = await self._loop.create_connection(
                lambda: _Connection(self._loop, idle, self._open), sock=raw, **secure
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


class _Connection(asyncio.BufferedProtocol):
    """One connection: idle, waiting for the head of an answer, or reading the rest of a short body. What arrives is read
    into a buffer of its own: without one, each answer of a hundred octets costs a quarter of a megabyte."""

    def __init__(self, loop: asyncio.AbstractEventLoop, idle: deque[_Connection], open_: set[_Connection]):
        self._loop, self._idle, self._open = loop, idle, open_
        self._transport: asyncio.Transport | None = None
        self._done: Done | None = None
        self._buffer = bytearray(HEAD_LIMIT)
        self._head = b""
        self._left = 0
        self.deadline = math.inf  # of what is asked and not yet read to its end; idle ones have none
        self.idle_since = 0.0

    @property
    def alive(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes, deadline: float, done: Done) -> None:
        """Send; `done` is called with the answer, never before this returns."""
        self._head, self._left, self.deadline, self._done = b"", -1, deadline, done
        if self._transport is None:
            self._loop.call_soon(self._fail, "closed")
        else:
            self._transport.write(request)

    def drop(self) -> None:
        self._fail("too slow" if self.deadline <= self._loop.time() else "dropped")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._open.add(self)

    def connection_lost(self, _error: Exception | None) -> None:
        self._transport = None
        self._open.discard(self)
        self._fail("closed")

    def get_buffer(self, _sizehint: int) -> bytearray:
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        if self._left >= 0:
            self._read_on(nbytes)
            return
        self._head += self._buffer[:nbytes]
        while (end := self._head.find(b"\r\n\r\n", 0, HEAD_LIMIT)) >= 0:
            head, self._head = self._head[:end], self._head[end + 4 :]
            status = _STATUS.match(head)
            if status is None or status[2] == b"101":
                self._fail("not an answer")
                return
            if status[2][:1] != b"1":
                self._answered(int(status[2]), head[status.end() :], plain=status[1] == b"1")
                return
        if len(self._head) > HEAD_LIMIT:
            self._fail("an endless head")

    def _answered(self, status: int, lines: bytes, *, plain: bool) -> None:
        found: dict[bytes, bytes] = {}
        for name, value in _MINDED.findall(lines):
            key = name.lower()
            plain = plain and key not in found
            found[key] = value
        done, self._done = self._done, None
        length = b"0" if status in (204, 304) else found.get(b"content-length", b"")
        plain = plain and b"transfer-encoding" not in found and b"connection" not in found
        if plain and length.isdigit() and len(length) <= 5 and int(length) <= BODY_LIMIT:
            self._left = int(length)
            self._read_on(len(self._head))
        else:
            self._fail("not kept")
        assert done is not None
        retry_after = found.get(b"retry-after")
        done(Reply(status, retry_after.decode("latin-1") if retry_after else None))

    def _read_on(self, number: int) -> None:
        """Count the rest of the body. More than was announced, or anything while idle, ends the connection."""
        if self.deadline == math.inf or number > self._left:
            self._fail("not asked for")
            return
        self._left -= number
        if self._left == 0:
            self.deadline, self._head = math.inf, b""
            self.idle_since = self._loop.time()
            self._idle.append(self)

    def _fail(self, why: str) -> None:
        done, self._done, self.deadline = self._done, None, math.inf
        if self._transport is not None:
            self._transport.abort()
        if done is not None:
            done(Unanswered(why))


def _usable(idle: deque[_Connection], now: float) -> _Connection | None:
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
