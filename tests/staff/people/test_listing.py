"""The list of people: searched by name, narrowed down, a page at a time; what was looked for is stored nowhere."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.audit.models import AuditEntry
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.staff.people.listing import PER_PAGE
from tests.cast import NOW
from tests.program.builders import track_id

FIND = "/staff/people/find"
_NAMED = re.compile(r'<th scope="row"><a href="[^"]+">([^<]+)</a>')


def names(page):
    return _NAMED.findall(page.text)


@pytest.fixture
def crowd(cast):
    """Sixty people in the evening track, one of them with accents, and one in no track."""
    with transaction():
        for number in range(60):
            one = accounts.create_account("participant", f"Person {number:02}", NOW)
            enrollment.enroll(one, track_id(), NOW.date(), NOW)
        ines = accounts.create_account("participant", "Inés  Ángel", NOW)
        enrollment.enroll(ines, track_id("morning"), NOW.date(), NOW)
        accounts.add_to_care_team(ines, cast.dana, NOW)
        accounts.create_account("participant", "Nowhere", NOW)
    return ines


@pytest.mark.usefixtures("crowd")
def test_a_name_is_found_without_its_accents_and_in_any_order(cast, at):
    desk = at(cast.cora)
    assert names(desk.send(FIND, q="angel ines")) == ["Inés Ángel"]
    assert "1 person" in desk.send(FIND, q="ines").text
    nobody = desk.send(FIND, q="zzz")
    assert names(nobody) == []
    assert "Nobody fits." in nobody.text


@pytest.mark.usefixtures("crowd")
def test_the_list_comes_a_page_at_a_time_and_a_search_goes_on_over_its_pages(cast, at):
    desk = at(cast.cora)
    first, second = desk.open("/staff/people"), desk.send(FIND, page="2")
    assert len(names(first)) == PER_PAGE
    assert names(first)[0] == "Inés Ángel"
    assert set(names(first)).isdisjoint(names(second))
    assert "Page 2 of 2" in second.text
    assert names(desk.send(FIND, q="person", page="2"))[-1] == "Person 59"
    assert names(desk.send(FIND, page="99")) == names(second), "a page that is not there is the last one"


def test_the_list_is_narrowed_down_by_track_phase_team_and_app(cast, at, crowd):
    desk = at(cast.ruth)
    assert names(desk.send(FIND, track=str(track_id("morning")))) == ["Inés Ángel"]
    assert names(desk.send(FIND, track="none", q="nowhere")) == ["Nowhere"]
    assert set(names(desk.send(FIND, team=str(cast.dana)))) == {"Inés Ángel", "Mia"}
    assert "Inés Ángel" not in names(desk.send(FIND, team="nobody", q="i"))
    assert names(desk.send(FIND, app="waiting", q="mia")) == ["Mia"]
    assert names(desk.send(FIND, app="set_up", q="mia")) == []
    assert names(desk.send(FIND, phase="active", q="person 01")) == ["Person 01"]
    assert names(desk.send(FIND, phase="completed", q="person 01")) == []


def test_only_names_on_the_page_are_written_down_as_read_and_never_what_was_looked_for(cast, at, crowd, capfd):
    desk = at(cast.cora)
    desk.send(FIND, q="ines")
    query = select(AuditEntry.participant_id).where(AuditEntry.action == "listed")
    assert list(db.session.scalars(query)) == [crowd]
    assert "ines" not in capfd.readouterr().err.casefold()


@pytest.mark.usefixtures("crowd")
def test_a_search_finds_nobody_outside_the_callers_scope(cast, at):
    assert names(at(cast.dana).send(FIND, q="person")) == []
    assert names(at(cast.dana).send(FIND, q="in")) == ["Inés Ángel"]


@pytest.mark.parametrize(
    "fields", [{"track": "x"}, {"phase": "x"}, {"team": "x"}, {"page": "x"}, {"q": "a\x00"}, {"q": "a" * 81}]
)
def test_what_nobody_can_choose_is_refused(cast, at, fields):
    assert at(cast.cora).send(FIND, **fields).status_code == 422
