"""What was said of whole days follows the calendar: sessions that come into them, and sessions that are moved out of them."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from companion.absences import jobs, service
from companion.attention import service as attention
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program.rules import Pattern
from companion.schedule import overrides
from companion.schedule import service as schedule
from companion.schedule.overrides import NewSession
from companion.schedule.rules import SessionChange
from tests.absences.conftest import TUESDAY, later, meeting
from tests.cast import NOW
from tests.program.builders import track_id
from tests.schedule.test_at_once import at_once

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)
EVENING = ["Skills group", "Break", "Process group"]


def add(day: date = WEDNESDAY, starts: int = 20) -> UUID:
    plan = Pattern(day.weekday(), time(starts), time(starts, 50), "individual", "One-to-one")
    with transaction():
        return overrides.add_session(NewSession(track_id(), day, plan), NOW)


def away_from(cast, day: date = WEDNESDAY) -> list[str]:
    gone = service.away(day, cast.mia).get(cast.mia, set())
    found = [one.title for one in schedule.sessions_of(cast.mia, day, day) if one.id in gone]
    db.session.rollback()
    return found


def test_a_session_added_later_is_covered_too_without_asking_staff_again(cast, maple, phone):
    phone.tell_days(TUESDAY, WEDNESDAY, reason="unwell")
    add()
    assert away_from(cast) == EVENING
    jobs.follow_calendar(NOW)
    jobs.follow_calendar(NOW)
    assert away_from(cast) == [*EVENING, "One-to-one"]
    assert {one["reason"] for one in phone.said()} == {"unwell"}
    assert len(attention.items_for_staff([cast.mia], NOW)) == 1


def test_one_that_is_moved_out_of_these_days_is_hers_again(cast, maple, phone):
    phone.tell_days(TUESDAY, WEDNESDAY)
    moved = meeting(maple, WEDNESDAY)
    with transaction():
        schedule.change_session(moved.id, SessionChange(local_date=THURSDAY, starts=time(20), ends=time(21)), NOW)
    jobs.follow_calendar(NOW)
    assert away_from(cast, THURSDAY) == []
    assert away_from(cast) == EVENING[:2]


def test_what_she_said_she_can_come_to_after_all_is_not_covered_again(cast, maple, phone):
    phone.tell_days(WEDNESDAY)
    first = meeting(maple, WEDNESDAY, "Skills group")
    phone.come(next(one["id"] for one in phone.said() if one["session_id"] == str(first.id)))
    jobs.follow_calendar(NOW)
    assert away_from(cast) == EVENING[1:]


@pytest.mark.parametrize("how", ["whole", "one by one"])
def test_after_it_was_taken_back_nothing_new_is_covered(cast, maple, phone, how):
    mine = uuid4()
    phone.tell_days(WEDNESDAY, days_id=mine)
    if how == "whole":
        phone.come_days(mine)
    else:
        for one in phone.said():
            phone.come(one["id"])
    add()
    jobs.follow_calendar(NOW)
    assert away_from(cast) == []


def test_taken_back_since_it_was_looked_at_nothing_new_is_covered(cast, maple, phone):
    mine = uuid4()
    phone.tell_days(TUESDAY, WEDNESDAY, mine)
    with clock.fixed(later(days=1)):
        phone.come_days(mine, later(days=1))
    add()
    with transaction():
        service.follow_calendar(cast.mia, mine, later(days=1))
    assert away_from(cast) == []
    assert away_from(cast, TUESDAY) == EVENING


def test_what_is_over_is_left_as_it_was(cast, maple, phone):
    phone.tell_days(TUESDAY)
    add(TUESDAY)
    with clock.fixed(later(days=1)):
        jobs.follow_calendar(later(days=1))
    assert away_from(cast, TUESDAY) == EVENING


def test_taken_back_while_the_calendar_is_followed_nothing_stays_covered(app, cast, maple, phone):
    for number in range(4):
        mine = uuid4()
        phone.tell_days(WEDNESDAY, days_id=mine)
        add(starts=19 + number)
        works = [
            lambda one=mine: service.follow_calendar(cast.mia, one, NOW),
            lambda one=mine: service.take_back_days(cast.mia, one, NOW, NOW),
        ]
        assert at_once(app, works) == []
        db.session.rollback()
        assert away_from(cast) == []
