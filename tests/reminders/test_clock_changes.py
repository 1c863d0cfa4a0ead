"""Both clock changes of the year in five zones: once, and at the right instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from companion.reminders.rules import (
    prompt_occurrence,
)  # fmt: skip
from tests.reminders.meetings import NY, OPEN, meeting, soon

# zone, local day, wall time, UTC instant of the prompt at that wall time, UTC instant 30 minutes before a session then
GOLDEN = [
    # New York: clocks go forward on 8 March 2026 at 2:00, back on 1 November 2026 at 2:00
    (NY, "2026-03-07", "20:00", "2026-03-08T01:00", "2026-03-08T00:30"),
    (NY, "2026-03-08", "20:00", "2026-03-09T00:00", "2026-03-08T23:30"),
    (NY, "2026-03-08", "01:59", "2026-03-08T06:59", "2026-03-08T06:29"),
    (NY, "2026-03-08", "02:00", "2026-03-08T07:00", "2026-03-08T06:30"),
    (NY, "2026-03-08", "02:30", "2026-03-08T07:00", "2026-03-08T06:30"),
    (NY, "2026-03-08", "03:00", "2026-03-08T07:00", "2026-03-08T06:30"),
    (NY, "2026-03-08", "03:15", "2026-03-08T07:15", "2026-03-08T06:45"),
    (NY, "2026-10-31", "20:00", "2026-11-01T00:00", "2026-10-31T23:30"),
    (NY, "2026-11-01", "00:30", "2026-11-01T04:30", "2026-11-01T04:00"),
    (NY, "2026-11-01", "01:00", "2026-11-01T05:00", "2026-11-01T04:30"),
    (NY, "2026-11-01", "01:30", "2026-11-01T05:30", "2026-11-01T05:00"),
    (NY, "2026-11-01", "02:00", "2026-11-01T07:00", "2026-11-01T06:30"),
    (NY, "2026-11-01", "02:15", "2026-11-01T07:15", "2026-11-01T06:45"),
    (NY, "2026-11-01", "20:00", "2026-11-02T01:00", "2026-11-02T00:30"),
    # Phoenix never changes
    ("America/Phoenix", "2026-03-07", "20:00", "2026-03-08T03:00", "2026-03-08T02:30"),
    ("America/Phoenix", "2026-03-08", "02:30", "2026-03-08T09:30", "2026-03-08T09:00"),
    ("America/Phoenix", "2026-03-08", "20:00", "2026-03-09T03:00", "2026-03-09T02:30"),
    ("America/Phoenix", "2026-11-01", "01:30", "2026-11-01T08:30", "2026-11-01T08:00"),
    ("America/Phoenix", "2026-11-01", "20:00", "2026-11-02T03:00", "2026-11-02T02:30"),
    # Helsinki: forward on 29 March 2026 at 3:00, back on 25 October 2026 at 4:00
    ("Europe/Helsinki", "2026-03-28", "20:00", "2026-03-28T18:00", "2026-03-28T17:30"),
    ("Europe/Helsinki", "2026-03-29", "02:59", "2026-03-29T00:59", "2026-03-29T00:29"),
    ("Europe/Helsinki", "2026-03-29", "03:00", "2026-03-29T01:00", "2026-03-29T00:30"),
    ("Europe/Helsinki", "2026-03-29", "03:30", "2026-03-29T01:00", "2026-03-29T00:30"),
    ("Europe/Helsinki", "2026-03-29", "04:00", "2026-03-29T01:00", "2026-03-29T00:30"),
    ("Europe/Helsinki", "2026-03-29", "20:00", "2026-03-29T17:00", "2026-03-29T16:30"),
    ("Europe/Helsinki", "2026-10-25", "03:00", "2026-10-25T00:00", "2026-10-24T23:30"),
    ("Europe/Helsinki", "2026-10-25", "03:30", "2026-10-25T00:30", "2026-10-25T00:00"),
    ("Europe/Helsinki", "2026-10-25", "04:00", "2026-10-25T02:00", "2026-10-25T01:30"),
    ("Europe/Helsinki", "2026-10-25", "20:00", "2026-10-25T18:00", "2026-10-25T17:30"),
    # Lord Howe moves by half an hour: back on 5 April 2026 at 2:00, forward on 4 October 2026 at 2:00
    ("Australia/Lord_Howe", "2026-04-04", "20:00", "2026-04-04T09:00", "2026-04-04T08:30"),
    ("Australia/Lord_Howe", "2026-04-05", "01:30", "2026-04-04T14:30", "2026-04-04T14:00"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45", "2026-04-04T14:15"),
    ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04T15:30", "2026-04-04T15:00"),
    ("Australia/Lord_Howe", "2026-04-05", "20:00", "2026-04-05T09:30", "2026-04-05T09:00"),
    ("Australia/Lord_Howe", "2026-10-04", "01:59", "2026-10-03T15:29", "2026-10-03T14:59"),
    ("Australia/Lord_Howe", "2026-10-04", "02:00", "2026-10-03T15:30", "2026-10-03T15:00"),
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30", "2026-10-03T15:00"),
    ("Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03T15:30", "2026-10-03T15:00"),
    ("Australia/Lord_Howe", "2026-10-04", "20:00", "2026-10-04T09:00", "2026-10-04T08:30"),
    # Apia: no change of clocks since 2021; it skipped 30 December 2011 altogether
    ("Pacific/Apia", "2026-04-05", "20:00", "2026-04-05T07:00", "2026-04-05T06:30"),
    ("Pacific/Apia", "2026-09-27", "02:30", "2026-09-26T13:30", "2026-09-26T13:00"),
    ("Pacific/Apia", "2011-12-29", "20:00", "2011-12-30T06:00", "2011-12-30T05:30"),
    ("Pacific/Apia", "2011-12-31", "20:00", "2011-12-31T06:00", "2011-12-31T05:30"),
]


def test_the_golden_table_is_long_enough() -> None:
    assert len(GOLDEN) >= 40


@pytest.mark.parametrize(("zone", "day", "wall", "prompt_at", "soon_at"), GOLDEN)
def test_clock_times_are_local_and_minutes_before_are_minutes(
    zone: str, day: str, wall: str, prompt_at: str, soon_at: str
) -> None:
    local, clock = date.fromisoformat(day), time.fromisoformat(wall)
    prompt = prompt_occurrence(local, replace(OPEN, prompt_time=clock), zone)
    assert prompt is not None
    assert prompt.due_at == datetime.fromisoformat(prompt_at).replace(tzinfo=UTC)
    assert soon(meeting(local, clock, zone)) == datetime.fromisoformat(soon_at).replace(tzinfo=UTC)
