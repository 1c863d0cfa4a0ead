"""The five starter programs: they load without a warning and carry the traits of the five shapes they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

import companion
from companion.program import files, rules
from companion.program.schema import ProgramFile, TrackItem

STARTER = Path(companion.__file__).parent / "starter"
SLUGS = ("alder", "birch", "cedar", "dogwood", "elm")


def read(slug: str) -> ProgramFile:
    return files.read_file(STARTER / f"{slug}.yaml")


def days(track: TrackItem) -> set[int]:
    return {pattern.weekday for pattern in track.patterns if not pattern.optional}


def kinds(content: ProgramFile) -> set[str]:
    return {pattern.kind for track in content.tracks for pattern in track.patterns}


def test_there_are_exactly_five():
    assert sorted(path.stem for path in STARTER.glob("*.yaml")) == list(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_is_well_formed_without_a_warning_and_complete(slug):
    content = read(slug)
    assert content.slug == slug
    assert content.warnings == []
    assert content.closures
    assert all(phone.hours for phone in content.phones)
    assert content.alumni_groups
    assert all(track.first_day.ask_for for track in content.tracks)
    assert {resource.language for resource in content.resources} == {"en", "es"}


def test_alder_meets_three_or_four_days_for_nine_to_twelve_hours():
    for track in read("alder").tracks:
        assert 3 <= len(days(track)) <= 4
        assert 9 * 60 <= rules.weekly_minutes(track.patterns) <= 12 * 60
    assert {"process_group", "skills_group", "education_group", "individual", "family_session"} <= kinds(read("alder"))


def test_birch_offers_morning_afternoon_and_evening_and_its_whole_day():
    content = read("birch")
    assert [track.slug for track in content.tracks] == ["morning", "afternoon", "evening"]
    assert all(8 <= track.about_weeks <= 12 and 3 <= len(days(track)) <= 5 for track in content.tracks)
    promised = {"check_in", "break", "closing", "workshop", "testing", "vocational", "case_manager", "family_education"}
    assert promised <= kinds(content)


def test_cedar_can_be_attended_from_home_and_has_medication_visits():
    content = read("cedar")
    home = next(track for track in content.tracks if track.slug == "from-home")
    assert all(pattern.join_url and not pattern.place for pattern in home.patterns if pattern.kind != "break")
    assert "medication" in kinds(content)


def test_dogwood_goes_from_full_days_to_once_a_week_in_one_house():
    content = read("dogwood")
    assert [track.level for track in content.tracks] == ["php", "iop", "op"]
    assert "holistic" in kinds(content)


def test_elm_meets_in_the_evening_only_and_has_nothing_planned_yet():
    content = read("elm")
    assert all(pattern.starts.hour >= 18 for track in content.tracks for pattern in track.patterns)
    assert {"couples_session", "family_session", "case_manager"} <= kinds(content)
    assert content.events == []


def test_between_them_they_use_every_kind_of_meeting():
    assert set().union(*(kinds(read(slug)) for slug in SLUGS)) == set(rules.KINDS)
