"""Please call me: the person's own request always reaches somebody, once, and they can read what became of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.accounts import service as accounts
from companion.attention import rules, service, transitions
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import TooMany
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.staff.conftest import at, ground, maple
from tests.support.turns import one_behind_the_other

pytestmark = pytest.mark.databases("sqlite", "postgresql")

__all__ = ["at", "ground", "maple"]


def ask(phone, call_id=None, **more):
    body = {"asked_at": NOW.isoformat()} | more
    answer = phone.put(f"/api/v1/calls/{call_id or uuid4()}", json=body)
    db.session.rollback()
    return answer


def test_asking_reaches_staff_once_however_often_it_is_sent(maple, cast, signed_in):
    phone, call = signed_in(cast.mia), uuid4()
    assert [ask(phone, call).status_code for _ in range(3)] == [201, 200, 200]
    (item,) = service.items_for_staff([cast.mia], NOW)
    assert (item.source_id, item.kind) == (call, "call_wanted")


def test_the_answer_says_whether_somebody_is_there(maple, cast, signed_in):
    assert ask(signed_in(cast.mia)).json["team_is_there"] is True
    with clock.fixed(NOW + timedelta(hours=9)):
        assert ask(signed_in(cast.mia)).json["team_is_there"] is False
        assert signed_in(cast.mia).get("/api/v1/calls").json["team_is_there"] is False


def test_the_person_reads_what_became_of_it(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    ask(phone)

    def told():
        (one,) = phone.get("/api/v1/calls").json["items"]
        return one["state"], one["by"], one["attempts"]

    assert told() == ("waiting", None, 0)
    (item,) = service.items_for_staff([cast.mia], NOW)
    steps = (
        (
            lambda: (transitions.open_item(item, cast.dana, NOW), transitions.acknowledge_item(item, cast.dana, NOW)),
            ("on_it", "Dana", 0),
        ),
        (lambda: transitions.record_step(item, cast.dana, "attempted", NOW), ("attempted", "Dana", 1)),
        (lambda: transitions.record_step(item, cast.dana, "contacted", NOW), ("contacted", "Dana", 1)),
        (lambda: transitions.close_item(item, cast.dana, "contacted", NOW), ("closed", "Dana", 1)),
    )
    for write, expected in steps:
        with transaction():
            write()
        assert told() == expected


def test_others_read_nothing_of_it(maple, cast, signed_in):
    ask(signed_in(cast.mia))
    assert signed_in(cast.leo).get("/api/v1/calls").json["items"] == []


def test_somebody_elses_id_is_no_obstacle(maple, cast, signed_in):
    call = uuid4()
    assert ask(signed_in(cast.mia), call).status_code == 201
    assert ask(signed_in(cast.leo), call).status_code == 201


def test_a_call_made_for_another_account_on_this_phone_is_refused(maple, cast, signed_in):
    answer = ask(signed_in(cast.leo), owner=str(cast.mia))
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")
    assert service.items_for_staff([cast.mia, cast.leo], NOW) == []


@pytest.mark.parametrize("body", [{}, {"asked_at": None}, {"asked_at": "soon"}, {"asked_at": NOW.isoformat(), "x": 1}])
def test_what_cannot_be_read_reaches_nobody(maple, cast, signed_in, body):
    assert signed_in(cast.mia).put(f"/api/v1/calls/{uuid4()}", json=body).status_code == 422
    assert service.items_for_staff([cast.mia], NOW) == []


def test_more_of_the_same_is_kept_by_the_phone_for_later(maple, cast, signed_in):
    phone = signed_in(cast.mia)
    assert [ask(phone).status_code for _ in range(11)] == [201] * 10 + [429]


def test_a_tap_from_the_future_counts_as_now(maple, cast, signed_in):
    ask(signed_in(cast.mia), asked_at=(NOW + timedelta(days=3)).isoformat())
    assert service.items_for_staff([cast.mia], NOW)[0].asked_at == NOW


def test_where_nobody_would_see_it_the_app_says_so_instead(cast, signed_in):
    """Leo is in no program and on nobody's list."""
    phone = signed_in(cast.leo)
    assert phone.get("/api/v1/calls").json["offered"] is False
    assert (ask(phone).status_code, ask(phone).json["code"]) == (409, "not_offered")


def test_an_alumna_without_a_care_team_still_reaches_those_who_coordinate(maple, cast, signed_in, at):
    from tests.program.builders import track_id

    with transaction():
        enrollment.enroll(cast.ana, track_id(), (NOW - timedelta(days=60)).date(), NOW)
        schedule.complete_enrollment(cast.ana, NOW.date(), NOW)
    assert ask(signed_in(cast.ana)).status_code == 201
    assert "Ana" in at(cast.cora).open("/staff/requests").text


def test_a_program_whose_staff_all_left_offers_no_call(maple, cast, signed_in):
    with transaction():
        for one in (cast.dana, cast.cora, cast.ruth):
            accounts.disable(one, NOW)
    assert signed_in(cast.mia).get("/api/v1/calls").json["offered"] is False


