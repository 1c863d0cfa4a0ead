"""What a block asks of the database: for tests that count it or look how it is done, and for benchmarks that repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import event

from companion.kernel.database import db

_WORK = ("SELECT", "INSERT", "UPDATE", "DELETE")


class Heard(NamedTuple):
    """One statement as the driver gets it; of many rows at once, the values of the first."""

    text: str
    values: Any


@contextmanager
def overheard() -> Iterator[list[Heard]]:
    """The statements of a block in their order; not the beginnings of transactions, nor what sets a connection up."""
    heard: list[Heard] = []

    def hear(_connection: object, _cursor: object, text: str, values: Any, _context: object, many: bool) -> None:
        if text.lstrip().upper().startswith(_WORK):
            heard.append(Heard(text, values[0] if many and not isinstance(values, dict) else values))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
