"""Custom days, and which week of a stay it is."""

from __future__ import annotations

from datetime import date, timedelta

from companion.enrollment import rules as enrollment_rules
from companion.enrollment.rules import OwnDays

MONDAY = date(2026, 3, 9)


def test_first_week_is_week_one_and_before_it_is_none():
    assert enrollment_rules.week_number(MONDAY, MONDAY - timedelta(days=1)) == 0
    assert enrollment_rules.week_number(MONDAY, MONDAY + timedelta(days=6)) == 1
    assert enrollment_rules.week_number(MONDAY, MONDAY + timedelta(days=7)) == 2


def test_without_own_days_every_day_is_theirs():
    assert enrollment_rules.comes_on([], MONDAY)


def test_own_days_begin_on_their_date_and_the_latest_counts():
    own = [OwnDays(MONDAY, frozenset({0, 2})), OwnDays(MONDAY + timedelta(days=14), frozenset({2}))]
    assert enrollment_rules.comes_on(own, MONDAY - timedelta(days=6))  # a Tuesday before anything began
    assert enrollment_rules.comes_on(own, MONDAY)
    assert not enrollment_rules.comes_on(own, MONDAY + timedelta(days=1))
    assert not enrollment_rules.comes_on(own, MONDAY + timedelta(days=14))
    assert enrollment_rules.comes_on(own, MONDAY + timedelta(days=16))
