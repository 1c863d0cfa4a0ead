"""Going back to a version that knew no exits but completion, and no leave: everybody's enrollments stay, and up again nothing is lost
but what that version had no place for."""

from __future__ import annotations

from datetime import date

import flask_migrate
import pytest
from sqlalchemy import text

from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.leaving import service as leaving
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

KEPT = "id, participant_id, track_id, starts_on, last_day, completed_on, phase, expected_end_on"


def stored() -> list[tuple[object, ...]]:
    db.session.rollback()
    found = [tuple(row) for row in db.session.execute(text(f"SELECT {KEPT} FROM enrollments ORDER BY id"))]
    db.session.remove()
    return found


def test_enrollments_stay_and_whoever_died_is_known(app, mia, cast):
    with transaction():
        for whose in (cast.leo, cast.ana):
            enrollment.enroll(whose, track_id(), date(2026, 3, 2), NOW)
        schedule.start_leave(mia, "hospital", (NOW.date(), None), None, NOW)
        schedule.leave_program(cast.leo, "left_early", NOW.date(), NOW)
        leaving.close(cast.ana, "died", cast.dana, NOW)
    before = stored()
    flask_migrate.downgrade(revision="0031")
    assert stored() == before
    flask_migrate.upgrade()
    assert stored() == before
    assert enrollment.enrollment_status(cast.ana, NOW).exit == "died"
    assert enrollment.enrollment_status(cast.leo, NOW).after_since is None, "nobody wrote down any more how it ended"
    assert enrollment.enrollment_status(mia, NOW).state == "here"
