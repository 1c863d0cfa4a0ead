"""Column types where SQLAlchemy's own promise too little or cost too much: instants, ids, JSON, lists of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, SafeUUID

from sqlalchemy import JSON, CheckConstraint, DateTime, String
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a naive datetime was about to be stored")
    return value.astimezone(UTC)


class _TextInstant(sqlite.DATETIME):
    """SQLite has no zones: one text in UTC, which sorts. The form is that of sqlite.DATETIME, made and read in one step."""

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], Any]:
        def write(value: datetime | None) -> str | None:
            return None if value is None else _utc(value).isoformat(" ", "microseconds")[:-6]

        return write

    def result_processor(self, _dialect: Dialect, _kind: object) -> Callable[[Any], Any]:
        return _read_instant


@lru_cache(maxsize=4096)
def _read_instant(text: str | None) -> datetime | None:
    """Kept, because the same instants are read over and over: those of a meeting for everybody who comes, those of a
    reminder for everybody it is due to at once."""
    return None if text is None else datetime.fromisoformat(text + "+00:00")


class _ZonedInstant(postgresql.TIMESTAMP):
    """PostgreSQL answers in the zone of the connection."""

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], Any]:
        return lambda value: None if value is None else _utc(value)

    def result_processor(self, _dialect: Dialect, _kind: object) -> Callable[[Any], Any]:
        return lambda value: None if value is None else value.astimezone(UTC)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. Refuses naive values; SQLite, which has no zones, stores UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return _TextInstant()  # type: ignore[no-untyped-call]
        return _ZonedInstant(timezone=True)


_UNKNOWN = SafeUUID.unknown  # asking an enum for it costs as much as the rest
_new = UUID.__new__
_set_int, _set_safety = (getattr(UUID, name).__set__ for name in ("int", "is_safe"))  # an id refuses to be changed


class _Uuid(SqlUuid[UUID]):
    """Reads the 32 digits that SQLite keeps without the checks UUID() makes of what a stranger wrote: half of its price."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, kind: object) -> Callable[[Any], Any] | None:
        if dialect.supports_native_uuid:
            return super().result_processor(dialect, kind)  # type: ignore[no-any-return, no-untyped-call]

        def read(value: str | None) -> UUID | None:
            if value is None:
                return None
            made = _new(UUID)
            _set_int(made, int(value, 16))
            _set_safety(made, _UNKNOWN)
            return made

        return read


Uuid = _Uuid(as_uuid=True)
Json = JSON().with_variant(postgresql.JSONB(), "postgresql")


class Lines(TypeDecorator[tuple[str, ...]]):
    """A few single lines, read as a tuple and kept as one text: reading it costs a hot path next to nothing."""

    impl = String
    cache_ok = True

    def bind_processor(self, _dialect: Dialect) -> Callable[[Any], Any]:
        return lambda value: None if value is None else "\n".join(value)

    def result_processor(self, _dialect: Dialect, _kind: object) -> Callable[[Any], Any]:
        return lambda value: tuple(value.split("\n")) if value else ()


def one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    """A check, named after the column, that it holds one of these."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)
