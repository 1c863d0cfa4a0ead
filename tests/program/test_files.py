"""A program file that is wrong says so with file, line and what was expected; nothing of it is used."""

from __future__ import annotations

from datetime import date, time

import pytest

from companion.program import files
from companion.program import service as program
from tests.cast import NOW
from tests.program.builders import EVENINGS, load, make_file, text


def errors(content: str | bytes) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(files.BadFile) as caught:
        files.parse_file(raw, "maple.yaml")
    return str(caught.value).splitlines()


def line_of(content: str, needle: str) -> int:
    return content[: content.index(needle)].count("\n") + 1


def test_a_good_file_is_read_with_its_wall_times():
    (first, *_) = make_file().tracks[0].segments
    assert (first.starts, first.ends, first.with_name) == (time(16), time(17, 30), "Dana")


def test_family_and_couples_meetings_are_optional_unless_the_file_says_otherwise():
    line = "      - {{days: [fri], starts: 10:00, ends: 11:00, kind: {}, title: With family, place: Room 2{}}}\n"
    made = make_file(line.format("family_session", "") + line.format("couples_session", ", optional: false") + EVENINGS)
    assert [pattern.optional for pattern in made.tracks[0].patterns[:2]] == [True, False]


def test_weekly_hours_outside_the_level_are_a_warning_not_an_error():
    short = "      - {days: [mon], starts: 16:00, ends: 17:30, kind: process_group, title: Group, place: Room 2}\n"
    assert make_file(short).warnings == [
        "track 'evening': 1.5 hours a week is outside the 9 to 19 hours of an intensive outpatient track"
    ]


def test_hours_over_midnight_and_around_the_clock_are_read():
    night, day = "{days: [fri], opens: 20:00, closes: 2:00}", "{days: [sat], opens: 0:00, closes: 24:00}"
    (phone,) = make_file(zone="America/New_York").phones
    office_hours = "      - {days: [mon, tue, wed, thu, fri], opens: 9:00, closes: 17:00}"
    changed = text().replace(office_hours, f"      - {night}\n      - {day}")
    made = files.parse_file(changed.encode(), "maple.yaml")
    assert [(one.opens, one.closes) for one in made.phones[0].hours] == [(time(20), time(2)), (time(0), time(0))]
    assert made.warnings == phone.warnings == []


def test_an_afternoon_written_as_a_morning_is_a_warning():
    made = files.parse_file(text().replace("closes: 17:00", "closes: 5:00").encode(), "maple.yaml")
    assert made.warnings == [
        "phone 'Front desk': opens at 09:00 and closes at 05:00 the next day; write 17:00 if you mean the afternoon"
    ]


@pytest.mark.parametrize(
    ("special", "expected"),
    [
        ("{from: 2026-12-24, opens: 9:00}", "expected both 'opens' and 'closes'"),
        ("{from: 2026-12-24, to: 2026-12-23}", "expected 'to' on or after 'from'"),
        ("{from: 2026-12-24, opens: 9:00, closes: 9:00}", "expected 'closes' and 'opens' not to be the same"),
        ("{from: 2026-12-24, shut: true}", "is not known here"),
    ],
)
def test_special_days_that_say_nothing_clear_are_refused(special, expected):
    content = text().replace("closures:", f"    special_days:\n      - {special}\nclosures:", 1)
    (error, *_) = errors(content)
    assert "phones[1].special_days[1]" in error
    assert expected in error


