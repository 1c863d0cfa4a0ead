"""The program's telephone numbers and when somebody answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from companion.kernel import timezones
from companion.program.rules import WEEKDAYS

_DAYS_SEARCHED = 28


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


def after_open_hours(phones: Sequence[Phone], zone: str, since: datetime, needed: timedelta) -> datetime:
    """The instant by which somebody of the program has been there for `needed` since `since`, by the hours its phones
    state. Where none states hours, or hardly any, every hour counts."""
    left = needed
    first = timezones.local_day(since, zone)
    for ahead in range(_DAYS_SEARCHED):
        for opens, closes in _open_on(phones, first + timedelta(days=ahead), zone):
            start = max(opens, since)
            if closes - start >= left:
                return start + left
            left -= max(timedelta(0), closes - start)
    return since + needed


def _open_on(phones: Sequence[Phone], day: date, zone: str) -> list[tuple[datetime, datetime]]:
    """When somebody is there on this local day: spans of all phones together, none over another."""
    spans = sorted(
        (timezones.to_instant(day, entry.opens, zone), timezones.to_instant(day, entry.closes, zone))
        for phone in phones
        for entry in phone.hours
        if day.weekday() in entry.weekdays
    )
    found: list[tuple[datetime, datetime]] = []
    for opens, closes in spans:
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(closes, found[-1][1]))
        else:
            found.append((opens, closes))
    return found


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
