"""The few SQL helpers, all in one place: inserting what is new, counting what changed, statements that are built once, many ids as
one parameter, and values as the driver gives them.

They are for statements that run often or about many rows, where building a statement or typing its columns costs several times
what running it does (docs/decisions/0019-hot-statements.md). Everything else uses the ordinary ORM style.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from sqlalchemy import Boolean, Dialect, Executable, Row, Select, Table, Text, bindparam, select, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NULLTYPE, UserDefinedType

from companion.kernel.database import Base, db

if TYPE_CHECKING:
    from sqlalchemy import CursorResult


def affected(statement: Executable) -> int:
    """Execute an INSERT, UPDATE or DELETE and return how many rows it changed."""
    options = {"preserve_rowcount": True}  # without it psycopg answers -1 for an INSERT
    return cast("CursorResult[Any]", db.session.execute(statement, execution_options=options)).rowcount


def insert_ignore(model: type[Base], rows: Sequence[Mapping[str, Any]], conflict: Sequence[str]) -> int:
    """Insert those `rows` (column name → value) whose `conflict` columns are new; returns how many were."""
    if not rows:
        return 0
    if any(row.keys() != rows[0].keys() for row in rows):
        raise ValueError("rows with different columns in one insert")
    db.session.flush()
    connection = db.session.connection()
    # One short statement for all rows, compiled once: a statement that spells every row out is compiled each time.
    statement = _ignoring(model, connection.dialect.name, tuple(conflict))
    plain = _plain_insert(statement, connection.dialect, tuple(rows[0]))
    if plain is not None:
        text, columns = plain
        values = [tuple([write(row[name]) if write else row[name] for name, write in columns]) for row in rows]
        return connection.exec_driver_sql(text, values, execution_options=_COUNTED).rowcount
    done = connection.execute(statement, [dict(row) for row in rows], execution_options=_COUNTED)
    return cast("CursorResult[Any]", done).rowcount


def insert_new(model: type[Base], rows: Sequence[Mapping[str, Any]], key: str) -> set[Any]:
    """Insert those `rows` whose `key` is new; returns the keys that this very statement inserted.

    What another request inserted between a look and this statement is never among them, so that the caller may say
    "created" of exactly these. No key may come twice.
    """
    if not rows:
        return set()
    table = cast(Table, model.__table__)
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        # One writer: nobody inserts between this look and the statement, and inserting many rows cannot return them.
        held = {row[0] for row in connection.execute(_held(table, key), {"keys": [row[key] for row in rows]})}
        new = [row for row in rows if row[key] not in held]
        insert_ignore(model, new, [key])
        return {row[key] for row in new}
    db.session.flush()
    statement = _ignoring(model, connection.dialect.name, (key,)).returning(table.c[key])
    return set(connection.execute(statement, [dict(row) for row in rows]).scalars())


@lru_cache(maxsize=100)
def _held(table: Table, key: str) -> Select[Any]:
    return select(table.c[key]).where(table.c[key].in_(bindparam("keys", expanding=True)))


_COUNTED = {"preserve_rowcount": True}
_Write = Callable[[Any], Any] | None


@lru_cache(maxsize=100)
def _ignoring(model: type[Base], dialect: str, conflict: Sequence[str]) -> Any:
    of = sqlite if dialect == "sqlite" else postgresql
    return of.insert(model.__table__).on_conflict_do_nothing(index_elements=conflict)


@lru_cache(maxsize=100)
def _plain_insert(insert: Any, dialect: Dialect, names: tuple[str, ...]) -> tuple[str, list[tuple[str, _Write]]] | None:
    """The text of this INSERT and how each of its values is written, in order; None where SQLAlchemy has more to do.

    On SQLite preparing fifty rows one by one costs three times what storing them does.
    """
    if dialect.name != "sqlite":
        return None
    compiled = insert.compile(dialect=dialect, column_keys=names)
    if set(compiled.positiontup) != set(names):
        return None  # columns with defaults that nobody named
    types = {name: insert.table.c[name].type for name in names}
    return str(compiled), [
        (name, types[name].dialect_impl(dialect).bind_processor(dialect)) for name in compiled.positiontup
    ]


def fetch(statement: Executable, **values: Any) -> Sequence[Row[Any]]:
    """The rows of a statement that was built once, from columns of tables, with these values for its parameters.

    For hot reads: building a statement anew, or one about mapped classes, costs several times what running it does.
    It sees what was flushed, not what still waits in the session.
    """
    return db.session.connection().execute(statement, values).all()


def bare(*columns: Any) -> Select[Any]:
    """SELECT of these columns without making ids, days or JSON of them: values to compare with each other inside one process, never
    to store. Not for instants: their text has a zone."""
    plain = sql_cast if db.engine.dialect.name == "postgresql" else type_coerce
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
