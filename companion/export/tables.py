"""Every row that is about one person, whichever feature stores it.

Read from the schema instead of asking each feature in turn: a table that is added later is in the copy from its first row,
and nobody has to remember it (docs/decisions/0009). What `rules.kept_back` names is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, select

from companion.accounts import service as accounts
from companion.export import rules
from companion.kernel import crypto, data_keys
from companion.kernel.database import Base, db
from companion.kernel.logs import log

Record = dict[str, Any]
UNREADABLE, ERASED = "(cannot be opened)", "(erased)"


def personal() -> Iterator[tuple[Table, Column[Any]]]:
    """Each table with rows about one person, and the column that says whose they are."""
    for table in Base.metadata.sorted_tables:
        owner = next((table.c[name] for name in rules.OWNERS if name in table.c), None)
        if table.name == "accounts":
            owner = table.c.id
        if owner is not None:
            yield table, owner


def records(account_id: UUID) -> dict[str, list[Record]]:
    """Table name → this person's rows, oldest first, sealed texts opened and other ids told as names."""
    found = {table.name: _rows(table, owner, account_id) for table, owner in personal()}
    named = _Names(account_id)
    return {name: [named.tell(row) for row in rows] for name, rows in found.items() if rows}


def _rows(table: Table, owner: Column[Any], account_id: UUID) -> list[Record]:
    wanted = [column for column in table.c if not rules.kept_back(table.name, column.name)]
    keys = [column for column in table.c if column.name == "id" or column is owner]
    oldest = next((c for c in table.c if c.name.endswith(("_at", "_on")) or c.name in ("at", "since")), owner)
    query = (
        select(*dict.fromkeys([*wanted, *keys]))
        .where(owner == account_id, *_there(table))
        .order_by(oldest, *table.primary_key)
    )
    return [_opened(table, wanted, row._mapping, account_id) for row in db.session.execute(query)]


def _there(table: Table) -> list[ColumnElement[bool]]:
    """What somebody deleted left an empty row that keeps its id taken; there is nothing in it to tell."""
    return [table.c.deleted_at.is_(None)] if "deleted_at" in table.c else []


def _opened(table: Table, wanted: Iterable[Column[Any]], row: Any, account_id: UUID) -> Record:
    said: Record = {}
    for column in wanted:
        name = rules.plain_name(column.name)
        if said.get(name) is None:  # what stood in a column before it was sealed stands in one of the two
            said[name] = _value(table, column, row, account_id)
    return rules.spread(table.name, said)


def _value(table: Table, column: Column[Any], row: Any, account_id: UUID) -> Any:
    if column.name.endswith("_sealed"):
        return _unsealed(table.name, row, column.name, account_id)
    if isinstance(row[column], UUID) and column.name not in ("id", *rules.OWNERS):
        return _Reference(column, row[column])
    return row[column]


def _unsealed(table: str, row: Any, column: str, account_id: UUID) -> Any:
    """The text, or the document if it is one. A seal is bound to the row's id, or the person's where a row has none."""
    sealed = row[column]
    if sealed is None:
        return None
    places = [
        (row[key], name) for key in ("id", *rules.OWNERS) if key in row for name in (rules.plain_name(column), column)
    ]
    for where, name in places:
        try:
            return _document(data_keys.unseal(account_id, table, where, name, sealed))
        except data_keys.Erased:
            return ERASED
        except (crypto.SealError, ValueError):
            continue
    # One damaged row is no reason to keep all the others from their owner.
    log("export").error("sealed_text_does_not_open", table=table, column=column)
    return UNREADABLE


def _document(text: str) -> Any:
    if not text.startswith(("{", "[")):
        return text
    try:
        read = json.loads(text)
    except ValueError:
        return text
    return {key: value for key, value in read.items() if key != "fingerprint"} if isinstance(read, dict) else read


class _Reference:
    """An id that points at somebody or something else."""

    def __init__(self, column: Column[Any], value: UUID):
        self.value = value
        self.table = next((key.column.table for key in column.foreign_keys), None)


class _Names:
    """Tells references: staff and things of the program by name, everything else by its id, other participants never."""

    def __init__(self, account_id: UUID):
        self._mine = account_id
        self._known: dict[UUID, str | None] = {account_id: "self"}

    def tell(self, row: Record) -> Record:
        return {name: self._name(value) if isinstance(value, _Reference) else value for name, value in row.items()}

    def _name(self, reference: _Reference) -> str | None:
        if reference.value not in self._known:
            self._known[reference.value] = self._look_up(reference)
        return self._known[reference.value]

    def _look_up(self, reference: _Reference) -> str | None:
        person = accounts.people([reference.value]).get(reference.value)
        if person is not None:
            return person.display_name if person.is_staff else None
        table = reference.table
        label = next((table.c[n] for n in ("title", "name") if n in table.c), None) if table is not None else None
        if table is None or label is None:
            return str(reference.value)
        found = db.session.scalar(select(label).where(table.c.id == reference.value))
        return found or str(reference.value)
