"""Putting a backup in the place of what is there. Nothing is overwritten that somebody did not say may be, and a copy of it is kept.

A restored database carries a mark, `RESTORED`, until `schema.catch_up` has revoked again whatever was revoked since.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection

from companion.backup import archive, making, place, postgres, sqlite
from companion.backup.archive import BackupError, Progress
from companion.backup.reading import Backup, kind_of, unpacked
from companion.config import Config
from companion.kernel import clock, revocation_files, revocations, running, settings
from companion.kernel.database import db

RESTORED = "restored"
WITH_LOG, WITHOUT_LOG = "with the revocation log", "without the revocation log"
_KEPT = "before-restore"
_PLAIN = b"SQLite format 3\0"


@dataclass(frozen=True)
class Wish:
    """What to restore, and what may happen to what is there. `logs` are revocation logs of the machine the backup is from."""

    path: Path
    identity: Path | None
    logs: Sequence[Path] = ()
    without_log: bool = False
    replace: bool = False


def needs_keys(config: Config) -> None:
    """Raises BackupError on a machine without keys: starting the application would make new ones."""
    if not place.key_files(config):
        raise BackupError(
            f"There are no keys in {config.keys_folder}, and without them nobody can read this backup. Restore the backup of the "
            "keys first: companion backup restore KEYS-FILE --identity FILE"
        )


def restore(config: Config, wish: Wish, progress: Progress) -> Path | None:
    """Put the database of a backup in place; returns where the one of before is kept, if there was one. Raises BackupError.

    Needs the application. Killed at any moment, it leaves either the old database or the new one.
    """
    alive = running.alive(config.instance)
    if alive:
        raise BackupError(f"The server is running here ({', '.join(alive)}); stop it first.")
    db.session.remove()
    db.engine.dispose()
    return (
        _into_sqlite(config, wish, progress) if place.database_path(config) else _into_postgres(config, wish, progress)
    )


def _into_sqlite(config: Config, wish: Wish, progress: Progress) -> Path | None:
    path = cast(Path, place.database_path(config))
    living = sqlite.holds_something(path)
    _refuse_living(living, wish)
    with _opened(config, wish, progress) as backup:
        _fits(backup, "sqlite")
        stored = sqlite.settings(backup.database)
        _accept(config, wish, backup, stored)
        sqlite.put_setting(backup.database, RESTORED, WITHOUT_LOG if wish.without_log else WITH_LOG)
        kept = _kept(config)
        sqlite.put_in_place(backup.database, path, kept)
        return kept if living else None


def holds_keys(wish: Wish) -> bool:
    """Whether it is a backup of keys. Raises BackupError."""
    if _is_plain(wish.path):
        return False
    return kind_of(wish.path, archive.identity(_identity(wish))) == making.KEYS


def _identity(wish: Wish) -> Path:
    if wish.identity is None:
        raise BackupError(
            "Say which key opens the backup: --identity FILE, the file that companion backup keygen wrote."
        )
    return wish.identity


def _is_plain(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN


@contextmanager
def _opened(config: Config, wish: Wish, progress: Progress) -> Iterator[Backup]:
    """A backup, or the plain copy that an upgrade made."""
    if _is_plain(wish.path):
        with place.workplace(config) as work:
            backup = Backup({"engine": "sqlite", "kind": making.DATABASE, "keys": {}}, work)
            sqlite.copy(wish.path, backup.database)
            backup.about["revision"] = sqlite.revision(backup.database)
            yield backup
        return
    with unpacked(config, wish.path, archive.identity(_identity(wish)), progress) as backup:
        yield backup


def _into_postgres(config: Config, wish: Wish, progress: Progress) -> Path | None:
    identity, kept = archive.identity(_identity(wish)), None
    with place.connect(config) as connection:
        living = bool(postgres.tables(connection))
        _refuse_living(living, wish)
        if postgres.others_connected(connection):
            raise BackupError(
                "Something else is connected to this PostgreSQL database; stop the server on every machine."
            )
    if living:
        kept = _kept(config).with_suffix(".age")
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        making.create(config, kept, [str(identity.to_public())], progress)
    with db.engine.connect() as session, session.begin():
        raw = cast(postgres.Connection, session.connection.driver_connection)
        place.settle(raw)

        def rows(backup: Backup) -> postgres.Loader:
            _fits(backup, "postgresql")
            postgres.clear(raw)
            _migrate(session, backup.about["revision"])
            if postgres.tables(raw) != backup.about["tables"]:
                raise BackupError(
                    f"{wish.path} has other tables than version {backup.about['revision']} of the schema."
                )
            return postgres.Loader(raw, backup.about["tables"])

        with unpacked(config, wish.path, identity, progress, rows) as backup:
            _fits(backup, "postgresql")
            _accept(config, wish, backup, postgres.settings(raw))
            postgres.put_setting(raw, RESTORED, WITHOUT_LOG if wish.without_log else WITH_LOG)
    return kept


def _migrate(session: Connection, revision: str) -> None:
    """Make the tables of that version, in the transaction of this connection."""
    options: Any = current_app.extensions["migrate"].migrate.get_config()
    options.attributes["connection"] = session
    command.upgrade(options, revision)


def _refuse_living(living: bool, wish: Wish) -> None:
    if living and not wish.replace:
        raise BackupError("There is a database here already. To put the backup in its place, keeping a copy: --replace")


def _kept(config: Config) -> Path:
    return config.instance / _KEPT / f"{clock.now():%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def _fits(backup: Backup, engine: str) -> None:
    if backup.about["kind"] != making.DATABASE:
        raise BackupError("This is a backup of keys, not of a database.")
    if backup.engine != engine:
        raise BackupError(
            f"This is a backup of a database on {backup.engine}, and COMPANION_DATABASE_URL names one on {engine}."
        )
    known = {step.revision for step in ScriptDirectory(current_app.extensions["migrate"].directory).walk_revisions()}
    if backup.about["revision"] not in known:
        raise BackupError(
            f"This backup is at version {backup.about['revision']}, which this program does not know. Install the version of the "
            f"program that made it ({backup.about.get('program', 'a newer one')}), or a newer one."
        )


def _accept(config: Config, wish: Wish, backup: Backup, stored: dict[str, str]) -> None:
    """Everything that could keep the database from being served is found before it is put in place."""
    if not settings.opens(stored):
        raise BackupError(
            f"The keys in {config.keys_folder} are not those of this backup. Restore the backup of the keys first: "
            "companion backup restore KEYS-FILE --identity FILE --replace"
        )
    if not backup.keys(config).get("audit.key", True):
        raise BackupError(
            f"The key of the audit log in this backup is not in {config.keys_folder}. Restore a backup of the keys that has it "
            "first: companion backup restore KEYS-FILE --identity FILE --replace"
        )
    _bring(config, backup.files("logs") if wish.without_log else wish.logs)
    _bring_heads(config, backup)
    logs = [path for path in revocation_files.files(config.instance) if revocation_files.is_whole(path)]
    if not wish.without_log and not revocation_files.cover(logs, revocations.marks_in(stored)):
        raise BackupError(
            "The revocation log is not here, and without it whatever was revoked since this backup would come back. Name the newest "
            f"{revocation_files.FILE} of the machine the backup is from: --revocation-log FILE. If it is lost: "
            "--without-revocation-log, which ends all sign-ins, codes, links, and calendar feeds, and suspends all consents."
        )


def _bring(config: Config, logs: Sequence[Path]) -> None:
    """Put logs of other machines beside ours; of two copies of one log the longer stays."""
    here = {
        first["n"]: path for path in revocation_files.files(config.instance) if (first := revocation_files.first(path))
    }
    for path in logs:
        if path.name == making.HEADS:
            continue
        lines = revocation_files.read(path) if path.is_file() else []
        if not lines or not revocation_files.is_whole(path):
            raise BackupError(f"{path} is no revocation log, or lacks lines.")
        ours = here.get(lines[0]["n"])
        if ours is not None and lines[-1]["n"] in {line["n"] for line in revocation_files.read(ours)}:
            continue
        target = ours or config.instance / revocation_files.OF_OTHERS.replace("*", lines[0]["n"])
        draft = target.with_suffix(".part")
        shutil.copyfile(path, draft)
        draft.chmod(0o600)
        draft.replace(target)


def _bring_heads(config: Config, backup: Backup) -> None:
    """How far the audit log had got, on a machine where nobody has noted that yet. Where somebody has, more is known."""
    noted, target = backup.folder / "logs" / making.HEADS, config.audit_heads_file
    if noted.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_suffix(".part")
        shutil.copyfile(noted, draft)
        draft.chmod(0o600)
        draft.replace(target)


def restore_keys(config: Config, wish: Wish, progress: Progress) -> Path | None:
    """Put the keys of a backup in place; returns where those of before are kept, if there were others. Raises BackupError."""
    with unpacked(config, wish.path, archive.identity(_identity(wish)), progress) as backup:
        if all(backup.keys(config).values()):
            return None
        kept, draft = None, config.instance / ".keys-restored"
        shutil.rmtree(draft, ignore_errors=True)  # of one that was killed
        shutil.copytree(backup.folder / "keys", draft)
        if place.key_files(config):
            if not wish.replace:
                raise BackupError(
                    f"There are other keys in {config.keys_folder}. To put these in their place: --replace"
                )
            kept = config.instance / f"keys-before-{clock.now():%Y%m%dT%H%M%S%f}"
            config.keys_folder.rename(kept)
        elif config.keys_folder.exists():
            config.keys_folder.rmdir()
        draft.rename(config.keys_folder)
        return kept
