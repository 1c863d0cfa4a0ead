"""Somebody on staff connects their own browser, so that a request reaches them with no page open."""

import dataclasses

import pytest

from companion.kernel.database import transaction
from companion.push import jobs as push_jobs
from companion.push import service as push
from companion.push.post import post_office
from tests.cast import NOW
from tests.push.sink import Phone, running


@pytest.fixture(scope="module")
def _sink():
    with running() as sink:
        yield sink


@pytest.fixture
def sink(app, _sink):
    _sink.arrived.clear()
    settings = dataclasses.replace(app.extensions["companion.config"], push_allowed_hosts=(_sink.host,))
    post = app.extensions["companion.push"] = post_office(settings)
    yield _sink
    post.sender.close()
    del app.extensions["companion.push"]


@pytest.fixture
def browser():
    return Phone()


def connect(client, sink, browser):
    body = {"endpoint": sink.url(201, "browser"), "keys": browser.keys, "device": "Firefox"}
    answer = client.post("/api/v1/push/subscriptions", json=body)
    assert answer.status_code == 201, answer.text
    push_jobs.send_own(NOW)
    return answer.json


def first_message(sink, browser):
    return browser.read_json(sink.arrived[-1].body)["notification"]


def test_a_browser_of_staff_is_connected_once_it_gave_back_what_was_pushed_to_it(cast, signed_in, sink, browser):
    dana = signed_in(cast.dana)
    assert connect(dana, sink, browser)["state"] == "unverified"
    shown = first_message(sink, browser)
    assert shown["title"] == "This browser is connected"
    assert shown["navigate"].endswith("/staff/account")
    dana.post("/api/v1/push/activate", json={"token": shown["data"]["activate"]})
    assert dana.get("/api/v1/push/status").json["state"] == "active"


def test_what_was_pushed_to_one_member_of_staff_proves_nothing_for_another(cast, signed_in, sink, browser):
    connect(signed_in(cast.dana), sink, browser)
    token = first_message(sink, browser)["data"]["activate"]
    assert signed_in(cast.omar).post("/api/v1/push/activate", json={"token": token}).status_code == 404


def test_a_colleagues_browser_cannot_be_disconnected(cast, signed_in, sink, browser):
    held = connect(signed_in(cast.dana), sink, browser)
    assert signed_in(cast.omar).delete(f"/api/v1/push/subscriptions/{held['id']}").status_code == 404
    assert [phone.state for phone in push.subscriptions_of(cast.dana)] == ["unverified"]


def test_whoever_may_no_longer_come_in_is_no_longer_told(cast, signed_in, sink, browser):
    from companion.accounts import service as accounts

    connect(signed_in(cast.dana), sink, browser)
    with transaction():
        accounts.disable(cast.dana, NOW)
    assert signed_in(cast.dana).get("/api/v1/push/status").status_code == 401


def test_the_account_page_offers_it_in_both_languages_and_hides_it_until_the_browser_can(cast, at):
    desk = at(cast.dana)
    assert "data-connect hidden><h2>Requests on this browser" in desk.open("/staff/account").text
    desk.send("/staff/account/language", language="es")
    assert "Peticiones en este navegador" in desk.open("/staff/account").text


def test_the_worker_of_the_staff_pages_is_never_kept_and_looks_after_nothing_else(client):
    answer = client.get("/staff/worker.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in answer.headers
    for kept in ("caches", "indexedDB", 'addEventListener("fetch"'):
        assert kept not in answer.text


def test_the_door_brings_no_script_that_asks_who_is_there(client):
    assert "connect.js" not in client.get("/staff/sign-in").text
