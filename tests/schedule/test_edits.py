"""A coordinator changes the pattern from a day on or for a while, closes days, and undoes it: the past stays, meetings keep
their identity, and nothing is written that did not change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program import versions
from companion.program.rules import Pattern
from companion.schedule import conflicts, edits, journal
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from companion.schedule.models import TrackSession
from companion.schedule.overrides import NewSession
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import evening, rows, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)  # a Tuesday
THURSDAY, NEXT_TUESDAY, FAR = date(2026, 3, 12), date(2026, 3, 17), date(2026, 4, 14)
LATER = PatternEdit(starts=time(17), ends=time(18, 30))
EXTRA = Pattern(0, time(8), time(9), "workshop", "Early", place="Room 2")


@pytest.fixture
def desk(cast, maple):
    return ChangeContext(maple, cast.cora, NOW)


def segments(title: str = "Skills group", weekday: int | None = None) -> list[UUID]:
    found = versions.versions_of_track(track_id())
    return [
        one
        for one, rows_ in found.items()
        if any(v.pattern.title == title and weekday in (None, v.pattern.weekday) for v in rows_.values())
    ]


def do(write):
    with transaction():
        return write()


def wall(day: date, title: str = "Skills group") -> tuple[int, int]:
    found = evening(day, title)
    local = found.starts_at.astimezone(__import__("zoneinfo").ZoneInfo(found.zone))
    return local.hour, local.minute


def test_a_pattern_changes_from_a_day_on_and_not_before(desk):
    before = rows()
    do(lambda: edits.edit_pattern(desk, track_id(), segments(), LATER, NEXT_TUESDAY, None))
    assert wall(THURSDAY) == (16, 0)
    assert wall(NEXT_TUESDAY) == wall(FAR) == (17, 0)
    assert rows().keys() == before.keys(), "the same meetings, at another time"


def test_a_change_for_a_while_ends_by_itself(desk):
    do(
        lambda: edits.edit_pattern(
            desk, track_id(), segments(), PatternEdit(place="Room 9"), NEXT_TUESDAY, date(2026, 3, 19)
        )
    )
    assert [evening(day).place for day in (THURSDAY, NEXT_TUESDAY, date(2026, 3, 24))] == ["Room 2", "Room 9", "Room 2"]


def test_what_people_may_have_read_says_that_it_changed_and_what_lies_further_away_just_is(desk):
    do(lambda: edits.edit_pattern(desk, track_id(), segments(), LATER, NEXT_TUESDAY, None))
    near, far = evening(NEXT_TUESDAY), evening(FAR)
    assert near.changed_at == NOW
    assert near.previous_starts_at == near.starts_at - timedelta(hours=1)
    assert (far.changed_at, far.previous_starts_at) == (None, None)


def test_a_stopped_segment_is_called_off_near_and_gone_far(desk):
    do(lambda: edits.edit_pattern(desk, track_id(), segments(), PatternEdit(stop=True), THURSDAY, None))
    assert evening(THURSDAY).status == "cancelled"
    assert "Skills group" not in [s.title for s in schedule.sessions_of_program(desk.program_id, FAR, FAR)]


def test_what_was_changed_by_hand_stays_and_is_counted(desk):
    one = evening(NEXT_TUESDAY)
    do(lambda: schedule.change_session(one.id, SessionChange(place="Garden"), NOW))
    made = do(lambda: edits.edit_pattern(desk, track_id(), segments(), LATER, THURSDAY, None))
    assert made.kept == 1
    assert (evening(NEXT_TUESDAY).place, wall(NEXT_TUESDAY)) == ("Garden", (16, 0))


def test_only_the_meetings_that_differ_are_written(desk):
    before = rows()
    made = do(lambda: edits.edit_pattern(desk, track_id(), segments(weekday=1), LATER, NEXT_TUESDAY, None))
    after = rows()
    different = {key for key in after if after[key] != before[key]}
    assert different == {row["id"] for row in made.before.sessions}
    assert all(after[key] == before[key] for key in before if key not in different)
    assert not made.before.added


def test_a_new_weekly_segment_begins_on_its_day_and_the_near_ones_are_news(desk):
    do(lambda: edits.add_segments(desk, track_id(), [EXTRA], NEXT_TUESDAY, None))
    early = [s for s in schedule.sessions_of_program(desk.program_id, TODAY, FAR) if s.title == "Early"]
    assert early[0].local_date == date(2026, 3, 23)
    assert (early[0].changed_at, early[-1].changed_at) == (NOW, None)


def test_closed_days_come_back_when_they_are_opened_again(desk):
    before = {key: row[6:9] for key, row in rows().items()}
    do(lambda: edits.close_days(desk, THURSDAY, THURSDAY, "Snow"))
    assert evening(THURSDAY).status == "cancelled"
    (closed,) = edits.closures_from(desk.program_id, TODAY)
    do(lambda: edits.reopen_days(ChangeContext(desk.program_id, desk.staff_id, NOW + timedelta(minutes=1)), closed.id))
    assert evening(THURSDAY).on
    assert {key: row[6:9] for key, row in rows().items()} == before


def test_a_closure_that_has_begun_keeps_its_past_days_when_it_is_opened(desk):
    do(lambda: edits.close_days(desk, TODAY, date(2026, 3, 20), None))
    (closed,) = edits.closures_from(desk.program_id, TODAY)
    do(lambda: edits.reopen_days(ChangeContext(desk.program_id, desk.staff_id, NOW + timedelta(days=2)), closed.id))
    assert [(one.first, one.last) for one in edits.closures_from(desk.program_id, TODAY)] == [
        (TODAY, date(2026, 3, 11))
    ]


CHANGES = {
    "pattern": lambda desk: edits.edit_pattern(desk, track_id(), segments(), LATER, THURSDAY, None),
    "for a while": lambda desk: edits.edit_pattern(desk, track_id(), segments(), PatternEdit(stop=True), THURSDAY, FAR),
    "new segment": lambda desk: edits.add_segments(desk, track_id(), [EXTRA], TODAY, None),
    "closure": lambda desk: edits.close_days(desk, THURSDAY, FAR, None),
    "one meeting": lambda desk: edits.edit_session(desk, evening(THURSDAY).id, SessionChange(cancel=True)),
    "added": lambda desk: edits.add_sessions(desk, [NewSession(track_id(), THURSDAY, EXTRA)]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_undoing_before_anybody_was_told_leaves_no_trace_in_the_calendar(desk, name):
    before = rows()
    made = do(lambda: CHANGES[name](desk))
    assert rows() != before
    do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW + timedelta(minutes=9), silent=True))
    assert rows() == before
    assert do(lambda: schedule.write_out_sessions(NOW + timedelta(minutes=9))) == 0


@pytest.mark.parametrize("name", CHANGES)
def test_undoing_what_people_were_told_says_so_once_more(desk, name):
    before = {one.id: one for one in schedule.sessions_of_program(desk.program_id, TODAY, FAR)}
    made = do(lambda: CHANGES[name](desk))
    again = NOW + timedelta(minutes=9)
    do(lambda: journal.undo_change(desk.program_id, made.change_id, again, silent=False))
    after = {one.id: one for one in schedule.sessions_of_program(desk.program_id, TODAY, FAR)}
    for key, was in before.items():
        assert (after[key].starts_at, after[key].place, after[key].status) == (was.starts_at, was.place, was.status)
    assert [one for one in after.values() if one.changed_at == again]
    assert all(not after[key].on for key in after.keys() - before.keys())
    assert do(lambda: schedule.write_out_sessions(again)) == 0


def test_after_ten_minutes_it_stays(desk):
    made = do(lambda: CHANGES["pattern"](desk))
    with pytest.raises(Conflict, match="too_late_to_undo"), transaction():
        journal.undo_change(desk.program_id, made.change_id, NOW + timedelta(minutes=10), silent=True)


def test_nothing_is_undone_twice_and_nothing_of_another_program(desk):
    made = do(lambda: CHANGES["pattern"](desk))
    with pytest.raises(NotFound), transaction():
        journal.undo_change(new_id(), made.change_id, NOW, silent=True)
    do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW, silent=True))
    with pytest.raises(Conflict, match="already_undone"), transaction():
        journal.undo_change(desk.program_id, made.change_id, NOW, silent=True)


def test_what_something_later_builds_on_is_undone_last(desk):
    first = do(lambda: CHANGES["pattern"](desk))
    second = do(
        lambda: edits.edit_session(
            ChangeContext(desk.program_id, desk.staff_id, NOW + timedelta(seconds=9)),
            evening(THURSDAY).id,
            SessionChange(place="Garden"),
        )
    )
    with pytest.raises(Conflict, match="changed_meanwhile"), transaction():
        journal.undo_change(desk.program_id, first.change_id, NOW + timedelta(minutes=1), silent=True)
    do(lambda: journal.undo_change(desk.program_id, second.change_id, NOW + timedelta(minutes=1), silent=True))
    do(lambda: journal.undo_change(desk.program_id, first.change_id, NOW + timedelta(minutes=1), silent=True))
    assert wall(THURSDAY) == (16, 0)


def test_a_meeting_that_has_begun_is_not_undone(desk):
    meeting = evening(TODAY)
    late = meeting.starts_at - timedelta(minutes=2)
    made = do(
        lambda: edits.edit_session(
            ChangeContext(desk.program_id, desk.staff_id, late), meeting.id, SessionChange(cancel=True)
        )
    )
    with pytest.raises(Conflict, match="already_begun"), transaction():
        journal.undo_change(desk.program_id, made.change_id, late + timedelta(minutes=3), silent=True)
    assert not evening(TODAY).on


def test_no_change_of_the_pattern_and_no_undoing_touches_what_has_begun(desk):
    thursday_night = datetime.fromisoformat("2026-03-13T02:00:00+00:00")
    late = ChangeContext(desk.program_id, desk.staff_id, thursday_night)
    past = {key: row for key, row in rows().items() if row[6] <= thursday_night}
    for edit in (LATER, PatternEdit(stop=True), PatternEdit(place="Elsewhere")):
        made = do(lambda edit=edit: edits.edit_pattern(late, track_id(), segments(), edit, THURSDAY, None))
        do(lambda made=made: journal.undo_change(desk.program_id, made.change_id, thursday_night, silent=False))
    do(lambda: edits.close_days(late, THURSDAY, FAR, None))
    assert {key: rows()[key] for key in past} == past


def test_once_it_cannot_be_undone_what_stood_before_is_forgotten(desk):
    do(lambda: CHANGES["pattern"](desk))
    assert do(lambda: journal.tidy(NOW + timedelta(minutes=11))) == 1
    assert journal.recent_changes(desk.program_id, NOW + timedelta(minutes=11)) == []


@pytest.mark.parametrize(
    ("write", "problem"),
    [
        (lambda d: edits.edit_pattern(d, track_id(), segments(), LATER, TODAY - timedelta(days=1), None), "in_the_past"),
        (lambda d: edits.edit_pattern(d, track_id(), segments(), LATER, FAR, THURSDAY), "ends_before_start"),
        (lambda d: edits.edit_pattern(d, track_id(), segments(), PatternEdit(starts=time(23)), FAR, None), "ends_before"),
        (lambda d: edits.edit_pattern(d, track_id(), [], LATER, FAR, None), "nothing_chosen"),
        (lambda d: edits.edit_pattern(d, track_id(), segments(), PatternEdit(place=None), FAR, None), "place_missing"),
        (lambda d: edits.edit_pattern(d, track_id(), segments(), PatternEdit(telehealth=True), FAR, None), "link_missing"),
        (lambda d: edits.add_segments(d, track_id(), [], FAR, None), "nothing_chosen"),
        (lambda d: edits.close_days(d, TODAY - timedelta(days=1), TODAY, None), "in_the_past"),
        (lambda d: edits.close_days(d, FAR, THURSDAY, None), "ends_before_start"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(desk, write, problem):
    before = rows()
    with pytest.raises(Invalid, match=problem), transaction():
        write(desk)
    assert rows() == before


def test_segments_and_tracks_of_others_are_not_found(desk):
    theirs = next(iter(versions.versions_of_track(track_id("morning"))))
    for track, chosen in ((track_id(), [theirs]), (track_id(), [new_id()]), (new_id(), segments())):
        with pytest.raises(NotFound), transaction():
            edits.edit_pattern(desk, track, chosen, LATER, FAR, None)
    with pytest.raises(NotFound), transaction():
        edits.edit_pattern(ChangeContext(new_id(), desk.staff_id, NOW), track_id(), segments(), LATER, FAR, None)


def test_a_room_a_leader_and_a_person_in_two_places_are_warned_of(desk, mia):
    plan = Pattern(3, time(16, 30), time(17), "individual", "One-to-one", place=" room  2", with_name="Dana")
    made = do(lambda: edits.add_sessions(desk, [NewSession(track_id(), THURSDAY, plan, mia)]))
    found = {one.kind: one for one in conflicts.find_conflicts(desk.program_id, made.before.added)}
    assert found.keys() == {conflicts.ROOM, conflicts.LEADER, conflicts.PEOPLE}
    assert found[conflicts.PEOPLE].people == 1


def test_meetings_that_only_touch_and_what_is_online_or_off_are_no_clash(desk, mia):
    after = Pattern(3, time(17, 30), time(17, 45), "individual", "One-to-one", place="Room 2", with_name="Dana")
    online = Pattern(3, time(14), time(15), "individual", "Online", "Room 1", "https://x.example/1", telehealth=True)
    made = do(lambda: edits.add_sessions(desk, [NewSession(track_id(), THURSDAY, one, mia) for one in (after, online)]))
    assert conflicts.find_conflicts(desk.program_id, made.before.added) == []


def test_a_clash_of_every_week_is_said_once(desk):
    made = do(lambda: edits.edit_pattern(desk, track_id(), segments(), PatternEdit(ends=time(18)), NEXT_TUESDAY, None))
    ids = [row["id"] for row in made.before.sessions]
    (room,) = [one for one in conflicts.find_conflicts(desk.program_id, ids) if one.kind == conflicts.ROOM]
    assert room.times > 10


def test_a_segment_of_a_past_version_is_still_what_its_meetings_hang_on(desk):
    do(lambda: edits.edit_pattern(desk, track_id(), segments(), LATER, NEXT_TUESDAY, None))
    hung = set(db.session.scalars(select(TrackSession.segment_id).where(TrackSession.track_id == track_id())))
    assert hung == set(versions.segment_versions([track_id()])[track_id()])
