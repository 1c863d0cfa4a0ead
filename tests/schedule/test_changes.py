"""What staff change about one meeting: it moves, is called off, gets another place; and nobody overwrites anybody unseen."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program.rules import Pattern
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import EVENINGS, evening, load, make_file, rows, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)  # a Tuesday
THURSDAY = date(2026, 3, 12)
NEXT_TUESDAY = date(2026, 3, 17)


def test_a_hand_made_change_survives_a_new_file(maple):
    meeting = evening(NEXT_TUESDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(place="Garden room"), NOW)
    load(make_file(EVENINGS.replace("starts: 16:00", "starts: 16:15").replace("Room 2", "Room 9")), NOW)
    kept = evening(NEXT_TUESDAY)
    assert (kept.id, kept.place, kept.starts_at) == (meeting.id, "Garden room", meeting.starts_at)
    assert evening(date(2026, 3, 24)).place == "Room 9"


def test_a_moved_meeting_keeps_its_length_and_remembers_where_it_was(maple):
    meeting = evening(THURSDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(local_date=date(2026, 3, 13), starts=time(18)), NOW)
        schedule.write_out_sessions(NOW)
    moved = schedule.session_state(meeting.id)
    assert moved.local_date == date(2026, 3, 13)
    assert moved.starts_at == datetime(2026, 3, 13, 22, tzinfo=UTC)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=90)
    assert (moved.previous_starts_at, moved.changed_at) == (meeting.starts_at, NOW)
    assert not [e for e in schedule.sessions_of_program(maple, THURSDAY, THURSDAY) if e.title == "Skills group"]


def test_a_new_place_or_link_keeps_the_time_and_has_no_previous_start(maple):
    meeting = evening(THURSDAY)
    change = SessionChange(place=None, join_url="https://meet.example.org/x")
    with transaction():
        schedule.change_session(meeting.id, change, NOW)
    changed = schedule.session_state(meeting.id)
    assert (changed.place, changed.join_url) == (None, "https://meet.example.org/x")
    assert (changed.starts_at, changed.previous_starts_at, changed.changed) == (meeting.starts_at, None, True)


def test_a_cancelled_meeting_can_be_put_back_on(maple):
    meeting = evening(THURSDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(cancel=True), NOW)
    assert not schedule.session_state(meeting.id).on
    with transaction():
        schedule.change_session(meeting.id, SessionChange(), NOW + timedelta(minutes=1))
    assert schedule.session_state(meeting.id).on


def test_whoever_looked_before_somebody_elses_change_gets_a_conflict_and_changes_nothing(maple):
    meeting = evening(THURSDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(place="Room 7", seen=meeting.changed_at), NOW)
    with pytest.raises(Conflict, match="changed_meanwhile"), transaction():
        schedule.change_session(
            meeting.id, SessionChange(cancel=True, seen=meeting.changed_at), NOW + timedelta(minutes=1)
        )
    assert schedule.session_state(meeting.id).on


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (SessionChange(starts=time(20), ends=time(19)), "ends_before_start"),
        (SessionChange(ends=time(15)), "ends_before_start"),
        (SessionChange(local_date=date(2026, 3, 9)), "in_the_past"),
        (SessionChange(local_date=TODAY, starts=time(12)), "in_the_past"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(maple, change, code):
    before = rows()
    with pytest.raises(Invalid, match=code), transaction():
        schedule.change_session(evening(THURSDAY).id, change, NOW)
    assert rows() == before


def test_what_has_begun_cannot_be_changed(maple):
    meeting = evening(TODAY)
    with pytest.raises(Conflict, match="already_begun"), transaction():
        schedule.change_session(meeting.id, SessionChange(cancel=True), meeting.starts_at)


def test_a_meeting_that_is_not_there_is_not_found(maple):
    with pytest.raises(NotFound), transaction():
        schedule.change_session(new_id(), SessionChange(cancel=True), NOW)
    assert schedule.session_state(new_id()) is None


ONE_TO_ONE = Pattern(3, time(15), time(15, 50), "individual", "One-to-one", place="Room 5", with_name="Dana")


def test_a_one_to_one_belongs_to_one_person_only(mia, cast, maple):
    with transaction():
        enrollment.enroll(cast.leo, track_id(), TODAY, NOW)
        schedule.add_one_to_one(mia, track_id(), THURSDAY, ONE_TO_ONE, NOW)
        schedule.write_out_sessions(NOW)
    assert "One-to-one" in [entry.title for entry in schedule.sessions_of(mia, THURSDAY, THURSDAY)]
    assert "One-to-one" not in [entry.title for entry in schedule.sessions_of(cast.leo, THURSDAY, THURSDAY)]


@pytest.mark.parametrize(
    ("day", "plan", "problem"),
    [
        (TODAY - timedelta(days=1), ONE_TO_ONE, Invalid),
        (THURSDAY, Pattern(3, time(15), time(15), "individual", "One-to-one"), Invalid),
    ],
)
def test_a_one_to_one_in_the_past_or_without_length_is_refused(mia, day, plan, problem):
    with pytest.raises(problem), transaction():
        schedule.add_one_to_one(mia, track_id(), day, plan, NOW)
