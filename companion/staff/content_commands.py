"""`companion program load`: the one program command that needs the floors above program, so it joins the group here."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program.commands import FILES, program_cli, read_all
from companion.staff.content import load_content

__all__ = ["program_cli"]


@program_cli.command("load")
@FILES
@with_appcontext
def load(paths: tuple[Path, ...]) -> None:
    """Take program files into the database: all of them, or none if one of them is wrong. Again changes nothing."""
    contents = read_all(paths)
    with transaction():
        loaded = [(content.slug, load_content(content, clock.now())) for content in contents]
    for slug, report in loaded:
        changes = report.program_changes + report.content_changes
        click.echo(f"{slug}: loaded. {changes} changes, {report.meetings} meetings written.")
