"""A code from staff lets one phone in, once, and loses nothing."""

from datetime import timedelta

import pytest

from companion.accounts import service
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import NotFound
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def code_for(account_id, now=NOW):
    with transaction():
        return service.invite(account_id, None, now)


def activate(client, typed, **changes):
    body = {"code": typed, "language": "es", "zone": "America/Chicago", **changes}
    return client.post("/api/v1/activate", json=body)


def test_a_code_signs_this_phone_in(cast, client):
    answer = activate(client, code_for(cast.mia))
    assert answer.status_code == 201
    assert client.get("/api/v1/me").json["id"] == str(cast.mia)
    assert (answer.json["language"], answer.json["zone"]) == ("es", "America/Chicago")


def test_a_code_works_once(app, cast, client):
    code = code_for(cast.mia)
    activate(client, code)
    other = app.test_client()
    assert activate(other, code).status_code == 422
    assert other.get("/api/v1/me").status_code == 401


def test_wrong_used_replaced_and_expired_codes_get_one_answer(app, cast):
    used, replaced = code_for(cast.mia), code_for(cast.leo)
    activate(app.test_client(), used)
    code_for(cast.leo)
    expired = code_for(cast.ana, NOW - timedelta(days=15))
    answers = [activate(app.test_client(), code) for code in ("AAAAA-AAAAA", used, replaced, expired, "no code")]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.data for answer in answers}) == 1


def test_a_code_is_good_until_its_last_minute(cast, client):
    code = code_for(cast.mia)
    with clock.fixed(NOW + timedelta(days=14) - timedelta(minutes=1)):
        assert activate(client, code).status_code == 201


def test_a_new_phone_finds_the_same_account_and_the_old_one_stays_signed_in(app, cast, client):
    activate(client, code_for(cast.mia))
    new_phone = app.test_client()
    activate(new_phone, code_for(cast.mia))
    assert new_phone.get("/api/v1/me").json["id"] == client.get("/api/v1/me").json["id"] == str(cast.mia)


def test_nobody_on_staff_gets_a_code(cast):
    with pytest.raises(NotFound), transaction():
        service.invite(cast.dana, None, NOW)


def test_a_closed_account_lets_nobody_in(cast, client):
    code = code_for(cast.mia)
    with transaction():
        service.disable(cast.mia, NOW)
    assert activate(client, code).status_code == 422


@pytest.mark.parametrize("changes", [{"zone": 7}, {"language": "fr"}, {"code": 7}, {"more": 1}, {"code": ""}])
def test_a_malformed_activation_uses_no_code_up(cast, client, changes):
    code = code_for(cast.mia)
    assert activate(client, code, **changes).status_code == 422
    assert activate(client, code).status_code == 201


def test_guessing_codes_is_slowed_down_and_then_goes_on(cast, client):
    statuses = [activate(client, "AAAAA-AAAAA").status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    answer = activate(client, "AAAAA-AAAAA")
    assert 1 <= int(answer.headers["Retry-After"]) <= 6
    with clock.fixed(NOW + timedelta(seconds=6)):
        assert activate(client, code_for(cast.mia)).status_code == 201


def test_a_forged_forwarding_header_buys_no_tries(cast, client):
    body = {"code": "AAAAA-AAAAA", "zone": "America/Chicago"}
    for n in range(21):
        answer = client.post("/api/v1/activate", json=body, headers={"X-Forwarded-For": f"203.0.113.{n}"})
    assert answer.status_code == 429
