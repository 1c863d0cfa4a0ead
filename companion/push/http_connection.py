"""One connection to a push service: an answer is parsed by llhttp, through httptools, and decides what becomes of it.

Only a plain, short answer leaves the connection to the next message; whatever else comes ends it.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from httptools import HttpParserError, HttpResponseParser

HEAD_LIMIT, BODY_LIMIT = 16 * 1024, 64 * 1024

_MINDED = frozenset({b"content-length", b"transfer-encoding", b"connection", b"retry-after"})


class Unanswered(Exception):
    """The request may have left, and no answer that can be read came."""


@dataclass(frozen=True)
class Reply:
    status: int
    retry_after: str | None


Done = Callable[[Reply | Exception], None]


class Connection(asyncio.BufferedProtocol):
    """One connection: idle, waiting for the head of an answer, or reading the rest of a short body. What arrives is read
    into a buffer of its own: without one, each answer of a hundred octets costs a quarter of a megabyte.

    The parser's calls (`on_…`) only take notes, because several answers may stand in one piece; `buffer_updated` decides.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, idle: deque[Connection], open_: set[Connection]):
        self._loop, self._idle, self._open = loop, idle, open_
        self._transport: asyncio.Transport | None = None
        self._done: Done | None = None
        self._buffer = bytearray(HEAD_LIMIT)
        self._view = memoryview(self._buffer)
        self._parser = HttpResponseParser(self)
        self._new_answer()
        self.deadline = math.inf  # of what is asked and not yet read to its end; idle ones have none
        self.idle_since = 0.0

    @property
    def alive(self) -> bool:
        return self._transport is not None and not self._transport.is_closing()

    def ask(self, request: bytes, deadline: float, done: Done) -> None:
        """Send; `done` is called with the answer, never before this returns."""
        self._new_answer()
        self.deadline, self._done = deadline, done
        if self._transport is None:
            self._loop.call_soon(self._fail, "closed")
        else:
            self._transport.write(request)

    def _new_answer(self) -> None:
        self._fields: dict[bytes, bytes] = {}
        self._status, self._version = 0, ""
        self._repeated = self._head_read = self._over = self._more = False
        self._arrived = 0

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
        if self.deadline == math.inf:
            self._fail("not asked for")
            return
        self._arrived += nbytes
        sound = True
        try:
            self._parser.feed_data(self._view[:nbytes])
        except HttpParserError:  # also an upgrade to another protocol
            sound = False
        if self._done is None:
            self._read_on(sound)
        elif self._head_read or (not sound and self._answers()):
            self._answered(sound)
        elif not sound or self._arrived > HEAD_LIMIT:
            self._fail("an endless head" if sound else "not an answer")

    def on_message_begin(self) -> None:
        self._more = self._over

    def on_status(self, _reason: bytes) -> None:
        if not self._more:
            self._note_status()

    def on_header(self, name: bytes, value: bytes) -> None:
        key = name.lower()
        if key in _MINDED and not self._more:
            self._repeated = self._repeated or key in self._fields
            self._fields[key] = value.strip()

    def on_headers_complete(self) -> None:
        if self._more:
            return
        self._note_status()
        self._head_read = self._answers()
        if not self._head_read:  # an answer in between (1xx)
            self._status = 0
            self._fields.clear()

    def on_message_complete(self) -> None:
        self._over = self._head_read

    def _note_status(self) -> None:
        """Kept here because the parser has the status of the answer before until it has read the next one."""
        self._status, self._version = self._parser.get_status_code(), self._parser.get_http_version()

    def _answers(self) -> bool:
        """Whether the status line, which may be all that can be read, is that of a last answer."""
        return self._status >= 200 and self._version in ("1.0", "1.1")

    def _answered(self, sound: bool) -> None:
        done, self._done = self._done, None
        retry_after = self._fields.get(b"retry-after")
        reply = Reply(self._status, retry_after.decode("latin-1") if retry_after else None)
        self._read_on(sound and self._is_plain())
        assert done is not None
        done(reply)

    def _is_plain(self) -> bool:
        """Whether this is an answer after which the connection can be used again without a doubt."""
        length = b"0" if self._status in (204, 304) else self._fields.get(b"content-length", b"")
        return (
            self._version == "1.1"
            and not self._repeated
            and b"transfer-encoding" not in self._fields
            and b"connection" not in self._fields
            and length.isdigit()
            and len(length) <= 5
            and int(length) <= BODY_LIMIT
        )

    def _read_on(self, sound: bool) -> None:
        """Wait for the rest of the body, or be idle after it. More than was announced ends the connection."""
        if not sound or self._more:
            self._fail("not kept")
        elif self._over:
            self.deadline = math.inf
            self.idle_since = self._loop.time()
            self._idle.append(self)

    def _fail(self, why: str) -> None:
        done, self._done, self.deadline = self._done, None, math.inf
        if self._transport is not None:
            self._transport.abort()
        if done is not None:
            done(Unanswered(why))
