"""However a pattern is edited, the calendar is what a rebuild from scratch would make of it; wall times hold through a year
of clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.enrollment import rules
from companion.program.pattern import Version, cut
from companion.program.rules import Closed, Pattern
from companion.schedule import reconcile
from companion.schedule.reconcile import Planned, Written
from companion.schedule.rules import COUNTED_ON

TRACK = UUID(int=7)
START = date(2026, 3, 2)
NOW = datetime(2026, 3, 10, 17, tzinfo=UTC)
TODAY, LAST = NOW.date(), NOW.date() + timedelta(days=120)

days = st.integers(0, 100).map(lambda n: TODAY + timedelta(days=n))
patterns = st.builds(
    lambda weekday, hour, place: Pattern(weekday, time(hour), time(hour + 1), "workshop", "Circle", place),
    st.integers(0, 6),
    st.integers(7, 20),
    st.sampled_from(["Room 1", "Room 2", "Garden"]),
)
edits = st.lists(
    st.tuples(st.integers(0, 2), days, st.none() | st.integers(0, 40), st.none() | patterns), min_size=1, max_size=8
)
closures = st.lists(
    st.tuples(days, st.integers(0, 9)).map(lambda d: Closed(d[0], d[0] + timedelta(days=d[1]))), max_size=3
)
Line = dict[UUID, Version]


def apply(line: Line, first: date, until: date | None, new: Pattern | None) -> Line:
    """What the database does with a cut."""
    made = cut(line, first, until, new)
    ended = {key: Version(one.since, made.ended.get(key, one.until), one.pattern) for key, one in line.items()}
    return ended | {uuid4(): one for one in made.begun}


def on(line: Line, day: date) -> Pattern | None:
    found = [one.pattern for one in line.values() if one.since <= day < one.until]
    assert len(found) <= 1, "two versions of one segment on one day"
    return found[0] if found else None


@given(edits)
def test_on_every_day_the_last_word_about_it_counts_and_versions_never_overlap(sequence):
    base = Pattern(1, time(9), time(10), "workshop", "Circle", "Room 0")
    line: Line = {uuid4(): Version(date.min, date.max, base)}
    said: dict[date, Pattern | None] = {}
    for _, first, length, new in sequence:
        until = None if length is None else first + timedelta(days=length + 1)
        line = apply(line, first, until, new)
        said |= dict.fromkeys(_span(first, until), new)
    for day in _span(START, LAST):
        assert on(line, day) == said.get(day, base)


def _span(first: date, until: date | None) -> list[date]:
    end = until or LAST
    return [first + timedelta(days=n) for n in range((end - first).days)]


def wanted(lines: dict[UUID, Line], closed: list[Closed], zone: str = "America/New_York") -> dict:
    return reconcile.planned(
        TRACK, {key: list(line.values()) for key, line in lines.items()}, zone, TODAY, LAST, closed
    )


def settle(calendar: dict, lines: dict[UUID, Line], closed: list[Closed]) -> int:
    """One look at the calendar, as the database keeps it; returns how many rows it touched."""
    changes = reconcile.reconcile(wanted(lines, closed), calendar, {TRACK: LAST + timedelta(days=1)}, NOW)
    for key, plan in changes.add.items():
        calendar[key] = Written(uuid4(), plan, True, False)
    by_id = {one.id: key for key, one in calendar.items()}
    for each in changes.rewrite:
        calendar[by_id[each.written.id]] = Written(each.written.id, each.planned, True, False)
    for one in changes.cancel:
        old = calendar[by_id[one]]
        calendar[by_id[one]] = Written(one, old.planned, False, False)
    for one in changes.remove:
        del calendar[by_id[one]]
    return len(changes)


def ahead(calendar: dict) -> dict[object, Planned]:
    return {key: one.planned for key, one in calendar.items() if one.on and one.planned.starts_at > NOW}


@settings(deadline=None)
@given(st.lists(patterns, min_size=1, max_size=3), edits, closures)
def test_any_sequence_of_edits_leaves_what_a_rebuild_from_scratch_would_write(weekly, sequence, closed):
    lines: dict[UUID, Line] = {uuid4(): {uuid4(): Version(date.min, date.max, one)} for one in weekly}
    calendar: dict = {}
    settle(calendar, lines, [])
    for number, first, length, new in sequence:
        segment = list(lines)[number % len(lines)]
        until = None if length is None else first + timedelta(days=length + 1)
        lines[segment] = apply(lines[segment], first, until, new)
        settle(calendar, lines, [])
    settle(calendar, lines, closed)
    scratch: dict = {}
    settle(scratch, lines, closed)
    assert ahead(calendar) == ahead(scratch)
    assert settle(calendar, lines, closed) == 0, "a second look finds nothing to do"


@settings(deadline=None)
@given(patterns, days, patterns)
def test_a_change_touches_no_meeting_before_its_day_and_none_that_stays_the_same(old, first, new):
    segment = uuid4()
    lines: dict[UUID, Line] = {segment: {uuid4(): Version(date.min, date.max, old)}}
    calendar: dict = {}
    settle(calendar, lines, [])
    before = dict(calendar)
    lines[segment] = apply(lines[segment], first, None, new)
    touched = settle(calendar, lines, [])
    different = {key for key in before.keys() | calendar.keys() if before.get(key) != calendar.get(key)}
    assert touched == len(different)
    assert all(key[1] >= first for key in different)
    near = {key for key, one in before.items() if one.planned.starts_at <= NOW + COUNTED_ON}
    assert near <= calendar.keys(), "what people may have read is called off in words, never gone"


# The zone, and (day, UTC hour and minute of 09:00 on the wall) around each of its clock changes.
A_YEAR = {
    "America/New_York": [
        (date(2026, 3, 6), (14, 0)), (date(2026, 3, 9), (13, 0)),
        (date(2026, 10, 30), (13, 0)), (date(2026, 11, 2), (14, 0)),
    ],
    "Europe/Helsinki": [
        (date(2026, 3, 27), (7, 0)), (date(2026, 3, 30), (6, 0)),
        (date(2026, 10, 23), (6, 0)), (date(2026, 10, 26), (7, 0)),
    ],
    "Australia/Lord_Howe": [
        (date(2026, 4, 3), (22, 0)), (date(2026, 4, 6), (22, 30)),
        (date(2026, 10, 2), (22, 30)), (date(2026, 10, 5), (22, 0)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("zone", A_YEAR)
def test_through_a_year_every_meeting_stands_at_its_wall_time(zone):
    weekly = {
        uuid4(): [Version(date.min, date.max, Pattern(n, time(9), time(10, 30), "workshop", "C"))] for n in range(7)
    }
    found = reconcile.planned(TRACK, weekly, zone, date(2026, 1, 1), date(2026, 12, 31), [])
    assert len(found) == 365
    for (_, day), one in found.items():
        local = one.starts_at.astimezone(ZoneInfo(zone))
        assert (local.date(), local.hour, local.minute) == (day, 9, 0)
        assert one.ends_at - one.starts_at == timedelta(minutes=90)
    at = {day: one.starts_at for (_, day), one in found.items()}
    for day, wall in A_YEAR[zone]:
        assert (at[day].hour, at[day].minute) == wall, day


@pytest.mark.parametrize("zone", A_YEAR)
@pytest.mark.parametrize("hour", [0, 1, 2, 3])
def test_a_meeting_at_night_happens_once_on_each_day_even_when_the_clock_jumps(zone, hour):
    weekly = [
        Version(date.min, date.max, Pattern(n, time(hour, 15), time(hour, 45), "workshop", "C")) for n in range(7)
    ]
    found = reconcile.planned(TRACK, {uuid4(): [one] for one in weekly}, zone, date(2026, 1, 1), date(2026, 12, 31), [])
    starts = sorted(one.starts_at for one in found.values())
    assert len(starts) == len(set(starts)) == 365
    assert all(timedelta(hours=22) < b - a < timedelta(hours=26) for a, b in pairwise(starts))
    assert all(one.starts_at < one.ends_at for one in found.values())


@pytest.mark.parametrize("zone", A_YEAR)
def test_an_edit_on_the_day_of_a_clock_change_moves_by_wall_time(zone):
    for day in (A_YEAR[zone][1][0], A_YEAR[zone][3][0]):
        old = Pattern(day.weekday(), time(9), time(10), "workshop", "C")
        line = apply(
            {uuid4(): Version(date.min, date.max, old)},
            day,
            None,
            Pattern(day.weekday(), time(11), time(12), "workshop", "C"),
        )
        found = reconcile.planned(TRACK, {uuid4(): list(line.values())}, zone, day - timedelta(days=7), day, [])
        walls = [
            one.starts_at.astimezone(ZoneInfo(zone)).hour for _, one in sorted(found.items(), key=lambda kv: kv[0][1])
        ]
        assert walls == [9, 11]


def test_weeks_follow_the_soft_end():
    first = date(2026, 3, 2)
    assert rules.about_weeks(first, None, 10) == 10
    assert rules.about_weeks(first, first + timedelta(weeks=10, days=-1), 4) == 10
    assert rules.about_weeks(first, first + timedelta(weeks=14), 10) == 15
