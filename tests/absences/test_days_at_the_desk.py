"""Days somebody cannot come on, at the desk: one row, one answer, whatever they cover."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.attention import service as attention
from companion.kernel.database import db
from tests.absences.conftest import FRIDAY, TUESDAY, wish
from tests.cast import NOW
from tests.schedule.test_queries import count

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)


def waiting(cast):
    found = attention.items_for_staff([cast.mia], NOW)
    db.session.rollback()
    return found


def path(item, *more):
    return "/".join(["/staff/requests", str(item.id), *more])


def on_it(desk, item):
    desk.open(path(item))
    return desk.send(path(item, "acknowledge"))


def test_staff_see_one_row_with_the_span_of_the_day_and_answer_once(cast, maple, at, phone):
    phone.tell_days(reason="unwell")
    desk = at(cast.dana)
    for place in ("/staff/", "/staff/requests"):
        page = desk.open(place).text
        assert page.count('class="request"') == 1
        assert "Tue, Mar 10, 4:00 PM – 7:15 PM · 3 sessions · Not feeling well" in page
    (item,) = waiting(cast)
    on_it(desk, item)
    desk.send(path(item, "close"), reason="noted")
    assert {one["state"] for one in phone.said()} == {"answered"}
    assert waiting(cast) == []


def test_several_days_are_one_row_too(cast, maple, at, phone):
    phone.tell_days(TUESDAY, THURSDAY)
    page = at(cast.dana).open("/staff/requests").text
    assert page.count('class="request"') == 1
    assert "Tue, Mar 10 – Thu, Mar 12 · 9 sessions" in page
    (item,) = waiting(cast)
    page = on_it(at(cast.dana), item).text
    assert page.count("Process group") >= 3


def test_a_makeup_for_one_part_answers_the_whole_request(cast, maple, at, phone, group, morning):
    phone.tell_days(wishes=[wish(group, morning)])
    (item,) = waiting(cast)
    desk = at(cast.dana)
    assert "would like Fri, Mar 13, 9:00 AM instead" in desk.open("/staff/requests").text
    on_it(desk, item)
    part = next(one for one in phone.said() if one["make_up"])
    page = desk.send(path(item, "make-up"), **{f"make_up-{part['id']}": str(morning.id)}).text
    assert "Confirmed. It is on their schedule" in page
    assert sorted(one["state"] for one in phone.said()) == ["answered", "answered", "confirmed"]
    assert "2026-03-13 Morning group" in phone.days()


def test_a_makeup_for_what_belongs_to_another_request_is_not_there(cast, maple, at, phone, group, morning):
    single = uuid4()
    phone.tell(group, single)
    phone.tell_days(WEDNESDAY)
    item = next(one for one in waiting(cast) if one.source_id != single)
    desk = at(cast.dana)
    on_it(desk, item)
    assert desk.send(path(item, "make-up"), **{f"make_up-{single}": str(morning.id)}).status_code == 404
    assert [one.state for one in waiting(cast) if one.id == item.id] == ["acknowledged"]


def test_the_list_costs_the_same_for_a_day_as_for_a_session(cast, maple, at, phone, group):
    phone.tell(group)
    desk = at(cast.dana)
    one = count(lambda: desk.open("/staff/requests"))
    phone.tell_days(TUESDAY, FRIDAY)
    assert count(lambda: desk.open("/staff/requests")) == one


def test_in_spanish_it_reads_as_well(cast, maple, at, phone):
    phone.tell_days()
    desk = at(cast.dana)
    desk.send("/staff/account/language", language="es")
    assert "3 sesiones" in desk.open("/staff/requests").text
