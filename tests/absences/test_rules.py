"""Which meetings can make up for another, and until when one can say that one was not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.absences import rules
from companion.absences.rules import OFFERED_AT_MOST, WITHIN, AbsenceView, can_tell, covered, options, shown_as, window

NOW = datetime(2026, 3, 10, 17, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Meeting:
    id: UUID
    starts_at: datetime
    kind: str = "process_group"
    length: timedelta = HOUR
    on: bool = True

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.length


def meeting(number: int, away: timedelta, **changes: object) -> Meeting:
    return replace(Meeting(UUID(int=number), NOW + away), **changes)  # type: ignore[arg-type]


MISSED = meeting(1, 3 * HOUR)


def offered(
    *candidates: Meeting, room: int | None = None, own: object = (), away: object = (), missed: Meeting = MISSED
):
    found = options(missed, candidates, {one.id: room for one in candidates}, own, away, NOW)  # type: ignore[arg-type]
    return [one.id.int for one in found]


def test_the_same_kind_another_day_with_room_is_offered_earliest_first() -> None:
    assert offered(meeting(3, 3 * DAY), meeting(2, 2 * DAY)) == [2, 3]


@pytest.mark.parametrize("kind", ["skills_group", "individual", "break"])
def test_another_kind_is_not(kind: str) -> None:
    assert offered(meeting(2, DAY, kind=kind)) == []


@pytest.mark.parametrize("kind", sorted(rules.NOT_MADE_UP))
def test_nobody_comes_for_a_break_alone(kind: str) -> None:
    assert offered(meeting(2, DAY, kind=kind), missed=replace(MISSED, kind=kind)) == []


@pytest.mark.parametrize(("room", "expected"), [(None, [2]), (5, [2]), (1, [2]), (0, []), (-3, [])])
def test_a_meeting_needs_room_unless_nobody_counts(room: int | None, expected: list[int]) -> None:
    assert offered(meeting(2, DAY), room=room) == expected


def test_a_meeting_nobody_looked_at_has_no_room() -> None:
    assert options(MISSED, [meeting(2, DAY)], {}, [], set(), NOW) == []


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (timedelta(0), []),
        (timedelta(seconds=1), [2]),
        (3 * HOUR + WITHIN, [2]),
        (3 * HOUR + WITHIN + timedelta(seconds=1), []),
    ],
)
def test_it_lies_ahead_and_within_two_weeks_of_the_missed_one(away: timedelta, expected: list[int]) -> None:
    assert offered(meeting(2, away)) == expected


def test_of_one_missed_lately_what_is_still_ahead_is_offered() -> None:
    missed = meeting(1, -13 * DAY)
    assert offered(meeting(2, DAY - HOUR), meeting(3, DAY + HOUR), missed=missed) == [2]


def test_what_is_called_off_is_not_offered() -> None:
    assert offered(meeting(2, DAY, on=False)) == []


def test_where_they_are_expected_already_makes_up_for_nothing() -> None:
    """Also where they said that they will not be there: that one is missed by itself."""
    assert offered(meeting(2, DAY), own=[meeting(2, DAY)]) == []
    assert offered(meeting(2, DAY), own=[meeting(2, DAY)], away={UUID(int=2)}) == []


def test_nobody_is_in_two_places_at_once() -> None:
    elsewhere = meeting(9, DAY + HOUR / 2, kind="individual")
    assert offered(meeting(2, DAY), own=[elsewhere]) == []
    assert offered(meeting(2, DAY), own=[replace(elsewhere, starts_at=NOW + DAY + HOUR)]) == [2]
    assert offered(meeting(2, DAY), own=[replace(elsewhere, on=False)]) == [2]
    assert offered(meeting(2, DAY), own=[elsewhere], away={elsewhere.id}) == [2]


def test_the_hour_of_the_missed_one_is_free() -> None:
    assert offered(meeting(2, 3 * HOUR), own=[MISSED]) == [2]


def test_a_phone_gets_a_short_list() -> None:
    many = [meeting(number + 2, DAY + number * HOUR) for number in range(40)]
    assert len(offered(*many)) == OFFERED_AT_MOST


_MEETINGS = st.builds(
    Meeting,
    st.uuids(),
    st.integers(-40 * 24, 40 * 24).map(lambda hours: NOW + hours * HOUR),
    st.sampled_from(["process_group", "skills_group", "break"]),
    st.integers(1, 4).map(lambda hours: hours * HOUR),
    st.booleans(),
)


@given(_MEETINGS, st.lists(_MEETINGS, max_size=12), st.lists(_MEETINGS, max_size=6), st.data())
def test_whatever_is_offered_keeps_every_promise(
    missed: Meeting, candidates: list[Meeting], own: list[Meeting], data: st.DataObject
) -> None:
    room = {one.id: data.draw(st.one_of(st.none(), st.integers(-2, 3))) for one in candidates}
    away = {one.id for one in own if data.draw(st.booleans())}
    found = options(missed, candidates, room, own, away, NOW)
    assert found == sorted(found, key=lambda one: (one.starts_at, one.ends_at, str(one.id)))
    for one in found:
        left = room[one.id]
        assert one.on
        assert one.kind == missed.kind
        assert one.starts_at > NOW
        assert left is None or left > 0
        assert abs(one.starts_at - missed.starts_at) <= WITHIN
        there = [each for each in own if each.on and each.id not in away and each.id != missed.id]
        assert all(one.ends_at <= each.starts_at or each.ends_at <= one.starts_at for each in there)


def test_one_can_say_it_from_long_before_until_two_weeks_after() -> None:
    assert can_tell(meeting(1, 60 * DAY), NOW)
    assert can_tell(meeting(1, HOUR - WITHIN), NOW)
    assert not can_tell(meeting(1, -HOUR - WITHIN), NOW)
    assert not can_tell(meeting(1, DAY, on=False), NOW)


def test_the_window_of_something_long_ago_is_empty() -> None:
    first, last = window(meeting(1, -WITHIN), NOW)
    assert first >= last


@pytest.mark.parametrize(
    ("state", "stands", "shown"),
    [
        ("told", False, "told"),
        ("asked", True, "waiting"),
        ("asked", False, "called_off"),
        ("confirmed", True, "confirmed"),
        ("confirmed", False, "called_off"),
        ("answered", False, "answered"),
    ],
)
def test_a_promise_is_shown_only_while_it_stands(state: str, stands: bool, shown: str) -> None:
    assert shown_as(state, stands=stands) == shown


ZONES = st.sampled_from(["America/New_York", "America/Los_Angeles", "Pacific/Auckland", "UTC"])
_WALL = st.tuples(
    st.sampled_from([date(2026, 3, 7), date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5), date(2026, 12, 31)]),
    st.integers(0, 24 * 60 - 1),
    st.integers(1, 5 * 60),
)


def _day(parts: list[tuple[date, int, int]], zone: str) -> list[Meeting]:
    """Sessions of any shape around midnight, clock changes and New Year, at wall times of that zone."""
    made = []
    for number, (day, minute, length) in enumerate(parts):
        wall = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
        made.append(Meeting(UUID(int=number + 1), wall.astimezone(UTC), length=timedelta(minutes=length)))
    return made


@given(st.lists(_WALL, max_size=8), ZONES, st.integers(-48 * 60, 48 * 60), st.data())
def test_of_any_day_what_is_not_over_is_meant_and_once_all_of_it_is_over_all_of_it(
    parts: list[tuple[date, int, int]], zone: str, minutes: int, data: st.DataObject
) -> None:
    planned = [replace(one, on=data.draw(st.booleans())) for one in _day(parts, zone)]
    tap = (planned[0].starts_at if planned else NOW) + timedelta(minutes=minutes)
    meant = covered(planned, tap)
    on = [one for one in planned if can_tell(one, tap)]
    ahead = [one for one in on if tap < one.ends_at]
    assert meant == (ahead or on)
    assert bool(meant) == bool(on)
    assert all(one.on for one in meant)
    assert set(ahead) <= set(meant), "nobody is expected at something that is still to come"


@given(st.lists(_WALL, min_size=1, max_size=8), ZONES, st.integers(0, 48 * 60), st.integers(0, 48 * 60))
def test_a_later_tap_never_means_more_of_what_lies_ahead(
    parts: list[tuple[date, int, int]], zone: str, first: int, wait: int
) -> None:
    planned = _day(parts, zone)
    start = min(one.starts_at for one in planned) - HOUR
    early, late = start + timedelta(minutes=first), start + timedelta(minutes=first + wait)
    ahead = [one for one in covered(planned, late) if late < one.ends_at]
    assert set(ahead) <= set(covered(planned, early))


@pytest.mark.parametrize(("days", "right"), [(-1, False), (0, True), (30, True), (31, False)])
def test_one_request_covers_a_day_to_a_month(days: int, right: bool) -> None:
    assert rules.are_days(NOW.date(), NOW.date() + timedelta(days=days)) is right


@pytest.mark.parametrize(
    ("state", "wished", "minutes", "stays"),
    [
        ("told", False, 0, False),
        ("answered", False, -5, False),
        ("told", False, 1, True),
        ("asked", True, -5, True),
        ("confirmed", True, -5, True),
        ("answered", True, -5, False),
    ],
)
def test_what_outlives_a_word_about_the_whole_day(state: str, wished: bool, minutes: int, stays: bool) -> None:
    some = UUID(int=1)
    said = NOW + timedelta(minutes=minutes)
    earlier = AbsenceView(some, some, some, NOW.date(), None, state, some if wished else None, said, None)
    assert rules.stays(earlier, NOW) is stays
