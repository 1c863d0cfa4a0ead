"""At the desk: who cannot come and what they would like instead, for those who answer for them; confirming it, or not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.absences import service
from companion.attention import service as attention
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.schedule import attendance
from companion.schedule import service as schedule
from companion.sharing import duty
from tests.absences.conftest import Phone, later, meeting
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def asked(cast, phone, group, morning):
    """Mia cannot make tonight's group and would like to come on Friday; the item staff see."""
    phone.tell(group, wish=morning, reason="transport")
    (item,) = attention.items_for_staff([cast.mia], NOW)
    return item


def path(item, *more):
    return "/".join(["/staff/requests", str(item.id), *more])


def instead(item, other):
    return {f"make_up-{item.source_id}": str(other.id)}


def take(desk, item):
    desk.open(path(item))
    return desk.send(path(item, "acknowledge"))


def test_the_care_team_reads_which_meeting_why_and_what_instead(cast, at, asked):
    page = at(cast.dana).open("/staff/requests").text
    for said in ("Mia", "can’t make it", "Process group", "Tue, Mar 10, 5:45 PM", "No way to get there"):
        assert said in page
    assert "would like Fri, Mar 13, 9:00 AM instead" in page


def test_afterwards_it_reads_as_missed(cast, at, phone, group):
    with clock.fixed(later(days=1)):
        phone.tell(group, said_at=later(days=1).isoformat())
        assert "missed it" in at(cast.dana).open("/staff/requests").text


def test_staff_outside_the_care_team_see_nothing(cast, at, asked, morning):
    for who in (cast.omar, cast.cora, cast.ruth):
        desk = at(who)
        assert "can’t make it" not in desk.open("/staff/requests").text
        assert desk.open(path(asked)).status_code == 404
        assert desk.send(path(asked, "make-up"), **instead(asked, morning)).status_code == 404
    assert not schedule.is_expected(cast.mia, morning.id)


def test_whoever_is_on_duty_sees_it_too(cast, at, maple, asked):
    from datetime import time

    with transaction():
        duty.add_duty(maple, cast.cora, [0, 1, 2, 3, 4], time(9), time(17))
    assert "can’t make it" in at(cast.cora).open("/staff/requests").text


def test_what_nobody_takes_goes_up_to_those_who_coordinate(cast, at, asked):
    with clock.fixed(later(hours=13)):
        page = at(cast.cora).open("/staff/requests").text
    assert "can’t make it" in page
    assert "overdue" in page


def test_without_a_care_team_it_is_the_coordinators_from_the_first_minute(cast, at, group, signed_in):
    Phone(signed_in(cast.leo)).tell(group)
    assert "Leo" in at(cast.cora).open("/staff/requests").text


def test_taken_and_confirmed_it_is_on_her_schedule_and_she_reads_it(cast, at, phone, asked, morning):
    desk = at(cast.dana)
    assert "Confirm this one" not in desk.open(path(asked)).text
    assert "Confirm this one" in take(desk, asked).text
    page = desk.send(path(asked, "make-up"), **instead(asked, morning)).text
    assert "Confirmed. It is on their schedule" in page
    assert "Another session is confirmed" in page
    assert [(one["state"], one["by"]) for one in phone.said()] == [("confirmed", "Dana")]
    assert "2026-03-13 Morning group" in phone.days()
    assert attention.items_for_staff([cast.mia], NOW) == []
    assert "request_made_up" in [one.action for one in audit.looks_at(cast.mia)]


def test_it_is_taken_first(cast, at, asked, morning):
    page = at(cast.dana).send(path(asked, "make-up"), **instead(asked, morning)).text
    assert "Say first that you are on it." in page
    assert not schedule.is_expected(cast.mia, morning.id)


def test_another_one_than_she_asked_for_can_be_confirmed(cast, at, phone, asked, maple):
    other = meeting(maple, (NOW + timedelta(days=6)).date(), "Morning group")
    desk = at(cast.dana)
    take(desk, asked)
    desk.send(path(asked, "make-up"), **instead(asked, other))
    assert phone.said()[0]["make_up"]["local_date"] == "2026-03-16"


