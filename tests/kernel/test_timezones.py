"""Wall times become instants, also on the days when clocks change."""

from datetime import UTC, date, datetime, time

import pytest

from companion.kernel import timezones
from companion.kernel.errors import Invalid

# (zone, local day, wall time, UTC instant): the rule is "gap → first valid instant after, overlap → the first one".
CASES = [
    ("America/New_York", date(2026, 3, 8), time(1, 59), datetime(2026, 3, 8, 6, 59)),
    ("America/New_York", date(2026, 3, 8), time(2, 0), datetime(2026, 3, 8, 7, 0)),
    ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 0)),
    ("America/New_York", date(2026, 3, 8), time(3, 0), datetime(2026, 3, 8, 7, 0)),
    ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30)),
    ("America/New_York", date(2026, 11, 1), time(2, 0), datetime(2026, 11, 1, 7, 0)),
    ("America/Phoenix", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 9, 30)),
    ("Europe/Helsinki", date(2026, 3, 29), time(3, 15), datetime(2026, 3, 29, 1, 0)),
    ("Europe/Helsinki", date(2026, 10, 25), time(3, 15), datetime(2026, 10, 25, 0, 15)),
    ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), datetime(2026, 10, 3, 15, 30)),
    ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), datetime(2026, 4, 4, 14, 45)),
    ("Pacific/Apia", date(2011, 12, 30), time(12, 0), datetime(2011, 12, 30, 10, 0)),
]


@pytest.mark.parametrize(("name", "day", "wall", "instant"), CASES)
def test_a_wall_time_becomes_the_instant_people_would_expect(name, day, wall, instant):
    assert timezones.to_instant(day, wall, name) == instant.replace(tzinfo=UTC)


def test_the_local_day_follows_the_zone_and_not_the_server():
    late = datetime(2026, 3, 10, 3, 30, tzinfo=UTC)
    assert timezones.local_day(late, "America/New_York") == date(2026, 3, 9)
    assert timezones.local_day(late, "Europe/Helsinki") == date(2026, 3, 10)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "EST5EDT4", "../etc/passwd", "america/new_york", "localtime"])
def test_a_zone_nobody_knows_is_refused_with_an_example(name):
    with pytest.raises(Invalid, match="unknown_zone"):
        timezones.zone(name)


@pytest.mark.parametrize(
    ("reported", "meant"),
    [
        ("America/New_York", "America/New_York"), ("america/new_york", "America/New_York"), (" UTC ", "UTC"),
        ("US/Pacific", "America/Los_Angeles"), ("us/pacific", "America/Los_Angeles"), ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"), ("Europe/Oslo", "Europe/Oslo"), ("EST5EDT", "EST5EDT"),
        ("UTC+5", "Etc/GMT-5"), ("GMT-03:00", "Etc/GMT+3"), ("+05:00", "Etc/GMT-5"),
        ("+05:30", None), ("UTC+20", None), ("Etc/Unknown", None), ("", None), (None, None), ("Mars/Olympus", None),
        ("localtime", None), ("../etc/passwd", None), ("\x00", None), ("x" * 70_000, None), ("undefined", None),
    ],
)  # fmt: skip
def test_what_a_phone_calls_its_zone_is_understood_or_unknown_and_never_an_error(reported, meant):
    assert timezones.repaired(reported) == meant


def test_every_name_of_before_leads_to_one_that_is_known_and_stays_as_it_is():
    for name in timezones._RENAMED:
        assert timezones.is_zone(timezones.repaired(name)), name
        assert timezones.repaired(timezones.repaired(name)) == timezones.repaired(name), name
