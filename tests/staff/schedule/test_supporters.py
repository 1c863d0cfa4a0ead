"""Inviting supporters at the desk: only those a participant made, only of people one may know, after a look, with undo."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.schedule import journal
from companion.schedule import service as schedule
from companion.supporters import service as supporters
from tests.cast import NOW
from tests.program.builders import evening
from tests.supporters.builders import add, invite, meeting
from tests.supporters.conftest import at, ground, maple, phone

__all__ = ["at", "ground", "maple", "phone"]


@pytest.fixture
def sam(phone, cast):
    return f"{cast.mia}.{add(phone, name='Sam')[0]}"


@pytest.fixture
def kim(cast, signed_in, maple):
    """Leo's; Dana does not look after him."""
    return f"{cast.leo}.{add(signed_in(cast.leo), name='Kim')[0]}"


def where(cast, step=""):
    return f"/staff/schedule/{meeting(cast.mia).id}/supporters{step}"


def here(cast):
    one = meeting(cast.mia).id
    return [f"{each.participant_id}.{each.supporter_id}" for each in supporters.of_meetings([one]).get(one, [])]


def test_the_page_names_whom_the_counselor_may_invite_and_nobody_elses(cast, at, sam, kim):
    page = at(cast.dana).open(where(cast)).text
    assert "Sam" in page
    assert "comes with Mia" in page
    assert "Kim" not in page
    assert "Leo" not in page


def test_a_coordinator_sees_those_of_the_whole_program(cast, at, sam, kim):
    page = at(cast.cora).open(where(cast)).text
    assert "Sam" in page
    assert "Kim" in page


def test_the_meeting_leads_there_and_says_how_many_come_along(cast, at, sam, maple):
    one = f"/staff/schedule/{meeting(cast.mia).id}"
    assert "Who comes along: nobody yet" in at(cast.dana).open(one).text
    at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="")
    assert "Who comes along: 1 supporter" in at(cast.dana).open(one).text


def test_looking_says_whose_page_shows_it_and_changes_nothing(cast, at, sam):
    page = at(cast.dana).send(where(cast, "/preview"), supporters=sam, seen="").text
    assert "The page of Sam shows this. No message goes out" in page
    assert "people are told" not in page
    assert here(cast) == []


def test_saved_it_is_written_down_about_the_person_and_can_be_undone(cast, at, sam, maple, phone):
    page = at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="").text
    assert "Saved. Their pages show it." in page
    assert here(cast) == [sam]
    assert next(one.action for one in audit.looks_at(cast.mia)) == "supporters_changed"
    looked = phone.get("/api/v1/access-log").json["items"]
    assert ("Dana", "supporters_changed") in [(one["by"], one["action"]) for one in looked]
    (change,) = journal.recent_changes(maple, NOW)
    at(cast.dana).send(f"/staff/schedule/changes/{change.id}/undo")
    assert here(cast) == []


def test_reading_the_names_is_written_down_too(cast, at, sam, phone):
    at(cast.dana).open(where(cast))
    at(cast.dana).send(where(cast, "/preview"), supporters=sam, seen="")
    looks = [one["action"] for one in phone.get("/api/v1/access-log").json["items"]]
    assert looks.count("supporters_opened") == 2, "on the page, and once more in what it would change"


def test_moving_a_meeting_says_beforehand_whose_page_shows_it(cast, at, sam):
    at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="")
    fields = {"what": "move", "day": "2026-03-14", "starts": "12:00", "ends": "13:00", "seen": ""}
    page = at(cast.dana).send(f"/staff/schedule/{meeting(cast.mia).id}/preview", **fields).text
    assert "The page of Sam shows this" in page
    assert "people are told" in page


def test_a_counselor_neither_reads_nor_takes_away_whom_they_may_not_know(cast, at, sam, kim, maple):
    owner, own = kim.split(".")
    invite(maple, cast.cora, meeting(cast.mia).id, (cast.leo, UUID(own)))
    fields = {"what": "cancel", "seen": ""}
    assert "Kim" not in at(cast.dana).send(f"/staff/schedule/{meeting(cast.mia).id}/preview", **fields).text
    at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="")
    assert sorted(here(cast)) == sorted([sam, kim])
    at(cast.dana).send(where(cast, "/change"), seen="")
    assert here(cast) == [kim]
    assert owner == str(cast.leo)


def test_a_counselor_cannot_invite_somebody_elses_supporter(cast, at, kim):
    answer = at(cast.dana).send(where(cast, "/change"), supporters=kim, seen="")
    assert answer.status_code == 422
    assert here(cast) == []


@pytest.mark.parametrize("wrong", ["x", ".", "0.0", "' OR 1=1"])
def test_what_is_no_supporter_is_refused_and_nothing_changes(cast, at, sam, wrong):
    assert at(cast.dana).send(where(cast, "/change"), supporters=wrong, seen="").status_code == 422
    assert at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="yesterday").status_code == 422
    assert here(cast) == []


def test_who_was_taken_back_is_no_longer_offered(cast, at, sam, phone):
    phone.delete(f"/api/v1/supporters/{sam.split('.')[1]}")
    assert "Sam" not in at(cast.dana).open(where(cast)).text
    assert at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="").status_code == 422


def test_a_group_has_no_such_page(cast, at, sam):
    group = f"/staff/schedule/{evening(NOW.date()).id}"
    assert at(cast.dana).open(f"{group}/supporters").status_code == 404
    assert "Who comes along" not in at(cast.dana).open(group).text


def test_a_meeting_that_has_begun_is_only_read(cast, at, sam):
    one = meeting(cast.mia)
    at(cast.dana).send(where(cast, "/change"), supporters=sam, seen="")
    address = where(cast)
    with clock.fixed(one.starts_at + timedelta(minutes=5)):
        page = at(cast.dana).open(address).text
    assert "Sam" in page
    assert '<form method="post" action="/staff/schedule/' not in page


def test_staff_of_another_program_find_nothing(cast, at, sam):
    assert at(cast.omar).open(where(cast)).status_code == 404
    assert at(cast.omar).send(where(cast, "/change"), supporters=sam, seen="").status_code == 404
    assert here(cast) == []


def test_a_one_to_one_can_have_a_supporter_of_its_person(cast, at, sam, kim, maple):
    base = meeting(cast.mia)
    from companion.program.rules import Pattern

    with transaction():
        plan = Pattern(4, base.starts_at.time(), base.ends_at.time(), "individual", "One-to-one", place="Room 4")
        own = schedule.add_one_to_one(cast.mia, base.track_id, base.local_date - timedelta(days=1), plan, NOW)
    page = at(cast.cora).open(f"/staff/schedule/{own}/supporters").text
    assert "Sam" in page
    assert "Kim" not in page
    at(cast.cora).send(f"/staff/schedule/{own}/supporters/change", supporters=sam, seen="")
    db.session.rollback()
    assert len(supporters.of_meetings([own])[own]) == 1
