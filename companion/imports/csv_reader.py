"""Reads the lines of a table from a spreadsheet, whatever separates its cells and however its text is stored.

Nothing is interpreted: `columns` decides what a heading means and `schema` what a cell means. Every error names its line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from companion.kernel.sentences import Sentence
from companion.program.service import BadFile, Trouble

LARGEST_TABLE = 128 * 1024
MOST_COLUMNS = 60
_DELIMITERS = (",", ";", "\t", "|")
_HEADING_WITHIN = 10  # above the headings people write the name of the table, and when it was made
_FORMULA = tuple("=+-@＝＋－＠")
_LONG = frozenset({"about"})
_NOTHING = frozenset(("-", "–", "—", "--", "n/a", "N/A"))
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

Known = Callable[[str], bool]


@dataclass(frozen=True)
class Row:
    """One line of the table: where it begins in the file, and its cells by column; empty ones are not there. `unread` are columns
    about which something is wrong already."""

    line: int
    cells: Mapping[str, str]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in the file: its headings without empty columns at the end, and under them the lines that say
    anything, each with the line of the file on which it begins."""

    line: int
    headings: tuple[str, ...]
    lines: Sequence[tuple[int, list[str]]]

    def samples(self, column: int, most: int = 3) -> list[str]:
        """The first different things that stand in this column."""
        cells = (cells[column] for _, cells in self.lines if column < len(cells) and cells[column])
        return list(dict.fromkeys(cells))[:most]


def read_sheet(content: bytes, name: str, known: Known) -> Sheet:
    """The table in a file; `known` says of a heading whether it is one of ours. Raises BadFile."""
    lines = _lines(_text(content, name), name, known)
    if not lines:
        raise BadFile(name, [Trouble(1, "", Sentence("expected column names in the first line"))])
    at = _heading_line(lines, known)
    first, heading = lines[at]
    below = lines[at + 1 :]
    width = max((index + 1 for _, cells in [lines[at], *below] for index, cell in enumerate(cells) if cell), default=0)
    if sum(map(bool, heading)) > MOST_COLUMNS or width > 20 * MOST_COLUMNS:
        raise BadFile(name, [Trouble(first, "", Sentence("expected at most %(most)s columns", most=MOST_COLUMNS))])
    if not below:
        raise BadFile(name, [Trouble(first, "", Sentence("expected at least one row under the column names"))])
    named = max(index + 1 for index, cell in enumerate(heading) if cell)
    return Sheet(first, tuple(_one_line(cell) for cell in heading[:named]), below)


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_TABLE:
        most = LARGEST_TABLE // 1024
        raise BadFile(name, [Trouble(1, "", Sentence("expected a file of at most %(most)s KiB", most=most))])
    if content.startswith(_WORKBOOKS):
        raise BadFile(
            name, [Trouble(1, "", Sentence("is a workbook; save the sheet as “CSV UTF-8” and choose that file"))]
        )
    text = _decoded(content, name)
    bad = _UNSPEAKABLE.search(text)
    if bad:
        line = text[: bad.start()].count("\n") + 1
        raise BadFile(name, [Trouble(line, "", Sentence("contains a character that cannot be stored"))])
    return text


def _decoded(content: bytes, name: str) -> str:
    """Spreadsheets save UTF-8, “Unicode text”, which is UTF-16 with a mark, or the one byte a letter of Windows."""
    try:
        return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if not content.startswith(_UTF16):
            try:
                return content.decode("cp1252")
            except UnicodeDecodeError:
                pass  # neither: the first error says where
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(name, [Trouble(line, "", Sentence("expected text in UTF-8; save it as “CSV UTF-8”"))]) from error


def _lines(text: str, name: str, known: Known) -> list[tuple[int, list[str]]]:
    """(where it begins, its cells) of each line that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, known), strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(name, [Trouble(begins, "", Sentence("is not CSV: %(error)s", error=error))]) from error
    return found


def _delimiter(text: str, known: Known) -> str:
    """The one with which most of a first line are headings we know; where none is known, the one that stands in most lines."""
    first = [line for line in text.splitlines() if line.strip()][:_HEADING_WITHIN]

    def fits(delimiter: str) -> tuple[int, int]:
        cells = [line.split(delimiter)[: 20 * MOST_COLUMNS] for line in first]
        headings = max((sum(known(cell.strip('" ')) for cell in line) for line in cells), default=0)
        return headings, sum(delimiter in line for line in first)

    return max(_DELIMITERS, key=fits)


def _heading_line(lines: list[tuple[int, list[str]]], known: Known) -> int:
    """Which line holds the headings: that with most we know, the first of them; else the first with more than one cell."""
    heads = [cells[: 20 * MOST_COLUMNS] for _, cells in lines[:_HEADING_WITHIN]]
    counts = [sum(known(cell) for cell in cells if cell) for cells in heads]
    if max(counts):
        return counts.index(max(counts))
    return next((index for index, cells in enumerate(heads) if sum(map(bool, cells)) > 1), 0)


def rows(sheet: Sheet, names: Sequence[str], troubles: list[Trouble]) -> Iterator[Row]:
    """The lines under the headings by column; a column whose name is empty is left out. What is wrong goes to `troubles`."""
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in sheet.lines:
        if any(cells[len(names) :]):
            sentence = Sentence("has more cells than columns; put a text with a comma in it into quotes")
            troubles.append(Trouble(line, "", sentence))
            continue
        same = seen.setdefault(tuple(cells), line)
        if same != line:
            troubles.append(Trouble(line, "", Sentence("appears twice; it is the same as line %(line)s", line=same)))
            continue
        said = {
            name: cell if name in _LONG else _one_line(cell)
            for name, cell in zip(names, cells, strict=False)
            if name and cell and cell not in _NOTHING
        }
        formulas = [name for name, cell in said.items() if cell.startswith(_FORMULA) and not _is_phone(name, cell)]
        troubles += [
            Trouble(line, name, Sentence("expected text; %(sign)s would begin a formula", sign=repr(said[name][0])))
            for name in formulas
        ]
        if said:
            yield Row(line, said)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _is_phone(name: str, cell: str) -> bool:
    return name == "phone" and cell[0] in "+＋"
