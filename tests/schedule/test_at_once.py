"""Two people who change the same thing at the same moment, on real connections: one after the other, never into each other."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from companion.accounts import service as accounts
from companion.enrollment import capacity
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from companion.program import versions
from companion.schedule import calendar, edits
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from tests.cast import NOW
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FIRST = date(2026, 3, 17)


def at_once(app, works: list[Callable[[], object]]) -> list[BaseException]:
    """Each in a transaction and a thread of its own; what they raised."""
    ready, problems = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            with app.app_context():
                ready.wait(10)
                with transaction():
                    work()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001
            problems.append(error)

    db.session.rollback()
    context = contextvars.copy_context
    threads = [threading.Thread(target=context().run, args=(run, work)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_two_changes_of_one_segment_both_count_and_no_day_has_two_versions(app, cast, maple):
    track, segments = track_id(), list(versions.versions_of_track(track_id()))
    changes = [PatternEdit(place=f"Room {n}") for n in range(3)] + [PatternEdit(starts=time(10), ends=time(10, 10))]
    works = [
        lambda edit=edit, n=n: edits.edit_pattern(
            ChangeContext(maple, cast.cora, NOW), track, segments, edit, FIRST + timedelta(days=n), None
        )
        for n, edit in enumerate(changes)
    ]
    assert at_once(app, works) == []
    day = FIRST + timedelta(days=14)
    for some in versions.versions_of_track(track).values():
        in_force = [one.pattern for one in some.values() if one.since <= day < one.until]
        assert len(in_force) == 1
        assert in_force[0].starts == time(10), "the time stands, whichever room came last"
        assert str(in_force[0].place).startswith("Room ")
    with transaction():
        assert calendar.write_out_program(maple, NOW) == 0


def test_the_last_place_is_given_to_one_of_two(app, maple):
    with transaction():
        capacity.set_capacity(maple, track_id(), 1)
        people = [accounts.create_account("participant", f"P{number}", NOW) for number in range(4)]
    track = track_id()
    found = at_once(app, [lambda who=who: enrollment.enroll(who, track, FIRST, NOW) for who in people])
    assert [type(one) for one in found] == [Conflict] * 3
    db.session.rollback()
    assert capacity.places_taken([track], NOW.date()) == {track: 1}
