"""The `companion` command: verbs that concern the whole installation. Each feature adds a group of its own.

Exit status: 0 success, 1 failure, 2 usage or configuration error.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click
from flask import current_app
from flask.cli import ScriptInfo, with_appcontext

from companion import config, demo, doctor, schema, serving
from companion.accounts import totp
from companion.audit_commands import audit_cli
from companion.backup.archive import BackupError
from companion.backup_commands import backup_cli
from companion.config import ConfigError
from companion.kernel import clock, running
from companion.kernel.crypto import SealError
from companion.kernel.errors import Problem
from companion.key_commands import keys_cli
from companion.leaving.commands import retention_cli
from companion.push import commands as push
from companion.push.commands import push_cli, vapid_cli
from companion.reminders.commands import reminders_cli
from companion.safety import service as safety
from companion.safety.commands import crisis_lines_cli
from companion.staff.content.import_commands import program_cli
from companion.staff.people.commands import participant_cli, staff_cli

_EXPECTED = (
    BackupError,
    ConfigError,
    SealError,
    serving.CannotServe,
    schema.NotAtHead,
    demo.DemoRefused,
    push.KeysDiffer,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="companion")
def companion() -> None:
    """Run and manage this installation. Settings come from the environment: COMPANION_* and PORT.

    Exit status: 0 success, 1 failure, 2 usage or configuration error.
    """


@companion.command()
@with_appcontext
def web() -> None:
    """Run the web server."""
    settings = config.current()
    _ready()
    serving.check_port(settings.host, settings.port)
    serving.become(serving.web_command(settings))


@companion.command()
@with_appcontext
def worker() -> None:
    """Run the worker: reminders and other background jobs."""
    _ready()
    serving.become(serving.worker_command())


@companion.command()
@click.option("--with-demo", is_flag=True, help="First upgrade the database and load the demo accounts.")
@with_appcontext
def serve(with_demo: bool) -> None:
    """Run web server and worker together. Ctrl-C or SIGTERM stops both."""
    settings = config.current()
    serving.check_port(settings.host, settings.port)
    if with_demo:
        schema.upgrade()
    _ready()
    supervisor = serving.Supervisor(serving.web_command(settings), serving.worker_command())
    sys.exit(supervisor.run(lambda: _greet(settings, with_demo=with_demo)))


def _ready() -> None:
    """Refuse any other schema or key; after a restore, re-apply revocations before anybody is served. Whatever the operator
    has to know is printed once, whichever process starts next."""
    left_behind = running.left_behind(config.current().instance)
    if left_behind:
        schema.look_for_damage()
    schema.check()
    for mark in left_behind:
        mark.unlink(missing_ok=True)
    advice = config.advice(config.current())
    for sentence in (schema.catch_up(), safety.review_reminder(clock.now()), push.check_keys(), advice):
        if sentence:
            click.echo(sentence, err=True)


def _greet(settings: config.Config, *, with_demo: bool) -> None:
    """Print the address once the server answers. The demo is loaded while the processes start."""
    if with_demo:
        demo.load(clock.now())
    if not serving.wait_until_open(settings.host, settings.port):
        raise serving.CannotServe("The web server did not start; see its output above.")
    if with_demo:
        click.echo(demo.table(settings))
    else:
        click.echo(f"Open {settings.origin}   (Ctrl-C stops it)")


@companion.group()
def db() -> None:
    """Upgrade the database schema, or check it."""


@db.command("upgrade")
@click.option(
    "--without-revocation-log", is_flag=True, help="If the log is lost: end whatever could have been revoked."
)
@with_appcontext
def db_upgrade(without_revocation_log: bool) -> None:
    """Upgrade the schema to the newest version. An SQLite file is copied first."""
    click.echo(schema.upgrade(without_log=without_revocation_log))


@db.command("check")
@with_appcontext
def db_check() -> None:
    """Check whether the schema is up to date; exit status 1 if not."""
    schema.check()
    click.echo("The database is up to date.")


@companion.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
@with_appcontext
def demo_command(as_json: bool) -> None:
    """Load demo accounts and print how to sign in.

    Running it again only renews what was used up, such as activation codes.
    """
    schema.check()
    demo.load(clock.now())
    settings = config.current()
    click.echo((settings.instance / demo.FILE).read_text() if as_json else demo.table(settings))


@companion.command()
@with_appcontext
def openapi() -> None:
    """Print the OpenAPI document of the HTTP API."""
    click.echo(json.dumps(json.loads(current_app.extensions["companion.openapi"]()), indent=2))


@companion.command("doctor")
@click.option("--endpoint", help="Send the signed message to this push address, instead of one on this machine.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def doctor_command(context: click.Context, endpoint: str | None, as_json: bool) -> None:
    """Look at settings, keys, clock, disk, proxy, database, and worker, and send one signed message.

    Changes nothing. Exit status 1 when something has to be mended; a warning alone is 0.
    """
    found = doctor.examine(context.ensure_object(ScriptInfo).load_app, endpoint)
    well = all(one.state != doctor.FAIL for one in found)
    if as_json:
        click.echo(json.dumps({"ok": well, "checks": [asdict(one) for one in found]}))
    else:
        for one in found:
            click.echo(f"{one.state:5}{one.name:10}{one.said}")
    sys.exit(0 if well else 1)


@companion.command("totp")
@click.argument("secret")
def totp_code(secret: str) -> None:
    """Print the current authenticator code for SECRET."""
    click.echo(totp.code_at(secret, clock.now()))


for _feature in (
    backup_cli,
    program_cli,
    staff_cli,
    participant_cli,
    push_cli,
    vapid_cli,
    keys_cli,
    reminders_cli,
    retention_cli,
    crisis_lines_cli,
    audit_cli,
):
    companion.add_command(_feature)


def main() -> None:
    """Entry point: expected errors are printed as one sentence, without a traceback."""
    try:
        companion(obj=ScriptInfo(app_import_path="companion.wsgi:app", set_debug_flag=False), standalone_mode=True)
    except _EXPECTED as problem:
        _fail(str(problem), 2 if isinstance(problem, ConfigError) else 1)
    except Problem as problem:
        _fail(problem.detail, 1)


def _fail(sentence: str, status: int) -> None:
    click.echo(sentence, err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
