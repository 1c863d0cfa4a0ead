"""When check-ups come after completion."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from companion.aftercare.rules import checkup_due_dates, due_on, months_later

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 12, 31))


def test_the_first_month_asks_most_often():
    due = checkup_due_dates(date(2026, 3, 2), date(2026, 4, 1))
    assert [(day - date(2026, 3, 2)).days for day in due] == [1, 3, 7, 14, 21, 30]


def test_a_whole_first_year_and_a_half_is_written_out():
    due = checkup_due_dates(date(2026, 1, 31), date(2027, 7, 31))
    assert [f"{day:%m-%d}" for day in due] == [
        *("02-01", "02-03", "02-07", "02-14", "02-21", "03-02"),
        *("03-07", "03-14", "03-21", "03-28", "04-04", "04-11", "04-18", "04-25"),
        *("05-09", "05-23", "06-06", "06-20", "07-04", "07-18"),
        *("08-31", "09-30", "10-31", "11-30", "12-31", "01-31"),
        *("04-30", "07-31"),
    ]


@given(DAYS)
def test_due_days_rise_and_never_repeat(completed_on):
    due = checkup_due_dates(completed_on)
    assert all(earlier < later for earlier, later in pairwise(due))
    assert due[0] > completed_on


@given(DAYS)
def test_nobody_waits_longer_than_the_rhythm_promises(completed_on):
    for earlier, later in pairwise(checkup_due_dates(completed_on)):
        since = (earlier - completed_on).days
        longest = 9 if since < 84 else 14 if earlier < months_later(completed_on, 6) - timedelta(days=14) else 45
        assert (later - earlier).days <= (longest if later <= months_later(completed_on, 12) else 92)


@given(DAYS, st.integers(0, 240))
def test_a_calendar_month_later_keeps_the_day_or_takes_the_last(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 1500))
def test_a_shorter_look_is_the_beginning_of_a_longer_one(completed_on, days):
    short = checkup_due_dates(completed_on, completed_on + timedelta(days=days))
    assert checkup_due_dates(completed_on)[: len(short)] == short


def test_the_leap_day_works():
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2028, 2, 29), 48) == date(2032, 2, 29)


def test_only_the_newest_check_up_is_asked_for_so_there_is_nothing_to_catch_up_on():
    assert due_on(date(2026, 3, 1), date(2026, 3, 5), frozenset()) == date(2026, 3, 4)


def test_an_answered_check_up_is_not_asked_for_again():
    assert due_on(date(2026, 3, 1), date(2026, 3, 5), frozenset({date(2026, 3, 4)})) is None


def test_a_check_up_stops_asking_after_a_week():
    monthly = date(2026, 9, 1) + timedelta(days=30)
    assert due_on(date(2026, 3, 1), monthly, frozenset()) == date(2026, 10, 1)
    assert due_on(date(2026, 3, 1), date(2026, 10, 7), frozenset()) == date(2026, 10, 1)
    assert due_on(date(2026, 3, 1), date(2026, 10, 8), frozenset()) is None


def test_the_day_of_completion_itself_asks_nothing():
    assert due_on(date(2026, 3, 1), date(2026, 3, 1), frozenset()) is None
