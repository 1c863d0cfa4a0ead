"""Parses spreadsheet cells into the values of program files: days, times, kinds, yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from companion.imports.csv_reader import Row
from companion.program import rules
from companion.program.service import Trouble, describe_error

Shape = TypeVar("Shape", bound=BaseModel)
_DAYS = {
    "mon": "mon monday lun lunes",
    "tue": "tue tues tuesday mar martes",
    "wed": "wed weds wednesday mie mié miercoles miércoles",
    "thu": "thu thur thurs thursday jue jueves",
    "fri": "fri friday vie viernes",
    "sat": "sat saturday sab sáb sabado sábado",
    "sun": "sun sunday dom domingo",
}
_DAY = {word: day for day, words in _DAYS.items() for word in words.split()}
_YES = frozenset(["yes", "y", "true", "x", "1", "sí", "si"])
_NO = frozenset(["no", "n", "false", "0"])
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::00)?\s*([ap])\.?\s?m\.?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def days(text: str) -> list[str]:
    """`Mon, Wed`, `lunes/miércoles`, `Mon-Fri`: single days, or from one to another. Raises ValueError."""
    found: list[str] = []
    for part in re.split(r"[\s,;/+&]+", text.strip()):
        first, _, last = part.replace("–", "-").partition("-")
        begin, end = _day(first), _day(last) if last else _day(first)
        there = rules.WEEKDAYS.index(begin), rules.WEEKDAYS.index(end)
        if there[0] > there[1]:
            raise ValueError(f"expected days in the order of the week, not {part!r}")
        found += rules.WEEKDAYS[there[0] : there[1] + 1]
    return found


def _day(word: str) -> str:
    day = _DAY.get(word.strip(".").casefold())
    if day is None:
        raise ValueError(f"expected days such as mon wed, not {word!r}")
    return day


def wall(text: str) -> str:
    """`4:30 PM` as 16:30; anything else as it is, for the shape to judge."""
    found = _CLOCK.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= 12:
        return text
    return f"{int(found[1]) % 12 + (12 if found[3].casefold() == 'p' else 0)}:{found[2]}"


def kind(text: str) -> str:
    """`Process group` as process_group. Raises ValueError with a near miss."""
    plain = re.sub(r"[\s/-]+", "_", text.strip().casefold())
    if plain in rules.KINDS:
        return plain
    close = get_close_matches(plain, rules.KINDS, 1)
    known = f"did you mean {close[0]}?" if close else "expected one of " + ", ".join(rules.KINDS)
    raise ValueError(f"{text!r} is no kind of meeting; {known}")


def yes(text: str) -> bool:
    plain = text.casefold()
    if plain not in _YES | _NO:
        raise ValueError("expected yes or no")
    return plain in _YES


def day(text: str) -> str:
    """A date in the one spelling that means the same everywhere."""
    if not _DATE.fullmatch(text):
        raise ValueError("expected a date such as 2026-11-26")
    return text


def some(text: str) -> list[str]:
    """Several things in one cell."""
    return [each.strip() for each in text.split(";") if each.strip()]


READ: dict[str, Callable[[str], Any]] = {
    "days": days,
    "own_days": days,
    "starts": wall,
    "ends": wall,
    "kind": kind,
    "optional": yes,
    "telehealth": yes,
    "date": day,
    "starts_on": day,
    "expected_end_on": day,
    "modality": str.upper,
    "level": str.lower,
    "language": str.lower,
}


def read_row(shape: type[Shape], row: Row, troubles: list[Trouble], **more: Any) -> Shape | None:
    """The row as this shape says it, from the columns that are the shape's; what is wrong goes to `troubles`."""
    plain, unread = dict(more), set[str]()
    for name, field in shape.model_fields.items():
        column = field.alias or name
        if column in row.cells and column not in plain:
            reading = READ.get(column, some if "list" in str(field.annotation) else str)
            try:
                plain[column] = reading(row.cells[column])
            except ValueError as error:
                unread.add(column)
                troubles.append(Trouble(row.line, column, str(error)))
    try:
        made = shape.model_validate(plain)
    except ValidationError as error:
        found = [(str(each["loc"][0]) if each["loc"] else "", each) for each in error.errors()]
        troubles += [
            Trouble(row.line, at, describe_error(each, tuple(each["loc"]))) for at, each in found if at not in unread
        ]
        return None
    return None if unread else made
