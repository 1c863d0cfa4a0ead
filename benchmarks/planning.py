"""Part planning: two days ahead for ten thousand participants, then once more with nothing new.

`python -m benchmarks.planning KIND PEOPLE` measures one database.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from benchmarks import children, stage
from benchmarks.report import Row, say
from companion.kernel.database import db
from companion.reminders import jobs
from companion.reminders.models import Occurrence

NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
AGAIN = 5


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table for each database."""
    people = 500 if quick else 10_000
    for kind in ("sqlite", "postgresql"):
        say(f"  {kind}: {people:,} participants …")
        found = children.run("planning", kind, people)
        rows = [
            Row("first run", found["first"], "s CPU"),
            Row("first run: rate", found["planned"] / found["first"], "reminders per CPU second"),
            Row("second run", found["second"], "s CPU", "first run", found["second"] / found["first"], ("≤", 0.05)),
            Row("second run: new or moved", found["new"], "reminders", None, None, ("=", 0)),
            Row("memory of the whole process, peak", found["memory"], "MiB"),
        ]
        yield f"planning, {kind}: 48 hours for {people:,} participants, {found['planned']:,} reminders", rows


def main(kind: str, people: int) -> dict[str, Any]:
    children.pin(children.MEASURED)
    with stage.stage(kind) as [app], app.app_context():
        stage.enroll(stage.add_people(people, NOW - timedelta(days=14)), NOW)
        with children.measured() as first:
            _plan()
        memory, planned = children.peak_mib(), _count()
        spent = []
        for _ in range(AGAIN):
            with children.measured() as again:
                _plan()
            spent.append(again.cpu)
        new = _count() - planned
    return {"first": first.cpu, "second": statistics.median(spent), "planned": planned, "new": new, "memory": memory}


def _plan() -> None:
    while jobs.plan(NOW):
        db.session.remove()
    db.session.remove()


def _count() -> int:
    found: int = db.session.execute(select(func.count()).select_from(Occurrence)).scalar_one()
    db.session.remove()
    return found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