@pytest.mark.parametrize(
    ("old", "new", "where", "expected"),
    [
        ("slug: maple", "slug: Maple House", "slug", "expected small letters, digits and a dash"),
        ("zone: America/New_York", "zone: Eastern", "zone", "America/New_York"),
        ("zone: America/New_York", "zone: EDT+4", "zone", "America/New_York"),
        ("app_name: Companion", "app_nam: Companion", "app_nam", "did you mean 'app_name'?"),
        ("name: Maple", "name: ''", "name", "expected text, not nothing"),
        ("name: Maple", "name:", "name", "expected text"),
        ("name: Maple", "name: [a, b]", "name", "expected text"),
        ("name: Maple", "name: " + "M" * 81, "name", "expected at most 80 characters"),
        ("number: +1 555 010 0100", "number: call us", "phones[1].number", "expected a telephone number"),
        ("opens: 9:00", "opens: 9am", "phones[1].hours[1].opens", "expected a time such as 16:00"),
        ("opens: 9:00", "opens: 17:00", "phones[1].hours[1]", "the whole day is opens: 0:00, closes: 24:00"),
        ("opens: 9:00", "opens: 24:00", "phones[1].hours[1].opens", "expected a time such as 16:00"),
        ("closes: 17:00", "closes: 24:30", "phones[1].hours[1].closes", "expected a time such as 16:00"),
        ("closures: []", "closures: [{from: 2026-11-31}]", "closures[1].from", "expected a date such as"),
        ("closures: []", "closures: [{from: tomorrow}]", "closures[1].from", "expected a date such as"),
        ("closures: []", "closures: [{from: 1926-11-30}]", "closures[1].from", "between the years 2000 and 2200"),
        (
            "closures: []",
            "closures: [{from: 2026-12-02, to: 2026-12-01}]",
            "closures[1]",
            "expected 'to' on or after 'from'",
        ),
        ("closures: []", "closures: never", "closures", "expected a list"),
        ("level: iop", "level: IOP", "tracks[1].level", "expected one of op, iop, php"),
        ("about_weeks: 10", "about_weeks: ten", "tracks[1].about_weeks", "expected a whole number"),
        ("about_weeks: 10", "about_weeks: 0", "tracks[1].about_weeks", "greater than or equal to 1"),
        ("days: [tue, wed, thu]", "days: [tue, wed, tue]", "tracks[1].segments[1].days", "expected each day once"),
        ("days: [tue, wed, thu]", "days: [tuesday]", "tracks[1].segments[1].days[1]", "expected mon, tue, wed"),
        ("days: [tue, wed, thu]", "days: []", "tracks[1].segments[1].days", "expected at least 1 entries"),
        ("days: [tue, wed, thu]", "days: tue", "tracks[1].segments[1].days", "expected a list"),
        ("starts: 16:00", "starts: 1600", "tracks[1].segments[1].starts", "expected a time such as 16:00"),
        ("starts: 16:00", "starts: 24:00", "tracks[1].segments[1].starts", "expected a time such as 16:00"),
        ("starts: 16:00", "starts: 16:00Z", "tracks[1].segments[1].starts", "expected a time such as 16:00"),
        ("starts: 16:00", "starts: 17:30", "tracks[1].segments[1]", "expected 'ends' after 'starts'"),
        ("starts: 16:00", "when: 16:00", "tracks[1].segments[1].when", "expected one of days, starts"),
        (
            "kind: skills_group",
            "kind: skills",
            "tracks[1].segments[1].kind",
            "expected one of process_group, skills_group",
        ),
        (", place: Room 2, with: Dana", "", "tracks[1].segments[1]", "expected a place, a join_url, or both"),
        ("with: Dana", "modality: EMDR", "tracks[1].segments[1].modality", "expected CBT or DBT"),
        ("with: Dana", "optional: perhaps", "tracks[1].segments[1].optional", "expected true or false"),
        ("with: Dana", "join_url: http://example.org", "tracks[1].segments[1].join_url", "begins with https://"),
        ("with: Dana", "join_url: 'javascript:alert(1)'", "tracks[1].segments[1].join_url", "begins with https://"),
        (
            "with: Dana",
            "join_url: 'https://user:pw@example.org'",
            "tracks[1].segments[1].join_url",
            "begins with https://",
        ),
        ("title: Skills group", 'title: "Skills\\nGroup"', "tracks[1].segments[1].title", "expected a single line"),
        ("title: Skills group", 'title: "Skills\\0"', "tracks[1].segments[1].title", "cannot be stored"),
        ("title: Skills group", "title: Break, kind: break", "tracks[1].segments[1].kind", "appears twice here"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old, new, where, expected):
    content = text().replace(old, new, 1)
    (line, *_) = [entry for entry in errors(content) if f": {where}: " in entry]
    assert line.startswith(f"maple.yaml:{line_of(content, new or 'kind: skills_group')}: {where}: ")
    assert expected in line


def test_everything_wrong_is_reported_at_once_in_the_order_of_the_file():
    found = errors(text().replace("slug: maple", "slug: M").replace("starts: 9:00", "starts: noon"))
    assert [int(entry.split(":")[1]) for entry in found] == sorted(int(entry.split(":")[1]) for entry in found)
    assert len(found) == 2


def test_a_missing_key_is_named_at_the_thing_that_lacks_it():
    content = text().replace("    level: iop\n", "", 1)
    assert errors(content) == [f"maple.yaml:{line_of(content, '- slug: evening')}: tracks[1].level: is missing"]


def test_the_same_track_or_segment_twice_is_an_error():
    assert "each slug once in tracks: 'evening'" in errors(text().replace("slug: morning", "slug: evening"))[0]
    assert "'Skills group' appears twice on tue" in errors(text(EVENINGS + EVENINGS))[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "expected keys such as 'slug:'"),
        (b"- a\n- b\n", "expected keys such as 'slug:'"),
        (b"slug: a\n\tname: b\n", "maple.yaml:2: is not YAML"),
        (b"slug: [a\n", "is not YAML"),
        (b"slug: a\n---\nslug: b\n", "is not YAML"),
        (b"slug: \xff\xfe\n", "maple.yaml:1: expected text in UTF-8"),
        (b"slug: a\x07\n", "is not YAML"),
        (b"slug: &a x\nname: *a\n", "maple.yaml:2: is not YAML: references"),
        (b"? [a]\n: b\n", "expected a plain word as key"),
        (b"a: " + b"[" * 40 + b"]" * 40, "is nested too deeply"),
        (b"a: " + b"[" * 5000 + b"]" * 5000, "is nested too deeply"),
        (b"slug: !!python/object/apply:os.system [ls]\n", "slug: expected text"),
        (b"a: " + b"x" * files.LARGEST, "at most 1 MiB"),
    ],
    ids=["empty", "list", "tab", "open", "two", "latin", "bell", "alias", "key", "deep", "deeper", "object", "huge"],
)
def test_files_that_are_no_program_at_all_get_one_plain_answer(content, expected):
    assert any(expected in line for line in errors(content))


