"""Joining people and programs from a shell."""

import pytest

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.staff.people.commands import participant_cli, staff_cli
from tests.latest import latest

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def run(app, cast, maple):
    with transaction():
        accounts.set_passphrase(cast.omar, "omar", "plums in the icebox")

    def invoke(group, *words):
        result = app.test_cli_runner().invoke(group, [str(word) for word in words])
        db.session.rollback()
        return result

    return invoke


def test_somebody_is_assigned_and_taken_away_again(cast, maple, run):
    assert [run(staff_cli, "assign", "omar", "maple").exit_code for _ in range(2)] == [0, 0]
    assert [each.id for each in program.programs_of_staff(cast.omar)] == [maple]
    assert run(staff_cli, "assign", "omar", "maple", "--remove").exit_code == 0
    assert program.programs_of_staff(cast.omar) == []


@pytest.mark.parametrize("words", [("nobody", "maple"), ("omar", "oak")])
def test_who_or_what_is_not_there_is_said(cast, run, words):
    result = run(staff_cli, "assign", *words)
    assert result.exit_code == 1
    assert result.stderr
    assert program.programs_of_staff(cast.omar) == []


def test_somebody_is_enrolled_with_who_looks_after_them(cast, run):
    words = (cast.ana, "maple", "morning", "--starts-on", "2026-03-11", "--counselor", "omar")
    assert run(participant_cli, "enroll", *words).stderr == "Error: Choose somebody who works with this program.\n"
    assert run(staff_cli, "assign", "omar", "maple").exit_code == 0
    assert run(participant_cli, "enroll", *words).exit_code == 0
    assert latest(cast.ana).track_slug == "morning"
    assert accounts.care_team(cast.ana) == [cast.omar]


@pytest.mark.parametrize(
    ("track", "more", "status"),
    [("night", (), 1), ("morning", ("--counselor", "nobody"), 1), ("morning", ("--starts-on", "soon"), 2)],
)
def test_a_wrong_word_enrolls_nobody(cast, run, track, more, status):
    result = run(participant_cli, "enroll", cast.ana, "maple", track, "--starts-on", "2026-03-11", *more)
    assert result.exit_code == status
    assert enrollment.enrollments(cast.ana) == []
