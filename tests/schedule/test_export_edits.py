"""Changes that coordinators planned at the desk stand in the program file with their days, and loading it changes nothing."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import files, versions
from companion.program import service as program
from companion.program.rules import Pattern
from companion.schedule import edits
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from companion.schedule.models import TrackSession
from tests.cast import NOW
from tests.program.builders import EVENINGS, make_file, rows, text, track_id
from tests.program.round import emptied, exported, loaded, parsed
from tests.support.examples import examples

TODAY = NOW.date()
SLOW = settings(deadline=None, max_examples=examples(8), suppress_health_check=list(HealthCheck))


EDIT = st.one_of(
    st.just(PatternEdit(stop=True)),
    st.sampled_from(["Garden", "Room 9"]).map(lambda place: PatternEdit(place=place)),
    st.integers(7, 20).map(lambda hour: PatternEdit(starts=time(hour), ends=time(hour, 50))),
)
DEED = st.tuples(
    st.sampled_from(["edit", "add", "close"]),
    st.integers(0, 99),
    st.integers(0, 60),
    st.none() | st.integers(0, 30),
    EDIT,
)


@SLOW
@given(st.lists(DEED, min_size=1, max_size=6))
def test_after_any_edits_at_the_desk_the_file_says_what_is_planned_and_changes_nothing(cast, deeds):
    emptied()
    loaded(make_file())
    home = program.program_by_slug("maple")
    for deed in deeds:
        perform(ChangeContext(home.id, cast.cora, NOW), *deed)
    before, out = rows(), exported()
    assert loaded(parsed(out)) == (0, 0)
    assert rows() == before
    later = NOW + timedelta(days=12)
    with transaction():
        schedule.write_out_sessions(later)
    assert loaded(parsed(out), later) == (0, 0), "a file kept for some days says the same of what is still to come"
    ahead = calendar_from(later)
    emptied()
    loaded(parsed(out), NOW)
    with transaction():
        schedule.write_out_sessions(later)
    assert calendar_from(later) == ahead, "another installation that loads it plans the same meetings"


def perform(desk: ChangeContext, what: str, number: int, first: int, length: int | None, edit: PatternEdit) -> None:
    begin = TODAY + timedelta(days=first)
    end = None if length is None else begin + timedelta(days=length)
    try:
        with transaction():
            if what == "close":
                edits.close_days(desk, begin, end or begin, None)
            elif what == "add":
                plan = Pattern(number % 7, time(8 + number % 9), time(18), "workshop", "Art", "Studio")
                edits.add_segments(desk, track_id(), [plan], begin, end)
            else:
                segments = sorted(versions.versions_of_track(track_id()))
                edits.edit_pattern(desk, track_id(), [segments[number % len(segments)]], edit, begin, end)
    except (Invalid, Conflict, NotFound):
        pass  # such as the same days closed twice: the desk says so


def calendar_from(now: Any) -> list[tuple[object, ...]]:
    shown = ("track_id", "starts_at", "ends_at", "title", "place")
    found = db.session.query(TrackSession).filter(TrackSession.starts_at > now, TrackSession.status == "scheduled")
    return sorted(tuple(getattr(row, name) for name in shown[1:]) for row in found)


def test_a_planned_change_stands_in_the_file_with_its_days_and_survives_loading_it(cast, maple):
    (tuesday, *_) = [
        key
        for key, some in versions.versions_of_track(track_id()).items()
        if next(iter(some.values())).pattern.slot == (1, "skills_group", "Skills group")
    ]
    with transaction():
        edits.edit_pattern(
            ChangeContext(maple, cast.cora, NOW),
            track_id(),
            [tuesday],
            PatternEdit(place="Garden"),
            date(2026, 3, 17),
            date(2026, 3, 24),
        )
    out = exported()
    planned = [one for one in parsed(out).tracks[0].segments if one.title == "Skills group"]
    assert [(one.days, one.place, one.first, one.last) for one in planned] == [
        (["tue"], "Garden", date(2026, 3, 17), date(2026, 3, 24)),
        (["tue"], "Room 2", None, date(2026, 3, 16)),
        (["tue"], "Room 2", date(2026, 3, 25), None),
        (["wed", "thu"], "Room 2", None, None),
    ]
    assert loaded(parsed(out)) == (0, 0)


def test_a_change_written_into_a_file_begins_on_its_day(maple):
    moved = EVENINGS.replace("place: Room 2}", "place: Room 2, to: 2026-03-31}") + (
        "      - {days: [tue, wed, thu], starts: 18:00, ends: 19:30, kind: process_group, title: Process group, place: Room 2, from: 2026-04-01}\n"
    )
    assert loaded(parsed(text(moved)))[0] == 3, "three segments change, and none is new"
    found = schedule.sessions_of_program(maple, date(2026, 3, 31), date(2026, 4, 1))
    at = {one.local_date.day: f"{one.starts_at:%H:%M}" for one in found if one.title == "Process group"}
    assert at == {31: "21:45", 1: "22:00"}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("from: 2026-04-02, to: 2026-04-01", "expected 'to' on or after 'from'"),
        ("from: soon", "expected a date such as 2026-11-26"),
        ("until: 2026-04-01", "is not known here"),
    ],
)
def test_days_of_a_segment_that_make_no_sense_are_named(dates, expected):
    with pytest.raises(files.BadFile, match=expected):
        make_file(EVENINGS.replace("place: Room 2}", f"place: Room 2, {dates}}}"))


def test_the_same_segment_twice_is_an_error_only_while_both_are_in_force():
    first = EVENINGS.replace("place: Room 2}", "place: Room 2, to: 2026-03-31}")
    second = EVENINGS.splitlines(keepends=True)[2].replace("place: Room 2}", "place: Room 3, from: 2026-{}}}")
    assert make_file(first + second.replace("{}}", "04-01"))
    with pytest.raises(files.BadFile, match="appears twice on tue"):
        make_file(first + second.replace("{}}", "03-31"))


def test_hours_that_change_later_are_warned_of_from_then_on():
    made = make_file(
        EVENINGS.replace("place: Room 2}", "place: Room 2, to: 2026-03-31}")
        + EVENINGS.splitlines()[2]
        .replace("tue, wed, thu", "tue")
        .replace("place: Room 2}", "place: Room 2, from: 2026-04-01}\n")
    )
    assert made.warnings == [
        "track 'evening': from 2026-04-01 on, 6 hours a week is outside the 9 to 19 hours of an intensive outpatient track"
    ]


def test_a_track_without_meetings_can_be_said_and_read(cast, maple):
    everything = sorted(versions.versions_of_track(track_id()))
    with transaction():
        edits.edit_pattern(
            ChangeContext(maple, cast.cora, NOW), track_id(), everything, PatternEdit(stop=True), TODAY, None
        )
    assert "segments: []" in exported()
    assert loaded(parsed(exported())) == (0, 0)


def test_the_desk_plans_nothing_that_a_file_could_not_say(cast, maple):
    plan = Pattern(1, time(16), time(17), "skills_group", "Skills group", "Room 7")
    with pytest.raises(Invalid, match="stands_twice"), transaction():
        edits.add_segments(ChangeContext(maple, cast.cora, NOW), track_id(), [plan], TODAY, None)
    db.session.rollback()
    assert loaded(parsed(exported())) == (0, 0)
