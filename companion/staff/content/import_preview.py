"""An uploaded file: what is in it, what importing it would do, and importing it.

Between preview and import it travels encrypted in the page of whoever uploaded it. It is in no folder and no table.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.enrollment import service as enrollment
from companion.imports import service as imports
from companion.imports.service import Layout, Listed, Reading
from companion.kernel import crypto, timezones
from companion.kernel.errors import Invalid
from companion.kernel.sentences import Sentence
from companion.program import rules
from companion.program import service as program
from companion.program.service import ProgramView, VersionTrace
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.schedule.service import Before, ChangeContext, Made
from companion.staff.content import roster
from companion.staff.content.differences import Difference, differences
from companion.staff.content.program_files import LoadedContent, load_content, standing
from companion.staff.content.roster import Invited
from companion.staff.schedule import change_preview
from companion.staff.schedule.change_preview import Preview

PROGRAM = "program"
KINDS = (PROGRAM, *imports.TABLE_KINDS)
_LISTS: dict[str, tuple[Callable[[UUID], list[Any]], Callable[[UUID, list[Any], datetime], object]]] = {
    imports.RESOURCES: (aftercare.resource_items, aftercare.load_resources),
    imports.GROUPS: (alumni.group_items, alumni.load_groups),
    imports.EVENTS: (alumni.event_items, alumni.load_events),
}
_GOOD_FOR = timedelta(hours=1)
_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Brought:
    """`first` is the day from which a pattern counts; `details` say what a new track is, by the columns of a table. `columns` and
    `day_first` say how the table is read, where somebody said so."""

    kind: str
    program: str
    name: str
    content: bytes
    track: str | None = None
    first: date | None = None
    beyond: bool = False
    details: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] | None = None
    day_first: bool | None = None

    @property
    def reading(self) -> Reading:
        return Reading(self.columns, self.day_first)

    @property
    def is_table(self) -> bool:
        return self.kind in imports.TABLE_KINDS


@dataclass(frozen=True)
class Hours:
    """A track whose pattern is replaced or new, and whether its weekly hours deserve a second look. `kept`: what the file
    says about the track itself is not taken, for it is there already."""

    track: str
    level: str
    minutes: int
    warned: bool
    new: bool
    kept: bool


@dataclass(frozen=True)
class Looked:
    """What taking the file would do. `meetings` are those of the first two weeks."""

    preview: Preview | None = None
    meetings: list[SessionView] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    pattern_changes: bool = False
    people: list[Invited] = field(default_factory=list)
    full: list[tuple[str, int, int]] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Everything is as the file says already."""
        made = self.preview.meetings if self.preview else 0
        listed = any(row.what != "same" for row in self.listed)
        return not (made or self.people or self.different or self.pattern_changes or listed)


def seal(what: Brought, who: UUID, now: datetime) -> str:
    """For this person only, and for an hour."""
    plain = asdict(what) | {"first": what.first and what.first.isoformat(), "at": now.isoformat()}
    plain["content"] = base64.b64encode(zlib.compress(what.content)).decode()
    return crypto.seal("imports", who, "file", json.dumps(plain))


def unseal(sealed: str, who: UUID, now: datetime) -> Brought:
    """Raises Invalid for what is not ours, not this person's, or older than an hour."""
    try:
        plain = json.loads(crypto.unseal("imports", who, "file", sealed))
    except (crypto.SealError, ValueError) as error:
        raise Invalid("look_again", "Bring the file again.") from error
    at = datetime.fromisoformat(plain.pop("at"))
    if not at <= now < at + _GOOD_FOR:
        raise Invalid("look_again", "Bring the file again.")
    content = zlib.decompress(base64.b64decode(plain.pop("content")))
    first = date.fromisoformat(plain["first"]) if plain["first"] else None
    columns = tuple(plain["columns"]) if plain["columns"] is not None else None
    return Brought(**plain | {"content": content, "first": first, "columns": columns})


def lay_out(what: Brought, program_id: UUID) -> tuple[Brought, Layout]:
    """The table with its columns as they were said before, for these headings, and how it would be read. Raises BadFile."""
    layout = imports.lay_out(what.content, what.name, what.kind, what.reading)
    if what.columns is not None:
        return what, layout
    before = imports.recall(program_id, what.kind, layout.key)
    if before is None or len(before) != len(layout.columns):
        return what, layout
    known = replace(what, columns=before)
    return known, imports.lay_out(what.content, what.name, what.kind, known.reading)


def look(what: Brought, home: ProgramView, context: ChangeContext) -> Looked:
    """Takes it and takes it back: nothing stays. Raises BadFile, Invalid, Conflict."""
    if what.kind == PROGRAM:
        return change_preview.taken_back(lambda: _look_at_program(what, context))
    if what.kind == imports.ROSTER:
        return change_preview.taken_back(lambda: _look_at_people(what, context))
    if what.kind in imports.LISTINGS:
        return change_preview.taken_back(lambda: Looked(listed=add_to_list(what, context)))
    return change_preview.taken_back(lambda: _look_at_meetings(what, home, context))


