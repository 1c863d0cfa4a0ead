"""A calendar that reads along: the warning, the address, a calendar that reads it, and one tap that ends it."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.journeys.house import House
from tests.journeys.phone import Phone
from tests.journeys.test_fresh_proof import half_an_hour_later
from tests.journeys.test_shared_phone import PASSPHRASE, with_passphrase
from tests.support.ical import understood


def read(address: str) -> tuple[int, bytes]:
    """As a calendar's own program, which has no cookie."""
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
    line.request("GET", parts.path)
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return answer.status, content


def test_an_address_is_made_after_the_warning_read_by_a_calendar_and_turned_off(
    house: House, activated: Callable[..., Phone]
) -> None:
    mia, _ = with_passphrase(house, "Mia")
    phone = activated(mia)
    phone.open("/settings/reminders")
    phone.tap("button", "See how it works")
    phone.sees(re.compile("like Google or Apple"))
    phone.sees(re.compile("The days and times can be seen"))
    assert house.ask("SELECT count(*) FROM calendar_feeds") == [(0,)]

    half_an_hour_later(house)
    phone.tap("button", "Make my address")
    phone.sees("Is it still you?")
    phone.page.get_by_role("dialog").last.locator("input").fill(PASSPHRASE)
    phone.tap("button", "It’s me")
    address = phone.page.locator(".feed-address").inner_text()
    link = phone.page.get_by_role("link", name="Open in my calendar").get_attribute("href")
    assert link == address.replace("http:", "webcal:")
    phone.tap("button", "Done")
    phone.sees("No calendar has read it yet")

    status, content = read(address)
    assert status == 200
    [calendar] = understood([content])
    assert {one["title"] for one in calendar["dates"]} == {"Busy"}

    phone.open("/settings/reminders")
    phone.sees(re.compile("Last read by a calendar on"))
    phone.tap("button", "Turn it off")
    phone.sees("Off. The address no longer works.")
    phone.page.get_by_role("button", name="See how it works").wait_for()
    assert read(address)[0] == 404
