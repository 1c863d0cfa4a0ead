"""No reminder for what somebody said they cannot be at; and one piece of news, then reminders, for what makes up for it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from companion.absences import service as absences
from companion.absences.rules import Days, Told
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.reminders import jobs, service
from companion.reminders.rules import CHANGED, SOON, TOMORROW
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.absences.conftest import FRIDAY, TUESDAY, meeting
from tests.cast import NOW
from tests.reminders.conftest import _sink, at, ground, leo, maple, mia, post, sink, states
from tests.reminders.steps import pass_at

__all__ = ["_sink", "ground", "leo", "maple", "mia", "post", "sink", "states"]


@pytest.fixture
def evening(maple):
    """Everything of tonight."""
    found = schedule.sessions_of_program(maple, TUESDAY, TUESDAY)
    db.session.rollback()
    return found


def tell(owned, sessions, now=NOW):
    told = [Told(uuid4(), one.id, None, None, now) for one in sessions]
    with transaction():
        for one in told:
            absences.tell(owned.id, one, now)
    return told


def test_somebody_who_cannot_come_is_not_reminded_and_everybody_else_is(mia, leo, evening):
    tell(mia, evening)
    pass_at(at(15, 31))
    assert mia.titles() == []
    assert leo.titles() == ["Reminder: 4:00 PM"]


def test_said_after_it_was_planned_wins_at_the_moment_of_sending(mia, evening):
    jobs.plan(NOW)
    tell(mia, evening)
    jobs.send_due(at(15, 31))
    assert mia.titles() == []
    db.session.rollback()
    assert [one.said for one in service.explain(mia.id, at(0)) if one.kind == SOON][-1] == (
        "Not sent: the person said they would not be there."
    )


def test_what_holds_says_which_visits_are_left_out(mia, evening):
    tell(mia, evening)
    assert "Not reminded of visits they said they cannot attend: 2026-03-10." in service.standing(mia.id, NOW)


def test_the_rest_of_the_evening_is_still_a_visit(mia, evening):
    """She cannot make the first part; what follows begins her visit."""
    tell(mia, [one for one in evening if one.title != "Process group"])
    pass_at(at(17, 16))
    assert mia.titles() == ["Reminder: 5:45 PM"]


def test_taken_back_she_is_reminded_again(mia, evening):
    told = tell(mia, evening)
    jobs.plan(NOW)
    with transaction():
        for one in told:
            absences.take_back(mia.id, one.id, NOW, NOW)
    pass_at(at(15, 31))
    assert mia.titles() == ["Reminder: 4:00 PM"]


def test_no_reminder_goes_out_for_whole_days_and_taken_back_they_do(mia):
    mine = Days(uuid4(), TUESDAY, TUESDAY + timedelta(days=1), None, {}, NOW)
    jobs.plan(NOW)
    with transaction():
        absences.tell_days(mia.id, mine, NOW)
    pass_at(at(15, 31))
    pass_at(at(18, 1))
    assert mia.titles() == []
    with transaction():
        absences.take_back_days(mia.id, mine.id, at(18, 5), at(18, 5))
    pass_at(at(15, 31, day=11))
    assert mia.titles()[-1] == "Reminder: 4:00 PM"


def test_a_change_or_cancellation_of_it_is_no_news_to_her(mia, leo, evening):
    tell(mia, evening)
    with transaction():
        for one in evening:
            schedule.change_session(one.id, SessionChange(cancel=True), NOW)
        service.replan_sessions([one.id for one in evening], NOW)
    pass_at(NOW + timedelta(minutes=1))
    assert (mia.titles(), leo.titles()) == ([], ["Canceled: Tuesday, 4:00 PM"])


def test_the_evening_before_says_nothing_of_a_day_she_cannot_make(mia, leo, maple):
    wednesday = TUESDAY + timedelta(days=1)
    tell(mia, schedule.sessions_of_program(maple, wednesday, wednesday)[-3:])
    pass_at(at(18, 1))
    assert TOMORROW not in {one.kind for one in service.explain(mia.id, at(0)) if one.state == "sent"}
    assert any("Wednesday" in title for title in leo.titles())


def make_up(owned, maple, now=NOW):
    """Friday morning instead of tonight, confirmed."""
    missed, other = meeting(maple), meeting(maple, FRIDAY, "Morning group")
    told = Told(uuid4(), missed.id, None, other.id, now)
    with transaction():
        absences.tell(owned.id, told, now)
        absences.confirm(owned.id, told.id, other.id, owned.id, now)
        service.tell_of_make_up(owned.id, other.id, now)
    return other, told


def test_what_makes_up_for_it_is_told_once_and_then_reminded_of(mia, leo, maple):
    make_up(mia, maple)
    pass_at(NOW + timedelta(minutes=1))
    pass_at(NOW + timedelta(minutes=2))
    assert mia.titles() == ["Something changed for Friday at 9:00 AM"]
    assert mia.received()[0]["navigate"].endswith("/schedule?day=2026-03-13")
    pass_at(at(8, 31, day=13))
    assert mia.titles()[-1] == "Reminder: 9:00 AM"
    assert "Reminder: 9:00 AM" not in leo.titles()


def test_confirmed_at_night_the_news_waits_for_the_morning(mia, maple, states):
    make_up(mia, maple, at(22))
    pass_at(at(22, 5))
    assert mia.titles() == []
    pass_at(at(8, 5, day=11))
    assert mia.titles() == ["Something changed for Friday at 9:00 AM"]


def test_if_that_one_is_called_off_she_hears_it_like_everybody_there(mia, maple):
    other, _ = make_up(mia, maple)
    with transaction():
        schedule.change_session(other.id, SessionChange(cancel=True), NOW)
        service.replan_sessions([other.id], NOW)
    pass_at(NOW + timedelta(minutes=1))
    assert mia.titles() == ["Canceled: Friday, 9:00 AM"]


def test_coming_after_all_no_news_of_it_leaves(mia, maple, states):
    _, told = make_up(mia, maple)
    with transaction():
        absences.take_back(mia.id, told.id, NOW, NOW)
    pass_at(NOW + timedelta(minutes=1))
    assert mia.titles() == []
    assert states(CHANGED, mia.id) == [("skipped", "not_expected")]


def test_the_calendar_file_has_what_she_comes_to(mia, maple, evening):
    def days():
        events = Calendar.from_ical(service.file_for(mia.id, NOW)).walk("VEVENT")
        return [event.decoded("dtstart").date() for event in events]

    assert TUESDAY in days()
    assert FRIDAY not in days()
    make_up(mia, maple)
    tell(mia, [one for one in evening if one.title in ("Skills group", "Break")])
    assert TUESDAY not in days()
    assert FRIDAY in days()


def test_staff_are_told_that_something_waits_and_not_whose(mia, maple, cast, post, sink):
    from tests.reminders.conftest import Owned

    dana = Owned(cast.dana, post, sink)
    dana.gets_a_phone()
    tell(mia, [meeting(maple)])
    pass_at(NOW + timedelta(minutes=1))
    assert dana.titles() == ["Something new is waiting for you"]
    assert push.reachable({cast.dana}) == {cast.dana}


def test_taken_back_when_the_reminder_was_due_already_it_still_goes_while_it_is_of_use(mia):
    day = Days(uuid4(), TUESDAY, TUESDAY, None, {}, NOW)
    with transaction():
        absences.tell_days(mia.id, day, NOW)
    pass_at(at(15, 31))
    assert mia.titles() == []
    with transaction():
        absences.take_back_days(mia.id, day.id, at(15, 40), at(15, 40))
    pass_at(at(15, 41))
    pass_at(at(15, 42))
    assert mia.titles() == ["Reminder: 4:00 PM"]


def test_what_one_still_does_not_come_to_stays_silent_whatever_else_changes(mia, evening):
    jobs.plan(NOW)
    tell(mia, evening)
    jobs.send_due(at(15, 31))
    tell(mia, schedule.sessions_of(mia.id, FRIDAY - timedelta(days=1), FRIDAY), at(15, 35))
    pass_at(at(15, 41))
    assert mia.titles() == []