def _look_at_program(what: Brought, context: ChangeContext) -> Looked:
    before = standing(context.program_id, context.now)
    report = load_program_file(what, context)
    settled = Before(sessions=report.settled.before, added=report.settled.added)
    return Looked(
        change_preview.look(context, settled), different=differences(before, standing(context.program_id, context.now))
    )


def _look_at_people(what: Brought, context: ChangeContext) -> Looked:
    made = invite(what, context)
    tracks = [
        one for one in program.tracks(context.program_id) if one.capacity and one.name in {each.track for each in made}
    ]
    today = timezones.local_day(context.now, program.get_program(context.program_id).zone)
    taken = enrollment.places_taken([one.id for one in tracks], today)
    full = [(one.name, taken.get(one.id, 0), one.capacity or 0) for one in tracks]
    return Looked(people=made, full=[each for each in full if each[1] > each[2]])


def _look_at_meetings(what: Brought, home: ProgramView, context: ChangeContext) -> Looked:
    made, hours = _meetings(what, home, context)
    there = sorted(
        (one for one in schedule.session_states(made.before.touched) if one.on),
        key=lambda one: (one.starts_at, one.title),
    )
    begin = what.first or timezones.local_day(context.now, home.zone)
    closed = program.closures(home.id) if what.kind == imports.ONE_OFFS else []
    return Looked(
        change_preview.look(context, made.before, made.kept),
        [one for one in there if what.kind == imports.ONE_OFFS or one.local_date < begin + _FORTNIGHT],
        hours,
        pattern_changes=any(one.new for one in hours) or made.before.segments != VersionTrace(),
        closed=sorted({one.local_date for one in there if any(each.covers(one.local_date) for each in closed)}),
    )


def _meetings(what: Brought, home: ProgramView, context: ChangeContext) -> tuple[Made, list[Hours]]:
    if what.kind == imports.ONE_OFFS:
        once = imports.read_one_offs(what.content, what.name, what.reading)
        track = imports.check_track(once, what.track, what.name)
        return imports.add_one_offs(context, once, what.name, track=track), []
    weekly = imports.read_pattern(what.content, what.name, what.track, what.reading)
    imports.check_track(weekly, what.track, what.name)
    first = what.first or timezones.local_day(context.now, home.zone)
    done = imports.replace_pattern(context, weekly, what.name, first, details=what.details)
    hours = [
        Hours(
            one.name,
            one.level,
            one.minutes,
            rules.dosage_warning(one.level, one.minutes) is not None,
            one.new,
            one.kept,
        )
        for one in done.tracks
    ]
    return done.made, hours


def change(what: Brought, home: ProgramView, context: ChangeContext) -> Made:
    """Take a pattern or single meetings; phones are told. In the caller's transaction. Raises as `look` does."""
    return change_preview.tell(context, lambda: _meetings(what, home, context)[0])


def invite(what: Brought, context: ChangeContext) -> list[Invited]:
    """Take a roster; each code is told once. In the caller's transaction. Raises as `look` does."""
    guests = imports.read_roster(what.content, what.name, what.reading)
    track = imports.check_track(guests, what.track, what.name)
    by, beyond = context.staff_id, what.beyond
    return roster.invite_all(guests, what.name, context.program_id, by, context.now, track=track, beyond=beyond)


def add_to_list(what: Brought, context: ChangeContext) -> list[Listed]:
    """Put a table of resources, groups or events into the program's list; nothing is taken out of it. In the caller's transaction.
    Raises BadFile."""
    home = context.program_id
    imports.lock_home(home)
    there, save = _LISTS[what.kind]
    listing = imports.read_listing(what.content, what.name, what.kind, what.reading, there(home))
    save(home, listing.items, context.now)
    return listing.rows


def load(what: Brought, context: ChangeContext) -> LoadedContent:
    """Take a program file; phones are told. In the caller's transaction. Raises as `look` does."""
    report = load_program_file(what, context)
    reminders.replan_sessions(Before(sessions=report.settled.before, added=report.settled.added).touched, context.now)
    return report


def load_program_file(what: Brought, context: ChangeContext) -> LoadedContent:
    """BadFile also when it is the file of another program: a page changes its own."""
    content = program.parse_file(what.content, what.name)
    if content.slug != what.program:
        raise program.BadFile(
            what.name,
            [
                program.Trouble(
                    1, "slug", Sentence("expected %(slug)s, the program of this page", slug=repr(what.program))
                )
            ],
        )
    schedule.write_out_program(context.program_id, context.now)  # what only time brought along is no part of the change
    return load_content(content, context.now)
