"""The database: base class, and the one way to write.

Request handlers and jobs open `transaction()`; services flush inside it. SQLite gets WAL, foreign keys, full durability, and
BEGIN IMMEDIATE for every write, because a read that later turns into a write loses updates there.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from pydantic_core import to_json
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, registry

from companion.kernel import clock, postgres
from companion.kernel.columns import Instant, Json, Uuid
from companion.kernel.errors import Unavailable

_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=_NAMING),
        type_annotation_map={datetime: Instant(), UUID: Uuid, dict[str, Any]: Json, list[Any]: Json, list[str]: Json},
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)
if not TYPE_CHECKING:
    Base = db.Model  # Flask-SQLAlchemy builds the real base from ours; tables must hang on that one

# The monotonic second by which an open write wants its turn; None outside of one.
_writing: ContextVar[float | None] = ContextVar("companion_writing", default=None)
_one_writer = (
    threading.Lock()
)  # SQLite has one writer anyway; waiting here is fair and cheap, in its busy handler it is not
_WAIT_SECONDS = 5.0  # the longest anybody waits for the database, so that busy is answered while the phone listens
# A server that vanished without a word is given up after six seconds; without these a connection waits for hours.
# Inside of a request `postgres` waits less.
_POSTGRES_LINE = {"connect_timeout": 2, "tcp_user_timeout": 6000, "keepalives_idle": 10, "keepalives_interval": 3}
_LOG_PAGES = 8000  # 32 MB: the worker copies the log long before (`checkpoints`); without a worker a commit does
_READ_ONLY = "25006"  # a standby, or a server set so: psycopg calls it an internal error, which is ours only in name
_BARELY = 50  # milliseconds of waiting for our own turn that are not worth telling SQLite about
_POSTGRES: dict[str, Any] = {"pool_pre_ping": True, "pool_timeout": 5, "connect_args": _POSTGRES_LINE}


def _read_json(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)  # most lists are empty: own days, habits, what helped


def _write_json(value: Any) -> str:
    return to_json(value).decode()


_JSON: dict[str, Any] = {"json_deserializer": _read_json, "json_serializer": _write_json}


def init_app(app: Flask, url: str | URL) -> None:
    """Connect `app` to the database at `url`."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options: dict[str, Any] = {"hide_parameters": True}  # an error message must not carry what somebody wrote
    options |= (
        {"connect_args": {"timeout": _WAIT_SECONDS}, **_JSON}
        if make_url(url).get_backend_name() == "sqlite"
        else _POSTGRES
    )
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine)
        else:
            _prepare_postgres(db.engine)


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> Any:
        return postgres.connect(**parameters)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(_WAIT_SECONDS * 1000)}")
        connection.commit()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={_patience()}",
            f"wal_autocheckpoint={_LOG_PAGES}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        until = _writing.get()
        if until is None:
            _driver(connection).execute("BEGIN").close()
            return
        left = max(1, int((until - clock.monotonic()) * 1000))  # what waiting for our own turn has left of it
        if left > _patience() - _BARELY:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        _driver(connection).execute(f"PRAGMA busy_timeout={left}").close()
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            _driver(connection).execute(f"PRAGMA busy_timeout={_patience()}").close()


def _patience() -> int:
    """Milliseconds that SQLite itself waits for the write lock by default."""
    return int(_WAIT_SECONDS * 1000)


def _driver(connection: Connection) -> Any:
    """The sqlite3 connection itself, for what cannot fail and needs no cursor of SQLAlchemy's."""
    return connection.connection.driver_connection


@contextlib.contextmanager
def transaction(wait: float | None = None) -> Iterator[None]:
    """One action, one transaction: commits at the end, rolls back on any error. Not nestable.

    Raises Unavailable or OperationalError when the single SQLite writer does not get its turn within `wait` seconds,
    five by default, and Unavailable when PostgreSQL takes no writes at the moment.
    """
    if _writing.get() is not None:
        raise RuntimeError("a transaction is open already: request handlers and jobs open one, services only flush")
    db.session.rollback()  # ends the read that the gate made; a write must not build on its snapshot
    until = clock.monotonic() + (_WAIT_SECONDS if wait is None else wait)
    with _writer_turn(until):
        token = _writing.set(until)
        try:
            yield
            db.session.commit()
        except BaseException as error:
            db.session.rollback()
            if isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) == _READ_ONLY:
                raise Unavailable("database_read_only") from error
            raise
        finally:
            _writing.reset(token)


@contextlib.contextmanager
def _writer_turn(until: float) -> Iterator[None]:
    if db.engine.dialect.name != "sqlite":
        yield
        return
    if not _one_writer.acquire(timeout=max(0.0, until - clock.monotonic())):
        raise Unavailable("database_busy")
    try:
        yield
    finally:
        _one_writer.release()


def overwrite_deleted() -> None:
    """What is deleted or replaced on this connection leaves no bytes in SQLite's file. PostgreSQL frees them with VACUUM."""
    if db.engine.dialect.name == "sqlite":
        db.session.connection().exec_driver_sql("PRAGMA secure_delete=ON")
