"""A chain of three rows, with keys and heads of its own, and ways to get around the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Executable, text

from companion.audit import service
from companion.audit.verification import Finding, Report
from companion.kernel import revocations
from companion.kernel.database import db, transaction
from tests.cast import NOW, Cast


@pytest.fixture
def outside(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The instance folder as on a new machine: no audit key, no heads, no revocation log."""
    names = ("companion.audit", "companion.revocations")
    before = {name: app.extensions[name] for name in names}
    service.init_app(app, tmp_path / "keys", tmp_path / "audit-heads.jsonl")
    revocations.init_app(app, tmp_path)
    yield tmp_path
    app.extensions.update(before)


@pytest.fixture
def three_rows(outside: Path, cast: Cast) -> Cast:
    with transaction():
        for minute, action in enumerate(("person_opened", "enrolled", "completed")):
            service.record(cast.dana, action, cast.mia, "enrollment", NOW + timedelta(minutes=minute))
    return cast


def report(now=NOW, heads=()) -> Report:
    """What verifying finds."""
    walk = service.verify(now, heads)
    while True:
        try:
            next(walk)
        except StopIteration as end:
            return end.value


def found(now=NOW) -> tuple[int, str] | None:
    finding: Finding | None = report(now).finding
    return (finding.position, finding.what) if finding else None


@pytest.fixture
def tamper(app: Flask) -> Callable[..., None]:
    """Run statements as somebody who holds the database and drops its triggers."""

    def tamper(*statements: Executable) -> None:
        with transaction():
            if db.engine.dialect.name == "postgresql":
                db.session.execute(text("DROP TRIGGER IF EXISTS audit_entries_no_change ON audit_entries"))
            else:
                for event in ("update", "delete"):
                    db.session.execute(text(f"DROP TRIGGER IF EXISTS audit_entries_no_{event}"))
            for statement in statements:
                db.session.execute(statement)

    return tamper
