"""What a person wishes, said and read through the routes a phone uses."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PATH = "/api/v1/reminders/settings"


def test_wishes_are_kept_and_belong_to_one_person(cast: Cast, signed_in: SignedIn) -> None:
    mia, leo = signed_in(cast.mia), signed_in(cast.leo)
    before = leo.get(PATH).json
    said = {"prompt_time": "19:30", "level": "words", "my_words": "Water the plants", "lead_minutes": 60}
    assert mia.put(PATH, json=said).status_code == 200
    found = mia.get(PATH).json
    assert {name: found[name] for name in said} == said
    assert mia.put(PATH, json=said).json == found
    assert leo.get(PATH).json == before


def test_the_preview_is_the_sentence_that_is_sent(cast: Cast, signed_in: SignedIn) -> None:
    samples = signed_in(cast.mia).get(PATH).json["samples"]
    assert samples == {"private": "Reminder: 4:00 PM", "silent": "Open the app"}


@pytest.mark.parametrize(
    "body",
    [
        {"prompt_time": "25:00"}, {"prompt_time": "8:00"}, {"prompt_time": 8}, {"lead_minutes": 4}, {"lead_minutes": 181},
        {"lead_minutes": True}, {"level": "loud"}, {"my_words": "x" * 41}, {"my_words": "two\nlines"}, {"session_soon": "yes"},
        {"more": 1}, {"participant_id": "somebody"},
    ],
)  # fmt: skip
def test_what_cannot_be_a_wish_is_refused_and_changes_nothing(
    cast: Cast, signed_in: SignedIn, body: dict[str, Any]
) -> None:
    mia = signed_in(cast.mia)
    before = mia.get(PATH).json
    assert mia.put(PATH, json=body).status_code == 422
    assert mia.get(PATH).json == before


@pytest.mark.parametrize("path", ["settings", "status"])
def test_wishes_are_for_participants_who_are_signed_in(
    cast: Cast, client: FlaskClient, signed_in: SignedIn, path: str
) -> None:
    assert client.get(f"/api/v1/reminders/{path}").status_code == 401
    assert signed_in(cast.dana).get(f"/api/v1/reminders/{path}").status_code == 403


def test_without_a_phone_the_status_says_so(cast: Cast, signed_in: SignedIn) -> None:
    found = signed_in(cast.mia).get("/api/v1/reminders/status").json
    assert (found["state"], found["last_reached_at"], found["stuck"]) == ("off", None, False)
