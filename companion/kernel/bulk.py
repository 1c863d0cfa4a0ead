"""Reads and writes many rows at once: values as the driver gives them, and many ids as one parameter. Both cost a fraction of
what typed columns and one parameter per id cost.

Values read this way are for comparing with each other inside one process, never for storing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Dialect, Select, Text, bindparam, cast, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NULLTYPE, UserDefinedType

from companion.kernel.database import db


def bare(*columns: Any) -> Select[Any]:
    """SELECT of these columns without making ids, days or JSON of them. Not for instants: their text has a zone."""
    plain = cast if db.engine.dialect.name == "postgresql" else type_coerce
    kind = Text() if db.engine.dialect.name == "postgresql" else NULLTYPE
    labelled: list[Any] = [plain(column, kind).label(f"c{at}") for at, column in enumerate(columns)]
    return select(*labelled)


def rows(query: Select[Any]) -> Sequence[Any]:
    """All rows of a `bare` query."""
    return db.session.connection().execute(query).all()


def bare_id(value: UUID) -> str:
    """How a bare query writes this id."""
    return str(value) if db.engine.dialect.name == "postgresql" else value.hex


def as_uuid(bare: str) -> UUID:
    """The id that a bare value stands for."""
    return UUID(hex=bare)


class _Ids(UserDefinedType[Sequence[UUID]]):
    """A list of ids as one parameter: an array on PostgreSQL, JSON on SQLite."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return list
        return lambda ids: json.dumps([each.hex for each in ids])


class _Among(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()
    _is_implicitly_boolean = True  # else SQLite would be asked for `… = 1`, and would use no index


def among(column: Any, name: str) -> Any:
    """`column IN (…)` for a statement that is built once: the ids come as the one parameter called `name`."""
    return _Among(column, bindparam(name, type_=_Ids()))


@compiles(_Among, "postgresql")
def _as_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY({ids})"


@compiles(_Among, "sqlite")
def _as_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - both were compiled, nothing is text
