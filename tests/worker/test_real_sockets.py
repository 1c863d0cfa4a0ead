"""The web server itself, over real sockets: hostile and unfinished requests get their own answers, the others are served."""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from companion import serving
from companion.config import load

HEAD = b"POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
FORM = b"POST /staff/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
TEN_MEGABYTES = 10 * 1024 * 1024


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    environment = {"PATH": os.environ["PATH"], "COMPANION_INSTANCE": str(folder), "PORT": str(port)}
    subprocess.run([sys.executable, "-m", "companion.cli", "db", "upgrade"], env=environment, check=True)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(serving.web_command(load(environment)), env=environment, stderr=log)
        try:
            assert serving.wait_until_open("127.0.0.1", port)
            yield port
        finally:
            server.terminate()
            assert server.wait(10) is not None
    assert b"unexpected_error" not in (folder / "log").read_bytes()


def head(port: int, *parts: bytes) -> bytes:
    """The head of the answer to one request sent as it is, bytes by bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        with suppress(OSError):  # the server may have answered and not want the rest
            for part in parts:
                connection.sendall(part)
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(4096)
    return received.partition(b"\r\n\r\n")[0]


def status(port: int, *parts: bytes) -> int:
    """The status of the answer to one request."""
    return int(head(port, *parts).split(b" ", 2)[1])


def chunks(total: int) -> Iterable[bytes]:
    return [b"10000\r\n" + b"x" * 65536 + b"\r\n"] * (total // 65536)


def health(port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=3)) as connection:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        assert json.loads(answer.read())["database"] == "ok"
        return answer.status


@pytest.mark.parametrize("start", [HEAD, FORM])
def test_ten_megabytes_are_refused_with_and_without_a_length(port: int, start: bytes) -> None:
    declared = start + b"Content-Length: %d\r\n\r\n" % TEN_MEGABYTES
    assert status(port, declared, *[b"x" * 65536] * 160) == 413
    assert status(port, start + b"Transfer-Encoding: chunked\r\n\r\n", *chunks(TEN_MEGABYTES)) == 413


def test_a_compressed_bomb_is_not_unpacked(port: int) -> None:
    bomb = gzip.compress(b"0" * 20_000_000)
    assert status(port, HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb), bomb) == 415


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        b"Content-Length: -1\r\n\r\n{}",
        b"Content-Length: +2\r\n\r\n{}",
        b"Transfer-Encoding: xchunked\r\n\r\n{}",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused(port: int, framing: bytes) -> None:
    assert status(port, HEAD + framing) == 400


def test_a_small_body_in_chunks_is_read(port: int) -> None:
    assert status(port, HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n") == 422


def test_huge_headers_and_addresses_are_refused(port: int) -> None:
    assert status(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n") == 431
    assert status(port, b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n") == 414


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", {200, 503}),
        (b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n", {404}),
        (HEAD + b"Content-Length: 2\r\n\r\n{}", {422}),
        (HEAD + b"Content-Length: -1\r\n\r\n{}", {400}),
        (b"GET / HTTP/9.9\r\n\r\n", {400}),
        (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", {414}),
    ],
    ids=["answered", "not found", "refused", "malformed", "another protocol", "too long"],
)
def test_no_answer_names_the_server_software(port: int, request_: bytes, expected: set[int]) -> None:
    answer = head(port, request_).lower()
    assert int(answer.split(b" ", 2)[1]) in expected
    names = [line.partition(b":")[2].strip() for line in answer.split(b"\r\n") if line.startswith(b"server:")]
    assert set(names) <= {b""}
    assert b"granian" not in answer


def test_many_slow_senders_keep_nobody_else_waiting(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n{")
        began = time.monotonic()
        assert health(port) in {200, 503}
        assert time.monotonic() - began < 2
    finally:
        for connection in slow:
            connection.close()


def test_memory_stays_flat_under_large_bodies(port: int) -> None:
    def resident() -> int:
        found = 0
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if f"--port\0{port}".encode() in entry.read_bytes():
                    found += int((entry.parent / "statm").read_text().split()[1]) * 4096
        return found

    before = resident()
    for _ in range(10):
        status(port, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *chunks(TEN_MEGABYTES))
    assert resident() - before < TEN_MEGABYTES
