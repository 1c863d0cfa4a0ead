"""The program's telephone numbers and when somebody answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from companion.kernel import timezones
from companion.program.rules import WEEKDAYS


@dataclass(frozen=True)
class OpenHours:
    """Wall times in the program's zone on these weekdays (0 is Monday)."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True)
class Phone:
    """A number to call. Without hours it says nothing about when somebody answers."""

    label: str
    number: str
    hours: tuple[OpenHours, ...] = ()

    def open_at(self, instant: datetime, zone: str) -> bool | None:
        """Whether somebody answers at this instant; None when the program does not say."""
        if not self.hours:
            return None
        day, wall = timezones.local_day(instant, zone), timezones.local_time(instant, zone)
        return any(day.weekday() in entry.weekdays and entry.opens <= wall < entry.closes for entry in self.hours)


def phones_from(stored: Sequence[Any]) -> tuple[Phone, ...]:
    """The numbers as kept with a program."""
    return tuple(
        Phone(
            phone["label"],
            phone["number"],
            tuple(
                OpenHours(
                    tuple(WEEKDAYS.index(day) for day in entry["days"]),
                    time.fromisoformat(entry["opens"]),
                    time.fromisoformat(entry["closes"]),
                )
                for entry in phone["hours"]
            ),
        )
        for phone in stored
    )
