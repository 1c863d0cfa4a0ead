"""`companion program export` and `import` at a shell: what is printed, what is written, and an exit status a script can trust."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from companion.accounts import service as accounts
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.schedule import journal
from companion.schedule import service as schedule
from companion.staff.content.import_commands import program_cli
from tests.cast import NOW
from tests.imports.tables import ONCE, PATTERN, ROSTER
from tests.program.builders import load, make_file, rows

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def run(app, cast):
    """Runs `companion program …` where Maple is loaded."""
    load(make_file(), NOW)
    with transaction():
        schedule.write_out_sessions(NOW)
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(program_cli, [str(word) for word in words])


@pytest.fixture
def table(tmp_path):
    def write(content: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


def state():
    db.session.rollback()
    return rows(), len(accounts.everyone(["participant"])), [one.slug for one in program.tracks(home().id)]


def home():
    return program.program_by_slug("maple")


def test_export_then_load_changes_nothing(run, tmp_path):
    path = tmp_path / "out.yaml"
    result = run("export", "maple", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert run("export", "maple").stdout == path.read_text(encoding="utf-8")
    before = state()
    assert run("load", path).stdout == "maple: loaded. 0 changes, 0 sessions written.\n"
    assert state() == before


def test_a_program_that_is_not_there_is_status_one_and_writes_nothing(run, tmp_path):
    path = tmp_path / "out.yaml"
    result = run("export", "oak", "-o", path)
    assert result.exit_code == 1
    assert "There is no program 'oak'" in result.stderr
    assert not path.exists()
    assert run("import", "roster", path, "--program", "maple").exit_code == 2


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("pattern", PATTERN, "Night track (new): 10.5 hours a week, level iop"),
        ("one-offs", ONCE, "Fri 2026-03-13 10:00 AM  Résumé help"),
        ("roster", ROSTER, "Evenings, 2026-03-16 to 2026-05-22"),
    ],
)
def test_a_dry_run_says_what_would_be_made_and_that_nothing_was(run, table, kind, content, said):
    before = state()
    result = run("import", kind, table(content), "--program", "maple", "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert said in result.stdout
    assert result.stdout.endswith("Dry run: nothing was changed.\n")
    assert "#code=" not in result.stdout
    assert state() == before


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_one_bad_row_and_nothing_is_taken(run, table, words):
    before = state()
    result = run(
        "import", "roster", table(ROSTER.replace("2026-03-16,,", "soon,,"), "roster.csv"), "--program", "maple", *words
    )
    assert result.exit_code == 1
    assert "roster.csv:3: starts_on: expected a date such as 2026-11-26" in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert state() == before


def test_a_pattern_taken_at_a_shell_stands_in_the_journal_under_nobodys_name(run, table):
    result = run("import", "pattern", table(PATTERN), "--program", "maple", "--from", "2026-03-16")
    assert result.exit_code == 0, result.stderr
    (change,) = journal.recent_changes(home().id, NOW)
    assert (change.what, change.made_by) == ("pattern", None)
    night = program.track_by_slug(home().id, "night")
    found = schedule.sessions_of_program(home().id, date(2026, 3, 10), date(2026, 3, 22))
    assert min(one.local_date for one in found if one.track_id == night.id) == date(2026, 3, 16)


def test_a_roster_taken_at_a_shell_prints_a_code_for_each_person(run, table):
    result = run("import", "roster", table(ROSTER), "--program", "maple")
    codes = re.findall(r"#code=([0-9A-Z]{10})", result.stdout)
    assert len(codes) == 2
    assert accounts.get_person(accounts.activate(codes[0], NOW).account_id).display_name == "Sam"
    again = run("import", "roster", table(ROSTER), "--program", "maple")
    assert again.exit_code == 1
    assert "#code=" not in again.stdout


def test_a_track_beside_the_file_and_another_one_in_it_contradict_each_other(run, table):
    result = run("import", "one-offs", table(ONCE), "--program", "maple", "--track", "evening")
    assert "table.csv:3: track: expected 'evening' or nothing, as chosen" in result.stderr
    assert result.exit_code == 1


OWN_HEADINGS = "Cliente nuevo,Tanda,Entra el\nSam,evening,4/6/2026\nLou,evening,4/7/2026\n"
SAID = ("--column", "Cliente nuevo=name", "--column", "Tanda=track", "--column", "Entra el=starts_on")


def test_what_columns_are_and_how_dates_are_read_can_be_said_at_a_shell(run, table):
    path, before = table(OWN_HEADINGS), state()
    refused = run("import", "roster", path, "--program", "maple")
    assert "table.csv:1: Cliente nuevo: this column is not known here" in refused.stderr
    two_ways = run("import", "roster", path, "--program", "maple", *SAID)
    assert "table.csv:2: starts_on: 4/6/2026 can be two dates" in two_ways.stderr
    unknown = run("import", "roster", path, "--program", "maple", "--column", "Cliente nuevo=password")
    assert (unknown.exit_code, "there is no column password" in unknown.stderr) == (2, True)
    assert state() == before
    result = run("import", "roster", path, "--program", "maple", *SAID, "--dates", "month-first", "--dry-run")
    assert "2026-04-06" in result.stdout
    assert state() == before


def test_a_list_grows_at_a_shell(run, table):
    rows = table("title,place\nFood pantry,5 Elm Street\n")
    assert "added    food-pantry" in run("import", "resources", rows, "--program", "maple").stdout
    assert "same     food-pantry" in run("import", "resources", rows, "--program", "maple").stdout
