"""Imports the tables of `schema`, all or nothing. Errors name their line; each change is in the journal and can be undone
like any other change by staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from uuid import UUID

from companion.imports import schema
from companion.imports.schema import Once, RosterLine, TrackRows
from companion.kernel import timezones
from companion.kernel.errors import Invalid, Problem
from companion.program import rules
from companion.program import service as program
from companion.program.service import MOST_TRACKS, BadFile, Trouble
from companion.schedule import service as schedule
from companion.schedule.service import ChangeContext, Made, NewSession


@dataclass(frozen=True)
class Home:
    """The program a table is for, as far as tables need it: its zone, and its tracks by slug and by name."""

    zone: str
    tracks: Mapping[str, UUID]
    names: Mapping[str, str]

    def slug(self, said: str | None) -> str | None:
        """The track that a cell means: by its slug, or by its name as people know it."""
        if said is None:
            return next(iter(self.tracks)) if len(self.tracks) == 1 else None
        plain = said.casefold()
        return plain if plain in self.tracks else self.names.get(plain)

    def unknown(self, said: str | None) -> str:
        if said is None:
            return "is missing; expected one of " + ", ".join(self.tracks)
        close = get_close_matches(said, [*self.tracks], 1)
        known = f"did you mean '{close[0]}'?" if close else "expected one of " + ", ".join(self.tracks)
        return f"there is no track {said!r}; {known}"


@dataclass(frozen=True)
class TrackHours:
    """A track whose pattern a table says: how many minutes a week it comes to, and whether the track is new. `kept`: the
    table says what kind of track it is, too, but it is there already and stays what it is."""

    name: str
    level: str
    minutes: int
    new: bool
    kept: bool


@dataclass(frozen=True)
class Replaced:
    """What came of a pattern."""

    made: Made
    tracks: list[TrackHours]


def lock_home(program_id: UUID) -> Home:
    """Raises NotFound. Waits for whoever else brings a table for the same program, so that nothing is taken twice."""
    zone, found = program.lock_program(program_id), program.running_tracks(program_id)
    return Home(zone, {each.slug: each.id for each in found}, {each.name.casefold(): each.slug for each in found})


def check_track(found: Sequence[TrackRows | Once | RosterLine], track: str | None, name: str) -> str | None:
    """`track` is what was chosen beside the file; a row that names another one contradicts it. Raises BadFile."""
    others = [
        Trouble(each.line, "track", f"expected {track!r} or nothing, as chosen")
        for each in found
        if track and each.track not in (None, track)
    ]
    if others:
        raise BadFile(name, others)
    return track


def replace_pattern(
    desk: ChangeContext,
    found: Sequence[TrackRows],
    name: str,
    first: date,
    *,
    details: Mapping[str, str] | None = None,
) -> Replaced:
    """From `first` on these are the patterns of their tracks; a track that is not there yet is made.

    `details` say what a new one is where no column does. Raises BadFile, Invalid.
    """
    there, troubles = lock_home(desk.program_id), list[Trouble]()
    wanted: dict[UUID, list[rules.Pattern]] = {}
    tracks: list[TrackHours] = []
    for each in found:
        said = each.track
        slug = there.slug(said) if said else None
        track_id = there.tracks[slug] if slug else _new_track(desk, each, said, details or {}, there, troubles)
        if track_id is None:
            continue
        if track_id in wanted:
            troubles.append(Trouble(each.line, "track", f"{said!r} is named in two ways; expected one"))
        wanted[track_id] = each.patterns
        track = program.get_track(track_id)
        minutes, kept = rules.weekly_minutes(each.patterns), slug is not None and bool(each.details)
        tracks.append(TrackHours(track.name, track.level, minutes, slug is None, kept))
    if troubles:
        raise BadFile(name, troubles)
    return Replaced(schedule.replace_patterns(desk, wanted, first), tracks)


def _new_track(
    desk: ChangeContext,
    each: TrackRows,
    said: str | None,
    details: Mapping[str, str],
    there: Home,
    troubles: list[Trouble],
) -> UUID | None:
    if said is None:
        troubles.append(
            Trouble(each.line, "track", f"is missing; expected one of {', '.join(there.tracks)}, or a new short name")
        )
        return None
    if not (each.details or any(details.values())):
        hint = "; a new track needs track_name, level, about_weeks, first_day_where and first_day_ask_for"
        troubles.append(Trouble(each.line, "track", there.unknown(said) + hint))
        return None
    if len(there.tracks) >= MOST_TRACKS:
        troubles.append(Trouble(each.line, "track", f"expected at most {MOST_TRACKS} tracks in a program"))
        return None
    if program.track_by_slug(desk.program_id, said) is not None:
        troubles.append(
            Trouble(each.line, "track", f"{said!r} was the name of a track that has ended; expected another one")
        )
        return None
    item = schema.new_track(each, said, details, troubles)
    return program.add_track(desk.program_id, item) if item else None


def add_one_offs(desk: ChangeContext, found: Sequence[Once], name: str, *, track: str | None = None) -> Made:
    """These meetings are in the calendar; `track` is for rows that name none. Raises BadFile."""
    there, troubles = lock_home(desk.program_id), list[Trouble]()
    new = []
    for each in found:
        slug = there.slug(each.track or track)
        if slug is None:
            troubles.append(Trouble(each.line, "track", there.unknown(each.track or track)))
            continue
        meeting = NewSession(there.tracks[slug], each.day, each.plan)
        trouble = _in_the_way(each, meeting, there.zone, desk)
        troubles += [trouble] if trouble else []
        new.append(meeting)
    if troubles:
        raise BadFile(name, troubles)
    return schedule.add_sessions(desk, new)


def _in_the_way(each: Once, new: NewSession, zone: str, desk: ChangeContext) -> Trouble | None:
    for column, wall in (("starts", each.plan.starts), ("ends", each.plan.ends)):
        if timezones.local_time(timezones.to_instant(each.day, wall, zone), zone) != wall:
            return Trouble(each.line, column, f"there is no {wall:%H:%M} on {each.day}: the clocks go forward")
    begin, _ = rules.instants(each.day, each.plan.starts, each.plan.ends, zone)
    if begin <= desk.now:
        return Trouble(each.line, "date", "has passed already; expected a time to come")
    if schedule.is_scheduled(new.track_id, begin, each.plan.title):
        return Trouble(each.line, "title", "is already in the calendar at this time")
    try:
        schedule.check_pattern(each.plan)
    except Invalid as problem:
        return Trouble(each.line, "", sentence(problem))
    return None


def sentence(problem: Problem) -> str:
    """A refusal as a sentence that can follow a column."""
    return problem.detail[:1].lower() + problem.detail[1:].rstrip(".")
