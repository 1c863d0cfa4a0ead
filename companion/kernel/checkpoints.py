"""Copies SQLite's write-ahead log into the database file from the worker. Copying takes tens of milliseconds, and SQLite would
make whoever commits at the wrong moment wait for it: a reminder, or somebody's check-in."""

from __future__ import annotations

from companion.kernel.database import db


def copy_log() -> None:
    """Copy what no reader needs any more. Nobody has to wait for it; does nothing on PostgreSQL."""
    if db.engine.dialect.name != "sqlite":
        return
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()
    finally:
        connection.close()
