"""Phones whose idea of time zones is another: one that cannot name its own, and one too old to know the program's."""

from __future__ import annotations

import os

from tests.journeys.conftest import NewPhone
from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.offline import log, stored
from tests.journeys.program import NEXT_MEETING
from tests.journeys.test_main import activate

# What the tables of an old phone do when they are asked for a zone that was made later.
_TOO_OLD = """(unknown) => {
    const Known = Intl.DateTimeFormat;
    Intl.DateTimeFormat = class extends Known {
        constructor(tongue, options) {
            if (options?.timeZone === unknown) throw new RangeError('Invalid time zone specified: ' + unknown);
            super(tongue, options);
        }
    };
}"""


def test_a_phone_that_cannot_name_its_zone_is_let_in_and_its_entries_arrive(house: House, new_phone: NewPhone) -> None:
    mia = house.invite("Mia")
    phone = new_phone(own_browser=True, timezone_id=None, env={**os.environ, "TZ": "Nowhere/At_All"})
    named = phone.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert named in ("Etc/Unknown", "UTC"), "this is how Chromium says that it does not know"
    activate(phone, mia)
    log(phone, "Good", "4")
    phone.sees_saved()
    assert stored(house, mia, "mood, zone") == [(4, "UTC")]
    for path, drawn in (
        ("/schedule", NEXT_MEETING),
        ("/history", "Saved to your account"),
        ("/insight", "Looking back"),
    ):
        phone.open(path)
        phone.sees(drawn)


def test_a_phone_too_old_for_the_programs_zone_shows_the_schedule_and_says_whose_clock_it_is(
    house: House, new_phone: NewPhone
) -> None:
    mia = live(house, house.invite("Mia"))
    phone = new_phone(timezone_id="America/Chicago" if house.hours.zone != "America/Chicago" else "America/Denver")
    phone.context.add_init_script(f"({_TOO_OLD})('{house.hours.zone}')")
    activate(phone, mia)
    phone.sees("Times are the local time where your program is.")
    for path in ("/", "/schedule", "/schedule?week"):
        phone.open(path)
        phone.sees(NEXT_MEETING)
        phone.sees("Times are the local time where your program is.")
        assert "has not reached this phone" not in phone.page.inner_text("body")
    phone.open("/help")
    phone.sees("Office")
    phone.sees("Open until 8:00")
    phone.sees("Times are the local time where your program is.")
