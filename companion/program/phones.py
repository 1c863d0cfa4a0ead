"""The program's telephone numbers and when somebody answers them: the one rule for every place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from companion.kernel import timezones
from companion.program.rules import WEEKDAYS, Closed

_DAYS_SEARCHED = 28
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Somebody answers from `opens_at` until just before `closes_at`."""

    opens_at: datetime
    closes_at: datetime


class Clock(NamedTuple):
    """Wall times in the program's zone. A time to close that is not after the one to open is on the next day; from
    midnight to midnight is the whole day."""

    opens: time
    closes: time

    def on(self, day: date, zone: str) -> Span:
        """From when to when that is on this day. A time that the spring change skips is the end of the gap, one that the
        autumn change repeats its first occurrence."""
        last = day if self.closes > self.opens else day + _DAY
        return Span(timezones.to_instant(day, self.opens, zone), timezones.to_instant(last, self.closes, zone))


@dataclass(frozen=True)
class WeeklyHours:
    """The same hours on each of these weekdays (0 is Monday)."""

    weekdays: tuple[int, ...]
    clock: Clock


@dataclass(frozen=True)
class SpecialDays:
    """What holds on these days, both included, in place of the weekly hours; without a clock nobody answers."""

    days: Closed
    clock: Clock | None


@dataclass(frozen=True)
class Phone:
    """A number to call. Without hours it says nothing about when somebody answers. On the closed days of the program nobody
    answers, unless the number says `on_closed_days` or has special hours then."""

    label: str
    number: str
    hours: tuple[WeeklyHours, ...] = ()
    on_closed_days: bool = False
    special_days: tuple[SpecialDays, ...] = ()

    @property
    def says(self) -> bool:
        """Whether the program says when somebody answers it."""
        return bool(self.hours or self.special_days)

    def spans(self, zone: str, closed: Sequence[Closed], first: date, last: date) -> list[Span]:
        """When somebody answers, counting what opens on the days from `first` to `last`, in order, none touching another."""
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        return _joined(clock.on(day, zone) for day in days for clock in self._clocks(day, closed))

    def open_at(self, instant: datetime, zone: str, closed: Sequence[Closed]) -> bool | None:
        """Whether somebody answers at this instant; None when the program does not say."""
        if not self.says:
            return None
        today = timezones.local_day(instant, zone)
        return any(span.opens_at <= instant < span.closes_at for span in self.spans(zone, closed, today - _DAY, today))

    def _clocks(self, day: date, closed: Sequence[Closed]) -> list[Clock]:
        special = [one.clock for one in self.special_days if one.days.covers(day)]
        if special:
            return [clock for clock in special if clock]
        if not self.on_closed_days and any(closure.covers(day) for closure in closed):
            return []
        return [entry.clock for entry in self.hours if day.weekday() in entry.weekdays]


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(span for span in spans if span.opens_at < span.closes_at):
        if found and span.opens_at <= found[-1].closes_at:
            found[-1] = Span(found[-1].opens_at, max(span.closes_at, found[-1].closes_at))
        else:
            found.append(span)
    return found


def anybody_answers(phones: Iterable[Phone], zone: str, closed: Sequence[Closed], now: datetime) -> bool | None:
    """Whether somebody answers any of them right now; None when none says when."""
    answers = [phone.open_at(now, zone, closed) for phone in phones]
    return None if all(answer is None for answer in answers) else any(answers)


def after_open_hours(
    phones: Sequence[Phone], zone: str, closed: Sequence[Closed], since: datetime, needed: timedelta
) -> datetime:
    """The instant by which somebody of the program has been there for `needed` since `since`, by the hours its phones
    state. Where none states hours, or hardly any, every hour counts."""
    left = needed
    first = timezones.local_day(since, zone) - _DAY
    last = first + timedelta(days=_DAYS_SEARCHED)
    for opens, closes in _joined(span for phone in phones for span in phone.spans(zone, closed, first, last)):
        start = max(opens, since)
        if closes - start >= left:
            return start + left
        left -= max(timedelta(0), closes - start)
    return since + needed


def phones_from(stored: Sequence[Any]) -> tuple[Phone, ...]:
    """The numbers as kept with a program; what was kept before there were special days has none."""
    return tuple(
        Phone(
            phone["label"],
            phone["number"],
            tuple(
                WeeklyHours(tuple(WEEKDAYS.index(day) for day in entry["days"]), _clock(entry))
                for entry in phone["hours"]
            ),
            phone.get("on_closed_days", False),
            tuple(_special(entry) for entry in phone.get("special_days", ())),
        )
        for phone in stored
    )


def _clock(entry: dict[str, Any]) -> Clock:
    return Clock(time.fromisoformat(entry["opens"]), time.fromisoformat(entry["closes"]))


def _special(entry: dict[str, Any]) -> SpecialDays:
    first = date.fromisoformat(entry["from"])
    last = date.fromisoformat(entry["to"]) if entry["to"] else first
    return SpecialDays(Closed(first, last), _clock(entry) if entry["opens"] else None)
