"""Stretches, days all together, and the last thirty: by example, then for whatever can be told."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.recovery.rules import HAPPENED, HIDE, PAUSE, RETURN, START, Length, length
from companion.recovery.spans import days_together, last_thirty, stretches, this_stretch
from tests.recovery.tellings import days, histories, mark, on, tell

DAY = timedelta(days=1)


def test_a_stretch_of_eighty_four_days_is_eighty_four_days() -> None:
    assert days_together(tell("start 2026-01-01"), on("2026-03-26")) == 84


def test_the_day_one_begins_is_not_counted_before_it_is_over() -> None:
    begun = tell("start 2026-01-01")
    assert (days_together(begun, on("2026-01-01")), days_together(begun, on("2026-01-02"))) == (0, 1)


def test_after_a_return_the_days_stay_and_a_new_stretch_begins_at_nothing() -> None:
    told = tell("start 2026-01-01", "return 2026-03-26", "start 2026-03-27 2026-03-26")
    assert days_together(told, on("2026-03-27")) == 84
    assert this_stretch(told).length(on("2026-03-27")) == Length(0, 0, 0)
    assert days_together(told, on("2026-04-06")) == 94
    assert this_stretch(told).length(on("2026-04-06")) == Length(0, 0, 10)


def test_a_return_told_days_later_takes_no_day_that_was_shown() -> None:
    before = tell("start 2026-01-01")
    after = [*before, *tell("pause 2026-01-01", "return 2026-01-20 2026-01-25", "start 2026-01-25 2026-01-25")[1:]]
    assert days_together(before, on("2026-01-25")) == days_together(after, on("2026-01-25")) == 24
    assert days_together(after, on("2026-02-10")) == 35


def test_several_returns_on_one_day_are_one() -> None:
    once = tell("start 2026-01-01", "return 2026-01-10", "start 2026-01-11 2026-01-10")
    twice = [*once, mark(7, RETURN, on("2026-01-10")), mark(8, START, on("2026-01-11"), on("2026-01-10"))]
    assert stretches(once) == stretches(twice)


def test_a_pause_is_not_a_return() -> None:
    told = tell("start 2026-01-01", "pause 2026-01-11", "start 2026-02-01")
    assert len(stretches(told)) == 1
    assert this_stretch(told).length(on("2026-02-06")) == Length(0, 0, 15)
    assert days_together(told, on("2026-02-06")) == 15


def test_while_it_is_paused_it_stands_still() -> None:
    told = tell("start 2026-01-01", "pause 2026-01-11")
    assert not this_stretch(told).running
    assert this_stretch(told).length(on("2026-12-01")) == Length(0, 0, 10)


def test_a_return_during_a_pause_ends_the_stretch_where_it_was_paused() -> None:
    told = tell("start 2026-01-01", "pause 2026-01-11", "return 2026-01-20")
    assert this_stretch(told) is None
    assert days_together(told, on("2026-03-01")) == 10


def test_a_start_on_the_day_of_a_return_counts_from_the_day_after() -> None:
    told = tell("start 2026-01-01", "return 2026-01-10", "start 2026-01-10")
    assert this_stretch(told).spans[0].first == on("2026-01-11")


def test_a_return_on_two_days_in_a_row_leaves_the_later_start() -> None:
    told = tell(
        "start 2026-01-01", "return 2026-01-10", "start 2026-01-10", "return 2026-01-11", "start 2026-01-15 2026-01-11"
    )
    assert this_stretch(told).spans[0].first == on("2026-01-15")


def test_that_it_happened_alone_changes_no_day() -> None:
    told = tell("start 2026-01-01")
    more = [mark(5, HAPPENED, on("2026-01-10")), mark(6, HIDE, on("2026-01-10"))]
    assert stretches([*told, *more]) == stretches(told)


def test_twenty_seven_of_the_last_thirty() -> None:
    told = tell("start 2026-01-01")
    for number, day in enumerate((10, 15, 20)):
        told += [
            mark(2 * number + 1, RETURN, date(2026, 2, day)),
            mark(2 * number + 2, START, date(2026, 2, day) + DAY),
        ]
    assert last_thirty(told, on("2026-03-01")) == 27


def test_nothing_is_said_about_thirty_days_before_there_are_thirty() -> None:
    assert last_thirty(tell("start 2026-01-01"), on("2026-01-30")) is None
    assert last_thirty(tell("start 2026-01-01"), on("2026-01-31")) == 30


def test_a_pause_among_them_is_neither_one_nor_the_other() -> None:
    assert last_thirty(tell("start 2026-01-01", "pause 2026-02-20"), on("2026-03-01")) is None
    assert last_thirty(tell("start 2026-01-01", "pause 2026-01-10", "start 2026-01-15"), on("2026-03-01")) == 30


@pytest.mark.parametrize(
    ("first", "today", "expected"),
    [
        ("2024-02-29", "2025-02-28", Length(1, 0, 0)),
        ("2024-02-29", "2025-03-01", Length(1, 0, 1)),
        ("2024-02-29", "2028-02-28", Length(3, 11, 30)),
        ("2024-02-29", "2028-02-29", Length(4, 0, 0)),
        ("2025-01-01", "2026-01-05", Length(1, 0, 4)),
        ("2025-01-31", "2025-02-28", Length(0, 1, 0)),
        ("2025-01-31", "2025-03-01", Length(0, 1, 1)),
        ("2025-12-31", "2026-01-01", Length(0, 0, 1)),
        ("2026-01-02", "2026-01-01", Length(0, 0, 0)),
    ],
)
def test_a_length_is_told_in_calendar_units(first: str, today: str, expected: Length) -> None:
    assert length(on(first), on(today)) == expected


@given(histories(), days)
def test_days_all_together_never_fall_as_time_goes_by(marks, today) -> None:
    assert days_together(marks, today) <= days_together(marks, today + DAY)


@given(histories(), st.data())
def test_days_all_together_never_fall_whatever_is_told_next(marks, data) -> None:
    last = max((one.told for one in marks), default=on("2024-01-01"))
    told = last + timedelta(days=data.draw(st.integers(0, 30)))
    kind = data.draw(st.sampled_from([START, RETURN, PAUSE, HAPPENED, HIDE]))
    next_one = mark(len(marks), kind, told - timedelta(days=data.draw(st.integers(0, 40))), told)
    assert days_together(marks, told) <= days_together([*marks, next_one], told)


@given(histories())
def test_only_what_was_told_matters_not_the_order_in_which_it_arrived(marks) -> None:
    assert stretches(marks) == stretches(random.Random(1).sample(marks, len(marks)))


@given(histories(), days)
def test_spans_are_in_order_apart_and_hold_no_day_of_a_return(marks, today) -> None:
    made = [span for stretch in stretches(marks) for span in stretch.spans]
    assert all(one.end is not None and one.end <= other.first for one, other in pairwise(made))
    returns = {one.day for one in marks if one.kind == RETURN}
    assert not any(span.first <= day < span.until(date.max) for span in made for day in returns)


@given(histories(), days)
def test_of_the_last_thirty_there_are_none_to_thirty(marks, today) -> None:
    assert last_thirty(marks, today) in {None, *range(31)}


@given(st.dates(date(1940, 1, 1), date(2150, 1, 1)), st.integers(0, 20000))
def test_a_length_grows_by_a_day_or_turns_over(first, count) -> None:
    today = first + timedelta(days=count)
    before, after = length(first, today), length(first, today + DAY)
    as_tuple = (after.years, after.months, after.days)
    assert as_tuple > (before.years, before.months, before.days)
    assert 0 <= after.days <= 30
    assert 0 <= after.months <= 11
