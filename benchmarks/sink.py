"""A push service on this machine: TLS, keep-alive, answers 201 after a given time and remembers what arrived.

Run as `python -m benchmarks.sink FOLDER DELAY_MS`: it prints its port. `GET /arrived` returns what arrived since the last
call, as [path, second, TTL].
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import uvloop

from benchmarks import children
from benchmarks.certificates import HOST

_LENGTH = re.compile(rb"\r\ncontent-length:[ ]*(\d+)", re.IGNORECASE)
_TTL = re.compile(rb"\r\nttl:[ ]*(\d+)", re.IGNORECASE)
_TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Sink:
    """A running sink, as whoever started it sees it."""

    port: int
    folder: Path

    def url(self, number: int) -> str:
        """A push address, as long as real ones are."""
        return f"https://{HOST}:{self.port}/push/{number:08d}/{'d' * 140}"

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"

    def arrived(self) -> list[tuple[int, float, int | None]]:
        """(number in the address, when, TTL) of everything since the last call."""
        context = ssl.create_default_context(cafile=str(self.folder / "one.pem"))
        with urllib.request.urlopen(f"https://{self.host}/arrived", context=context) as answer:
            return [(int(path.split("/")[2]), at, ttl) for path, at, ttl in json.load(answer)]


@contextlib.contextmanager
def running(folder: Path, delay_ms: int = 0) -> Iterator[Sink]:
    """A sink in a process of its own, on the other core."""
    command = [sys.executable, "-m", "benchmarks.sink", str(folder), str(delay_ms)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Sink(int(process.stdout.readline()), folder)
    finally:
        process.terminate()
        process.wait(10)


class _Connection(asyncio.Protocol):
    def __init__(self, delay: float, arrived: list[tuple[str, float, int | None]]):
        self._delay, self._arrived, self._buffer = delay, arrived, b""
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's own class over TLS

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = int(found[1]) if (found := _LENGTH.search(head)) else 0
            if len(self._buffer) < end + 4 + length:
                return
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        path = head.split(b" ", 2)[1].decode()
        if path == "/arrived":
            body = json.dumps(self._arrived).encode()
            self._arrived.clear()
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            return
        ttl = _TTL.search(head)
        self._arrived.append((path, time.time(), int(ttl[1]) if ttl else None))
        if self._delay:
            self._loop.call_later(self._delay, self._take)
        else:
            self._take()

    def _take(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(_TAKEN)


async def _serve(folder: Path, delay: float) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    arrived: list[tuple[str, float, int | None]] = []
    make = lambda: _Connection(delay, arrived)  # noqa: E731
    server = await asyncio.get_running_loop().create_server(make, HOST, 0, ssl=context, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    parent = os.getppid()
    while os.getppid() == parent:  # nobody is left behind when the run is interrupted
        await asyncio.sleep(1)


if __name__ == "__main__":
    children.pin(children.BESIDE)
    uvloop.run(_serve(Path(sys.argv[1]), int(sys.argv[2]) / 1000))
