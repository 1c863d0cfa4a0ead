"""Passes only complete requests to the application, so that a slow or endless body occupies none of its threads.

With Granian's WSGI interface, a request begins when its headers have arrived, and the application waits for the rest: as many
slow senders as there are threads, and nobody else is served. Here bodies are collected on the event loop, with a limit on size
and time, and only then does a thread start.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
_TOO_SLOW = {
    "type": "/problems/request_timeout",
    "title": "Request Timeout",
    "status": 408,
    "code": "request_timeout",
    "detail": "The request took too long to arrive.",
    "fields": [],
}
# Granian names itself in each answer that names no server, and has no setting against it; an empty name is kept.
_NO_SERVER_NAME = ("server", "")
_TOO_SLOW_HEADERS = [
    _NO_SERVER_NAME,
    ("content-type", "application/problem+json"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("connection", "close"),
]


class WholeRequests:
    """The RSGI front end of a WSGI application. Of a body over `limit` bytes only the length reaches it, for it to refuse."""

    def __init__(self, application: Application, limit: int, *, seconds: float = 10.0, threads: int = 12):
        self._application = application
        self._limit = limit
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                body, length = await self._gather(scope, protocol)
        except TimeoutError:
            protocol.response_bytes(408, _TOO_SLOW_HEADERS, json.dumps(_TOO_SLOW).encode())
            return
        environ = _environ(scope, body, length)
        answer = await asyncio.get_running_loop().run_in_executor(self._threads, _call, self._application, environ)
        protocol.response_bytes(*answer)

    async def _gather(self, scope: Any, protocol: Any) -> tuple[bytes, int]:
        """The body and its length; without the body itself when that is too long."""
        declared = scope.headers.get("content-length") or ""
        if declared.isdecimal() and int(declared) > self._limit:
            return b"", int(declared)
        if not declared and "transfer-encoding" not in scope.headers and scope.http_version.startswith("1"):
            return b"", 0
        gathered = bytearray()
        async for chunk in protocol:
            gathered += chunk
            if len(gathered) > self._limit:
                return b"", len(gathered)
        return bytes(gathered), len(gathered)


def _call(application: Application, environ: Environ) -> tuple[int, list[tuple[str, str]], bytes]:
    answer: list[Any] = []
    parts = application(environ, lambda status, headers, exc_info=None: answer.extend((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    return int(answer[0].split(" ", 1)[0]), [*answer[1], _NO_SERVER_NAME], body


def _environ(scope: Any, body: bytes, length: int) -> Environ:
    """The request as PEP 3333 describes it. Header names with an underscore are left out: they could pose as others."""
    server, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        if "_" not in name:
            _add(environ, name.upper().replace("-", "_"), value)
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    environ["CONTENT_LENGTH"] = str(length)
    return environ


def _add(environ: Environ, name: str, value: str) -> None:
    key = name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"
    between = "; " if name == "COOKIE" else ","
    environ[key] = f"{environ[key]}{between}{value}" if key in environ and name != "HOST" else value
