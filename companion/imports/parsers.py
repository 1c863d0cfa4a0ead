"""Parses the cells of a row into the values of program files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from companion.imports.clocks import clock
from companion.imports.csv_reader import Row
from companion.imports.kinds import kind, language, level, online, yes
from companion.imports.plain import plain_slug
from companion.imports.weekdays import weekdays
from companion.kernel.sentences import Sentence
from companion.program.service import Trouble, describe_error

Shape = TypeVar("Shape", bound=BaseModel)


def _wall(text: str) -> str:
    """`4:30 PM` as 16:30; anything else as it is, for the shape to judge."""
    found = clock(text)
    return f"{found:%H:%M}" if found else text


def _weekday(text: str) -> str:
    found = weekdays(text)
    if len(found) != 1:
        raise ValueError(Sentence("expected one day; write a row for each"))
    return found[0]


def some(text: str) -> list[str]:
    """Several things in one cell."""
    return [each.strip() for each in text.split(";") if each.strip()]


def _tags(text: str) -> list[str]:
    return list(dict.fromkeys(slug for each in re.split("[;,]", text) if (slug := plain_slug(each))))


def _link(text: str) -> str:
    """`www.example.org` as https://www.example.org; a page that is not encrypted is refused by its shape."""
    return text if "://" in text or "." not in text else f"https://{text}"


READ: dict[str, Callable[[str], Any]] = {
    "days": weekdays,
    "own_days": weekdays,
    "day": _weekday,
    "starts": _wall,
    "ends": _wall,
    "kind": kind,
    "optional": yes,
    "telehealth": online,
    "modality": str.upper,
    "level": level,
    "language": language,
    "tags": _tags,
    "url": _link,
    "join_url": _link,
}


def read_row(shape: type[Shape], row: Row, troubles: list[Trouble], **more: Any) -> Shape | None:
    """The row as this shape says it, from the columns that are the shape's; what is wrong goes to `troubles`."""
    plain, unread = dict(more), set(row.unread)
    for name, field in shape.model_fields.items():
        column = field.alias or name
        if column in row.cells and column not in plain:
            reading = READ.get(column, some if "list" in str(field.annotation) else str)
            try:
                plain[column] = reading(row.cells[column])
            except ValueError as error:
                unread.add(column)
                troubles.append(Trouble(row.line, column, error.args[0]))
    try:
        made = shape.model_validate(plain)
    except ValidationError as error:
        found = [(str(each["loc"][0]) if each["loc"] else "", each) for each in error.errors()]
        troubles += [
            Trouble(row.line, at, describe_error(each, tuple(each["loc"]))) for at, each in found if at not in unread
        ]
        return None
    return None if unread else made
