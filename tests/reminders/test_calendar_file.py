"""The calendar file for phones that reminders do not reach, read back by RFC 5545 written down here once more."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.kernel.database import transaction
from companion.kernel.timezones import to_instant
from companion.program import service as program
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import change, wish
from tests.reminders.test_wording import BANNED

PATH = "/api/v1/reminders/calendar"


def lines(content: bytes) -> list[str]:
    """Content lines, unfolded (§3.1): CRLF, at most 75 octets, a space goes on."""
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    return re.sub(r"\r\n[ \t]", "", content.decode()).rstrip("\r\n").split("\r\n")


def events(content: bytes) -> list[dict[str, str]]:
    """One dictionary an event; names of properties inside its alarm begin with ALARM."""
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in lines(content):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            found += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif "VEVENT" in inside:
            found[-1][("ALARM " if inside[-1] == "VALARM" else "") + name] = value
    assert inside == []
    return found


def starts(event: dict[str, str]) -> datetime:
    [(name, value)] = [(name, value) for name, value in event.items() if name.startswith("DTSTART")]
    zone = name.partition("TZID=")[2]
    return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(zone))


@pytest.fixture
def browser(mia: Owned, cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def test_each_visit_is_one_date_with_its_alarm_in_the_program_zone(browser: FlaskClient, mia: Owned) -> None:
    wish(mia, lead_minutes=45)
    with transaction():
        accounts.report_zone(mia.id, "Europe/Helsinki", NOW)
    answer = browser.get(PATH)
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    found = events(answer.data)
    assert [starts(one) for one in found[:3]] == [at(16), at(16, day=11), at(16, day=12)]
    assert found[0]["DTEND;TZID=America/New_York"] == "20260310T191500", "three segments are one visit"
    assert {one["ALARM TRIGGER"] for one in found} == {"-PT45M"}
    assert {one["ALARM ACTION"] for one in found} == {"DISPLAY"}
    assert len({one["UID"] for one in found}) == len(found)


def test_after_the_clocks_changed_it_is_still_four_in_the_afternoon(browser: FlaskClient, mia: Owned) -> None:
    """By the zone that is written into the file, for calendars that know no other."""
    with transaction():
        program.extend(mia.id, date(2026, 12, 31))
    content = browser.get(PATH).data
    written = tz.tzical(io.StringIO("\n".join(lines(content)))).get("America/New_York")
    for event in events(content):
        local = starts(event).replace(tzinfo=None)
        assert local.time() == time(16)
        assert local.replace(tzinfo=written).utcoffset() == starts(event).utcoffset()


def test_it_gives_nothing_away(browser: FlaskClient, mia: Owned) -> None:
    wish(mia, level="words", my_words="Canary")
    content = browser.get(PATH).data.decode()
    zones_aside = re.sub(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", "", content, flags=re.DOTALL)
    assert not re.search(BANNED, zones_aside, re.IGNORECASE)
    for word in ("Mia", "Maple", "Skills", "Dana", "Room", "Canary", str(mia.id), mia.id.hex, "http", "@"):
        assert word not in content
    assert "SUMMARY:Time set aside" in content


def test_it_speaks_the_persons_language(browser: FlaskClient, mia: Owned) -> None:
    with transaction():
        accounts.choose_language(mia.id, "es")
    assert {one["SUMMARY"] for one in events(browser.get(PATH).data)} == {"Tiempo reservado"}


def test_what_was_cancelled_is_not_in_it_and_without_the_wish_there_is_no_alarm(
    browser: FlaskClient, mia: Owned
) -> None:
    for session in program.sessions_of(mia.id, NOW.date(), NOW.date()):
        change(session.id, NOW, cancel=True)
    wish(mia, session_soon=False)
    found = events(browser.get(PATH).data)
    assert starts(found[0]) == at(16, day=11)
    assert not [name for one in found for name in one if name.startswith("ALARM")]


def test_after_completion_the_check_ups_are_in_it_in_the_zone_of_the_phone(browser: FlaskClient, mia: Owned) -> None:
    with transaction():
        accounts.report_zone(mia.id, "America/Phoenix", NOW)
        program.complete(mia.id, date(2026, 3, 9), NOW)
    first = events(browser.get(PATH).data)[0]
    assert starts(first) == to_instant(date(2026, 3, 10), time(10), "America/Phoenix")
    assert first["ALARM TRIGGER"] in ("PT0S", "-PT0S", "P0D")


def test_the_same_date_keeps_its_id_so_that_a_second_download_doubles_nothing(browser: FlaskClient) -> None:
    first, second = events(browser.get(PATH).data), events(browser.get(PATH).data)
    assert [one["UID"] for one in first] == [one["UID"] for one in second]


def test_before_the_first_program_the_file_is_empty_and_whole(cast: Cast, signed_in: SignedIn) -> None:
    content = signed_in(cast.leo).get(PATH).data
    assert events(content) == []
    assert lines(content)[0] == "BEGIN:VCALENDAR"


def test_it_belongs_to_participants_who_are_signed_in(cast: Cast, client: FlaskClient, signed_in: SignedIn) -> None:
    assert client.get(PATH).status_code == 401
    assert signed_in(cast.dana).get(PATH).status_code == 403
    assert signed_in(cast.mia).get(PATH + "?participant=1").status_code == 422
