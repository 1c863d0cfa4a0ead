"""Synchronizes rows with a list from a file: new items are added, changed ones updated, missing ones removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from companion.kernel.database import Base, db
from companion.kernel.ids import new_id


@dataclass(frozen=True)
class Mirrored:
    """How many rows changed to make the table match the list; all zero when it matched already."""

    added: int = 0
    changed: int = 0
    removed: int = 0


def mirror(model: type[Base], owner: Mapping[str, UUID], rows: Iterable[Mapping[str, Any]], now: datetime) -> Mirrored:
    """Make the rows of `owner` (column name → id) say exactly `rows`, which are told apart by their `slug`.

    Idempotent; a row that stays keeps its id, and its `changed_at` unless it differs. Rows of other owners are not
    looked at.
    """
    table: Any = model.__table__
    mine = [table.c[column] == value for column, value in owner.items()]
    there = {row["slug"]: dict(row) for row in db.session.execute(select(table).where(*mine)).mappings()}
    wanted = {row["slug"]: dict(row) for row in rows}
    new = [{"id": new_id(), **owner, **row, "changed_at": now} for slug, row in wanted.items() if slug not in there]
    differing = {slug: row for slug, row in wanted.items() if slug in there and not row.items() <= there[slug].items()}
    gone = there.keys() - wanted.keys()
    if new:
        db.session.execute(insert(table), new)
    for slug, row in differing.items():
        db.session.execute(update(table).where(table.c.id == there[slug]["id"]).values({**row, "changed_at": now}))
    if gone:
        db.session.execute(delete(table).where(*mine, table.c.slug.in_(gone)))
    return Mirrored(len(new), len(differing), len(gone))
