"""A page asks the database as often for many people as for few."""

from datetime import timedelta
from uuid import uuid4

import pytest

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import track_id
from tests.support.statements import overheard


def more_people(cast, number):
    with transaction():
        for n in range(number):
            one = accounts.create_account("participant", f"Person {n}", NOW)
            enrollment.enroll(one, track_id(), NOW.date(), NOW)
            accounts.add_to_care_team(one, cast.dana, NOW)
            attention.raise_item(one, "call_wanted", uuid4(), NOW, NOW)


PAGES = (
    "/staff/",
    "/staff/account",
    "/staff/content",
    "/staff/duty",
    "/staff/hours",
    "/staff/people",
    "/staff/hand-over",
    "/staff/people/invite",
    "/staff/reminders",
    "/staff/requests",
    "/staff/schedule",
    "/staff/schedule/closures",
    "/staff/schedule/pattern",
)


def pages_of(who, maple):
    """Those somebody of this role may open, and the list of who comes to a group."""
    session = next(one for one in schedule.sessions_of_program(maple, NOW.date(), NOW.date()) if one.kind != "break")
    db.session.rollback()
    mine = PAGES if who != "dana" else [page for page in PAGES if page not in COORDINATORS]
    return [*mine, f"/staff/schedule/{session.id}", f"/staff/schedule/{session.id}/attendance"]


COORDINATORS = {
    "/staff/duty",
    "/staff/content",
    "/staff/hand-over",
    "/staff/reminders",
    "/staff/schedule/closures",
    "/staff/schedule/pattern",
}


@pytest.mark.parametrize("who", ["dana", "cora", "ruth"])
def test_a_staff_page_asks_as_often_for_fifty_people_as_for_five(cast, at, maple, who):
    with clock.fixed(NOW + timedelta(hours=3, minutes=10)):
        desk, pages = at(getattr(cast, who)), pages_of(who, maple)
        more_people(cast, 5)
        few = {page: _asked(desk, page) for page in pages}
        more_people(cast, 45)
        many = {page: _asked(desk, page) for page in pages}
    assert many == few


def _asked(desk, page):
    """How many statements the page takes, once the names on it are written down as read."""
    assert desk.open(page).status_code == 200, page
    with overheard() as heard:
        desk.open(page)
    return len(heard)


def test_a_phones_schedule_asks_as_often_for_a_month_as_for_a_day(cast, at, signed_in):
    phone = signed_in(cast.mia)
    with overheard() as few:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-10")
    with overheard() as many:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-31")
    assert len(many) == len(few) < 20
