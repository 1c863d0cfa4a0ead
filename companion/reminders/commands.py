"""`companion reminders …`: one manual pass, and why somebody was or was not reminded."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

import click
from flask.cli import with_appcontext

from companion.kernel import clock
from companion.push import jobs as push_jobs
from companion.push import service as push
from companion.reminders import jobs, service


@click.group("reminders")
def reminders_cli() -> None:
    """Run one pass of reminders, or explain what happened."""


@reminders_cli.command("run")
@click.option("--once", is_flag=True, required=True, help="Plan, send everything that is due now, and exit.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def run(once: bool, as_json: bool) -> None:
    """Plan and send what is due now. Safe next to a running worker: nothing is sent twice."""
    now = clock.now()
    before = push.tally()
    try:
        for step in (jobs.plan, push_jobs.send_own, jobs.send_due):
            while step(now):
                pass
    finally:
        push.posted().sender.close()
    after = push.tally()
    figures = {state: after[state] - before[state] for state in ("sent", "failed", "expired")}
    click.echo(json.dumps(figures) if as_json else ", ".join(f"{number} {state}" for state, number in figures.items()))


@reminders_cli.command("explain")
@click.argument("participant", type=click.UUID)
@click.option("--days", default=3, show_default=True, type=click.IntRange(1, 60), help="How many days back.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def explain(participant: UUID, days: int, as_json: bool) -> None:
    """Explain why reminders were or were not sent.

    PARTICIPANT is an id. The output is in plain words and says nothing about why the person is in a program.
    """
    now = clock.now()
    standing = service.standing(participant, now)
    rows = service.explain(participant, now - timedelta(days=days))
    if as_json:
        found = {"standing": standing, "reminders": [row.__dict__ for row in rows]}
        click.echo(json.dumps(found, default=_text))
        return
    for sentence in standing:
        click.echo(sentence)
    for row in rows:
        click.echo(f"{_text(row.due_at)}  {row.kind:16} {row.said}")
    if not rows:
        click.echo("Nothing was planned in that period.")


def _text(value: datetime) -> str:
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")
