"""The revocation log. What was revoked for good (a sign-in, an account, a used code, a consent, a phone) is recorded a second
time, in a file outside the database. When an older copy of the database is restored, everything the file knows and the copy
does not is revoked again before anybody is served.

Lines contain ids and instants, no names, and nothing anybody wrote. They are written before the commit they belong to: after
a crash in between, something may be revoked twice, but never not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import Date, Table, delete, event, select, update
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine

from companion.kernel import ids, revocation_files, settings
from companion.kernel.columns import Instant
from companion.kernel.database import Base, db
from companion.kernel.errors import StorageFull
from companion.kernel.logs import log
from companion.kernel.settings import Setting
from companion.kernel.statements import affected

_EXTENSION, _SEEN = "companion.revocations", "companion.revocations.seen"
_PENDING, _LOCK = "companion_taken_back", "taken_back"
MISSING: Literal["missing"] = "missing"
TORN: Literal["torn"] = "torn"
Row = Mapping[str, Any]


def init_app(app: Flask, folder: Path) -> None:
    """Store the revocation log in `folder`."""
    app.extensions[_EXTENSION] = folder / revocation_files.FILE
    app.extensions[_SEEN] = (folder / revocation_files.FILE).exists()


def changed(model: type[Base] | Table, rows: Iterable[Row], values: Row) -> None:
    """From now on the rows with these keys have these values. Needs an open transaction, with which it is written."""
    _note(model, rows, {"set": _plain(values)})


def gone(model: type[Base] | Table, rows: Iterable[Row]) -> None:
    """From now on there are no rows with these keys."""
    _note(model, rows, {"gone": True})


def decided(model: type[Base], row: Row) -> None:
    """A row that is itself a decision, such as a withdrawn consent. Its columns must not hold anything anybody wrote."""
    _note(model, [row], {"added": True})


def alive(note: Mapping[str, Any] | None = None) -> None:
    """A line that says only that the database got this far, so that a restored copy is noticed although nothing was taken
    back since. `note` goes into the line, for `noted`."""
    db.session.info.setdefault(_PENDING, []).append(dict(note or {}))


def noted(name: str) -> Iterator[Any]:
    """What lines of `alive` say under this name, in their order."""
    lines = (line for path in _paths() for line in revocation_files.read(path))
    yield from (line[name] for line in lines if name in line)


def trouble() -> Literal["missing", "torn"] | None:
    """What keeps the log from telling all that was revoked: none of the logs this database was written with is here, or one
    lacks lines. On PostgreSQL a machine that has just joined has none of them either."""
    marks = _marks()
    logs = {path: lines for path in _paths() if (lines := revocation_files.read(path))}
    known = False
    for path, lines in logs.items():
        mark = marks.get(_mark_name(lines[0]["n"]))
        if not revocation_files.is_whole(path) or (mark is not None and mark not in {line["n"] for line in lines}):
            return TORN
        known = known or mark is not None
    if known or not marks or (logs and db.engine.dialect.name != "sqlite"):
        return None
    return MISSING


def marks_in(stored: Mapping[str, str]) -> dict[str, str]:
    """Of all settings of a database, how far it got in each log: the first line of a log, and the newest that it knows."""
    prefix = _mark_name("")
    return {name.removeprefix(prefix): value for name, value in stored.items() if name.startswith(prefix) and value}


def give_up() -> None:
    """Go on without what `trouble` misses: damaged logs are put aside, and lost ones are not asked for again. Needs an open
    transaction."""
    for path in _paths():
        lines = revocation_files.read(path)
        mark = _marks().get(_mark_name(lines[0]["n"])) if lines else None
        if not lines or not revocation_files.is_whole(path) or mark not in {None, *(line["n"] for line in lines)}:
            path.replace(path.with_name(f"{path.name}.{ids.new_id()}.damaged"))
    here = {_mark_name(lines[0]["n"]) for path in _paths() if (lines := revocation_files.read(path))}
    for name in _marks().keys() - here:
        _set_mark(name, "")
    current_app.extensions[_SEEN] = False


def catch_up() -> int | None:
    """Revoke again what this database does not know about. Returns how many lines that were, or None when the database is
    as new as the log. Needs an open transaction; harmless to repeat and to run in several processes."""
    _take_turn()
    counts = [_catch_up_with(revocation_files.read(path)) for path in _paths()]
    return sum(counts) if any(counts) else None


def _catch_up_with(lines: list[dict[str, Any]]) -> int:
    if not lines:
        return 0
    name = _mark_name(lines[0]["n"])
    known = settings.ensure(name, "")
    positions = {line["n"]: number for number, line in enumerate(lines)}
    missing = lines[positions.get(known, -1) + 1 :]
    for line in missing:
        _apply(line)
    if missing:
        _set_mark(name, missing[-1]["n"])
    return len(missing)


def _note(model: type[Base] | Table, rows: Iterable[Row], what: dict[str, Any]) -> None:
    pending = db.session.info.setdefault(_PENDING, [])
    table = model.name if isinstance(model, Table) else model.__tablename__
    pending += [{"table": table, "where": _plain(row), **what} for row in rows]


@event.listens_for(db.session, "before_commit")
def _write(session: Any) -> None:
    pending = session.info.pop(_PENDING, None)
    path = current_app.extensions.get(_EXTENSION) if pending else None
    if not pending or path is None:
        return
    _take_turn()
    _refuse_to_begin_anew(path)
    lines = [{"n": str(ids.new_id()), **one} for one in pending]
    name = _mark_name((revocation_files.first(path) or lines[0])["n"])
    settings.ensure(name, "")
    _set_mark(name, lines[-1]["n"])
    revocation_files.append(path, lines)
    current_app.extensions[_SEEN] = True


@event.listens_for(db.session, "after_soft_rollback")
def _forget(session: Any, _transaction: Any) -> None:
    session.info.pop(_PENDING, None)


def _refuse_to_begin_anew(path: Path) -> None:
    """A log that was there and is gone: a new one in its place would hide that it is missing. Raises StorageFull."""
    if current_app.extensions.get(_SEEN) and not path.exists():
        log("revocations").error("revocation_log_missing")
        raise StorageFull("no_room", "The server cannot save right now. Nothing of yours was lost.", retry_after=60)


def _paths() -> list[Path]:
    path: Path = current_app.extensions[_EXTENSION]
    return revocation_files.files(path.parent)


def _marks() -> dict[str, str]:
    """How far this database got in each log it was ever written with."""
    marks = select(Setting.name, Setting.value).where(Setting.name.startswith(_mark_name(""), autoescape=True))
    return {row.name: row.value for row in db.session.execute(marks) if row.value}


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
        try:
            with db.session.begin_nested():
                affected(insert.values(keys).on_conflict_do_nothing())  # another row in its place says the same
        except IntegrityError:
            # What it belongs to, such as the account, came after this copy: there is nothing here that could come back.
            log("revocations").warning("row_without_its_owner", table=table.name)
    else:
        affected(update(table).where(*here).values(_typed(table, line["set"])))


def _take_turn() -> None:
    """One writer at a time, so that the order of the lines is the order of the commits."""
    settings.ensure(_LOCK, "")
    db.session.execute(select(Setting.value).where(Setting.name == _LOCK).with_for_update())


def _mark_name(first: str) -> str:
    """Where the database keeps how far it got. Each machine has a file of its own, which its first line tells apart."""
    return f"{_LOCK}:{first}"


def _set_mark(name: str, value: str) -> None:
    affected(update(Setting).where(Setting.name == name).values(value=value))


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
