"""One's own copy, taken from the settings: three files with everything in them, and calm words when it cannot be had."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.house import House
from tests.journeys.lives import live
from tests.journeys.phone import Phone

Activated = Callable[..., Phone]
PAGE, SHEET, DATA = "A page to read", "Your log for a spreadsheet", "Everything as data"


def open_copy(phone: Phone) -> None:
    phone.open("/settings")
    phone.tap("link", "Download my information")
    phone.page.wait_for_url("**/settings/copy")
    phone.sees(PAGE)


def take(phone: Phone, form: str) -> tuple[str, str]:
    """Name and text of the file."""
    with phone.page.expect_download() as waiting:
        phone.tap("button", form)
    phone.sees("Your copy is in your downloads.")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text(encoding="utf-8")


def test_three_files_hold_everything_a_person_wrote(house: House, activated: Activated) -> None:
    mia = live(house, house.invite("Mia"))
    phone = activated(mia)
    open_copy(phone)
    day = f"{house.hours.today:%Y-%m-%d}"
    name, text = take(phone, DATA)
    records = json.loads(text)["records"]
    assert name == f"my-copy-{day}.json"
    assert len(records["checkins"]) == 10
    assert "The playlist from August" in text
    assert "Thursdays at 5 with Priya" in text
    name, text = take(phone, SHEET)
    assert name == f"my-copy-{day}.csv"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 10
    assert {(row["mood"], row["mood_in_words"]) for row in rows} == {("2", "Low"), ("3", "Okay"), ("4", "Good")}
    name, text = take(phone, PAGE)
    assert name == f"my-copy-{day}.html"
    assert "A walk around the reservoir" in text


def test_the_page_to_read_opens_from_the_downloads_without_the_app(
    house: House, activated: Activated, tmp_path: Path
) -> None:
    phone = activated(live(house, house.invite("Mia")))
    open_copy(phone)
    _, text = take(phone, PAGE)
    file = tmp_path / "copy.html"
    file.write_text(text, encoding="utf-8")
    phone.page.goto(file.as_uri())
    expect(phone.page.get_by_role("heading", name="Your information")).to_be_visible()
    phone.sees("Your safety plan")


def test_what_waits_on_the_phone_goes_out_before_the_copy_is_made(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    phone.offline()
    phone.tap("link", "Log", exact=True)
    phone.choose("Mood", "Good")
    phone.tap("button", "Save")
    phone.sees("On this phone")
    open_copy(phone)
    phone.sees("One thing is only on this phone and not in the copy yet.")
    phone.tap("button", DATA)
    phone.sees("This needs a connection. Nothing was made.")
    phone.offline(False)
    _, text = take(phone, DATA)
    assert [row["mood"] for row in json.loads(text)["records"]["checkins"]] == [4]


def test_many_copies_in_a_row_are_answered_with_a_wait(house: House, activated: Activated) -> None:
    phone = activated(house.invite("Mia"))
    for _ in range(6):
        assert phone.page.request.get(f"{house.origin}/api/v1/me/copy?form=csv").status == 200
    open_copy(phone)
    phone.tap("button", SHEET)
    phone.sees("You took some copies just now. Please wait ten minutes.")
