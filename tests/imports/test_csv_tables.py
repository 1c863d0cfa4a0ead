"""A table out of a spreadsheet is read whatever the spreadsheet made of it, and every problem names line and column."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.imports import columns, csv_reader, schema
from companion.program.files import BadFile
from tests.imports.tables import ONCE, PATTERN, ROSTER, read, wrong

TODAY = date(2026, 3, 10)


def test_a_weekly_pattern_is_read_with_its_days_and_wall_times():
    (track,) = schema.read_pattern(PATTERN.encode(), "night.csv")
    assert track.track == "night"
    found = [(each.weekday, each.starts, each.ends, each.kind, each.title) for each in track.patterns]
    assert found[0] == (0, time(18), time(19, 30), "process_group", "Process group")
    assert [each[:3] for each in found[2:5]] == [(day, time(19, 30), time(21)) for day in (0, 1, 2)]
    assert found[5][4] == "Sleep, food and rest"


def test_single_meetings_and_people_are_read():
    first, second = schema.read_one_offs(ONCE.encode(), "once.csv")
    assert (first.day, first.plan.title, first.plan.with_name) == (date(2026, 3, 13), "Résumé help", "Eve")
    assert second.plan.optional, "family meetings are optional unless the table says otherwise"
    sam, ines = schema.read_roster(ROSTER.encode(), "roster.csv")
    assert (sam.person.name, sam.person.own_days) == ("Sam", ["tue", "thu"])
    assert (ines.line, ines.person.language, ines.person.expected_end_on) == (3, "es", None)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
def test_every_spreadsheet_writes_it_differently(mark, delimiter, ending):
    content = ROSTER.replace(",", delimiter).replace("\n", ending).encode()
    assert [each.person.name for each in schema.read_roster(mark + content, "roster.csv")] == ["Sam", "Inés"]


def test_headings_are_understood_in_both_languages_and_any_case():
    spanish = "Días,Empieza,Termina,Tipo,Título,Lugar\nlunes miércoles,9:00,10:00,workshop,Arte,Sala 1\n"
    (track,) = schema.read_pattern(spanish.encode(), "t.csv")
    assert [each.weekday for each in track.patterns] == [0, 2]
    assert schema.read_one_offs(
        b"FECHA;Starts;ENDS;kind;Title;Room\n2026-03-13;9:00;10:00;workshop;Art;Studio\n", "t.csv"
    )


def test_empty_lines_and_empty_columns_at_the_end_are_no_trouble():
    content = "name,starts_on,,\nSam,2026-03-16,,\n,,,\n\nLou,2026-03-17,,\n"
    assert [each.line for each in schema.read_roster(content.encode(), "t.csv")] == [2, 5]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("starts_on", "start_on", "table.csv:1: start_on: this column is not known here; did you mean starts_on?"),
        ("First name", "Surname", "table.csv:1: name: this column is missing"),
        ("language", "name", "table.csv:1: name: this column appears twice; expected it once"),
        ("starts_on,", "expected_end,", "this column appears twice"),
        ("2026-03-16,2026-05-22", "soon,2026-05-22", "table.csv:2: starts_on: expected a date such as 2026-11-26"),
        ("2026-03-16,2026-05-22", "March 16,2026-05-22", "table.csv:2: starts_on: expected a date with its year"),
        ("2026-03-16,2026-05-22", "3/4/2026,2026-05-22", "table.csv:2: starts_on: 3/4/2026 can be two dates"),
        ("2026-03-16,2026-05-22", "Tue 3/16/2026,2026-05-22", "2026-03-16 is not the weekday beside it but mon"),
        ("2026-03-16,2026-05-22", "2026-02-30,2026-05-22", "table.csv:2: starts_on: '2026-02-30' is no day of"),
        ("2026-03-16,2026-05-22", "9999-12-31,2026-05-22", "between the years 2000 and 2200"),
        ("2026-03-16,2026-05-22", ",2026-05-22", "table.csv:2: starts_on: is missing"),
        ("2026-05-22", "2026-03-01", "table.csv:2: expected the expected end on or after the first day"),
        ("tue thu", "tue then", "table.csv:2: own_days: expected days such as mon wed, not 'then'"),
        ("tue thu", "thu-tue", "table.csv:2: own_days: expected days in the order of the week"),
        ("tue thu", "tue tue", "table.csv:2: own_days: expected each day once"),
        ("Sam", "S" * 81, "table.csv:2: name: expected at most 80 characters"),
        ("Sam", "=HYPERLINK(1)", "table.csv:2: name: expected text; '=' would begin a formula"),
        ("Sam", "@SUM(1)", "table.csv:2: name: expected text; '@' would begin a formula"),
        ("Sam", "S\x00am", "table.csv:2: contains a character that cannot be stored"),
        (
            "Inés,morning,2026-03-16,,,es",
            "Sam,evening,2026-03-16,2026-05-22,tue thu,en",
            "table.csv:3: appears twice; it is the same as line 2",
        ),
        ("Inés,morning,2026-03-16,,,es", "sam,evening,2026-03-16,,,en", "table.csv:3: name: already appears in line 2"),
        (",,es", ",,es,more,still", "table.csv:3: has more cells than columns"),
        (",,es", ",,fr", "table.csv:3: language: 'fr' is not known; expected one of en, es"),
        ("Inés", '"Inés', "table.csv:3: is not CSV"),
    ],
)
def test_what_is_wrong_with_a_roster_is_named_with_line_and_column(old, new, expected):
    assert any(expected in line for line in wrong(schema.read_roster, ROSTER.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("mon wed,18:00", "mon wed,25:00", "table.csv:2: starts: expected a time such as 16:00"),
        ("7:30 PM,9:00", "19:30 PM,9:00", "table.csv:3: starts: expected a time such as 16:00"),
        ("18:00,19:30", "18:00,17:30", "table.csv:2: expected 'ends' after 'starts'"),
        ("Process group,Process group,Room 5", "Proces group,Process group,Room 5", "table.csv:2: kind: 'Proces group' is not known; did you mean process_group?"),
        ("skills_group", "chess", "table.csv:3: kind: 'chess' is not known; expected one of process_group"),
        ("Skills,Room 5", "Skills,", "table.csv:3: expected a place, a join_url, or both"),
        ("night,,,,,,,thu", "night,Another name,,,,,,thu", "table.csv:4: track_name: says something else than line 2"),
        ("Mon-Wed,7:30 PM,9:00 PM,skills_group,Skills", "wed,18:00,19:00,process_group,Process group", "table.csv:3: title: already appears on wed at this time, in line 2"),
        ("days,starts", "day,begins", None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_pattern_is_named_with_line_and_column(old, new, expected):
    content = PATTERN.replace(old, new, 1)
    if expected is None:
        assert schema.read_pattern(content.encode(), "t.csv")
    else:
        assert any(expected in line for line in wrong(schema.read_pattern, content))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "table.csv:1: expected column names in the first line"),
        (b"name,starts_on\n", "table.csv:1: expected at least one row under the column names"),
        (b"name\nSam\n", "table.csv:1: starts_on: this column is missing"),
        ("name,starts_on\nSam,2026-03-16\n".encode("utf-16")[:-1], "expected text in UTF-8"),
        (b"name,starts_on\nIn\x81s,2026-03-16\n", "table.csv:2: expected text in UTF-8"),
        (b"name,starts_on\n" + b"x" * csv_reader.LARGEST_TABLE, "table.csv:1: expected a file of at most 128 KiB"),
        (
            b"name,starts_on\n" + b"".join(b"P%d,2026-03-16\n" % n for n in range(101)),
            "table.csv:102: expected at most 100 rows",
        ),
        (b"PK\x03\x04\x14\x00" + b"\xff" * 40, "table.csv:1: is a workbook; save the sheet as"),
    ],
    ids=["empty", "heading", "missing", "utf16", "bytes", "huge", "long", "workbook"],
)
def test_files_that_are_no_table_of_ours_get_one_plain_answer(content, expected):
    assert any(expected in line for line in wrong(schema.read_roster, content))


@pytest.mark.parametrize("heading", ["days", "x"])
def test_a_first_line_without_end_is_not_looked_at_cell_by_cell(heading):
    content = (",".join([heading] * 15_000) + "\nmon\n").encode()
    assert wrong(schema.read_pattern, content) == ["table.csv:1: expected at most 60 columns"]


def test_a_spreadsheet_may_save_as_many_empty_columns_as_it_likes():
    wide = "\n".join(line + "," * 1000 for line in ROSTER.splitlines())
    assert len(schema.read_roster(wide.encode(), "roster.csv")) == 2


def test_everything_wrong_is_said_at_once_in_the_order_of_the_file():
    found = wrong(schema.read_roster, ROSTER.replace("2026-03-16", "soon").replace("es\n", "fr\n"))
    assert [line.split(":")[1] for line in found] == ["2", "3", "3"]


@pytest.mark.parametrize("kind", columns.TABLE_KINDS)
def test_the_example_to_download_is_a_table_we_take(kind):
    made = columns.template(kind, TODAY)
    assert len(read(kind, made.encode())) == 1
    assert set(columns.COLUMNS[kind].known) - set(made.splitlines()[0].split(",")) <= {"time", "slug"}


def answer(kind, content):
    """What somebody who brings this is told: nothing, or sentences."""
    try:
        read(kind, content)
    except BadFile as error:
        return str(error).splitlines()
    return []


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_is_brought_is_answered_with_sentences(content):
    for kind in columns.TABLE_KINDS:
        assert all(line.startswith("t.csv:") for line in answer(kind, content))


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=3, max_size=9))
def test_whatever_stands_in_the_cells_is_answered_with_sentences(cells):
    heading = ",".join(columns.COLUMNS[columns.PATTERN].known[: len(cells)])
    assert answer(columns.PATTERN, f"{heading}\n{','.join(cells)}\n".encode())
