"""Working hours by the hours a program's phones state, across nights, weekends, lunch and both clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from companion.kernel.timezones import to_instant
from companion.program.phones import Clock, Phone, WeeklyHours, after_open_hours

ZONE = "America/New_York"
DAYS = (0, 1, 2, 3, 4)
DESK = Phone("Desk", "1", (WeeklyHours(DAYS, Clock(time(9), time(17))),))
LUNCH = Phone("Desk", "1", (WeeklyHours(DAYS, Clock(time(9), time(12))), WeeklyHours(DAYS, Clock(time(13), time(17)))))
EVENING = Phone("Evenings", "2", (WeeklyHours((1, 2), Clock(time(16), time(20))),))
SILENT = Phone("Fax", "3")
FOUR = timedelta(hours=4)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return to_instant(date(2026, month, day), time(hour, minute), ZONE)


@pytest.mark.parametrize(
    ("phones", "since", "until"),
    [
        ([DESK], at(10, 9), at(10, 13)),
        ([DESK], at(10, 13), at(10, 17)),
        ([DESK], at(10, 15), at(11, 11)),
        ([DESK], at(10, 17), at(11, 13)),
        ([DESK], at(10, 23, 59), at(11, 13)),
        ([DESK], at(11, 3), at(11, 13)),
        ([DESK], at(13, 16), at(16, 12)),
        ([DESK], at(14, 10), at(16, 13)),
        ([LUNCH], at(10, 11), at(10, 16)),
        ([DESK, EVENING], at(10, 15), at(10, 19)),
        ([EVENING, DESK, SILENT], at(10, 18), at(11, 11)),
        ([DESK, DESK], at(10, 15), at(11, 11)),
        ([DESK], at(6, 16), at(9, 12)),
        ([DESK], at(30, 16, month=10), at(2, 12, month=11)),
    ],
)
def test_four_working_hours_later(phones: list[Phone], since: datetime, until: datetime) -> None:
    assert after_open_hours(phones, ZONE, (), since, FOUR) == until


@pytest.mark.parametrize("phones", [[], [SILENT]])
def test_where_no_hours_are_stated_every_hour_counts(phones: list[Phone]) -> None:
    assert after_open_hours(phones, ZONE, (), at(14, 23), FOUR) == at(14, 23) + FOUR


def test_hours_that_hardly_ever_come_do_not_keep_anybody_waiting_for_weeks() -> None:
    rare = Phone("Rare", "4", (WeeklyHours((6,), Clock(time(9), time(9, 30))),))
    assert after_open_hours([rare], ZONE, (), at(9, 9), FOUR) == at(9, 9) + FOUR


def test_the_hours_are_the_programs_wall_time_wherever_the_server_stands() -> None:
    since = datetime(2026, 3, 10, 21, tzinfo=UTC)  # 5 pm in New York, 2 pm in Phoenix
    assert after_open_hours([DESK], "America/Phoenix", (), since, FOUR) == datetime(2026, 3, 11, 17, tzinfo=UTC)
