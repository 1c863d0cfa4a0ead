"""`companion crisis-lines …`, for whoever makes a release or runs an installation."""

from __future__ import annotations

import sys

import click

from companion.kernel import clock
from companion.safety import crisis_lines


@click.group("crisis-lines")
def crisis_lines_cli() -> None:
    """The numbers people call or text in a crisis."""


@crisis_lines_cli.command("check")
def check() -> None:
    """Print when they were last reviewed. Exit status 1 if that is more than 90 days ago or in the future."""
    now, reviewed = clock.now(), crisis_lines.crisis_lines_reviewed_on()
    overdue, days = crisis_lines.review_reminder(now), crisis_lines.days_since_review(now)
    if overdue:
        click.echo(overdue, err=True)
        sys.exit(1)
    if days < -1:  # one day ahead is another time zone, not a mistake
        click.echo(f"reviewed_on in {crisis_lines.FILE} is {reviewed}, which is in the future.", err=True)
        sys.exit(1)
    click.echo(f"The crisis lines were last reviewed on {reviewed}.")
