"""Which day an entry may be about, what a repeat or a correction does, and when help comes before a chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from companion.checkins import rules
from companion.checkins.rules import Entry, NewCheckin, Stored

MONDAY = date(2026, 3, 9)
RECORDED = datetime(2026, 3, 9, 21, 10, tzinfo=UTC)
LOCAL = datetime(2026, 3, 9, 17, 10)


def make_new(revision: int = 1, **said: object) -> NewCheckin:
    return NewCheckin(UUID(int=7), RECORDED, "America/New_York", MONDAY, Entry(**{"mood": 3, **said}), revision)  # type: ignore[arg-type]


def make_stored(new: NewCheckin, *earlier: NewCheckin, **changes: object) -> Stored:
    stored = Stored(
        new.recorded_at,
        RECORDED + timedelta(seconds=5),
        False,
        new.revision,
        rules.fingerprint(new),
        frozenset(map(rules.fingerprint, earlier)),
    )
    return replace(stored, **changes)


def decided(stored: Stored | None, new: NewCheckin, after: timedelta = timedelta(minutes=1)) -> tuple[str, str | None]:
    outcome = rules.decide(stored, new, rules.fingerprint(new), LOCAL, RECORDED + after)
    return outcome.kind, outcome.reason


@pytest.mark.parametrize(
    ("about", "local", "refusal"),
    [
        (date(2026, 3, 9), datetime(2026, 3, 9, 0, 0), None),
        (date(2026, 3, 9), datetime(2026, 3, 9, 23, 59), None),
        (date(2026, 3, 8), datetime(2026, 3, 9, 0, 0), None),
        (date(2026, 3, 8), datetime(2026, 3, 9, 13, 59, 59), None),
        (date(2026, 3, 8), datetime(2026, 3, 9, 14, 0), rules.DAY_CLOSED),
        (date(2026, 3, 7), datetime(2026, 3, 9, 0, 0), rules.DAY_CLOSED),
        (date(2026, 2, 28), datetime(2026, 3, 1, 9, 0), None),
        (date(2025, 12, 31), datetime(2026, 1, 1, 9, 0), None),
        (date(2026, 3, 10), datetime(2026, 3, 9, 22, 59), rules.DAY_AHEAD),
        (date(2026, 3, 10), datetime(2026, 3, 9, 23, 0), None),
        (date(2026, 3, 11), datetime(2026, 3, 9, 23, 30), rules.DAY_AHEAD),
    ],
)
def test_today_is_always_open_and_yesterday_until_two_in_the_afternoon(
    about: date, local: datetime, refusal: str | None
) -> None:
    assert rules.day_refusal(about, local) == refusal


def test_the_first_time_it_is_created() -> None:
    assert decided(None, make_new()) == ("created", None)


def test_a_restored_server_takes_a_corrected_entry_it_has_lost() -> None:
    assert decided(None, make_new(revision=4), after=timedelta(days=20)) == ("created", None)


def test_the_same_again_is_same_even_weeks_later() -> None:
    new = make_new()
    assert decided(make_stored(new), new, after=timedelta(days=30)) == ("same", None)


def test_the_same_words_under_a_higher_revision_are_same() -> None:
    assert decided(make_stored(make_new()), make_new(revision=2)) == ("same", None)


def test_a_correction_within_a_day_is_updated() -> None:
    assert decided(make_stored(make_new()), make_new(2, mood=4), after=timedelta(hours=24)) == ("updated", None)


def test_a_correction_after_a_day_is_refused() -> None:
    late = timedelta(hours=24, seconds=1)
    assert decided(make_stored(make_new()), make_new(2, mood=4), after=late) == ("rejected", "too_late_to_correct")


def test_a_correction_made_in_time_counts_however_late_it_arrives() -> None:
    correction = replace(make_new(2, mood=4), corrected_at=RECORDED + timedelta(hours=23))
    assert decided(make_stored(make_new()), correction, after=timedelta(days=21)) == ("updated", None)


def test_a_correction_the_phone_itself_says_was_late_is_refused() -> None:
    correction = replace(make_new(2, mood=4), corrected_at=RECORDED + timedelta(hours=25))
    assert decided(make_stored(make_new()), correction) == ("rejected", "too_late_to_correct")


def test_a_phone_a_day_behind_can_still_correct_for_a_day_after_arrival() -> None:
    stored = make_stored(make_new(), clock_doubt=True, received_at=RECORDED + timedelta(hours=26))
    assert decided(stored, make_new(2, mood=4), after=timedelta(hours=30)) == ("updated", None)
    assert decided(stored, make_new(2, mood=4), after=timedelta(hours=51)) == ("rejected", "too_late_to_correct")


def test_a_replay_of_an_earlier_version_changes_nothing() -> None:
    first, second = make_new(), make_new(2, mood=4)
    assert decided(make_stored(second, first), first) == ("same", None)


def test_going_back_to_the_first_words_is_a_correction_like_any_other() -> None:
    first, second = make_new(), make_new(2, mood=4)
    assert decided(make_stored(second, first), replace(first, revision=3)) == ("updated", None)


def test_another_version_with_a_revision_already_taken_is_a_conflict() -> None:
    assert decided(make_stored(make_new(2, mood=4)), make_new(2, mood=5)) == ("conflict", "newer_here")


def test_a_correction_cannot_move_the_moment_it_was_recorded() -> None:
    moved = replace(make_new(2), recorded_at=RECORDED + timedelta(minutes=1))
    assert decided(make_stored(make_new()), moved) == ("conflict", "moment_changed")


def test_a_correction_may_say_it_was_about_yesterday_but_not_about_last_week() -> None:
    stored = make_stored(make_new())
    morning = datetime(2026, 3, 9, 9, 0)
    for about, kind in ((date(2026, 3, 8), "updated"), (date(2026, 3, 2), "rejected")):
        moved = replace(make_new(2), local_day=about)
        assert rules.decide(stored, moved, rules.fingerprint(moved), morning, RECORDED).kind == kind


@pytest.mark.parametrize(
    ("recorded", "sent", "doubt"),
    [
        (timedelta(0), None, False),
        (timedelta(minutes=10), None, False),
        (timedelta(minutes=11), None, True),
        (timedelta(days=1), None, True),
        (timedelta(days=-21), None, False),
        (timedelta(days=-21), timedelta(minutes=-1), False),
        (timedelta(days=-1), timedelta(days=-1), True),
        (timedelta(0), timedelta(minutes=30), True),
    ],
)
def test_a_visibly_wrong_clock_is_marked(recorded: timedelta, sent: timedelta | None, doubt: bool) -> None:
    sent_at = None if sent is None else RECORDED + sent
    assert rules.doubts_clock(RECORDED + recorded, sent_at, RECORDED) is doubt


def test_what_arrives_more_than_a_day_later_is_late() -> None:
    assert not rules.is_late(RECORDED, RECORDED + timedelta(hours=24))
    assert rules.is_late(RECORDED, RECORDED + timedelta(hours=24, seconds=1))


def test_the_fingerprint_is_about_content_only() -> None:
    new = make_new()
    assert rules.fingerprint(replace(new, revision=5, sent_at=RECORDED)) == rules.fingerprint(new)
    for said in ({"mood": 4}, {"note": "a"}, {"triggers": ("Alone",)}, {"helped": ("Alone",)}, {"sleep": "ok"}):
        assert rules.fingerprint(make_new(**said)) != rules.fingerprint(new)  # type: ignore[arg-type]
