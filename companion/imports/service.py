"""The only way in for other features: spreadsheets read, understood and taken into the calendar. Flushes, never commits."""

from __future__ import annotations

from companion.imports.apply import add_one_offs, check_track, lock_home, replace_pattern, sentence
from companion.imports.columns import (
    COLUMNS,
    DETAILS,
    EVENTS,
    GROUPS,
    LISTINGS,
    MOST_ROWS,
    ONE_OFFS,
    PATTERN,
    RESOURCES,
    ROSTER,
    TABLE_KINDS,
    template,
)
from companion.imports.csv_reader import LARGEST_TABLE
from companion.imports.dates import date_as_read
from companion.imports.kinds import likely
from companion.imports.layout import Layout, Reading, lay_out
from companion.imports.listings import Listed, read_listing
from companion.imports.mappings import recall, remember
from companion.imports.schema import RosterLine, read_one_offs, read_pattern, read_roster

__all__ = [
    "COLUMNS",
    "DETAILS",
    "EVENTS",
    "GROUPS",
    "LARGEST_TABLE",
    "LISTINGS",
    "MOST_ROWS",
    "ONE_OFFS",
    "PATTERN",
    "RESOURCES",
    "ROSTER",
    "TABLE_KINDS",
    "Layout",
    "Listed",
    "Reading",
    "RosterLine",
    "add_one_offs",
    "check_track",
    "date_as_read",
    "lay_out",
    "likely",
    "lock_home",
    "read_listing",
    "read_one_offs",
    "read_pattern",
    "read_roster",
    "recall",
    "remember",
    "replace_pattern",
    "sentence",
    "template",
]
