"""What a calendar app reads: neutral, stable from reading to reading, and different exactly where a date is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.timezones import local_time
from companion.program import service as program
from companion.program.rules import Pattern
from companion.reminders.calendar import TITLES
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from tests.cast import NOW, ZONE, Cast
from tests.conftest import SignedIn
from tests.program.builders import EVENINGS, track_id
from tests.reminders.conftest import at
from tests.reminders.feeds import address, allow, enroll, read
from tests.reminders.steps import change
from tests.reminders.test_wording import BANNED
from tests.support.ical import lines, understood
from tests.support.statements import overheard

LATER = NOW + timedelta(hours=2)
ALONE = Pattern(4, time(9), time(10), "individual", "Canary", "Canary Street", "https://zebra.example/room", "Quokka")


@pytest.fixture
def path(cast: Cast, signed_in: SignedIn) -> str:
    """The address of Mia's calendar: Tue, Wed, Thu, 4:00 to 7:15 pm, in New York."""
    allow()
    enroll(cast.mia)
    return address(signed_in(cast.mia))


def dates(client: FlaskClient, path: str, now: datetime = NOW) -> dict[datetime, dict[str, object]]:
    """Start → what ical.js read of that date."""
    with clock.fixed(now):
        answer = read(client, path)
    assert answer.status_code == 200
    [calendar] = understood([answer.data])
    return {datetime.fromtimestamp(one["starts"], UTC): one for one in calendar["dates"]}


def test_it_reaches_from_a_week_ago_to_eight_weeks_ahead(path: str, client: FlaskClient) -> None:
    found = sorted(dates(client, path))
    assert (found[0], found[-1]) == (at(16, day=3), at(16, day=10) + timedelta(weeks=8))
    assert len(found) == 3 + 3 * 8 + 1


def test_the_answer_is_for_this_calendar_alone_and_for_no_search_engine(path: str, client: FlaskClient) -> None:
    headers = read(client, path).headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["ETag"]
    assert "Set-Cookie" not in headers


def test_head_says_the_same_without_the_dates(path: str, client: FlaskClient) -> None:
    whole, head = read(client, path), client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert int(head.headers["Content-Length"]) == len(whole.data)


def test_what_has_not_changed_is_not_sent_again(path: str, client: FlaskClient) -> None:
    first = read(client, path)
    with clock.fixed(LATER):
        again = read(client, path, **{"If-None-Match": first.headers["ETag"]})
        other = read(client, path, **{"If-None-Match": '"something-else"'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert (other.status_code, other.data) == (200, first.data)


def test_the_next_day_tells_the_same_dates_under_the_same_numbers(path: str, client: FlaskClient) -> None:
    before, after = dates(client, path), dates(client, path, NOW + timedelta(days=1))
    shared = before.keys() & after.keys()
    assert len(shared) > 20
    assert all(before[one] == after[one] for one in shared)


def parts(day: date) -> list[SessionView]:
    """The meetings of one evening, which are one visit."""
    of = program.program_by_slug("maple")
    assert of is not None
    return [one for one in schedule.sessions_of_program(of.id, day, day) if one.track_id == track_id()]


def later(wall: datetime) -> time:
    return local_time(wall + timedelta(hours=1), ZONE)


def test_a_moved_visit_moves_under_its_id_with_the_next_number(path: str, client: FlaskClient) -> None:
    before = dates(client, path)[at(16, day=12)]
    for part in reversed(parts(date(2026, 3, 12))):
        change(part.id, NOW, starts=later(part.starts_at), ends=later(part.ends_at))
    found = dates(client, path, LATER)
    after = found[at(17, day=12)]
    assert at(16, day=12) not in found
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (after["stamp"], after["modified"]) == (LATER.timestamp(), LATER.timestamp())


def test_a_cancelled_visit_is_gone_and_comes_back_as_what_it_was(path: str, client: FlaskClient) -> None:
    before = dates(client, path)[at(16, day=12)]
    for part in parts(date(2026, 3, 12)):
        change(part.id, NOW, cancel=True)
    assert at(16, day=12) not in dates(client, path, LATER)
    for part in parts(date(2026, 3, 12)):
        change(part.id, LATER)
    assert dates(client, path, LATER)[at(16, day=12)] == before


def test_with_the_last_part_cancelled_the_visit_ends_earlier(path: str, client: FlaskClient) -> None:
    change(parts(date(2026, 3, 12))[-1].id, NOW, cancel=True)
    assert dates(client, path, LATER)[at(16, day=12)]["ends"] == at(17, 45, day=12).timestamp()


def test_what_changes_far_ahead_without_a_word_is_told_too(path: str, client: FlaskClient) -> None:
    far = at(16, day=5) + timedelta(weeks=8) - timedelta(hours=1)
    before = dates(client, path)[far]
    allow(segments=EVENINGS.replace("starts: 16:00", "starts: 15:00"))
    after = dates(client, path, LATER)[far - timedelta(hours=1)]
    assert (after["uid"], after["sequence"]) == (before["uid"], 1)


def test_own_days_are_the_persons_calendar(path: str, client: FlaskClient, cast: Cast) -> None:
    with transaction():
        enrollment.set_own_days(cast.mia, [1], NOW.date(), NOW)
    ahead = [one for one in dates(client, path) if one > NOW]
    assert {one.weekday() for one in ahead} == {1}


def test_it_gives_nothing_away(path: str, client: FlaskClient, cast: Cast) -> None:
    with transaction():
        schedule.add_one_to_one(cast.mia, track_id(), date(2026, 3, 13), ALONE, NOW)
    content = read(client, path).data.decode()
    assert not re.search(BANNED, content, re.IGNORECASE)
    for word in (
        "Mia",
        "Maple",
        "Skills",
        "Dana",
        "Room",
        "New_York",
        "America",
        "http",
        "@",
        "Canary",
        "zebra",
        "Quokka",
    ):
        assert word not in content, word
    assert cast.mia.hex not in content.replace("-", "")
    said = {line.partition(":")[0] for line in lines(content.encode())}
    assert said == {
        "BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL;VALUE=DURATION", "X-PUBLISHED-TTL", "SUMMARY", "UID",
        "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "CLASS", "STATUS",
    }  # fmt: skip
    assert "X-WR-CALNAME:Daybook" in content


def test_it_speaks_the_persons_language(path: str, client: FlaskClient, cast: Cast) -> None:
    with transaction():
        accounts.choose_language(cast.mia, "es")
    assert {one["title"] for one in dates(client, path).values()} == {"Ocupado"}


@pytest.mark.parametrize("title", TITLES.values())
def test_the_title_would_do_for_a_lock_screen(title: str) -> None:
    """Calendars show it there by themselves."""
    assert not re.search(BANNED, title, re.IGNORECASE)
    assert len(title) <= 60


def test_a_reading_costs_a_fixed_number_of_statements(path: str, client: FlaskClient, cast: Cast) -> None:
    def cost(now: datetime) -> int:
        with overheard() as seen, clock.fixed(now):
            assert read(client, path).status_code == 200
        return len(seen)

    few = cost(NOW)
    allow(segments=EVENINGS.replace("[tue, wed, thu]", "[mon, tue, wed, thu, fri, sat]"))
    enroll(cast.leo)
    assert cost(LATER) <= few <= 12
