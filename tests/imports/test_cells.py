"""Days, times and dates as people write them; what can mean two things is refused or asked about."""

from __future__ import annotations

from datetime import date, time

import pytest

from companion.imports import dates
from companion.imports.clocks import clock, halved, span
from companion.imports.kinds import kind
from companion.imports.weekdays import weekdays
from companion.program import rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, Wed", "mon wed"),
        ("M/W/F", "mon wed fri"),
        ("MTWTF", "mon tue wed thu fri"),
        ("TTh", "tue thu"),
        ("T R", "tue thu"),
        ("M-F", "mon tue wed thu fri"),
        ("Monday through Thursday", "mon tue wed thu"),
        ("Tues & Thurs", "tue thu"),
        ("Sa/Su", "sat sun"),
        ("weekdays", "mon tue wed thu fri"),
        ("lunes y miércoles", "mon wed"),
        ("lunes a viernes", "mon tue wed thu fri"),
        ("L-V", "mon tue wed thu fri"),
        ("LMMJV", "mon tue wed thu fri"),
        ("L, M, X, J, V", "mon tue wed thu fri"),
        ("Lun/Mié/Vie", "mon wed fri"),
        ("Todos los días", "mon tue wed thu fri sat sun"),
    ],
)
def test_days_are_read_as_people_write_them(text, expected):
    assert " ".join(weekdays(text)) == expected


@pytest.mark.parametrize("text", ["M", "M y J", "L M V", "S", "x", "", "mon -", "- mon", "thu-tue", "Mon 4", "then"])
def test_days_that_can_mean_two_things_or_nothing_are_refused(text):
    with pytest.raises(ValueError, match="days"):
        weekdays(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4:30 PM", time(16, 30)),
        ("4pm", time(16)),
        ("16h30", time(16, 30)),
        ("4:00 p.\u00a0m.", time(16)),
        ("a las 4:00 p. m.", time(16)),
        ("mediodía", time(12)),
        ("1630", time(16, 30)),
        ("16:00:00", time(16)),
        ("0.6875", time(16, 30)),
        ("12 AM", time(0)),
        ("13 PM", None),
        ("25:00", None),
        ("4", None),
    ],
)
def test_times_are_read_as_people_write_them(text, expected):
    assert clock(text) == expected


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("4–5:30 PM", time(16), time(17, 30)),
        ("10-1 PM", time(10), time(13)),
        ("9-12 PM", time(9), time(12)),
        ("9 a 10:30 a. m.", time(9), time(10, 30)),
        ("de 16:00 a 17:30", time(16), time(17, 30)),
        ("noon to 1 pm", time(12), time(13)),
    ],
)
def test_both_times_in_one_cell_share_the_half_of_the_day(text, begin, end):
    found = span(text)
    assert found is not None
    assert (clock(halved(*found)), clock(found[1])) == (begin, end)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-16", "2026-03-16T00:00:00", "3/16/2026", "3/16/26", "3/16/2026 4:00 PM", "16/03/2026", "16.3.2026", "16-mar-26", "46097",
        "46097.66", "Mar 16, 2026", "Monday, March 16, 2026", "lunes 16 de marzo de 2026", "lun. 16/03/2026", "16/03/2026 (lunes)",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_and_spreadsheets_write_them(text):
    assert dates.checked(dates.written(text), day_first=True) == date(2026, 3, 16)


@pytest.mark.parametrize("text", ["March 16", "3/16", "30.2.2026", "13/13/2026", "12345", "soon", "Tue 3/16/2026"])
def test_dates_without_a_year_or_with_another_weekday_are_refused(text):
    with pytest.raises(ValueError, match=r"date|calendar|weekday"):
        dates.checked(dates.written(text), day_first=False)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3/4/2026", "3/16/2026"], False),
        (["3/4/2026", "16/3/2026"], True),
        (["3/4/2026", "5/6/2026"], None),
        (["3/4/2026", "16/3/2026", "3/16/2026"], None),
        (["3/4/2026", "16.3.2026", "2026-03-16"], None),
        (["Wed 3/4/2026", "5/6/2026"], False),
        (["4/4/2026", "2026-03-16"], True),
    ],
)
def test_the_order_of_a_file_is_what_its_clear_dates_say(cells, expected):
    assert dates.order_of(map(dates.written, cells)) is expected


@pytest.mark.parametrize(
    "text", ["Process Group", "Terapia de grupo", "1:1", "Med management", "Almuerzo", *rules.KINDS]
)
def test_kinds_are_read_in_both_languages(text):
    assert kind(text) in rules.KINDS


def test_a_kind_is_suggested_only_when_it_is_likely():
    with pytest.raises(ValueError, match="did you mean workshop"):
        kind("worksop")
    with pytest.raises(ValueError, match="expected one of"):
        kind("chess")
