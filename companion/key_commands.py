"""`companion keys …`: which keys seal what, and how one replaces another."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from companion import config, schema, sealing
from companion.kernel import crypto, data_keys
from companion.sealing import Sweep


@click.group("keys")
def keys_cli() -> None:
    """The keys that encrypt what is stored: look at them, and replace the installation's."""


@keys_cli.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def status(as_json: bool) -> None:
    """Print how many texts are sealed under which key. A key file that seals nothing is needed for older backups only."""
    schema.check()
    folder, waits = config.current().keys_folder, data_keys.waits_until()
    found = {
        "keys": sealing.sealed_by(folder),
        "under_people_s_own_keys": sealing.under_own_keys(),
        "not_yet_under_them": sealing.own_words().left(),
        "waits_until": waits.isoformat() if waits else None,
    }
    if as_json:
        click.echo(json.dumps(found))
        return
    active, waiting = crypto.key_files(folder)
    for key_id, texts in sealing.sealed_by(folder).items():
        path = (active | waiting)[key_id]
        click.echo(f"{texts:8} under {path.name}" + (" (not in use yet)" if key_id in waiting else ""))
    click.echo(f"{found['under_people_s_own_keys']:8} under people's own keys")
    click.echo(f"{found['not_yet_under_them']:8} not yet under people's own keys")
    if waits:
        click.echo(
            f"Hosts of the version before may write until {waits:%Y-%m-%d %H:%M} UTC; to end that: companion keys seal"
        )


@keys_cli.command("seal")
@with_appcontext
def seal() -> None:
    """Seal under people's own keys what an earlier version wrote, now instead of a day after the upgrade.

    Every host must have this version: the one before cannot read what this one writes from now on. Can be interrupted and
    repeated.
    """
    schema.check()
    sealing.stop_waiting()
    _finish(sealing.own_words())


@keys_cli.command("prepare")
@with_appcontext
def prepare() -> None:
    """Make the next key without using it, so that it can be copied to every other host first."""
    schema.check()
    path = crypto.prepare_next(config.current().keys_folder)
    click.echo(f"Copy {path} to instance/keys of every other host, then run on each: companion keys rotate")


@keys_cli.command("rotate")
@with_appcontext
def rotate() -> None:
    """Replace the installation's key: make the next one and seal everything under it. What was interrupted goes on.

    Running processes notice by themselves. Where there are several hosts, run `companion keys prepare` first.
    """
    schema.check()
    folder = config.current().keys_folder
    if data_keys.waits_until() is not None:
        raise click.ClickException("Hosts of the version before may still write. First run: companion keys seal")
    with _one_at_a_time(folder):
        _finish(sealing.own_words())
        key_id = sealing.begin_rotation(folder)
        click.echo(f"Sealing under key {key_id}.")
        _finish(sealing.under_newest_key())
    click.echo(
        f"Copy {crypto.key_files(folder)[0][key_id]} to your key backup and to instance/keys of every other host."
    )
    click.echo("Keep the older key files as long as you keep backups that were made before now.")


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / ".rotate", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise click.ClickException("Somebody else is rotating the keys at this moment.") from None
    finally:
        os.close(descriptor)


def _finish(sweep: Sweep) -> None:
    """Again until nothing is left: others go on writing meanwhile. Ctrl-C ends it between two batches."""
    left, done = sweep.left(), 0
    try:
        with click.progressbar(length=left, label="Sealing", show_pos=True) as bar:
            while left:
                before = sweep.done
                while sweep.step():
                    bar.update(sweep.done - done)
                    done = sweep.done
                if sweep.done == before:
                    break
                left = sweep.left()
                sweep.again()
    except KeyboardInterrupt:
        raise click.ClickException(
            f"Stopped after {sweep.done} of {left}. The same command goes on from here."
        ) from None
    if sweep.closed:
        raise click.ClickException(f"{sweep.closed} texts could not be opened and were left as they are; see the log.")
    click.echo(f"{sweep.done} sealed.")
