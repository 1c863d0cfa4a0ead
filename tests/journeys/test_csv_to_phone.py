"""A coordinator sets up a new track from a table, and a phone has it: a wrong row first, then looked at, then taken; a
person invited from a second table; the code typed into a phone; the card of the first day, and the week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy import text

from companion.kernel.database import db, transaction
from tests.journeys import desk
from tests.journeys.conftest import NewPhone
from tests.journeys.house import House

DAYS = "mon tue wed thu fri sat sun"
HEAD = "track,track_name,level,about_weeks,first_day_where,first_day_door,first_day_bring,first_day_ask_for,days,starts,ends,kind,title,place,with\n"
TRACK = "lantern,Lantern evenings,iop,8,3 Lantern Lane,The red door,A photo ID; Headphones,Nell"


def table(starts: str) -> str:
    return (
        HEAD
        + f"{TRACK},{DAYS},{starts},19:00,Process group,Lantern group,Lantern room,Nell\n"
        + f"lantern,,,,,,,,{DAYS},7:00 PM,7:30 PM,closing,Quiet close,Lantern room,Nell\n"
    )


@pytest.fixture
def lantern_gone(house: House) -> Iterator[None]:
    """The calendar is everybody's: what the test put into it is taken out again."""
    yield
    track = "SELECT id FROM tracks WHERE slug = 'lantern'"
    with house.inside(), transaction():
        for statement in (
            "DELETE FROM schedule_changes WHERE what = 'pattern'",
            f"DELETE FROM enrollments WHERE track_id IN ({track})",
            f"DELETE FROM track_sessions WHERE track_id IN ({track})",
            f"DELETE FROM segments WHERE track_id IN ({track})",
            "DELETE FROM tracks WHERE slug = 'lantern'",
        ):
            db.session.execute(text(statement))


def bring(page: Page, house: House, kind: str, name: str, content: str) -> str:
    """Choose the file and look; returns what the page says."""
    page.goto(f"{house.origin}/staff/content#{kind}")
    part = page.locator(f"details#{kind}")
    if part.get_attribute("open") is None:
        part.locator("summary").first.click()
    part.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    part.get_by_role("button", name="Preview").click()
    page.locator("#wrong, form[action='/staff/content/take']").first.wait_for()
    return page.locator("main").inner_text()


@pytest.mark.usefixtures("lantern_gone")
def test_from_a_table_to_a_phone_in_one_go(house: House, new_phone: NewPhone) -> None:
    page = new_phone(viewport=desk.SIZE, is_mobile=False, has_touch=False).page
    desk.sign_in(page, house, house.employ("Cora"))

    said = bring(page, house, "pattern", "lantern.csv", table("7 PM"))
    assert "Line 2: expected 'ends' after 'starts'" in said
    assert house.ask("SELECT count(*) FROM tracks WHERE slug = 'lantern'") == [(0,)]

    said = bring(page, house, "pattern", "lantern.csv", table("16:00"))
    assert "Nothing has changed yet." in said
    assert re.search(r"Lantern evenings\s+new track", said)
    assert house.ask("SELECT count(*) FROM tracks WHERE slug = 'lantern'") == [(0,)]
    page.get_by_role("button", name="Apply and notify people").click()
    page.get_by_text("The pattern is changed").wait_for()

    begins = house.hours.today + timedelta(days=1)
    roster = f"First name;Track;Starts on\nRobin;Lantern evenings;{begins:%Y-%m-%d}\n"
    assert "1 person is invited" in bring(page, house, "roster", "roster.csv", roster)
    page.get_by_role("button", name="Invite them and show the codes").click()
    page.get_by_role("heading", name="Codes to hand over").wait_for()
    code = page.locator(".code .big").inner_text()

    phone = new_phone()
    phone.open(f"/welcome#code={code}")
    phone.tap("button", "Open", exact=True)
    phone.sees("Hello, Robin")
    phone.tap("button", "Later", exact=True)
    phone.sees("3 Lantern Lane")
    phone.sees("The red door")
    phone.sees("Headphones")
    phone.sees(re.compile("Nell"))
    phone.open("/schedule")
    phone.sees("Lantern group")
    phone.sees("Quiet close")
