"""Dates as spreadsheets save them and as people write them: `2026-03-16`, `3/16/2026 0:00`, `16.3.2026`, `lunes 16 de marzo de 2026`,
`46097`. Which of 3/4/2026 is the month is decided once for a whole file: by a date in it that can only be read one way, or by
whoever brought it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from companion.imports.plain import plain_words
from companion.imports.weekdays import weekdays
from companion.kernel.sentences import Names, Sentence
from companion.program import rules

_MONTHS = (
    "jan january ene enero",
    "feb february febrero",
    "mar march marzo",
    "apr april abr abril",
    "may mayo",
    "jun june junio",
    "jul july julio",
    "aug august ago agosto",
    "sep sept september septiembre setiembre set",
    "oct october octubre",
    "nov november noviembre",
    "dec december dic diciembre",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_TIME = re.compile(r"[t ]\s*\d{1,2}[:.]\d\d.*$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_NAMED = re.compile(r"[^\W\d_]+|\d+")
_NO_WORD = frozenset(["de", "del", "of", "the", "el", "st", "nd", "rd", "th"])
_SERIALS = range(36526, 73051)  # 2000 to 2099: the days of spreadsheets count from the end of 1899
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Written:
    """One date as it was written. `day` is None while its two numbers can be month and day either way."""

    day: date | None
    weekday: str | None = None
    first: int = 0
    second: int = 0
    year: int = 0

    def read(self, day_first: bool) -> date:
        """Raises ValueError for a day that no calendar has."""
        if self.day is not None:
            return self.day
        return date(self.year, self.second, self.first) if day_first else date(self.year, self.first, self.second)


def written(text: str) -> Written:
    """What stands in a cell, without its time of day. Raises ValueError."""
    plain = plain_words(text)
    weekday, rest = _weekday(_TIME.sub("", plain).strip(" ,"))
    try:
        return _numbers(rest, weekday) or _in_words(rest, weekday)
    except ValueError as error:
        if isinstance(error.args[0], Sentence):
            raise
        raise ValueError(Sentence("%(text)s is no day of the calendar", text=repr(text))) from error


def _weekday(plain: str) -> tuple[str | None, str]:
    """The weekday before or behind a date, in any spelling of more than one letter, and the rest."""
    for found in (re.match(r"([^\W\d_]{2,})[.,]*\s+(?=\S)", plain), re.search(r"[\s,(]+([^\W\d_]{2,})[.)]*$", plain)):
        if found and found[1] not in _MONTH:
            try:
                (day,) = weekdays(found[1])
            except ValueError:
                continue
            return day, (plain[: found.start()] + plain[found.end() :]).strip(" ,")
    return None, plain


def _numbers(plain: str, weekday: str | None) -> Written | None:
    iso, serial, numbers = _ISO.fullmatch(plain), _SERIAL.fullmatch(plain), _NUMBERS.fullmatch(plain)
    if iso:
        return Written(date(int(iso[1]), int(iso[2]), int(iso[3])), weekday)
    if serial and int(serial[1]) in _SERIALS:
        return Written(_EPOCH + timedelta(days=int(serial[1])), weekday)
    if not numbers:
        return None
    first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    year += 2000 if year < 100 else 0
    if numbers[2] == ".":
        return Written(date(year, second, first), weekday)
    if first > 12:
        return Written(date(year, second, first), weekday, first, second, year)
    if second > 12 or first == second:
        return Written(date(year, first, second), weekday, first, second, year)
    either = [day for day in (date(year, first, second), date(year, second, first)) if _named(day) == weekday]
    return Written(either[0] if len(either) == 1 else None, weekday, first, second, year)


def _in_words(plain: str, weekday: str | None) -> Written:
    """`16 de marzo de 2026`, `March 16, 2026`, `16-mar-26`."""
    parts = [part for part in _NAMED.findall(plain) if part not in _NO_WORD]
    months = [_MONTH[part] for part in parts if part in _MONTH]
    numbers = [int(part) for part in parts if part.isdigit()]
    if len(parts) != 3 or len(months) != 1 or len(numbers) != 2:
        missing = len(parts) == 2 and len(months) == len(numbers) == 1
        raise ValueError(
            Sentence("expected a date with its year") if missing else Sentence("expected a date such as 2026-11-26")
        )
    day, year = numbers if numbers[0] <= 31 else numbers[::-1]
    return Written(date(year + 2000 if year < 100 else year, months[0], day), weekday)


def _named(day: date) -> str:
    return rules.WEEKDAYS[day.weekday()]


def order_of(found: Iterable[Written]) -> bool | None:
    """Whether the day comes before the month in a file with these dates; None if they do not say, True for none to ask about."""
    undecided, said = False, set[bool]()
    for one in found:
        if one.day is None:
            undecided = True
        elif one.first and one.first != one.second:
            said.add((one.day.day, one.day.month) == (one.first, one.second))
    if not undecided:
        return True
    return said.pop() if len(said) == 1 else None


def checked(one: Written, day_first: bool) -> date:
    """The day that is meant. Raises ValueError where the weekday beside it is another."""
    day = one.read(day_first)
    if one.weekday and one.weekday != _named(day):
        raise ValueError(
            Sentence(
                "%(day)s is not the weekday beside it but %(weekday)s",
                day=day,
                weekday=Names("weekday_code", [_named(day)]),
            )
        )
    return day


def date_as_read(text: str, day_first: bool) -> date:
    """The day that a date which can be read both ways is, read one way."""
    return written(text).read(day_first)
