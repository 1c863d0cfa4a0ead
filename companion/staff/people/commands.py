"""`companion staff assign` and `companion participant enroll`: they need both accounts and programs, so they are here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion.accounts import service as accounts
from companion.accounts.commands import expected, participant_cli, staff_called, staff_cli
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from companion.program.commands import program_called, track_called

__all__ = ["participant_cli", "staff_cli"]


@staff_cli.command("assign")
@click.argument("sign_in_name")
@click.argument("program_slug")
@click.option("--remove", is_flag=True, help="Remove the assignment instead.")
@with_appcontext
def assign(sign_in_name: str, program_slug: str, remove: bool) -> None:
    """Assign a member of staff to a program. Running it again changes nothing."""
    change = program.unassign_staff if remove else program.assign_staff
    with expected(), transaction():
        change(program_called(program_slug).id, staff_called(sign_in_name).id)
    click.echo(f"{sign_in_name}: {'no longer works' if remove else 'works'} with {program_slug}.")


@participant_cli.command("enroll")
@click.argument("account_id", type=click.UUID)
@click.argument("program_slug")
@click.argument("track_slug")
@click.option("--starts-on", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option("--counselor", help="Sign-in name of their counselor.")
@with_appcontext
def enroll(account_id: UUID, program_slug: str, track_slug: str, starts_on: datetime, counselor: str | None) -> None:
    """Enroll a participant in a track from a given day on."""
    with expected(), transaction():
        track = track_called(program_called(program_slug), track_slug)
        enrollment.enroll(account_id, track.id, starts_on.date(), clock.now())
        if counselor:
            accounts.add_to_care_team(account_id, staff_called(counselor).id, clock.now())
    click.echo(f"Enrolled in {track.name} from {starts_on:%Y-%m-%d}.")
