"""Staff confirm another meeting while the person takes it back, or asks for another: whoever is second sees what the first did."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from companion.absences import service
from companion.absences.rules import CONFIRMED, TAKEN_BACK, Days, Told
from companion.attention import service as attention
from companion.attention import transitions
from companion.attention.rules import ItemView
from companion.kernel.database import db, transaction
from companion.kernel.errors import Problem
from companion.schedule import guests
from companion.staff.requests import make_up
from tests.absences.conftest import TUESDAY, later, meeting, wish
from tests.cast import NOW
from tests.schedule.test_at_once import at_once

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ROUNDS = 6
WEDNESDAY = TUESDAY + timedelta(days=1)


def asked(cast, phone, group, morning) -> tuple[UUID, ItemView]:
    absence = uuid4()
    assert phone.tell(group, absence, wish=morning).status_code == 201
    with transaction():
        (item,) = attention.items_for_staff([cast.mia], NOW)
        transitions.open_item(item, cast.dana, NOW)
        transitions.acknowledge_item(item, cast.dana, NOW)
    return absence, item


@pytest.mark.parametrize("how", ["taken back", "told anew"])
def test_a_place_is_kept_only_for_what_is_still_said(app, cast, phone, group, morning, how):
    for _ in range(ROUNDS):
        absence, item = asked(cast, phone, group, morning)
        anew = Told(uuid4(), group.id, None, None, NOW)
        change = {
            "taken back": lambda a=absence: service.take_back(cast.mia, a, NOW, NOW),
            "told anew": lambda told=anew: service.tell(cast.mia, told, NOW),
        }[how]
        problems = at_once(app, [lambda i=item: make_up.confirm(i, {i.source_id: morning.id}, cast.dana, NOW), change])
        assert all(isinstance(one, Problem) for one in problems), problems
        db.session.rollback()
        said = service.said_under([absence])[cast.mia, absence][0].state
        assert (cast.mia in guests.guests_of([morning.id]).get(morning.id, set())) == (said == CONFIRMED)
        assert said in (CONFIRMED, TAKEN_BACK)
        for one in service.own(cast.mia, group.local_date):
            phone.come(one.id)


def test_two_phones_that_say_it_at_once_are_one_row_for_staff(app, cast, maple, phone):
    for number in range(ROUNDS):
        both = [Days(uuid4(), TUESDAY, WEDNESDAY, None, {}, later(seconds=number)) for _ in range(2)]
        single = Told(uuid4(), meeting(maple).id, None, None, later(seconds=number))
        works = [lambda one=one: service.tell_days(cast.mia, one, later(minutes=1)) for one in both]
        works.append(lambda one=single: service.tell(cast.mia, one, later(minutes=1)))
        problems = at_once(app, works)
        assert problems == []
        db.session.rollback()
        said = service.own(cast.mia, TUESDAY)
        assert len({one.session_id for one in said}) == len(said) == 6
        assert {one.source_id for one in attention.items_for_staff([cast.mia], NOW)} == {one.source_id for one in said}
        for one in service.own_requests(cast.mia, TUESDAY):
            phone.come_days(one.id)
        for one in service.own(cast.mia, TUESDAY):
            phone.come(one.id)
        assert attention.items_for_staff([cast.mia], NOW) == []


@pytest.mark.parametrize("what", ["confirm", "close"])
def test_undo_while_staff_answer_leaves_nothing_half_done(app, cast, phone, group, morning, what):
    for _ in range(ROUNDS):
        mine = uuid4()
        phone.tell_days(days_id=mine, wishes=[wish(group, morning)])
        (item,) = attention.items_for_staff([cast.mia], NOW)
        with transaction():
            transitions.open_item(item, cast.dana, NOW)
            transitions.acknowledge_item(item, cast.dana, NOW)
            (part,) = [one for one in service.own(cast.mia, TUESDAY) if one.make_up]
        answer = {
            "confirm": lambda i=item, p=part: make_up.confirm(i, {p.id: morning.id}, cast.dana, NOW),
            "close": lambda i=item: make_up.close(i, cast.dana, "noted", NOW),
        }[what]
        problems = at_once(app, [answer, lambda one=mine: service.take_back_days(cast.mia, one, NOW, NOW)])
        assert all(isinstance(one, Problem) for one in problems), problems
        db.session.rollback()
        assert service.own(cast.mia, TUESDAY) == [], "she comes, whoever was first"
        assert guests.guests_of([morning.id]).get(morning.id, set()) == set()
        assert attention.items_for_staff([cast.mia], NOW) == []
