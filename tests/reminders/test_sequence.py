"""How often a date was revised: never fewer times than a calendar was told, whatever happens to the meetings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from companion.reminders import sequence
from companion.reminders.sequence import Entry
from tests.cast import NOW

START = datetime(2026, 3, 12, 20, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def entry(uid: str = "a", hour: int = 0, at: datetime = NOW, title: str = "Busy") -> Entry:
    starts = START + timedelta(hours=hour)
    return Entry(uid, title, starts, starts + timedelta(hours=3), at)


def test_a_date_that_stays_keeps_its_number_and_the_hour_it_was_told() -> None:
    [kept] = sequence.told([entry()], [entry(at=LATER)])
    assert kept == entry()


def test_a_date_that_moves_has_the_next_number_and_the_hour_at_which_that_was_seen() -> None:
    [moved] = sequence.told([entry()], [entry(hour=2, at=LATER)])
    assert (moved.sequence, moved.revised_at, moved.starts_at) == (1, LATER, START + timedelta(hours=2))


def test_another_title_is_a_revision_too() -> None:
    [said] = sequence.told([entry()], [entry(title="Ocupado", at=LATER)])
    assert (said.sequence, said.title) == (1, "Ocupado")


def test_what_is_off_is_remembered_until_it_would_be_over_so_that_its_numbers_go_on() -> None:
    moved = sequence.told([entry()], [entry(hour=1)])
    kept = sequence.remembered(moved, [], NOW)
    assert kept == moved
    [back] = sequence.told(kept, [entry(at=LATER)])
    assert back.sequence == 2
    assert sequence.remembered(kept, [], START + timedelta(days=1)) == []


def test_what_is_stored_reads_back_the_same() -> None:
    entries = [entry(), entry("b", 5, LATER)]
    assert sequence.read(sequence.stored(entries)) == entries


HOURS = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=20)


@given(HOURS)
def test_the_number_never_goes_down_and_goes_up_exactly_when_something_else_is_said(hours: list[int | None]) -> None:
    """One date that moves, goes and comes back, read after each change."""
    memory: list[Entry] = []
    seen: list[Entry] = []
    for count, hour in enumerate(hours):
        now_on = [] if hour is None else [entry(hour=hour, at=NOW + timedelta(minutes=count))]
        said = sequence.told(memory, now_on)
        memory = sequence.remembered(memory, said, NOW)
        seen += said
    for before, after in pairwise(seen):
        same = before.starts_at == after.starts_at
        assert after.sequence == before.sequence + (not same)
        assert after.revised_at >= before.revised_at
