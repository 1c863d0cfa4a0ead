"""`companion retention run`: erase what programs need not keep any longer, or say what would be."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, NotFound
from companion.leaving import service
from companion.leaving.service import Kept


@click.group("retention")
def retention_cli() -> None:
    """Records that have been kept long enough."""


@retention_cli.command("run")
@click.option("--dry-run", is_flag=True, help="Only say who would be erased, and why.")
@with_appcontext
def run(dry_run: bool) -> None:
    """Erase closed accounts for which the program's retention is over. The worker does the same once a day."""
    now = clock.now()
    found = service.kept_long_enough(now)
    for one in found:
        click.echo(_sentence(one))
        if one.held is not None or dry_run:
            continue
        try:
            with transaction():
                service.end_record(one.participant_id, now)
        except (Conflict, NotFound):
            click.echo("  Left alone: a hold was set, or the worker was first.")
    click.echo("Nothing was erased: this was a dry run." if dry_run else "Done.")


def _sentence(one: Kept) -> str:
    years = f"{one.years} year" + ("" if one.years == 1 else "s")
    what = "attendance, the rest is erased already" if one.erased else "everything"
    why = f"closed {one.closed_at:%Y-%m-%d}, kept {years}, over since {one.until:%Y-%m-%d}"
    held = f". Stays: legal hold ({one.held})" if one.held else ""
    return f"{one.participant_id}  {one.name}: {what}; {why}{held}"
