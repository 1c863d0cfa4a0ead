"""Writes audit rows at the end of the transaction they belong to: all of one transaction in one statement, one writer at a time.

Rows wait in the session until just before the commit. So the chain is locked for the shortest time, and nobody who holds it still
waits for another row: what is written last cannot deadlock with anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import Table, bindparam, event, func, insert, select, text

from companion.audit import rules
from companion.audit.keys import Key, Ring
from companion.audit.models import AuditEntry
from companion.audit.rules import Row
from companion.kernel.database import db
from companion.kernel.statements import fetch

_EXTENSION = "companion.audit"
_PENDING = "companion_audit"
_LOCK = 20110317  # any fixed number: the advisory lock that keeps two PostgreSQL writers from taking one position
_TABLE = cast(Table, AuditEntry.__table__)
_LAST = select(_TABLE.c.position, _TABLE.c.chain).order_by(_TABLE.c.position.desc()).limit(1)
_INSERT = insert(_TABLE)
_IN_LISTS = select(_TABLE.c.action, _TABLE.c.participant_id).where(
    _TABLE.c.actor_id == bindparam("actor"),
    _TABLE.c.at >= bindparam("since"),
    _TABLE.c.action.in_(sorted(rules.IN_LISTS)),
)
_KEYED = select(_TABLE.c.chain).where(_TABLE.c.chain.contains(":")).order_by(_TABLE.c.position.desc()).limit(1)


@dataclass(frozen=True)
class _Waiting:
    """`since` is set for what is written once a day only. `savepoint` is the innermost one it was recorded in."""

    row: Row
    since: datetime | None
    savepoint: Any


@dataclass(frozen=True)
class Outside:
    """What belongs to the chain and lies outside the database: its keys, and the file its heads are written to."""

    ring: Ring
    heads: Path


def init_app(app: Flask, keys_folder: Path, heads_file: Path) -> None:
    """The chain's keys are in `keys_folder`; its heads are written to `heads_file`."""
    app.extensions[_EXTENSION] = Outside(Ring(keys_folder), heads_file)


def outside() -> Outside:
    """Of this installation."""
    return cast(Outside, current_app.extensions[_EXTENSION])


def record(row: Row, since: datetime | None = None) -> None:
    """Append this row with the commit of the open transaction; with `since`, only if there is none like it since then."""
    if row.action not in rules.ACTIONS:
        raise ValueError(f"{row.action!r} is not in audit.rules.ACTIONS")
    session = db.session()
    if not session.in_transaction():
        session.begin()  # so that rolling back before the first statement is noticed, too
    waiting = session.info.setdefault(_PENDING, [])
    waiting.append(_Waiting(row, since, session.get_nested_transaction()))


def last() -> tuple[int, str]:
    """(position, chain value) of the newest row; (0, FIRST) before there is one."""
    found = fetch(_LAST)
    return (found[0].position, found[0].chain) if found else (0, rules.FIRST)


def hold() -> None:
    """From here on to the end of the transaction nobody else appends. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def newest_key() -> str | None:
    """The id of the key that was used last; None before one was."""
    found = fetch(_KEYED)
    return rules.key_of(found[0].chain) if found else None


def writing_key() -> Key:
    """What rows are written with. A missing one is made only if none was ever used. Raises SealError."""
    ring = outside().ring
    return ring.current(make=not ring.exists and newest_key() is None)


@event.listens_for(db.session, "before_commit")
def _write(session: Any) -> None:
    if session.in_nested_transaction():
        return  # a savepoint is released; the transaction goes on
    waiting = session.info.pop(_PENDING, None)
    if not waiting:
        return
    session.flush()
    hold()
    rows = _without_repeats(waiting)
    if rows:
        _append(rows)


def _append(wanted: Sequence[Row]) -> None:
    position, chain = last()
    rows = [row for row in wanted if row.action != rules.SEALED]
    if position and rules.key_of(chain) is None:
        # Rows of a version without a key come before. From here on nobody can change them unnoticed, either.
        rows = [Row(wanted[0].at, None, rules.SEALED, None, chain), *rows]
    if not rows:
        return
    key, values = writing_key(), []
    for row in rows:
        position += 1
        chain = rules.link(chain, position, row, key.id, key.secret)
        values.append({"position": position, **vars(row), "chain": chain})
    db.session.connection().execute(_INSERT, values)


def _without_repeats(waiting: Sequence[_Waiting]) -> list[Row]:
    """Asked while nobody else appends: of two pages opened at once, one writes the row."""
    known: dict[tuple[UUID | None, datetime], set[tuple[str, UUID | None]]] = {}
    rows = []
    for one in waiting:
        row = one.row
        if one.since is not None:
            whose = (row.actor_id, one.since)
            if whose not in known:
                known[whose] = in_lists(*whose)
            if (row.action, row.participant_id) in known[whose]:
                continue
            known[whose].add((row.action, row.participant_id))
        rows.append(row)
    return rows


def in_lists(actor_id: UUID | None, since: datetime) -> set[tuple[str, UUID | None]]:
    """(action, person) of what this actor read in lists since then. No person where a page names none."""
    return {(row.action, row.participant_id) for row in fetch(_IN_LISTS, actor=actor_id, since=since)}


def count() -> int:
    """How many rows there are; positions have no gaps."""
    return db.session.scalar(select(func.max(AuditEntry.position))) or 0


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, ended: Any) -> None:
    """What was rolled back did not happen: everything, or what belongs to this savepoint."""
    waiting = session.info.get(_PENDING)
    if not waiting:
        return
    if ended.nested:
        session.info[_PENDING] = [one for one in waiting if not _within(one.savepoint, ended)]
    else:
        session.info.pop(_PENDING)


def _within(savepoint: Any, ended: Any) -> bool:
    while savepoint is not None and savepoint is not ended:
        savepoint = savepoint.parent
    return savepoint is not None
