"""Staff confirm another meeting while the person takes it back, or asks for another: whoever is second sees what the first did."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from companion.absences import service
from companion.absences.rules import CONFIRMED, TAKEN_BACK, Told
from companion.attention import deeds
from companion.attention import service as attention
from companion.attention.rules import ItemView
from companion.kernel.database import db, transaction
from companion.kernel.errors import Problem
from companion.schedule import guests
from companion.staff.requests import make_up
from tests.cast import NOW
from tests.schedule.test_at_once import at_once

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ROUNDS = 6


def asked(cast, phone, group, morning) -> tuple[UUID, ItemView]:
    absence = uuid4()
    assert phone.tell(group, absence, wish=morning).status_code == 201
    with transaction():
        (item,) = attention.items_for_staff([cast.mia], NOW)
        deeds.open_item(item, cast.dana, NOW)
        deeds.acknowledge_item(item, cast.dana, NOW)
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
        problems = at_once(app, [lambda i=item: make_up.confirm(i, morning.id, cast.dana, NOW), change])
        assert all(isinstance(one, Problem) for one in problems), problems
        db.session.rollback()
        said = service.told([absence])[cast.mia, absence].state
        assert (cast.mia in guests.guests_of([morning.id]).get(morning.id, set())) == (said == CONFIRMED)
        assert said in (CONFIRMED, TAKEN_BACK)
        for one in service.own(cast.mia, group.local_date):
            phone.come(one.id)
