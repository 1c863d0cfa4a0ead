"""A phone says where it can be reached, proves it, and says what arrived; through the routes a browser uses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.kernel.errors import Invalid
from companion.push import deliveries, jobs, keys, service, subscriptions, told_keys
from companion.push.post import Post
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.push.sink import Phone, Sink
from tests.push.test_endpoints import HOSTILE

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def subscribe(browser: FlaskClient, phone: Phone, endpoint: str, **more: Any) -> Any:
    body = {"endpoint": endpoint, "keys": phone.keys, "device": "Android phone", **more}
    return browser.post("/api/v1/push/subscriptions", json=body)


def token_in(sink: Sink, phone: Phone) -> str:
    found: str = phone.read_json(sink.arrived[-1].body)["notification"]["data"]["activate"]
    return found


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn, post: Post) -> FlaskClient:
    return signed_in(cast.mia)


@pytest.fixture
def reachable(mia: FlaskClient, sink: Sink, phone: Phone) -> FlaskClient:
    """Mia, whose phone has given back its token."""
    subscribe(mia, phone, sink.url(201))
    jobs.send_own(NOW)
    assert mia.post("/api/v1/push/activate", json={"token": token_in(sink, phone)}).status_code == 200
    sink.arrived.clear()
    return mia


def state(browser: FlaskClient) -> str:
    found: str = browser.get("/api/v1/push/status").json["state"]
    return found


def test_a_phone_counts_as_reachable_only_after_it_gave_back_what_was_pushed_to_it(
    mia: FlaskClient, sink: Sink, phone: Phone
) -> None:
    assert state(mia) == "none"
    answer = subscribe(mia, phone, sink.url(201))
    assert (answer.status_code, answer.json["state"]) == (201, "unverified")
    jobs.send_own(NOW)
    token = token_in(sink, phone)
    assert state(mia) == "unverified"
    assert mia.post("/api/v1/push/activate", json={"token": token}).json["state"] == "active"
    assert mia.post("/api/v1/push/activate", json={"token": token}).status_code == 200, "an echo may be repeated"
    assert state(mia) == "active"


def test_the_token_travels_beside_the_notification_and_never_in_it(mia: FlaskClient, sink: Sink, phone: Phone) -> None:
    subscribe(mia, phone, sink.url(201))
    jobs.send_own(NOW)
    shown = phone.read_json(sink.arrived[0].body)["notification"]
    token = shown.pop("data")["activate"]
    assert token not in str(shown)
    assert shown["title"] == "Reminders are on for this phone"


def test_a_wrong_an_old_and_somebody_elses_token_are_nothing(
    mia: FlaskClient, sink: Sink, phone: Phone, cast: Cast, signed_in: SignedIn
) -> None:
    subscribe(mia, phone, sink.url(201))
    jobs.send_own(NOW)
    token = token_in(sink, phone)
    assert mia.post("/api/v1/push/activate", json={"token": "x" * 43}).status_code == 404
    assert signed_in(cast.leo).post("/api/v1/push/activate", json={"token": token}).status_code == 404
    with clock.fixed(NOW + timedelta(minutes=11)):
        assert mia.post("/api/v1/push/activate", json={"token": token}).status_code == 404
    assert state(mia) == "unverified"


def test_saying_it_again_on_every_start_changes_nothing_and_sends_nothing(
    reachable: FlaskClient, sink: Sink, phone: Phone
) -> None:
    for _ in range(3):
        assert subscribe(reachable, phone, sink.url(201)).json["state"] == "active"
    jobs.send_own(NOW)
    assert sink.arrived == []
    assert len(reachable.get("/api/v1/push/status").json["phones"]) == 1


def test_ten_starts_before_the_proof_send_one_message(mia: FlaskClient, sink: Sink, phone: Phone) -> None:
    for _ in range(10):
        subscribe(mia, phone, sink.url(201))
    jobs.send_own(NOW)
    assert len(sink.arrived) == 1


def test_the_owner_is_who_is_signed_in_and_a_shared_phone_changes_hands(
    reachable: FlaskClient, sink: Sink, phone: Phone, cast: Cast, signed_in: SignedIn
) -> None:
    body = {"endpoint": sink.url(201), "keys": phone.keys, "device": "x", "participant_id": str(cast.mia)}
    leo = signed_in(cast.leo)
    assert leo.post("/api/v1/push/subscriptions", json=body).status_code == 422
    assert subscribe(leo, phone, sink.url(201)).json["state"] == "unverified"
    assert reachable.get("/api/v1/push/status").json["phones"] == []


@pytest.mark.parametrize(
    "change",
    [{"endpoint": "https://evil.example/x"}, {"endpoint": "http://169.254.169.254/"}, {"endpoint": ""}, {"endpoint": 7}, {"device": ""},
     {"device": "x" * 61}, {"keys": {}}, {"keys": {"p256dh": "A" * 87, "auth": "A" * 22}}, {"keys": None}, {"more": 1}],
)  # fmt: skip
def test_what_cannot_be_pushed_to_is_refused_when_it_is_saved(
    mia: FlaskClient, sink: Sink, phone: Phone, change: dict[str, Any]
) -> None:
    answer = subscribe(mia, phone, **{"endpoint": sink.url(201), **change})
    assert answer.status_code == 422
    assert state(mia) == "none"


def test_an_eleventh_phone_is_told_so_and_reminders_go_on_reaching_the_ten(
    cast: Cast, signed_in: SignedIn, post: Post, sink: Sink
) -> None:
    browsers = [signed_in(cast.mia) for _ in range(11)]
    answers = [subscribe(one, Phone(), sink.url(201, f"p{n}")) for n, one in enumerate(browsers)]
    assert [answer.status_code for answer in answers] == [201] * 10 + [409]
    assert answers[-1].json["code"] == "too_many_phones"
    assert [one.state for one in service.subscriptions_of(cast.mia)] == ["unverified"] * 10
    browsers[0].post("/api/v1/sign-out")
    assert subscribe(browsers[-1], Phone(), sink.url(201, "p10")).status_code == 201


def test_of_phones_that_never_said_whose_sign_in_they_are_the_longest_away_gives_way(
    mia: FlaskClient, post: Post, sink: Sink, cast: Cast
) -> None:
    for number in range(12):
        with clock.fixed(NOW + timedelta(minutes=number)), transaction():
            new = service.NewSubscription(sink.url(201, f"p{number}"), **Phone().keys, device="x", vapid_key_id="001")
            service.subscribe(cast.mia, new, post, clock.now())
    phones = service.subscriptions_of(cast.mia)
    assert [one.state for one in phones].count("unverified") == 10
    assert [one.state for one in phones[-2:]] == ["gone", "gone"]


def test_a_new_address_of_the_same_browser_takes_the_place_of_its_old_one(mia: FlaskClient, sink: Sink) -> None:
    for number in range(12):
        subscribe(mia, Phone(), sink.url(201, f"p{number}"))
    states = [one["state"] for one in mia.get("/api/v1/push/status").json["phones"]]
    assert (states.count("unverified"), states.count("gone")) == (1, 11)
    assert state(mia) == "unverified"


def test_somebody_elses_phone_cannot_be_switched_off(
    reachable: FlaskClient, cast: Cast, signed_in: SignedIn, client: FlaskClient
) -> None:
    [phone] = reachable.get("/api/v1/push/status").json["phones"]
    path = f"/api/v1/push/subscriptions/{phone['id']}"
    assert signed_in(cast.leo).delete(path).status_code == 404
    assert client.delete(path).status_code == 401
    assert state(reachable) == "active"
    assert reachable.delete(path).status_code == 204
    assert reachable.delete(path).status_code == 204
    assert state(reachable) == "ended"


def test_a_phone_that_is_gone_can_come_back_and_proves_itself_again(
    reachable: FlaskClient, sink: Sink, phone: Phone
) -> None:
    [held] = reachable.get("/api/v1/push/status").json["phones"]
    reachable.delete(f"/api/v1/push/subscriptions/{held['id']}")
    assert subscribe(reachable, phone, sink.url(201)).json["state"] == "unverified"


def test_a_test_message_reaches_the_phone_and_is_counted_when_it_says_so(
    reachable: FlaskClient, client: FlaskClient, sink: Sink, phone: Phone
) -> None:
    answer = reachable.post("/api/v1/push/test")
    assert (answer.status_code, answer.json) == (202, {"phones": 1})
    jobs.send_own(NOW)
    delivery = phone.read_json(sink.arrived[0].body)["notification"]["data"]["delivery"]
    with clock.fixed(NOW + timedelta(minutes=1)):
        assert client.post("/api/v1/push/received", json={"delivery": delivery}).status_code == 204
    assert reachable.get("/api/v1/push/status").json["last_reached_at"] == "2026-03-10T17:01:00.000Z"


def test_a_beacon_proves_and_never_reveals(client: FlaskClient, reachable: FlaskClient) -> None:
    before = reachable.get("/api/v1/push/status").json
    assert client.post("/api/v1/push/received", json={"delivery": str(uuid4())}).status_code == 204
    assert client.post("/api/v1/push/received", json={"delivery": "x"}).status_code == 422
    assert reachable.get("/api/v1/push/status").json == before


def test_without_a_phone_there_is_nothing_to_test(mia: FlaskClient) -> None:
    assert mia.post("/api/v1/push/test").status_code == 409


def test_tests_are_limited(reachable: FlaskClient) -> None:
    statuses = [reachable.post("/api/v1/push/test").status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def test_a_subscription_the_service_no_longer_knows_is_a_tombstone_and_a_refused_one_is_not(
    reachable: FlaskClient, sink: Sink, cast: Cast
) -> None:
    sink.becomes["201"] = 410
    reachable.post("/api/v1/push/test")
    jobs.send_own(NOW)
    assert state(reachable) == "ended"


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refusal_alone_blames_no_phone_and_the_message_still_comes(
    reachable: FlaskClient, sink: Sink, cast: Cast, status: int
) -> None:
    sink.becomes["201"] = status
    reachable.post("/api/v1/push/test")
    jobs.send_own(NOW)
    assert state(reachable) == "active"
    sink.becomes.clear()
    jobs.send_own(NOW + timedelta(seconds=20))
    assert [one["state"] for one in service.latest_tests(cast.mia, 1)] == ["sent"]


def test_a_busy_service_is_asked_again_when_it_said_not_before(reachable: FlaskClient, sink: Sink) -> None:
    sink.becomes["201"] = "429-30"  # type: ignore[assignment]
    reachable.post("/api/v1/push/test")
    jobs.send_own(NOW)
    sink.becomes.clear()
    assert jobs.send_own(NOW + timedelta(seconds=29)) is False
    assert len(sink.arrived) == 1
    waiting = deliveries.own_due(NOW + timedelta(seconds=31))
    assert waiting


def test_a_test_message_that_is_too_old_is_not_sent(reachable: FlaskClient, sink: Sink) -> None:
    reachable.post("/api/v1/push/test")
    jobs.send_own(NOW + timedelta(minutes=11))
    assert sink.arrived == []


def test_what_a_crash_left_half_done_is_given_up_because_the_person_asks_again(
    reachable: FlaskClient, sink: Sink, cast: Cast
) -> None:
    reachable.post("/api/v1/push/test")
    with transaction():
        assert service.begin_own(UUID(int=7), 10, NOW)
    jobs.send_own(NOW + timedelta(seconds=30))
    jobs.send_own(NOW + timedelta(seconds=90))
    assert sink.arrived == []
    assert service.tally()["failed"] == 1


def test_a_phone_keeps_the_key_it_subscribed_with_until_it_takes_up_the_new_one(
    mia: FlaskClient, sink: Sink, phone: Phone, post: Post
) -> None:
    first = mia.get("/api/v1/push/key").json["key"]
    subscribe(mia, phone, sink.url(201), server_key=first)
    with transaction():
        told_keys.rotate(post.keys_folder)
    assert mia.get("/api/v1/push/key").json["key"] != first
    subscribe(mia, phone, sink.url(201), server_key=first)
    assert post.key_id_for(first) in subscriptions.keys_in_use()
    newest = mia.get("/api/v1/push/key").json["key"]
    assert subscribe(mia, phone, sink.url(201), server_key=newest).json["state"] == "unverified"
    db.session.rollback()  # look again, not at what was read before
    assert subscriptions.keys_in_use() == {keys.current_key(post.keys_folder).id}


@pytest.mark.parametrize("path", ["key", "status"])
def test_signed_out_nothing_about_push_is_told(client: FlaskClient, post: Post, path: str) -> None:
    assert client.get(f"/api/v1/push/{path}").status_code == 401


def test_every_hostile_address_is_refused_when_it_is_saved(cast: Cast, post: Post, phone: Phone) -> None:
    refused = 0
    for url in HOSTILE:
        new = service.NewSubscription(url, phone.keys["p256dh"], phone.keys["auth"], "phone", post.key_id_for(None))
        with pytest.raises(Invalid), transaction():
            service.subscribe(cast.mia, new, post, NOW)
        refused += 1
    assert refused >= 60
    assert service.subscriptions_of(cast.mia) == []


def test_staff_can_count_phones_by_state(reachable: FlaskClient, sink: Sink, cast: Cast, signed_in: SignedIn) -> None:
    subscribe(signed_in(cast.mia), Phone(), sink.url(201, "second"))
    assert service.counts() == {"unverified": 1, "active": 1, "suspended": 0, "gone": 0}
