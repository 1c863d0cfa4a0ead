"""`companion push …` and `companion vapid …`: check whether phones can be reached, and manage the signing keys."""

from __future__ import annotations

import json
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion import config
from companion.accounts import service as accounts
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.push import jobs, keys, service, told_keys
from companion.push.told_keys import KeysDiffer

__all__ = ["KeysDiffer", "check_keys", "push_cli", "vapid_cli"]


@click.group("push")
def push_cli() -> None:
    """Check which phones can be reached."""


@push_cli.command("test")
@click.argument("account")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def test(account: str, as_json: bool) -> None:
    """Send a test message to each phone of an account.

    ACCOUNT is an id or a sign-in name. Prints what the push services answered.
    """
    account_id, now = _account(account), clock.now()
    try:
        with transaction():
            planned = service.plan_test(account_id, now)
        jobs.send_own(now)
    except Conflict as problem:
        raise click.ClickException(problem.detail) from None
    finally:
        service.posted().sender.close()
    results = service.latest_tests(account_id, planned)
    if as_json:
        click.echo(json.dumps(results))
    else:
        for one in results:
            click.echo(f"{one['device']}: {one['state']} ({one['outcome'] or 'waiting'})")
    if not all(one["state"] == "sent" for one in results):
        raise click.exceptions.Exit(1)


@push_cli.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def status(as_json: bool) -> None:
    """Print how many phones can be reached, and how many cannot."""
    found = service.counts()
    click.echo(json.dumps(found) if as_json else "\n".join(f"{number:6} {state}" for state, number in found.items()))


@click.group("vapid")
def vapid_cli() -> None:
    """Manage the VAPID keys that sign messages for push services."""


@vapid_cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def list_keys(as_json: bool) -> None:
    """List the keys, the current one last, and whether phones still depend on them."""
    folder, used = config.current().keys_folder, service.keys_in_use()
    with transaction():
        told_keys.write_down(folder)
    current, missing = told_keys.current(folder)[0], told_keys.missing(folder)
    found = [
        {
            "id": key_id,
            "current": key_id == current,
            "used": key_id in used,
            "here": key_id not in missing,
            "public": public,
        }
        for key_id, public in told_keys.told().items()
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        click.echo(
            f"{one['id']} {'current' if one['current'] else 'old':8}{'in use' if one['used'] else 'unused':8}"
            f"{'' if one['here'] else 'not on this machine '}{one['public']}"
        )


@vapid_cli.command("rotate")
@with_appcontext
def rotate() -> None:
    """Create a new current key. Phones switch to it at their next start; until then the old key still reaches them.

    Where several machines share the database, copy the new file to all of them at once: until they have it, they leave
    phones that use it to the machine that does.
    """
    folder = config.current().keys_folder
    with transaction():
        made = told_keys.rotate(folder)
    click.echo(f"Current key is now {made.id}, in {folder / keys.file_name(made.id)}; other machines need this file.")


@vapid_cli.command("prune")
@with_appcontext
def prune() -> None:
    """Delete old keys that no phone depends on any more."""
    with transaction():
        gone = told_keys.prune(config.current().keys_folder, service.keys_in_use())
    click.echo(f"Deleted: {', '.join(gone)}." if gone else "Nothing to delete.")


def check_keys() -> str | None:
    """Before anybody is served: let the database know the keys of this machine. Returns a sentence about keys that it lacks,
    or None. Raises KeysDiffer."""
    folder = config.current().keys_folder
    with transaction():
        told_keys.write_down(folder)
    lacking = ", ".join(told_keys.missing(folder))
    if not lacking:
        return None
    return (
        f"This machine lacks the push key {lacking} and leaves phones that use it to the others. Copy vapid-*.key from the "
        f"machine that has it into {folder}."
    )


def _account(text: str) -> UUID:
    """The account with this id or sign-in name; exit status 2 when there is none."""
    try:
        found = list(accounts.people([UUID(text)]).values())
    except ValueError:
        found = accounts.people_called([text])
    if not found:
        raise click.UsageError("No such account.")
    return found[0].id
