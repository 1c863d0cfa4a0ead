"""Deciding as the phone does: read what is offered, sign what was shown, send it under an id of one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from companion.kernel.database import db


def item(phone: FlaskClient, name: str, language: str = "en") -> dict[str, Any]:
    answer = phone.get(f"/api/v1/sharing?language={language}").json
    return next(one for one in answer["items"] if one["item"] == name)


def offer(phone: FlaskClient, name: str, level: str, language: str = "en") -> dict[str, Any]:
    found = (one for one in item(phone, name, language)["levels"] if one["level"] == level)
    return next(found, {"shown": ""})


def decide(
    phone: FlaskClient, name: str, wanted: str, *, decision_id: UUID | None = None, language: str = "en", **changes: Any
) -> TestResponse:
    body = {
        "item": name,
        "level": wanted,
        "based_on": item(phone, name)["version"],
        "shown": offer(phone, name, wanted, language)["shown"],
        "language": language,
        "signature": "" if wanted == "nothing" else "Mia L.",
    }
    answer = phone.put(f"/api/v1/sharing/decisions/{decision_id or uuid4()}", json=body | changes)
    db.session.rollback()  # the test reads what is true now
    return answer


def share(phone: FlaskClient, name: str, level: str, **changes: Any) -> TestResponse:
    answer = decide(phone, name, level, **changes)
    assert answer.status_code == 200, answer.text
    return answer


def turn_off(phone: FlaskClient, name: str) -> TestResponse:
    """One tap, from whatever screen."""
    answer = phone.put(f"/api/v1/sharing/decisions/{uuid4()}", json={"item": name, "level": "nothing"})
    db.session.rollback()
    return answer
