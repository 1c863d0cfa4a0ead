"""Alembic's entry: runs inside the application, on the application's own engine."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON

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
    """One transaction around all steps, so that a migration that fails midway leaves nothing behind."""
    with migrate.db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Rebuilding a table drops the old one; with foreign keys on that would cascade into its children.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_item=_plain,
            transactional_ddl=True,
            **configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()
