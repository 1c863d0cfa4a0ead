"""The page on which a coordinator says when each phone is answered."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from companion.program import service as program
from tests.staff.bringing import actions, said

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PAGE, SAVE = "/staff/content/phones?program=maple", "/staff/content/phones"
NIGHT = {"days-0": ["fri", "sat"], "opens-0": "20:00", "closes-0": "02:00"}
ALL_DAY = {"days-1": ["sun"], "opens-1": "00:00", "closes-1": "00:00"}
HOLIDAY = {
    "special-from-0": "2026-12-24",
    "special-to-0": "2026-12-26",
    "special-from-1": "2026-12-31",
    "special-opens-1": "09:00",
    "special-closes-1": "12:00",
}


def seen(page):
    return re.search(r'name="seen" value="([0-9a-f]+)"', page.text)[1]


def save(desk, page, **fields):
    return desk.send(SAVE, program="maple", index="0", seen=seen(page), **fields)


def test_hours_over_midnight_all_day_and_around_a_holiday_are_kept(cast, at, maple):
    desk = at(cast.cora)
    page = save(desk, desk.open(PAGE), on_closed_days="y", **NIGHT, **ALL_DAY, **HOLIDAY)
    assert "Saved" in page.text
    (phone,) = program.phone_items(maple)
    assert [(one.days, one.opens, one.closes) for one in phone.hours] == [
        (["fri", "sat"], time(20), time(2)),
        (["sun"], time(0), time(0)),
    ]
    assert phone.on_closed_days
    assert [(one.first, one.last, one.opens) for one in phone.special_days] == [
        (date(2026, 12, 24), date(2026, 12, 26), None),
        (date(2026, 12, 31), None, time(9)),
    ]
    assert (phone.label, phone.number) == ("Front desk", phone.number)
    assert 'value="20:00"' in page.text
    assert actions().count("phone_changed") == 1
    save(desk, page, on_closed_days="y", **NIGHT, **ALL_DAY, **HOLIDAY)
    assert actions().count("phone_changed") == 1, "nothing changed, so nothing is written down"


def test_a_row_without_days_is_taken_away(cast, at, maple):
    desk = at(cast.cora)
    save(desk, desk.open(PAGE))
    (phone,) = program.phone_items(maple)
    assert phone.hours == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"days-0": "mon", "opens-0": "9", "closes-0": "10:00"}, "expected a time such as 16:00"),
        ({"days-0": "mon", "opens-0": "09:00", "closes-0": "09:00"}, "not to be the same"),
        ({"special-from-0": "2026-12-24", "special-opens-0": "09:00"}, "expected both"),
        ({"special-from-0": "2026-12-24", "special-to-0": "2026-12-01"}, "on or after"),
    ],
)
def test_hours_nobody_can_keep_are_refused_and_stay_on_screen(cast, at, maple, fields, sentence):
    desk, before = at(cast.cora), program.phone_items(maple)
    page = save(desk, desk.open(PAGE), **fields)
    assert page.status_code == 422
    assert sentence in said(page)
    assert all(f'value="{value}"' in page.text for value in fields.values())
    assert program.phone_items(maple) == before


def test_two_coordinators_at_once_lose_nothing_of_each_other(cast, at, maple):
    page = at(cast.cora).open(PAGE)
    save(at(cast.ruth), page, **NIGHT)
    late = save(at(cast.cora), page, **ALL_DAY)
    assert late.status_code == 422
    assert "Somebody changed it in the meantime." in late.text
    assert [one.days for one in program.phone_items(maple)[0].hours] == [["fri", "sat"]]


def test_counselors_and_coordinators_of_no_program_are_refused(cast, at):
    assert at(cast.dana).open(PAGE).status_code == 403
    assert at(cast.cora).open("/staff/content/phones?program=oak").status_code == 404
    assert at(cast.cora).send(SAVE, program="maple", index="7", seen="x").status_code == 422
