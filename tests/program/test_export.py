"""A program file goes in and out again: what is written says the same, is read by others the same way, and loading it
changes nothing; not after edits at the desk either, nor on a later day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

import companion
from companion.program import files, serializer
from companion.program.schema import ProgramFile
from tests.cast import NOW
from tests.program.builders import make_file, rows
from tests.program.round import emptied, exported, loaded, parsed
from tests.program.strategies import program_files
from tests.support.examples import examples

pytestmark = pytest.mark.databases("sqlite", "postgresql")

STARTER = sorted((Path(companion.__file__).parent / "starter").glob("*.yaml"))
SLOW = settings(deadline=None, max_examples=examples(8), suppress_health_check=list(HealthCheck))


@pytest.fixture
def fullest(repository: Path) -> ProgramFile:
    return files.read_file(repository / "tests/program/samples/fullest.yaml")


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.stem)
def test_a_starter_file_survives_the_way_out_and_in(path, app):
    content = files.read_file(path)
    loaded(content)
    text_ = exported(content.slug)
    assert parsed(text_) == serializer.canonical(content)
    assert loaded(parsed(text_)) == (0, 0)
    assert exported(content.slug) == text_


@settings(deadline=None, max_examples=examples(50))
@given(program_files)
def test_whatever_a_file_says_is_read_back_as_it_was_written(content):
    once = serializer.to_yaml(content)
    assert parsed(once) == serializer.canonical(content)
    assert serializer.to_yaml(parsed(once)) == once, "written a second time it is the same, letter by letter"


@SLOW
@given(program_files)
def test_a_file_that_was_loaded_comes_out_as_it_is_from_today_on_and_loading_it_changes_nothing(app, content):
    emptied()
    loaded(content)
    out = parsed(exported())
    assert out == serializer.canonical(from_today(content))
    before = rows()
    assert loaded(out) == (0, 0)
    assert loaded(content) == (0, 0), "what is over in the file is no reason to change anything"
    assert rows() == before


def from_today(content: ProgramFile) -> ProgramFile:
    """The same without segments that are over, or a `from` that has passed."""
    tracks = []
    for track in content.tracks:
        lasting = [one for one in track.segments if one.last is None or one.last >= today_in(content)]
        open_ = [
            one.model_copy(update={"first": None}) if one.first and one.first <= today_in(content) else one
            for one in lasting
        ]
        tracks.append(track.model_copy(update={"segments": open_}))
    return content.model_copy(update={"tracks": tracks})


def today_in(content: ProgramFile) -> date:
    from companion.kernel import timezones

    return timezones.local_day(NOW, content.zone)


def test_retired_tracks_and_people_are_not_in_the_file(mia):
    loaded(make_file(mornings=None))
    out = exported()
    assert "morning" not in out
    assert "Mia" not in out
    assert loaded(parsed(out)) == (0, 0)


def test_other_readers_of_yaml_see_text_where_we_mean_text(maple):
    plain = yaml.safe_load(exported())
    (segment, *_) = plain["tracks"][0]["segments"]
    assert (segment["starts"], segment["days"]) == ("16:00", ["tue", "wed", "thu"])
    assert plain["phones"][0]["hours"][0]["opens"] == "09:00"


def test_it_is_written_for_people(maple):
    out = exported()
    assert '    segments:\n      - days: [tue, wed, thu]\n        starts: "16:00"\n' in out
    assert not out.endswith("\n\n")
    assert max(map(len, out.splitlines())) < 140


def shapes_in(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from shapes_in(getattr(value, name))
    elif isinstance(value, list):
        for each in value:
            yield from shapes_in(each)


def all_shapes(shape: type[BaseModel]) -> set[type[BaseModel]]:
    found = {shape}
    for field in shape.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            kind = waiting.pop()
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= all_shapes(kind)
            waiting += getattr(kind, "__args__", ())
    return found


def test_the_fullest_file_says_every_field_of_every_shape(fullest):
    """A field that is new in `schema` has to be said in the sample, and then has to come through the next test."""
    said = {
        (type(one), name)
        for one in shapes_in(fullest)
        for name, field in type(one).model_fields.items()
        if field.is_required() or getattr(one, name) != field.get_default()
    }
    there = {(shape, name) for shape in all_shapes(ProgramFile) for name in shape.model_fields}
    assert {f"{shape.__name__}.{name}" for shape, name in there - said} == set()


def test_every_field_of_every_shape_goes_through_the_database_and_out_again(app, fullest):
    loaded(fullest)
    assert parsed(exported(fullest.slug)) == serializer.canonical(fullest)
    assert loaded(parsed(exported(fullest.slug))) == (0, 0)
