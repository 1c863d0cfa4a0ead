"""People: who sees whom, inviting, and every change of phase, each with the refusal beside it."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from companion.accounts import authenticators
from companion.accounts import service as accounts
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from tests.audit.conftest import found
from tests.cast import NOW
from tests.latest import latest
from tests.policy.things import add_passkey
from tests.program.builders import track_id
from tests.staff.desk import without_token

TODAY = "2026-03-10"
DEEDS = {
    "new-code": {},
    "enroll": {"track": "T", "on": TODAY},
    "move": {"track": "T", "on": TODAY},
    "bring-back": {"track": "T", "on": TODAY},
    "exit": {"how": "completed", "on": TODAY},
    "leave": {"reason": "hospital", "first": TODAY, "last": "2026-03-20"},
    "leave/end": {},
    "plan/call-off": {},
    "days": {"own_days": "1", "since": TODAY},
}


def invite(desk, **changes):
    fields = {"name": "Zoe", "language": "en", "track": str(track_id()), "starts_on": "2026-03-11", **changes}
    return desk.send("/staff/people/invite", **fields)


def shown_code(page):
    found = re.search(r'class="big">([0-9A-Z-]+)<', page.text)
    return found.group(1) if found else None


def test_a_counselor_sees_the_people_they_look_after(cast, at):
    page = at(cast.dana).open("/staff/people").text
    assert "Mia" in page
    assert "Leo" not in page


def test_a_coordinator_sees_everybody_in_their_programs(cast, at):
    page = at(cast.cora).open("/staff/people").text
    assert "Mia" in page
    assert "Leo" in page
    assert "Ana" not in page


def test_a_coordinator_of_no_program_sees_nobody(cast, at, maple):
    with transaction():
        program.unassign_staff(maple, cast.cora)
    assert "Mia" not in at(cast.cora).open("/staff/people").text


def test_an_admin_also_sees_who_is_in_no_program_yet(cast, at):
    assert "Ana" in at(cast.ruth).open("/staff/people").text
    assert at(cast.ruth).open(f"/staff/people/{cast.ana}").status_code == 200


@pytest.mark.parametrize("who", ["omar", "dana"])
def test_outside_the_care_team_a_person_is_not_there(cast, at, who):
    desk = at(getattr(cast, who))
    foreign, random = desk.open(f"/staff/people/{cast.leo}"), desk.open(f"/staff/people/{uuid4()}")
    assert foreign.status_code == random.status_code == 404
    assert without_token(foreign) == without_token(random)


@pytest.mark.parametrize("deed", DEEDS)
def test_outside_the_care_team_nothing_changes(cast, at, deed):
    before = enrollment.enrollments(cast.leo)
    desk, fields = (
        at(cast.omar),
        {name: str(track_id()) if value == "T" else value for name, value in DEEDS[deed].items()},
    )
    foreign, random = (desk.send(f"/staff/people/{one}/{deed}", **fields) for one in (cast.leo, uuid4()))
    assert foreign.status_code == random.status_code == 404
    assert enrollment.enrollments(cast.leo) == before


def test_staff_have_no_person_page(cast, at):
    assert at(cast.ruth).open(f"/staff/people/{cast.dana}").status_code == 404


def test_each_look_at_a_person_is_written_down(cast, at):
    at(cast.dana).open(f"/staff/people/{cast.mia}")
    at(cast.omar).open(f"/staff/people/{cast.mia}")
    assert [(entry.actor_id, entry.action) for entry in audit.looks_at(cast.mia)] == [(cast.dana, "person_opened")]


def test_inviting_makes_account_track_card_and_a_code_that_works(app, cast, at):
    page = invite(at(cast.cora), own_days="2", where="Side entrance", ask_for="Lou", bring="Water\n\nA friend")
    phone = app.test_client()
    answer = phone.post("/api/v1/activate", json={"code": shown_code(page), "zone": "America/New_York"})
    assert (answer.status_code, answer.json["display_name"]) == (201, "Zoe")
    current = latest(accounts.everyone(["participant"])[-1].id)
    assert current.starts_on == date(2026, 3, 11)
    assert (current.first_day["ask_for"], current.first_day["bring"]) == ("Lou", ["Water", "A friend"])
    assert current.own_days[0].weekdays == frozenset({2})


def test_the_code_is_shown_once(cast, at):
    desk = at(cast.dana)
    page = invite(desk)
    assert "<svg" in page.text
    again = desk.browser.get(page.request.path)
    assert again.status_code == 303


def test_a_counselor_looks_after_whom_they_invite(cast, at):
    invite(at(cast.dana))
    assert "Zoe" in at(cast.dana).open("/staff/people").text


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "a" * 81},
        {"starts_on": "soon"},
        {"track": str(uuid4())},
        {"language": "fr"},
        {"own_days": "0"},
        {"own_days": "9"},
        {"join_url": "http://plain.example"},
        {"join_url": "javascript:alert(1)"},
        {"where": "Only a place"},
    ],
)
def test_an_invitation_that_will_not_do_makes_no_account(cast, at, changes):
    before = len(accounts.everyone(["participant"]))
    answer = invite(at(cast.cora), **changes)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(accounts.everyone(["participant"])) == before


def test_somebody_elses_track_cannot_be_chosen(cast, at):
    answer = invite(at(cast.omar))
    assert answer.status_code == 422


@pytest.mark.databases("sqlite", "postgresql")
def test_a_new_code_for_a_lost_phone_signs_the_old_one_out(app, cast, at, signed_in):
    old = signed_in(cast.mia)
    kept = at(cast.dana).send(f"/staff/people/{cast.mia}/new-code")
    assert shown_code(kept)
    assert old.get("/api/v1/me").status_code == 200
    at(cast.dana).send(f"/staff/people/{cast.mia}/new-code", lost="y")
    assert old.get("/api/v1/me").status_code == 401


@pytest.mark.databases("sqlite", "postgresql")
def test_a_lost_phone_ends_passkeys_and_sign_ins_but_what_is_kept_on_purpose_and_lists_what_remains(
    app, cast, at, signed_in
):
    browsers = [signed_in(cast.mia), signed_in(cast.mia)]
    with transaction():
        lost, kept = add_passkey(cast.mia, b"lost"), add_passkey(cast.mia, b"kept")
    desk = at(cast.dana)
    page = desk.open(f"/staff/people/{cast.mia}").text
    offered = re.findall(r'name="keep" value="([0-9a-f-]{36})"', page)
    assert {str(lost), str(kept)} < set(offered)
    assert len(offered) == 4
    sign_in = next(one for one in offered if one not in {str(lost), str(kept)})
    done = desk.send(f"/staff/people/{cast.mia}/new-code", lost="y", keep=[str(kept), sign_in])
    assert shown_code(done)
    assert "What else lets them in right now" in done.text
    assert [one.id for one in authenticators.passkeys_of(cast.mia)] == [kept]
    assert sorted(one.get("/api/v1/me").status_code for one in browsers) == [200, 401]


def test_completing_and_bringing_back_keep_the_account_and_its_history(cast, at, signed_in):
    desk, phone = at(cast.dana), signed_in(cast.mia)
    desk.send(f"/staff/people/{cast.mia}/exit", how="completed", on=TODAY)
    assert latest(cast.mia).phase == "completed"
    assert phone.get("/api/v1/me").status_code == 200
    with clock.fixed(NOW + timedelta(days=1)):
        desk = at(cast.dana)
        desk.send(f"/staff/people/{cast.mia}/bring-back", track=str(track_id()), on="2026-03-12")
    assert len(enrollment.enrollments(cast.mia)) == 2
    assert latest(cast.mia).phase != "completed"


@pytest.mark.parametrize(
    ("deed", "fields", "sentence"),
    [
        ("exit", {"how": "completed", "on": "2026-03-11"}, "cannot lie in the future"),
        ("exit", {"how": "completed", "on": "2026-02-01"}, "before the first"),
        ("bring-back", {"track": "T", "on": TODAY}, "in a track already"),
        ("enroll", {"track": "T", "on": TODAY}, "in a track already"),
        ("days", {"own_days": "6", "since": TODAY}, "on which the track meets"),
        ("days", {"since": TODAY}, "fill in what is missing"),
        ("move", {"track": "T", "on": "2026-03-01"}, "today or a later day"),
    ],
)
def test_a_change_that_makes_no_sense_says_so_and_changes_nothing(cast, at, deed, fields, sentence):
    before = enrollment.enrollments(cast.mia)
    fields = {name: str(track_id()) if value == "T" else value for name, value in fields.items()}
    answer = at(cast.dana).send(f"/staff/people/{cast.mia}/{deed}", **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert enrollment.enrollments(cast.mia) == before


def test_own_days_and_moving_to_another_track(cast, at):
    desk = at(cast.dana)
    desk.send(f"/staff/people/{cast.mia}/days", own_days=["1", "3"], since=TODAY)
    assert latest(cast.mia).own_days[0].weekdays == frozenset({1, 3})
    desk.send(f"/staff/people/{cast.mia}/move", track=str(track_id("morning")), on="2026-03-16")
    assert latest(cast.mia).track_slug == "morning"


def test_a_coordinator_puts_somebody_on_a_care_team(cast, at):
    at(cast.cora).send(f"/staff/people/{cast.leo}/care-team", staff=str(cast.dana))
    assert accounts.care_team(cast.leo) == [cast.dana]


def test_a_counselor_or_an_outsider_cannot_be_put_on_one(cast, at):
    assert at(cast.dana).send(f"/staff/people/{cast.mia}/care-team", staff=str(cast.dana)).status_code == 403
    assert at(cast.cora).send(f"/staff/people/{cast.leo}/care-team", staff=str(cast.omar)).status_code == 422
    assert accounts.care_team(cast.leo) == []


def test_every_change_is_written_down(cast, at):
    at(cast.dana).send(f"/staff/people/{cast.mia}/exit", how="completed", on=TODAY)
    assert "completed" in {entry.action for entry in audit.looks_at(cast.mia)}
    assert found() is None
