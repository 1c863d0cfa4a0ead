"""Whether every line of the product that asks a database was run on both of them.

Most tests run on SQLite alone (see `tests/conftest.py`). `pytest --same-lines`, as `make test` calls it, notes for each
statement the line of the product that sent it, and fails when the whole run has seen a line on SQLite that PostgreSQL
never ran. Only a whole run can say so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

PRODUCT = Path(__file__).resolve().parents[2] / "companion"
_FEATURES, _KERNEL, _MIGRATIONS = f"{PRODUCT}/", f"{PRODUCT}/kernel/", f"{PRODUCT}/migrations/"
# The demo is loaded on SQLite; what it calls is tested on both.
_DEMO = f"{PRODUCT}/demo"
KEY = "lines_with_statements"

# What only SQLite is told and asked, whoever wants it. (Migrations rebuild tables there; they are walked on both by
# `tests/house/test_migrations.py`.)
_SQLITES_OWN = (
    "companion/doctor.py _database:",
    "companion/kernel/database.py _on_begin:",
    "companion/kernel/database.py overwrite_deleted:",
    "companion/kernel/room.py ",
)
_SHORT_WAY = "companion/kernel/statements.py insert_ignore:"  # on SQLite past SQLAlchemy, by a line of its own


class Lines:
    """The plugin. Under xdist every worker notes, and the process that started them compares."""

    def __init__(self) -> None:
        self.seen: dict[str, set[str]] = {"sqlite": set(), "postgresql": set()}
        self.missing: list[str] = []

    def note(self, connection: Any, *_rest: Any) -> None:
        line = _sender()
        if line is not None:
            self.seen[connection.dialect.name].add(line)

    def pytest_sessionstart(self) -> None:
        event.listen(Engine, "before_cursor_execute", self.note)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for database, lines in getattr(node, "workeroutput", {}).get(KEY, {}).items():
            self.seen[database].update(lines)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        event.remove(Engine, "before_cursor_execute", self.note)
        told = getattr(session.config, "workeroutput", None)
        if told is not None:
            told[KEY] = {database: sorted(lines) for database, lines in self.seen.items()}
            return
        alone = self.seen["sqlite"] - self.seen["postgresql"]
        self.missing = sorted(line for line in alone if not line.startswith(_SHORT_WAY))
        if self.missing and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        counts = ", ".join(f"{len(lines)} on {database}" for database, lines in self.seen.items())
        terminalreporter.write_line(f"lines of the product that sent a statement: {counts}")
        for line in self.missing:
            terminalreporter.write_line(f"never run on PostgreSQL: {line}", red=True)


def _sender() -> str | None:
    """The innermost line of a feature, else of the kernel; None for a statement that the test itself sent."""
    frame, kernel = sys._getframe(2), None
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith((_MIGRATIONS, _DEMO)):
            return None
        if name.startswith(_FEATURES):
            line = f"companion/{name.removeprefix(_FEATURES)} {frame.f_code.co_name}:{frame.f_lineno}"
            if line.startswith(_SQLITES_OWN):
                return None
            if not name.startswith(_KERNEL):
                return line
            kernel = kernel or line
        frame = frame.f_back  # type: ignore[assignment]
    return kernel
