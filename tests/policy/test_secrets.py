"""What people write stays in the database: a canary word sent through every route appears in no log, header, or audit row."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.checkins import service as checkins
from companion.kernel import logs
from companion.kernel.database import Base, db
from companion.reminders import service as reminders
from tests.cast import NOW, ZONE, Cast
from tests.conftest import SignedIn
from tests.policy.test_routes import WRITING, calls
from tests.policy.things import things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

CANARY = "kanarienvogel"
# Where people's words belong; sealed columns are looked at, too, because there the word must not be readable.
MAY_KNOW = {"accounts.display_name", "accounts.sign_in_name"}


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Everything printed or logged while the test runs."""
    logs.configure()
    yield capsys
    logs.configure()


def checkin() -> dict[str, object]:
    return {
        "recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": "2026-03-10", "mood": 2, "craving": 9, "revision": 1,
        "triggers": [CANARY], "helped": [CANARY], "habits": [CANARY], "note": CANARY,
    }  # fmt: skip


def safety_plan() -> dict[str, object]:
    steps = ("warning_signs", "alone", "distraction", "people_help", "professionals", "surroundings")
    people = [{"id": str(uuid4()), "name": CANARY, "kind": "friend", "phone": "+1 212 555 0199"}]
    return {"steps": {step: [CANARY] for step in steps}, "people": people, "version": 0}


def stored() -> dict[str, str]:
    """table.column → all its values, as text."""
    db.session.rollback()
    found: dict[str, str] = {}
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            for column, value in row.items():
                found[f"{table.name}.{column}"] = found.get(f"{table.name}.{column}", "") + repr(value)
    return found


def test_what_somebody_writes_reaches_no_log(cast: Cast, signed_in: SignedIn, said: pytest.CaptureFixture[str]) -> None:
    phone = signed_in(cast.mia)
    assert phone.put(f"/api/v1/checkins/{uuid4()}", json=checkin()).status_code == 201
    assert phone.put("/api/v1/safety-plan", json=safety_plan()).status_code == 200
    name = {"sign_in_name": CANARY, "passphrase": f"{CANARY} {CANARY} 42"}
    assert phone.put("/api/v1/me/passphrase", json=name).status_code == 204
    assert phone.post("/api/v1/sign-in", json=name).status_code == 200
    assert phone.post("/api/v1/sign-in", json=name | {"passphrase": CANARY}).status_code == 422
    output = said.readouterr()
    assert output.err.count('"event": "request"') == 5
    assert CANARY not in output.err + output.out


def test_no_column_but_its_own_holds_what_somebody_wrote(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    assert phone.put(f"/api/v1/checkins/{uuid4()}", json=checkin()).status_code == 201
    assert phone.put("/api/v1/safety-plan", json=safety_plan()).status_code == 200
    readable = {name for name, values in stored().items() if CANARY in values}
    assert {name for name in readable if not name.startswith("checkins.")} - MAY_KNOW == set()
    assert "checkins.note" not in readable


def test_refused_calls_to_every_route_reach_no_log(
    app: Flask, cast: Cast, signed_in: SignedIn, said: pytest.CaptureFixture[str]
) -> None:
    house = things(app, cast)
    for account in (cast.mia, cast.dana, cast.ruth):
        browser = signed_in(account)
        for call in calls(app):
            address = call.address(house.values(call.rule)) + f"?{CANARY}={CANARY}"
            body = {"json": {CANARY: CANARY, "note": [CANARY]}} if call.method in WRITING else {}
            browser.open(address, method=call.method, headers={"User-Agent": CANARY, "X-Request-Id": CANARY}, **body)
    browser.get(f"/{CANARY}")
    browser.put(f"/api/v1/checkins/{uuid4()}", data=f'{{"note": "{CANARY}", broken', content_type="application/json")
    output = said.readouterr()
    assert "request" in output.err
    assert CANARY not in output.err + output.out


def test_the_secret_in_a_calendars_address_reaches_no_log_and_no_table(
    app: Flask, cast: Cast, signed_in: SignedIn, said: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    things(app, cast)
    phone, calendar = signed_in(cast.mia), app.test_client()
    address = phone.post("/api/v1/reminders/calendar/feed", json={}).json["address"]
    path = address[address.index("/calendar/") :]
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) == 43
    first = calendar.get(path)
    answers = [first, calendar.head(path), calendar.get(path, headers={"If-None-Match": first.headers["ETag"]})]
    answers += [calendar.post(path), calendar.get(f"{path}?again={token}"), calendar.get(f"/calendar/{token}")]
    answers += [calendar.get(path) for _ in range(60)]
    with monkeypatch.context() as broken:
        broken.setattr(reminders, "feed_behind", lambda _token, _now: 1 / 0)
        answers.append(calendar.get(path))
    phone.delete("/api/v1/reminders/calendar/feed")
    answers.append(calendar.get(path))
    assert {answer.status_code for answer in answers} == {200, 304, 404, 405, 429, 500}
    output = said.readouterr()
    assert '"route": "/calendar/<token>.ics"' in output.err
    assert token not in output.err + output.out
    assert token not in "".join(map(str, (answer.headers for answer in answers)))
    assert [name for name, values in stored().items() if token in values] == []


def test_an_unexpected_error_tells_nobody_what_was_in_it(
    cast: Cast, signed_in: SignedIn, said: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError(f"could not store {CANARY}")

    monkeypatch.setattr(checkins, "record_checkin", breaks)
    answer = signed_in(cast.mia).put(f"/api/v1/checkins/{uuid4()}", json=checkin())
    output = said.readouterr()
    assert answer.status_code == 500
    assert CANARY not in answer.get_data(as_text=True)
    assert "unexpected_error" in output.err
    assert CANARY not in output.err + output.out


def test_names_and_tokens_are_not_in_the_audit_log(cast: Cast, signed_in: SignedIn, app: Flask) -> None:
    house = things(app, cast)
    browser = signed_in(cast.dana)
    for call in calls(app):
        if call.method == "GET" and call.rule.rule.startswith("/staff"):
            browser.get(call.address(house.values(call.rule)))
    audited = "".join(values for name, values in stored().items() if name.startswith("audit_entries."))
    assert audited
    assert not any(name in audited for name in ("Mia", "Dana", "Leo"))
