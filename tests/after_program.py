"""Programs with something for the time afterwards, as files say it, and people in them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from uuid import UUID

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.program import files
from companion.program import service as program
from companion.program.schema import ProgramFile
from companion.schedule import service as schedule

_FILE = """
slug: {slug}
name: {slug}
app_name: Daybook
zone: America/New_York
phones:
  - label: Front desk
    number: +1 555 010 0100
    hours:
      - days: [mon, tue, wed, thu, fri]
        opens: 9:00
        closes: 19:00
tracks:
  - slug: evening
    name: Evening
    level: iop
    about_weeks: 10
    first_day: {{where: 12 Elm Street, ask_for: Dana}}
    segments:
      - {{days: [mon, wed, thu], starts: 18:00, ends: 21:00, kind: skills_group, title: Skills, place: Room 2}}
resources:
  - {{slug: meals, title: Warm meals, tags: [food], place: 4 Oak Street}}
  - {{slug: comidas, title: Comidas calientes, language: es, tags: [food], place: 4 Oak Street}}
  - {{slug: rooms, title: Rooms to let, about: Quiet house., tags: [housing, sober-living], phone: +1 555 010 0101}}
alumni_groups:
  - {{slug: wednesday, name: Wednesday group, day: wed, starts: 19:00, ends: 20:30, ask_for: Lou, place: Community room}}
  - {{slug: sunday, name: Sunday walk, day: sun, starts: 2:30, ends: 3:30, ask_for: Kim, place: North gate}}
events:
  - {{slug: picnic, title: Picnic, on: 2026-03-14, starts: 12:00, ends: 15:00, place: River park}}
  - {{slug: past, title: Winter dinner, on: 2026-01-10, starts: 18:00, ends: 20:00, place: Community room}}
"""


def make_file(slug: str = "riverside", without: str = "") -> ProgramFile:
    """The program file; `without` names a slug whose line is left out."""
    lines = _FILE.format(slug=slug).splitlines()
    kept = [line for line in lines if not without or f"slug: {without}," not in line]
    return _parsed("\n".join(kept), f"{slug}.yaml")


@cache
def _parsed(written: str, name: str) -> ProgramFile:
    return files.parse_file(written.encode(), name)


def load(now: datetime, file: ProgramFile | None = None) -> UUID:
    """Take the file in, commit, and give the program's id."""
    file = file or make_file()
    with transaction():
        program_id = schedule.load_program(file, now).program_id
        aftercare.load_resources(program_id, file.resources, now)
        alumni.load_groups(program_id, file.alumni_groups, now)
        alumni.load_events(program_id, file.events, now)
    return program_id


def enroll(participant_id: UUID, program_id: UUID, now: datetime, starts_on: date = date(2026, 1, 5)) -> None:
    """Into the program's track, committed."""
    track = program.track_by_slug(program_id, "evening")
    assert track is not None
    with transaction():
        enrollment.enroll(participant_id, track.id, starts_on, now)


def complete(participant_id: UUID, program_id: UUID, on: date, now: datetime) -> None:
    """Enrolled and completed on that day, committed."""
    enroll(participant_id, program_id, now)
    with transaction():
        schedule.complete_enrollment(participant_id, on, now)
