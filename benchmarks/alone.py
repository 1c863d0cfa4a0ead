"""Claims and outcomes through sqlite3 alone: the very statements that our code sends, without the code.

What they cost is what SQLite costs in this minute on this machine; everything above it is ours.
"""

from __future__ import annotations

import json
import time

from companion.kernel.database import db
from tests.support.statements import Heard


def books_alone(claim: Heard, settle: Heard, due: int) -> float:
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
