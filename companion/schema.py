"""Upgrades the database to the newest schema, and refuses to run on one that does not serve this version.

Steps expand first and contract one version later, so that hosts can be upgraded one after the other: the database says from which
revision on versions can use it, and one from before its last step may keep running, and start again, beside newer ones.
"""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path

import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import DatabaseError, OperationalError

from companion import config
from companion.accounts import service as accounts
from companion.audit import service as audit
from companion.backup import making, place, sqlite
from companion.backup.archive import BackupError
from companion.backup.restoring import RESTORED, WITHOUT_LOG
from companion.kernel import clock, data_keys, heartbeat, revocation_files, revocations, settings
from companion.kernel.crypto import SealError
from companion.kernel.database import db, transaction
from companion.kernel.logs import log
from companion.push import service as push
from companion.reminders import service as reminders
from companion.sharing import service as sharing
from companion.supporters import service as supporters

_KEPT_COPIES = 5
_COPIES = "before-migration"
_SERVING = timedelta(
    seconds=90
)  # a worker that beat so lately belongs to another machine that serves from this database
_FIRST = "0018"  # steps of before it were not made for programs of before them


class NotAtHead(Exception):
    """The database cannot be used as it is; the message says what to do."""


def upgrade(*, without_log: bool = False) -> str:
    """Migrate to the newest schema and give a new database its epoch; returns one sentence. `without_log` goes on where the
    revocation log is missing, as if a backup had been restored without one.

    Raises NotAtHead, crypto.SealError.

    An SQLite file that holds something is copied to instance/before-migration first.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    _make_folder()
    before, head = _versions()
    if _is_newer(before):
        check()
        return "The database is newer than this program, and serves it."
    if before is not None:
        _check_key()
    if before != head:
        copied = _copy_first() if before else ""
        flask_migrate.upgrade()
        said = f"The database is now at version {head}.{copied}"
    else:
        said = "The database is up to date."
    with transaction():
        settings.prepare()
        settings.put(settings.SERVES, max(serves_since(_directory()), data_keys.serves_since()))
        if without_log and revocations.trouble():
            settings.put(RESTORED, WITHOUT_LOG)
        audit.seal(clock.now())
    caught_up = catch_up()
    return f"{said} {caught_up}" if caught_up else said


def check() -> None:
    """Raises NotAtHead unless the schema serves this program, crypto.SealError unless our key is the one it was sealed with."""
    found, head = _versions()
    if _is_newer(found):
        if settings.read(settings.SERVES) not in _known():
            raise NotAtHead(
                f"The database is at version {found}, this program only knows {head}. Install the newer one again; or, to go back, "
                f"restore the copy from before its upgrade, which loses what was written since: {_way_back()}"
            )
    elif found != head:
        have = f"at version {found}" if found else "empty"
        raise NotAtHead(f"The database is {have}, but this version needs {head}; run: companion db upgrade")
    _check_key()


def look_for_damage() -> None:
    """After a process ended without order: raises NotAtHead when SQLite finds damage in its file. On PostgreSQL the server does
    this by itself."""
    path = place.database_path(config.current())
    if path is not None and path.exists():
        try:
            sqlite.check(path)
        except BackupError as error:
            raise _damaged() from error


def _damaged() -> NotAtHead:
    return NotAtHead(
        f"The database {place.database_path(config.current())} is damaged. Leave it as it is and put your newest backup in its "
        "place: companion backup restore FILE --identity FILE --replace"
    )


def catch_up() -> str | None:
    """Before anybody is served: if this database is an older copy of itself, apply again what was revoked since, send
    nothing a second time, and let the phones know that they have to resend what was lost. Returns one sentence about it, or
    None when there is nothing to catch up with. Raises NotAtHead when nobody can tell what was revoked.

    A restore leaves its mark in the database it puts in place, so that whoever starts first does this, even after a crash.
    """
    now, ended = clock.now(), None
    with transaction():
        restored = settings.read(RESTORED)
        if restored == WITHOUT_LOG:
            revocations.give_up()
        _refuse_without_log()
        missing = revocations.catch_up()
        if restored == WITHOUT_LOG:
            ended = _end_all(now)
        if restored or missing is not None:
            reminders.expire_open(now)
            push.end_stranded(None, now)
            settings.renew_epoch()
            settings.put(RESTORED, "")
    if not restored and missing is None:
        return None
    log("schema").warning("older_copy_restored", taken_back=missing or 0, without_log=ended is not None)
    said = ended or (
        "This database is an older copy: what was revoked since is revoked again, and phones resend what was lost."
    )
    return said if restored else f"{said} Then tell the audit log that it is one: companion audit accept-restored"


def _refuse_without_log() -> None:
    trouble = revocations.trouble()
    if trouble is None or (trouble == revocations.MISSING and _another_machine_serves()):
        return
    path = config.current().instance / revocation_files.FILE
    what = "is missing" if trouble == revocations.MISSING else "is damaged: lines of it are missing"
    raise NotAtHead(
        f"The revocation log {path} {what}. Nobody is served without it, because what was revoked could come back. "
        "Put it back, or go on without it: companion db upgrade --without-revocation-log. "
        "That ends all sign-ins, codes, links, and calendar feeds, and suspends all consents."
    )


def _another_machine_serves() -> bool:
    """On PostgreSQL a machine that joins others has no log yet, and the database is served already."""
    beat = heartbeat.last("worker")
    return db.engine.dialect.name != "sqlite" and beat is not None and clock.now() - beat <= _SERVING


def _end_all(now: datetime) -> str:
    """What was revoked since the copy is unknown: whatever could have been is. Returns a sentence about it."""
    sign_ins = accounts.end_all_access(now)
    supporters.end_all_links()
    reminders.end_all_feeds()
    consents = sharing.suspend_all(now)
    return (
        f"Without the revocation log: {sign_ins} sign-ins ended, {consents} consents suspended; codes, recovery cards, "
        "links, and calendar feeds stopped working. Check by hand which staff accounts, care teams, passkeys, and "
        "passphrases were ended or replaced since the copy."
    )


def serves_since(directory: ScriptDirectory) -> str:
    """The oldest revision whose programs can use a database at the newest one. A step that takes something away says by
    `contract_since = "0021"` from which revision on programs do without it."""
    steps = list(directory.walk_revisions())  # the newest first
    bounds = {_FIRST} | {getattr(step.module, "contract_since", _FIRST) for step in steps}
    return next(step.revision for step in steps if step.revision in bounds)


def _directory() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)


def _known() -> set[str]:
    return {step.revision for step in _directory().walk_revisions()}


def _is_newer(version: str | None) -> bool:
    return version is not None and version not in _known()


def _check_key() -> None:
    try:
        settings.verify()
    except SealError as error:
        raise SealError(f"The key in instance/keys does not belong to this database: {error}") from error
    else:
        audit.check_key()
    finally:
        db.session.rollback()


def _make_folder() -> None:
    url = db.engine.url
    if db.engine.dialect.name == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _versions() -> tuple[str | None, str | None]:
    head = _directory().get_current_head()
    try:
        with db.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision(), head
    except OperationalError as error:
        where = db.engine.url.render_as_string(hide_password=True)
        raise NotAtHead(f"The database at {where} cannot be opened; check COMPANION_DATABASE_URL.") from error
    except DatabaseError as error:
        if db.engine.dialect.name != "sqlite":
            raise
        raise _damaged() from error


def _copy_first() -> str:
    """What is there, kept in instance/before-migration; returns a sentence about it. An SQLite file is copied as it is, PostgreSQL as
    a backup for whoever holds the private key."""
    ours = config.current()
    folder, name = ours.instance / _COPIES, f"{clock.now():%Y%m%dT%H%M%S%f}"
    to, path = making.default_recipients(ours), place.database_path(ours)
    if path is None and not to:
        return (
            f" PostgreSQL: no copy was made first, because {ours.instance / making.RECIPIENTS} names nobody to encrypt it to;"
            " keep your own backups."
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path is None:
        target = folder / f"{name}.age"
        making.create(ours, target, to, lambda _size: None)
    else:
        target = folder / f"{name}.sqlite3"
        before = os.umask(0o077)
        try:
            sqlite.copy(path, target)
        finally:
            os.umask(before)
    for stale in _copies()[:-_KEPT_COPIES]:
        stale.unlink()
    return f" The previous one was copied to {target}."


def _copies() -> list[Path]:
    """Oldest first."""
    return sorted((config.current().instance / _COPIES).glob("2*.*"))


def _way_back() -> str:
    copies = _copies()
    newest = copies[-1] if copies else Path("YOUR-BACKUP")
    key = "" if newest.suffix == ".sqlite3" else " --identity FILE"
    return f"companion backup restore {newest}{key} --replace"
