"""PostgreSQL that has fallen silent: a frozen server, a failover under way, a network that swallows what is sent to it.

The operating system notices none of these while the other side acknowledges packets, and psycopg waits for ever. Inside of a
request we wait only as long as the phone at its other end; commands and the worker may have slow statements, and wait.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

import flask
import psycopg

from companion.kernel import clock

# Together less than the six seconds a request may take: a lock is waited for on the server for five, and answered.
_STATEMENT_SECONDS = 5.5
_PING_SECONDS = 2.0
# Once it was silent nobody knocks for so long: each would hold one of the few threads that tell the others.
_SPARE_SECONDS = 2.0
T = TypeVar("T")
_silent_until = 0.0


class Silent(psycopg.OperationalError):
    """No answer in time. The connection is closed: what was asked may still be done."""


class Connection(psycopg.Connection[Any]):
    """A connection on which a request waits for a bounded time."""

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **kwargs: Any) -> T:
        if not flask.has_request_context():
            return super().wait(gen, *args, **kwargs)
        # SQLAlchemy asks "are you there?" with autocommit, and nothing else.
        seconds = _PING_SECONDS if self.autocommit else _STATEMENT_SECONDS
        try:
            return super().wait(_within(gen, seconds), *args, **kwargs)
        except Silent:
            self.close()
            _spare()
            raise


def connect(**parameters: Any) -> Connection:
    """Raises Silent at once, without a try, for a moment after somebody found nobody there."""
    if clock.monotonic() < _silent_until:
        raise Silent("the database did not answer a moment ago")
    try:
        return Connection.connect(**parameters)
    except psycopg.errors.ConnectionTimeout:
        _spare()
        raise


def _spare() -> None:
    global _silent_until
    _silent_until = clock.monotonic() + _SPARE_SECONDS


def _within(gen: Generator[Any, Any, T], seconds: float) -> Generator[Any, Any, T]:
    """The same generator, ended when `seconds` have passed; psycopg looks in ten times a second while nothing comes."""
    until = clock.monotonic() + seconds
    ready: Any = None
    while True:
        try:
            state = gen.send(ready)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
        ready = yield state
        if not ready and clock.monotonic() > until:
            gen.close()
            raise Silent("the database did not answer in time")
