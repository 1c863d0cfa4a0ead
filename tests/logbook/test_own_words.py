"""A person's own lists over HTTP: only theirs, never lost, never overwritten unseen."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from companion.kernel.database import db
from companion.logbook import rules
from tests.cast import Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def word(name: str, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "name": name, "hidden": False, "was": [], **more}


def lists(**named: Any) -> dict[str, Any]:
    return rules.empty_words() | named


def save(phone: Any, version: int, **named: Any) -> Any:
    return phone.put("/api/v1/own-words", json={"version": version, "lists": lists(**named)})


def test_before_the_first_save_every_list_is_empty(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.mia).get("/api/v1/own-words")
    assert answer.json == {"lists": rules.empty_words(), "version": 0, "updated_at": None}


def test_a_word_is_made_renamed_and_hidden(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    cold = word("Cold water")
    assert save(phone, 0, helped=[cold]).json["version"] == 1
    renamed = {**cold, "name": "A cold shower", "was": ["Cold water"], "hidden": True}
    assert save(phone, 1, helped=[renamed]).json["lists"]["helped"] == [renamed]
    assert phone.get("/api/v1/own-words").json["lists"]["helped"] == [renamed]


def test_another_person_has_lists_of_their_own(cast: Cast, signed_in: SignedIn) -> None:
    save(signed_in(cast.mia), 0, triggers=[word("Payday at the plant")])
    assert signed_in(cast.leo).get("/api/v1/own-words").json["version"] == 0


def test_a_save_on_an_old_copy_changes_nothing_and_says_so(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    save(phone, 0, habits=[word("Swam")])
    answer = save(phone, 0, habits=[word("Ran")])
    assert (answer.status_code, answer.json["code"]) == (409, "stale_version")
    assert [one["name"] for one in phone.get("/api/v1/own-words").json["lists"]["habits"]] == ["Swam"]


def test_repeating_a_save_is_harmless(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    swam = word("Swam")
    first = save(phone, 0, habits=[swam])
    assert save(phone, 0, habits=[swam]).json == first.json


@pytest.mark.parametrize(
    "bad",
    [
        {"habits": [word("Swam"), word("SWAM")]},
        {"habits": [word("")]},
        {"habits": [word("x" * 61)]},
        {"habits": [word("two\nlines")]},
        {"habits": [word(f"w{i}") for i in range(rules.WORDS_PER_LIST + 1)]},
        {"habits": [word("Swam", was=["a"] * 21)]},
        {"habits": [word("Swam", more="?")]},
        {"habits": [{"name": "no id"}]},
        {"habits": "Swam"},
        {"moods": []},
    ],
)  # fmt: skip
def test_what_cannot_be_a_list_is_refused_and_changes_nothing(cast: Cast, signed_in: SignedIn, bad: Any) -> None:
    phone = signed_in(cast.mia)
    assert save(phone, 0, **bad).status_code == 422
    assert phone.get("/api/v1/own-words").json["version"] == 0


def test_signed_out_and_staff_have_no_business_here(cast: Cast, signed_in: SignedIn, client: Any) -> None:
    assert client.get("/api/v1/own-words").status_code == 401
    assert signed_in(cast.dana).get("/api/v1/own-words").status_code == 403


def test_the_words_do_not_lie_readable_in_the_database(cast: Cast, signed_in: SignedIn) -> None:
    save(signed_in(cast.mia), 0, triggers=[word("Aunt Carol")])
    assert "Carol" not in str(db.session.execute(text("SELECT * FROM own_words")).all())
