"""However versions of an entry arrive — in any order, twice, from two phones, in any batches — the log ends the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.checkins import rules
from companion.checkins.rules import Entry, NewCheckin, Outcome, Stored

AT = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
FIRST = NewCheckin(UUID(int=1), AT, "UTC", date(2026, 3, 10), Entry(mood=3))
KEPT = (rules.CREATED, rules.SAME, rules.UPDATED)


class Shelf:
    """One entry as the server would hold it, moved by `rules.decide` alone."""

    def __init__(self) -> None:
        self.stored: Stored | None = None
        self.said: Entry | None = None

    def arrive(self, new: NewCheckin, received_at: datetime) -> Outcome:
        mark = rules.fingerprint(new)
        wall = new.recorded_at.replace(tzinfo=None)
        outcome = rules.decide(self.stored, new, mark, wall, received_at)
        if outcome.kind in (rules.CREATED, rules.UPDATED):
            before = self.stored
            earlier = before.earlier | {before.fingerprint} if before else frozenset()
            first = before.received_at if before else received_at
            self.stored = Stored(new.recorded_at, first, False, new.revision, mark, earlier)
            self.said = new.entry
        return outcome


@st.composite
def one_phones_versions(draw: st.DrawFn) -> list[NewCheckin]:
    """An entry and its corrections within the day, as one phone makes them."""
    moods = draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    hours = sorted(draw(st.lists(st.integers(0, 23), min_size=len(moods), max_size=len(moods))))
    versions = []
    for count, (mood, hour) in enumerate(zip(moods, hours, strict=True), start=1):
        corrected = None if count == 1 else AT + timedelta(hours=hour)
        entry = Entry(mood=mood, note=f"version {count}")
        versions.append(replace(FIRST, entry=entry, revision=count, corrected_at=corrected))
    return versions


@given(one_phones_versions(), st.data())
@settings(max_examples=300, deadline=None)
def test_in_whatever_order_and_however_often_versions_come_the_last_one_stands(
    versions: list[NewCheckin], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(versions * 2))
    shelf = Shelf()
    for late, new in enumerate(order):
        shelf.arrive(new, AT + timedelta(days=1 + late))
    assert shelf.stored is not None
    assert shelf.stored.revision == versions[-1].revision
    assert shelf.said == versions[-1].entry


@given(one_phones_versions(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_was_taken_once_is_always_the_same_when_it_comes_again(
    versions: list[NewCheckin], data: st.DataObject
) -> None:
    shelf = Shelf()
    taken = [new for new in versions if shelf.arrive(new, AT).kind in KEPT]
    before = (shelf.stored, shelf.said)
    for again in data.draw(st.permutations(taken)):
        assert shelf.arrive(again, AT + timedelta(days=40)).kind == rules.SAME
    assert (shelf.stored, shelf.said) == before


@given(one_phones_versions(), one_phones_versions(), st.data())
@settings(max_examples=300, deadline=None)
def test_two_phones_that_correct_the_same_entry_end_with_one_of_their_versions_and_a_word_about_the_other(
    mine: list[NewCheckin], theirs: list[NewCheckin], data: st.DataObject
) -> None:
    theirs = [mine[0], *(replace(new, entry=replace(new.entry, stress=7)) for new in theirs[1:])]
    both = mine + theirs
    shelf = Shelf()
    outcomes = [shelf.arrive(new, AT + timedelta(days=1)) for new in data.draw(st.permutations(both))]
    assert shelf.said in [new.entry for new in both]
    assert all(one.kind in KEPT or one.reason == rules.NEWER_HERE for one in outcomes)
    assert shelf.stored is not None
    assert shelf.stored.revision == max(new.revision for new in both)


@given(st.integers(-200, 200), one_phones_versions())
def test_a_correction_after_the_day_changes_nothing(hours_late: int, versions: list[NewCheckin]) -> None:
    shelf = Shelf()
    shelf.arrive(versions[0], AT)
    change = replace(
        versions[0], entry=Entry(mood=1), revision=9, corrected_at=AT + timedelta(hours=24, minutes=1 + abs(hours_late))
    )
    assert shelf.arrive(change, AT + timedelta(days=30)) == Outcome(rules.REJECTED, rules.TOO_LATE)
    assert shelf.said == versions[0].entry
