"""A page asks the database as often for many people as for few."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from companion.accounts import service as accounts
from companion.kernel.database import db, transaction
from companion.program import service as program
from tests.cast import NOW
from tests.program.builders import track_id


@contextmanager
def counted():
    """How many statements ran, transactions and what sets them up left out."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def more_people(cast, number):
    with transaction():
        for n in range(number):
            one = accounts.create_account("participant", f"Person {n}", NOW)
            program.enroll(one, track_id(), NOW.date(), NOW)
            accounts.add_to_care_team(one, cast.dana, NOW)


@pytest.mark.parametrize("who", ["dana", "cora", "ruth"])
@pytest.mark.parametrize("page", ["/staff/", "/staff/people", "/staff/schedule"])
def test_a_staff_page_asks_as_often_for_fifteen_people_as_for_one(cast, at, who, page):
    desk = at(getattr(cast, who))
    desk.open(page)
    with counted() as few:
        assert desk.open(page).status_code == 200
    more_people(cast, 15)
    with counted() as first:
        assert desk.open(page).status_code == 200
    assert len(first) <= len(few) + 3, "that these names were read is written down once, in one go"
    with counted() as many:
        assert desk.open(page).status_code == 200
    assert len(many) == len(few)


def test_a_phones_schedule_asks_as_often_for_a_month_as_for_a_day(cast, at, signed_in):
    phone = signed_in(cast.mia)
    with counted() as few:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-10")
    with counted() as many:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-31")
    assert len(many) == len(few) < 20
