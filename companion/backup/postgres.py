"""A PostgreSQL database as one snapshot of its tables, in the text form of COPY. It needs no client program beside this one, and any
later version of PostgreSQL reads it: tables are made by our own migrations, up to the version the copy was made at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

from companion.backup.archive import PIECE, Entry

VERSION_TABLE = "alembic_version"
Connection = psycopg.Connection[Any]
Tables = dict[str, list[str]]
"""Tables with their columns, those first that others refer to."""
_FOLDER = "tables/"


def begin_snapshot(connection: Connection) -> None:
    """Whatever this transaction reads is as of now, and nobody waits for it."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def tables(connection: Connection) -> Tables:
    """All tables of the schema but the one that names its version."""
    columns = connection.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum"
    ).fetchall()
    refers = connection.execute(
        "SELECT c.relname, r.relname FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid"
        " JOIN pg_class r ON r.oid = f.confrelid"
        " WHERE f.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND c.oid <> r.oid"
    ).fetchall()
    found: Tables = {}
    for table, column in columns:
        found.setdefault(table, []).append(column)
    order = TopologicalSorter[str]({table: [] for table in found})
    for table, parent in refers:
        order.add(table, parent)
    return {table: found[table] for table in order.static_order() if table != VERSION_TABLE}


def revision(connection: Connection) -> str | None:
    """Which version of the schema it has; None for one that is not ours."""
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def dump(connection: Connection, of: Tables, rows: dict[str, int]) -> Iterator[Entry]:
    """The rows of these tables, in pieces; how many they were is put into `rows`."""
    for table, columns in of.items():
        pieces = _pieces(connection, table, columns, rows)
        for number, piece in enumerate(pieces):
            yield Entry(f"{_FOLDER}{table}/{number:08}", len(piece), [piece])


def _pieces(connection: Connection, table: str, columns: list[str], rows: dict[str, int]) -> Iterator[bytes]:
    rows[table], waiting, size = 0, deque[bytes](), 0
    with connection.cursor() as cursor, cursor.copy(_copy(table, columns, "TO STDOUT")) as data:
        for block in data:
            waiting.append(bytes(block))
            rows[table] += waiting[-1].count(b"\n")
            size += len(block)
            if size >= PIECE:
                yield b"".join(waiting)
                waiting.clear()
                size = 0
    if waiting:
        yield b"".join(waiting)


def table_of(entry: str) -> str | None:
    """The table a file of the archive has rows of."""
    return entry.removeprefix(_FOLDER).partition("/")[0] if entry.startswith(_FOLDER) else None


class Loader:
    """Writes rows that `dump` made into empty tables. In the caller's transaction: nothing is there until it commits."""

    def __init__(self, connection: Connection, of: Tables):
        self.rows = dict.fromkeys(of, 0)
        self._connection, self._of = connection, of
        self._table, self._stack = "", ExitStack()

    def write(self, table: str, chunks: Iterator[bytes]) -> None:
        """One statement for each table: rows may refer to later ones of the same."""
        if table != self._table:
            self.end()
            cursor = self._stack.enter_context(self._connection.cursor())
            self._data = self._stack.enter_context(cursor.copy(_copy(table, self._of[table], "FROM STDIN")))
            self._table = table
        for chunk in chunks:
            self._data.write(chunk)
            self.rows[table] += chunk.count(b"\n")

    def end(self) -> None:
        """The rows of the last table are complete."""
        self._stack.close()


def _copy(table: str, columns: list[str], way: str) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) " + way).format(sql.Identifier(table), names)


def clear(connection: Connection) -> None:
    """Drop what the schema holds: tables with their triggers, and functions. In the caller's transaction."""
    named = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    for (table,) in connection.execute(named).fetchall():
        connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))
    functions = (
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    for (function,) in connection.execute(functions).fetchall():
        connection.execute(sql.SQL("DROP FUNCTION " + function))  # quoted by the database


def others_connected(connection: Connection) -> int:
    """How many other connections of this role are open to this database, from any machine."""
    count = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    row = connection.execute(count).fetchone()
    assert row is not None
    return int(row[0])


def settings(connection: Connection) -> dict[str, str]:
    """What it says about itself."""
    return dict(connection.execute("SELECT name, value FROM settings").fetchall())


def put_setting(connection: Connection, name: str, value: str) -> None:
    insert = (
        "INSERT INTO settings (name, value) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )
    connection.execute(insert, (name, value))
