"""What a phone is told about itself: whether reminders reach it, why not, and what it can do about that."""

from __future__ import annotations

from typing import Any

import pytest

from companion.kernel.database import transaction
from companion.push import jobs, told_keys
from tests.cast import NOW
from tests.conftest import SignedIn
from tests.push.sink import Phone
from tests.push.story import Story
from tests.push.test_subscribing import subscribe

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_status_and_list_speak_of_the_phone_that_asks(story: Story) -> None:
    story.sink.becomes["201"] = 410
    assert story.mine.post("/api/v1/push/test?only_this_phone=true").json == {"phones": 1}
    jobs.send_own(NOW)
    dead, alive = (one.get("/api/v1/push/status").json for one in (story.mine, story.other))
    assert (dead["state"], dead["reason"], dead["renew"], dead["phone_count"]) == ("ended", "address_gone", True, 1)
    assert (alive["state"], alive["reason"], alive["renew"], alive["phone_count"]) == ("active", None, False, 1)
    seen = {one["this_one"]: one["reminders"]["state"] for one in story.mine.get("/api/v1/sign-ins").json["items"]}
    assert seen == {True: "ended", False: "active"}
    assert story.mine.get("/api/v1/reminders/status").json["state"] == "gone"
    assert story.other.get("/api/v1/reminders/status").json["state"] == "active"


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refused_phone_is_told_to_renew_and_one_that_was_switched_off_is_not(story: Story, status: int) -> None:
    story.refuse_mine(status)
    told = story.mine.get("/api/v1/push/status").json
    assert (told["state"], told["reason"], told["renew"]) == ("suspended", "refused_there", True)
    assert subscribe(story.mine, story.phones["mine"], story.sink.url(201, "mine")).json["state"] == "unverified"
    held = story.other.get("/api/v1/push/status").json["subscription_id"]
    story.other.delete(f"/api/v1/push/subscriptions/{held}")
    told = story.other.get("/api/v1/push/status").json
    assert (told["state"], told["reason"], told["renew"]) == ("ended", "switched_off", False)


def test_a_phone_on_an_old_key_is_told_to_renew(story: Story) -> None:
    with transaction():
        told_keys.rotate(story.post.keys_folder)
    told = story.mine.get("/api/v1/push/status").json
    assert (told["state"], told["renew"]) == ("active", True)


def test_a_test_for_this_phone_is_refused_where_only_another_is_reached(story: Story, signed_in: SignedIn) -> None:
    new = signed_in(story.cast.mia)
    assert new.post("/api/v1/push/test?only_this_phone=true").json["code"] == "no_phone"
    assert new.post("/api/v1/push/test").json == {"phones": 2}


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"endpoint": "https://evil.example/x"}, 422, "push_host_refused"),
        ({"endpoint": "http://fcm.googleapis.com/x"}, 422, "push_host_refused"),
        ({"keys": {"p256dh": "A" * 87, "auth": "A" * 22}}, 422, "push_keys_refused"),
    ],
)
def test_what_is_refused_says_why(story: Story, change: dict[str, Any], status: int, code: str) -> None:
    body = {"endpoint": story.sink.url(201, "x"), "keys": Phone().keys, "device": "x", **change}
    answer = story.mine.post("/api/v1/push/subscriptions", json=body)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_registering_without_end_is_slowed_down_with_a_time_to_come_back(story: Story) -> None:
    answers = [subscribe(story.mine, story.phones["mine"], story.sink.url(201, "mine")) for _ in range(61)]
    assert answers[-1].status_code == 429
    assert (answers[-1].json["code"], int(answers[-1].headers["Retry-After"]) > 0) == ("too_many_tries", True)
