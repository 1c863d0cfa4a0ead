"""The only way in for other features: spreadsheets read, understood and taken into the calendar. Flushes, never commits."""

from __future__ import annotations

from companion.imports.apply import add_one_offs, check_track, lock_home, replace_pattern, sentence
from companion.imports.csv_reader import LARGEST_TABLE
from companion.imports.schema import (
    DETAILS,
    MOST_ROWS,
    ONE_OFFS,
    PATTERN,
    ROSTER,
    TABLE_KINDS,
    RosterLine,
    read_one_offs,
    read_pattern,
    read_roster,
    template,
)

__all__ = [
    "DETAILS",
    "LARGEST_TABLE",
    "MOST_ROWS",
    "ONE_OFFS",
    "PATTERN",
    "ROSTER",
    "TABLE_KINDS",
    "RosterLine",
    "add_one_offs",
    "check_track",
    "lock_home",
    "read_one_offs",
    "read_pattern",
    "read_roster",
    "replace_pattern",
    "sentence",
    "template",
]
