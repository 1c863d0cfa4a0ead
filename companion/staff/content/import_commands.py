"""`companion program import …`: tables from a spreadsheet, as a dry run or for real. All or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from companion.accounts.commands import activation_url, expected
from companion.accounts.rules import shown_code
from companion.audit import service as audit
from companion.imports import service as imports
from companion.kernel import clock, timezones
from companion.kernel.database import transaction
from companion.program.commands import program_called
from companion.program.service import BadFile, ProgramView, Trouble
from companion.schedule.service import ChangeContext
from companion.staff.content import import_preview
from companion.staff.content.commands import program_cli
from companion.staff.content.import_preview import Brought, Looked
from companion.staff.core import formats

__all__ = ["program_cli"]

_NOT_TOUCHED = "Dry run: nothing was changed."


@program_cli.command("import")
@click.argument("kind", type=click.Choice(imports.TABLE_KINDS))
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--program", "slug", required=True, help="Slug of the program.")
@click.option("--track", help="Track for rows that do not name one.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day of a pattern. Default: today.")
@click.option(
    "--column", "said", multiple=True, metavar="HEADING=COLUMN", help="What a column is; empty to leave it out."
)
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How 3/4/2026 is read.")
@click.option("--beyond", is_flag=True, help="Invite people even where a track is full.")
@click.option("--dry-run", is_flag=True, help="Print what would be created, and change nothing.")
@with_appcontext
def bring(
    kind: str,
    path: Path,
    slug: str,
    track: str | None,
    first: datetime | None,
    said: tuple[str, ...],
    dates: str | None,
    *,
    beyond: bool,
    dry_run: bool,
) -> None:
    """Import a CSV table from a spreadsheet.

    It holds the weekly pattern of tracks, single sessions, people to invite, resources, alumni groups, or events. A roster prints one
    activation code for each person, once.
    """
    home, now = program_called(slug), clock.now()
    context = ChangeContext(home.id, None, now)
    try:
        day_first = dates == "day-first" if dates else None
        what = Brought(
            kind, slug, path.name, _content(path), track, first.date() if first else None, beyond, day_first=day_first
        )
        what = _with_columns(what, home, dict(each.partition("=")[::2] for each in said))
        with expected():
            _report(what, home, import_preview.look(what, home, context))
            if dry_run:
                click.echo(_NOT_TOUCHED)
                return
            _take(what, home, context)
    except BadFile as error:
        click.echo(error, err=True)
        click.echo("Nothing was changed.", err=True)
        raise click.exceptions.Exit(1) from error


def _with_columns(what: Brought, home: ProgramView, said: dict[str, str]) -> Brought:
    """The table with its columns as `said`, by heading, as they were said before, or as they are clear. What is left open is
    refused when it is read."""
    what, layout = import_preview.lay_out(what, home.id)
    unknown = set(said) - {one.heading for one in layout.columns}
    wrong = [name for name in said.values() if name not in ("", *imports.COLUMNS[what.kind].known)]
    if unknown or wrong:
        raise click.BadParameter(f"there is no column {', '.join([*sorted(unknown), *wrong])}", param_hint="--column")
    if not all(one.sure or one.heading in said for one in layout.columns):
        return what
    return replace(what, columns=tuple(said.get(one.heading, one.name) for one in layout.columns))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(imports.LARGEST_TABLE + 1)
    except OSError as error:
        raise BadFile(path.name, [Trouble(1, "", f"cannot be read ({error.strerror})")]) from error


def _take(what: Brought, home: ProgramView, context: ChangeContext) -> None:
    with transaction():
        made = []
        if what.kind in imports.LISTINGS:
            import_preview.add_to_list(what, context)
            audit.record(None, "program_loaded", None, str(context.program_id), context.now)
        elif what.kind != imports.ROSTER:
            change = import_preview.change(what, home, context)
            action = "session_added" if what.kind == imports.ONE_OFFS else "pattern_changed"
            audit.record(None, action, None, str(change.change_id), context.now)
        else:
            made = import_preview.invite(what, context)
    click.echo(f"{what.name}: imported.")
    for each in made:
        click.echo(f"{each.name:<24} {shown_code(each.code)}  {activation_url(each.code)}")


def _report(what: Brought, home: ProgramView, seen: Looked) -> None:
    for each in seen.hours:
        new = " (new)" if each.new else ""
        look_twice = "  warning: outside the usual hours of its level" if each.warned else ""
        click.echo(f"{each.track}{new}: {each.minutes / 60:g} hours a week, level {each.level}{look_twice}")
        if each.kept:
            click.echo(f"  {each.track} exists already: its name, level and first-day card stay as they are.")
    for one in seen.meetings:
        click.echo(f"  {_day(one.local_date)} {formats.time_text(one.starts_at, home.zone, 'en')}  {one.title}")
    if seen.preview:
        click.echo(f"{seen.preview.meetings} sessions change, {seen.preview.told} people are told.")
        for clash in seen.preview.clashes:
            when = _day(timezones.local_day(clash.one.starts_at, home.zone))
            click.echo(f"warning: double booking on {when} ({clash.kind})")
    for day in seen.closed:
        click.echo(f"warning: {_day(day)} is a closed day")
    for row in seen.listed:
        click.echo(f"  {row.what:<8} {row.item.slug}")
    for person in seen.people:
        click.echo(f"  {person.name:<24} {person.track}, {person.starts_on} to {person.expected_end_on}")
    for track, taken, capacity in seen.full:
        click.echo(f"warning: {track} would have {taken} people, with room for {capacity}")


def _day(day: date) -> str:
    return f"{day:%a} {day}"
