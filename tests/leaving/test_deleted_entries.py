"""Deleting one entry: gone on the server with its earlier versions, and no phone and no restored copy brings it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete as sql_delete
from sqlalchemy import select

from companion import schema
from companion.accounts.models import Account
from companion.attention import service as attention
from companion.attention.rules import HIGH_CRAVING
from companion.checkins.models import Checkin, CheckinRevision
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.logbook.models import LogCard
from tests.cast import NOW, ZONE, Cast
from tests.kernel.test_restored import Copies, copies, journal

__all__ = ["copies", "journal"]
pytestmark = pytest.mark.databases("sqlite", "postgresql")

SignedIn = Callable[[UUID], FlaskClient]
SECRET = "the bench by the canal"


def entry(**more: Any) -> dict[str, Any]:
    said = {"recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": "2026-03-10", "mood": 2, "note": SECRET}
    return said | {"revision": 1} | more


CARD = {
    "kind": "dbt_card",
    "recorded_at": NOW.isoformat(),
    "local_day": "2026-03-10",
    "marks": [],
    "words": [SECRET],
    "revision": 1,
}


def put(phone: FlaskClient, own: UUID, **more: Any) -> Any:
    return phone.put(f"/api/v1/checkins/{own}", json=entry(**more))


def listed(phone: FlaskClient) -> list[Any]:
    db.session.rollback()
    found: list[Any] = phone.get("/api/v1/checkins?start=2026-03-01&end=2026-03-20").json["items"]
    return found


def delete(phone: FlaskClient, own: UUID, what: str = "checkins") -> int:
    return phone.delete(f"/api/v1/{what}/{own}").status_code


def rows(own: UUID) -> Any:
    db.session.rollback()
    return db.session.execute(select(Checkin.__table__).where(Checkin.id == own)).one_or_none()


def test_it_is_gone_with_every_earlier_version(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    put(mia, own)
    put(mia, own, mood=3, revision=2, corrected_at=NOW.isoformat())
    assert db.session.scalar(select(CheckinRevision.id)) is not None
    assert delete(mia, own) == 204
    assert listed(mia) == []
    left = rows(own)
    said = [getattr(left, name) for name in ("mood", "craving", "stress", "confidence", "sleep", "note_sealed")]
    assert said == [None] * 6
    assert (left.habits, left.local_day.year, left.deleted_at) == ([], 1970, NOW)
    assert db.session.scalar(select(CheckinRevision.id)) is None
    assert "checkins" not in mia.get("/api/v1/me/copy?form=json").get_json(force=True)["records"]


def test_an_old_phone_that_sends_it_again_is_answered_same_and_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    put(mia, own)
    delete(mia, own)
    before = rows(own)
    for answer in (put(mia, own), put(mia, own, mood=5, revision=2, corrected_at=NOW.isoformat())):
        assert (answer.status_code, answer.json["outcome"]) == (200, "same")
    batch = mia.post("/api/v1/checkins/batch", json={"items": [{"id": str(own), **entry()}]}).json
    assert batch["results"][0]["outcome"] == "same"
    assert rows(own) == before
    assert listed(mia) == []


def test_a_deletion_that_overtakes_the_entry_wins(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    assert delete(mia, own) == 204
    assert put(mia, own).json["outcome"] == "same"
    assert listed(mia) == []


def test_deleting_twice_changes_nothing(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    put(mia, own)
    delete(mia, own)
    before = rows(own)
    with clock.fixed(NOW + timedelta(hours=1)):
        assert delete(mia, own) == 204
    assert rows(own) == before


@pytest.mark.parametrize("what", ["checkins", "cards"])
def test_somebody_elses_entry_stays_and_the_answer_is_that_for_any_id(
    cast: Cast, signed_in: SignedIn, what: str
) -> None:
    mia, leo, own = signed_in(cast.mia), signed_in(cast.leo), uuid4()
    put(mia, own) if what == "checkins" else mia.put(f"/api/v1/cards/{own}", json=CARD)
    assert {delete(leo, own, what), delete(leo, uuid4(), what)} == {204}
    address = f"/api/v1/{what}?start=2026-03-01&end=2026-03-20"
    assert [one["id"] for one in mia.get(address).json["items"]] == [str(own)]
    assert signed_in(cast.dana).delete(f"/api/v1/{what}/{own}").status_code == 403


@pytest.mark.parametrize("order", ["before it arrived", "afterwards", "when the other one is gone"])
@pytest.mark.parametrize("what", ["checkins", "cards"])
def test_what_came_under_somebody_elses_id_is_deleted_by_that_id(
    cast: Cast, signed_in: SignedIn, what: str, order: str
) -> None:
    mia, leo, own = signed_in(cast.mia), signed_in(cast.leo), uuid4()
    path, body = f"/api/v1/{what}/{own}", entry() if what == "checkins" else CARD

    def listed_by(phone: FlaskClient) -> list[Any]:
        found: list[Any] = phone.get(f"/api/v1/{what}?start=2026-03-01&end=2026-03-20").json["items"]
        return found

    assert mia.put(path, json=body).json["outcome"] == "created"
    if order == "before it arrived":
        assert delete(leo, own, what) == 204
    leo.put(path, json=body)
    if order == "when the other one is gone":
        with transaction():
            model = Checkin if what == "checkins" else LogCard
            db.session.execute(sql_delete(model).where(model.id == own))
    if order != "before it arrived":
        assert len(listed_by(leo)) == 1
        assert delete(leo, own, what) == 204
    assert listed_by(leo) == []
    assert leo.put(path, json=body).json["outcome"] == "same", "and no phone brings it back"
    assert len(listed_by(mia)) == (order != "when the other one is gone")


def test_what_staff_were_told_of_a_strong_urge_goes_with_it(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    put(mia, own)
    with transaction():
        attention.raise_item(cast.mia, HIGH_CRAVING, own, NOW, NOW)
    delete(mia, own)
    assert attention.open_items([HIGH_CRAVING], NOW) == []


def test_a_card_is_gone_for_good(cast: Cast, signed_in: SignedIn) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    mia.put(f"/api/v1/cards/{own}", json=CARD)
    assert delete(mia, own, "cards") == 204
    assert mia.put(f"/api/v1/cards/{own}", json=CARD | {"revision": 7}).json["outcome"] == "same"
    assert mia.get("/api/v1/cards?start=2026-03-01&end=2026-03-20").json["items"] == []
    db.session.rollback()
    assert db.session.execute(select(LogCard.deleted_at)).scalar_one() == NOW


def test_a_restored_copy_has_it_no_more(cast: Cast, signed_in: SignedIn, copies: Copies, app: Flask) -> None:
    mia, before, after, card = signed_in(cast.mia), uuid4(), uuid4(), uuid4()
    put(mia, before)
    put(mia, before, mood=3, revision=2, corrected_at=NOW.isoformat())
    mia.put(f"/api/v1/cards/{card}", json=CARD)
    copy = copies.take()
    put(mia, after)
    for own in (before, after):
        delete(mia, own)
    delete(mia, card, "cards")
    copies.restore(copy)
    assert [one["id"] for one in listed(mia)] == [str(before)], "the copy itself knows nothing of it"
    assert schema.catch_up() is not None
    assert listed(mia) == []
    assert db.session.scalar(select(CheckinRevision.id)) is None
    assert put(mia, after).json["outcome"] == "same", "also one that the copy never had"
    assert mia.put(f"/api/v1/cards/{card}", json=CARD).json["outcome"] == "same"


def test_a_line_about_somebody_the_copy_does_not_know_stops_nothing(
    cast: Cast, signed_in: SignedIn, copies: Copies
) -> None:
    copy = copies.take()
    mia, leo = signed_in(cast.mia), signed_in(cast.leo)
    for phone in (mia, leo):
        delete(phone, uuid4())
    copy["accounts"] = [row for row in copy["accounts"] if row["id"] != cast.mia]
    for table in ("care_team_members", "sign_ins"):
        copy[table] = []
    copies.restore(copy)
    assert schema.catch_up() is not None
    assert db.session.get(Account, cast.mia) is None
    assert db.session.scalars(select(Checkin.participant_id)).all() == [cast.leo]


def test_the_log_holds_nothing_anybody_wrote(cast: Cast, signed_in: SignedIn, copies: Copies, journal: Any) -> None:
    mia, own = signed_in(cast.mia), uuid4()
    put(mia, own)
    delete(mia, own)
    assert "canal" not in journal.read_text()
