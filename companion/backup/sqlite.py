"""An SQLite database as one file: copied while others write to it, looked through, and put in the place of another."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from companion.backup.archive import BackupError

_BUSY_SECONDS = 30.0
_STEPS = 200_000  # of SQLite's virtual machine, between two looks at whether somebody pressed Ctrl-C


@contextlib.contextmanager
def opened(path: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    """Raises BackupError for a file that is no database, or a damaged one."""
    try:
        with contextlib.closing(
            sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
            )
        ) as connection:
            # A signal is handled here: without looks in between, Ctrl-C waits until a long statement has ended.
            connection.set_progress_handler(lambda: 0, _STEPS)
            yield connection
    except sqlite3.DatabaseError as error:
        if "interrupt" in str(error):
            raise KeyboardInterrupt from error
        raise BackupError(f"The database {path} is damaged or cannot be read ({error}).") from error


def copy(source: Path, target: Path) -> None:
    """Everything committed so far, in a new file that is whole by itself. Raises BackupError."""
    target.unlink(missing_ok=True)
    with opened(source, "rw") as connection:  # a database in WAL mode is not read without writing beside it
        connection.execute("VACUUM INTO ?", (str(target),))
    check(target)


def check(path: Path) -> None:
    """Raises BackupError when SQLite finds damage."""
    with opened(path) as connection:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise BackupError(f"The database {path} is damaged ({found[0]}).")


def counts(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with opened(path) as connection:
        named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        names = [row[0] for row in connection.execute(named)]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def revision(path: Path) -> str | None:
    """Which version of the schema it has; None for one that is not ours."""
    with opened(path) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def settings(path: Path) -> dict[str, str]:
    """What it says about itself."""
    with opened(path) as connection:
        return dict(connection.execute("SELECT name, value FROM settings").fetchall())


def put_setting(path: Path, name: str, value: str) -> None:
    with opened(path, "rw") as connection:
        insert = (
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        )
        connection.execute(insert, (name, value))


def holds_something(path: Path) -> bool:
    """Whether there is a database with tables in it, or something that may have been one."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        return bool(counts(path))
    except BackupError:
        return True


def put_in_place(new: Path, path: Path, kept: Path) -> None:
    """From now on `new` is the database at `path`. What was there lies in the folder `kept`, whole. Nobody may have it open."""
    if path.exists():
        with contextlib.suppress(BackupError), opened(path, "rw") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a damaged one is kept as it is, with its log
        kept.mkdir(parents=True, mode=0o700)
        for each in _files(path):
            _keep(each, kept / each.name)
        for each in _files(path)[1:]:
            each.unlink()  # else it would be taken for the log of the new one
    new.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _files(path: Path) -> list[Path]:
    return [each for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")) if each.exists()]


def _keep(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(path, target)
    target.chmod(0o600)
