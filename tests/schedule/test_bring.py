"""What to bring: from the program file or the desk to the phone, through every change and back when it is undone."""

from __future__ import annotations

from datetime import date, time

import pytest

from companion.kernel.database import transaction
from companion.program import versions
from companion.program.files import BadFile, parse_file
from companion.program.rules import Pattern
from companion.schedule import calendar, edits, journal
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from companion.schedule.overrides import NewSession
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import EVENINGS, evening, load, make_file, rows, text, track_id

THURSDAY, FAR = date(2026, 3, 12), date(2026, 4, 14)
PENS = ("Something to write with", "Your folder, if you have one")
WITH_PENS = EVENINGS.replace(
    "with: Dana}", "with: Dana, bring: [Something to write with, 'Your folder, if you have one']}"
)


@pytest.fixture
def desk(cast, maple):
    return ChangeContext(maple, cast.cora, NOW)


def skills():
    found = versions.versions_of_track(track_id())
    return [one for one, some in found.items() if next(iter(some.values())).pattern.title == "Skills group"]


def do(write):
    with transaction():
        return write()


def test_a_file_says_it_per_segment_and_every_meeting_has_it(maple):
    loaded = load(make_file(WITH_PENS), NOW)
    assert loaded.changes == 3, "three segments say something else; nothing else changed"
    assert evening(THURSDAY).bring == evening(FAR).bring == PENS
    assert evening(THURSDAY, "Process group").bring == ()
    again = load(make_file(WITH_PENS), NOW)
    assert (again.program_id, again.changes, again.meetings) == (loaded.program_id, 0, 0)


def test_near_meetings_say_that_they_changed_and_are_the_same_meetings(maple):
    before = rows().keys()
    load(make_file(WITH_PENS), NOW)
    assert rows().keys() == before
    assert evening(THURSDAY).changed_at == NOW
    assert evening(FAR).changed_at is None


@pytest.mark.parametrize(
    ("bring", "expected"),
    [
        ("[" + ", ".join(["A pen"] * 9) + "]", "expected at most 8 entries"),
        ("[" + "x" * 81 + "]", "expected at most 80 characters"),
        ("A pen", "expected a list"),
        ('["a\\nb"]', "expected a single line"),
        ("['']", "expected text, not nothing"),
    ],
)
def test_a_file_with_too_much_to_bring_is_refused_with_its_line(bring, expected):
    content = text(EVENINGS.replace("with: Dana}", f"with: Dana, bring: {bring}}}", 1))
    with pytest.raises(BadFile, match=expected) as refused:
        parse_file(content.encode(), "maple.yaml")
    assert "segments[1].bring" in str(refused.value)


def test_one_meeting_can_ask_for_something_else_and_for_nothing(desk):
    found = evening(THURSDAY)
    do(lambda: edits.edit_session(desk, found.id, SessionChange(bring=PENS)))
    assert evening(THURSDAY).bring == PENS
    assert (evening(THURSDAY).place, evening(THURSDAY).starts_at) == (found.place, found.starts_at)
    do(lambda: schedule.change_session(found.id, SessionChange(bring=()), NOW))
    assert evening(THURSDAY).bring == ()


def test_the_pattern_can_ask_for_something_from_a_day_on(desk):
    do(lambda: edits.edit_pattern(desk, track_id(), skills(), PatternEdit(bring=PENS), THURSDAY, None))
    assert evening(date(2026, 3, 11)).bring == ()
    assert evening(THURSDAY).bring == evening(FAR).bring == PENS


@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("what", ["pattern", "session", "file"])
def test_undoing_brings_back_what_was_to_bring(desk, silent, what):
    load(make_file(WITH_PENS), NOW)
    found = evening(THURSDAY)
    if what == "session":
        made = do(lambda: edits.edit_session(desk, found.id, SessionChange(bring=("A coat",))))
    elif what == "pattern":
        made = do(lambda: edits.edit_pattern(desk, track_id(), skills(), PatternEdit(bring=()), THURSDAY, None))
    else:
        made = do(lambda: edits.close_days(desk, FAR, FAR, None))
    do(lambda: journal.undo_change(desk.program_id, made.change_id, NOW, silent=silent))
    assert evening(THURSDAY).bring == evening(FAR).bring == PENS
    with transaction():
        assert calendar.write_out_program(desk.program_id, NOW) == 0


def test_a_meeting_outside_the_pattern_has_its_own(desk):
    plan = Pattern(3, time(20), time(21), "holistic", "Yoga", place="Studio", bring=("A mat",))
    do(lambda: edits.add_sessions(desk, [NewSession(track_id(), THURSDAY, plan)]))
    assert evening(THURSDAY, "Yoga").bring == ("A mat",)


def test_the_phone_is_told_in_both_places(mia, signed_in):
    load(make_file(WITH_PENS), NOW)
    browser = signed_in(mia)
    listed = browser.get("/api/v1/schedule").get_json()["sessions"][0]
    alone = browser.get(f"/api/v1/schedule/sessions/{listed['id']}").get_json()
    assert listed["bring"] == alone["bring"] == list(PENS)
