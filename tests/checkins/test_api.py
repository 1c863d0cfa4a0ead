"""Sending check-ins over HTTP: stored once, corrected for a day, seen by nobody else, and never half."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from companion.checkins.models import Checkin, CheckinRevision
from companion.checkins.payloads import BatchIn, BatchOut, Unreadable
from companion.kernel import clock
from companion.kernel.database import db
from tests.cast import NOW, Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SAMPLES = Path(__file__).parent / "samples"


def body(**changes: Any) -> dict[str, Any]:
    return {
        "recorded_at": "2026-03-10T16:59:00Z",
        "zone": "America/New_York",
        "local_day": "2026-03-10",
        "mood": 3,
    } | changes


def put(browser: FlaskClient, checkin_id: UUID, **changes: Any) -> Any:
    return browser.put(f"/api/v1/checkins/{checkin_id}", json=body(**changes))


def stored(model: Any = Checkin) -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(model)).scalar_one()


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def test_a_new_check_in_is_stored_and_answered_201(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    answer = put(mia, checkin_id)
    assert answer.status_code == 201
    assert answer.json == {
        "id": str(checkin_id), "outcome": "created", "received_at": "2026-03-10T17:00:00.000Z", "revision": 1,
    }  # fmt: skip


def test_the_same_again_is_same_and_keeps_when_it_first_arrived(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id)
    with clock.fixed(NOW + timedelta(days=3)):
        again = put(mia, checkin_id)
    assert (again.status_code, again.json["outcome"]) == (200, "same")
    assert again.json["received_at"] == "2026-03-10T17:00:00.000Z"
    assert stored() == 1


def test_everything_can_be_skipped(mia: FlaskClient) -> None:
    assert put(mia, uuid4(), mood=None).status_code == 201


def test_a_correction_replaces_and_the_first_version_is_kept_sealed(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id, mood=2, note="quiet words")
    answer = put(mia, checkin_id, mood=4, revision=2)
    assert (answer.status_code, answer.json["outcome"], answer.json["revision"]) == (200, "updated", 2)
    assert [item["mood"] for item in listed(mia)] == [4]
    kept = db.session.execute(select(CheckinRevision)).scalar_one()
    assert kept.revision == 1
    assert "quiet" not in kept.content_sealed


def test_the_first_version_sent_again_after_its_correction_changes_nothing(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id, mood=2)
    put(mia, checkin_id, mood=4, revision=2)
    assert put(mia, checkin_id, mood=2).json["outcome"] == "same"
    assert [item["mood"] for item in listed(mia)] == [4]


def test_a_correction_after_a_day_is_refused_with_its_reason(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id)
    with clock.fixed(NOW + timedelta(hours=25)):
        answer = put(mia, checkin_id, mood=5, revision=2)
    assert (answer.status_code, answer.json["code"]) == (422, "too_late_to_correct")
    assert [item["mood"] for item in listed(mia)] == [3]


def test_a_version_that_lost_against_another_phone_is_a_conflict(mia: FlaskClient) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id)
    put(mia, checkin_id, mood=4, revision=2)
    answer = put(mia, checkin_id, mood=1, revision=2)
    assert (answer.status_code, answer.json["code"]) == (409, "newer_here")
    assert stored(CheckinRevision) == 1


def test_the_day_before_yesterday_is_refused(mia: FlaskClient) -> None:
    answer = put(mia, uuid4(), local_day="2026-03-08")
    assert (answer.status_code, answer.json["code"]) == (422, "day_closed")
    assert stored() == 0


def test_somebody_elses_check_in_stays_as_it_is_and_its_id_answers_like_any(
    mia: FlaskClient, cast: Cast, signed_in: SignedIn
) -> None:
    checkin_id = uuid4()
    put(mia, checkin_id)
    leo = signed_in(cast.leo)
    answers = [put(leo, checkin_id, **changes) for changes in ({}, {}, {"mood": 1, "revision": 2})]
    assert [(one.status_code, one.json["outcome"]) for one in answers] == [
        (201, "created"),
        (200, "same"),
        (200, "updated"),
    ]
    assert {one.json["id"] for one in answers} == {str(checkin_id)}
    assert [item["mood"] for item in listed(leo)] == [1]
    assert [item["mood"] for item in listed(mia)] == [3]


def test_a_batch_says_nothing_about_whose_an_id_is(mia: FlaskClient, cast: Cast, signed_in: SignedIn) -> None:
    hers, his = uuid4(), uuid4()
    put(mia, hers)
    answer = batch(signed_in(cast.leo), [body(id=str(hers)), body(id=str(his)), {"id": str(uuid4()), "mood": 9}])
    assert [r["outcome"] for r in answer.json["results"]] == ["created", "created", "rejected"]
    foreign, free = answer.json["results"][:2]
    assert (foreign["id"], {**foreign, "id": ""}) == (str(hers), {**free, "id": ""})


def test_a_shared_phone_cannot_send_one_persons_entries_as_anothers(cast: Cast, signed_in: SignedIn) -> None:
    leo = signed_in(cast.leo)
    assert put(leo, uuid4(), owner=str(cast.mia)).json["code"] == "other_account"
    items = {"owner": str(cast.mia), "items": [body(id=str(uuid4()))]}
    assert leo.post("/api/v1/checkins/batch", json=items).status_code == 403
    assert stored() == 0
    assert put(leo, uuid4(), owner=str(cast.leo)).status_code == 201


def test_staff_and_strangers_cannot_send_or_read(client: FlaskClient, cast: Cast, signed_in: SignedIn) -> None:
    assert put(client, uuid4()).status_code == 401
    assert client.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10").status_code == 401
    for staff in (cast.dana, cast.omar, cast.ruth):
        browser = signed_in(staff)
        assert put(browser, uuid4()).status_code == 403
        assert batch(browser, [body(id=str(uuid4()))]).status_code == 403
        assert browser.get("/api/v1/checkins?start=2026-03-01&end=2026-03-10").status_code == 403
    assert stored() == 0


def test_someone_who_completed_still_logs(cast: Cast, signed_in: SignedIn) -> None:
    assert put(signed_in(cast.ana), uuid4()).status_code == 201


def test_a_batch_answers_each_item_in_order(mia: FlaskClient) -> None:
    known, twice = uuid4(), uuid4()
    put(mia, known)
    items = [
        body(id=str(known)),
        body(id=str(known), mood=5, revision=2),
        body(id=str(twice), note="one"),
        body(id=str(twice), note="one"),
        body(id=str(uuid4()), local_day="2026-01-01"),
        body(id=str(uuid4()), mood=99),
        body(id=str(known), mood=1, revision=2),
    ]
    results = batch(mia, items).json["results"]
    outcomes = ["same", "updated", "created", "same", "rejected", "rejected", "conflict"]
    assert [r["outcome"] for r in results] == outcomes
    assert [r["id"] for r in results] == [i["id"] for i in items]
    assert [results[4]["reason"], results[5]["reason"]] == ["day_closed", "not_accepted"]
    assert stored() == 2


def test_the_quickly_written_answer_to_a_batch_is_exactly_what_the_models_say(mia: FlaskClient) -> None:
    known = uuid4()
    put(mia, known)
    mixed = [body(id=str(known)), body(id=str(known), mood=1), body(id=str(uuid4())), body(id=str(uuid4()), mood=99)]
    for items in (mixed, mixed[2:3]):
        answer = batch(mia, items)
        assert BatchOut.model_validate_json(answer.data, strict=True).model_dump(mode="json") == answer.json


READABLE: list[dict[str, Any]] = [
    {},
    {"habits": ["  moved ", "moved", "café 🙂"], "note": " two\nlines \\ [{ ", "sleep": "good"},
    {"mood": None, "craving": 0, "stress": 10, "note": "", "helped": []},
    {"recorded_at": "2026-03-10T12:59:00.250-04:00", "sent_at": "2026-03-10T17:00:00Z", "revision": 3},
]


@pytest.mark.parametrize("said", READABLE)
def test_an_item_is_read_the_same_in_one_go_and_beside_one_that_cannot_be_read(said: dict[str, Any]) -> None:
    """With something unreadable beside it every item is read on its own; that must change nothing for the others."""
    item = body(**said) | {"id": str(UUID(int=7))}
    alone = BatchIn.read(json.dumps({"items": [item]}).encode())
    beside = BatchIn.read(json.dumps({"items": [item, {"id": str(UUID(int=8)), "mood": 99}]}).encode())
    assert alone.items[0] == beside.items[0]
    assert isinstance(beside.items[1], Unreadable)
    assert alone == BatchIn.model_validate_json(json.dumps({"items": [item]}), strict=True)


def test_words_come_back_as_they_were_written(mia: FlaskClient) -> None:
    words = ["café", '🙂 quotes " and \\ slashes', "日本"]
    put(mia, uuid4(), habits=words, triggers=[], note="ñ\n2")
    (item,) = mia.get("/api/v1/checkins?start=2026-03-10&end=2026-03-10").json["items"]
    assert (item["habits"], item["triggers"], item["note"]) == (words, [], "ñ\n2")


def test_a_page_of_the_journal_is_stored_whole_sealed_and_has_an_end(mia: FlaskClient) -> None:
    page = "ñandú\n" * 666 + "end."
    assert len(page) == 4000
    checkin_id = uuid4()
    assert put(mia, checkin_id, mood=None, note=page).status_code == 201
    (item,) = mia.get("/api/v1/checkins?start=2026-03-10&end=2026-03-10").json["items"]
    assert (item["mood"], item["note"]) == (None, page)
    held = db.session.execute(select(Checkin.__table__).where(Checkin.id == checkin_id)).one()
    assert "andú" not in str(held._mapping)
    assert put(mia, uuid4(), note=page + "!").status_code == 422


def test_three_weeks_offline_arrive_in_two_requests_with_their_times(mia: FlaskClient) -> None:
    recorded = [NOW - timedelta(days=21) + timedelta(hours=5 * i) for i in range(100)]
    items = [
        body(
            id=str(uuid4()),
            recorded_at=at.isoformat(),
            local_day=str((at - timedelta(hours=5)).date()),
            zone="Etc/GMT+5",
        )
        for at in recorded
    ]
    for part in (items[:50], items[50:]):
        assert {r["outcome"] for r in batch(mia, part).json["results"]} == {"created"}
    found = listed(mia, start="2026-02-01")
    assert [item["id"] for item in found] == [item["id"] for item in items]
    assert found[0]["late"]
    assert not found[-1]["late"]
    assert not any(item["clock_doubt"] for item in found)


def test_a_phone_a_day_ahead_loses_nothing_and_is_marked(mia: FlaskClient) -> None:
    assert put(mia, uuid4(), recorded_at="2026-03-11T17:00:00Z", local_day="2026-03-11").status_code == 201
    assert [item["clock_doubt"] for item in listed(mia, end="2026-03-12")] == [True]


def test_a_phone_a_day_behind_that_says_so_is_marked(mia: FlaskClient) -> None:
    behind = {"recorded_at": "2026-03-09T17:00:00Z", "local_day": "2026-03-09", "sent_at": "2026-03-09T17:00:01Z"}
    assert put(mia, uuid4(), **behind).status_code == 201
    assert [item["clock_doubt"] for item in listed(mia)] == [True]


@pytest.mark.parametrize(
    "sent_at", ["1970-01-01T00:00:00.002Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
def test_a_phone_whose_clock_lost_itself_is_marked_and_never_refused(mia: FlaskClient, sent_at: str) -> None:
    assert batch(mia, [{**body(), "id": str(uuid4()), "sent_at": sent_at}]).json["results"][0]["outcome"] == "created"
    assert [item["clock_doubt"] for item in listed(mia)] == [True]


def test_what_comes_back_is_what_was_said(mia: FlaskClient, app: Flask) -> None:
    said = {
        "mood": 1, "craving": 10, "stress": 0, "confidence": 4, "sleep": "poor", "habits": ["moved"],
        "triggers": ["Payday", "Día de pago 💸"], "helped": ["Calling Sam"], "note": "Only mine.\nTwo lines.",
    }  # fmt: skip
    put(mia, uuid4(), **said)
    (item,) = listed(mia)
    assert {name: item[name] for name in said} == said
    sealed = db.session.execute(select(Checkin.content_sealed)).scalar_one()
    assert "Only mine" not in sealed


@pytest.mark.parametrize("query", ["", "?start=2026-03-10", "?start=2026-03-10&end=2026-03-09", "?start=2020-01-01&end=2026-01-01",
                                   "?start=yesterday&end=today", "?start=2026-03-10&end=2026-03-10&who=leo"])  # fmt: skip
def test_a_list_needs_a_sensible_range(mia: FlaskClient, query: str) -> None:
    assert mia.get(f"/api/v1/checkins{query}").status_code == 422


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("v*/*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_what_older_phones_send_is_taken_for_good(mia: FlaskClient, sample: Path) -> None:
    sent = json.loads(sample.read_text())
    if "items" in sent:
        answer = mia.post("/api/v1/checkins/batch", json=sent)
        assert {r["outcome"] for r in answer.json["results"]} == {"created"}
    else:
        assert mia.put(f"/api/v1/checkins/{uuid4()}", json=sent).status_code == 201


def batch(browser: FlaskClient, items: list[dict[str, Any]]) -> Any:
    return browser.post("/api/v1/checkins/batch", json={"items": items})


def listed(browser: FlaskClient, start: str = "2026-03-01", end: str = "2026-03-10") -> list[dict[str, Any]]:
    answer = browser.get(f"/api/v1/checkins?start={start}&end={end}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json["items"]
