"""Interprets three tables a coordinator may import: the weekly pattern of tracks, single sessions, people to invite.

A row says what a program file says, in the same words; what a new track needs in addition has columns of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError, model_validator

from companion.imports import parsers
from companion.imports.columns import CARD, DETAILS, NEW_TRACK, ONE_OFFS, PATTERN, ROSTER
from companion.imports.csv_reader import Row
from companion.imports.kinds import level
from companion.imports.layout import Reading, read_rows
from companion.kernel.payload import Day
from companion.kernel.sentences import Names, Sentence
from companion.program import rules
from companion.program.rules import Pattern
from companion.program.service import (
    BadFile,
    Item,
    Language,
    Line80,
    SegmentItem,
    TrackItem,
    Trouble,
    Weekdays,
    describe_error,
)

Found = TypeVar("Found")
AS_IT_STANDS = Reading()


@dataclass(frozen=True)
class Planned:
    """One line of a weekly pattern."""

    line: int
    segment: SegmentItem


@dataclass
class TrackRows:
    """What a table says about one track: its weekly pattern, and what it is if it is new."""

    track: str | None
    line: int
    details: dict[str, tuple[int, str]] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)

    @property
    def patterns(self) -> list[Pattern]:
        return [pattern for each in self.planned for pattern in each.segment.patterns]


@dataclass(frozen=True)
class Once:
    """One meeting outside the pattern."""

    line: int
    track: str | None
    day: date
    plan: Pattern


class Person(Item):
    """Somebody to invite. `name` is what they are called, no more than that."""

    name: Line80
    starts_on: Day
    expected_end_on: Day | None = None
    own_days: Weekdays | None = None
    language: Language = "en"

    @model_validator(mode="after")
    def _ordered(self) -> Person:
        if self.expected_end_on and self.expected_end_on < self.starts_on:
            raise ValueError(Sentence("expected the expected end on or after the first day"))
        return self


@dataclass(frozen=True)
class RosterLine:
    """One line of a roster. `care_team` are sign-in names, or names as they are shown, of staff who look after the person."""

    line: int
    track: str | None
    person: Person
    care_team: tuple[str, ...] = ()


def read_pattern(
    content: bytes, name: str, chosen: str | None = None, reading: Reading = AS_IT_STANDS
) -> list[TrackRows]:
    """The weekly pattern of each track named, in the order of the file; `chosen` is the track of rows that name none.
    Raises BadFile."""
    troubles: list[Trouble] = []
    found: dict[str | None, TrackRows] = {}
    for row in read_rows(content, name, PATTERN, reading, troubles):
        track = row.cells.get("track", chosen)
        one = found.setdefault(track, TrackRows(track, row.line))
        _note_details(one, row, troubles)
        segment = parsers.read_row(SegmentItem, row, troubles)
        if segment:
            _once_each(one, row.line, segment, troubles)
            one.planned.append(Planned(row.line, segment))
    return _good(list(found.values()), name, troubles)


def _note_details(one: TrackRows, row: Row, troubles: list[Trouble]) -> None:
    for column in DETAILS:
        said = row.cells.get(column)
        if said is None:
            continue
        line, before = one.details.setdefault(column, (row.line, said))
        if before != said:
            troubles.append(
                Trouble(
                    row.line,
                    column,
                    Sentence("says something else than line %(line)s; once per track is enough", line=line),
                )
            )


def _once_each(one: TrackRows, line: int, segment: SegmentItem, troubles: list[Trouble]) -> None:
    for weekly in segment.patterns:
        for before in one.planned:
            if any(_same(weekly, other) for other in before.segment.patterns):
                day = Names("weekday_code", [rules.WEEKDAYS[weekly.weekday]])
                sentence = Sentence(
                    "already appears on %(day)s at this time, in line %(line)s", day=day, line=before.line
                )
                troubles.append(Trouble(line, "title", sentence))


def _same(one: Pattern, other: Pattern) -> bool:
    return (one.slot, one.starts) == (other.slot, other.starts)


def new_track(rows: TrackRows, slug: str, more: Mapping[str, str], troubles: list[Trouble]) -> TrackItem | None:
    """The track these rows describe; `more` are details from elsewhere, for what no column says."""
    said = {column: (rows.line, text) for column, text in more.items() if text} | rows.details
    lines = {column: line for column, (line, _) in said.items()}
    plain: dict[str, Any] = {key: said[column][1] for column, key in NEW_TRACK.items() if column in said}
    if "level" in plain:
        try:
            plain["level"] = level(plain["level"])
        except ValueError as error:
            troubles.append(Trouble(lines.get("level", rows.line), "level", error.args[0]))
            return None
    card: dict[str, Any] = {key: said[column][1] for column, key in CARD.items() if column in said}
    if "bring" in card:
        card["bring"] = parsers.some(card["bring"])
    whole = plain | {"slug": slug, "first_day": card, "segments": [each.segment for each in rows.planned]}
    try:
        return TrackItem.model_validate(whole)
    except ValidationError as error:
        for each in error.errors():
            column = _column(tuple(each["loc"]))
            troubles.append(Trouble(lines.get(column, rows.line), column, describe_error(each, tuple(each["loc"]))))
    return None


def _column(path: tuple[str | int, ...]) -> str:
    """Where in the table a part of a track stands."""
    if path[:1] == ("first_day",) and len(path) > 1:
        return f"first_day_{path[1]}"
    if path[:1] == ("slug",):
        return "track"
    return next((column for column, key in NEW_TRACK.items() if path[:1] == (key,)), "")


def read_one_offs(content: bytes, name: str, reading: Reading = AS_IT_STANDS) -> list[Once]:
    """Single sessions, in the order of the file. Raises BadFile."""
    troubles, found = list[Trouble](), list[Once]()
    for row in read_rows(content, name, ONE_OFFS, reading, troubles):
        dated = parsers.read_row(_Dated, row, troubles)
        if dated is None:
            continue
        weekday = rules.WEEKDAYS[dated.date.weekday()]
        segment = parsers.read_row(SegmentItem, row, troubles, days=[weekday])
        if segment:
            found.append(Once(row.line, row.cells.get("track"), dated.date, segment.patterns[0]))
    return _good(found, name, troubles)


class _Dated(Item):
    date: Day


def read_roster(content: bytes, name: str, reading: Reading = AS_IT_STANDS) -> list[RosterLine]:
    """People to invite, in the order of the file. Raises BadFile."""
    troubles, found = list[Trouble](), list[RosterLine]()
    seen: dict[tuple[str, str | None, date], int] = {}
    for row in read_rows(content, name, ROSTER, reading, troubles):
        person = parsers.read_row(Person, row, troubles)
        if person is None:
            continue
        track = row.cells.get("track")
        before = seen.setdefault((person.name.casefold(), track, person.starts_on), row.line)
        if before != row.line:
            sentence = Sentence("already appears in line %(line)s; an initial tells two people apart", line=before)
            troubles.append(Trouble(row.line, "name", sentence))
        found.append(RosterLine(row.line, track, person, tuple(parsers.some(row.cells.get("care_team", "")))))
    return _good(found, name, troubles)


def _good(found: Found, name: str, troubles: list[Trouble]) -> Found:
    if troubles:
        raise BadFile(name, troubles)
    return found
