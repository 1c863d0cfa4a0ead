"""What a form may carry although no browser would send it: always a sentence, never a failure of ours, nothing changed."""

import re
from uuid import UUID

import pytest

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.program import versions
from companion.schedule import service as schedule
from tests.program.builders import rows, track_id
from tests.staff.people.test_people import DEEDS, invite

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FAR = ["9999-12-31", "0001-01-01", "1999-12-31", "2200-01-01"]


@pytest.mark.parametrize(
    "changes",
    [
        *({"starts_on": day} for day in FAR),
        {"name": "   "},
        {"name": "a\x00b"},
        {"where": "Door", "ask_for": "Lou", "bring": "a\x00b"},
        {"where": "Door", "ask_for": "Lou", "bring": "a\u2028b"},
        {"own_days": "one"},
    ],
)
def test_an_invitation_nobody_typed_makes_no_account(cast, at, changes):
    before = len(accounts.everyone(["participant"]))
    assert invite(at(cast.cora), **changes).status_code == 422
    assert len(accounts.everyone(["participant"])) == before


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(("deed", "name"), [("move", "on"), ("exit", "on"), ("days", "since"), ("enroll", "on")])
def test_a_day_outside_the_calendar_changes_nothing(cast, at, deed, name, day):
    before = enrollment.enrollments(cast.mia)
    fields = {"track": str(track_id()), "own_days": "1", name: day}
    assert at(cast.dana).send(f"/staff/people/{cast.mia}/{deed}", **fields).status_code == 422
    assert enrollment.enrollments(cast.mia) == before


@pytest.mark.parametrize("step", ["preview", "change"])
@pytest.mark.parametrize(
    "fields",
    [
        *({"what": "move", "day": day, "starts": "23:00", "ends": "23:30"} for day in FAR),
        {"what": "cancel", "seen": "9999-12-31T23:59:59-23:00"},
        {"what": "cancel", "seen": "2026-13-01"},
        {"what": "cancel", "seen": "2026-03-01T10:00:00"},
        {"what": "place", "place": "a\x00b"},
        {"what": "explode"},
    ],
)
def test_a_change_of_a_meeting_nobody_typed_changes_nothing(cast, at, step, fields):
    desk = at(cast.dana)
    session_id = UUID(re.findall(r"/staff/schedule/([0-9a-f-]{36})", desk.open("/staff/schedule").text)[-1])
    before = schedule.session_state(session_id)
    assert desk.send(f"/staff/schedule/{session_id}/{step}", **fields).status_code == 422
    assert schedule.session_state(session_id) == before


def _staff_forms(app):
    """Every address of the staff side that takes a form."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/staff/") and "POST" in rule.methods]
    return sorted(rules, key=lambda rule: rule.rule)


def test_no_form_of_the_staff_side_is_taken_without_its_token(app, cast, at):
    desk, before = at(cast.ruth), enrollment.enrollments(cast.mia)
    names = {
        "participant_id": cast.mia,
        "session_id": cast.mia,
        "item_id": cast.mia,
        "finding_id": cast.mia,
        "passkey_id": cast.mia,
    }
    names |= {
        "track_id": cast.mia,
        "closure_id": cast.mia,
        "change_id": cast.mia,
        "duty_id": cast.mia,
        "sign_in_id": cast.mia,
    }
    assert len(_staff_forms(app)) > len(DEEDS)
    for rule in _staff_forms(app):
        address = rule.build({name: names[name] for name in rule.arguments})[1]
        for sent in ({}, {"csrf_token": "IjEi.aaaa.bbbb"}):
            assert desk.browser.post(address, data=sent).status_code == 400, rule.rule
    assert enrollment.enrollments(cast.mia) == before


def test_a_refusal_is_a_page_a_browser_can_show(cast, at):
    answer = at(cast.dana).open("/staff/nowhere/at/all")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


@pytest.mark.parametrize("day", [*FAR, "2150-01-01", "2026-02-29", "26-3-12", "", "٢٠٢٦-٠٣-١٢"])
def test_no_day_that_cannot_be_meant_reaches_the_calendar(cast, at, day):
    """Through every form that changes it: first looked at, then done."""
    segment, desk, before = str(next(iter(versions.versions_of_track(track_id())))), at(cast.cora), rows()
    pattern, meeting = f"/staff/schedule/pattern/{track_id()}", {"title": "A", "kind": "workshop", "place": "B"}
    hours = {"starts": "13:00", "ends": "14:00"}
    for step in ("preview", "change"):
        sent = {"segments": segment, "what": "place", "place": "B", "first": day}
        assert desk.send(f"{pattern}/{step}", **sent).status_code == 422
    for step in ("/preview", ""):
        assert desk.send(f"{pattern}/add{step}", **meeting, **hours, days="1", first=day).status_code == 422
        assert desk.send(f"/staff/schedule/add/{track_id()}{step}", **meeting, **hours, on=day).status_code == 422
        one = desk.send(f"/staff/people/{cast.mia}/one-to-one{step}", **meeting, **hours, on=day)
        assert one.status_code == 422
    for step in ("preview", "close"):
        assert desk.send(f"/staff/schedule/closures/{step}", program="maple", first=day).status_code == 422
    assert rows() == before


@pytest.mark.parametrize("number", ["0", "-1", "501", "1e9", "99999999999999999999", "ten"])
def test_no_number_that_cannot_be_meant_is_kept(cast, at, number):
    desk, before = at(cast.cora), rows()
    assert desk.send(f"/staff/schedule/pattern/{track_id()}/capacity", capacity=number).status_code == 422
    fields = {"title": "A", "kind": "workshop", "place": "B", "starts": "13:00", "ends": "14:00", "on": "2026-03-12"}
    assert desk.send(f"/staff/schedule/add/{track_id()}", **fields, weeks=number).status_code == 422
    assert rows() == before
