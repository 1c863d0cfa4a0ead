"""Who is expected where, who is told about a change, and what the planner of reminders gets to see."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import NotFound
from companion.kernel.ids import new_id
from companion.program.rules import Pattern
from companion.schedule import guests
from companion.schedule import service as schedule
from companion.schedule.rules import Keep, SessionChange, SessionView
from tests.cast import NOW
from tests.program.builders import track_id
from tests.support.statements import overheard

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)
WEDNESDAY, THURSDAY = date(2026, 3, 11), date(2026, 3, 12)
TUE, THU = 1, 3


@pytest.fixture
def leo(cast, mia):
    """Leo, in the same evening track, but only on Tuesdays and Thursdays."""
    with transaction():
        enrollment.enroll(cast.leo, track_id(), TODAY, NOW)
        enrollment.set_own_days(cast.leo, {TUE, THU}, TODAY, NOW)
    return cast.leo


@pytest.fixture
def ana(cast, maple):
    """Ana, in the morning track."""
    with transaction():
        enrollment.enroll(cast.ana, track_id("morning"), TODAY, NOW)
    return cast.ana


def first(participant, day: date) -> SessionView:
    return schedule.sessions_of(participant, day, day)[0]


def test_a_day_is_its_segments_in_order(mia):
    assert [entry.title for entry in schedule.sessions_of(mia, TODAY, TODAY)] == [
        "Skills group",
        "Break",
        "Process group",
    ]


def test_only_the_days_asked_for_and_only_since_the_start(mia):
    found = schedule.sessions_of(mia, date(2026, 1, 1), WEDNESDAY)
    assert {entry.local_date for entry in found} == {date(2026, 3, d) for d in (3, 4, 5, 10, 11)}


def test_only_the_track_is_told_and_only_those_who_come_that_day(mia, leo, ana):
    assert schedule.who_is_told(first(mia, THURSDAY).id) == sorted([mia, leo])
    assert schedule.who_is_told(first(mia, WEDNESDAY).id) == [mia]
    assert schedule.who_is_told(new_id()) == []


def test_a_meeting_moved_to_another_weekday_keeps_its_people(mia, leo):
    meeting = first(mia, WEDNESDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(local_date=THURSDAY, starts=time(10)), NOW)
    assert schedule.who_is_told(meeting.id) == [mia]
    assert schedule.is_expected(mia, meeting.id)
    assert not schedule.is_expected(leo, meeting.id)


def test_the_truth_about_a_meeting_follows_every_change(mia, leo, ana):
    meeting = first(mia, THURSDAY)
    assert schedule.is_expected(mia, meeting.id)
    assert schedule.is_expected(leo, meeting.id)
    assert not schedule.is_expected(ana, meeting.id)
    with transaction():
        enrollment.set_own_days(leo, {TUE}, WEDNESDAY, NOW)
        schedule.complete_enrollment(mia, TODAY, NOW)
    assert not schedule.is_expected(leo, meeting.id)
    assert not schedule.is_expected(mia, meeting.id)


def test_nobody_is_expected_at_what_was_cancelled_or_is_gone(mia):
    meeting = first(mia, THURSDAY)
    with transaction():
        schedule.change_session(meeting.id, SessionChange(cancel=True), NOW)
    assert not schedule.is_expected(mia, meeting.id)
    assert not schedule.is_expected(mia, new_id())
    assert schedule.who_is_told(meeting.id) == [mia]


def test_a_foreign_meeting_is_as_unfindable_as_none(mia, ana):
    theirs = first(ana, WEDNESDAY)
    assert schedule.session_of(ana, theirs.id) == theirs
    for wanted in (theirs.id, new_id()):
        with pytest.raises(NotFound):
            schedule.session_of(mia, wanted)


def test_a_one_to_one_is_told_to_its_one_person(mia, leo):
    plan = Pattern(WEDNESDAY.weekday(), time(15), time(15, 50), "individual", "One-to-one")
    with transaction():
        meeting = schedule.add_one_to_one(leo, track_id(), WEDNESDAY, plan, NOW)
    # On a Wednesday, although Leo's own days are others: it was agreed with Leo.
    assert schedule.who_is_told(meeting) == [leo]
    assert not schedule.is_expected(mia, meeting)


def test_the_planner_sees_everybodys_meetings_in_its_window_and_no_others(mia, leo, ana):
    start = datetime(2026, 3, 11, 4, tzinfo=UTC)  # Wednesday, local
    found = {(who, entry.title) for who, entry in schedule.upcoming(start, start + timedelta(days=1))}
    assert found == {(mia, "Skills group"), (mia, "Break"), (mia, "Process group"), (ana, "Morning group")}


def test_the_planners_window_has_a_closed_start_and_an_open_end(mia):
    begin = first(mia, THURSDAY).starts_at
    assert [e.title for _, e in schedule.upcoming(begin, begin + timedelta(seconds=1))] == ["Skills group"]
    assert not list(schedule.upcoming(begin - timedelta(minutes=5), begin))


def test_the_planner_sees_what_was_cancelled_or_moved_out_of_the_window(mia):
    skills, _, process = schedule.sessions_of(mia, THURSDAY, THURSDAY)
    with transaction():
        schedule.change_session(skills.id, SessionChange(local_date=date(2026, 3, 20)), NOW)
        schedule.change_session(process.id, SessionChange(cancel=True), NOW)
    window = schedule.upcoming(skills.starts_at, process.ends_at)
    assert {
        entry.id: (entry.status, entry.starts_at != skills.starts_at) for _, entry in window if entry.kind != "break"
    } == {
        skills.id: ("scheduled", True),
        process.id: ("cancelled", True),
    }


def test_the_planner_asks_once_however_many_people_there_are(mia, leo, ana):
    with overheard() as asked:
        list(schedule.upcoming(NOW, NOW + timedelta(days=2)))
    assert len([one for one in asked if one.text.startswith("SELECT")]) == 1


def test_staff_see_who_is_expected_where_today(mia, leo, ana, maple):
    expected = schedule.expected_on(maple, WEDNESDAY)
    assert {(who, entry.title) for who, entry in expected if entry.kind != "break"} == {
        (mia, "Skills group"),
        (mia, "Process group"),
        (ana, "Morning group"),
    }
    with transaction():
        schedule.change_session(first(ana, WEDNESDAY).id, SessionChange(cancel=True), NOW)
    assert ana not in {who for who, _ in schedule.expected_on(maple, WEDNESDAY)}


def test_a_day_at_once_says_what_the_meetings_say_one_by_one(mia, maple, cast):
    with transaction():
        enrollment.enroll(cast.leo, track_id(), date(2026, 3, 2), NOW)
        enrollment.enroll(cast.ana, track_id("morning"), date(2026, 3, 2), NOW)
        enrollment.set_own_days(mia, {1, 2}, NOW.date(), NOW)
        skills, breaks, process = schedule.sessions_of(cast.leo, date(2026, 3, 12), date(2026, 3, 12))
        wednesday = schedule.sessions_of(mia, date(2026, 3, 11), date(2026, 3, 11))[0]
        schedule.change_session(wednesday.id, SessionChange(local_date=date(2026, 3, 12)), NOW)
        schedule.change_session(breaks.id, SessionChange(cancel=True), NOW)
        schedule.invite_to(process.id, [cast.leo], NOW, Keep.IT)
        guests.add_guest(skills.id, cast.ana)
    for day in (date(2026, 3, 11), date(2026, 3, 12)):
        told: dict[UUID, set[UUID]] = {}
        for whose, session in schedule.expected_on(maple, day):
            told.setdefault(session.id, set()).add(whose)
        found = schedule.expected_at({maple: day})
        assert [session for session, _ in found] == schedule.sessions_of_program(maple, day, day)
        assert {session.id: set(people) for session, people in found if people} == told
    assert any({cast.leo, cast.ana} == people for _, people in found)
    assert schedule.expected_at({}) == []
