"""The revocation log. What was revoked for good (a sign-in, an account, a used code, a consent, a phone) is recorded a second
time, in a file outside the database. When an older copy of the database is restored, everything the file knows and the copy
does not is revoked again before anybody is served.

Lines contain ids and instants, no names, and nothing anybody wrote. They are written before the commit they belong to: after
a crash in between, something may be revoked twice, but never not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import Date, Table, delete, event, select, update
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

from companion.kernel import ids, settings
from companion.kernel.columns import Instant
from companion.kernel.database import Base, affected, db
from companion.kernel.errors import StorageFull
from companion.kernel.settings import Setting

FILE = "taken-back.jsonl"
_EXTENSION, _PENDING, _LOCK = "companion.revocations", "companion_taken_back", "taken_back"
_LONGEST = 20_000
Row = Mapping[str, Any]


def init_app(app: Flask, folder: Path) -> None:
    """Store the revocation log in `folder`."""
    app.extensions[_EXTENSION] = folder / FILE


def changed(model: type[Base], rows: Iterable[Row], values: Row) -> None:
    """From now on the rows with these keys have these values. Needs an open transaction, with which it is written."""
    _note(model, rows, {"set": _plain(values)})


def gone(model: type[Base], rows: Iterable[Row]) -> None:
    """From now on there are no rows with these keys."""
    _note(model, rows, {"gone": True})


def decided(model: type[Base], row: Row) -> None:
    """A row that is itself a decision, such as a withdrawn consent. Its columns must not hold anything anybody wrote."""
    _note(model, [row], {"added": True})


def alive() -> None:
    """A line that says only that the database got this far, so that a restored copy is noticed although nothing was taken
    back since."""
    db.session.info.setdefault(_PENDING, []).append({})


def catch_up() -> int | None:
    """Revoke again what this database does not know about. Returns how many lines that were, or None when the database is
    as new as the file. Needs an open transaction; harmless to repeat and to run in several processes."""
    _take_turn()
    lines = _lines()
    if not lines:
        return None
    name = _mark_name(lines[0])
    known = settings.ensure(name, "")
    positions = {line["n"]: number for number, line in enumerate(lines)}
    missing = lines[positions.get(known, -1) + 1 :]
    if not missing:
        return None
    for line in missing:
        _apply(line)
    _set_mark(name, missing[-1]["n"])
    return len(missing)


def _note(model: type[Base], rows: Iterable[Row], what: dict[str, Any]) -> None:
    pending = db.session.info.setdefault(_PENDING, [])
    pending += [{"table": model.__tablename__, "where": _plain(row), **what} for row in rows]


@event.listens_for(db.session, "before_commit")
def _write(session: Any) -> None:
    pending = session.info.pop(_PENDING, None)
    path = current_app.extensions.get(_EXTENSION) if pending else None
    if not pending or path is None:
        return
    _take_turn()
    lines = [{"n": str(ids.new_id()), **one} for one in pending]
    name = _mark_name(_first(path) or lines[0])
    settings.ensure(name, "")
    _set_mark(name, lines[-1]["n"])
    _append(path, lines)


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, _transaction: Any) -> None:
    session.info.pop(_PENDING, None)


def _append(path: Path, lines: list[dict[str, Any]]) -> None:
    """One write, on the disk when it returns. A half-written line of before does not spoil ours. Raises StorageFull."""
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            data = (("\n" if torn else "") + text).encode()
            if os.write(descriptor, data) != len(data):
                raise OSError("written in part")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageFull(
            "no_room", "The server cannot save right now. Nothing of yours was lost.", retry_after=60
        ) from error


def _lines() -> list[dict[str, Any]]:
    path = cast(Path, current_app.extensions[_EXTENSION])
    if not path.exists():
        return []
    with path.open(errors="replace") as file:
        return list(filter(None, map(_line, file)))


def _line(text: str) -> dict[str, Any] | None:
    """None for what a crash or a full disk tore: its commit never came."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("n"), str) else None


def _apply(line: dict[str, Any]) -> None:
    table = Base.metadata.tables.get(line.get("table", ""))
    if table is None:
        return
    keys = _typed(table, line["where"])
    here = [table.c[name] == value for name, value in keys.items()]
    if line.get("gone"):
        affected(delete(table).where(*here))
    elif line.get("added"):
        insert = (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(table)
        affected(insert.values(keys).on_conflict_do_nothing())  # another row in its place says the same
    else:
        affected(update(table).where(*here).values(_typed(table, line["set"])))


def _take_turn() -> None:
    """One writer at a time, so that the order of the lines is the order of the commits."""
    settings.ensure(_LOCK, "")
    db.session.execute(select(Setting.value).where(Setting.name == _LOCK).with_for_update())


def _mark_name(first: dict[str, Any]) -> str:
    """Where the database keeps how far it got. Each machine has a file of its own, which its first line tells apart."""
    return f"{_LOCK}:{first['n']}"


def _set_mark(name: str, value: str) -> None:
    affected(update(Setting).where(Setting.name == name).values(value=value))


def _first(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    with path.open(errors="replace") as file:
        return next(filter(None, map(_line, iter(lambda: file.readline(_LONGEST), ""))), None)


def _plain(values: Row) -> dict[str, Any]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, UUID | date) else value


def _typed(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in values.items()}


def _value(kind: TypeEngine[Any], value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(kind, SqlUuid) else value
