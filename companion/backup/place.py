"""Where things are in this installation: its database, its keys, and the one folder for what lies unencrypted for a moment."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from companion.backup.archive import BackupError
from companion.config import Config

_WORK = ".backup"


def database_path(config: Config) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    url = make_url(config.database_url)
    return Path(url.database or "").absolute() if url.get_backend_name() == "sqlite" else None


def connect(config: Config) -> psycopg.Connection[Any]:
    """A connection to the PostgreSQL database, with no transaction open. Raises BackupError."""
    url = make_url(config.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = psycopg.connect(url, autocommit=True, client_encoding="utf8")
    except psycopg.OperationalError as error:
        raise BackupError("The PostgreSQL database cannot be reached; check COMPANION_DATABASE_URL.") from error
    settle(connection)
    return connection


def settle(connection: psycopg.Connection[Any]) -> None:
    """Values are written and read alike, whatever the server's defaults are."""
    connection.execute("SET DateStyle = 'ISO'").execute("SET IntervalStyle = 'postgres'")
    connection.execute("SET client_encoding = 'UTF8'")


def fingerprints(config: Config) -> dict[str, str]:
    """Keys by the name of their file, told apart without being told. They are random and long: nobody guesses one from this."""
    found = {}
    for path in key_files(config):
        found[path.name] = hashlib.sha256(b"companion key\0" + path.read_bytes()).hexdigest()[:16]
    return found


def key_files(config: Config) -> list[Path]:
    if not config.keys_folder.exists():
        return []
    return sorted(path for path in config.keys_folder.iterdir() if path.is_file() and not path.name.startswith("."))


@contextmanager
def workplace(config: Config) -> Iterator[Path]:
    """A folder for what has to lie unencrypted for a moment, beside the database; for one backup or restore at a time. What a
    killed one left there is deleted."""
    at = database_path(config)
    folder = (at.parent if at is not None else config.instance) / _WORK
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder, os.O_RDONLY)
    before = os.umask(0o077)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Another backup or restore is running; wait until it has ended.") from None
        _empty(folder)
        yield folder
    finally:
        os.umask(before)
        _empty(folder)
        os.close(lock)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
