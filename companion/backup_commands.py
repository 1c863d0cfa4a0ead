"""`companion backup …`: backups made, verified, and restored, on this machine or a new one. See docs/operating.md."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
from flask.cli import ScriptInfo

from companion import config, schema
from companion.audit import service as audit
from companion.backup import archive, making, reading, restoring
from companion.backup.archive import BackupError, Progress
from companion.kernel import clock
from companion.kernel.database import transaction

_FILE = click.Path(path_type=Path)


@click.group("backup")
def backup_cli() -> None:
    """Make, verify, and restore backups.

    A backup is encrypted to a public key. Only the private key that belongs to it opens it; keep that one away from this machine.
    """


@backup_cli.command("keygen")
@click.argument("identity", type=_FILE)
def keygen(identity: Path) -> None:
    """Make a pair of keys: the private one into the file IDENTITY, the public one is printed.

    Run it on another machine, or move the file away: whoever has it and a backup reads everything.
    """
    if identity.absolute().is_relative_to(config.load().instance):
        raise BackupError("Keep it out of the instance folder: a backup must not lie beside the key that opens it.")
    private, public = archive.make_identity()
    try:
        descriptor = os.open(identity, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(f"{identity} exists already; choose another name.") from None
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# companion backup, made {clock.now():%Y-%m-%d}\n# public key: {public}\n{private}\n")
    click.echo(public)


@backup_cli.command("create")
@click.argument("file", type=_FILE)
@click.option(
    "--to", multiple=True, help="Public key; may be given several times. Default: INSTANCE/backup-recipients."
)
@click.option("--keys", is_flag=True, help="Back up the keys of this installation instead of its database.")
def create(file: Path, to: tuple[str, ...], keys: bool) -> None:
    """Write a backup of the database and the revocation log into FILE, while the server runs.

    The keys of the installation are not in it. They have a backup of their own (--keys), to be kept apart from it.
    """
    settings = config.load()
    with _progress("written") as progress:
        rows = making.create(settings, file, to or making.default_recipients(settings), progress, keys=keys)
    what = "Keys" if keys else f"{len(rows)} tables, {sum(rows.values()):,} rows"
    click.echo(f"{file}: {what}, {file.stat().st_size:,} bytes.")


@backup_cli.command("verify")
@click.argument("file", type=_FILE)
@click.option("--identity", type=_FILE, required=True, help="The private key that opens it.")
def verify(file: Path, identity: Path) -> None:
    """Read FILE from its first to its last byte, and check everything in it. Changes nothing."""
    settings = config.load()
    with (
        _progress("read") as progress,
        reading.unpacked(settings, file, archive.identity(identity), progress) as backup,
    ):
        about, logs = backup.about, [path.name for path in backup.files("logs")]
        keys = backup.keys(settings)
    click.echo(f"{file} is whole. Made {about['made_at']} by version {about['program']}.")
    if backup.engine is not None:
        click.echo(
            f"{backup.engine} at version {about['revision']}: {len(backup.rows)} tables, {sum(backup.rows.values()):,} rows."
        )
        click.echo(f"Logs: {', '.join(logs) or 'none; nothing had been revoked'}.")
    needed = ", ".join(f"{name} ({'here' if here else 'not here'})" for name, here in keys.items())
    click.echo(f"{'Needs the keys' if backup.engine else 'Keys'}: {needed}.")


@backup_cli.command("restore")
@click.argument("file", type=_FILE)
@click.option(
    "--identity", type=_FILE, help="The private key that opens it. A copy made by db upgrade on SQLite needs none."
)
@click.option(
    "--revocation-log", "logs", type=_FILE, multiple=True, help="Newest log of the machine it is from; repeatable."
)
@click.option(
    "--without-revocation-log", is_flag=True, help="If the log is lost: end whatever could have been revoked."
)
@click.option("--replace", is_flag=True, help="Put it in the place of what is here, of which a copy is kept.")
@click.pass_context
def restore(
    context: click.Context,
    file: Path,
    identity: Path | None,
    logs: tuple[Path, ...],
    without_revocation_log: bool,
    replace: bool,
) -> None:
    """Restore FILE, a backup of a database or of keys, on this machine or a new one. The server must be stopped.

    What was revoked since the backup stays revoked: the revocation log says what that was. It is in the instance folder, or named
    here on a new machine.
    """
    settings = config.load()
    wish = restoring.Wish(file, identity, logs, without_revocation_log, replace)
    if restoring.holds_keys(wish):
        with _progress("read") as progress:
            kept = restoring.restore_keys(settings, wish, progress)
        click.echo(f"The keys are in {settings.keys_folder}." + (f" Those of before are in {kept}." if kept else ""))
        return
    restoring.needs_keys(settings)
    with context.ensure_object(ScriptInfo).load_app().app_context():
        with _progress("read") as progress:
            kept = restoring.restore(settings, wish, progress)
        click.echo("Restored." + (f" What was here before is in {kept}." if kept else ""))
        click.echo(schema.upgrade())
        click.echo(_go_on_in_audit_log())


def _go_on_in_audit_log() -> str:
    """What was noted outside the database about rows that the copy does not have no longer counts, which the log says for good.
    Returns a sentence about it."""
    report = audit.to_the_end(audit.verify(clock.now()))
    if report.finding is None:
        return f"Audit log: {report.rows:,} rows, as they were written."
    if not report.finding.is_outside:
        return f"The audit log of this copy is not as it was written. {report.finding.sentence}"
    with transaction():
        after = audit.accept_restored(report, clock.now())
    audit.mark_head(clock.now())
    return f"Audit log: rows after {after:,} were lost with the older copy, which it says from now on."


class _progress:  # noqa: N801 - reads as a word where it is used
    """Tells a terminal how far it got, and makes SIGTERM end the work in order, as Ctrl-C does."""

    def __init__(self, done: str):
        self._done, self._told_at = done, 0.0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        self._before = signal.signal(signal.SIGTERM, _interrupt)
        return self._tell

    def _tell(self, size: int) -> None:
        if self._shown and clock.monotonic() - self._told_at > 0.2:
            self._told_at = clock.monotonic()
            click.echo(f"\r{size / 1e6:,.0f} MB {self._done} … ", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGTERM, self._before)
        if self._told_at:
            click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
