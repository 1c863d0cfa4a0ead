"""Who gets in, for how long, and what ends it."""

from datetime import timedelta

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from companion.accounts import gate, sign_ins
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_a_route_without_a_policy_stops_the_start(app):
    bare = Flask("bare")
    blueprint = Blueprint("forgotten", __name__)
    blueprint.add_url_rule("/forgotten", view_func=lambda: "", endpoint="page")
    bare.register_blueprint(blueprint)
    with pytest.raises(gate.UnmarkedRoute, match="declares no policy"):
        gate.check_every_route_is_marked(bare)


def test_a_sign_in_that_is_ended_is_dead_at_the_next_request(app, cast, signed_in):
    phone = signed_in(cast.mia)
    assert phone.get("/api/v1/me").status_code == 200
    with transaction():
        sign_ins.end_others(None, cast.mia, NOW)
    assert phone.get("/api/v1/me").status_code == 401


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app, cast, signed_in):
    phone, thief = signed_in(cast.mia), app.test_client()
    thief.set_cookie("companion", phone.get_cookie("companion").value)
    assert thief.get("/api/v1/me").status_code == 200
    assert phone.post("/api/v1/sign-out").status_code == 204
    assert thief.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(("who", "idle"), [("mia", timedelta(days=30)), ("dana", timedelta(minutes=15))])
def test_a_sign_in_nobody_uses_ends(app, cast, signed_in, who, idle):
    phone = signed_in(getattr(cast, who))
    with clock.fixed(NOW + idle):
        assert phone.get("/api/v1/me").status_code == 200
    with clock.fixed(NOW + idle + idle + timedelta(seconds=1)):
        assert phone.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("who", "step", "limit"),
    [("mia", timedelta(days=20), timedelta(days=180)), ("dana", timedelta(minutes=14), timedelta(hours=12))],
)
def test_even_a_sign_in_in_daily_use_ends_some_day(app, cast, signed_in, who, step, limit):
    phone = signed_in(getattr(cast, who))
    at = NOW
    while at + step < NOW + limit:
        at += step
        with clock.fixed(at):
            assert phone.get("/api/v1/me").status_code == 200
    with clock.fixed(NOW + limit):
        assert phone.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"},
    ],
)
def test_a_write_from_another_site_is_refused(app, cast, signed_in, headers):
    answer = signed_in(cast.mia).post("/api/v1/sign-out", headers=headers)
    assert (answer.status_code, answer.json["code"]) == (403, "cross_origin")


@pytest.mark.parametrize(
    ("origin", "status"), [(None, 403), ("https://evil.example", 403), ("null", 403), ("http://[", 403), ("OWN", 204)]
)
def test_an_old_browser_must_at_least_send_its_origin(app, cast, signed_in, origin, status):
    phone = signed_in(cast.mia)
    headers = (
        {} if origin is None else {"Origin": app.extensions["companion.config"].origin if origin == "OWN" else origin}
    )
    answer = _plain_post(app, phone, headers)
    assert answer.status_code == status


def _plain_post(app, phone, headers):
    """A POST without the Sec-Fetch-Site that the usual test browser adds."""
    plain = FlaskClient(app, app.response_class)
    plain.set_cookie("companion", phone.get_cookie("companion").value)
    return plain.post("/api/v1/sign-out", headers=headers)


def test_an_answer_for_somebody_says_whose_it_is_and_no_other_does(client, cast, signed_in):
    assert signed_in(cast.mia).get("/api/v1/schedule").headers[gate.ACCOUNT_HEADER] == str(cast.mia)
    assert gate.ACCOUNT_HEADER not in client.get("/api/v1/schedule").headers
    assert gate.ACCOUNT_HEADER not in signed_in(cast.mia).get("/").headers
