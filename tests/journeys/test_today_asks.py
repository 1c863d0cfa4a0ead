"""Today asks once the day is over: one tap saves, offline too; the rest unfolds; and the next day stands below."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from tests.journeys.fits import misfits
from tests.journeys.house import House, Invited
from tests.journeys.phone import Phone
from tests.journeys.test_accessibility import axe, problems_of
from tests.journeys.test_visit import Taps

__all__ = ["axe"]

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@pytest.fixture
def mia(house: House, tmp_path: Path) -> Invited:
    """Somebody whose sessions of today are over: it is about noon in this house."""
    group = {"days": DAYS, "starts": "9:00", "ends": "9:40", "kind": "process_group", "title": "Early group"}
    close = {"days": DAYS, "starts": "9:40", "ends": "10:00", "kind": "closing", "title": "Closing"}
    content = {
        "slug": "early",
        "name": "Birch",
        "zone": house.hours.zone,
        "app_name": "Companion",
        "phones": [
            {
                "label": "Office",
                "number": "+1 555 010 0170",
                "hours": [{"days": DAYS, "opens": "8:00", "closes": "20:00"}],
            }
        ],
        "tracks": [
            {
                "slug": "mornings",
                "name": "Mornings",
                "level": "iop",
                "about_weeks": 9,
                "first_day": {"where": "12 Quiet Street", "door": "Green door", "bring": [], "ask_for": "Dana"},
                "segments": [{**group, "place": "Room 2"}, {**close, "place": "Room 2"}],
            }
        ],
    }
    path = tmp_path / "birch.yaml"
    path.write_text(json.dumps(content))
    house.server.run("program", "load", str(path))
    now = clock.now()
    with house.inside(), transaction():
        birch = program.program_by_slug("early")
        track = birch and program.track_by_slug(birch.id, "mornings")
        assert track
        person = accounts.create_account("participant", "Mia", now, "en")
        enrollment.enroll(person, track.id, house.hours.today.date() - timedelta(days=10), now)
        return Invited(person, "Mia", accounts.invite(person, None, now))


def test_one_tap_on_today_saves_without_a_network_too_and_the_rest_unfolds(
    house: House, mia: Invited, activated: Callable[..., Phone], axe: str
) -> None:
    phone = activated(mia, own_browser=True)
    phone.open("/")
    phone.sees("How are you right now?")
    phone.sees("2 finished")
    tomorrow = phone.page.get_by_role("region", name="Tomorrow, 9:00 AM to 10:00 AM")
    expect(tomorrow.get_by_text("Room 2")).to_be_visible()
    expect(phone.page.get_by_text("Early group").filter(visible=True)).to_have_count(1)  # tomorrow's; today's is folded

    assert misfits(phone.page, 360, "200%") == []
    phone.offline()
    tap = Taps(phone)
    tap("button", "Good")
    phone.sees(re.compile("^On this phone"))
    assert tap.made == 1
    phone.page.get_by_role("group", name="Urge").wait_for()
    assert misfits(phone.page, 360, "200%") == []
    assert list(problems_of(phone.page, axe)) == []
    phone.restart(offline=True)
    phone.open("/")
    phone.sees(re.compile(r"^Logged \d+:\d\d\s[AP]M · Good$"))
    phone.offline(False)
    expect(phone.page.get_by_text(re.compile("^(On this phone|Sending)"))).to_have_count(0)
    assert [entry.mood for _, entry in house.entries(mia.id)] == [4]
    phone.page.get_by_role("link", name=re.compile("^Change the entry from")).tap()
    phone.sees("Change this entry")
