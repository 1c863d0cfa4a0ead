"""Milestones: on the right day, also on 29 February; earned ones stay; the quiet week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.recovery.milestones import DAYS, Earned, coming, earned, reached_on
from companion.recovery.rules import (
    HAPPENED,
    PAUSE,
    RETURN,
    START,
    Moment,
    months_later,
    program_moments,
    quiet_since,
)
from tests.recovery.tellings import days, histories, mark, on, tell

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def keys(told: list, today: str) -> list[str]:
    return [one.key for one in earned(told, on(today))]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-02-29", []),
        ("2024-03-01", ["d1"]),
        ("2024-03-07", ["d1", "d7"]),
        ("2024-03-30", ["d1", "d7", "d30"]),
        ("2024-05-29", ["d1", "d7", "d30", "d60", "d90"]),
        ("2024-08-28", ["d1", "d7", "d30", "d60", "d90"]),
        ("2024-08-29", ["d1", "d7", "d30", "d60", "d90", "m6"]),
        ("2024-11-29", ["d1", "d7", "d30", "d60", "d90", "m6", "m9"]),
        ("2025-02-28", ["d1", "d7", "d30", "d60", "d90", "m6", "m9", "m12"]),
        ("2025-08-29", ["d1", "d7", "d30", "d60", "d90", "m6", "m9", "m12", "m18"]),
        ("2027-02-28", ["d1", "d7", "d30", "d60", "d90", "m6", "m9", "m12", "m18", "m24", "m36"]),
    ],
)
def test_milestones_come_on_their_calendar_day_also_from_29_february(today: str, expected: list[str]) -> None:
    assert keys(tell("start 2024-02-29"), today) == expected


def test_four_years_after_29_february_is_29_february() -> None:
    assert reached_on("m48", on("2024-02-29")) == on("2028-02-29")


def test_a_return_takes_no_milestone_away() -> None:
    told = tell("start 2026-01-01", "return 2026-02-10", "start 2026-02-11 2026-02-10")
    assert keys(told, "2026-02-12") == ["d1", "d7", "d30"]


def test_a_return_told_about_a_day_before_a_milestone_that_was_shown_leaves_it() -> None:
    told = tell("start 2026-01-01", "return 2026-01-29 2026-02-02", "start 2026-02-02 2026-02-02")
    assert Earned("d30", on("2026-01-31")) in earned(told, on("2026-02-03"))


def test_a_milestone_is_earned_once_and_keeps_its_first_day() -> None:
    told = tell("start 2026-01-01", "return 2026-01-20", "start 2026-01-21")
    week = [one for one in earned(told, on("2026-03-01")) if one.key == "d7"]
    assert week == [Earned("d7", on("2026-01-08"))]


def test_days_of_a_pause_do_not_count_towards_one() -> None:
    told = tell("start 2026-01-01", "pause 2026-01-11", "start 2026-02-01")
    assert "d30" not in keys(told, "2026-02-20")
    assert keys(told, "2026-02-21")[-1] == "d30"


def test_nothing_is_coming_while_it_is_paused_or_after_a_return() -> None:
    week = (on("2026-01-05"), on("2026-01-12"))
    assert coming(tell("start 2026-01-01"), *week) == [Earned("d7", on("2026-01-08"))]
    assert coming(tell("start 2026-01-01", "pause 2026-01-06"), *week) == []
    assert coming(tell("start 2026-01-01", "return 2026-01-06"), *week) == []


@given(histories(), days)
def test_earned_ones_stay_as_time_goes_by(marks, today) -> None:
    assert set(earned(marks, today)) <= set(earned(marks, today + DAY))


@given(histories(), st.data())
def test_earned_ones_stay_whatever_is_told_next(marks, data) -> None:
    told = max((one.told for one in marks), default=on("2024-01-01")) + timedelta(days=data.draw(st.integers(0, 40)))
    kind = data.draw(st.sampled_from([START, RETURN, PAUSE, HAPPENED]))
    more = [*marks, mark(len(marks), kind, told - timedelta(days=data.draw(st.integers(0, 40))), told)]
    assert {one.key for one in earned(marks, told)} <= {one.key for one in earned(more, told)}


@given(st.dates(on("1940-01-01"), on("2090-01-01")), st.integers(1, 700))
def test_a_stretch_without_a_break_has_exactly_the_milestones_of_its_age(first, age) -> None:
    today = first + timedelta(days=age)
    expected = [f"d{days}" for days in DAYS if days <= age]
    expected += [f"m{months}" for months in (6, 9, 12, 18) if months_later(first, months) <= today]
    assert [one.key for one in earned([mark(0, START, first)], today)] == expected


def test_for_seven_days_after_it_happened_it_is_quiet() -> None:
    told = [(on("2026-03-10"), NOON)]
    assert quiet_since(told, on("2026-03-17"), NOON + timedelta(days=6, hours=23)) == on("2026-03-10")
    assert quiet_since(told, on("2026-03-18"), NOON + timedelta(days=7, hours=1)) is None


def test_what_is_told_late_is_quiet_for_a_week_from_the_telling() -> None:
    told = [(on("2026-02-20"), NOON)]
    assert quiet_since(told, on("2026-03-12"), NOON + timedelta(days=2)) == on("2026-02-20")


def test_a_phone_with_its_clock_years_ahead_does_not_silence_for_years() -> None:
    assert quiet_since([(on("2031-03-10"), NOON + timedelta(days=1800))], on("2026-03-10"), NOON) is None


def test_the_program_has_its_own_milestones() -> None:
    assert program_moments(on("2026-01-05"), on("2026-03-06"), None) == [
        Moment("first_week", on("2026-01-12")),
        Moment("halfway", on("2026-02-04")),
    ]
    assert program_moments(on("2026-01-05"), None, on("2026-03-06"))[-1] == Moment("graduation", on("2026-03-06"))


def test_somebody_who_left_on_the_third_day_has_no_first_week() -> None:
    kinds = [one.kind for one in program_moments(on("2026-01-05"), None, on("2026-01-08"))]
    assert "first_week" not in kinds
    assert [one.kind for one in program_moments(on("2026-01-05"), None, None)] == ["first_week"]
