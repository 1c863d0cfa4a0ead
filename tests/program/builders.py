"""A small program to bend: one track, three evenings of three hours, in New York unless a test says otherwise."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import select

from companion.kernel.database import db, transaction
from companion.program import files
from companion.program.schema import ProgramFile
from companion.program.service import program_by_slug, track_by_slug
from companion.schedule import service as schedule
from companion.schedule.models import TrackSession
from companion.schedule.rules import SessionView

HEAD = """\
slug: maple
name: Maple
app_name: Companion
zone: {zone}
address: 1 Main Street, Springfield
phones:
  - label: Front desk
    number: +1 555 010 0100
    hours:
      - {{days: [mon, tue, wed, thu, fri], opens: 9:00, closes: 17:00}}
closures: {closures}
"""
TRACK = """\
  - slug: {slug}
    name: {name}
    level: iop
    about_weeks: 10
    first_day: {{where: 1 Main Street, door: The blue one, bring: [A photo ID], ask_for: Dana}}
    segments:
"""
EVENINGS = """\
      - {days: [tue, wed, thu], starts: 16:00, ends: 17:30, kind: skills_group, title: Skills group, place: Room 2, with: Dana}
      - {days: [tue, wed, thu], starts: 17:30, ends: 17:45, kind: break, title: Break}
      - {days: [tue, wed, thu], starts: 17:45, ends: 19:15, kind: process_group, title: Process group, place: Room 2}
"""
MORNINGS = """\
      - {days: [mon, wed, fri], starts: 9:00, ends: 12:00, kind: process_group, title: Morning group, place: Room 1}
"""


def text(
    segments: str = EVENINGS, zone: str = "America/New_York", closures: str = "[]", mornings: str | None = MORNINGS
) -> str:
    """A program file with the tracks `evening` and, unless None, `morning`."""
    made = HEAD.format(zone=zone, closures=closures) + "tracks:\n"
    made += TRACK.format(slug="evening", name="Evenings") + segments
    if mornings:
        made += TRACK.format(slug="morning", name="Mornings") + mornings
    return made


def make_file(*args: str, **changes: str | None) -> ProgramFile:
    return _parsed(text(*args, **changes))  # type: ignore[arg-type]


@cache
def _parsed(written: str) -> ProgramFile:
    return files.parse_file(written.encode(), "maple.yaml")


def load(content: ProgramFile, now: datetime) -> schedule.Loaded:
    with transaction():
        return schedule.load_program(content, now)


def track_id(slug: str = "evening") -> UUID:
    program = program_by_slug("maple")
    assert program is not None
    track = track_by_slug(program.id, slug)
    assert track is not None
    return track.id


def rows() -> dict[object, tuple[object, ...]]:
    """Everything the calendar says, by meeting."""
    table = TrackSession.__table__.c
    return {row.id: tuple(row) for row in db.session.execute(select(*table).order_by(table.starts_at))}


def evening(day: date, title: str = "Skills group") -> SessionView:
    program = program_by_slug("maple")
    found = schedule.sessions_of_program(program.id, day, day)
    (one,) = [entry for entry in found if entry.title == title and entry.track_id == track_id()]
    return one
