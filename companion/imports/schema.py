"""The three tables a coordinator may import: the weekly pattern of tracks, single sessions, people to invite.

A row says what a program file says, in the same words; what a new track needs in addition has columns of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError, model_validator

from companion.imports import csv_reader, parsers
from companion.imports.csv_reader import Columns, Row
from companion.kernel.payload import Day
from companion.program import rules
from companion.program.rules import Pattern
from companion.program.service import (
    BadFile,
    FirstDay,
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
PATTERN, ONE_OFFS, ROSTER = "pattern", "one-offs", "roster"
TABLE_KINDS = (PATTERN, ONE_OFFS, ROSTER)
MOST_ROWS = {PATTERN: 240, ONE_OFFS: 500, ROSTER: 100}

_MEETING = tuple(each.alias or name for name, each in SegmentItem.model_fields.items() if name not in ("first", "last"))
_CARD = {f"first_day_{name}": name for name in FirstDay.model_fields}
_NEW = {"track_name": "name", "level": "level", "about_weeks": "about_weeks", "capacity": "capacity"}
DETAILS = (*_NEW, *_CARD)
"""Columns that say what a new track is."""

_ALSO = {
    "day": "days",
    "weekdays": "days",
    "dias": "days",
    "dia": "days",
    "start": "starts",
    "begins": "starts",
    "empieza": "starts",
    "inicio": "starts",
    "end": "ends",
    "termina": "ends",
    "fin": "ends",
    "tipo": "kind",
    "titulo": "title",
    "room": "place",
    "location": "place",
    "lugar": "place",
    "sala": "place",
    "link": "join_url",
    "enlace": "join_url",
    "leader": "with",
    "led_by": "with",
    "con": "with",
    "modalidad": "modality",
    "opcional": "optional",
    "online": "telehealth",
    "en_linea": "telehealth",
    "turno": "track",
    "level_of_care": "level",
    "nivel": "level",
    "weeks": "about_weeks",
    "semanas": "about_weeks",
    "where": "first_day_where",
    "door": "first_day_door",
    "ask_for": "first_day_ask_for",
}
_ALSO_ONCE = {"on": "date", "fecha": "date"}
_ALSO_PEOPLE = {
    "first_name": "name",
    "display_name": "name",
    "nombre": "name",
    "turno": "track",
    "start": "starts_on",
    "first_day": "starts_on",
    "empieza": "starts_on",
    "end": "expected_end_on",
    "expected_end": "expected_end_on",
    "termina": "expected_end_on",
    "days": "own_days",
    "dias": "own_days",
    "idioma": "language",
    "counselor": "care_team",
    "consejero": "care_team",
    "equipo": "care_team",
}


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
            raise ValueError("expected 'expected_end_on' on or after 'starts_on'")
        return self


@dataclass(frozen=True)
class RosterLine:
    """One line of a roster. `care_team` are sign-in names, or names as they are shown, of staff who look after the person."""

    line: int
    track: str | None
    person: Person
    care_team: tuple[str, ...] = ()


COLUMNS = {
    PATTERN: Columns(("days", "starts", "ends", "kind", "title"), ("track", *_MEETING, *DETAILS), _ALSO),
    ONE_OFFS: Columns(
        ("date", "starts", "ends", "kind", "title"), ("date", "track", *_MEETING[1:]), _ALSO | _ALSO_ONCE
    ),
    ROSTER: Columns(("name", "starts_on"), ("track", *Person.model_fields, "care_team"), _ALSO_PEOPLE),
}


def read_pattern(content: bytes, name: str, chosen: str | None = None) -> list[TrackRows]:
    """The weekly pattern of each track named, in the order of the file; `chosen` is the track of rows that name none.
    Raises BadFile."""
    troubles: list[Trouble] = []
    found: dict[str | None, TrackRows] = {}
    for row in _rows(content, name, PATTERN):
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
                Trouble(row.line, column, f"says something else than line {line}; once per track is enough")
            )


def _once_each(one: TrackRows, line: int, segment: SegmentItem, troubles: list[Trouble]) -> None:
    for weekly in segment.patterns:
        for before in one.planned:
            if any(_same(weekly, other) for other in before.segment.patterns):
                day = rules.WEEKDAYS[weekly.weekday]
                troubles.append(Trouble(line, "title", f"already appears on {day} at this time, in line {before.line}"))


def _same(one: Pattern, other: Pattern) -> bool:
    return (one.slot, one.starts) == (other.slot, other.starts)


def new_track(rows: TrackRows, slug: str, more: Mapping[str, str], troubles: list[Trouble]) -> TrackItem | None:
    """The track these rows describe; `more` are details from elsewhere, for what no column says."""
    said = {column: (rows.line, text) for column, text in more.items() if text} | rows.details
    lines = {column: line for column, (line, _) in said.items()}
    plain: dict[str, Any] = {key: said[column][1] for column, key in _NEW.items() if column in said}
    if "level" in plain:
        plain["level"] = plain["level"].lower()
    card: dict[str, Any] = {key: said[column][1] for column, key in _CARD.items() if column in said}
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
    return next((column for column, key in _NEW.items() if path[:1] == (key,)), "")


def read_one_offs(content: bytes, name: str) -> list[Once]:
    """Single meetings, in the order of the file. Raises BadFile."""
    troubles, found = list[Trouble](), list[Once]()
    for row in _rows(content, name, ONE_OFFS):
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


def read_roster(content: bytes, name: str) -> list[RosterLine]:
    """People to invite, in the order of the file. Raises BadFile."""
    troubles, found = list[Trouble](), list[RosterLine]()
    seen: dict[tuple[str, str | None, date], int] = {}
    for row in _rows(content, name, ROSTER):
        person = parsers.read_row(Person, row, troubles)
        if person is None:
            continue
        track = row.cells.get("track")
        before = seen.setdefault((person.name.casefold(), track, person.starts_on), row.line)
        if before != row.line:
            troubles.append(
                Trouble(row.line, "name", f"already appears in line {before}; an initial tells two people apart")
            )
        found.append(RosterLine(row.line, track, person, tuple(parsers.some(row.cells.get("care_team", "")))))
    return _good(found, name, troubles)


def _rows(content: bytes, name: str, kind: str) -> list[Row]:
    return csv_reader.read_table(content, name, COLUMNS[kind], MOST_ROWS[kind])


def _good(found: Found, name: str, troubles: list[Trouble]) -> Found:
    if troubles:
        raise BadFile(name, troubles)
    return found


_EXAMPLE = {
    "days": "mon wed",
    "starts": "16:00",
    "ends": "17:30",
    "kind": "process_group",
    "title": "Process group",
    "place": "Room 2",
    "with": "Dana",
    "track": "late-afternoon",
    "track_name": "Late afternoons",
    "level": "iop",
    "about_weeks": "10",
    "capacity": "12",
    "first_day_where": "1 Main Street",
    "first_day_door": "The blue one",
    "first_day_bring": "A photo ID; Something to write with",
    "first_day_ask_for": "Dana",
    "name": "Sam",
    "own_days": "mon wed",
    "language": "en",
    "care_team": "dana",
}


def template(kind: str, today: date) -> str:
    """A table with every column and one row as an example, for a spreadsheet."""
    soon = _EXAMPLE | dict.fromkeys(("date", "starts_on"), f"{today + timedelta(days=7)}")
    columns = COLUMNS[kind].known
    return "".join(",".join(line) + "\r\n" for line in (columns, [soon.get(column, "") for column in columns]))
