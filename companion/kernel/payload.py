"""Building blocks for request and response bodies. Strict: nothing is guessed, no extra field is accepted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from companion.outside import words


class In(BaseModel):
    """Base of what may come in: exact JSON types, unknown fields refused, no NaN or infinity."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """This JSON, exactly. Raises ValidationError."""
        return cls.model_validate_json(raw, strict=True)


class Out(BaseModel):
    """Base of what goes out."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Problem(Out):
    """RFC 9457 problem details; the shape of every 4xx and 5xx answer."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    fields: list[ProblemField] = []


class ProblemField(Out):
    path: str
    code: str
    message: str


Problem.model_rebuild()

# C0 and C1 controls, and the separators that break lines in logs and mail headers.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LINE_BREAK = re.compile("[\t\r\n]")
_EITHER = re.compile(f"{_CONTROL.pattern}|{_LINE_BREAK.pattern}")


def _printable(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("contains a character that cannot be stored")
    return value


def _one_line(value: str) -> str:
    if not _EITHER.search(value):
        return value
    if _LINE_BREAK.search(value):
        raise ValueError("must be a single line")
    return _printable(value)


def _normal(value: Any) -> Any:
    return words.normal(value) if isinstance(value, str) else value


def Text(longest: int, shortest: int = 1) -> Any:  # noqa: N802 - reads as a type where it is used
    """One line of text without control characters, in Unicode's composed form, trimmed, `shortest` to `longest` characters."""
    return Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest),
        AfterValidator(_one_line),
        BeforeValidator(_normal),
    ]


def LongText(longest: int, shortest: int = 0) -> Any:  # noqa: N802
    """Text that may have line breaks, in Unicode's composed form, trimmed, at most `longest` characters."""
    return Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest),
        AfterValidator(_printable),
        BeforeValidator(_normal),
    ]


_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _sane_instant(value: datetime) -> datetime:
    if not _EARLIEST <= value < _LATEST:
        raise ValueError("must lie between the years 2000 and 2200")
    return value.astimezone(UTC)


def _sane_day(value: date) -> date:
    if not _EARLIEST.date() <= value < _LATEST.date():
        raise ValueError("must lie between the years 2000 and 2200")
    return value


def utc_text(value: datetime) -> str:
    """How an instant is written in every answer."""
    in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return f"{in_utc.isoformat(timespec='milliseconds')[:-6]}Z"


Stamp = Annotated[
    AwareDatetime, AfterValidator(_sane_instant), PlainSerializer(utc_text, return_type=str, when_used="json")
]
Day = Annotated[date, AfterValidator(_sane_day)]


def Whole(least: int, most: int) -> Any:  # noqa: N802
    """A whole number from `least` to `most`, both included."""
    return Annotated[int, Field(ge=least, le=most)]
