"""When something is due, in whatever zone. Pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from companion.kernel.timezones import local_time, to_instant
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
    Wishes,
    after_quiet,
    change_occurrences,
    day_occurrence,
    is_quiet,
    prompt_occurrence,
    session_occurrences,
)  # fmt: skip
from tests.reminders.meetings import NY, OPEN, meeting, soon


@pytest.mark.parametrize(
    ("kind", "after_crash", "urgency"),
    [(SOON, RESEND_ONCE, HIGH), (TOMORROW, RESEND_ONCE, NORMAL), (CHANGED, UNTIL_ACCEPTED, HIGH), (PROMPT, DROP, NORMAL),
     (CHECKUP, DROP, LOW), (rules.AFTERCARE, DROP, LOW), (rules.ALUMNI, DROP, LOW), (rules.MILESTONE, DROP, LOW),
     (rules.CALL, UNTIL_ACCEPTED, HIGH)],
)  # fmt: skip
def test_each_kind_says_what_happens_when_nobody_knows(kind: str, after_crash: str, urgency: str) -> None:
    assert (KINDS[kind].after_crash, KINDS[kind].urgency) == (after_crash, urgency)


DAY = date(2026, 3, 10)


@pytest.mark.parametrize("kind", [CHECKUP, rules.AFTERCARE, rules.ALUMNI, rules.MILESTONE])
def test_what_is_for_a_day_lives_twelve_hours_outside_quiet_hours(kind: str) -> None:
    wishes = Wishes(groups=True, quiet_from=time(1), quiet_until=time(11))
    found = day_occurrence(kind, "x", DAY, wishes, NY)
    assert found is not None
    assert (found.due_at, found.expires_at) == (to_instant(DAY, time(11), NY), to_instant(DAY, time(23), NY))


@pytest.mark.parametrize(
    ("kind", "capped", "minds_quiet"),
    [(name, name not in (CHANGED, rules.CALL), name not in (CHANGED, rules.CALL)) for name in KINDS],
)
def test_only_changes_and_calls_pass_caps_and_quiet_hours(kind: str, capped: bool, minds_quiet: bool) -> None:
    assert (KINDS[kind].capped, KINDS[kind].minds_quiet) == (capped, minds_quiet)


def test_a_change_is_told_from_now_until_the_old_start() -> None:
    noon, old = to_instant(DAY, time(12), NY), to_instant(DAY, time(16), NY)
    moved = meeting(DAY, time(18), changed_at=noon, previous_starts_at=old)
    (found,) = change_occurrences([moved], Wishes(), NY, noon - timedelta(hours=1))
    assert (found.due_at, found.closes_at, found.expires_at) == (noon, old, old)


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


def test_the_prompt_is_open_for_two_hours_and_never_into_the_quiet_hours() -> None:
    open_, ends_early = prompt_occurrence(DAY, OPEN, NY), prompt_occurrence(DAY, Wishes(), NY)
    assert open_
    assert ends_early
    assert open_.closes_at - open_.due_at == timedelta(hours=2)
    assert (ends_early.due_at, ends_early.closes_at) == (to_instant(DAY, time(20), NY), to_instant(DAY, time(21), NY))


@pytest.mark.parametrize(
    ("ends", "wishes", "due", "closes"),
    [
        (time(12), Wishes(), time(12, 15), time(14, 15)),
        (time(20, 40), Wishes(), time(20, 55), time(22)),
        (time(21), Wishes(), time(21, 15), time(22)),
        (time(21), Wishes(quiet_from=time(20, 30)), None, None),
        (time(21, 50), Wishes(), None, None),
        (time(21, 50), OPEN, time(22, 5), time(0, 5)),
    ],
)
def test_on_a_day_with_a_visit_the_prompt_comes_a_quarter_of_an_hour_after_it(
    ends: time, wishes: Wishes, due: time | None, closes: time | None
) -> None:
    found = prompt_occurrence(DAY, wishes, NY, to_instant(DAY, ends, NY))
    walls = (local_time(found.due_at, NY), local_time(found.closes_at, NY)) if found else (None, None)
    assert walls == (due, closes)


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
