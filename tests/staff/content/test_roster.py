"""A roster at the desk: everybody in it is invited or nobody is, codes are shown once, and names stand nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from companion.accounts import invitations
from companion.accounts import service as accounts
from companion.audit.models import AuditEntry
from companion.enrollment import capacity
from companion.kernel.database import db, transaction
from companion.program import service as program
from tests.cast import NOW
from tests.imports.tables import ROSTER
from tests.latest import latest
from tests.program.builders import track_id
from tests.staff.bringing import CODE, TAKE, actions, bring, everything, home, look, said, sealed

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_looking_at_a_roster_makes_no_account_and_shows_no_code(cast, at):
    before = everything()
    page = look(at(cast.cora), "roster", ROSTER).text
    assert "2 people are invited" in page
    assert "Sam" in page
    assert not CODE.search(page)
    assert everything() == before


def test_everybody_in_a_roster_gets_a_code_that_is_shown_once_and_works(cast, at):
    desk = at(cast.cora)
    page = bring(desk, "roster", ROSTER)
    codes = CODE.findall(page.text)
    assert len(codes) == len(set(codes)) == 2
    assert page.text.count('class="qr"') == 2
    assert page.headers["Cache-Control"] == "no-store"
    sam = next(one for one in accounts.everyone(["participant"]) if one.display_name == "Sam")
    current = latest(sam.id)
    assert (current.starts_on, current.expected_end_on) == (date(2026, 3, 16), date(2026, 5, 22))
    assert current.own_days[0].weekdays == frozenset({1, 3})
    assert invitations.is_waiting(sam.id, codes[0], NOW)
    assert codes[0] not in desk.open("/staff/people").text + desk.open(f"/staff/people/{sam.id}").text
    db.session.rollback()
    with transaction():
        assert accounts.activate(codes[0], NOW).account_id == sam.id
    assert actions().count("invited") == 2


def test_confirming_twice_invites_nobody_twice(cast, at):
    desk = at(cast.cora)
    token = sealed(look(desk, "roster", ROSTER))
    desk.send(TAKE, sealed=token)
    before = everything()
    again = desk.send(TAKE, sealed=token)
    assert again.status_code == 422
    assert "Line 2, First name: begins in this track on this day already" in said(again)
    assert everything() == before


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("tue thu", "mon", "Line 2, own_days: "),
        (
            "Inés,morning",
            "Inés,mornings-old",
            "Line 3, track: there is no track 'mornings-old'; expected one of",
        ),
    ],
)
def test_a_roster_that_does_not_fit_the_program_invites_nobody(cast, at, old, new, expected):
    before = everything()
    answer = look(at(cast.cora), "roster", ROSTER.replace(old, new))
    assert answer.status_code == 422
    assert expected in said(answer)
    assert everything() == before


def test_a_full_track_is_named_by_row_unless_somebody_says_it_is_meant(cast, at):
    with transaction():
        capacity.set_capacity(home().id, track_id(), 2)
    desk = at(cast.cora)
    assert "Line 2, track: " in said(look(desk, "roster", ROSTER))
    page = look(desk, "roster", ROSTER, beyond="y").text
    assert "Evenings would have 3 people and room for 2" in page


def test_names_in_a_table_reach_no_log_and_no_audit_row(cast, at, capsys):
    from companion.kernel import logs

    logs.configure()
    desk = at(cast.cora)
    bring(desk, "roster", ROSTER.replace("Sam", "Kanarienvogel"))
    look(desk, "roster", ROSTER.replace("Sam", "=Kanarienvogel"))
    output = capsys.readouterr()
    logs.configure()
    assert '"event": "request"' in output.err
    assert "Kanarienvogel" not in output.err + output.out
    assert "Kanarienvogel" not in repr(db.session.execute(select(AuditEntry.__table__)).all())


def test_the_same_person_under_two_names_of_one_track_is_invited_once(cast, at):
    before = everything()
    twice = "name,track,starts_on\nSam,evening,2026-03-16\nSam,Evenings,2026-03-16\n"
    answer = look(at(cast.cora), "roster", twice)
    assert "Line 3, name: begins in this track on this day already" in said(answer)
    assert everything() == before


TEAM = "name,track,starts_on,care_team\nSam,evening,2026-03-16,{}\n"


@pytest.mark.parametrize("said", ["Dana", "dana", "dana; CORA"])
def test_a_roster_says_who_looks_after_whom(cast, at, said):
    assert "Care team: Dana" in look(at(cast.cora), "roster", TEAM.format(said)).text
    bring(at(cast.cora), "roster", TEAM.format(said))
    sam = next(one for one in accounts.everyone(["participant"]) if one.display_name == "Sam")
    expected = {cast.dana, cast.cora} if ";" in said else {cast.dana}
    assert set(accounts.care_team(sam.id)) == expected


def test_somebody_who_does_not_work_with_the_program_is_named_by_row(cast, at):
    before = everything()
    page = look(at(cast.cora), "roster", TEAM.format("Omar"))
    assert "Line 2, care_team: nobody called 'Omar' works with this program" in said(page)
    assert "did you mean &#39;dana&#39;?" in look(at(cast.cora), "roster", TEAM.format("Danna")).text
    assert everything() == before


def test_two_people_of_one_name_are_told_apart_by_their_sign_in_names(cast, at, maple):
    with transaction():
        other = accounts.create_account("counselor", "Dana", NOW)
        program.assign_staff(maple, other)
        accounts.set_passphrase(other, "dana.two", "plums in the icebox")
    page = look(at(cast.cora), "roster", TEAM.format("Dana")).text
    assert "is several people; use a sign-in name" in page
    assert "Care team: Dana" in look(at(cast.cora), "roster", TEAM.format("dana.two")).text
