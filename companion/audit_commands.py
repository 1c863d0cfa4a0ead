"""`companion audit …`: verify the audit log, read in it who saw what, and rotate its key."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion.accounts import service
from companion.accounts.commands import expected
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction

_DAY_OR_MINUTE = ["%Y-%m-%d", "%Y-%m-%dT%H:%M"]
HEADS = click.option(
    "--heads",
    "shipped",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A copy of audit-heads.jsonl that was shipped elsewhere. May be given several times.",
)


@click.group("audit")
def audit_cli() -> None:
    """Verify the audit log, read in it who saw what, and rotate its key."""


@audit_cli.command("verify")
@HEADS
@with_appcontext
def verify(shipped: tuple[Path, ...]) -> None:
    """Verify every row against its key and the heads outside the database. Exit status 1 if the log is not as it was written.

    Changes nothing, and may be stopped at any time.
    """
    report = _walked(audit.verify(clock.now(), shipped))
    for position in report.restored:
        click.echo(f"Row {position} says that an older copy of the database was put in place.")
    if report.finding is not None:
        click.echo(report.finding.sentence, err=True)
        if report.finding.is_outside:
            click.echo("If an older copy of the database was restored: companion audit accept-restored", err=True)
        sys.exit(1)
    click.echo(f"{report.rows:,} rows, as they were written.")


@audit_cli.command("accept-restored")
@HEADS
@with_appcontext
def accept_restored(shipped: tuple[Path, ...]) -> None:
    """After an older copy of the database was restored: accept that the rows since then are gone. This is written into the log."""
    report = _walked(audit.verify(clock.now(), shipped))
    with expected(), transaction():
        after = audit.accept_restored(report, clock.now())
    audit.mark_head(clock.now())
    click.echo(f"Accepted: rows after {after} were lost with the older copy.")


@audit_cli.command("rotate-key")
@with_appcontext
def rotate_key() -> None:
    """Give the log a new key. The old one is kept, to verify what it wrote. Copy the keys folder to other hosts within a week."""
    with expected(), transaction():
        old, new = audit.rotate_key(clock.now())
    audit.mark_head(clock.now())
    click.echo(f"The key is now {new}. The one before is in audit-{old}.key: keep it.")


@audit_cli.command("reads")
@click.option("--by", help="Only by this account: its id or sign-in name.")
@click.option("--of", help="Only of this person: their id or sign-in name.")
@click.option(
    "--from", "begin", type=click.DateTime(_DAY_OR_MINUTE), required=True, help="From this day or minute, UTC."
)
@click.option(
    "--to", "end", type=click.DateTime(_DAY_OR_MINUTE), help="Until before this day or minute, UTC. Default: now."
)
@click.option("--all", "everything", is_flag=True, help="Also changes and sign-ins, not only what was seen.")
@click.option("--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write a table to FILE instead.")
@with_appcontext
def reads(
    by: str | None, of: str | None, begin: datetime, end: datetime | None, everything: bool, file: Path | None
) -> None:
    """Print who saw what of whom, in the order of time. Times are UTC.

    Every row of a breach or of an accounting of disclosures is in it: rows of the audit log are never changed or removed.
    """
    until = end.replace(tzinfo=UTC) if end else clock.now()
    who, whom = _account(by, "--by"), _account(of, "--of")
    with transaction():  # whoever reads the log is in it, too
        audit.record(None, "reads_listed", whom, "", clock.now())
    rows = audit.reads(who, whom, begin.replace(tzinfo=UTC), until, everything=everything)
    if file is None:
        for row in _named(rows):
            click.echo("  ".join(row))
        return
    # For its owner alone: it says who is in the program.
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        table, number = csv.writer(out), 0
        table.writerow(("at", "by_id", "by", "action", "of_id", "of", "subject"))
        for row in _named(rows):
            table.writerow(["'" + cell if cell.startswith(("=", "+", "-", "@")) else cell for cell in row])
            number += 1
    click.echo(f"{number:,} rows in {file}.", err=True)


def _named(rows: Iterable[audit.Row]) -> Iterator[tuple[str, ...]]:
    """Each row as texts, with the names people have now."""
    names: dict[UUID, str] = {}
    waiting = iter(rows)
    while some := list(islice(waiting, 1000)):
        ids = {one for row in some for one in (row.actor_id, row.participant_id) if one is not None} - names.keys()
        names |= service.names(ids)
        for row in some:
            by, of = (
                (str(one), names.get(one, "")) if one is not None else ("", "")
                for one in (row.actor_id, row.participant_id)
            )
            yield (row.at.isoformat(timespec="seconds"), *by, row.action, *of, row.subject)


def _account(text: str | None, option: str) -> UUID | None:
    if text is None:
        return None
    try:
        found = list(service.people([UUID(text)]).values())
    except ValueError:
        found = service.people_called([text])
    if not found:
        raise click.UsageError(f"{option}: no such account.")
    return found[0].id


def _walked(walk: Generator[int, None, audit.Report]) -> audit.Report:
    """The report at the end; meanwhile the number of rows, on a terminal. Ctrl-C ends with status 130."""
    terminal, read = sys.stderr.isatty(), 0

    def tell(rows: int) -> None:
        nonlocal read
        read = rows
        if terminal:
            click.echo(f"\r{read:,} rows", err=True, nl=False)

    try:
        report = audit.to_the_end(walk, tell)
    except KeyboardInterrupt:
        click.echo(f"\nStopped after {read:,} rows, which hold. Nothing was changed.", err=True)
        sys.exit(130)
    if terminal:
        click.echo("\r", err=True, nl=False)
    return report
