"""When something is due, in whatever zone and on whatever day of the year; and when it may leave. Pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from companion.kernel.timezones import to_instant
from companion.reminders import rules
from companion.reminders.rules import (
    CHANGED,
    CHECKUP,
    DROP,
    HIGH,
    KINDS,
    LOW,
    NORMAL,
    PROMPT,
    RESEND_ONCE,
    SOON,
    TOMORROW,
    UNTIL_ACCEPTED,
    Meeting,
    Wishes,
    after_quiet,
    change_occurrences,
    day_occurrence,
    is_quiet,
    prompt_occurrence,
    session_occurrences,
    slot_of,
)  # fmt: skip
from companion.reminders.verdicts import Due, Facts, newest_only, still_wanted

NY = "America/New_York"
MIA, LEO = UUID(int=1), UUID(int=2)
OPEN = Wishes(quiet_from=time(0), quiet_until=time(0))


def meeting(day: date, starts: time, zone: str = NY, hours: float = 1, **changes: object) -> Meeting:
    begin = to_instant(day, starts, zone)
    made = Meeting(UUID(int=7), zone, day, begin, begin + timedelta(hours=hours), True, None, None)
    return replace(made, **changes)  # type: ignore[arg-type]


def soon(one: Meeting, wishes: Wishes = OPEN) -> datetime | None:
    return next((each.due_at for each in session_occurrences([one], wishes, one.zone) if each.kind == SOON), None)


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


@pytest.mark.parametrize(
    ("kind", "after_crash", "urgency"),
    [(SOON, RESEND_ONCE, HIGH), (TOMORROW, RESEND_ONCE, NORMAL), (CHANGED, UNTIL_ACCEPTED, HIGH), (PROMPT, DROP, NORMAL),
     (CHECKUP, DROP, LOW), (rules.AFTERCARE, DROP, LOW), (rules.ALUMNI, DROP, LOW), (rules.MILESTONE, DROP, LOW),
     (rules.CALL, UNTIL_ACCEPTED, HIGH)],
)  # fmt: skip
def test_each_kind_says_what_happens_when_nobody_knows(kind: str, after_crash: str, urgency: str) -> None:
    assert (KINDS[kind].after_crash, KINDS[kind].urgency) == (after_crash, urgency)


DAY = date(2026, 3, 10)


def test_windows_of_session_reminders() -> None:
    found = {each.kind: each for each in session_occurrences([meeting(DAY, time(16))], Wishes(), NY)}
    start = to_instant(DAY, time(16), NY)
    assert (found[SOON].due_at, found[SOON].closes_at, found[SOON].expires_at) == (
        start - timedelta(minutes=30), start - timedelta(minutes=2), start,
    )  # fmt: skip
    eve = DAY - timedelta(days=1)
    assert (found[TOMORROW].due_at, found[TOMORROW].closes_at, found[TOMORROW].expires_at) == tuple(
        to_instant(eve, time(hour), NY) for hour in (18, 21, 22)
    )


def test_the_prompt_is_open_for_two_hours() -> None:
    prompt = prompt_occurrence(DAY, Wishes(), NY)
    assert prompt is not None
    assert prompt.closes_at - prompt.due_at == timedelta(hours=2)


@pytest.mark.parametrize(
    ("wall", "quiet"),
    [
        ("20:59", False),
        ("21:00", True),
        ("23:59", True),
        ("00:00", True),
        ("07:59", True),
        ("08:00", False),
        ("12:00", False),
    ],
)
def test_quiet_hours_go_over_midnight(wall: str, quiet: bool) -> None:
    assert is_quiet(to_instant(DAY, time.fromisoformat(wall), NY), Wishes(), NY) is quiet


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    nap = Wishes(quiet_from=time(13), quiet_until=time(15))
    assert is_quiet(to_instant(DAY, time(14), NY), nap, NY)
    assert not is_quiet(to_instant(DAY, time(15), NY), nap, NY)
    assert not is_quiet(to_instant(DAY, time(3), NY), OPEN, NY)


@pytest.mark.parametrize(("wall", "day", "ends"), [("22:00", 10, 11), ("03:00", 11, 11)])
def test_quiet_hours_end_in_the_morning(wall: str, day: int, ends: int) -> None:
    at = to_instant(date(2026, 3, day), time.fromisoformat(wall), NY)
    assert after_quiet(at, Wishes(), NY) == to_instant(date(2026, 3, ends), time(8), NY)


def test_an_early_session_waits_for_the_end_of_quiet_hours_or_is_left_out() -> None:
    assert soon(meeting(DAY, time(8, 15)), Wishes()) == to_instant(DAY, time(8), NY)
    assert soon(meeting(DAY, time(8)), Wishes()) is None


def test_a_visit_is_announced_once() -> None:
    segments = [meeting(DAY, time(16), id=UUID(int=1)), meeting(DAY, time(17), id=UUID(int=2)), meeting(DAY, time(18, 30), id=UUID(int=3)),
                meeting(DAY, time(20, 30), id=UUID(int=4))]  # fmt: skip
    found = [each.source for each in session_occurrences(segments, Wishes(), NY) if each.kind == SOON]
    assert found == [str(UUID(int=1)), str(UUID(int=4))]


def test_when_the_first_segment_is_cancelled_the_next_one_begins_the_visit() -> None:
    segments = [meeting(DAY, time(16), id=UUID(int=1), on=False), meeting(DAY, time(17), id=UUID(int=2))]
    assert [each.source for each in session_occurrences(segments, Wishes(), NY) if each.kind == SOON] == [
        str(UUID(int=2))
    ]


def test_news_of_the_night_wait_for_the_morning_only_if_there_is_time_then() -> None:
    night = to_instant(DAY, time(23), NY)
    next_day = DAY + timedelta(days=1)
    far = meeting(next_day, time(16), on=False, changed_at=night)
    near = meeting(next_day, time(8, 30), on=False, changed_at=night)
    [late] = change_occurrences([far], Wishes(), NY, night - timedelta(days=1))
    [now] = change_occurrences([near], Wishes(), NY, night - timedelta(days=1))
    assert late.due_at == to_instant(next_day, time(8), NY)
    assert now.due_at == night


def test_a_day_called_off_at_once_is_one_piece_of_news() -> None:
    noon = to_instant(DAY, time(12), NY)
    day = [meeting(DAY, time(hour), id=UUID(int=hour), on=False, changed_at=noon) for hour in (16, 17, 18)]
    later = meeting(DAY, time(19), id=UUID(int=19), on=False, changed_at=noon + timedelta(minutes=5))
    found = list(change_occurrences([*day, later], Wishes(), NY, noon - timedelta(hours=1)))
    assert [each.source for each in found] == [str(UUID(int=16)), str(UUID(int=19))]


def test_nobody_is_told_of_a_change_after_the_old_start() -> None:
    noon = to_instant(DAY, time(12), NY)
    moved = meeting(DAY, time(18), changed_at=noon, previous_starts_at=to_instant(DAY, time(11), NY))
    assert list(change_occurrences([moved], Wishes(), NY, noon - timedelta(hours=1))) == []


def test_what_a_person_switched_off_is_not_planned() -> None:
    none = Wishes(session_soon=False, session_tomorrow=False, checkin_prompt=False, checkups=False)
    one = meeting(DAY, time(16), on=True)
    assert list(session_occurrences([one], none, NY)) == []
    assert prompt_occurrence(DAY, none, NY) is None
    assert day_occurrence(CHECKUP, "x", DAY, none, NY) is None
    changed = replace(one, on=False, changed_at=one.starts_at - timedelta(hours=4))
    assert list(change_occurrences([changed], none, NY, one.starts_at - timedelta(days=1))) == []


def test_a_day_reminder_ends_with_its_day_or_before_what_it_announces() -> None:
    found = day_occurrence(CHECKUP, "x", DAY, Wishes(), NY)
    assert found is not None
    assert found.due_at == to_instant(DAY, time(10), NY)
    assert found.closes_at == to_instant(DAY, time(22), NY)
    before = day_occurrence(rules.ALUMNI, "x", DAY, Wishes(groups=True), NY, to_instant(DAY, time(19), NY))
    assert before is not None
    assert before.closes_at == to_instant(DAY, time(19), NY)
    assert day_occurrence(rules.ALUMNI, "x", DAY, Wishes(groups=True), NY, to_instant(DAY, time(9), NY)) is None


START = to_instant(DAY, time(16), NY)


def due(kind: str = SOON, **changes: object) -> Due:
    made = Due(
        UUID(int=9),
        MIA,
        kind,
        str(UUID(int=7)),
        DAY,
        slot_of(START),
        START - timedelta(minutes=30),
        START - timedelta(minutes=2),
        START,
        1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def facts(**changes: object) -> Facts:
    return replace(Facts(Wishes(), NY, active=True, meeting=meeting(DAY, time(16))), **changes)  # type: ignore[arg-type]


NOW = START - timedelta(minutes=20)


@pytest.mark.parametrize(
    ("of", "truth", "verdict"),
    [
        (due(), facts(), "send"),
        (due(), facts(active=False), "account_closed"),
        (due(), facts(meeting=None), "not_expected"),
        (due(), facts(meeting=meeting(DAY, time(16), on=False)), "cancelled"),
        (due(), facts(meeting=meeting(DAY, time(17))), "moved"),
        (due(), facts(wishes=Wishes(session_soon=False)), "switched_off"),
        (due(), facts(sent_today=6), "enough_today"),
        (due(), facts(sent_today=5), "send"),
        (due(), facts(last_sent_at=NOW - timedelta(minutes=9)), "later"),
        (due(), facts(last_sent_at=NOW - timedelta(minutes=10)), "send"),
        (due(), facts(last_sent_at=NOW + timedelta(hours=1)), "send"),
        (due(closes_at=NOW), facts(), "too_late"),
        (due(closes_at=NOW + timedelta(minutes=1)), facts(last_sent_at=NOW), "too_close"),
        (due(CHANGED), facts(meeting=meeting(DAY, time(16), on=False, changed_at=START)), "send"),
        (due(CHANGED), facts(meeting=meeting(DAY, time(16), on=False, changed_at=START + timedelta(1))), "changed_again"),
        (due(CHANGED), facts(sent_today=99, last_sent_at=NOW, meeting=meeting(DAY, time(16), changed_at=START)), "send"),
        (due(TOMORROW), facts(meeting=meeting(DAY, time(17))), "send"),
        (due(TOMORROW), facts(meeting=meeting(DAY + timedelta(1), time(16))), "moved"),
        (due(PROMPT), facts(checked_in=True), "already_done"),
        (due(PROMPT), facts(silent_days=7), "send"),
        (due(PROMPT), facts(silent_days=8), "once_a_week"),
        (due(PROMPT), facts(silent_days=14), "send"),
        (due(CHECKUP), facts(completed=True), "send"),
        (due(CHECKUP), facts(completed=True, answered=True), "already_done"),
        (due(CHECKUP), facts(), "not_completed"),
        (due(rules.ALUMNI), facts(wishes=Wishes(groups=True)), "not_completed"),
    ],
)  # fmt: skip
def test_the_truth_decides(of: Due, truth: Facts, verdict: str) -> None:
    assert still_wanted(of, truth, NOW).what == verdict


def test_in_quiet_hours_it_waits_for_their_end_or_is_let_go() -> None:
    quiet = facts(wishes=Wishes(quiet_from=time(15), quiet_until=time(15, 50)))
    assert still_wanted(due(), quiet, NOW).again_at == to_instant(DAY, time(15, 50), NY)
    assert still_wanted(due(), facts(wishes=Wishes(quiet_from=time(15), quiet_until=time(17))), NOW).what == "quiet"


def test_of_several_due_at_once_the_newest_per_person_and_kind_remains() -> None:
    old, new = due(id=UUID(int=1), due_at=NOW - timedelta(hours=2)), due(id=UUID(int=2))
    other = due(id=UUID(int=3), participant_id=LEO)
    news = [due(CHANGED, id=UUID(int=4)), due(CHANGED, id=UUID(int=5), source=str(UUID(int=8)))]
    kept, superseded = newest_only([old, new, other, *news])
    assert {each.id.int for each in kept} == {2, 3, 4, 5}
    assert [each.id.int for each in superseded] == [1]
