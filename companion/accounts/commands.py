"""`companion staff …` and `companion participant …`: create accounts from a shell, beginning with the very first one.

Secrets are printed once, to standard output, and are not stored anywhere in readable form.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion import config
from companion.accounts import authenticators, rules, service, totp, ways_in
from companion.accounts.policies import STAFF_ROLES
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Problem

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print as JSON.")


@click.group("staff")
def staff_cli() -> None:
    """Create, list, reset and close staff accounts."""


@click.group("participant")
def participant_cli() -> None:
    """Invite, enroll and list participants."""


@staff_cli.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(sorted(STAFF_ROLES)), required=True)
@click.option("--sign-in-name", help="Default: made from NAME.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@AS_JSON
@with_appcontext
def create(name: str, role: str, sign_in_name: str | None, language: str, as_json: bool) -> None:
    """Create an account for NAME. Prints the sign-in name, passphrase and authenticator secret, once."""
    with expected(), transaction():
        account_id = service.create_account(role, name, clock.now(), language)
        made = _new_secrets(account_id, sign_in_name or service.free_name(name))
        audit.record(None, "account_created", account_id, role, clock.now())
    show({"id": str(account_id), "display_name": name, "role": role, **made}, as_json)


@staff_cli.command("reset")
@click.argument("sign_in_name")
@click.option("--keep", multiple=True, type=click.UUID, help="A passkey or sign-in that stays, by its id. Repeatable.")
@AS_JSON
@with_appcontext
def reset(sign_in_name: str, keep: tuple[UUID, ...], as_json: bool) -> None:
    """Replace the secrets of a member of staff. Prints a new passphrase and authenticator secret, ends all sign-ins and removes
    all passkeys but those to keep, and lists what ended and what remains."""
    with expected(), transaction():
        person = staff_called(sign_in_name)
        before = ways_in.of_account(person.id, clock.now())
        if unknown := set(keep) - before.ids:
            raise click.UsageError(f"No passkey or sign-in of {sign_in_name} has the id {min(unknown, key=str)}.")
        made = _new_secrets(person.id, rules.sign_in_name(sign_in_name))
        remains = ways_in.end(person.id, keep, clock.now(), None)
        audit.record(None, "secrets_reset", person.id, "", clock.now())
    listed = {"ended": _named(before, before.ids - remains.ids), "remains": _named(remains, remains.ids)}
    show({"id": str(person.id), "display_name": person.display_name, "role": person.role, **made, **listed}, as_json)


def _named(ways: ways_in.WaysIn, which: set[UUID]) -> list[str]:
    """One line each, with the id that `--keep` takes."""
    keys = [f"passkey {one.id} {one.name}" for one in ways.passkeys if one.id in which]
    return keys + [f"sign-in {one.id} {one.device}" for one in ways.sign_ins if one.id in which]


@staff_cli.command("ways-in")
@click.argument("sign_in_name")
@AS_JSON
@with_appcontext
def list_ways_in(sign_in_name: str, as_json: bool) -> None:
    """List passkeys and sign-ins of a member of staff: what `staff reset` would end."""
    with expected():
        found = ways_in.of_account(staff_called(sign_in_name).id, clock.now())
    show({"remains": _named(found, found.ids)}, as_json)


@staff_cli.command("list")
@AS_JSON
@with_appcontext
def list_staff(as_json: bool) -> None:
    """List all staff."""
    _list(service.everyone(STAFF_ROLES), as_json)


@participant_cli.command("invite")
@click.argument("name", required=False)
@click.option("--account", "account_id", type=click.UUID, help="Print a new code for this existing account.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@AS_JSON
@with_appcontext
def invite(name: str | None, account_id: UUID | None, language: str, as_json: bool) -> None:
    """Print an activation code for one phone. Creates an account for NAME, or uses an existing one."""
    if (name is None) == (account_id is None):
        raise click.UsageError("Give a NAME for a new account, or --account for an existing one.")
    now = clock.now()
    with expected(), transaction():
        account_id = account_id or service.create_account("participant", name or "", now, language)
        code = service.invite(account_id, None, now)
        audit.record(None, "invited" if name else "code_made", account_id, "", now)
        person = service.get_person(account_id)
    show({"id": str(account_id), "display_name": person.display_name, **_invitation(code, now)}, as_json)


@participant_cli.command("list")
@AS_JSON
@with_appcontext
def list_participants(as_json: bool) -> None:
    """List all participants, past and present."""
    _list(service.everyone(["participant"]), as_json)


class expected:  # noqa: N801 - reads as a word where it is used
    """Turns an expected error into one sentence and exit status 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, Problem):
            raise click.ClickException(error.detail) from error


def staff_called(sign_in_name: str) -> service.Person:
    """The member of staff with this sign-in name. Raises ClickException."""
    found = service.people_called([sign_in_name])
    if not found or not found[0].is_staff:
        raise click.ClickException(f"No member of staff has the sign-in name {sign_in_name!r}.")
    return found[0]


def show(values: dict[str, Any], as_json: bool) -> None:
    """One thing, as JSON or as lines of name and value."""
    if as_json:
        click.echo(json.dumps(values, indent=2, ensure_ascii=False))
        return
    for name, value in values.items():
        for line in (value or ["nothing"]) if isinstance(value, list) else [value]:
            click.echo(f"{name.replace('_', ' '):<16} {line}")


def _new_secrets(account_id: UUID, sign_in_name: str) -> dict[str, str]:
    passphrase = rules.new_passphrase()
    service.set_passphrase(account_id, sign_in_name, passphrase)
    secret = authenticators.set_totp(account_id)
    settings = config.current()
    return {
        "sign_in_name": rules.sign_in_name(sign_in_name),
        "passphrase": passphrase,
        "totp_secret": secret,
        "otpauth": totp.otpauth(secret, rules.sign_in_name(sign_in_name), settings.app_name),
        "address": f"{settings.origin}/staff/sign-in",
    }


def _invitation(code: str, now: datetime) -> dict[str, str]:
    return {
        "activation_code": rules.shown_code(code),
        "activation_url": activation_url(code),
        "expires_at": rules.code_expires_at(now).isoformat(timespec="seconds"),
    }


def activation_url(code: str) -> str:
    """Where the code can be used. It follows a #, so that it reaches no server log."""
    return f"{config.current().origin}/welcome#code={code}"


def _list(people: list[service.Person], as_json: bool) -> None:
    columns = ("id", "role", "sign_in_name", "display_name")
    rows = [
        {name: getattr(person, name) for name in columns} | {"closed": person.disabled_at is not None}
        for person in people
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=str))
        return
    for row in rows:
        click.echo(
            f"{row['id']}  {row['role']:<12} {row['sign_in_name'] or '-':<20} {row['display_name']}"
            + ("  (closed)" if row["closed"] else "")
        )
