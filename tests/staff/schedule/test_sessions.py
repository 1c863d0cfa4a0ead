"""Single sessions at the desk: who is invited, whom they meet alone, and whether they join by link."""

from __future__ import annotations

from datetime import date, timedelta

from companion.audit import service as audit
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.schedule import rules
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import evening, track_id

THURSDAY = date(2026, 3, 12)
MEETING = {"title": "Art", "kind": "holistic", "starts": "20:00", "ends": "21:00", "place": "Studio"}


def test_a_meeting_by_invitation_is_there_for_the_invited_only(cast, at):
    with transaction():
        from companion.accounts import service as accounts

        accounts.add_to_care_team(cast.leo, cast.omar, NOW)
        program.assign_staff(program.program_by_slug("maple").id, cast.omar)
    fields = MEETING | {
        "kind": "family_session",
        "title": "Family evening",
        "on": "2026-03-12",
        "people": [str(cast.mia)],
    }
    at(cast.cora).send(f"/staff/schedule/add/{track_id()}", **fields)
    shown = [one.title for one in schedule.sessions_of(cast.mia, THURSDAY, THURSDAY)]
    assert "Family evening" in shown
    assert "Family evening" not in [one.title for one in schedule.sessions_of(cast.leo, THURSDAY, THURSDAY)]
    (session,) = [one for one in schedule.sessions_of(cast.mia, THURSDAY, THURSDAY) if one.by_invitation]
    assert schedule.who_is_told(session.id) == [cast.mia]
    assert at(cast.dana).open(f"/staff/schedule/{session.id}").status_code == 200
    assert at(cast.omar).open(f"/staff/schedule/{session.id}").status_code == 404
    assert "Family evening" not in at(cast.omar).open("/staff/schedule").text
    assert "Family evening" not in at(cast.omar).open("/staff/").text


def test_a_counselor_who_invites_does_not_take_away_whom_they_may_not_know(cast, at):
    session = evening(THURSDAY)
    with transaction():
        schedule.invite_to(session.id, [cast.leo], NOW, rules.Keep.IT)
    db.session.rollback()
    seen = schedule.session_state(session.id).changed_at.isoformat()
    at(cast.cora).open(f"/staff/schedule/{session.id}")
    with transaction():
        schedule.invite_to(session.id, [cast.leo, cast.mia], NOW, rules.Keep.IT)
    answer = at(cast.dana).send(
        f"/staff/schedule/{session.id}/change", what="invite", people=[str(cast.mia)], seen=seen
    )
    assert answer.status_code == 200
    assert set(schedule.invitees_of(session.id)) == {cast.mia, cast.leo}


def test_meeting_online_needs_a_link_and_shows_on_the_phone(cast, at, signed_in):
    path = f"/staff/schedule/{evening(THURSDAY).id}/change"
    assert at(cast.dana).send(path, what="online").status_code == 422
    at(cast.dana).send(path, what="online", join_url="https://meet.example.org/skills")
    found = signed_in(cast.mia).get(f"/api/v1/schedule/sessions/{evening(THURSDAY).id}").json
    assert (found["remote"], found["join_url"]) == (True, "https://meet.example.org/skills")


def test_a_one_to_one_for_some_weeks_is_looked_at_first_and_written_down(cast, at):
    fields = MEETING | {
        "kind": "individual",
        "title": "Talk",
        "on": "2026-03-12",
        "weeks": "3",
        "starts": "16:30",
        "ends": "17:00",
    }
    path = f"/staff/people/{cast.mia}/one-to-one"
    page = at(cast.dana).send(f"{path}/preview", **fields).text
    assert "1 person is expected at" in page
    at(cast.dana).send(path, **fields)
    found = schedule.sessions_of(cast.mia, THURSDAY, THURSDAY + timedelta(days=40))
    assert [one.local_date.day for one in found if one.title == "Talk"] == [12, 19, 26]
    assert "session_added" in [entry.action for entry in audit.looks_at(cast.mia)]
    assert at(cast.omar).send(path, **fields).status_code == 404
    assert at(cast.dana).send(f"/staff/people/{cast.ana}/one-to-one", **fields).status_code == 404


def test_nobody_outside_the_track_can_be_invited(cast, at):
    fields = MEETING | {"on": "2026-03-12", "people": [str(cast.ana)]}
    assert at(cast.cora).send(f"/staff/schedule/add/{track_id()}", **fields).status_code == 422
