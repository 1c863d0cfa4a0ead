"""`companion staff assign`, `disable` and `hand-over`, and `companion participant enroll`: they need both accounts and
programs, so they are here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion.accounts import service as accounts
from companion.accounts.commands import expected, participant_cli, staff_called, staff_cli
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from companion.program.commands import program_called, track_called
from companion.staff.people import care_teams

__all__ = ["participant_cli", "staff_cli"]


@staff_cli.command("assign")
@click.argument("sign_in_name")
@click.argument("program_slug")
@click.option("--remove", is_flag=True, help="Remove the assignment instead.")
@with_appcontext
def assign(sign_in_name: str, program_slug: str, remove: bool) -> None:
    """Assign a member of staff to a program. Running it again changes nothing.

    Removing ends what came with it at once: duty hours, the care teams of people in the program, open codes, taken requests.
    """
    with expected(), transaction():
        home, person = program_called(program_slug), staff_called(sign_in_name)
        if not remove:
            program.assign_staff(home.id, person.id)
        ended = care_teams.leave_program(home.id, person.id, None, clock.now()) if remove else None
        audit.record(None, "unassigned" if remove else "assigned", person.id, str(home.id), clock.now())
    click.echo(f"{sign_in_name}: {'no longer works' if remove else 'works'} with {program_slug}.")
    if ended:
        _say_ended(ended)


@staff_cli.command("disable")
@click.argument("sign_in_name")
@with_appcontext
def disable(sign_in_name: str) -> None:
    """Close the account of somebody who left. It takes effect at their next request.

    Their care teams and programs end with it: hand over first, with `companion staff hand-over`.
    """
    with expected(), transaction():
        ended = care_teams.leave(staff_called(sign_in_name).id, None, clock.now())
        alone = len(set(ended.people) - accounts.looked_after(ended.people))
    click.echo(f"{sign_in_name}: closed.")
    _say_ended(ended)
    if alone:
        click.echo(f"{alone} of these people have nobody on their care team now.")


@staff_cli.command("hand-over")
@click.argument("from_name")
@click.argument("to_name")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@with_appcontext
def hand_over(from_name: str, to_name: str, dry_run: bool) -> None:
    """Hand over everybody FROM_NAME looks after to TO_NAME, in one step: one off, the other on, both told on Today."""
    now = clock.now()
    with expected(), transaction():
        member, to = staff_called(from_name), staff_called(to_name)
        people = accounts.caseload(member.id)
        codes, requests = care_teams.would_end(member.id, people, now)
        ended = None if dry_run else care_teams.hand_over(people, member.id, to.id, None, now)
    names, latest = accounts.names(people), enrollment.statuses(people, now)
    for one in sorted(people, key=lambda whose: names[whose].casefold()):
        code = "; an unused code ends" if one in codes else ""
        waiting = f"; {requests[one]} taken request(s) wait again" if one in requests else ""
        track = latest[one].now.track_name if one in latest else "no track"
        click.echo(f"{one}  {names[one]} ({track}){code}{waiting}")
    click.echo(f"{len(people)} people {'would be' if ended is None else 'are'} handed over to {to_name}.")


def _say_ended(ended: care_teams.Ended) -> None:
    click.echo(
        f"Ended: {len(ended.people)} care team(s), {len(ended.codes)} unused code(s). "
        f"{ended.requests} taken request(s) wait again."
    )


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
        audit.record(None, "enrolled", account_id, "", clock.now())
        if counselor:
            care_teams.add(account_id, staff_called(counselor).id, None, clock.now())
    click.echo(f"Enrolled in {track.name} from {starts_on:%Y-%m-%d}.")