def test_full_in_the_meantime_is_said_and_nothing_is_half_done(cast, at, phone, asked, morning, only):
    desk = at(cast.dana)
    take(desk, asked)
    only(1)
    with transaction():
        schedule.move_enrollment(cast.leo, morning.track_id, NOW.date(), NOW)
    page = desk.send(path(asked, "make-up"), **instead(asked, morning)).text
    assert "There is no room in that session any more" in page
    assert "No session of this kind has room" in page
    assert phone.said()[0]["state"] == "waiting"
    assert attention.items_for_staff([cast.mia], NOW)[0].state == "acknowledged"


@pytest.mark.parametrize("chosen", ["", "friday", "00000000-0000-7000-8000-000000000000"])
def test_a_choice_that_is_none_is_refused_in_words(cast, at, asked, chosen):
    desk = at(cast.dana)
    take(desk, asked)
    assert "Choose another." in desk.send(path(asked, "make-up"), **{f"make_up-{asked.source_id}": chosen}).text


def test_a_call_has_no_meeting_to_confirm(cast, at, maple, morning):
    with transaction():
        attention.ask_for_call(cast.mia, uuid4(), NOW, NOW)
    (call,) = attention.items_for_staff([cast.mia], NOW)
    desk = at(cast.dana)
    take(desk, call)
    assert desk.send(path(call, "make-up"), **instead(call, morning)).status_code == 404
    assert "Offer a makeup session" not in desk.open(path(call)).text


@pytest.mark.parametrize(
    ("reason", "accepted"), [("noted", True), ("contacted", True), ("referred", False), ("arranged", False)]
)
def test_closed_without_another_meeting_she_reads_that_the_team_is_done(cast, at, phone, asked, reason, accepted):
    desk = at(cast.dana)
    take(desk, asked)
    desk.send(path(asked, "close"), reason=reason)
    assert [one["state"] for one in phone.said()] == ["answered" if accepted else "waiting"]
    assert (attention.items_for_staff([cast.mia], NOW) == []) is accepted


def test_taken_back_it_is_no_longer_there_and_says_who_closed_it(cast, at, phone, asked):
    phone.come(asked.source_id)
    desk = at(cast.dana)
    assert "can’t make it" not in desk.open("/staff/requests").text
    assert "Mia closed it: Not needed any more" in " ".join(desk.open(path(asked)).text.split())


def test_who_comes_leaves_her_out_and_says_so(cast, at, asked):
    page = at(cast.dana).open("/staff/").text
    assert "Can’t make it: Process group" in page
    mia = " ".join(page[page.index(">Mia</a>") :].split())
    assert "4:00 PM Skills group" in mia[: mia.index("</li>")], "the skills group before it is still hers"


def test_the_list_of_who_came_suggests_excused_and_saves_nothing(cast, at, asked, group, morning):
    with transaction():
        service.confirm(cast.mia, asked.source_id, morning.id, cast.dana, NOW)
    with clock.fixed(group.starts_at):
        page = at(cast.dana).open(f"/staff/schedule/{group.id}/attendance").text
    assert "said they can’t make it" in page
    assert page.count("suggested") == 1
    assert attendance.attendance_list(group.id)[cast.mia] is None
    with clock.fixed(morning.starts_at):
        page = at(cast.dana).open(f"/staff/schedule/{morning.id}/attendance").text
    assert "makes up for another" in page
    assert "suggested" not in page


def test_other_peoples_absence_is_not_on_a_counselors_list(cast, at, group, signed_in):
    Phone(signed_in(cast.leo)).tell(group)
    with clock.fixed(group.starts_at):
        assert "said they can’t make it" not in at(cast.dana).open(f"/staff/schedule/{group.id}/attendance").text
    assert "Leo" not in at(cast.dana).open("/staff/").text


def test_a_request_whose_meeting_went_can_still_be_closed(cast, at, asked, group):
    from companion.schedule import calendar

    with transaction():
        calendar.forget([group.id])
    desk = at(cast.dana)
    assert "That session is no longer in the calendar." in take(desk, asked).text
    desk.send(path(asked, "close"), reason="noted")
    assert attention.items_for_staff([cast.mia], NOW) == []


def test_in_spanish_it_reads_as_well(cast, at, asked):
    desk = at(cast.dana)
    desk.send("/staff/account/language", language="es")
    page = desk.open("/staff/requests").text
    assert "no puede venir" in page
    assert "Sin forma de llegar" in page
