"""`companion program load` and `export`: they need layers above `program`, so they join its group here."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from companion.accounts.commands import expected
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program.commands import FILES, program_called, program_cli, read_all
from companion.staff.content.program_files import load_content, written

__all__ = ["program_cli"]


@program_cli.command("load")
@FILES
@with_appcontext
def load(paths: tuple[Path, ...]) -> None:
    """Load program files into the database. All of them, or none if one is wrong; loading again changes nothing."""
    contents = read_all(paths)
    with transaction():
        loaded = [(content.slug, load_content(content, clock.now())) for content in contents]
        for slug, _ in loaded:
            audit.record(None, "program_loaded", None, str(program_called(slug).id), clock.now())
    for slug, report in loaded:
        click.echo(f"{slug}: loaded. {report.changes} changes, {report.meetings} sessions written.")


@program_cli.command("export")
@click.argument("slug")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write to this file instead of standard output.",
)
@with_appcontext
def export(slug: str, output: Path | None) -> None:
    """Export a program as a program file. Loading it again changes nothing; it contains no person."""
    with expected():
        home = program_called(slug)
        text = written(home.id, clock.now())
        with transaction():
            audit.record(None, "program_exported", None, str(home.id), clock.now())
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{slug}: written to {output}.", err=True)
