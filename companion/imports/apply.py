"""Imports the tables of `schema`, all or nothing. Errors name their line; each change is in the journal and can be undone
like any other change by staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from companion.imports import schema
from companion.imports.kinds import likely
from companion.imports.schema import Once, RosterLine, TrackRows
from companion.kernel import timezones
from companion.kernel.errors import Invalid, Problem
from companion.kernel.sentences import Names, Sentence
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

    def unknown(self, said: str | None) -> Sentence:
        if said is None:
            return Sentence("is missing; expected one of %(known)s", known=", ".join(self.tracks))
        close = likely(said.casefold(), [*self.tracks, *self.names])
        if close:
            return Sentence("there is no track %(text)s; did you mean %(known)s?", text=repr(said), known=repr(close))
        return Sentence(
            "there is no track %(text)s; expected one of %(known)s", text=repr(said), known=", ".join(self.tracks)
        )


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
        Trouble(each.line, "track", Sentence("expected %(track)s or nothing, as chosen", track=repr(track)))
        for each in found
        if track and each.track not in (None, track)
    ]
    if others:
        raise BadFile(name, others)
    return track


def replace_pattern(
    context: ChangeContext,
    found: Sequence[TrackRows],
    name: str,
    first: date,
    *,
    details: Mapping[str, str] | None = None,
) -> Replaced:
    """From `first` on these are the patterns of their tracks; a track that is not there yet is made.

    `details` say what a new one is where no column does. Raises BadFile, Invalid.
    """
    there, troubles = lock_home(context.program_id), list[Trouble]()
    wanted: dict[UUID, list[rules.Pattern]] = {}
    tracks: list[TrackHours] = []
    for each in found:
        said = each.track
        slug = there.slug(said) if said else None
        track_id = there.tracks[slug] if slug else _new_track(context, each, said, details or {}, there, troubles)
        if track_id is None:
            continue
        if track_id in wanted:
            sentence = Sentence("%(text)s is named in two ways; expected one", text=repr(said))
            troubles.append(Trouble(each.line, "track", sentence))
        wanted[track_id] = each.patterns
        track = program.get_track(track_id)
        minutes, kept = rules.weekly_minutes(each.patterns), slug is not None and bool(each.details)
        tracks.append(TrackHours(track.name, track.level, minutes, slug is None, kept))
    if troubles:
        raise BadFile(name, troubles)
    return Replaced(schedule.replace_patterns(context, wanted, first), tracks)


def _new_track(
    context: ChangeContext,
    each: TrackRows,
    said: str | None,
    details: Mapping[str, str],
    there: Home,
    troubles: list[Trouble],
) -> UUID | None:
    if said is None:
        known = ", ".join(there.tracks)
        sentence = Sentence("is missing; expected one of %(known)s, or a new short name", known=known)
        troubles.append(Trouble(each.line, "track", sentence))
        return None
    if not (each.details or any(details.values())):
        needed = Names("column", ("track_name", "level", "about_weeks", "first_day_where", "first_day_ask_for"))
        sentence = Sentence("%(unknown)s; a new track needs %(needed)s", unknown=there.unknown(said), needed=needed)
        troubles.append(Trouble(each.line, "track", sentence))
        return None
    if len(there.tracks) >= MOST_TRACKS:
        sentence = Sentence("expected at most %(most)s tracks in a program", most=MOST_TRACKS)
        troubles.append(Trouble(each.line, "track", sentence))
        return None
    if program.track_by_slug(context.program_id, said) is not None:
        sentence = Sentence("%(text)s was the name of a track that has ended; expected another one", text=repr(said))
        troubles.append(Trouble(each.line, "track", sentence))
        return None
    item = schema.new_track(each, said, details, troubles)
    return program.add_track(context.program_id, item) if item else None


def add_one_offs(context: ChangeContext, found: Sequence[Once], name: str, *, track: str | None = None) -> Made:
    """These meetings are in the calendar; `track` is for rows that name none. Raises BadFile."""
    there, troubles = lock_home(context.program_id), list[Trouble]()
    new = []
    for each in found:
        slug = there.slug(each.track or track)
        if slug is None:
            troubles.append(Trouble(each.line, "track", there.unknown(each.track or track)))
            continue
        meeting = NewSession(there.tracks[slug], each.day, each.plan)
        trouble = _in_the_way(each, meeting, there.zone, context)
        troubles += [trouble] if trouble else []
        new.append(meeting)
    if troubles:
        raise BadFile(name, troubles)
    return schedule.add_sessions(context, new)


def _in_the_way(each: Once, new: NewSession, zone: str, context: ChangeContext) -> Trouble | None:
    for column, wall in (("starts", each.plan.starts), ("ends", each.plan.ends)):
        if timezones.local_time(timezones.to_instant(each.day, wall, zone), zone) != wall:
            gap = Sentence("there is no %(time)s on %(day)s: the clocks go forward", time=f"{wall:%H:%M}", day=each.day)
            return Trouble(each.line, column, gap)
    begin, _ = rules.instants(each.day, each.plan.starts, each.plan.ends, zone)
    if begin <= context.now:
        return Trouble(each.line, "date", Sentence("has passed already; expected a time to come"))
    if schedule.is_scheduled(new.track_id, begin, each.plan.title):
        return Trouble(each.line, "title", Sentence("is already in the calendar at this time"))
    try:
        schedule.check_pattern(each.plan)
    except Invalid as problem:
        return Trouble(each.line, "", sentence(problem))
    return None


def sentence(problem: Problem) -> Names:
    """A refusal as a sentence that can follow a column."""
    return Names("error", [problem.code], problem.detail[:1].lower() + problem.detail[1:].rstrip("."))
