"""Calendar files as Mozilla's parser reads them: the same instants, ids, states and alarms that were meant, in weeks in which
the clocks change, in zones that change them by an hour, on other days, and by half an hour."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program.rules import Pattern
from companion.reminders import calendar
from companion.reminders.sequence import Entry
from companion.schedule import service as schedule
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.program.builders import track_id
from tests.reminders.feeds import address, allow, enroll, read
from tests.support.ical import lines, understood

ZONES = ("America/New_York", "Europe/Helsinki", "Australia/Lord_Howe")
SPRING, AUTUMN = datetime(2026, 3, 3, 0, 30, tzinfo=UTC), datetime(2026, 9, 15, 0, 30, tzinfo=UTC)
DAYS = (1, 2, 3)  # Tuesday to Thursday
# On the night of the change itself: in New York the clocks skip 2:00 to 3:00.
NIGHT = Pattern(6, time(1, 30), time(4, 15), "individual", "Night", "Room 1")
CHANGES = {"America/New_York": date(2026, 3, 8), "Europe/Helsinki": date(2026, 3, 29), "Australia/Lord_Howe": date(2026, 4, 5)}  # fmt: skip

Reading = Callable[[str, datetime], tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture
def reading(cast: Cast, signed_in: SignedIn, client: FlaskClient) -> Reading:
    """(download, feed) of somebody in a program of this zone, at this instant, as ical.js understands them."""

    def begin(zone: str, now: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
        with clock.fixed(now):
            allow(zone=zone, now=now)
            enroll(cast.mia, now)
            if now == SPRING:
                with transaction():
                    schedule.add_one_to_one(cast.mia, track_id(), CHANGES[zone], NIGHT, now)
            phone = signed_in(cast.mia)
            files = [phone.get("/api/v1/reminders/calendar").data, read(client, address(phone)).data]
        for content in files:
            lines(content)
        download, feed = understood(files)
        return download, feed

    return begin


def wall(day: date, at: time, zone: str) -> int:
    """Seconds since 1970 of a wall time, by the zone data of Python itself."""
    return round(datetime.combine(day, at, ZoneInfo(zone)).timestamp())


def meant(zone: str, first: date, last: date, night: date | None) -> list[tuple[int, int]]:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    found = [(wall(day, time(16), zone), wall(day, time(19, 15), zone)) for day in days if day.weekday() in DAYS]
    if night is not None:
        found.append((wall(night, time(1, 30), zone), wall(night, time(4, 15), zone)))
    return sorted(found)


def spans(read_back: dict[str, Any]) -> list[tuple[int, int]]:
    return [(one["starts"], one["ends"]) for one in read_back["dates"]]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("now", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_both_files_are_read_at_the_instants_that_were_meant(reading: Reading, zone: str, now: datetime) -> None:
    download, feed = reading(zone, now)
    night = CHANGES[zone] if now == SPRING else None
    today = now.astimezone(ZoneInfo(zone)).date()
    ahead = [span for span in meant(zone, today, today + timedelta(weeks=8), night) if span[1] > now.timestamp()]
    assert spans(download) == ahead
    assert spans(feed) == meant(zone, today - timedelta(days=7), today + timedelta(weeks=8), night)
    offsets = {datetime.fromtimestamp(start, ZoneInfo(zone)).utcoffset() for start, _ in ahead}
    assert len(offsets) == 2, "the clocks change in between"


@pytest.mark.parametrize("zone", ZONES)
def test_both_files_say_what_kind_of_dates_these_are(reading: Reading, zone: str) -> None:
    download, feed = reading(zone, SPRING)
    for one in (download, feed):
        assert (one["kind"], one["version"], one["maker"]) == ("vcalendar", "2.0", "-//Dates//EN")
        uids = [each["uid"] for each in one["dates"]]
        assert len(set(uids)) == len(uids) > 20
        assert {each["title"] for each in one["dates"]} == {"Busy"}
        assert {(each["status"], each["sequence"]) for each in one["dates"]} == {("CONFIRMED", 0)}
        assert all(len(set(each["says"])) == len(each["says"]) for each in one["dates"])
    assert {each["zone"] for each in download["dates"] + feed["dates"]} == {"UTC"}
    assert (feed["name"], feed["lookAgain"]) == ("Daybook", 3600)


def test_only_the_download_rings_and_half_an_hour_before(reading: Reading) -> None:
    download, feed = reading("Europe/Helsinki", SPRING)
    alarm = {"action": "DISPLAY", "description": "Busy", "seconds": -1800}
    assert all(one["alarms"] == [alarm] for one in download["dates"])
    assert all(one["alarms"] == [] for one in feed["dates"])


def test_a_date_has_the_same_id_in_the_download_and_in_the_feed(reading: Reading) -> None:
    download, feed = reading("America/New_York", AUTUMN)
    ids = {(one["uid"], one["starts"]) for one in feed["dates"]}
    assert {(one["uid"], one["starts"]) for one in download["dates"]} <= ids


def test_check_ups_after_the_program_are_read_in_the_zone_of_the_phone(cast: Cast, signed_in: SignedIn) -> None:
    allow()
    enroll(cast.mia)
    with transaction():
        accounts.report_zone(cast.mia, "Australia/Lord_Howe", NOW)
        schedule.complete_enrollment(cast.mia, date(2026, 3, 9), NOW)
    [download] = understood([signed_in(cast.mia).get("/api/v1/reminders/calendar").data])
    expected = [wall(datetime.fromtimestamp(start, ZoneInfo("Australia/Lord_Howe")).date(), time(10), "Australia/Lord_Howe") for start, _ in spans(download)]  # fmt: skip
    assert [start for start, _ in spans(download)] == expected
    assert len(expected) > 3


def test_files_without_a_date_are_whole_too(cast: Cast, signed_in: SignedIn) -> None:
    """RFC 5545 §3.4: a calendar has at least one component."""
    files = [signed_in(cast.leo).get("/api/v1/reminders/calendar").data, calendar.feed_file([], "Daybook")]
    for one in understood(files):
        assert (one["dates"], one["parts"]) == ([], 1)


NAMES = (
    "Días, ñandú; y más: «mañana» \\ otra vez",
    "日々の予定を書いておくためのとても長い名前の手帳、そしてもう少し",
    "📅" * 30,
    "ä" * 60 + ";" + "ö" * 60,
    "Two\nlines",
)


@pytest.mark.parametrize("name", NAMES)
def test_long_names_in_any_script_are_folded_and_escaped_so_that_they_read_back_whole(name: str) -> None:
    entry = Entry("uid", name, SPRING, SPRING + timedelta(hours=1), SPRING, 12)
    content = calendar.feed_file([entry], name)
    lines(content)
    [one] = understood([content])
    assert (one["name"], one["dates"][0]["title"], one["dates"][0]["sequence"]) == (name, name, 12)


def test_the_parser_refuses_what_is_no_calendar() -> None:
    """Otherwise its yes would mean nothing."""
    for broken in (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nSUMMARY\r\nEND:VCALENDAR\r\n",
    ):
        with pytest.raises(subprocess.CalledProcessError):
            understood([broken])
