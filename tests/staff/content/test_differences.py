"""What is different between two program files is said by part and name, and nothing is said when nothing is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from companion.program.files import parse_file
from companion.program.serializer import canonical
from companion.staff.content.differences import ADDED, CHANGED, GONE, Difference, differences
from tests.program.builders import EVENINGS, make_file, text
from tests.program.strategies import program_files

BRIDGE = "resources:\n  - {slug: bridge, title: Bridge House, phone: +1 555 010 0120}\n"


@settings(deadline=None)
@given(program_files)
def test_a_file_is_not_different_from_itself(content):
    assert differences(content, content) == differences(content, canonical(content)) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (text().replace("name: Maple", "name: Oak"), [(CHANGED, "name", "Oak")]),
        (text().replace("0100", "0199", 1), [(CHANGED, "phones", "")]),
        (text() + BRIDGE, [(ADDED, "resources", "bridge")]),
        (text(mornings=None), [(GONE, "tracks", "morning")]),
        (text(closures="[{from: 2026-11-26, to: 2026-11-27}]"), [(ADDED, "closures", "2026-11-26 – 2026-11-27")]),
        (text().replace("about_weeks: 10", "about_weeks: 12", 1), [(CHANGED, "tracks", "evening")]),
        (
            text(EVENINGS.replace("17:30, ends: 17:45", "17:30, ends: 17:40")),
            [
                (CHANGED, "tracks", "evening"),
                (ADDED, "segments", "Break, tue wed thu, 17:30–17:40"),
                (GONE, "segments", "Break, tue wed thu, 17:30–17:45"),
            ],
        ),
    ],
)
def test_each_difference_is_named(changed, said):
    found = differences(make_file(), parse_file(changed.encode(), "maple.yaml"))
    assert found == [Difference(*each) for each in said]
