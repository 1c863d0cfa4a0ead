"""A column type for short lists of single lines, such as what to bring to a meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Lines(TypeDecorator[tuple[str, ...]]):
    """A few single lines, read as a tuple and kept as one text: reading it costs a hot path next to nothing."""

    impl = String
    cache_ok = True

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], Any]:
        return lambda value: None if value is None else "\n".join(value)

    def result_processor(self, _dialect: Dialect, _kind: object) -> Callable[[Any], Any]:
        return lambda value: tuple(value.split("\n")) if value else ()
