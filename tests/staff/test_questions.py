"""A page asks the database as often for many people as for few."""

import pytest

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from tests.cast import NOW
from tests.program.builders import track_id
from tests.support.statements import overheard


def more_people(cast, number):
    with transaction():
        for n in range(number):
            one = accounts.create_account("participant", f"Person {n}", NOW)
            enrollment.enroll(one, track_id(), NOW.date(), NOW)
            accounts.add_to_care_team(one, cast.dana, NOW)


@pytest.mark.parametrize("who", ["dana", "cora", "ruth"])
@pytest.mark.parametrize("page", ["/staff/", "/staff/people", "/staff/schedule"])
def test_a_staff_page_asks_as_often_for_fifteen_people_as_for_one(cast, at, who, page):
    desk = at(getattr(cast, who))
    desk.open(page)
    with overheard() as few:
        assert desk.open(page).status_code == 200
    more_people(cast, 15)
    with overheard() as first:
        assert desk.open(page).status_code == 200
    assert len(first) <= len(few) + 3, "that these names were read is written down once, in one go"
    with overheard() as many:
        assert desk.open(page).status_code == 200
    assert len(many) == len(few)


def test_a_phones_schedule_asks_as_often_for_a_month_as_for_a_day(cast, at, signed_in):
    phone = signed_in(cast.mia)
    with overheard() as few:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-10")
    with overheard() as many:
        phone.get("/api/v1/schedule?start=2026-03-10&end=2026-03-31")
    assert len(many) == len(few) < 20
