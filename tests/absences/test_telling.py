"""I can't make it: it reaches staff once, whoever is there, before and after; and it can be taken back until it begins."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from companion.absences import service
from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.schedule import attendance
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.absences.conftest import FRIDAY, Phone, later, meeting
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def waiting(cast):
    return attention.items_for_staff([cast.mia, cast.leo], NOW)


def test_telling_reaches_staff_once_however_often_it_is_sent(cast, phone, group):
    absence = uuid4()
    answers = [phone.tell(group, absence, reason="work") for _ in range(3)]
    assert [one.status_code for one in answers] == [201, 200, 200]
    assert [one.json["outcome"] for one in answers] == ["created", "same", "same"]
    (item,) = waiting(cast)
    assert (item.kind, item.source_id, item.participant_id) == ("absence", absence, cast.mia)
    (said,) = phone.said()
    assert (said["state"], said["reason"], said["make_up"]) == ("told", "work", None)


def test_no_reason_is_needed(phone, group):
    assert phone.tell(group).json["items"][0]["reason"] is None


def test_it_goes_through_where_nobody_is_there_to_read_it(cast, phone, group):
    with transaction():
        for one in (cast.dana, cast.cora, cast.ruth):
            accounts.disable(one, NOW)
    assert phone.tell(group).status_code == 201


@pytest.mark.parametrize(("days", "status"), [(13, 201), (15, 409)])
def test_afterwards_it_can_be_said_for_two_weeks(phone, group, days, status):
    with clock.fixed(later(days=days)):
        answer = phone.tell(group, said_at=later(days=days).isoformat())
    assert answer.status_code == status


def test_what_waited_on_a_phone_counts_from_the_tap(cast, phone, group):
    with clock.fixed(later(days=30)):
        assert phone.tell(group).status_code == 201
    assert waiting(cast)[0].asked_at == NOW


def test_a_tap_from_the_future_counts_as_now(cast, phone, group):
    phone.tell(group, said_at=later(days=3).isoformat())
    assert waiting(cast)[0].asked_at == NOW


def test_a_meeting_that_is_called_off_needs_no_telling(cast, phone, group):
    with transaction():
        schedule.change_session(group.id, SessionChange(cancel=True), NOW)
    answer = phone.tell(group)
    assert (answer.status_code, answer.json["code"]) == (409, "not_to_be_told")
    assert waiting(cast) == []


def test_a_meeting_of_another_track_and_one_that_is_none_answer_alike(cast, phone, group, morning):
    other, none = phone.tell(morning), phone.tell(group, session_id=str(uuid4()))
    assert other.status_code == none.status_code == 404
    assert other.json == none.json
    assert waiting(cast) == []


def test_others_read_nothing_of_it_and_cannot_take_it_back(cast, phone, group, signed_in):
    absence, leo = uuid4(), Phone(signed_in(cast.leo))
    phone.tell(group, absence)
    assert leo.said() == []
    assert leo.come(absence).status_code == leo.come(uuid4()).status_code == 404
    assert phone.said()[0]["state"] == "told"


def test_somebody_elses_id_is_no_obstacle(cast, phone, group, signed_in):
    absence = uuid4()
    assert phone.tell(group, absence).status_code == 201
    assert Phone(signed_in(cast.leo)).tell(group, absence).status_code == 201
    assert len(waiting(cast)) == 2


def test_what_another_account_said_on_this_phone_is_refused(cast, phone, group, signed_in):
    leo = Phone(signed_in(cast.leo))
    assert leo.tell(group, owner=str(cast.mia)).json["code"] == "other_account"
    assert leo.come(uuid4(), owner=str(cast.mia)).json["code"] == "other_account"
    assert waiting(cast) == []


def test_signed_out_nothing_is_said(client, group):
    body = {"session_id": str(group.id), "said_at": NOW.isoformat()}
    assert client.put(f"/api/v1/absences/{uuid4()}", json=body).status_code == 401
    assert client.get("/api/v1/absences").status_code == 401
    assert client.get(f"/api/v1/schedule/sessions/{group.id}/make-ups").status_code == 401


@pytest.mark.parametrize(
    "more", [{"reason": "hungover"}, {"said_at": "soon"}, {"make_up": "Thursday"}, {"note": "long story"}]
)
def test_what_cannot_be_read_reaches_nobody(cast, phone, group, more):
    assert phone.tell(group, **more).status_code == 422
    assert waiting(cast) == []


def test_taking_it_back_closes_the_request_and_repeating_that_is_harmless(cast, phone, group):
    absence = uuid4()
    phone.tell(group, absence)
    assert [phone.come(absence).status_code for _ in range(2)] == [200, 200]
    assert (phone.said(), waiting(cast)) == ([], [])
    assert phone.tell(group, absence).json["outcome"] == "same", "a late repeat does not say it again"
    assert phone.said() == []


def test_after_it_began_there_is_nothing_to_take_back(phone, group):
    absence = uuid4()
    phone.tell(group, absence)
    with clock.fixed(group.starts_at):
        answer = phone.come(absence, taken_back_at=group.starts_at.isoformat())
    assert (answer.status_code, answer.json["code"]) == (409, "already_begun")
    assert phone.said()[0]["state"] == "told"


def test_taken_back_in_time_on_a_phone_without_signal_counts(phone, group):
    absence = uuid4()
    phone.tell(group, absence)
    with clock.fixed(later(days=1)):
        assert phone.come(absence).status_code == 200


def test_it_can_be_said_again_after_it_was_taken_back(cast, phone, group):
    absence = uuid4()
    phone.tell(group, absence)
    phone.come(absence)
    assert phone.tell(group).status_code == 201
    assert len(waiting(cast)) == 1


def test_what_is_said_later_replaces_what_was_said_before(cast, phone, group, morning):
    """Told without signal first; with signal she asks for another meeting."""
    phone.tell(group)
    with clock.fixed(later(minutes=5)):
        phone.tell(group, wish=morning, said_at=later(minutes=5).isoformat())
    (said,), (item,) = phone.said(), waiting(cast)
    assert (said["state"], said["id"]) == ("waiting", str(item.source_id))


def test_what_an_old_phone_says_late_replaces_nothing_newer(cast, phone, group, morning):
    phone.tell(group, wish=morning)
    assert phone.tell(group, said_at=later(hours=-2).isoformat()).status_code == 201
    assert [one["state"] for one in phone.said()] == ["waiting"]
    assert len(waiting(cast)) == 1


def test_changing_ones_mind_forever_tells_nobody_anything(phone, group):
    answers = [phone.tell(group).status_code for _ in range(22)]
    assert answers == [201] * 20 + [429] * 2


def test_taking_it_back_in_between_is_no_way_around_that(phone, group):
    answers = []
    for _ in range(22):
        absence = uuid4()
        answers.append(phone.tell(group, absence).status_code)
        phone.come(absence)
    assert answers == [201] * 20 + [429] * 2


def test_the_meeting_she_was_missed_at_today_is_named_until_she_says_something(cast, phone, group):
    during = group.starts_at + timedelta(minutes=20)
    with clock.fixed(during):
        assert phone.browser.get("/api/v1/absences").json["missed"] is None
        with transaction():
            attendance.mark_attendance(group.id, {cast.mia: "absent", cast.leo: "present"}, cast.dana, during)
        assert phone.browser.get("/api/v1/absences").json["missed"] == str(group.id)
        phone.tell(group, said_at=during.isoformat())
        assert phone.browser.get("/api/v1/absences").json["missed"] is None


@pytest.mark.parametrize(("mark", "hours"), [("excused", 5), ("late", 5), ("absent", 24)])
def test_nothing_is_named_for_another_mark_or_on_another_day(cast, phone, group, mark, hours):
    with transaction():
        attendance.mark_attendance(group.id, {cast.mia: mark}, cast.dana, group.starts_at)
    with clock.fixed(later(hours=hours + 4)):
        assert phone.browser.get("/api/v1/absences").json["missed"] is None


def test_an_alumna_says_nothing_about_meetings_that_are_not_hers(cast, maple, group, signed_in):
    assert Phone(signed_in(cast.ana)).tell(group).status_code == 404


def test_somebody_who_completed_can_still_say_that_they_missed_one_before(cast, maple, phone, group):
    with transaction():
        schedule.complete_enrollment(cast.mia, date(2026, 3, 10), NOW)
    with clock.fixed(later(days=2)):
        assert phone.tell(group, said_at=later(days=2).isoformat()).status_code == 201
        assert phone.options(group).json["items"] == []


def test_what_is_said_of_a_meeting_goes_with_it(cast, maple, phone):
    """Six weeks ahead the pattern may still change; then there is nothing to be absent from."""
    far = meeting(maple, FRIDAY - timedelta(days=1) + timedelta(weeks=6))
    phone.tell(far)
    from companion.schedule import calendar

    with transaction():
        calendar.forget([far.id])
    assert phone.said() == []
    assert service.away(NOW.date()) == {}
