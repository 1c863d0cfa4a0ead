"""The times of one request are those of the person's program on every page, and the clock is named for a reader elsewhere."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.kernel.database import transaction
from companion.program import service as program
from tests.cast import NOW
from tests.program.builders import load, make_file

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_request_says_the_same_time_everywhere(cast, at):
    """Omar works in Denver first, and looks after Mia in New York."""
    denver = make_file(zone="America/Denver").model_copy(update={"slug": "aspen", "name": "Aspen"})
    there = load(denver, NOW).program_id
    with transaction():
        program.assign_staff(there, cast.omar)
        accounts.add_to_care_team(cast.mia, cast.omar, NOW)
        attention.ask_for_call(cast.mia, uuid4(), NOW, NOW)
    (item,) = attention.items_for_staff([cast.mia], NOW)
    pages = ("/staff/requests", "/staff/", f"/staff/requests/{item.id}")
    for path in pages:
        assert "asked Tue, Mar 10, 1:00 PM (Eastern Daylight Time)" in words(at(cast.omar).open(path).text), path
    for path in pages:
        page = words(at(cast.dana).open(path).text)
        assert "asked Tue, Mar 10, 1:00 PM" in page
        assert "Eastern" not in page, "the reader's own clock needs no name"
