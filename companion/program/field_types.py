"""How single values are written in a program file: times, days, telephone numbers, links. Each says what it expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from companion.kernel.payload import LongText, Text
from companion.kernel.sentences import Sentence
from companion.outside import telephone
from companion.program import rules

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WALL = re.compile(r"([01]?\d|2[0-3]):[0-5]\d(:00)?")
LINK = re.compile(r"https://[^\s/@?#]+\.[^\s/@?#]+([/?#]\S*)?")


def _matching(pattern: re.Pattern[str], expected: Sentence) -> Any:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


def _wall_time(value: Any) -> Any:
    """Hours and minutes: a zone, or seconds that are not nought, would be a misunderstanding."""
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        raise ValueError(Sentence("expected a time such as 16:00"))
    hours, minutes, *_ = value.split(":")
    return time(int(hours), int(minutes))


def _closing_time(value: Any) -> Any:
    """The end of the day is written 24:00; it is the midnight at which the next day begins."""
    return time(0) if value == "24:00" else _wall_time(value)


def _weekdays(value: list[str]) -> list[str]:
    if len(set(value)) != len(value):
        raise ValueError(Sentence("expected each day once"))
    return value


def _one_of(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(Sentence("expected one of %(known)s", known=", ".join(allowed)))
    return value


def _phone(value: str) -> str:
    try:
        return telephone.written(value)
    except telephone.NotANumber as error:
        examples = {"one": "+1 555 010 0100", "other": "555-010-0100 ext. 12"}
        raise ValueError(Sentence("expected a telephone number such as %(one)s or %(other)s", **examples)) from error


Line30 = Annotated[str, *Text(30).__metadata__]
Line60 = Annotated[str, *Text(60).__metadata__]
Line80 = Annotated[str, *Text(80).__metadata__]
Line120 = Annotated[str, *Text(120).__metadata__]
Line160 = Annotated[str, *Text(160).__metadata__]
ToBring = Annotated[list[Line80], Field(max_length=rules.MOST_TO_BRING)]
Lines400 = Annotated[str, *LongText(400).__metadata__]
Lines600 = Annotated[str, *LongText(600).__metadata__]
Slug = Annotated[
    str,
    Field(max_length=60),
    _matching(_SLUG, Sentence("expected small letters, digits and a dash here and there, as in evening-track")),
]
Phone = Annotated[str, Field(max_length=80), AfterValidator(_phone)]
Link = Annotated[
    str, Field(max_length=500), _matching(LINK, Sentence("expected a web address that begins with https://"))
]
Wall = Annotated[time, BeforeValidator(_wall_time)]
Closing = Annotated[time, BeforeValidator(_closing_time)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[list[Weekday], Field(min_length=1, max_length=7), AfterValidator(_weekdays)]
Kind = Annotated[str, AfterValidator(lambda value: _one_of(value, rules.KINDS))]
Level = Annotated[str, AfterValidator(lambda value: _one_of(value, rules.LEVELS))]
Language = Literal["en", "es"]
