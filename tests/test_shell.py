"""The built phone app as the server hands it out, and the manifest around it."""

import gzip
import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from companion import shell
from companion.accounts.policies import PUBLIC
from companion.kernel import clock, heartbeat, openapi
from companion.kernel.database import transaction
from tests.cast import NOW

BUILT = (shell.BUILT / "index.html").is_file()
pytestmark = pytest.mark.skipif(
    not BUILT, reason="the phone app is not built: `make pwa`; `make test` always builds it"
)


@pytest.fixture
def named(app):
    """The application under a name and a phone number of the installer's choosing."""
    before = app.extensions["companion.config"]
    app.extensions["companion.config"] = replace(before, app_name="Blue <Door>", program_phone="+1 555 0100")
    yield app.test_client()
    app.extensions["companion.config"] = before


@pytest.mark.parametrize(
    "address", [*(r for r in shell.SCREENS if "<" not in r), "/schedule/0190d2c0-0000-7000-8000-000000000001"]
)
def test_every_screen_has_an_address_that_opens_the_app(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert b'<div id="app">' in answer.data
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_two_scripts_inside_the_page_may_run_by_their_hashes_and_no_other(client):
    answer = client.get("/")
    inside = re.findall(r"<script(?![^>]*src=)[^>]*>(.*?)</script>", answer.get_data(as_text=True), re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside]
    assert len(hashes) == 2
    assert f"script-src 'self' {' '.join(hashes)};" in answer.headers["Content-Security-Policy"]
    assert "sha256" not in client.get("/help").headers["Content-Security-Policy"]


def test_only_the_app_itself_may_ask_for_the_microphone(client):
    assert "microphone=(self)" in client.get("/").headers["Permissions-Policy"]
    for address in ("/help", "/staff/sign-in", "/api/v1/me"):
        assert "microphone=()" in client.get(address).headers["Permissions-Policy"], address


def test_the_look_of_the_page_before_the_app_is_there_may_be_used_by_its_hash_and_no_other(client):
    answer = client.get("/")
    page = answer.get_data(as_text=True)
    inside = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside]
    assert len(hashes) == 1
    assert f"style-src 'self' {hashes[0]};" in answer.headers["Content-Security-Policy"]
    assert " style=" not in page


def test_the_name_and_a_way_to_help_come_before_anything_a_browser_waits_for(client):
    page = client.get("/").get_data(as_text=True)
    assert page.index('<a href="/help.html">') < page.index('<link rel="stylesheet"')
    assert page.index("</main>") < page.index('<link rel="stylesheet"')


def test_an_address_nobody_knows_is_not_the_app(client):
    assert client.get("/schedule/1").status_code == 404
    assert client.get("/wp-login.php").status_code == 404


def test_a_person_at_a_wrong_address_finds_the_app_and_help(client):
    page = client.get("/shedule", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert 'href="/help.html"' in page.get_data(as_text=True)
    assert client.get("/api/v1/nowhere", headers={"Accept": "text/html"}).mimetype == "application/problem+json"


def test_the_home_screen_shows_the_installers_name_only(named):
    page = named.get("/").get_data(as_text=True)
    assert "<title>Blue &lt;Door&gt;</title>" in page
    assert "Companion" not in page
    assert named.get("/manifest.webmanifest").json["name"] == "Blue <Door>"


def test_the_manifest_can_be_installed(client):
    manifest = client.get("/manifest.webmanifest").json
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["/urge", "/log", "/help"]
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).mimetype == "image/png"


def test_help_begins_with_the_programs_own_number_in_both_languages(named):
    page = named.get("/help").get_data(as_text=True)
    assert page.count('href="tel:+15550100"') == 2
    assert page.index("The program") < page.index("Call or text 988"), (
        "before the list; three numbers are in sight above it"
    )


def test_assets_are_kept_for_ever_and_travel_compressed(client):
    name = next((shell.BUILT / "assets").glob("*.js")).name
    answer = client.get(f"/assets/{name}", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["Cache-Control"]
    assert gzip.decompress(answer.data) == client.get(f"/assets/{name}").data


def test_a_file_the_phone_has_is_not_sent_again(client):
    tag = client.get("/sw.js").headers["ETag"]
    assert client.get("/sw.js", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "name", ["../index.html", "..%2f..%2fapp.py", "%2e%2e/%2e%2e/config.py", "/etc/passwd", "x\x00.js"]
)
def test_nothing_outside_the_folder_is_handed_out(client, name):
    assert client.get(f"/assets/{name}").status_code in (404, 308)


@pytest.mark.databases("sqlite", "postgresql")
def test_health_says_whether_the_worker_was_seen(client, app):
    assert (client.get("/healthz").status_code, client.get("/healthz").json["worker"]) == (503, "never seen")
    with transaction():
        heartbeat.beat("worker", NOW)
    assert client.get("/healthz").json == {"status": "ok", "database": "ok", "worker": "ok", "audit": "never verified"}
    with clock.fixed(NOW + timedelta(seconds=91)):
        assert (client.get("/healthz").status_code, client.get("/healthz").json["worker"]) == (503, "late")


@pytest.mark.parametrize("folder", ["assets", "icons"])
@pytest.mark.parametrize("name", ["a" * 300, "a/" * 2500, "%00", "a%00b", "..%2f..%2fconfig.py", "%ff%fe", "."])
def test_a_name_that_no_file_can_have_is_not_there(client, folder, name):
    assert client.get(f"/{folder}/{name}").status_code in (404, 308)


def test_the_openapi_document_is_made_once_also_for_many_who_ask_at_once(app, monkeypatch):
    made = []
    real = openapi.document
    monkeypatch.setattr(openapi, "document", lambda *given: made.append(1) or real(*given))
    once = openapi.once(app, "Companion", "1", PUBLIC, "Companion-Account")
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda _: once(), range(16)))
    assert (len(made), len(set(texts))) == (1, 1)
