"""Who looks after whom changes hands at the desk and from a shell: one act, counted at once, told to both, written down."""

from __future__ import annotations

import concurrent.futures
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from companion.accounts import invitations
from companion.accounts import service as accounts
from companion.accounts.models import CareTeamMember
from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED
from companion.audit.models import AuditEntry
from companion.enrollment import service as enrollment
from companion.kernel import clock, ids
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from companion.program import service as program
from companion.sharing import service as sharing
from companion.staff.people import care_teams
from companion.staff.people.commands import staff_cli
from tests.cast import NOW
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LATER = NOW + timedelta(hours=1)


def spans(participant_id):
    return [(one.staff_id, one.since, one.until) for one in accounts.care_team_history(participant_id)]


def written():
    db.session.rollback()
    rows = db.session.execute(select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.participant_id))
    return [tuple(row) for row in rows if row.action.startswith(("team_", "program_left", "staff_left"))]


@pytest.fixture
def team(cast, maple):
    """Omar works in Maple, too."""
    with transaction():
        program.assign_staff(maple, cast.omar)
    return f"/staff/people/{cast.mia}/care-team"


def test_a_hand_over_is_one_act_and_both_are_told(cast, at, team):
    with clock.fixed(LATER):
        page = at(cast.cora).send(f"{team}/hand-over", member=str(cast.dana), staff=str(cast.omar))
        assert "Handed over. Both are told on Today." in page.text
        assert spans(cast.mia) == [(cast.omar, LATER, None), (cast.dana, NOW, LATER)]
        assert written() == [("team_handed_over", cast.cora, cast.mia)]
        omar, dana = at(cast.omar), at(cast.dana)
        assert "Mia</a>: you are on the care team now (Cora)" in omar.open("/staff/").text
        told = dana.open("/staff/").text
        assert "somebody you looked after is with Omar now (Cora)" in told
        assert "Mia" not in told
        for desk in (omar, dana):
            assert "Whom you look after has changed" not in desk.send("/staff/news-read", before=LATER.isoformat()).text
        assert omar.open(f"/staff/people/{cast.mia}").status_code == 200
        assert dana.open(f"/staff/people/{cast.mia}").status_code == 404


def test_whoever_is_off_the_team_keeps_no_code_and_no_request(cast, at, team, maple):
    with transaction():
        code = accounts.invite(cast.mia, cast.dana, NOW)
        attention.raise_item(cast.mia, CALL_WANTED, ids.new_id(), NOW, NOW)
        (item,) = attention.items_for_staff([cast.mia], NOW)
        attention.open_item(item, cast.dana, NOW)
        attention.acknowledge_item(item, cast.dana, NOW)
    page = at(cast.cora).send(f"{team}/remove", member=str(cast.dana))
    assert "A code that was not used yet has ended with it" in page.text
    assert not invitations.is_waiting(cast.mia, code, NOW)
    assert attention.waits(item.id)
    assert accounts.care_team(cast.mia) == []
    assert at(cast.dana).open(f"/staff/requests/{item.id}").status_code == 404


@pytest.mark.parametrize("deed", ["remove", "hand-over"])
def test_somebody_who_is_not_on_the_team_cannot_be_taken_off_it(cast, at, team, deed):
    answer = at(cast.cora).send(f"{team}/{deed}", member=str(cast.omar), staff=str(cast.ruth))
    assert answer.status_code == 422
    assert "They are not on this care team any more." in answer.text
    assert accounts.care_team(cast.mia) == [cast.dana]
    assert written() == []


def test_only_staff_of_the_program_take_over(cast, at, maple):
    answer = at(cast.cora).send(
        f"/staff/people/{cast.mia}/care-team/hand-over", member=str(cast.dana), staff=str(cast.omar)
    )
    assert answer.status_code == 422
    assert accounts.care_team(cast.mia) == [cast.dana]
    same = at(cast.cora).send(
        f"/staff/people/{cast.mia}/care-team/hand-over", member=str(cast.dana), staff=str(cast.dana)
    )
    assert "Choose somebody else to take over." in same.text


@pytest.mark.parametrize("deed", ["", "/remove", "/hand-over"])
def test_counselors_change_no_care_team(cast, at, team, deed):
    answer = at(cast.dana).send(team + deed, member=str(cast.dana), staff=str(cast.omar))
    assert answer.status_code == 403
    assert spans(cast.mia) == [(cast.dana, NOW, None)]


def test_nobody_is_on_one_team_twice_at_once(cast, maple):
    row = {"participant_id": cast.mia, "staff_id": cast.dana, "since": LATER}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(CareTeamMember.__table__.insert().values(**row))


def test_whoever_comes_back_has_two_spans(cast, team):
    with transaction():
        care_teams.remove(cast.mia, cast.dana, cast.cora, LATER)
        care_teams.add(cast.mia, cast.dana, cast.cora, LATER + timedelta(days=1))
    assert spans(cast.mia) == [(cast.dana, LATER + timedelta(days=1), None), (cast.dana, NOW, LATER)]


def test_of_two_hand_overs_at_once_one_is_made(app, cast, team):
    gate = threading.Barrier(2)

    def hand_over(to):
        with app.app_context(), clock.fixed(NOW):
            gate.wait()
            try:
                with transaction():
                    care_teams.hand_over([cast.mia], cast.dana, to, cast.cora, LATER)
            except Conflict:
                return False
            return True

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(hand_over, (cast.omar, cast.ruth))) == [False, True]
    db.session.rollback()
    assert len(accounts.care_team(cast.mia)) == 1
    assert len(spans(cast.mia)) == 2


