"""Making backups. The keys of the installation are never in that of a database; they have a file of their own.

A backup of a database has it as it was at one moment, the revocation logs, and the heads of the audit log. Called by the `backup`
commands and by upgrades, which make one first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from companion.backup import archive, place, postgres, sqlite
from companion.backup.archive import BackupError, Entry, Progress
from companion.config import Config
from companion.kernel import clock

RECIPIENTS = "backup-recipients"
"""In the instance folder: the public keys, one a line, to which backups are encrypted."""
DATABASE, KEYS = "database", "keys"
FORMAT = 1
ABOUT, CONTENTS, SQLITE = "about.json", "contents.json", "database.sqlite3"
HEADS = "audit-heads.jsonl"
_LOGS = "taken-back*.jsonl"


def default_recipients(config: Config) -> list[str]:
    """The public keys of the instance folder."""
    path = config.instance / RECIPIENTS
    return path.read_text().splitlines() if path.exists() else []


def create(config: Config, path: Path, to: Iterable[str], progress: Progress, *, keys: bool = False) -> dict[str, int]:
    """Write a new backup of the database, or of the keys; returns how many rows each table has. Raises BackupError."""
    recipients = archive.recipients(to)
    if not recipients:
        raise BackupError(
            "Say for which key: --to age1…, or put the public key that companion backup keygen prints into "
            f"{config.instance / RECIPIENTS}."
        )
    rows: dict[str, int] = {}
    with place.workplace(config) as work:
        if keys:
            entries = _key_entries(config)
        elif place.database_path(config) is not None:
            entries = _sqlite_entries(config, work, rows)
        else:
            entries = _postgres_entries(config, rows)
        archive.write(path, recipients, _with_contents(entries, rows), progress)
    return rows


def _key_entries(config: Config) -> Iterator[Entry]:
    files = place.key_files(config)
    if not files:
        raise BackupError(f"There are no keys in {config.keys_folder}.")
    yield _json(ABOUT, _about(config, KEYS))
    for file in files:
        data = file.read_bytes()
        yield Entry(f"keys/{file.name}", len(data), [data])


def _sqlite_entries(config: Config, work: Path, rows: dict[str, int]) -> Iterator[Entry]:
    path = place.database_path(config)
    assert path is not None
    if not path.exists():
        raise BackupError(f"There is no database at {path}.")
    copy = work / SQLITE
    sqlite.copy(path, copy)
    rows.update(sqlite.counts(copy))
    yield _json(ABOUT, _about(config, DATABASE) | {"engine": "sqlite", "revision": sqlite.revision(copy)})
    yield _file(copy, SQLITE)
    yield from _log_entries(config)


def _postgres_entries(config: Config, rows: dict[str, int]) -> Iterator[Entry]:
    with place.connect(config) as connection:
        postgres.begin_snapshot(connection)
        of, revision = postgres.tables(connection), postgres.revision(connection)
        if revision is None:
            raise BackupError("The PostgreSQL database is empty.")
        about = {"engine": "postgresql", "revision": revision, "tables": of}
        yield _json(ABOUT, _about(config, DATABASE) | about)
        yield from postgres.dump(connection, of, rows)
        connection.execute("ROLLBACK")
    yield from _log_entries(config)


def _log_entries(config: Config) -> Iterator[Entry]:
    """After the database: a log knows at least what the database knows."""
    for path in sorted(config.instance.glob(_LOGS)):
        yield _file(path, f"logs/{path.name}")
    if config.audit_heads_file.exists():
        yield _file(config.audit_heads_file, f"logs/{HEADS}")


def _with_contents(entries: Iterable[Entry], rows: dict[str, int]) -> Iterator[Entry]:
    """The same, and at the end what all of them should have been."""
    digests: dict[str, list[Any]] = {}
    for entry in entries:
        digest = hashlib.sha256()
        yield entry._replace(chunks=_watched(entry.chunks, digest.update))
        digests[entry.name] = [entry.size, digest.hexdigest()]
    yield _json(CONTENTS, {"files": digests, "rows": rows})


def _watched(chunks: Iterable[bytes], see: Callable[[bytes], object]) -> Iterator[bytes]:
    for chunk in chunks:
        see(chunk)
        yield chunk


def _about(config: Config, kind: str) -> dict[str, Any]:
    made = clock.now().isoformat(timespec="seconds")
    return {
        "format": FORMAT,
        "kind": kind,
        "program": version("companion"),
        "made_at": made,
        "keys": place.fingerprints(config),
    }


def _json(name: str, value: Any) -> Entry:
    data = json.dumps(value, indent=1).encode()
    return Entry(name, len(data), [data])


def _file(path: Path, name: str) -> Entry:
    """Its first bytes, as many as there are now: logs grow while they are read."""
    size = path.stat().st_size

    def chunks() -> Iterator[bytes]:
        left = size
        with path.open("rb") as file:
            while left and (chunk := file.read(min(left, archive.PIECE))):
                left -= len(chunk)
                yield chunk

    return Entry(name, size, chunks())
