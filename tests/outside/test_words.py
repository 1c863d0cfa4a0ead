"""Names and titles in one spelling, on whichever way they come in."""

from __future__ import annotations

import pytest
from flask import Flask

from companion.accounts import service as accounts
from companion.kernel.database import transaction
from companion.kernel.payload import In, Text
from companion.outside import words
from companion.staff.core.forms import trimmed
from tests.cast import NOW

PAIRS = [
    ("Jose\u0301", "José"),
    ("nin\u0303o", "niño"),
    ("Mia\u202eaiM", "MiaaiM"),
    ("\u2067Mia\u2069", "Mia"),
    ("\ufeffMia", "Mia"),
    ("👩\u200d🎤 Ana", "👩\u200d🎤 Ana"),
    ("שרה", "שרה"),
]


class Named(In):
    name: Text(80)  # type: ignore[valid-type]


@pytest.mark.parametrize(("written", "kept"), PAIRS)
def test_the_same_name_has_one_spelling(written: str, kept: str) -> None:
    assert words.normal(written) == kept
    assert Named.model_validate({"name": written}).name == kept
    assert trimmed(f" {written} ") == kept


def test_a_length_is_counted_after_that() -> None:
    assert len(Named.model_validate({"name": "e\u0301" * 80}).name) == 80


def test_a_persons_name_is_one_line(app: Flask) -> None:
    with transaction():
        made = accounts.create_account("participant", " Jose\u0301 \u202eLo\x00pez\n ", NOW)
    assert accounts.get_person(made).display_name == "José Lo pez"
