"""Tables and program files at the desk: looked at first and nothing stays, then taken whole or not at all, by those who may."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest

from companion.kernel import clock
from companion.kernel.database import transaction
from companion.program import service as program
from companion.program import versions
from companion.reminders import service as reminders
from companion.reminders.rules import CHANGED
from companion.schedule import journal
from companion.schedule import service as schedule
from companion.staff.content.program_files import load_content
from tests.cast import NOW
from tests.imports.tables import ONCE, PATTERN, ROSTER
from tests.program.builders import EVENINGS, make_file, text, track_id
from tests.staff.bringing import LOOK, TAKE, actions, bring, everything, home, look, said, sealed


@pytest.fixture
def written_out(maple):
    with transaction():
        schedule.write_out_sessions(NOW)


@pytest.mark.usefixtures("written_out")
def test_looking_at_a_new_track_says_hours_and_meetings_and_changes_nothing(cast, at):
    before = everything()
    page = look(at(cast.cora), "pattern", PATTERN).text
    assert "Nothing has changed yet." in page
    assert "Night track" in page
    assert "new track" in page
    assert "10\u00a0h\u00a030\u00a0min a week" in page
    assert "Sleep, food and rest" in page
    assert page.count("Process group") >= 4
    assert everything() == before
    assert journal.recent_changes(home().id, NOW) == []


def test_a_new_track_is_there_for_people_at_once_and_can_be_undone(cast, at):
    desk = at(cast.cora)
    page = bring(desk, "pattern", PATTERN, first="2026-03-16").text
    assert "The pattern is changed" in page
    night = program.track_by_slug(home().id, "night")
    assert (night.name, night.level, night.about_weeks) == ("Night track", "iop", 10)
    found = schedule.sessions_of_program(home().id, date(2026, 3, 9), date(2026, 3, 22))
    assert sorted({one.local_date.day for one in found if one.track_id == night.id}) == [16, 17, 18, 19]
    assert "pattern_changed" in actions()
    (undo,) = re.findall(r"/staff/schedule/changes/[0-9a-f-]{36}/undo", page)
    desk.send(undo)
    found = schedule.sessions_of_program(home().id, date(2026, 3, 9), date(2026, 5, 9))
    assert [one for one in found if one.track_id == night.id] == []
    assert desk.open("/staff/content/file?program=maple").status_code == 200, "an empty track can still be written out"


def test_what_a_new_track_is_can_be_said_beside_the_file(cast, at):
    bare = "days,starts,ends,kind,title,place\nmon tue wed,9:00,12:00,process_group,Group,Room 5\n"
    desk = at(cast.cora)
    refused = look(desk, "pattern", bare, track="early")
    assert refused.status_code == 422
    assert "Line 2, Track: there is no track 'early'" in said(refused)
    half = look(desk, "pattern", bare, track="early", track_name="Early", level="iop")
    assert "Line 2, About how many weeks: is missing" in said(half)
    assert "Line 2, First day: where: is missing" in said(half)
    details = {
        "track_name": "Early",
        "level": "iop",
        "about_weeks": "8",
        "first_day_where": "5 Elm Street",
        "first_day_ask_for": "Lou",
    }
    bring(desk, "pattern", bare, track="early", **details)
    assert program.track_by_slug(home().id, "early").about_weeks == 8


@pytest.mark.usefixtures("written_out")
def test_the_pattern_of_a_track_is_replaced_from_a_day_on_and_people_are_told_once(cast, at):
    rest = "track,days,starts,ends,kind,title,place,with\nEvenings,tue wed thu,17:00,18:30,skills_group,Skills group,Room 2,Dana\n"
    desk = at(cast.cora)
    page = look(desk, "pattern", rest, first="2026-03-12").text
    assert "usual are 9 to 19" in page
    assert "2 people are told" in page
    assert "Changed: now Thursday at 5:00 PM" in page
    desk.send(TAKE, sealed=sealed(look(desk, "pattern", rest, first="2026-03-12")))
    found = schedule.sessions_of(cast.mia, date(2026, 3, 10), date(2026, 3, 12))
    assert [(one.local_date.day, one.title, one.on) for one in found if one.kind == "skills_group"] == [
        (10, "Skills group", True), (11, "Skills group", True), (12, "Skills group", True),
    ]  # fmt: skip
    assert [one.on for one in found if one.title == "Process group"] == [True, True, False]
    assert len([one for one in reminders.explain(cast.mia, NOW) if one.kind == CHANGED]) == 1
    segments = versions.versions_of_track(track_id())
    assert len(segments) == 9, "the skills groups stay the same segments"


@pytest.mark.usefixtures("written_out")
def test_single_meetings_are_added_and_a_second_time_refused(cast, at):
    desk = at(cast.cora)
    before = everything()
    page = look(desk, "one-offs", ONCE).text
    assert "Résumé help" in page
    assert everything() == before
    bring(desk, "one-offs", ONCE)
    shown = [one.title for one in schedule.sessions_of(cast.mia, date(2026, 3, 13), date(2026, 3, 13))]
    assert "Résumé help" in shown
    again = look(desk, "one-offs", ONCE)
    assert again.status_code == 422
    assert "Line 2, title: is already in the calendar at this time" in said(again)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("evening", "evenning", "Line 2, track: there is no track 'evenning'; did you mean 'evening'?"),
        ("evening", "", "Line 2, track: is missing; expected one of evening, morning"),
        ("2026-03-13", "2026-03-09", "Line 2, date: has passed already"),
        ("2026-03-13,10:00", "2027-03-14,02:30", "Line 2, starts: there is no 02:30 on 2027-03-14: the clocks go forward"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("written_out")
def test_one_bad_row_and_nothing_is_taken(cast, at, old, new, expected):
    before = everything()
    answer = look(at(cast.cora), "one-offs", ONCE.replace(old, new, 1))
    assert answer.status_code == 422
    assert expected in said(answer)
    assert TAKE not in answer.text, "there is nothing to confirm"
    assert everything() == before


def test_the_program_file_comes_out_goes_in_and_says_what_is_different(cast, at):
    desk = at(cast.ruth)
    answer = desk.open("/staff/content/file?program=maple")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="maple.yaml"'
    assert "Mia" not in answer.text
    assert "program_exported" in actions()
    same = look(desk, "program", answer.text, "maple.yaml").text
    assert "Everything is as the file says already." in same
    changed = answer.text.replace("name: Evenings", "name: Nights").replace("Room 2", "Room 8", 1)
    before = everything()
    page = look(desk, "program", changed, "maple.yaml").text
    assert re.search(r"changed</span> Track: <strong>evening", page)
    assert "Skills group, tue wed thu, 16:00–17:30, Room 8, Dana" in page
    assert everything() == before
    desk.send(TAKE, sealed=sealed(look(desk, "program", changed, "maple.yaml")))
    assert program.track_by_slug(home().id, "evening").name == "Nights"
    assert "program_loaded" in actions()
    assert [one for one in reminders.explain(cast.mia, NOW) if one.kind == CHANGED]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (text().replace("slug: maple", "slug: oak"), "slug: expected 'maple'"),
        (
            text().replace("starts: 16:00", "starts: noon"),
            "maple.yaml:19: tracks[1].segments[1].starts: expected a time",
        ),
        (text(EVENINGS, mornings=None).replace("slug: evening", "slug: dusk"), "People are still in a track"),
        ("", "expected keys such as"),
    ],
)
def test_a_program_file_that_does_not_fit_changes_nothing(cast, at, content, expected):
    before = everything()
    answer = look(at(cast.cora), "program", content, "maple.yaml")
    assert answer.status_code == 422
    assert expected in said(answer)
    assert everything() == before


def test_counselors_and_participants_are_refused(cast, at, signed_in):
    for path in ("/staff/content", "/staff/content/file?program=maple", "/staff/content/template/roster"):
        assert at(cast.dana).open(path).status_code == 403
        assert signed_in(cast.mia).get(path).status_code == 403
    before = everything()
    token = sealed(look(at(cast.cora), "roster", ROSTER))
    assert look(at(cast.dana), "roster", ROSTER).status_code == 403
    assert at(cast.dana).send(TAKE, sealed=token).status_code == 403
    assert everything() == before


def test_only_ones_own_program_can_be_written_out_or_changed(cast, at):
    with transaction():
        program.unassign_staff(home().id, cast.cora)
    desk, before = at(cast.cora), everything()
    assert desk.open("/staff/content/file?program=maple").status_code == 404
    assert look(desk, "roster", ROSTER).status_code == 404
    assert everything() == before


def test_a_looked_at_file_is_for_who_brought_it_for_an_hour_and_as_it_was(cast, at):
    before = everything()
    token = sealed(look(at(cast.cora), "roster", ROSTER))
    assert "Sam" not in token
    for who, sent, moment in (
        (cast.ruth, token, NOW),
        (cast.cora, token[:-8] + "AAAAAAA=", NOW),
        (cast.cora, "1.AAAA", NOW),
        (cast.cora, "", NOW),
        (cast.cora, token, NOW + timedelta(hours=1)),
    ):
        with clock.fixed(moment):
            assert at(who).send(TAKE, sealed=sent).status_code == 422
    assert everything() == before


@pytest.mark.parametrize(
    "fields", [{"kind": "people"}, {"kind": ""}, {"first": "soon"}, {"program": "oak"}, {"track": "a\x00b"}]
)
def test_a_form_nobody_typed_changes_nothing(cast, at, fields):
    before = everything()
    sent = {"program": "maple", "kind": "roster", "file": (io.BytesIO(ROSTER.encode()), "r.csv")} | fields
    assert at(cast.cora).send(LOOK, **sent).status_code in (404, 422)
    assert at(cast.cora).send(LOOK, program="maple", kind="roster").status_code == 422
    assert everything() == before


def test_the_name_of_a_file_is_shown_as_text(cast, at):
    answer = look(at(cast.cora), "roster", "nonsense", "../<b>é.csv")
    assert "<b>" not in answer.text
    assert "bé.csv" in said(answer)


def test_example_tables_are_marked_for_spreadsheets_and_unknown_ones_are_not_there(cast, at):
    desk = at(cast.cora)
    answer = desk.open("/staff/content/template/pattern")
    assert answer.data.startswith(b"\xef\xbb\xbftrack,days,starts")
    assert desk.open("/staff/content/template/secrets").status_code == 404


def test_a_pattern_that_names_no_track_replaces_none(cast, at):
    bare = "days,starts,ends,kind,title,place,track_name\nmon,9:00,12:00,process_group,Group,Room 5,Early\n"
    with transaction():
        load_content(make_file(mornings=None), NOW)
    before = everything()
    answer = look(at(cast.cora), "pattern", bare)
    assert "Line 2, Track: is missing; expected one of evening, or a new short name" in said(answer)
    assert everything() == before


def test_what_a_track_is_stays_when_only_its_pattern_is_replaced(cast, at):
    desk = at(cast.cora)
    bring(desk, "pattern", PATTERN)
    changed = PATTERN.replace("Night track", "Other name").replace("Room 6", "Room 7")
    page = look(desk, "pattern", changed)
    assert "The track is there already" in page.text
    desk.send(TAKE, sealed=sealed(page))
    assert program.track_by_slug(home().id, "night").name == "Night track"


def test_a_pattern_can_be_replaced_from_a_day_nobody_has_written_out_yet(cast, at):
    desk, far = at(cast.cora), "2026-09-01"
    bring(desk, "pattern", PATTERN)
    changed = PATTERN.replace("Room 6", "Room 7")
    bring(desk, "pattern", changed, first=far)
    night = program.track_by_slug(home().id, "night")
    places_ = {one.pattern.place for some in versions.versions_of_track(night.id).values() for one in some.values()}
    assert places_ == {"Room 5", "Room 6", "Room 7"}
    assert "Everything is as the file says already." in look(desk, "pattern", changed, first=far).text


def test_rows_that_name_no_track_belong_to_the_one_chosen(cast, at):
    mixed = "track,days,starts,ends,kind,title,place\nevening,mon,9:00,12:00,process_group,Group,Room 5\n,tue,9:00,12:00,process_group,Group,Room 5\n"
    page = look(at(cast.cora), "pattern", mixed, track="evening").text
    assert "6\u00a0h a week" in page
    refused = look(at(cast.cora), "pattern", mixed, track="morning")
    assert "Line 2, track: expected 'morning' or nothing, as chosen" in said(refused)
