"""Duty hours: only for staff of one's own programs, and only those who run the program set them."""

import pytest

from companion.sharing import duty
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

HOURS = {"own_days": ["0", "1"], "starts": "09:00", "ends": "17:00"}


def add(desk, program_id, staff_id, **changes):
    return desk.send("/staff/duty", program=str(program_id), staff=str(staff_id), **(HOURS | changes))


def test_a_coordinator_puts_somebody_on_duty_and_takes_them_off(cast, at, maple):
    desk = at(cast.cora)
    assert "nobody is on duty" in desk.open("/staff/duty").text
    page = add(desk, maple, cast.dana)
    assert page.status_code == 200
    assert "9:00 AM" in page.text
    (one,) = duty.duty_of_program(maple)
    assert (one.staff_id, one.weekdays) == (cast.dana, (0, 1))
    desk.send(f"/staff/duty/{one.id}/remove")
    assert duty.duty_of_program(maple) == []


@pytest.mark.parametrize(
    "changes",
    [{"own_days": None}, {"starts": "17:00", "ends": "09:00"}, {"starts": None}, {"own_days": ["9"]}, {"ends": "x"}],
)
def test_hours_that_make_no_sense_are_refused(cast, at, maple, changes):
    assert add(at(cast.cora), maple, cast.dana, **changes).status_code == 422
    assert duty.duty_of_program(maple) == []


def test_only_the_programs_own_staff_can_be_on_duty(cast, at, maple):
    assert add(at(cast.cora), maple, cast.omar).status_code == 422


def test_somebody_elses_program_is_not_there(cast, at, maple):
    from companion.accounts import service as accounts
    from companion.kernel.database import transaction

    with transaction():
        other = accounts.create_account("coordinator", "Nell", NOW)
    assert add(at(other), maple, cast.dana).status_code == 404
    add(at(cast.cora), maple, cast.dana)
    (one,) = duty.duty_of_program(maple)
    assert at(other).send(f"/staff/duty/{one.id}/remove").status_code == 404
    assert duty.duty_of_program(maple) != []


def test_counselors_set_no_hours(cast, at, maple):
    assert add(at(cast.dana), maple, cast.dana).status_code == 403
