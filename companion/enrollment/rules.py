"""Phases, own days and weeks of a stay, as pure values: on which days somebody comes, and which week it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

PHASES = ("intake", "active", "step_down", "completed")
COMPLETED, DIED = "completed", "died"
LEFT_AS = ("left_early", "stepped_up", "transferred", "moved", "ended", DIED)
"""How a stay ends other than by completion: their wish, a higher level of care, another program, another town, the program's
decision, death."""
EXITS = (COMPLETED, *LEFT_AS)
LEAVES = ("hospital", "jail", "family", "other")
"""What a leave is for."""


@dataclass(frozen=True)
class OwnDays:
    """From this day on the person comes only on these weekdays (0 is Monday); the latest one begun counts."""

    since: date
    weekdays: frozenset[int]


def week_number(starts_on: date, today: date) -> int:
    """1 in the first seven days; 0 before the start."""
    return 0 if today < starts_on else (today - starts_on).days // 7 + 1


def about_weeks(starts_on: date, expected_end_on: date | None, usual: int) -> int:
    """How many weeks it is about: to the soft end, so that an extension shows; what is usual in the track without one."""
    if expected_end_on is None or expected_end_on < starts_on:
        return usual
    return (expected_end_on - starts_on).days // 7 + 1


def comes_on(own_days: Sequence[OwnDays], day: date) -> bool:
    """Whether someone with these own days comes on `day`; without any, every day of the track is theirs."""
    begun = [entry for entry in own_days if entry.since <= day]
    return not begun or day.weekday() in max(begun, key=lambda entry: entry.since).weekdays


def own_days_from(stored: Sequence[Any]) -> list[OwnDays]:
    """The own days as kept in an enrollment's row."""
    return [OwnDays(date.fromisoformat(entry["since"]), frozenset(entry["weekdays"])) for entry in stored]
