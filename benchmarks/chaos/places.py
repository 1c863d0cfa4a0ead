"""Throwaway environments to run in: an instance folder and a migrated database, SQLite or PostgreSQL, removed afterwards."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import ColumnElement, func, select

from companion.app import create_app
from companion.kernel.database import db
from companion.reminders.models import Occurrence
from companion.reminders.rules import PLANNED, SENDING
from tests.support.databases import config_for, prepare
from tests.support.throwaway_postgres import ThrowawayPostgres

DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """One deployment. `env` is what its processes need to know."""

    database: str
    app: Flask
    env: dict[str, str]

    def planned(self, last: datetime) -> int:
        """How many reminders that are due until `last` the planner has written."""
        return self._count(Occurrence.due_at <= last)

    def waiting(self, now: datetime) -> int:
        """How many reminders are due and neither sent nor given up."""
        return self._count(Occurrence.state.in_((PLANNED, SENDING)), Occurrence.due_at <= now)

    def interrupted(self) -> int:
        """How many reminders were on their way when their worker was killed, as the engine itself counted."""
        return self._count((Occurrence.recoveries > 0) | (Occurrence.outcome == "unknown"))

    def _count(self, *where: ColumnElement[bool]) -> int:
        with self.app.app_context():
            found = db.session.execute(select(func.count()).select_from(Occurrence).where(*where)).scalar_one()
            db.session.remove()
        return found


@contextlib.contextmanager
def place(database: str, push_host: str) -> Iterator[Place]:
    """A fresh deployment that may push to `push_host`."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        if database == "sqlite":
            url = f"sqlite:///{folder / 'companion.sqlite3'}"
        else:
            server = stack.enter_context(ThrowawayPostgres())
            url = server.url(server.create(name="chaos"))
        app = create_app(config_for(folder / "instance", url))
        stack.callback(_let_go, app)
        prepare(app)
        env = {
            "COMPANION_INSTANCE": str(folder / "instance"),
            "COMPANION_DATABASE_URL": url,
            "COMPANION_PUSH_ALLOWED_HOSTS": push_host,
        }
        yield Place(database, app, env)


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
