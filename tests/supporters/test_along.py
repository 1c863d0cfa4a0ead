"""Supporters at meetings: only with the person they come with, never in a group, put back by undoing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.reminders import service as reminders
from companion.schedule import edits, journal
from companion.schedule import service as schedule
from companion.schedule.journal import ChangeContext
from companion.schedule.rules import SessionChange
from companion.staff.schedule import change_preview
from companion.supporters import service
from companion.supporters.rules import SupporterKey
from tests.cast import NOW
from tests.program.builders import evening
from tests.supporters.builders import add, invite, meeting

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def sam(phone, cast):
    return SupporterKey(cast.mia, add(phone)[0])


def here(session_id):
    return service.of_meetings([session_id]).get(session_id, [])


def undo(desk, change_id):
    with transaction():
        change_preview.undo(desk, change_id)


def test_an_invited_supporter_is_on_the_persons_list_and_in_their_meeting(phone, maple, cast, sam):
    one = meeting(cast.mia)
    invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    assert here(one.id) == [sam]
    assert phone.get("/api/v1/supporters").json["items"][0]["sessions"] == [str(one.id)]


def test_inviting_tells_nobody_and_the_pattern_leaves_the_meeting_alone(maple, cast, sam):
    one = meeting(cast.mia)
    before = [each.kind for each in reminders.explain(cast.mia, NOW)]
    invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    after = schedule.session_state(one.id)
    assert after == one, "nothing a phone shows is different"
    assert [each.kind for each in reminders.explain(cast.mia, NOW)] == before


def test_undone_those_of_before_are_invited(maple, cast, sam, phone):
    one, desk = meeting(cast.mia), ChangeContext(maple, cast.dana, NOW)
    kim = SupporterKey(cast.mia, add(phone, name="Kim")[0])
    invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    made = invite(maple, cast.dana, one.id, (cast.mia, kim.supporter_id), now=NOW + timedelta(minutes=1))
    assert here(one.id) == [kim]
    undo(ChangeContext(maple, cast.dana, NOW + timedelta(minutes=2)), made.change_id)
    assert here(one.id) == [sam]
    first = journal.recent_changes(maple, desk.now + timedelta(minutes=3))[0]
    undo(ChangeContext(maple, cast.dana, NOW + timedelta(minutes=3)), first.id)
    assert here(one.id) == []


def test_undoing_brings_nobody_back_whom_the_person_took_back_since(maple, cast, sam, phone):
    one = meeting(cast.mia)
    invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    made = invite(maple, cast.dana, one.id, now=NOW + timedelta(minutes=1))
    phone.delete(f"/api/v1/supporters/{sam.supporter_id}")
    undo(ChangeContext(maple, cast.dana, NOW + timedelta(minutes=2)), made.change_id)
    assert here(one.id) == []
    assert phone.get("/api/v1/supporters").json["items"] == []


def test_after_ten_minutes_it_stays(maple, cast, sam):
    one = meeting(cast.mia)
    made = invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    with pytest.raises(Conflict):
        undo(ChangeContext(maple, cast.dana, NOW + timedelta(minutes=10)), made.change_id)
    assert here(one.id) == [sam]


def test_undoing_a_move_of_the_meeting_leaves_who_comes_along(maple, cast, sam):
    one, desk = meeting(cast.mia), ChangeContext(maple, cast.dana, NOW)
    invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    with transaction():
        moved = edits.edit_session(
            ChangeContext(maple, cast.dana, NOW + timedelta(minutes=1)), one.id, SessionChange(cancel=True)
        )
    undo(ChangeContext(maple, cast.dana, desk.now + timedelta(minutes=2)), moved.change_id)
    assert here(one.id) == [sam]


def test_nobody_comes_along_to_a_group(maple, cast, sam):
    with pytest.raises(Invalid):
        invite(maple, cast.dana, evening(NOW.date()).id, (cast.mia, sam.supporter_id))


def test_a_supporter_comes_only_with_their_own_person(maple, cast, sam):
    one = meeting(cast.mia)
    with transaction():
        edits.edit_invitees(ChangeContext(maple, cast.cora, NOW), one.id, [cast.leo], None)
    with pytest.raises(NotFound):
        invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id))
    assert here(one.id) == []


def test_somebody_elses_supporter_under_ones_own_name_does_not_exist(maple, cast, sam):
    with pytest.raises(NotFound):
        invite(maple, cast.dana, meeting(cast.mia).id, (cast.leo, sam.supporter_id))


def test_who_was_taken_back_cannot_be_invited(maple, cast, sam, phone):
    phone.delete(f"/api/v1/supporters/{sam.supporter_id}")
    with pytest.raises(NotFound):
        invite(maple, cast.dana, meeting(cast.mia).id, (cast.mia, sam.supporter_id))


def test_a_meeting_that_has_begun_keeps_who_comes_along(maple, cast, sam):
    one = meeting(cast.mia)
    with pytest.raises(Conflict):
        invite(maple, cast.dana, one.id, (cast.mia, sam.supporter_id), now=one.starts_at)
    assert here(one.id) == []


def test_a_meeting_that_somebody_changed_meanwhile_is_looked_at_again(maple, cast, sam):
    one = meeting(cast.mia)
    with transaction():
        edits.edit_session(ChangeContext(maple, cast.cora, NOW), one.id, SessionChange(place="Library"))
    with pytest.raises(Conflict), transaction():
        service.invite(ChangeContext(maple, cast.dana, NOW), one.id, {sam}, one.changed_at)


def test_a_meeting_that_is_not_there_has_not_along(maple, cast, sam):
    with pytest.raises(NotFound), transaction():
        service.invite(ChangeContext(maple, cast.dana, NOW), maple, {sam}, None)
