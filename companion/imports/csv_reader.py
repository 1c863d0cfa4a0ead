"""Reads a CSV table from a spreadsheet, with comma, semicolon, or tab. Every error names its line and column.

Nothing is guessed: `schema` decides what a cell means, here it only has to be text.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from companion.program.service import BadFile, Trouble

LARGEST_TABLE = 128 * 1024
_DELIMITERS = (",", ";", "\t")
_FORMULA = tuple("=+-@＝＋－＠")
MOST_COLUMNS = 60
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Row:
    """One line of the table: where it begins in the file, and its cells by column; empty ones are not there."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Columns:
    """What a table may say. `also` are other names of a column, in English and Spanish."""

    needed: Sequence[str]
    known: Sequence[str]
    also: Mapping[str, str]

    def named(self, heading: str) -> str | None:
        """The column that this heading means, however it is written."""
        plain = _plain(heading)
        return plain if plain in self.known else self.also.get(plain)


def read_table(content: bytes, name: str, columns: Columns, most: int) -> list[Row]:
    """The rows that say anything. Raises BadFile with everything that is wrong with the table as such."""
    text = _text(content, name)
    lines = _lines(text, name, columns)
    if not lines:
        raise BadFile(
            name, [Trouble(1, "", f"expected column names such as {', '.join(columns.needed)} in the first line")]
        )
    (first, heading), *rest = lines
    if sum(map(bool, heading)) > MOST_COLUMNS:
        raise BadFile(name, [Trouble(first, "", f"expected at most {MOST_COLUMNS} columns")])
    names, troubles = _heading(first, heading, columns)
    rows = [] if troubles else list(_rows(names, rest, troubles))
    if not troubles and not rows:
        troubles.append(Trouble(first, "", "expected at least one row under the column names"))
    if len(rows) > most:
        troubles.append(Trouble(rows[most].line, "", f"expected at most {most} rows"))
    if troubles:
        raise BadFile(name, troubles)
    return rows


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_TABLE:
        raise BadFile(name, [Trouble(1, "", f"expected a file of at most {LARGEST_TABLE // 1024} KiB")])
    if content.startswith(_UTF16):
        raise BadFile(name, [Trouble(1, "", "expected text in UTF-8, not UTF-16; save it as “CSV UTF-8”")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(name, [Trouble(line, "", "expected text in UTF-8; save it as “CSV UTF-8”")]) from error
    bad = _UNSPEAKABLE.search(text)
    if bad:
        line = text[: bad.start()].count("\n") + 1
        raise BadFile(name, [Trouble(line, "", "contains a character that cannot be stored")])
    return text


def _lines(text: str, name: str, columns: Columns) -> list[tuple[int, list[str]]]:
    """(where it begins, its cells) of each line that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, columns), strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(name, [Trouble(begins, "", f"is not CSV: {error}")]) from error
    return found


def _delimiter(text: str, columns: Columns) -> str:
    """The one with which most of the first line are names we know."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(delimiter: str) -> int:
        return sum(columns.named(cell.strip('"')) is not None for cell in first.split(delimiter))

    return max(_DELIMITERS, key=known)


def _heading(line: int, heading: list[str], columns: Columns) -> tuple[list[str | None], list[Trouble]]:
    names = [columns.named(cell) for cell in heading]
    troubles = [
        Trouble(line, cell, "this column is not known here" + _perhaps(cell, columns))
        for cell, name in zip(heading, names, strict=True)
        if cell and name is None
    ]
    twice = {name for name in names if name and names.count(name) > 1}
    troubles += [Trouble(line, name, "this column appears twice; expected it once") for name in sorted(twice)]
    if not troubles:
        troubles += [Trouble(line, name, "this column is missing") for name in columns.needed if name not in names]
    return names, troubles


def _perhaps(heading: str, columns: Columns) -> str:
    close = get_close_matches(_plain(heading), [*columns.known, *columns.also], 1)
    return f"; did you mean '{columns.named(close[0])}'?" if close else "; expected one of " + ", ".join(columns.known)


def _rows(names: list[str | None], lines: list[tuple[int, list[str]]], troubles: list[Trouble]) -> Iterator[Row]:
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in lines:
        if any(cells[len(names) :]) or any(cell for cell, name in zip(cells, names, strict=False) if name is None):
            troubles.append(Trouble(line, "", "has more cells than columns; put a text with a comma in it into quotes"))
            continue
        same = seen.setdefault(tuple(cells), line)
        if same != line:
            troubles.append(Trouble(line, "", f"appears twice; it is the same as line {same}"))
            continue
        said = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
        formulas = [name for name, cell in said.items() if cell.startswith(_FORMULA)]
        troubles += [
            Trouble(line, name, f"expected text; {said[name][0]!r} would begin a formula") for name in formulas
        ]
        yield Row(line, said)


def _plain(heading: str) -> str:
    """`First day – Where` → first_day_where: without accents, case and punctuation."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", heading) if not unicodedata.combining(each))
    return re.sub(r"\W+", "_", bare.casefold()).strip("_")
