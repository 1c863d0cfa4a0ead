"""Changes that meet each other at the desk: ranges over ranges, a file over an edit, two coordinators, closed days over
meetings changed by hand. Nothing is lost, doubled or brought back by accident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import service as program
from companion.program import versions
from companion.program.rules import Pattern
from companion.schedule import attendance, conflicts, edits, journal
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from companion.schedule.overrides import NewSession
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import MORNINGS, evening, load, make_file, rows, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY, THURSDAY = date(2026, 3, 10), date(2026, 3, 12)
WEEK = [date(2026, 3, 17) + timedelta(weeks=n) for n in range(5)]  # the Tuesdays from next week on
LATER, ROOM = PatternEdit(starts=time(17), ends=time(18)), PatternEdit(place="Room 9")
EXTRA = Pattern(3, time(13), time(14), "workshop", "Early", place="Room 5")


@pytest.fixture
def desk(cast, maple):
    return ChangeContext(maple, cast.cora, NOW)


def segments(weekday: int = 1):
    found = versions.versions_of_track(track_id())
    return [
        one
        for one, some in found.items()
        if any((v.pattern.title, v.pattern.weekday) == ("Skills group", weekday) for v in some.values())
    ]


def do(write):
    with transaction():
        return write()


def edit(desk, change, first, last=None):
    return do(lambda: edits.edit_pattern(desk, track_id(), segments(), change, first, last))


def on(day):
    """(hour, room) of the skills group of that day, None when it is not in the calendar or off."""
    found = [
        one
        for one in schedule.sessions_of_program(program.program_by_slug("maple").id, day, day)
        if one.title == "Skills group" and one.on
    ]
    return (found[0].starts_at.astimezone(ZoneInfo(found[0].zone)).hour, found[0].place) if found else None


def test_a_range_over_a_range_changes_only_what_it_names(desk):
    edit(desk, LATER, WEEK[0], WEEK[1])
    edit(desk, ROOM, WEEK[1], WEEK[2])
    assert [on(day) for day in WEEK[:4]] == [(17, "Room 2"), (17, "Room 9"), (16, "Room 9"), (16, "Room 2")]


def test_a_change_for_good_leaves_a_later_change_of_something_else_alone(desk):
    edit(desk, LATER, WEEK[2])
    edit(desk, ROOM, WEEK[0])
    assert [on(day) for day in WEEK[:4]] == [(16, "Room 9"), (16, "Room 9"), (17, "Room 9"), (17, "Room 9")]


def test_a_week_off_stays_off_when_the_room_changes(desk):
    edit(desk, PatternEdit(stop=True), WEEK[1], WEEK[1])
    edit(desk, ROOM, WEEK[0])
    assert [on(day) for day in WEEK[:3]] == [(16, "Room 9"), None, (16, "Room 9")]


def test_where_the_segment_does_not_meet_there_is_nothing_to_change(desk):
    edit(desk, PatternEdit(stop=True), WEEK[1], WEEK[2])
    with pytest.raises(Invalid, match="nothing_then"):
        edit(desk, ROOM, WEEK[1], WEEK[2])
    edit(desk, PatternEdit(stop=True), WEEK[0])
    with pytest.raises(NotFound):
        edit(desk, ROOM, WEEK[4] + timedelta(weeks=1))


def test_the_same_again_changes_nothing(desk):
    edit(desk, ROOM, WEEK[0])
    before = rows()
    made = edit(desk, ROOM, WEEK[0])
    assert made.before.touched == []
    assert rows() == before


def test_the_pattern_moves_to_another_weekday_from_a_day_on(desk):
    edit(desk, PatternEdit(weekday=0, starts=time(11), ends=time(12)), WEEK[0] - timedelta(days=1))
    assert [on(day) for day in WEEK[:3]] == [None, None, None]
    assert [on(day - timedelta(days=1)) for day in WEEK[:3]] == [(11, "Room 2")] * 3


def test_undone_in_turn_crossed_ranges_leave_no_trace(desk):
    before = rows()
    made = [
        edit(replace(desk, now=NOW + timedelta(seconds=n)), each, WEEK[n], WEEK[n + 1])
        for n, each in enumerate([LATER, ROOM])
    ]
    for each in made[::-1]:
        do(
            lambda each=each: journal.undo_change(
                desk.program_id, each.change_id, NOW + timedelta(minutes=1), silent=True
            )
        )
    assert rows() == before
    assert do(lambda: schedule.write_out_sessions(NOW + timedelta(minutes=1))) == 0


def test_a_pattern_changed_around_a_meeting_changed_by_hand_leaves_it_and_undoing_both_orders_agree(desk):
    before = rows()
    hand = do(
        lambda: edits.edit_session(desk, evening(WEEK[1]).id, SessionChange(local_date=WEEK[1] + timedelta(days=1)))
    )
    whole = edit(replace(desk, now=NOW + timedelta(seconds=1)), LATER, WEEK[0])
    assert whole.kept == 1
    assert on(WEEK[1]) is None
    do(lambda: journal.undo_change(desk.program_id, hand.change_id, NOW + timedelta(minutes=1), silent=True))
    assert on(WEEK[1]) == (17, "Room 2"), "no longer by hand, so the pattern has it again"
    do(lambda: journal.undo_change(desk.program_id, whole.change_id, NOW + timedelta(minutes=2), silent=True))
    assert {key: row[6:9] for key, row in rows().items()} == {key: row[6:9] for key, row in before.items()}


def test_after_a_file_was_loaded_nothing_from_before_is_undone_into_it(desk):
    made = edit(desk, PatternEdit(stop=True), WEEK[0])
    load(make_file(), NOW + timedelta(minutes=1))
    standing = rows()
    assert journal.recent_changes(desk.program_id, NOW + timedelta(minutes=2)) == []
    with pytest.raises(Conflict, match="changed_meanwhile"):
        do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW + timedelta(minutes=2), silent=True))
    assert rows() == standing


def test_a_file_that_says_nothing_new_leaves_what_can_be_undone(desk):
    made = do(lambda: edits.edit_session(desk, evening(THURSDAY).id, SessionChange(cancel=True)))
    assert load(make_file(), NOW + timedelta(minutes=1)).changes == 0
    do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW + timedelta(minutes=2), silent=True))
    assert evening(THURSDAY).on


def test_on_closed_days_nothing_meets_whether_changed_by_hand_or_not(desk, mia):
    do(lambda: schedule.write_out_sessions(NOW))
    do(lambda: edits.edit_session(desk, evening(THURSDAY).id, SessionChange(place="Garden")))
    do(lambda: edits.add_sessions(desk, [NewSession(track_id(), THURSDAY, EXTRA, mia)]))
    before = rows()
    made = do(lambda: edits.close_days(replace(desk, now=NOW + timedelta(seconds=1)), THURSDAY, THURSDAY, "Snow"))
    assert not [one for one in schedule.sessions_of(mia, THURSDAY, THURSDAY) if one.on]
    do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW + timedelta(minutes=1), silent=True))
    assert rows() == before


def test_a_meeting_put_on_a_closed_day_is_warned_of(desk, mia):
    do(lambda: edits.close_days(desk, THURSDAY, THURSDAY, "Snow"))
    made = do(lambda: edits.edit_session(desk, evening(WEEK[0]).id, SessionChange(local_date=THURSDAY)))
    assert [one.kind for one in conflicts.find_conflicts(desk.program_id, made.before.touched)] == [conflicts.CLOSED]
    assert on(THURSDAY) == (16, "Room 2"), "only a warning"


def test_opening_what_began_beside_an_older_closure_is_no_accident(desk):
    do(lambda: edits.close_days(desk, TODAY, TODAY, None))
    do(lambda: edits.close_days(desk, TODAY, date(2026, 3, 20), None))
    tomorrow = replace(desk, now=NOW + timedelta(days=1))
    (longer,) = edits.closures_from(desk.program_id, THURSDAY)
    do(lambda: edits.reopen_days(tomorrow, longer.id))
    assert [(one.first, one.last) for one in edits.closures_from(desk.program_id, TODAY)] == [(TODAY, TODAY)]


def test_a_new_room_does_not_put_a_cancelled_meeting_back_on(desk):
    do(lambda: edits.edit_session(desk, evening(THURSDAY).id, SessionChange(cancel=True)))
    do(lambda: edits.edit_session(desk, evening(THURSDAY).id, SessionChange(place="Garden")))
    assert (evening(THURSDAY).on, evening(THURSDAY).place) == (False, "Garden")
    do(lambda: edits.edit_session(desk, evening(THURSDAY).id, SessionChange()))
    assert evening(THURSDAY).on


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (SessionChange(place=None), "place_missing"),
        (SessionChange(local_date=date(2199, 12, 31)), "too_far"),
        (SessionChange(starts=time(23), ends=time(1)), "ends_before_start"),
        (SessionChange(telehealth=True), "link_missing"),
    ],
)
def test_a_meeting_is_never_left_without_a_place_or_in_another_century(desk, change, problem):
    before = rows()
    with pytest.raises(Invalid, match=problem):
        do(lambda: edits.edit_session(desk, evening(THURSDAY).id, change))
    assert rows() == before


@pytest.mark.parametrize(
    "write",
    [
        lambda desk: edits.edit_pattern(desk, track_id(), segments(), ROOM, date(2150, 1, 1), None),
        lambda desk: edits.add_segments(desk, track_id(), [EXTRA], date(2150, 1, 1), None),
        lambda desk: edits.close_days(desk, date(2150, 1, 1), date(2150, 1, 2), None),
        lambda desk: edits.add_sessions(desk, [NewSession(track_id(), date(2150, 1, 1), EXTRA)]),
    ],
)
def test_a_day_nobody_can_mean_is_refused(desk, write):
    before = rows()
    with pytest.raises(Invalid, match="too_far"):
        do(lambda: write(desk))
    assert rows() == before


def test_a_meeting_moved_into_the_hour_that_the_clock_skips_keeps_its_length(desk):
    spring = datetime.fromisoformat("2026-03-07T17:00:00+00:00")
    one = evening(THURSDAY)
    do(
        lambda: edits.edit_session(
            replace(desk, now=spring),
            one.id,
            SessionChange(local_date=date(2026, 3, 8), starts=time(2, 15), ends=time(2, 45)),
        )
    )
    moved = schedule.session_state(one.id)
    assert (moved.local_date, moved.ends_at - moved.starts_at) == (date(2026, 3, 8), timedelta(minutes=30))
    assert moved.starts_at == datetime.fromisoformat("2026-03-08T07:00:00+00:00")


def test_a_meeting_that_lasts_past_midnight_stays_on_its_day(desk, mia):
    one = evening(THURSDAY)
    do(lambda: edits.edit_session(desk, one.id, SessionChange(starts=time(23))))  # it keeps its ninety minutes
    (late,) = [each for each in schedule.sessions_of(mia, THURSDAY, THURSDAY) if each.id == one.id]
    assert late.local_date == THURSDAY
    assert attendance.attendance_list(one.id) == {mia: None}


def test_the_twenty_ninth_of_february_is_a_day_like_any_other(desk):
    leap = ChangeContext(desk.program_id, desk.staff_id, datetime.fromisoformat("2028-02-22T17:00:00+00:00"))
    edit(leap, LATER, date(2028, 2, 29), date(2028, 2, 29))
    assert [on(date(2028, 2, 22) + timedelta(weeks=n)) for n in range(3)] == [
        (16, "Room 2"),
        (17, "Room 2"),
        (16, "Room 2"),
    ]
    do(lambda: edits.close_days(leap, date(2028, 2, 29), date(2028, 2, 29), None))
    assert on(date(2028, 2, 29)) is None


def test_a_track_somebody_leaves_only_next_week_cannot_vanish_today(desk, mia):
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), date(2026, 3, 19), NOW))
    with pytest.raises(Conflict, match="track_in_use"):
        load(
            make_file(MORNINGS.replace("Morning group", "Other"), mornings=None).model_copy(
                update={"tracks": [one for one in make_file().tracks if one.slug == "morning"]}
            ),
            NOW,
        )


def test_of_two_who_looked_at_the_same_calendar_the_second_looks_again(desk):
    seen = journal.journal_state(desk.program_id)
    edit(desk, LATER, WEEK[0])
    with pytest.raises(Conflict, match="changed_meanwhile"):
        do(lambda: journal.check_unchanged(desk, seen))
    now = journal.journal_state(desk.program_id)
    do(lambda: journal.check_unchanged(desk, now))
    (made,) = journal.recent_changes(desk.program_id, NOW)
    do(lambda: journal.undo_change(desk.program_id, made.id, NOW + timedelta(minutes=1), silent=True))
    with pytest.raises(Conflict, match="changed_meanwhile"):
        do(lambda: journal.check_unchanged(desk, now))
