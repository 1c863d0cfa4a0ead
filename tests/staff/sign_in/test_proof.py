"""Is it still you? What needs fresh proof asks for it on a page, and goes on from there with everything that was typed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from companion.accounts import authenticators, invitations, proofs, service, totp
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.accounts.authenticator import Authenticator
from tests.cast import NOW
from tests.staff.bringing import look, sealed
from tests.staff.content.test_roster import ROSTER

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PASSPHRASE = "plums in the icebox"
LATER = NOW + proofs.FRESH_FOR
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def secrets(cast):
    with transaction():
        for who, name in ((cast.dana, "dana"), (cast.cora, "cora")):
            service.set_passphrase(who, name, PASSPHRASE)
        return {who: authenticators.set_totp(who) for who in (cast.dana, cast.cora)}


def typed_in(page):
    """What the page carries along."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(page.text) if name != "csrf_token"}


def proof(secret, at, passphrase=PASSPHRASE):
    return {"proof_passphrase": passphrase, "proof_digits": totp.code_at(secret, at)}


NEW = {"name": 'Lou "Quotes" & Sons', "language": "es"}


def test_what_was_typed_is_asked_about_once_and_then_done(cast, at, maple, secrets):
    desk = at(cast.dana)
    track = re.search(
        r'name="track".*?<option value="([0-9a-f-]{36})"', desk.open("/staff/people/invite").text, re.DOTALL
    )
    fields = NEW | {"track": track.group(1), "starts_on": "2026-03-16"}
    with clock.fixed(LATER):
        people = len(service.participants())
        page = desk.send("/staff/people/invite", **fields)
        assert page.status_code == 403
        assert 'action="/staff/people/invite"' in page.text
        assert typed_in(page) == fields
        assert len(service.participants()) == people
        done = desk.send("/staff/people/invite", **typed_in(page), **proof(secrets[cast.dana], LATER))
        assert done.status_code == 200
        assert "/welcome#code=" in done.text
        assert len(service.participants()) == people + 1
    with clock.fixed(LATER + timedelta(minutes=9)):  # and not again for ten minutes
        assert "/welcome#code=" in desk.send(f"/staff/people/{cast.mia}/new-code").text


@pytest.mark.parametrize(("passphrase", "right"), [("wrong wrong wrong", True), (PASSPHRASE, False)])
def test_wrong_proof_is_asked_for_again_and_changes_nothing(cast, at, maple, secrets, passphrase, right):
    desk = at(cast.dana)
    with clock.fixed(LATER):
        digits = proof(secrets[cast.dana], LATER)["proof_digits"] if right else "000000"
        sent = {"lost": "y", "proof_passphrase": passphrase, "proof_digits": digits}
        page = desk.send(f"/staff/people/{cast.mia}/new-code", **sent)
        assert page.status_code == 403
        assert 'role="alert"' in page.text
        assert typed_in(page) == {"lost": "y"}
        assert passphrase not in page.text
        assert invitations.waiting([cast.mia], LATER) == {}


def test_the_digits_count_once_and_somebody_elses_not_at_all(cast, at, maple, secrets):
    first, second = at(cast.dana), at(cast.dana)
    with clock.fixed(LATER):
        assert first.send("/staff/account/end-others", **proof(secrets[cast.cora], LATER)).status_code == 403
        spent = proof(secrets[cast.dana], LATER)
        assert first.send("/staff/proof?next=/staff/account", **spent).status_code == 200
        assert second.send("/staff/proof?next=/staff/account", **spent).status_code == 403


def test_a_passkey_proves_it_and_somebody_elses_does_not(app, cast, at, maple, secrets):
    settings = app.extensions["companion.config"]
    mine, coras = (Authenticator(settings.origin, settings.rp_id) for _ in range(2))

    def post(desk, path, body):
        return desk.browser.post(path, json=body, headers={"X-CSRFToken": desk.token()}).json

    for who, key in ((cast.dana, mine), (cast.cora, coras)):
        made = at(who)
        asked = post(made, "/staff/account/passkeys/options", {})["options"]
        assert "address" in post(made, "/staff/account/passkeys", {"credential": key.create(asked)})
    desk = at(cast.dana)

    def show(key):
        asked = post(desk, "/staff/passkeys/sign-in-options", {})
        answer = {"credential": key.get(asked["options"]), "ticket": asked["ticket"]}
        return post(desk, "/staff/proof/passkey", answer)["proved"]

    with clock.fixed(LATER):
        assert show(coras) is False
        assert desk.send("/staff/account/end-others").status_code == 403
        assert show(mine) is True
        assert desk.send("/staff/account/end-others").status_code == 200


def test_a_script_is_told_where_to_ask(cast, at, maple):
    desk = at(cast.dana)
    with clock.fixed(LATER):
        headers = {"Referer": "http://localhost/staff/account"}
        answer = desk.browser.post("/staff/account/passkeys/options", json={}, headers=headers)
        assert (answer.status_code, answer.json) == (403, {"address": "/staff/proof?next=/staff/account"})
        assert desk.open(answer.json["address"]).status_code == 200


@pytest.mark.parametrize(
    "referrer", ["https://elsewhere.example/staff/account", "http://localhost//staff/x", "http://localhost/other"]
)
def test_the_way_back_leads_nowhere_but_here(cast, at, maple, referrer):
    desk = at(cast.dana)
    with clock.fixed(LATER):
        page = desk.browser.post("/staff/account/end-others", data={}, headers={"Referer": referrer})
    assert '<a href="/staff/">' in page.text


def test_codes_from_a_roster_need_proof_and_other_files_do_not(cast, at, maple, secrets):
    desk = at(cast.cora)
    token = sealed(look(desk, "roster", ROSTER))
    with clock.fixed(LATER):
        people = len(service.participants())
        page = desk.send("/staff/content/take", sealed=token)
        assert page.status_code == 403
        assert len(service.participants()) == people
        done = desk.send("/staff/content/take", **typed_in(page), **proof(secrets[cast.cora], LATER))
        assert done.status_code == 200
        assert len(service.participants()) > people
