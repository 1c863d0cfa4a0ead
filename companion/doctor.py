"""Looks at an installation as an operator would: whatever has to be right before people can rely on it, one line each.

Reads, and sends one message to itself. Changes nothing in the database.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from companion import config, schema
from companion.config import Config, ConfigError
from companion.kernel import clock, heartbeat, room
from companion.kernel.crypto import SealError
from companion.kernel.database import db
from companion.push import service as push

OK, WARN, FAIL = "ok", "warn", "fail"
_WORKER_SEEN_WITHIN = timedelta(seconds=90)
_CLOCKS_DIFFER_AT_MOST = timedelta(seconds=30)  # one step of an authenticator's code
_ROOM_WANTED = 1 << 30
_UNSYNCHRONIZED = 5  # TIME_ERROR of adjtimex(2)


@dataclass(frozen=True)
class Finding:
    """What was found about one thing; `said` says what to do where it is not ok."""

    name: str
    state: str
    said: str


def examine(build: Callable[[], Flask], endpoint: str | None = None) -> list[Finding]:
    """Look at everything. What cannot be looked at, because something before it is broken, is left out. `build` makes the
    application."""
    try:
        app = build()
    except ConfigError as error:
        return [Finding("settings", FAIL, str(error))]
    except SealError as error:
        return [Finding("keys", FAIL, str(error))]
    with app.app_context():
        try:
            return list(_findings(config.current(), endpoint))
        finally:
            db.session.remove()


def _findings(settings: Config, endpoint: str | None) -> Iterator[Finding]:
    now = clock.now()
    yield Finding("settings", OK, f"{settings.instance}")
    for name, check in (
        ("origin", _origin),
        ("proxy", _proxy),
        ("contact", _contact),
        ("disk", _disk),
    ):
        yield Finding(name, *check(settings, now))
    database = Finding("database", *_database())
    yield database
    if database.state == FAIL:
        return
    for name, check in (("keys", _keys), ("clock", _clock), ("worker", _worker)):
        yield Finding(name, *check(settings, now))
    problem = push.try_sending(settings, endpoint, now)
    yield Finding("push", FAIL if problem else OK, problem or "A signed message was taken and could be read.")


def _origin(settings: Config, _: datetime) -> tuple[str, str]:
    try:
        ip_address(settings.rp_id)
    except ValueError:
        secure = settings.secure_cookies or settings.rp_id == "localhost"
        return (OK if secure else WARN), settings.origin
    return WARN, f"{settings.origin} is a number: passkeys and push need a name, such as https://app.example.org."


def _proxy(settings: Config, _: datetime) -> tuple[str, str]:
    advice = config.advice(settings)
    return (WARN, advice) if advice else (OK, f"{settings.trusted_proxies} trusted")


def _contact(settings: Config, now: datetime) -> tuple[str, str]:
    if not push.can_sign_with(settings.vapid_contact, "https://push.example.org", now):
        return FAIL, f"{settings.vapid_contact} cannot be signed; set COMPANION_VAPID_CONTACT."
    if settings.production and settings.vapid_contact.endswith("@localhost"):
        return WARN, f"Push services cannot write to {settings.vapid_contact}; set COMPANION_VAPID_CONTACT."
    return OK, settings.vapid_contact


def _disk(settings: Config, _: datetime) -> tuple[str, str]:
    """Room in the instance folder, which holds the revocation log even where the database is elsewhere."""
    try:
        free = shutil.disk_usage(settings.instance).free
    except FileNotFoundError:
        return FAIL, f"{settings.instance} does not exist; run companion db upgrade, or set COMPANION_INSTANCE."
    if not os.access(settings.instance, os.W_OK):
        return FAIL, f"{settings.instance} cannot be written by this user."
    said = f"{free >> 20} MiB free in {settings.instance}"
    return (FAIL if free < room.SPARE_BYTES else WARN if free < _ROOM_WANTED else OK), said


def _database() -> tuple[str, str]:
    try:
        schema.check()
        if db.engine.dialect.name == "sqlite":
            damage = db.session.execute(text("PRAGMA quick_check(1)")).scalar_one()
            if damage != "ok":
                return FAIL, "The database file is damaged; restore a backup."
    except (schema.NotAtHead, SealError) as error:
        return FAIL, str(error)
    except SQLAlchemyError as error:
        return FAIL, f"The database does not answer: {type(error).__name__}."
    return OK, f"{db.engine.dialect.name}, up to date"


def _keys(settings: Config, _: datetime) -> tuple[str, str]:
    open_to_others = [path.name for path in _files(settings.keys_folder) if path.stat().st_mode & 0o077]
    if open_to_others:
        return FAIL, f"Others can read {', '.join(open_to_others)}; run chmod -R go= {settings.keys_folder}"
    lacking = push.missing_keys(settings.keys_folder)
    if lacking:
        return FAIL, f"The push key {', '.join(lacking)} is missing; copy vapid-*.key from the machine that has it."
    different = push.different_keys(settings.keys_folder)
    if different:
        return (
            FAIL,
            f"The push key {', '.join(different)} is not the one phones were told; copy it from the first machine.",
        )
    return OK, f"{settings.keys_folder}, for its owner only"


def _files(folder: Path) -> list[Path]:
    return [folder, *sorted(path for path in folder.iterdir() if stat.S_ISREG(path.stat().st_mode))]


def _clock(settings: Config, now: datetime) -> tuple[str, str]:
    """Against the clocks at hand: that of the database's machine, that of the last worker, and what the system thinks of its
    own. Authenticator codes end at half a minute, and push services refuse signatures from the wrong day."""
    if db.engine.dialect.name == "postgresql":
        theirs = db.session.execute(text("SELECT clock_timestamp()")).scalar_one()
        if abs(theirs - clock.now()) > _CLOCKS_DIFFER_AT_MOST:
            return (
                FAIL,
                f"The database's clock says {theirs:%Y-%m-%d %H:%M:%S}, this one {now:%H:%M:%S} UTC; set both by NTP.",
            )
    beat = heartbeat.last("worker")
    if beat is not None and beat - now > _CLOCKS_DIFFER_AT_MOST:
        return (
            FAIL,
            f"A worker was last seen at {beat:%Y-%m-%d %H:%M:%S} UTC, which is still to come; set the clock by NTP.",
        )
    if ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512)) == _UNSYNCHRONIZED:
        return (
            WARN,
            f"{now:%Y-%m-%d %H:%M:%S} UTC; nothing synchronizes this clock. Switch NTP on (timedatectl set-ntp true).",
        )
    return OK, f"{now:%Y-%m-%d %H:%M:%S} UTC, synchronized"


def _worker(settings: Config, now: datetime) -> tuple[str, str]:
    beat = heartbeat.last("worker")
    if beat is None:
        return FAIL, "No worker has ever run: nobody is reminded. Start companion serve, or companion worker."
    age = now - beat
    if age > _WORKER_SEEN_WITHIN:
        return (
            FAIL,
            f"No worker since {beat:%Y-%m-%d %H:%M} UTC: nobody is reminded. Start companion serve, or companion worker.",
        )
    return OK, f"seen {max(0, int(age.total_seconds()))} s ago"