def test_of_two_calls_at_once_only_the_last_free_place_is_given(app, cast):
    with transaction():
        for _ in range(rules.WAITING_AT_MOST - 1):
            service.ask_for_call(cast.mia, uuid4(), NOW, NOW)
    asked = [lambda call=call: service.ask_for_call(cast.mia, call, NOW, NOW) for call in (uuid4(), uuid4())]
    raised = one_behind_the_other(app, *asked)
    assert [type(one) for one in raised] == [type(None), TooMany]
    assert len(service.items_for_staff([cast.mia], NOW)) == rules.WAITING_AT_MOST


def test_the_same_call_twice_at_once_is_the_same_also_where_it_took_the_last_place(app, cast):
    with transaction():
        for _ in range(rules.WAITING_AT_MOST - 1):
            service.ask_for_call(cast.mia, uuid4(), NOW, NOW)
    call, told = uuid4(), []
    asked = [lambda: told.append(service.ask_for_call(cast.mia, call, NOW, NOW))] * 2
    assert one_behind_the_other(app, *asked) == [None, None]
    assert told == [True, False]


def test_opening_a_request_in_two_tabs_at_once_is_written_down_once(maple, cast, signed_in, app):
    ask(signed_in(cast.mia))
    (item,) = service.items_for_staff([cast.mia], NOW)
    assert one_behind_the_other(app, *[lambda: transitions.open_item(item, cast.dana, NOW)] * 2) == [None, None]
    assert [one.step for one in transitions.steps_done(item.id)] == ["opened"]


def take_back(phone, call_id, **more):
    body = {"taken_back_at": NOW.isoformat()} | more
    answer = phone.put(f"/api/v1/calls/{call_id}/taken-back", json=body)
    db.session.rollback()
    return answer


def told(answer):
    return [(one["state"], one["taken_back"]) for one in answer.json["items"]]


def test_a_call_that_is_taken_back_waits_for_nobody(maple, cast, signed_in):
    phone, call = signed_in(cast.mia), uuid4()
    assert told(ask(phone, call)) == [("waiting", False)]
    assert [told(take_back(phone, call)) for _ in range(2)] == [[("closed", True)]] * 2
    assert service.items_for_staff([cast.mia], NOW) == []
    assert ask(phone, call).json["outcome"] == "same"
    assert service.items_for_staff([cast.mia], NOW) == []
    assert ask(phone).status_code == 201


def test_a_call_that_somebody_took_can_be_taken_back_and_staff_read_who_ended_it(maple, cast, signed_in, at):
    phone, call = signed_in(cast.mia), uuid4()
    ask(phone, call)
    (item,) = service.items_for_staff([cast.mia], NOW)
    with transaction():
        transitions.open_item(item, cast.dana, NOW)
        transitions.acknowledge_item(item, cast.dana, NOW)
    take_back(phone, call)
    assert service.items_for_staff([cast.mia], NOW) == []
    assert [(one.step, one.staff_id) for one in transitions.steps_done(item.id)][-1] == ("closed", cast.mia)
    assert at(cast.dana).open(f"/staff/requests/{item.id}").status_code == 200


def test_a_call_that_was_closed_by_staff_was_not_taken_back(maple, cast, signed_in):
    phone, call = signed_in(cast.mia), uuid4()
    ask(phone, call)
    (item,) = service.items_for_staff([cast.mia], NOW)
    with transaction():
        transitions.open_item(item, cast.dana, NOW)
        transitions.acknowledge_item(item, cast.dana, NOW)
        transitions.close_item(item, cast.dana, "contacted", NOW)
    assert told(take_back(phone, call)) == [("closed", False)]


def test_what_is_taken_back_before_it_arrives_never_waits(maple, cast, signed_in):
    """The phone takes its request back while the request itself is still on its way."""
    phone, call = signed_in(cast.mia), uuid4()
    assert told(take_back(phone, call)) == [("closed", True)]
    assert ask(phone, call).json["outcome"] == "same"
    assert service.items_for_staff([cast.mia], NOW) == []


def test_nobody_takes_back_a_call_of_somebody_else(maple, cast, signed_in):
    call = uuid4()
    ask(signed_in(cast.mia), call)
    take_back(signed_in(cast.leo), call)
    assert len(service.items_for_staff([cast.mia], NOW)) == 1
    answer = take_back(signed_in(cast.leo), call, owner=str(cast.mia))
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")
    assert len(service.items_for_staff([cast.mia], NOW)) == 1


def test_taking_back_and_asking_at_once_end_the_same_in_either_order(app, cast):
    for first in (0, 1):
        call = uuid4()
        acts = [
            lambda call=call: service.ask_for_call(cast.mia, call, NOW, NOW),
            lambda call=call: service.take_back_call(cast.mia, call, NOW, NOW),
        ]
        assert one_behind_the_other(app, *(acts if first else acts[::-1])) == [None, None]
        assert service.items_for_staff([cast.mia], NOW) == []
