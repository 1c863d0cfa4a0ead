"""Bodies that naive servers store wrongly or answer with 500. Here: a 4xx problem, and nothing stored."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from companion.checkins.models import Checkin
from companion.kernel.database import db
from tests.cast import Cast
from tests.conftest import SignedIn

pytestmark = pytest.mark.databases("sqlite", "postgresql")

GOOD = '"recorded_at":"2026-03-10T16:59:00Z","zone":"America/New_York","local_day":"2026-03-10"'

HOSTILE = {
    "NaN": f'{{{GOOD},"mood":NaN}}',
    "infinity": f'{{{GOOD},"mood":Infinity}}',
    "1e400": f'{{{GOOD},"mood":1e400}}',
    "true for a number": f'{{{GOOD},"mood":true}}',
    "a number as text": f'{{{GOOD},"mood":"3"}}',
    "half a step": f'{{{GOOD},"mood":2.5}}',
    "2^63": f'{{{GOOD},"mood":{2**63}}}',
    "a number of 5,000 digits": f'{{{GOOD},"mood":{"9" * 5000}}}',
    "below the scale": f'{{{GOOD},"mood":0}}',
    "above the scale": f'{{{GOOD},"craving":11}}',
    "negative": f'{{{GOOD},"stress":-1}}',
    "20,000 deep": "[" * 20_000,
    "20,000 deep inside": f'{{{GOOD},"habits":{"[" * 20_000}{"]" * 20_000}}}',
    "a lone surrogate": f'{{{GOOD},"note":"\\ud800"}}',
    "NUL": f'{{{GOOD},"note":"a\\u0000b"}}',
    "NUL in a list": f'{{{GOOD},"triggers":["a\\u0000b"]}}',
    "an object for a scalar": f'{{{GOOD},"mood":{{"$gt":0}}}}',
    "a scalar for a list": f'{{{GOOD},"habits":"moved"}}',
    "an unknown field": f'{{{GOOD},"participant_id":"00000000-0000-0000-0000-000000000001"}}',
    "too many words": f'{{{GOOD},"triggers":{json.dumps(["a"] * 13)}}}',
    "a very long note": f'{{{GOOD},"note":"{"a" * 4001}"}}',
    "a number for a zone": '{"recorded_at":"2026-03-10T16:59:00Z","zone":5,"local_day":"2026-03-10"}',
    "a time without a zone": '{"recorded_at":"2026-03-10T16:59:00","zone":"UTC","local_day":"2026-03-10"}',
    "seconds for a time": '{"recorded_at":1773161940,"zone":"UTC","local_day":"2026-03-10"}',
    "the year one": '{"recorded_at":"0001-01-01T00:00:00Z","zone":"America/New_York","local_day":"0001-01-01"}',
    "the year 9999": '{"recorded_at":"9999-12-31T23:59:59Z","zone":"Pacific/Kiritimati","local_day":"9999-12-31"}',
    "no such day": '{"recorded_at":"2026-03-10T16:59:00Z","zone":"UTC","local_day":"2026-02-30"}',
    "nothing": "",
    "not an object": "[]",
    "cut off": f"{{{GOOD}",
    "not UTF-8": b'{"note":"\xff\xfe"}',
}


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    return signed_in(cast.mia)


def stored() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Checkin)).scalar_one()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_check_in_is_a_problem_and_stores_nothing(mia: FlaskClient, name: str) -> None:
    answer = mia.put(f"/api/v1/checkins/{uuid4()}", data=HOSTILE[name], content_type="application/json")
    assert answer.status_code in {400, 413, 422}
    assert answer.mimetype == "application/problem+json"
    assert stored() == 0


@pytest.mark.parametrize(
    "name", [n for n, text in HOSTILE.items() if isinstance(text, str) and text.startswith(f"{{{GOOD},")]
)
def test_the_same_inside_a_batch_never_takes_its_neighbour_down_half_way(mia: FlaskClient, name: str) -> None:
    hostile = str(HOSTILE[name])[1:-1]
    raw = f'{{"items":[{{"id":"{uuid4()}",{GOOD},"mood":4}},{{"id":"{uuid4()}",{hostile}}}]}}'
    answer = mia.post("/api/v1/checkins/batch", data=raw, content_type="application/json")
    if answer.status_code == 200:
        assert [r["outcome"] for r in answer.json["results"]] == ["created", "rejected"]
        assert stored() == 1
    else:
        assert answer.status_code in {400, 413}
        assert stored() == 0


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ('{"items":[]}', 422),
        ('{"items":[{"mood":3}]}', 422),
        ('{"items":[null]}', 422),
        ('{"items":[7]}', 422),
        ('{"items":{"id":1}}', 422),
        ('{"items":[{"id":"not-a-uuid"}]}', 422),
        (json.dumps({"items": [{"id": str(uuid4())}] * 51}), 422),
        ('{"items":["' + "a" * 300_000 + '"]}', 413),
    ],
)
def test_a_batch_that_is_none_is_refused_as_a_whole(mia: FlaskClient, raw: str, status: int) -> None:
    answer = mia.post("/api/v1/checkins/batch", data=raw, content_type="application/json")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("checkin_id", ["7", "-1", str(2**63), "0", "not-a-uuid", "%00", "a" * 5000])
def test_an_id_that_is_no_uuid_is_not_found(mia: FlaskClient, checkin_id: str) -> None:
    answer = mia.put(f"/api/v1/checkins/{checkin_id}", data=f"{{{GOOD}}}", content_type="application/json")
    assert answer.status_code == 404


def test_a_form_is_not_json(mia: FlaskClient) -> None:
    assert mia.put(f"/api/v1/checkins/{uuid4()}", data={"mood": "3"}).status_code == 415
