"""Resources: one's own program's, found by tag and language, and kept in step with the program file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.aftercare import service
from companion.kernel.database import transaction
from companion.kernel.listing import Mirrored
from tests import after_program
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

URL = "/api/v1/resources"


def titles(answer):
    return [item["title"] for item in answer.get_json()["items"]]


def test_alumni_find_what_their_program_points_to(cast, signed_in):
    after_program.complete(cast.ana, after_program.load(NOW), NOW.date(), NOW)
    items = signed_in(cast.ana).get(URL).get_json()["items"]
    assert [item["title"] for item in items] == ["Comidas calientes", "Rooms to let", "Warm meals"]
    assert {k: items[1][k] for k in ("about", "language", "tags", "place", "phone", "url")} == {
        "about": "Quiet house.",
        "language": "en",
        "tags": ["housing", "sober-living"],
        "place": None,
        "phone": "+1 555 010 0101",
        "url": None,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tag=food", ["Comidas calientes", "Warm meals"]),
        ("?tag=food&language=es", ["Comidas calientes"]),
        ("?language=en", ["Rooms to let", "Warm meals"]),
        ("?tag=nothing", []),
    ],
)
def test_tag_and_language_narrow_it_down(cast, signed_in, query, found):
    after_program.enroll(cast.mia, after_program.load(NOW), NOW)
    assert titles(signed_in(cast.mia).get(URL + query)) == found


@pytest.mark.parametrize(
    "query", ["?tag=", "?color=red", "?tag=a&tag=b", "?tag=a%00", "?language=english", "?tag=" + "a" * 61]
)
def test_a_strange_question_is_refused(cast, signed_in, query):
    assert signed_in(cast.mia).get(URL + query).status_code == 422


def test_another_programs_resources_are_not_visible(cast, signed_in):
    after_program.load(NOW, after_program.make_file("hillside"))
    after_program.enroll(cast.mia, after_program.load(NOW, after_program.make_file("riverside", without="meals")), NOW)
    assert titles(signed_in(cast.mia).get(URL)) == ["Comidas calientes", "Rooms to let"]


def test_somebody_without_a_program_sees_an_empty_list(cast, signed_in):
    after_program.load(NOW)
    assert titles(signed_in(cast.leo).get(URL)) == []


def test_signed_out_and_staff_get_none(client, cast, signed_in):
    assert client.get(URL).status_code == 401
    assert signed_in(cast.dana).get(URL).status_code == 403


def test_loading_the_same_file_again_changes_nothing(cast):
    file = after_program.make_file()
    program_id = after_program.load(NOW, file)
    with transaction():
        assert service.load_resources(program_id, file.resources, NOW + timedelta(days=1)) == Mirrored(0, 0, 0)


def test_a_changed_file_adds_changes_and_removes_and_what_stays_keeps_its_id(cast, signed_in):
    program_id = after_program.load(NOW)
    after_program.enroll(cast.mia, program_id, NOW)
    mia = signed_in(cast.mia)
    before = {item["title"]: item["id"] for item in mia.get(URL).get_json()["items"]}
    file = after_program.make_file(without="comidas")
    items = [
        item.model_copy(update={"phone": "+1 555 010 0109"}) if item.slug == "rooms" else item
        for item in file.resources
    ]
    new = items[0].model_copy(update={"slug": "gym", "title": "Open gym"})
    with transaction():
        assert service.load_resources(program_id, [*items, new], NOW) == Mirrored(added=1, changed=1, removed=1)
    after = {item["title"]: item["id"] for item in mia.get(URL).get_json()["items"]}
    assert after.keys() == {"Open gym", "Rooms to let", "Warm meals"}
    assert after["Rooms to let"] == before["Rooms to let"]


def test_loading_one_program_leaves_the_others_alone(cast, signed_in):
    one, other = after_program.load(NOW), after_program.load(NOW, after_program.make_file("hillside"))
    after_program.enroll(cast.mia, one, NOW)
    with transaction():
        assert service.load_resources(other, [], NOW).removed == 3
    assert len(titles(signed_in(cast.mia).get(URL))) == 3
