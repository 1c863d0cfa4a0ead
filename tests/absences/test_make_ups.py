"""Another meeting of the same kind, within two weeks, with room: offered, asked for, confirmed, and then simply theirs."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.absences import service
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, NotFound
from companion.program import service as program
from companion.schedule import attendance
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.absences.conftest import FRIDAY, TUESDAY, Phone, later, meeting
from tests.cast import NOW
from tests.program.builders import track_id
from tests.schedule.test_queries import count, crowd

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def asked(phone, group, wish):
    absence = uuid4()
    assert phone.tell(group, absence, wish).status_code == 201
    return absence


def confirm(cast, absence, make_up, now=NOW):
    with transaction():
        service.confirm(cast.mia, absence, make_up.id, cast.dana, now)


def test_the_mornings_of_the_next_two_weeks_are_offered(phone, group):
    found = phone.options(group).json["items"]
    days = ["2026-03-11", "2026-03-13", "2026-03-16", "2026-03-18", "2026-03-20", "2026-03-23"]
    assert [one["local_date"] for one in found] == days
    assert {(one["title"], one["starts_local"]) for one in found} == {("Morning group", "09:00")}


def test_offering_costs_the_same_for_many_people_and_meetings(phone, group, maple):
    few = count(lambda: phone.options(group))
    crowd(maple)
    assert count(lambda: phone.options(group)) == few


def test_a_full_track_offers_nothing_and_one_with_a_place_does(cast, phone, group, only):
    with transaction():
        schedule.move_enrollment(cast.leo, track_id("morning"), TUESDAY, NOW)
    only(1)
    assert phone.options(group).json["items"] == []
    only(2)
    assert len(phone.options(group).json["items"]) == 6


def test_a_retired_track_offers_nothing(phone, group, maple):
    from tests.program.builders import load, make_file

    load(make_file(mornings=None), NOW)
    assert phone.options(group).json["items"] == []


def test_options_of_somebody_elses_meeting_are_not_found(phone, morning):
    assert phone.options(morning).status_code == 404


def test_what_she_asks_for_waits(phone, group, morning):
    asked(phone, group, morning)
    (said,) = phone.said()
    assert (said["state"], said["make_up"]["id"], said["by"]) == ("waiting", str(morning.id), None)
    assert "2026-03-13 Morning group" not in phone.days()


def test_a_wish_that_cannot_be_met_is_left_out_and_the_rest_is_kept(cast, phone, group, morning, only):
    only(1)
    with transaction():
        schedule.move_enrollment(cast.leo, track_id("morning"), TUESDAY, NOW)
    asked(phone, group, morning)
    assert [(one["state"], one["make_up"]) for one in phone.said()] == [("told", None)]


def test_a_wish_for_a_meeting_that_is_none_is_left_out_too(phone, group):
    assert phone.tell(group, make_up=str(uuid4())).json["items"][0]["make_up"] is None


def test_confirmed_it_is_on_her_schedule_and_on_the_list_of_who_comes(cast, phone, group, morning):
    confirm(cast, asked(phone, group, morning), morning)
    (said,) = phone.said()
    assert (said["state"], said["by"]) == ("confirmed", "Dana")
    assert "2026-03-13 Morning group" in phone.days()
    assert attendance.attendance_list(morning.id) == {cast.mia: None}
    assert schedule.is_expected(cast.mia, morning.id)


def test_confirming_twice_or_after_it_was_taken_back_is_refused(cast, phone, group, morning):
    absence = asked(phone, group, morning)
    confirm(cast, absence, morning)
    other = meeting_after(morning)
    with pytest.raises(Conflict):
        confirm(cast, absence, other)
    phone.come(absence)
    with pytest.raises(NotFound):
        confirm(cast, absence, morning)


def meeting_after(morning):
    program_id = program.program_of_track(morning.track_id).id
    return meeting(program_id, FRIDAY + timedelta(days=3), "Morning group")


def test_of_two_who_ask_for_the_last_place_one_gets_it(cast, phone, group, morning, only, signed_in):
    only(1)
    leo, theirs = Phone(signed_in(cast.leo)), uuid4()
    mine = asked(phone, group, morning)
    leo.tell(group, theirs, morning)
    confirm(cast, mine, morning)
    with pytest.raises(Conflict) as refused, transaction():
        service.confirm(cast.leo, theirs, morning.id, cast.dana, NOW)
    assert refused.value.code == "make_up_gone"
    assert attendance.attendance_list(morning.id) == {cast.mia: None}


def test_what_is_not_among_the_options_is_never_confirmed(cast, phone, group, maple):
    absence = asked(phone, group, None)
    for other in (
        meeting(maple, TUESDAY, "Skills group"),
        meeting(maple, FRIDAY + timedelta(days=14), "Morning group"),
    ):
        with pytest.raises(Conflict) as refused:
            confirm(cast, absence, other)
        assert refused.value.code == "make_up_gone"


def test_coming_after_all_frees_the_place(cast, phone, group, morning):
    absence = asked(phone, group, morning)
    confirm(cast, absence, morning)
    phone.come(absence)
    assert "2026-03-13 Morning group" not in phone.days()
    assert attendance.attendance_list(morning.id) == {}


def test_while_it_stands_nothing_else_is_asked_for(cast, phone, group, morning):
    confirm(cast, asked(phone, group, morning), morning)
    answer = phone.tell(group, wish=meeting_after(morning))
    assert (answer.status_code, answer.json["code"]) == (409, "already_confirmed")


def test_one_that_is_called_off_says_so_and_another_can_be_asked_for(cast, phone, group, morning):
    confirm(cast, asked(phone, group, morning), morning)
    with transaction():
        schedule.change_session(morning.id, SessionChange(cancel=True), NOW)
    assert phone.said()[0]["state"] == "called_off"
    with clock.fixed(later(minutes=1)):
        answer = phone.tell(group, wish=meeting_after(morning), said_at=later(minutes=1).isoformat())
    assert answer.status_code == 201
    assert [one["state"] for one in phone.said()] == ["waiting"]


def test_answered_without_another_meeting_she_reads_by_whom(cast, phone, group, morning):
    absence = asked(phone, group, morning)
    with transaction():
        service.answer(cast.mia, absence, cast.dana, NOW)
        service.answer(cast.mia, absence, cast.omar, NOW)
    assert [(one["state"], one["by"]) for one in phone.said()] == [("answered", "Dana")]


def test_she_can_be_unable_to_make_that_one_too(cast, phone, group, morning):
    confirm(cast, asked(phone, group, morning), morning)
    assert phone.tell(morning).status_code == 201
    offered = [one["id"] for one in phone.options(morning).json["items"]]
    assert str(morning.id) not in offered
    assert str(group.id) not in offered


def test_who_leaves_the_program_is_expected_nowhere_as_a_guest(cast, phone, group, morning):
    confirm(cast, asked(phone, group, morning), morning)
    with transaction():
        schedule.complete_enrollment(cast.mia, TUESDAY, NOW)
    assert attendance.attendance_list(morning.id) == {}
    assert not schedule.is_expected(cast.mia, morning.id)
