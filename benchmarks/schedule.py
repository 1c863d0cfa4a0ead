"""Part schedule: a year of sessions of 200 tracks with 20,000 people. What a change of the pattern writes, and what the
phone's day and the staff's day cost compared with the same queries through bare sqlite3.

`python -m benchmarks.schedule TRACKS PEOPLE` measures one size.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import Context
from datetime import date, datetime, timedelta
from datetime import time as wall
from typing import Any
from uuid import UUID

from flask import Flask

from benchmarks import children, stage
from benchmarks.report import Row, median_ratio, say
from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.enrollment.models import Enrollment
from companion.kernel import clock, ids
from companion.kernel.database import transaction
from companion.program import service as program
from companion.program import versions
from companion.program.models import Program, Segment, Track
from companion.schedule import edits
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from tests.support.statements import Heard, overheard

NOW = datetime.fromisoformat("2026-03-10T17:00:00+00:00")  # a Tuesday
PROGRAMS, ROUNDS = 5, 5
PAGES = {"the phone's day": "/api/v1/schedule", "the staff's day": "/staff/"}


def run(quick: bool) -> Iterator[tuple[str, list[Row]]]:
    """One table; the smaller size is measured only to compare how often the database is asked."""
    tracks, people = (20, 500) if quick else (200, 20_000)
    say(f"  {tracks} tracks, {people:,} people, a year of meetings …")
    small, found = children.run("schedule", 10, 100), children.run("schedule", tracks, people)
    rows = [
        Row("writing out a year", found["year"], "meetings"),
        Row("writing out a year", found["first"], "s CPU"),
        Row("looking again with nothing new", found["again"], "s CPU", "first time", found["again"] / found["first"]),
        Row("a pattern changed: meetings written", found["written"], "meetings", "those that differ",
            found["written"] / found["differ"], ("=", 1)),
        Row("a pattern changed", found["change"] * 1000, "ms CPU", "writing out all", found["change"] / found["first"],
            ("≤", 0.05)),
    ]  # fmt: skip
    for name in PAGES:
        asked, before = found["asked"][name], small["asked"][name]
        rows.append(Row(f"{name}: statements", asked, "statements", "10 tracks, 100 people", asked / before, ("=", 1)))
        bare = statistics.median(found["bare"][name]) * 1000
        rows.append(Row(f"{name}: its queries through bare sqlite3", bare, "ms CPU"))
        ratio = median_ratio(found["ours"][name], found["bare"][name])
        rows.append(Row(f"{name}: ours", statistics.median(found["ours"][name]) * 1000, "ms CPU", "bare", ratio))
    yield f"schedule, sqlite: {tracks} tracks, {people:,} people, {found['year']:,} meetings", rows


def fill(tracks: int, people: Sequence[UUID], staff: UUID) -> None:
    """Five programs with so many tracks, three days of three meetings each, everybody enrolled for a year."""
    start = date(2026, 3, 2)
    programs = [
        {"id": ids.new_id(), "slug": f"p{number}", "name": f"Program {number}", "app_name": "Companion",
         "zone": "America/New_York", "phones": []}
        for number in range(PROGRAMS)
    ]  # fmt: skip
    made = [
        {"id": ids.new_id(), "program_id": programs[number % PROGRAMS]["id"], "slug": f"t{number}",
         "name": f"Track {number:03}", "level": "iop", "about_weeks": 52, "first_day": {}}
        for number in range(tracks)
    ]  # fmt: skip
    segments = [
        {"id": ids.new_id(), "track_id": one["id"], "weekday": day, "starts": wall(hour), "ends": wall(hour, 50),
         "kind": "process_group", "title": f"Circle {hour}", "place": f"Room {one['slug']}", "optional": False,
         "telehealth": False}
        for one in made for day in (1, 2, 3) for hour in (9, 10, 11)
    ]  # fmt: skip
    enrolled = [
        {"id": ids.new_id(), "participant_id": one, "track_id": made[n % tracks]["id"], "starts_on": start,
         "expected_end_on": start + timedelta(weeks=52), "own_days": [], "phase": "active", "hides_craving": False,
         "created_at": NOW}
        for n, one in enumerate(people)
    ]  # fmt: skip
    with transaction():
        for model, rows in ((Program, programs), (Track, made), (Segment, segments), (Enrollment, enrolled)):
            stage.put(model, rows)
        for each in programs:
            program.assign_staff(each["id"], staff)


def write_out() -> int:
    with transaction():
        return schedule.write_out_sessions(NOW)


def change(staff: UUID) -> int:
    """One segment of one track an hour later from Thursday on; how many meetings that wrote."""
    home = program.programs()[0]
    track = program.tracks(home.id)[0]
    segment = min(versions.versions_of_track(track.id))
    later = PatternEdit(starts=wall(14), ends=wall(15))
    with transaction():
        context = ChangeContext(home.id, staff, NOW)
        return len(edits.edit_pattern(context, track.id, [segment], later, date(2026, 3, 12), None).before.touched)


def everything(database: str) -> set[tuple[Any, ...]]:
    with sqlite3.connect(database) as connection:
        return set(connection.execute("SELECT * FROM track_sessions"))


def ask(app: Flask, cookie: dict[str, Any], path: str) -> Callable[[], None]:
    browser = app.test_client()

    def prepare() -> None:
        with browser.session_transaction() as session:
            session.update(cookie)

    Context().run(prepare)

    def make() -> None:
        answer = Context().run(browser.get, path)
        assert answer.status_code == 200, answer.status_code
        answer.get_data()

    return make


def listen(make: Callable[[], None]) -> tuple[int, list[Heard]]:
    """(statements, the queries among them) of one answer."""
    with overheard() as heard:
        make()
    return len(heard), [one for one in heard if one.text.lstrip().upper().startswith("SELECT")]


def compare(make: Callable[[], None], queries: Sequence[Heard], database: str) -> tuple[list[float], list[float]]:
    """CPU seconds of (our answer, its queries through bare sqlite3), in turns."""
    connection = sqlite3.connect(database, cached_statements=500)
    ours, bare = [], []
    for _ in range(ROUNDS):
        begun = time.process_time()
        make()
        ours.append(time.process_time() - begun)
        begun = time.process_time()
        for statement, values in queries:
            connection.execute(statement, values).fetchall()
        bare.append(time.process_time() - begun)
    connection.close()
    return ours, bare


def _signed_in(whose: UUID, role: str) -> dict[str, Any]:
    with transaction():
        token = sign_ins.begin(whose, role, "browser", NOW)
    return {"_user_id": token, "_fresh": True, "_permanent": True}


def main(tracks: int, people: int) -> dict[str, Any]:
    children.pin(children.MEASURED)
    found: dict[str, Any] = {"asked": {}, "ours": {}, "bare": {}}
    with clock.fixed(NOW), stage.stage("sqlite") as [app], app.app_context():
        database = stage.settings_of(app).database_url.removeprefix("sqlite:///")
        everybody = stage.add_people(people, NOW)
        with transaction():
            staff = accounts.create_account("coordinator", "Cora", NOW)
        fill(tracks, everybody, staff)
        with children.measured() as first:
            found["year"] = write_out()
        with children.measured() as again:
            assert write_out() == 0
        before = everything(database)
        with children.measured() as changed:
            found["written"] = change(staff)
        found |= {"first": first.cpu, "again": again.cpu, "change": changed.cpu}
        found["differ"] = len(before - everything(database))
        for name, path in PAGES.items():
            whose, role = (staff, "coordinator") if path.startswith("/staff") else (everybody[0], "participant")
            make = ask(app, _signed_in(whose, role), path)
            make()
            found["asked"][name], queries = listen(make)
            found["ours"][name], found["bare"][name] = compare(make, queries, database)
    return found


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
