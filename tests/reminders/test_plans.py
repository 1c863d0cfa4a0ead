"""What the worker does each second is found by an index, however many reminders and deliveries there ever were. SQLite says
how it will look; PostgreSQL decides by the size of a table, which a test cannot fill."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from companion.kernel.database import db
from companion.push import figures
from companion.push import jobs as push_jobs
from companion.reminders import figures as reminder_figures
from companion.reminders import jobs
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
_GROWING = re.compile(
    r"SCAN (deliveries|occurrences|checkins)\b|ix_(occurrences|deliveries)_due_at \(due_at<\?\)"  # all, or all so far
)


def test_no_pass_reads_what_was_sent_long_ago(mia: Owned, leo: Owned, sink: Sink, app: Flask) -> None:
    asked: dict[str, Any] = {}

    def hear(_connection: object, _cursor: object, statement: str, values: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            asked[statement] = values[0] if many else values

    jobs.plan(at(15))
    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        while jobs.send_due(at(15, 30)):
            pass
        jobs.send_due(at(15, 31))
        push_jobs.send_own(at(15, 31))
        figures.struggling(at(15, 31))
        figures.outcomes(at(14), at(16))
        figures.lateness(at(14), at(16))
        reminder_figures.overdue(at(15, 31))
        reminder_figures.parked()
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert len(sink.arrived) == 2
    assert any("FROM deliveries" in statement for statement in asked)
    connection = db.session.connection()
    for statement, values in asked.items():
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        assert not [step for step in plan if _GROWING.search(step)], f"{plan}\n{statement}"
