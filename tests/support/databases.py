"""Databases for tests: migrated once a run, and what many tests begin with put in once; then copied for each test, on
both engines the product supports."""

from __future__ import annotations

import dataclasses
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import text

from companion import config, schema
from companion.app import create_app
from companion.kernel import revocation_files, revocations
from companion.kernel.database import db, transaction
from tests.support.ground import Ground
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


def forget_taken_back(app: Flask, instance: Path) -> None:
    """What an earlier test took back is nothing a fresh database was ever told of, nor how far its audit log got."""
    for log in revocation_files.files(instance):
        log.unlink()
    (instance / "audit-heads.jsonl").unlink(missing_ok=True)
    revocations.init_app(app, instance)


def forget_the_log() -> None:
    """What `forget_taken_back` deletes is nothing this database asks for."""
    with transaction():
        db.session.execute(text("UPDATE settings SET value = '' WHERE name LIKE 'taken_back:%'"))


class Store(ABC):
    """The application and the one database that tests see, laid anew before each of them."""

    app: Flask
    instance: Path

    def __init__(self) -> None:
        self._made: dict[str, dict[str, Any]] = {}

    def lay(self, ground: Ground | None = None) -> dict[str, Any]:
        """Migrated, empty but for `ground`, whose fixtures are returned."""
        forget_taken_back(self.app, self.instance)
        if ground is None:
            self._copy("migrated")
            return {}
        if ground.name in self._made:
            self._copy(ground.name)
        else:
            self._copy("migrated")
            with self.app.app_context():
                made = ground.make()
                forget_the_log()
                db.session.remove()
                db.engine.dispose()
            self._save(ground.name)
            self._made[ground.name] = made
        return self._made[ground.name]

    @abstractmethod
    def _copy(self, template: str) -> None:
        """Make the live database say what the template says; nobody is connected to either."""

    @abstractmethod
    def _save(self, template: str) -> None:
        """Make a template of the live database, to which nobody is connected."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing running."""


class SqliteStore(Store):
    """A file for each template, and the one that tests see."""

    def __init__(self, folder: Path):
        super().__init__()
        self._folder, self._live = folder, folder / "live.sqlite3"
        self.instance = folder / "instance-sqlite"
        prepare(create_app(config_for(self.instance, f"sqlite:///{self._template('migrated')}")))
        self.app = create_app(config_for(self.instance, f"sqlite:///{self._live}"))

    def _template(self, name: str) -> Path:
        return self._folder / f"template {name}.sqlite3"

    def _copy(self, template: str) -> None:
        for suffix in ("-wal", "-shm"):
            self._live.with_name(self._live.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._template(template), self._live)

    def _save(self, template: str) -> None:
        shutil.copyfile(self._live, self._template(template))

    def close(self) -> None:
        self._live.unlink(missing_ok=True)


class PostgresStore(Store):
    """A throw-away server with the templates, and the one database that tests see."""

    def __init__(self, folder: Path):
        super().__init__()
        self._server = ThrowawayPostgres()
        self.instance = folder / "instance-postgresql"
        self._server.create(name="migrated")
        prepare(create_app(config_for(self.instance, self._server.url("migrated"))))
        self.app = create_app(config_for(self.instance, self._server.url("live")))

    def _copy(self, template: str) -> None:
        self._server.drop("live")
        self._server.create(template=template, name="live")

    def _save(self, template: str) -> None:
        self._server.create(template="live", name=template)

    def close(self) -> None:
        self._server.stop()


KINDS: dict[str, Callable[[Path], Store]] = {"sqlite": SqliteStore, "postgresql": PostgresStore}
