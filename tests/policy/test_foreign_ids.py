"""An id that is somebody else's answers a PUT exactly as an id that is nobody's: status, body, and headers.

Generated from the URL map. A new PUT route whose path carries an id needs a body in `BODIES`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.enrollment import lifecycle
from companion.kernel.database import transaction
from companion.supporters import consent
from companion.supporters import service as supporters
from tests.cast import NOW, ZONE, Cast
from tests.checkins.test_api import body as checkin
from tests.conftest import SignedIn
from tests.logbook.test_cards import card
from tests.policy.test_routes import Call, calls
from tests.policy.things import Things, things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

_AT = NOW.isoformat().replace("+00:00", "Z")
_DAY = f"{NOW:%Y-%m-%d}"
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def house(app: Flask, cast: Cast) -> Things:
    return things(app, cast)


def twin(name: str, house: Things) -> UUID:
    """Two people whose answers differ in nothing but ids."""
    with transaction():
        made = accounts.create_account("participant", "Twin", NOW)
        accounts.report_zone(made, ZONE, NOW)
        lifecycle.enroll(made, house.by_name["track_id"], NOW.date() - timedelta(days=10), NOW - timedelta(days=10))
        sign_ins.begin(made, "participant", name, NOW)
    return made


def bodies(house: Things, mia: UUID) -> dict[str, Any]:
    shown = supporters.offer(mia, "en", NOW)
    assert shown is not None
    return {
        "/api/v1/checkins/<uuid:checkin_id>": checkin(),
        "/api/v1/cards/<uuid:card_id>": card(),
        "/api/v1/calls/<uuid:call_id>": {"asked_at": _AT},
        "/api/v1/checkups/<uuid:checkup_id>": {"answer": "okay"},
        "/api/v1/absences/<uuid:absence_id>": {"session_id": str(house.by_name["session_id"]), "said_at": _AT},
        "/api/v1/absences/<uuid:absence_id>/taken-back": {"taken_back_at": _AT},
        "/api/v1/absences/days/<uuid:days_id>": {"starts_on": _DAY, "ends_on": _DAY, "said_at": _AT},
        "/api/v1/absences/days/<uuid:days_id>/taken-back": {"taken_back_at": _AT},
        "/api/v1/calls/<uuid:call_id>/taken-back": {"taken_back_at": _AT},
        "/api/v1/supporters/<uuid:supporter_id>": {
            "name": "Sam", "language": "en", "read_in": "en", "shown": consent.mark(shown), "signature": "Twin",
        },
        "/api/v1/sharing/decisions/<uuid:decision_id>": {"item": "checkins", "level": "nothing"},
        "/api/v1/sign-ins/<uuid:sign_in_id>/confirmed": {},
    }  # fmt: skip


def puts(app: Flask) -> list[Call]:
    return [call for call in calls(app) if call.method == "PUT" and call.rule.arguments]


def answer(browser: FlaskClient, call: Call, values: dict[str, Any], body: Any) -> tuple[int, str, list[Any]]:
    """All of the answer, with ids written alike."""
    got = browser.put(call.address(values), json=body)
    headers = sorted((name, _UUID.sub("id", value)) for name, value in got.headers if name != "ETag")
    return got.status_code, _UUID.sub("id", got.get_data(as_text=True)), headers


def test_every_put_has_a_body(app: Flask, cast: Cast, house: Things) -> None:
    assert {call.rule.rule for call in puts(app)} == set(bodies(house, cast.mia))


def test_what_is_somebody_elses_answers_like_what_is_nobodys(
    app: Flask, cast: Cast, signed_in: SignedIn, house: Things
) -> None:
    one, other, her = signed_in(twin("one", house)), signed_in(twin("other", house)), signed_in(cast.mia)
    said, nobodys_ids = bodies(house, cast.mia), defaultdict[str, UUID](uuid4)
    for call in sorted(puts(app), key=lambda call: call.rule.rule, reverse=True):
        body = json.loads(json.dumps(said[call.rule.rule]))
        hers = house.values(call.rule)
        her.put(call.address(hers), json=body)
        foreign = answer(one, call, hers, body)
        nobodys = answer(other, call, {name: nobodys_ids[name] for name in call.rule.arguments}, body)
        assert foreign == nobodys, call.rule.rule
        assert foreign[0] in {200, 201, 404}, (call.rule.rule, foreign)
