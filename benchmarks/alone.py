"""The books of sending through sqlite3 alone: the statements that our code sends, word for word, without the code.

What they cost is what SQLite costs in this minute on this machine; everything above it is ours.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event

from companion.kernel.database import db

Said = tuple[str, tuple[Any, ...]]


@contextlib.contextmanager
def overheard() -> Iterator[list[Said]]:
    """The UPDATEs of a block, with their values."""
    said: list[Said] = []

    def hear(_connection: object, _cursor: object, text: str, values: Any, _context: object, _many: bool) -> None:
        if text.startswith("UPDATE"):
            said.append((text, values))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def books_alone(claim: Said, settle: Said, due: int) -> float:
    """CPU seconds per reminder of these two statements, each committed by itself, until `due` are settled."""
    text, values = settle
    [at] = [place for place, value in enumerate(values) if str(value).startswith("[")]  # the ids, as one value
    connection = db.session.connection().connection.driver_connection
    db.session.rollback()
    assert connection is not None
    begun = time.process_time()
    left = due
    while left:
        connection.execute("BEGIN IMMEDIATE")
        rows = connection.execute(*claim).fetchall()
        connection.execute("COMMIT")
        ids = json.dumps([row[0] for row in rows])
        connection.execute("BEGIN IMMEDIATE")
        settled = connection.execute(text, (*values[:at], ids, *values[at + 1 :])).rowcount
        connection.execute("COMMIT")
        assert settled == len(rows) > 0
        left -= settled
    return (time.process_time() - begun) / due
