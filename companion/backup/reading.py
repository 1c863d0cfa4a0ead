"""Reading a backup from its first to its last byte, checking whatever can be checked, before anything is believed of it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from companion.backup import archive, place, postgres, sqlite
from companion.backup.archive import BackupError, Progress
from companion.backup.making import ABOUT, CONTENTS, FORMAT, SQLITE
from companion.config import Config
from companion.kernel import revocation_files


@dataclass
class Backup:
    """What a backup says about itself, and where its files lie."""

    about: dict[str, Any]
    folder: Path
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def engine(self) -> str | None:
        """None for one that holds keys."""
        return self.about.get("engine")

    @property
    def database(self) -> Path:
        return self.folder / SQLITE

    def files(self, kind: str) -> list[Path]:
        """Those of `logs` or of `keys`."""
        return sorted(path for path in (self.folder / kind).glob("*") if path.is_file())

    def keys(self, config: Config) -> dict[str, bool]:
        """The keys it was made with, by name, and whether the very same are here."""
        here = set(place.fingerprints(config).values())
        return {name: key in here for name, key in self.about["keys"].items()}


class Rows(Protocol):
    """Takes the rows of a PostgreSQL backup, table after table."""

    rows: dict[str, int]

    def write(self, table: str, chunks: Iterator[bytes]) -> None: ...

    def end(self) -> None: ...


class Counter:
    """Rows that are only counted."""

    def __init__(self, backup: Backup):
        self.rows: dict[str, int] = dict.fromkeys(backup.about["tables"], 0)

    def write(self, table: str, chunks: Iterator[bytes]) -> None:
        self.rows[table] += sum(chunk.count(b"\n") for chunk in chunks)

    def end(self) -> None:
        """Nothing is open."""


def kind_of(path: Path, opened_by: Any) -> str:
    """Whether it holds a database or keys, by its first file. Raises BackupError."""
    entries = archive.read(path, opened_by, lambda _: None)
    try:
        for name, chunks in entries:
            if name == ABOUT:
                return str(_about(path, b"".join(chunks))["kind"])
            break
    finally:
        entries.close()
    raise BackupError(f"{path} is not a backup of this program.")


@contextmanager
def unpacked(
    config: Config, path: Path, opened_by: Any, progress: Progress, rows: Callable[[Backup], Rows] = Counter
) -> Iterator[Backup]:
    """A backup that was found whole. Its files lie in the workplace until the end of the block; rows of PostgreSQL went to what
    `rows` made. Raises BackupError."""
    with place.workplace(config) as work:
        backup = _unpack(work, path, archive.read(path, opened_by, progress), rows)
        if backup.engine == "sqlite":
            _check_sqlite(path, backup)
        for log in backup.files("logs"):
            if log.name.startswith("taken-back") and not revocation_files.is_whole(log):
                raise BackupError(f"The revocation log in {path} lacks lines; take another backup.")
        yield backup


def _unpack(
    work: Path, path: Path, entries: Iterator[tuple[str, Iterator[bytes]]], rows: Callable[[Backup], Rows]
) -> Backup:
    found: dict[str, list[Any]] = {}
    backup, contents, sink = None, None, None
    for name, chunks in entries:
        seen = _Seen(chunks)
        table = postgres.table_of(name)
        if name == ABOUT:
            backup = Backup(_about(path, b"".join(seen)), work)
            sink = rows(backup) if backup.engine == "postgresql" else None
        elif name == CONTENTS:
            contents = json.loads(b"".join(chunks))
            continue
        elif table is not None and sink is not None and table in sink.rows:
            sink.write(table, iter(seen))
        elif name == SQLITE or (name.count("/") == 1 and name.startswith(("logs/", "keys/")) and ".." not in name):
            _store(work / name, iter(seen))
        else:
            raise BackupError(f"{path} has a file that does not belong into a backup: {name}.")
        found[name] = [seen.size, seen.digest.hexdigest()]
    if backup is None or contents is None:
        raise BackupError(f"{path} is not a backup of this program.")
    if sink is not None:
        sink.end()
    if contents["files"] != found or (sink is not None and sink.rows != contents["rows"]):
        raise _not_itself(path)
    backup.rows = contents["rows"]
    return backup


class _Seen:
    """Chunks, with their size and digest once they have passed."""

    def __init__(self, chunks: Iterator[bytes]):
        self._chunks = chunks
        self.size, self.digest = 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.size += len(chunk)
            self.digest.update(chunk)
            yield chunk


def _about(path: Path, data: bytes) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(data)
    if about.get("format") != FORMAT:
        raise BackupError(f"{path} was made by version {about.get('program')} of this program; open it with that one.")
    return about


def _store(target: Path, chunks: Iterator[bytes]) -> None:
    target.parent.mkdir(exist_ok=True, mode=0o700)
    with target.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _check_sqlite(path: Path, backup: Backup) -> None:
    sqlite.check(backup.database)
    same_rows = sqlite.counts(backup.database) == backup.rows
    if not same_rows or sqlite.revision(backup.database) != backup.about["revision"]:
        raise _not_itself(path)


def _not_itself(path: Path) -> BackupError:
    return BackupError(f"{path} is not what its own table of contents says; take another backup.")
