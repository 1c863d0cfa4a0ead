"""Alembic's entry point: runs inside the application, on the application's own engine."""

from __future__ import annotations

from typing import Any, Literal, cast

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection

from companion.kernel.columns import Instant

migrate = current_app.extensions["migrate"]
metadata = migrate.db.metadata
configure_args = {"render_as_batch": True, "compare_type": True, **migrate.configure_args}


def _plain(kind: str, item: Any, autogenerate: Any) -> str | Literal[False]:
    """Steps are written in SQLAlchemy's own types: they must still run when our code has moved on."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run() -> None:
    """One transaction around all steps, so that a migration that fails midway leaves nothing behind. A restore hands over a
    connection with a transaction of its own, which it commits itself."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _steps(given)
        return
    with migrate.db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            _steps(connection)
            connection.commit()
            return
        # Rebuilding a table drops the old one; with foreign keys on that fails for its children, or deletes them.
        _foreign_keys(connection, "OFF")
        try:
            _steps(connection)
            connection.commit()
        finally:
            connection.rollback()
            _foreign_keys(connection, "ON")


def _steps(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=_plain,
        transactional_ddl=True,
        **configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


def _foreign_keys(connection: Connection, state: str) -> None:
    """On the driver's own connection: inside a transaction, which any statement of ours begins, SQLite ignores it."""
    driver = cast(Any, connection.connection.driver_connection)
    driver.execute(f"PRAGMA foreign_keys={state}").close()
    (found,) = driver.execute("PRAGMA foreign_keys").fetchone()
    if found != (state == "ON"):
        raise RuntimeError(f"SQLite did not turn foreign keys {state.lower()}")


run()
