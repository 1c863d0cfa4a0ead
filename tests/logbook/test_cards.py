"""The weekly check-up and the skills card: kept under the phone's own id, sealed, and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from companion.kernel.database import db
from tests.cast import Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

AT = "2026-03-10T21:00:00Z"


def card(**more: Any) -> dict[str, Any]:
    marks = [{"group": "protective", "name": "support", "value": 4}]
    return {"kind": "weekly_checkup", "recorded_at": AT, "local_day": "2026-03-10", "marks": marks, **more}


def dbt(**more: Any) -> dict[str, Any]:
    marks = [
        {"group": "emotion", "name": "Shame", "value": 3},
        {"group": "target", "name": "Staying in bed", "value": 1},
    ]
    return card(kind="dbt_card", marks=marks, words=["Opposite action", "Opposite action"], **more)


def mine(phone: Any) -> Any:
    return phone.get("/api/v1/cards?start=2026-03-01&end=2026-03-31").json["items"]


def test_both_cards_are_kept_and_read_back(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    assert phone.put(f"/api/v1/cards/{uuid4()}", json=card()).status_code == 201
    assert phone.put(f"/api/v1/cards/{uuid4()}", json=dbt()).status_code == 201
    found = mine(phone)
    assert {one["kind"] for one in found} == {"weekly_checkup", "dbt_card"}
    assert next(one for one in found if one["kind"] == "dbt_card")["words"] == ["Opposite action"]


def test_sending_a_card_again_is_the_same_and_a_higher_revision_replaces_it(cast: Cast, signed_in: SignedIn) -> None:
    phone, path = signed_in(cast.mia), f"/api/v1/cards/{uuid4()}"
    outcomes = [
        phone.put(path, json=body).json.get("outcome")
        for body in (card(), card(), card(words=["late"], revision=2), card(words=["late"], revision=2))
    ]
    assert outcomes == ["created", "same", "updated", "same"]
    assert [one["revision"] for one in mine(phone)] == [2]


def test_an_older_revision_loses_and_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    phone, path = signed_in(cast.mia), f"/api/v1/cards/{uuid4()}"
    phone.put(path, json=card(revision=2))
    assert phone.put(path, json=card(words=["older"], revision=1)).status_code == 409
    assert mine(phone)[0]["words"] == []


def test_a_card_never_changes_its_kind(cast: Cast, signed_in: SignedIn) -> None:
    phone, path = signed_in(cast.mia), f"/api/v1/cards/{uuid4()}"
    phone.put(path, json=card())
    assert phone.put(path, json=dbt(revision=2)).status_code == 409


def test_the_id_of_somebody_elses_card_answers_like_any(cast: Cast, signed_in: SignedIn) -> None:
    path = f"/api/v1/cards/{uuid4()}"
    signed_in(cast.mia).put(path, json=card())
    assert signed_in(cast.leo).put(path, json=card(revision=2)).status_code == 201
    assert [one["revision"] for one in mine(signed_in(cast.leo))] == [2]
    assert [one["revision"] for one in mine(signed_in(cast.mia))] == [1]


def test_a_phone_of_two_does_not_send_one_persons_card_as_the_others(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.leo)
    answer = phone.put(f"/api/v1/cards/{uuid4()}", json=card(owner=str(cast.mia)))
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")
    assert mine(phone) == []


@pytest.mark.parametrize(
    "bad",
    [
        card(kind="audit_c"),
        card(marks=[{"group": "emotion", "name": "Shame", "value": 3}]),
        card(marks=[{"group": "risk", "name": "a", "value": 5}]),
        card(marks=[{"group": "risk", "name": "a", "value": True}]),
        card(marks=[{"group": "risk", "name": "a", "value": 1}, {"group": "risk", "name": "a", "value": 2}]),
        card(local_day="2026-03-20"),
        card(revision=0),
        card(total=9),
    ],
)
def test_what_cannot_be_a_card_is_refused_and_changes_nothing(cast: Cast, signed_in: SignedIn, bad: Any) -> None:
    phone = signed_in(cast.mia)
    assert phone.put(f"/api/v1/cards/{uuid4()}", json=bad).status_code == 422
    assert mine(phone) == []


def test_a_wrong_range_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.mia).get("/api/v1/cards?start=2026-03-02&end=2026-03-01").status_code == 422


def test_what_a_card_says_does_not_lie_readable_in_the_database(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.mia).put(f"/api/v1/cards/{uuid4()}", json=dbt())
    assert "Shame" not in str(db.session.execute(text("SELECT * FROM log_cards")).all())
