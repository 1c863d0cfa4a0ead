"""I can't come: for the rest of a day, or for days. One request to staff, one undo, and everything follows."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from companion.absences import service
from companion.attention import service as attention
from companion.attention import transitions
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.reminders import service as reminders
from companion.schedule import attendance
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from companion.staff.requests import make_up
from tests.absences.conftest import FRIDAY, TUESDAY, Phone, later, meeting, wish
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)


def waiting(cast):
    found = attention.items_for_staff([cast.mia], NOW)
    db.session.rollback()
    return found


def away_from(cast, day=TUESDAY):
    """The sessions of that day nobody expects her at, in order."""
    gone = service.away(day, cast.mia).get(cast.mia, set())
    found = [one.title for one in schedule.sessions_of(cast.mia, day, day) if one.id in gone]
    db.session.rollback()
    return found


EVENING = ["Skills group", "Break", "Process group"]


def test_a_day_is_one_request_however_many_parts_it_has_and_however_often_it_is_sent(cast, maple, phone):
    mine = uuid4()
    answers = [phone.tell_days(days_id=mine, reason="unwell") for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 200, 200]
    assert [one.json["outcome"] for one in answers] == ["created", "same", "same"]
    (item,) = waiting(cast)
    assert (item.kind, item.source_id) == ("absence", mine)
    assert away_from(cast) == EVENING
    assert {(one["request_id"], one["reason"], one["state"]) for one in phone.said()} == {(str(mine), "unwell", "told")}
    (said,) = phone.days_said()
    assert (said["id"], said["starts_on"], said["ends_on"]) == (str(mine), "2026-03-10", "2026-03-10")


def test_one_undo_and_all_of_it_is_as_before(cast, maple, phone):
    mine = uuid4()
    phone.tell_days(days_id=mine)
    assert [phone.come_days(mine).status_code for _ in range(2)] == [200, 200]
    assert (away_from(cast), phone.said(), waiting(cast)) == ([], [], [])
    assert phone.days_said() == []
    assert phone.tell_days(days_id=mine).json["outcome"] == "same", "a late repeat does not say it again"
    assert away_from(cast) == []


@pytest.mark.parametrize(
    ("minutes", "covered"),
    [(0, EVENING), (89, EVENING), (90, EVENING[1:]), (106, EVENING[2:]), (194, EVENING[2:]), (195, EVENING)],
)
def test_the_rest_of_the_day_is_what_is_not_over_at_the_tap(cast, group, phone, minutes, covered):
    """From the first minute of the evening on; once all of it is over it is about all of it."""
    tap = meeting(program.program_of_track(group.track_id).id, TUESDAY, "Skills group").starts_at
    tap += timedelta(minutes=minutes)
    with clock.fixed(later(days=2)):  # it waited on a phone without signal
        assert phone.tell_days(said_at=tap.isoformat()).status_code == 201
    assert away_from(cast) == covered


def test_days_from_until_cover_each_of_them_and_nothing_else(cast, maple, phone):
    phone.tell_days(WEDNESDAY, FRIDAY)
    assert [away_from(cast, day) for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [[], EVENING, EVENING]
    assert len(waiting(cast)) == 1


def test_coming_back_earlier_is_one_undo_too_and_the_days_before_stay_said(cast, maple, phone):
    mine = uuid4()
    phone.tell_days(TUESDAY, THURSDAY, mine)
    with clock.fixed(later(days=1)):
        assert phone.come_days(mine, later(days=1)).status_code == 200
        assert phone.days_said() == []
    assert [away_from(cast, day) for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [EVENING, [], []]
    assert len(waiting(cast)) == 1, "of Tuesday staff have yet to take note"


def test_during_a_session_one_still_comes_to_it_late(cast, group, phone):
    mine, during = uuid4(), group.starts_at + timedelta(minutes=10)
    phone.tell_days(days_id=mine)
    with clock.fixed(during):
        phone.come_days(mine, during)
    assert away_from(cast) == EVENING[:2]


def test_when_all_of_it_is_over_there_is_nothing_to_take_back(cast, maple, phone):
    mine = uuid4()
    phone.tell_days(days_id=mine)
    with clock.fixed(later(days=1)):
        answer = phone.come_days(mine, later(days=1))
    assert (answer.status_code, answer.json["code"]) == (409, "already_over")
    assert away_from(cast) == EVENING


@pytest.mark.parametrize(
    ("first", "last", "status", "code"),
    [
        (TUESDAY + timedelta(days=4), None, 409, "nothing_planned"),  # a Saturday
        (TUESDAY - timedelta(days=20), None, 409, "nothing_planned"),
        (THURSDAY, WEDNESDAY, 422, "too_many_days"),
        (TUESDAY, TUESDAY + timedelta(days=31), 422, "too_many_days"),
        (TUESDAY, TUESDAY + timedelta(days=30), 201, None),
    ],
)
def test_days_with_nothing_planned_or_too_many_are_refused(cast, maple, phone, first, last, status, code):
    answer = phone.tell_days(first, last)
    assert (answer.status_code, answer.json.get("code")) == (status, code)
    assert len(waiting(cast)) == (status == 201)


@pytest.mark.parametrize(
    "more", [{"reason": "hungover"}, {"said_at": "soon"}, {"starts_on": "today"}, {"wishes": [{}]}, {"note": "long"}]
)
def test_what_cannot_be_read_reaches_nobody(cast, maple, phone, more):
    assert phone.tell_days(**more).status_code == 422
    assert waiting(cast) == []


def test_others_cannot_take_it_back_and_somebody_elses_id_is_no_obstacle(cast, maple, phone, signed_in):
    mine, leo = uuid4(), Phone(signed_in(cast.leo))
    phone.tell_days(days_id=mine)
    assert leo.come_days(mine).status_code == leo.come_days(uuid4()).status_code == 404
    assert leo.tell_days(days_id=mine).status_code == 201
    assert leo.tell_days(owner=str(cast.mia)).json["code"] == "other_account"
    assert leo.come_days(mine).status_code == 200
    assert away_from(cast) == EVENING


def test_what_was_said_of_single_parts_becomes_part_of_it(cast, phone, group):
    """A phone of last month said it of each part; staff end up with one row, and one undo takes all of it back."""
    for title in ("Skills group", "Break"):
        phone.tell(meeting(program.program_of_track(group.track_id).id, TUESDAY, title))
    mine = uuid4()
    assert len(waiting(cast)) == 2
    phone.tell_days(days_id=mine)
    assert [one.source_id for one in waiting(cast)] == [mine]
    phone.come_days(mine)
    assert (away_from(cast), waiting(cast)) == ([], [])


def test_a_session_asked_for_or_promised_instead_outlives_it(cast, phone, group, morning):
    single = uuid4()
    phone.tell(group, single, wish=morning)
    phone.tell_days()
    assert {one["id"]: one["state"] for one in phone.said()}[str(single)] == "waiting"
    assert len(waiting(cast)) == 2


def test_a_longer_time_away_takes_the_place_of_today(cast, maple, phone):
    first, second = uuid4(), uuid4()
    phone.tell_days(days_id=first)
    with clock.fixed(later(minutes=1)):
        phone.tell_days(TUESDAY, THURSDAY, second, said_at=later(minutes=1).isoformat())
    with clock.fixed(later(minutes=2)):
        phone.tell_days(WEDNESDAY, WEDNESDAY, uuid4(), said_at=NOW.isoformat())  # an older tap that comes late
    assert [one.source_id for one in waiting(cast)] == [second]
    assert {one["request_id"] for one in phone.said()} == {str(second)}


def test_an_old_phone_takes_single_parts_back_and_the_request_goes_with_the_last(cast, maple, phone):
    phone.tell_days()
    for left, said in zip((2, 1, 0), phone.said(), strict=True):
        assert phone.come(said["id"]).status_code == 200
        assert len(phone.said()) == left
        assert len(waiting(cast)) == bool(left)
    assert phone.days_said() == []


def test_changing_ones_mind_forever_tells_nobody_anything(maple, phone):
    answers = []
    for _ in range(22):
        mine = uuid4()
        answers.append(phone.tell_days(days_id=mine).status_code)
        phone.come_days(mine)
    assert answers == [201] * 20 + [429] * 2


def test_other_times_are_asked_for_with_it_and_a_wish_that_cannot_be_met_is_left_out(cast, phone, group, morning):
    skills = meeting(program.program_of_track(group.track_id).id, TUESDAY, "Skills group")
    phone.tell_days(wishes=[wish(group, morning), wish(skills, morning)])
    states = {one["session_id"]: one["state"] for one in phone.said()}
    assert (states[str(group.id)], states[str(skills.id)]) == ("waiting", "told")
    assert len(waiting(cast)) == 1


def test_another_time_asked_for_later_joins_the_request_until_staff_are_done(cast, phone, group, morning):
    mine = uuid4()
    phone.tell_days(days_id=mine)
    phone.tell(group, wish=morning, said_at=later(minutes=1).isoformat())
    assert [one.source_id for one in waiting(cast)] == [mine]
    with clock.fixed(later(minutes=2)):
        phone.tell(group, wish=morning, said_at=later(minutes=2).isoformat())
    assert [(one["state"], one["request_id"]) for one in phone.said() if one["make_up"]] == [("waiting", str(mine))]
    (item,) = waiting(cast)
    with transaction():
        transitions.open_item(item, cast.dana, NOW)
        transitions.acknowledge_item(item, cast.dana, NOW)
        make_up.close(item, cast.dana, "noted", NOW)
    with clock.fixed(later(minutes=3)):
        assert phone.tell(group, wish=morning, said_at=later(minutes=3).isoformat()).status_code == 201
    (again,) = waiting(cast)
    assert again.source_id != mine, "that one is answered"


# What follows from it


def test_the_calendar_file_the_board_and_the_list_of_who_comes_follow(cast, maple, phone, at, group):
    phone.tell_days()
    days = [
        one.decoded("dtstart").date() for one in Calendar.from_ical(reminders.file_for(cast.mia, NOW)).walk("VEVENT")
    ]
    assert TUESDAY not in days
    db.session.rollback()
    page = at(cast.dana).open("/staff/").text
    assert page.count(">Mia</a>") == 1
    assert "Can’t make it today" in page
    with clock.fixed(group.starts_at):
        page = at(cast.dana).open(f"/staff/schedule/{group.id}/attendance").text
    assert "said they can’t make it" in page


def test_she_is_not_asked_about_a_day_she_said_she_could_not_come(cast, maple, phone, group):
    during = group.starts_at + timedelta(minutes=20)
    with transaction():
        attendance.mark_attendance(group.id, {cast.mia: "absent"}, cast.dana, during)
    with clock.fixed(during):
        assert phone.browser.get("/api/v1/absences").json["missed"] == str(group.id)
        phone.tell_days(said_at=during.isoformat())
        assert phone.browser.get("/api/v1/absences").json["missed"] is None


def test_what_was_canceled_anyway_is_not_part_of_it(cast, maple, phone, group):
    with transaction():
        schedule.change_session(group.id, SessionChange(cancel=True), NOW)
    phone.tell_days()
    assert away_from(cast) == EVENING[:2]
