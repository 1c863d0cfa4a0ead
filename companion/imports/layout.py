"""How a table is read: which heading is which column, and whether the day or the month comes first in its dates. What a table does
not say clearly is for whoever brings it to say; nothing is guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from companion.imports import csv_reader, dates
from companion.imports.clocks import halved, span
from companion.imports.columns import COLUMNS, DATES, MOST_ROWS, TIME, Columns
from companion.imports.csv_reader import Row, Sheet
from companion.imports.plain import plain_name
from companion.kernel.sentences import Names, Sentence
from companion.program.service import BadFile, Trouble


@dataclass(frozen=True)
class Reading:
    """What somebody said about a table: its column for each heading, empty for one that is left out, and whether 3/4 is April 3.
    None where nothing was said."""

    columns: tuple[str, ...] | None = None
    day_first: bool | None = None


@dataclass(frozen=True)
class Column:
    """One column of the file: its heading, some of what stands in it, and what it is, or probably is. `sure` is what nobody needs
    to be asked about."""

    heading: str
    samples: list[str]
    name: str
    sure: bool


@dataclass(frozen=True)
class Layout:
    """`missing` are columns the table needs; `undecided` are dates that can be read either way. `key` is that of the headings."""

    columns: list[Column]
    missing: list[str]
    undecided: list[str]
    key: str

    @property
    def asks(self) -> bool:
        """Whether there is something to say before the table can be read."""
        return bool(self.missing or self.undecided) or not all(one.sure for one in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.columns)


def lay_out(content: bytes, name: str, kind: str, reading: Reading) -> Layout:
    """What the file's headings are, as said or as suggested. Raises BadFile."""
    columns = COLUMNS[kind]
    sheet = _sheet(content, name, columns)
    found = _columns(sheet, columns, reading)
    names = [one.name for one in found]
    undecided = [] if reading.day_first is not None else _undecided(sheet, names)
    return Layout(found, columns.missing(names), undecided, _key(kind, sheet.headings))


def _sheet(content: bytes, name: str, columns: Columns) -> Sheet:
    return csv_reader.read_sheet(content, name, lambda heading: bool(columns.named(heading)))


def _key(kind: str, headings: Sequence[str]) -> str:
    """The same for tables with the same headings in the same order; nothing of what stands in them can be read from it."""
    return hashlib.sha256("\x1f".join([kind, *map(plain_name, headings)]).encode()).hexdigest()


def _columns(sheet: Sheet, columns: Columns, reading: Reading) -> list[Column]:
    samples = [sheet.samples(index) for index in range(len(sheet.headings))]
    if reading.columns is not None and len(reading.columns) == len(sheet.headings):
        return [Column(*one, sure=True) for one in zip(sheet.headings, samples, reading.columns, strict=True)]
    exact = [columns.named(heading) if heading else None for heading in sheet.headings]
    taken, found = set[str](), list[Column]()
    for heading, cells, column in zip(sheet.headings, samples, exact, strict=True):
        again = column in taken
        name = "" if column is None or again else column
        if column is None and heading:
            close = columns.perhaps(heading)
            name = close if close and close not in taken and close not in exact else ""
        taken.add(name)
        empty = not heading and not cells
        found.append(Column(heading, cells, name, sure=empty or (column is not None and not (again and column))))
    return found


def _undecided(sheet: Sheet, names: Sequence[str]) -> list[str]:
    """Some of the dates, if nothing in the file says which number is the month."""
    cells = [cells[at] for at, name in enumerate(names) if name in DATES for _, cells in sheet.lines if at < len(cells)]
    found = [(cell, one) for cell in cells if (one := _written(cell))]
    if dates.order_of(one for _, one in found) is not None:
        return []
    return list(dict.fromkeys(cell for cell, one in found if one.day is None))[:3]


def _written(cell: str) -> dates.Written | None:
    try:
        return dates.written(cell)
    except ValueError:
        return None  # reading the row says so, with its line


