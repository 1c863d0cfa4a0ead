"""What every answer carries on its way out, and what a request cannot make the server do."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from companion import shell
from companion.accounts import service
from companion.app import create_app
from companion.kernel import crypto
from companion.kernel.database import db, transaction
from tests.cast import NOW
from tests.support.databases import config_for

PAGES = [
    "/",
    "/help",
    "/staff/sign-in",
    "/api/v1/me",
    "/api/v1/crisis-lines",
    "/nowhere",
    "/staff/assets/staff.css",
    "/healthz",
]


@pytest.fixture
def over_https(app, tmp_path):
    """The same database behind an https address, as a real installation has it."""
    keys = app.extensions["companion.config"].keys_folder
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "data.key").write_bytes(crypto.load_or_make(keys, "data.key", 32))
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    made = create_app(config_for(tmp_path, url, origin="https://app.example.org", production=True))
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_says_what_a_browser_may_do_with_it(client, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers


def test_nothing_with_data_in_it_is_kept_by_anybody(app, cast, signed_in):
    mia, dana = signed_in(cast.mia), signed_in(cast.dana)
    for browser, address in (
        (mia, "/api/v1/me"),
        (mia, "/api/v1/checkins?start=2026-03-01&end=2026-03-10"),
        (mia, "/api/v1/safety-plan"),
        (mia, "/api/v1/nowhere"),
        (dana, "/staff/"),
        (dana, "/staff/people"),
        (dana, "/staff/account"),
    ):
        assert browser.get(address).headers["Cache-Control"] == "no-store", address


@pytest.mark.skipif(not (shell.BUILT / "assets").is_dir(), reason="the phone app is not built: `make pwa`")
def test_hashed_files_are_kept_for_good_and_the_worker_is_asked_for_anew(client):
    hashed = next((shell.BUILT / "assets").iterdir()).name
    assert client.get(f"/assets/{hashed}").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/sw.js").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/assets/../../config.py", "/assets/%2e%2e/%2e%2e/config.py", "/assets/..%2f..%2fconfig.py", "/assets/%00",
     "/icons/..%2f..%2f..%2fconfig.py", "/assets//etc/passwd", "/staff/assets/..%2fframe.py"],
)  # fmt: skip
def test_no_file_beside_the_built_ones_can_be_fetched(client, path):
    answer = client.get(path)
    assert answer.status_code in {404, 308}
    assert b"import" not in answer.data


def test_over_https_the_cookie_is_bound_to_the_host_and_never_leaves_tls(over_https, cast, mia_code):
    browser = FlaskClient(over_https, over_https.response_class)
    answer = browser.post(
        "/api/v1/activate",
        json={"code": mia_code, "zone": "America/New_York"},
        headers={"Origin": "https://app.example.org"},
    )
    assert answer.status_code == 201
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-companion", "__Host-companion-known"}
    for cookie in cookies:
        assert set(cookie.split("; ")) >= {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.fixture
def mia_code(cast):
    with transaction():
        return service.invite(cast.mia, None, NOW)


def test_plain_http_on_this_machine_promises_no_tls(client):
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_signing_in_leaves_nothing_of_the_cookie_before_it(app, client, mia_code):
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    before = client.get_cookie("companion").value
    client.post("/api/v1/activate", json={"code": mia_code, "zone": "America/New_York"})
    with client.session_transaction() as session:
        assert "planted" not in session
    thief = app.test_client()
    thief.set_cookie("companion", before)
    assert thief.get("/api/v1/me").status_code == 401


def test_signing_out_keeps_what_the_phone_still_has_to_send(cast, signed_in):
    """Clear-Site-Data would unregister the worker and end push; the app empties its own store instead."""
    answer = signed_in(cast.mia).post("/api/v1/sign-out")
    assert answer.status_code == 204
    assert "Clear-Site-Data" not in answer.headers


@pytest.mark.parametrize(
    "cookie", ["x", "eyJfdXNlcl9pZCI6IjEifQ.x.y", "A" * 3000, ".eJw", '"\\000"', "null", "e30.aaaa.bbbb"]
)
def test_a_cookie_nobody_was_given_is_worth_nothing(client, cookie):
    client.set_cookie("companion", cookie)
    assert client.get("/api/v1/me").status_code == 401
    assert client.get("/staff/").status_code == 303


def test_a_forged_host_leads_nowhere(client, cast, signed_in):
    away = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert client.get("/staff/people", headers=away).headers["Location"] == "/staff/sign-in?next=/staff/people"
    assert "evil" not in client.get("/manifest.webmanifest", headers=away).text
    forged = away | {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}
    assert signed_in(cast.mia).post("/api/v1/sign-out", headers=forged).status_code == 403


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "/staff//evil.example", "/staff/\\evil.example", "/staff/../../x",
     "/staff/%2f%2fevil.example", "javascript:alert(1)", "/staff/people\r\nSet-Cookie: a=b"],
)  # fmt: skip
def test_the_way_back_after_signing_in_stays_in_the_house(cast, signed_in, wanted):
    answer = signed_in(cast.dana).get("/staff/sign-in", query_string={"next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/")
