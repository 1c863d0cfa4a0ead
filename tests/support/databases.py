"""Databases for tests: migrated once a run, then copied for each test, on both engines the product supports."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from companion import config, schema
from companion.app import create_app
from companion.kernel import revocations
from companion.kernel.database import db
from tests.support.throwaway_postgres import ThrowawayPostgres


def config_for(instance: Path, database_url: str, **changes: object) -> config.Config:
    """Settings of a test: hashing made cheap, everything else as a local installation has it."""
    loaded = config.load({"COMPANION_INSTANCE": str(instance), "COMPANION_DATABASE_URL": database_url})
    return dataclasses.replace(loaded, **{"argon2_memory_kib": 64, "argon2_time": 1, **changes})  # type: ignore[arg-type]


def prepare(app: Flask) -> None:
    """What `companion db upgrade` does to an empty database."""
    with app.app_context():
        schema.upgrade()
        db.session.remove()
        db.engine.dispose()


def forget_taken_back(instance: Path) -> None:
    """What an earlier test took back is nothing a fresh database was ever told of."""
    (instance / revocations.FILE).unlink(missing_ok=True)


class SqliteStore:
    """A migrated file, and the one file that tests see, laid anew before each of them."""

    def __init__(self, folder: Path):
        self._template, self._live = folder / "template.sqlite3", folder / "live.sqlite3"
        self.instance = folder / "instance-sqlite"
        self.app = create_app(config_for(self.instance, f"sqlite:///{self._template}"))
        prepare(self.app)
        self.app = create_app(config_for(self.instance, f"sqlite:///{self._live}"))

    def lay(self) -> None:
        forget_taken_back(self.instance)
        for suffix in ("-wal", "-shm"):
            self._live.with_name(self._live.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._template, self._live)

    def close(self) -> None:
        pass


class PostgresStore:
    """A throw-away server, a migrated template in it, and the one database that tests see."""

    def __init__(self, folder: Path):
        self._server = ThrowawayPostgres()
        self.instance = folder / "instance-postgresql"
        self._server.create(name="migrated")
        prepare(create_app(config_for(self.instance, self._server.url("migrated"))))
        self.app = create_app(config_for(self.instance, self._server.url("live")))

    def lay(self) -> None:
        forget_taken_back(self.instance)
        self._server.drop("live")
        self._server.create(template="migrated", name="live")

    def close(self) -> None:
        self._server.stop()


Store = SqliteStore | PostgresStore
KINDS: dict[str, Callable[[Path], Store]] = {"sqlite": SqliteStore, "postgresql": PostgresStore}
