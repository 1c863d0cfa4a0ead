"""The calendar file for phones that reminders do not reach, read back by RFC 5545 written down here once more."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.kernel.database import transaction
from companion.kernel.timezones import to_instant
from companion.schedule import service as schedule
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import change, wish
from tests.reminders.test_wording import BANNED
from tests.support.ical import lines

PATH = "/api/v1/reminders/calendar"


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
    return datetime.strptime(event["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@pytest.fixture
def browser(mia: Owned, cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def test_each_visit_is_one_date_with_its_alarm_wherever_the_phone_is(browser: FlaskClient, mia: Owned) -> None:
    wish(mia, lead_minutes=45)
    with transaction():
        accounts.report_zone(mia.id, "Europe/Helsinki", NOW)
    answer = browser.get(PATH)
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    found = events(answer.data)
    assert [starts(one) for one in found[:3]] == [at(16), at(16, day=11), at(16, day=12)]
    assert found[0]["DTEND"] == "20260310T231500Z", "three segments are one visit"
    assert {one["ALARM TRIGGER"] for one in found} == {"-PT45M"}
    assert {one["ALARM ACTION"] for one in found} == {"DISPLAY"}
    assert len({one["UID"] for one in found}) == len(found)


def test_it_gives_nothing_away(browser: FlaskClient, mia: Owned) -> None:
    wish(mia, level="words", my_words="Canary")
    content = browser.get(PATH).data.decode()
    assert not re.search(BANNED, content, re.IGNORECASE)
    for word in ("Mia", "Maple", "Skills", "Dana", "Room", "Canary", "New_York", str(mia.id), mia.id.hex, "http", "@"):
        assert word not in content
    assert "SUMMARY:Busy" in content


def test_it_speaks_the_persons_language(browser: FlaskClient, mia: Owned) -> None:
    with transaction():
        accounts.choose_language(mia.id, "es")
    assert {one["SUMMARY"] for one in events(browser.get(PATH).data)} == {"Ocupado"}


def test_what_was_cancelled_is_not_in_it_and_without_the_wish_there_is_no_alarm(
    browser: FlaskClient, mia: Owned
) -> None:
    for session in schedule.sessions_of(mia.id, NOW.date(), NOW.date()):
        change(session.id, NOW, cancel=True)
    wish(mia, session_soon=False)
    found = events(browser.get(PATH).data)
    assert starts(found[0]) == at(16, day=11)
    assert not [name for one in found for name in one if name.startswith("ALARM")]


def test_after_completion_the_check_ups_are_in_it_in_the_zone_of_the_phone(browser: FlaskClient, mia: Owned) -> None:
    with transaction():
        accounts.report_zone(mia.id, "America/Phoenix", NOW)
        schedule.complete_enrollment(mia.id, date(2026, 3, 9), NOW)
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
