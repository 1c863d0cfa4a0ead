"""Edits from two devices: joined in any order, any number of times, with nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from companion.recovery.joining import join, join_entries, standing

LISTS = ("foci", "marks")
entries = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("abcdef"),
            "rev": st.integers(1, 4),
            "gone": st.booleans(),
            "name": st.text("xyñ", max_size=2),
        }
    ),
    max_size=8,
)
copies = st.fixed_dictionaries(dict.fromkeys(LISTS, entries))


@given(copies, copies)
def test_both_devices_end_with_the_same(one, other) -> None:
    assert join(one, other, LISTS) == join(other, one, LISTS)


@given(copies, copies, copies)
def test_the_order_in_which_three_copies_arrive_makes_no_difference(one, two, three) -> None:
    assert join(join(one, two, LISTS), three, LISTS) == join(one, join(two, three, LISTS), LISTS)


@given(copies, copies)
def test_sending_an_old_copy_again_changes_nothing(one, other) -> None:
    both = join(one, other, LISTS)
    assert join(both, one, LISTS) == join(both, other, LISTS) == join(both, both, LISTS) == both


@given(entries, entries)
def test_nothing_that_is_only_on_one_side_is_lost(one, other) -> None:
    assert {entry["id"] for entry in join_entries(one, other)} == {entry["id"] for entry in one + other}


@given(entries, entries)
def test_a_newer_change_always_stands(one, other) -> None:
    newest: dict[str, int] = {}
    for entry in one + other:
        newest[entry["id"]] = max(newest.get(entry["id"], 0), entry["rev"])
    assert {entry["id"]: entry["rev"] for entry in join_entries(one, other)} == newest


def test_what_was_taken_out_on_one_phone_does_not_come_back_from_the_other() -> None:
    old = {"id": "a", "rev": 1, "gone": False, "name": "x"}
    gone = {"id": "a", "rev": 2, "gone": True, "name": ""}
    assert standing(join_entries([gone], [old])) == []


def test_a_list_that_an_older_phone_does_not_know_stays() -> None:
    there = {"foci": [{"id": "a", "rev": 1, "gone": False}], "marks": []}
    assert join(there, {"marks": []}, LISTS) == there
