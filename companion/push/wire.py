"""HTTP/1.1 as far as Web Push needs it: one POST, the status and Retry-After of its answer, connections that are kept.

A general client costs more than encrypting the message does (docs/performance.md). This one knows nothing of redirects,
proxies, cookies or encodings, reads a bounded head, and lets go of every connection whose answer is not plain and short.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from aiohappyeyeballs import start_connection

from companion.push.rules import Endpoint, HostPolicy, is_public_address

HEAD_LIMIT, BODY_LIMIT = 16 * 1024, 64 * 1024
KEPT_IDLE = 60.0
ADDRESSES_KNOWN = 10.0

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: [^\r\n]*)?")
_HEADER = re.compile(rb"\r\n([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*?)[ \t]*(?=\r\n|\Z)")
_MINDED = frozenset({b"content-length", b"transfer-encoding", b"connection", b"retry-after"})
_TARGET = re.compile(r"https?://[^/?]*(.*)")


class Unreached(Exception):
    """No connection came about: nothing left the house."""


class Unanswered(Exception):
    """The request may have left, and no answer that can be read came."""


@dataclass(frozen=True)
class Reply:
    status: int
    retry_after: str | None


class Wire:
    """Connections to push services, kept for the next message. Names are resolved to addresses on the open internet and
    to nothing else, unless the operator named the test host; the connection uses exactly these addresses, so a name
    cannot change its mind in between. For one event loop."""

    def __init__(self, policy: HostPolicy):
        self._policy = policy
        self._tls = ssl.create_default_context()
        self._tls.set_alpn_protocols(["http/1.1"])
        self._open: set[_Connection] = set()
        self._idle: dict[str, deque[_Connection]] = {}
        self._addresses: dict[tuple[str, int], tuple[float, list[Any]]] = {}
        self._loop = asyncio.get_running_loop()

    async def post(
        self, endpoint: Endpoint, headers: dict[str, str], body: bytes, connect_seconds: float, total_seconds: float
    ) -> Reply:
        """One request, one answer. Raises Unreached, Unanswered; ValueError for what cannot stand in a header."""
        request = _request(endpoint, headers, body)
        idle = self._idle.setdefault(endpoint.origin, deque())
        begun = self._loop.time()
        connection = _usable(idle, begun)
        if connection is None:
            try:
                async with asyncio.timeout(min(connect_seconds, total_seconds)):
                    connection = await self._connect(endpoint, idle)
            except (OSError, TimeoutError) as error:
                raise Unreached(type(error).__name__) from error
        return await connection.ask(request, total_seconds - (self._loop.time() - begun))

    async def settle(self) -> None:
        """Take note of what happened while the loop stood still: connections the other side has closed are not used."""
        if self._open:
            await asyncio.sleep(0.001)

    async def close(self) -> None:
        """Close all connections."""
        for connection in list(self._open):
            connection.drop()
        await asyncio.sleep(0)

    async def _connect(self, endpoint: Endpoint, idle: deque[_Connection]) -> _Connection:
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
        self._reply: asyncio.Future[Reply] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._buffer = bytearray(HEAD_LIMIT)
        self._head = b""
        self._left = 0
        self.idle_since = 0.0

    @property
    def alive(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes, seconds: float) -> asyncio.Future[Reply]:
        """Send, and promise the answer. Whatever takes longer than `seconds` ends the connection."""
        self._reply = reply = self._loop.create_future()
        self._head, self._left = b"", -1
        self._timer = self._loop.call_later(max(0.0, seconds), self._fail, "too slow")
        if self._transport is None:
            self._fail("closed")
        else:
            self._transport.write(request)
        return reply

    def drop(self) -> None:
        self._fail("dropped")

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
        for name, value in _HEADER.findall(lines):
            key = name.lower()
            if key in _MINDED:
                plain = plain and key not in found
                found[key] = value
        assert self._reply is not None
        if not self._reply.done():
            retry_after = found.get(b"retry-after")
            self._reply.set_result(Reply(status, retry_after.decode("latin-1") if retry_after else None))
        length = b"0" if status in (204, 304) else found.get(b"content-length", b"")
        plain = plain and b"transfer-encoding" not in found and b"connection" not in found
        if not plain or not length.isdigit() or len(length) > 5 or int(length) > BODY_LIMIT:
            self._fail("not kept")
            return
        self._left = int(length)
        self._read_on(len(self._head))

    def _read_on(self, number: int) -> None:
        """Count the rest of the body. More than was announced, or anything while idle, ends the connection."""
        if self._timer is None or number > self._left:
            self._fail("not asked for")
            return
        self._left -= number
        if self._left == 0:
            self._timer.cancel()
            self._timer, self._head = None, b""
            self.idle_since = self._loop.time()
            self._idle.append(self)

    def _fail(self, why: str) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(Unanswered(why))
        if self._transport is not None:
            self._transport.abort()


def _usable(idle: deque[_Connection], now: float) -> _Connection | None:
    """The connection used last, if it is fresh enough to be trusted."""
    while idle:
        connection = idle.pop()
        if connection.alive and now - connection.idle_since < KEPT_IDLE:
            return connection
        connection.drop()
    return None


def _request(endpoint: Endpoint, headers: dict[str, str], body: bytes) -> bytes:
    lines = [*_opening(endpoint.url, endpoint.origin), f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    text = "\r\n".join(lines)
    if text.count("\n") != len(lines) - 1 or text.count("\r") != len(lines) - 1:
        raise ValueError("a line break in a header")
    return text.encode("ascii") + b"\r\n\r\n" + body


@lru_cache(maxsize=4096)
def _opening(url: str, origin: str) -> tuple[str, str]:
    """The first two lines to an address, which hears from us several times a day."""
    target = _TARGET.fullmatch(url)
    assert target is not None  # check_endpoint looked at it
    path = target[1] if target[1].startswith("/") else f"/{target[1]}"
    return f"POST {path} HTTP/1.1", f"Host: {origin.partition('://')[2]}"
