"""Going back to a version that knew no absences takes what was asked about them along, and nothing else of the requests."""

from __future__ import annotations

from uuid import uuid4

import flask_migrate
import pytest

from companion.absences import service
from companion.attention import service as attention
from companion.attention import transitions
from companion.kernel.database import db, transaction
from companion.schedule import guests
from companion.staff.requests import make_up
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_requests_of_before_and_what_was_done_about_them_stay(app, cast, phone, group, morning):
    phone.tell(group, uuid4(), wish=morning)
    with transaction():
        (asked,) = attention.items_for_staff([cast.mia], NOW)
        transitions.open_item(asked, cast.dana, NOW)
        transitions.acknowledge_item(asked, cast.dana, NOW)
        make_up.confirm(asked, {asked.source_id: morning.id}, cast.dana, NOW)
        attention.ask_for_call(cast.mia, uuid4(), NOW, NOW)
        (call,) = [one for one in attention.items_for_staff([cast.mia], NOW) if one.kind == "call_wanted"]
        transitions.open_item(call, cast.dana, NOW)
        transitions.acknowledge_item(call, cast.dana, NOW)
        done = transitions.steps_done(call.id)
    db.session.remove()
    flask_migrate.downgrade(revision="0009")
    flask_migrate.upgrade()
    (left,) = attention.items_for_staff([cast.mia], NOW)
    assert (left.id, left.state) == (call.id, "acknowledged")
    assert transitions.steps_done(call.id) == done
    assert transitions.steps_done(asked.id) == []
    assert service.own(cast.mia, group.local_date) == []
    assert guests.guests_of([morning.id]) == {}
