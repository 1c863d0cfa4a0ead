"""`companion program check`, `load`, `list`: all of it or nothing, and an exit status a script can trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

import companion
from companion.alumni import service as alumni
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program.files import read_file
from companion.program.models import Program
from companion.program.service import programs
from companion.schedule.models import TrackSession
from companion.staff.content.commands import program_cli
from companion.staff.content.program_files import load_content
from tests.cast import NOW
from tests.program.builders import EVENINGS, text, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

STARTER = sorted((Path(companion.__file__).parent / "starter").glob("*.yaml"))
EXTRAS = """\
resources:
  - {slug: bridge, title: Bridge House, phone: +1 555 010 0120, tags: [housing]}
alumni_groups:
  - {slug: wednesday, name: Wednesday group, day: wed, starts: 19:00, ends: 20:00, ask_for: Lou, place: Front room}
"""


@pytest.fixture
def run(app):
    """Runs `companion program …` inside the application."""
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(program_cli, [str(word) for word in words])


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "maple.yaml"
    path.write_text(text() + EXTRAS)
    return path


@pytest.fixture
def bad(tmp_path) -> Path:
    path = tmp_path / "bad.yaml"
    path.write_text(text().replace("slug: maple", "slug: oak").replace("starts: 16:00", "starts: noon"))
    return path


def counts() -> tuple[int, int]:
    tables = (Program, TrackSession)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) for table in tables)  # type: ignore[return-value]


def test_check_accepts_a_good_file_and_loads_nothing(run, good):
    result = run("check", good)
    assert (result.exit_code, result.stdout) == (0, "maple: valid. 2 tracks, 1 resources.\n")
    assert counts() == (0, 0)


def test_check_names_file_line_and_expectation_and_fails(run, good, bad):
    result = run("check", good, bad)
    assert result.exit_code == 1
    assert result.stderr.startswith("bad.yaml:19: tracks[1].segments[1].starts: expected a time such as 16:00")


def test_a_warning_is_printed_and_stops_nothing(run, tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(text(EVENINGS.replace("tue, wed, thu", "tue")))
    result = run("load", path)
    assert result.exit_code == 0
    assert "short.yaml: warning: track 'evening': 3 hours a week" in result.stderr


@pytest.mark.parametrize("words", [("check",), ("load",), ("check", "nowhere.yaml"), ("unknown",)])
def test_being_asked_wrongly_is_status_two(run, words):
    assert run(*words).exit_code == 2


def test_load_takes_everything_in_and_a_second_time_changes_nothing(run, good):
    assert run("load", good).exit_code == 0
    before = counts()
    again = run("load", good)
    assert again.stdout == "maple: loaded. 0 changes, 0 sessions written.\n"
    assert counts() == before


def test_one_bad_file_among_several_loads_none(run, good, bad):
    assert run("load", good, bad).exit_code == 1
    assert counts() == (0, 0)


def test_a_failure_halfway_leaves_nothing_behind(app, good, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(alumni, "load_events", fail)
    with pytest.raises(RuntimeError), transaction():
        load_content(read_file(good), NOW)
    assert counts() == (0, 0)


def test_resources_and_alumni_groups_arrive_with_the_program(cast, good):
    with transaction():
        report = load_content(read_file(good), NOW)
        enrollment.enroll(cast.ana, track_id(), clock.now().date(), NOW)
    assert report.content_changes == 2
    assert [group.name for group in alumni.groups(cast.ana, NOW)] == ["Wednesday group"]


def test_list_shows_what_is_loaded(run, good):
    run("load", good)
    (program,) = json.loads(run("list", "--json").stdout)
    assert (program["slug"], program["zone"]) == ("maple", "America/New_York")
    assert [track["slug"] for track in program["tracks"]] == ["evening", "morning"]
    assert run("list").stdout.splitlines()[0] == "maple  Maple  (America/New_York)"


def test_all_five_starter_programs_load_together(run):
    result = run("load", *STARTER)
    assert (result.exit_code, len(programs())) == (0, 5)
    assert run("load", *STARTER).stdout.count(": loaded. 0 changes, 0 sessions written.") == 5