def test_words_that_yaml_would_turn_into_something_else_stay_text():
    made = make_file(EVENINGS.replace("Room 2", "NO"))
    assert made.tracks[0].segments[0].place == "NO"


def test_a_byte_order_mark_from_a_windows_editor_is_harmless():
    assert files.parse_file(b"\xef\xbb\xbf" + text().encode(), "maple.yaml").slug == "maple"


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(files.BadFile, match="cannot be read"):
        files.read_file(tmp_path / "nowhere.yaml")


def test_closures_of_one_day_end_where_they_begin():
    (closure,) = make_file(closures="[{from: 2026-11-26}]").closures
    assert (closure.closed.first, closure.closed.last) == (date(2026, 11, 26), date(2026, 11, 26))


EXTRAS = """\
resources:
  - {slug: bridge, title: Bridge House, phone: +1 555 010 0120, tags: [housing]}
alumni_groups:
  - {slug: wednesday, name: Wednesday group, day: wed, starts: 19:00, ends: 20:00, ask_for: Lou, place: Front room}
events:
  - {slug: walk, title: Walk, on: 2026-04-18, starts: 10:00, ends: 12:00, place: Pier 4}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", phone: +1 555 010 0120", "", "resources[1]: expected a place, a phone or a url"),
        ("tags: [housing]", "tags: [Sober Living]", "resources[1].tags[1]: expected small letters"),
        ("tags: [housing]", "language: fr", "resources[1].language: expected en or es"),
        (", place: Front room", "", "alumni_groups[1]: expected a place, a join_url, or both"),
        ("ask_for: Lou", "ask: Lou", "alumni_groups[1].ask: is not known here"),
        ("day: wed", "day: [wed]", "alumni_groups[1].day: expected mon"),
        ("10:00, ends: 12:00", "10:00, ends: 10:00", "events[1]: expected 'ends' after 'starts'"),
        ("on: 2026-04-18", "on: 2026-04-18 10:00", "events[1].on: expected a date"),
    ],
)
def test_resources_groups_and_events_have_their_bad_twins(old, new, expected):
    good = text() + EXTRAS
    assert len(files.parse_file(good.encode(), "maple.yaml").events) == 1
    assert any(expected in line for line in errors(good.replace(old, new, 1)))


def test_calendars_are_read_from_outside_only_where_the_file_says_so():
    assert make_file().calendar_feed is False
    assert files.parse_file(("calendar_feed: true\n" + text()).encode(), "maple.yaml").calendar_feed is True
    assert errors("calendar_feed: sometimes\n" + text()) == ["maple.yaml:1: calendar_feed: expected true or false"]


def test_saying_so_is_one_change_and_saying_it_again_is_none(app):
    load(make_file(), NOW)
    allowed = files.parse_file(("calendar_feed: true\n" + text()).encode(), "maple.yaml")
    assert [load(allowed, NOW).changes for _ in range(2)] == [1, 0]
    assert program.program_by_slug("maple").calendar_feed is True
    assert load(make_file(), NOW).changes == 1
    assert program.program_by_slug("maple").calendar_feed is False
