"""Two tabs, a sign-in that ended, somebody else on the same phone, a clock that is wrong: one row each, and never mixed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from companion.kernel import clock
from tests.journeys.house import House
from tests.journeys.offline import end_everywhere, held, log, stored
from tests.journeys.phone import Phone
from tests.journeys.test_shared_phone import come_in, with_passphrase

Activated = Callable[..., Phone]


def test_two_tabs_that_send_together_leave_one_row_each(house: House, activated: Activated) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    first, second = phone.page, phone.context.new_page()
    phone.offline()
    for page, mood in ((first, "Good"), (second, "Low")):
        phone.page = page
        log(phone, mood)
        phone.sees("On this phone")
    phone.offline(False)
    for page in (first, second):
        page.evaluate("() => void dispatchEvent(new Event('online'))")
    for page in (first, second):
        phone.page = page
        phone.sees_saved()
    assert stored(house, mia) == [(4,), (2,)]


def test_a_sign_in_that_ended_keeps_everything_and_sends_it_after_the_next(house: House, activated: Activated) -> None:
    mia, name = with_passphrase(house, "Mia")
    phone = activated(mia)
    phone.offline()
    log(phone, "Good")
    phone.sees("On this phone")
    end_everywhere(house, mia.id)
    phone.offline(False)
    phone.page.get_by_label("Passphrase", exact=True).wait_for()
    assert held(phone) == [{"owner": str(mia.id), "state": "waiting"}]
    come_in(phone, name)
    phone.open("/history")
    phone.sees_saved()
    assert stored(house, mia) == [(4,)]


def test_somebody_else_on_the_phone_neither_sends_nor_erases_what_waits(house: House, activated: Activated) -> None:
    mia, _ = with_passphrase(house, "Mia")
    leo, leos_name = with_passphrase(house, "Leo")
    phone = activated(mia)
    phone.offline()
    log(phone, "Good")
    phone.sees("On this phone")
    end_everywhere(house, mia.id)
    phone.offline(False)
    phone.page.get_by_label("Passphrase", exact=True).wait_for()
    come_in(phone, leos_name)
    log(phone, "Low")
    phone.sees_saved()
    phone.open("/settings")
    phone.tap("button", "Sign out", exact=True)
    phone.page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).tap()
    phone.page.wait_for_url("**/welcome")
    assert held(phone) == [{"owner": str(mia.id), "state": "waiting"}]
    assert (stored(house, mia), stored(house, leo)) == ([], [(2,)])


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1)], ids=["a day ahead", "a day behind"])
def test_an_entry_from_a_phone_with_a_wrong_clock_is_taken_and_marked(
    house: House, activated: Activated, off: timedelta
) -> None:
    mia = house.invite("Mia")
    phone = activated(mia)
    phone.page.clock.set_fixed_time(clock.now() + off)
    phone.offline()
    log(phone, "Good")
    phone.sees("On this phone")
    phone.offline(False)
    phone.sees_saved()
    assert stored(house, mia, "mood, clock_doubt") == [(4, 1)]