def read_rows(content: bytes, name: str, kind: str, reading: Reading, troubles: list[Trouble]) -> list[Row]:
    """The rows that say anything, with dates and times in our spelling. What is wrong with single cells goes to `troubles`.
    Raises BadFile with everything that is wrong with the table as such."""
    columns = COLUMNS[kind]
    sheet = _sheet(content, name, columns)
    found = _columns(sheet, columns, reading)
    wrong = _heading_troubles(sheet, found, columns)
    rows = [] if wrong else list(csv_reader.rows(sheet, [one.name for one in found], wrong))
    if len(rows) > MOST_ROWS[kind]:
        most = MOST_ROWS[kind]
        wrong.append(Trouble(rows[most].line, "", Sentence("expected at most %(most)s rows", most=most)))
    if wrong:
        raise BadFile(name, wrong)
    return [_with_times(row, troubles) for row in _with_days(rows, reading.day_first, troubles)]


def _heading_troubles(sheet: Sheet, found: Sequence[Column], columns: Columns) -> list[Trouble]:
    troubles, names = list[Trouble](), [one.name for one in found]
    for one in found:
        if not one.sure:
            hint = Sentence(
                "this column is not known here; expected one of %(known)s", known=Names("column", columns.known)
            )
            if one.name:
                hint = Sentence(
                    "this column is not known here; did you mean %(known)s?", known=Names("column", [one.name])
                )
            elif columns.named(one.heading):
                hint = Sentence("this column appears twice; expected it once")
            troubles.append(Trouble(sheet.line, one.heading, hint))
    twice = sorted({name for name in names if name and names.count(name) > 1})
    troubles += [Trouble(sheet.line, name, Sentence("this column appears twice; expected it once")) for name in twice]
    if not troubles:
        missing = columns.missing(names)
        troubles += [Trouble(sheet.line, name, Sentence("this column is missing")) for name in missing]
    return troubles


def _with_days(rows: Sequence[Row], day_first: bool | None, troubles: list[Trouble]) -> list[Row]:
    cells = {(row.line, name): cell for row in rows for name, cell in row.cells.items() if name in DATES}
    found: dict[tuple[int, str], dates.Written] = {}
    wrong: dict[tuple[int, str], Sentence] = {}
    for at, cell in cells.items():
        try:
            found[at] = dates.written(cell)
        except ValueError as error:
            wrong[at] = error.args[0]
    order = dates.order_of(found.values()) if day_first is None else day_first
    days: dict[tuple[int, str], date] = {}
    for at, one in found.items():
        try:
            if order is None and one.day is None:
                raise ValueError(
                    Sentence("%(text)s can be two dates; say whether the day or the month comes first", text=cells[at])
                )
            days[at] = dates.checked(one, bool(order))
        except ValueError as error:
            wrong[at] = error.args[0]
    troubles += [Trouble(line, name, said) for (line, name), said in wrong.items()]
    return [
        replace(
            row,
            cells={**row.cells, **{name: f"{day}" for (line, name), day in days.items() if line == row.line}},
            unread=row.unread | {name for line, name in wrong if line == row.line},
        )
        for row in rows
    ]


def _with_times(row: Row, troubles: list[Trouble]) -> Row:
    """One cell with both times becomes two, and a start that names no half of the day follows its end."""
    cells = dict(row.cells)
    both = cells.pop(TIME, None)
    if both is not None:
        found = span(both)
        if found is None:
            troubles.append(Trouble(row.line, TIME, Sentence("expected two times such as 4:00 PM – 5:30 PM")))
            return replace(row, cells=cells, unread=row.unread | {"starts", "ends"})
        cells |= dict(zip(("starts", "ends"), found, strict=True))
    if "starts" in cells and "ends" in cells:
        cells["starts"] = halved(cells["starts"], cells["ends"])
    return replace(row, cells=cells)
