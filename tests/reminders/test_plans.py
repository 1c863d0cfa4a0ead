"""What the worker does each second is found by an index, however many reminders and deliveries there ever were. SQLite says
how it will look; PostgreSQL decides by what it knows of a table, so one look has its own test there."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import insert

from companion.kernel.database import db, transaction
from companion.push import figures
from companion.push import jobs as push_jobs
from companion.reminders import figures as reminder_figures
from companion.reminders import jobs, rules, service
from companion.reminders.models import Occurrence, stands
from tests.cast import NOW, Cast
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.support.statements import overheard

pytestmark = pytest.mark.databases("sqlite", "postgresql")

_GROWING = re.compile(
    r"SCAN (deliveries|occurrences|checkins)\b|ix_(occurrences|deliveries)_due_at \(due_at<\?\)"  # all, or all so far
)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_pass_reads_what_was_sent_long_ago(mia: Owned, leo: Owned, sink: Sink, app: Flask) -> None:
    jobs.plan(at(15))
    with overheard() as heard:
        while jobs.send_due(at(15, 30)):
            pass
        jobs.send_due(at(15, 31))
        push_jobs.send_own(at(15, 31))
        figures.struggling(at(15, 31))
        figures.outcomes(at(14), at(16))
        figures.lateness(at(14), at(16))
        reminder_figures.overdue(at(15, 31))
        reminder_figures.dead_lettered()
    asked = dict(heard)
    assert len(sink.arrived) == 2
    assert any("FROM deliveries" in statement for statement in asked)
    connection = db.session.connection()
    for statement, values in asked.items():
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        assert not [step for step in plan if _GROWING.search(step)], f"{plan}\n{statement}"


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_whether_anything_is_due_is_asked_of_the_line_while_much_is_planned(cast: Cast, app: Flask) -> None:
    """A young installation: two weeks sent, two days to come. That what is open is not due yet, PostgreSQL cannot know."""
    hours = [*range(-1400, 0), *range(1, 200)]
    common = {"participant_id": cast.mia, "kind": rules.ALUMNI, "source": "s", "local_date": NOW.date(), "attempts": 0}
    with transaction():
        db.session.connection().execute(
            insert(Occurrence.__table__),
            [
                common
                | {
                    "id": uuid4(),
                    "slot": str(hour),
                    "recoveries": 0,
                    **stands(rules.SENT if hour < 0 else rules.PLANNED),
                }
                | dict.fromkeys(("due_at", "closes_at", "expires_at"), NOW + timedelta(hours=hour))
                for hour in hours
            ],
        )
        db.session.connection().exec_driver_sql("ANALYZE occurrences")
    with overheard() as asked:
        assert not service.anything_due(NOW)
    [(statement, values)] = asked
    cursor = psycopg.ClientCursor(db.session.connection().connection.driver_connection)  # type: ignore[arg-type]
    plan = [row[0] for row in cursor.execute(f"EXPLAIN {statement}", values)]  # type: ignore[arg-type]
    assert any("ix_occurrences_line" in step for step in plan), plan