def test_leaving_a_program_ends_everything_in_it_and_nothing_elsewhere(cast, maple):
    with transaction():
        accounts.add_to_care_team(cast.ana, cast.dana, NOW)  # in no program
        sharing.add_duty(maple, cast.dana, [0], NOW.time(), (NOW + timedelta(hours=1)).time())
        code = accounts.invite(cast.leo, cast.dana, NOW)
    with transaction():
        ended = care_teams.leave_program(maple, cast.dana, cast.ruth, LATER)
    assert (ended.people, ended.codes) == ([cast.mia], {cast.leo})
    assert not invitations.is_waiting(cast.leo, code, NOW)
    assert sharing.duty_of_program(maple) == []
    assert accounts.caseload(cast.dana) == [cast.ana]


def test_handing_over_everybody_shows_first_what_it_means(cast, at, team, maple):
    with transaction():
        accounts.add_to_care_team(cast.leo, cast.dana, NOW)
        accounts.invite(cast.leo, cast.dana, NOW)
    desk = at(cast.cora)
    page = desk.open(f"/staff/hand-over?member={cast.dana}&staff={cast.omar}")
    assert "Hand over 2 people" in page.text
    assert page.text.count("The unused code stops working: make a new one.") == 1
    seen = page.text.split('name="seen" value="')[1].split('"')[0]
    with transaction():
        care_teams.remove(cast.leo, cast.dana, cast.cora, NOW)
    fields = {"member": str(cast.dana), "staff": str(cast.omar)}
    stale = desk.send("/staff/hand-over", seen=seen, **fields)
    assert "Hand over 1 person" in stale.text
    assert accounts.caseload(cast.dana) == [cast.mia]
    seen = stale.text.split('name="seen" value="')[1].split('"')[0]
    assert desk.send("/staff/hand-over", seen=seen, leaves="y", **fields).status_code == 403
    assert "Everybody is handed over." in desk.send("/staff/hand-over", seen=seen, **fields).text
    assert (accounts.caseload(cast.dana), accounts.caseload(cast.omar)) == ([], [cast.mia])


def test_an_admin_ends_their_access_in_the_same_act(cast, at, team, maple):
    desk = at(cast.ruth)
    page = desk.open(f"/staff/hand-over?member={cast.dana}&staff={cast.omar}").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    desk.send("/staff/hand-over", seen=seen, leaves="y", member=str(cast.dana), staff=str(cast.omar))
    assert accounts.care_team(cast.mia) == [cast.omar]
    assert cast.dana not in program.staff_of(maple)


@pytest.fixture
def run(app, cast, team):
    with transaction():
        for name in ("dana", "omar"):
            accounts.set_passphrase(getattr(cast, name), name, "plums in the icebox")

    def invoke(*words):
        result = app.test_cli_runner().invoke(staff_cli, words)
        db.session.rollback()
        return result

    return invoke


def test_the_command_says_what_it_would_do_and_does_it(cast, run):
    dry = run("hand-over", "dana", "omar", "--dry-run")
    assert (dry.exit_code, dry.stdout.splitlines()[-1]) == (0, "1 people would be handed over to omar.")
    assert accounts.care_team(cast.mia) == [cast.dana]
    assert run("hand-over", "dana", "omar").stdout.splitlines()[-1] == "1 people are handed over to omar."
    assert accounts.care_team(cast.mia) == [cast.omar]
    assert written() == [("team_handed_over", None, cast.mia)]


def test_closing_an_account_ends_what_it_looked_after(cast, run, maple):
    said = run("disable", "dana").stdout
    assert "Ended: 1 care team(s), 0 unused code(s)." in said
    assert "1 of these people have nobody on their care team now." in said
    assert accounts.care_team(cast.mia) == []
    assert cast.dana not in program.staff_of(maple)
    assert run("disable", "dana").exit_code == 1


def test_a_closed_account_looks_after_nobody_and_cannot_be_added(cast, maple):
    with transaction():
        accounts.disable(cast.dana, NOW)
    assert accounts.care_team(cast.mia) == []
    assert not accounts.is_on_care_team(cast.dana, cast.mia)
    assert accounts.looked_after([cast.mia]) == set()


def test_the_person_reads_who_was_on_the_team_when(cast, signed_in, team):
    with transaction():
        care_teams.hand_over([cast.mia], cast.dana, cast.omar, cast.cora, LATER)
    found = signed_in(cast.mia).get("/api/v1/care-team").json["items"]
    assert [(one["name"], one["until"] is None) for one in found] == [("Omar", True), ("Dana", False)]
    assert signed_in(cast.leo).get("/api/v1/care-team").json["items"] == []


def test_somebody_who_enrolls_elsewhere_is_found_through_the_program(cast, maple):
    """A care team member needs no program while the person is in none."""
    with transaction():
        care_teams.add(cast.ana, cast.omar, None, NOW)
        enrollment.enroll(cast.ana, track_id("morning"), date(2026, 3, 9), NOW)
    assert accounts.caseload(cast.omar) == [cast.ana]
