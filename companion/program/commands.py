"""`companion program …`: check program files before loading them, and list what is loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from companion.program import files, service
from companion.program.schema import ProgramFile
from companion.program.service import ProgramView, TrackView


@click.group("program")
def program_cli() -> None:
    """Check, load, export, import and list programs."""


def read_all(paths: tuple[Path, ...]) -> list[ProgramFile]:
    """The files, or the errors of all of them on stderr and exit status 1. Warnings are printed, too, and stop nothing."""
    contents, bad = [], False
    for path in paths:
        try:
            content = files.read_file(path)
        except files.BadFile as error:
            click.echo(error, err=True)
            bad = True
            continue
        for warning in content.warnings:
            click.echo(f"{path.name}: warning: {warning}", err=True)
        contents.append(content)
    if bad:
        raise click.exceptions.Exit(1)
    return contents


def program_called(slug: str) -> ProgramView:
    """The program with this slug. Raises ClickException."""
    found = service.program_by_slug(slug)
    if found is None:
        raise click.ClickException(f"There is no program {slug!r}; see `companion program list`.")
    return found


def track_called(home: ProgramView, slug: str) -> TrackView:
    """Its track with this slug. Raises ClickException."""
    found = service.track_by_slug(home.id, slug)
    if found is None:
        raise click.ClickException(f"{home.name} has no track {slug!r}; see `companion program list`.")
    return found


FILES = click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, exists=True, path_type=Path)
)


@program_cli.command("check")
@FILES
def check(paths: tuple[Path, ...]) -> None:
    """Check program files without loading them. Prints file, line and what was expected for each error."""
    for content in read_all(paths):
        click.echo(f"{content.slug}: valid. {len(content.tracks)} tracks, {len(content.resources)} resources.")


@program_cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def list_programs(as_json: bool) -> None:
    """List programs and their tracks."""
    found: list[dict[str, Any]] = [
        {
            "slug": program.slug,
            "name": program.name,
            "zone": program.zone,
            "tracks": [
                {"slug": track.slug, "name": track.name, "level": track.level}
                for track in service.tracks(program.id)
                if track.retired_on is None
            ],
        }
        for program in service.programs()
    ]
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for program in found:
        click.echo(f"{program['slug']}  {program['name']}  ({program['zone']})")
        for track in program["tracks"]:
            click.echo(f"  {track['slug']}  {track['name']}  {track['level']}")
