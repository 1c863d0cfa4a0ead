"""A new VAPID key while two real workers send: phones of either key are reached, by whoever has the key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from companion.accounts import sign_ins
from companion.kernel.database import db, transaction
from companion.push import keys, subscriptions, told_keys
from companion.push import service as push
from companion.push.models import Delivery, PushSubscription
from tests.push.sink import Phone, Sink, running, verify_vapid
from tests.worker.installation import Installation


@pytest.fixture
def sink() -> Iterator[Sink]:
    with running() as made:
        yield made


@pytest.fixture
def house(tmp_path: Path, sink: Sink) -> Installation:
    made = Installation(tmp_path, sink)
    with made.inside(), transaction():
        told_keys.write_down(tmp_path / "keys")
    return made


def second_phone(house: Installation) -> str:
    """Mia signs in on a new phone, which takes up the current key; its public half."""
    now, post, phone = datetime.now(UTC), house.app.extensions["companion.push"], Phone()
    with house.inside(), transaction():
        public: str = post.public_key()
        token = sign_ins.begin(house.mia, "participant", "new phone", now)
        caller = sign_ins.find(token, now)
        new = push.NewSubscription(
            house.sink.url(201, "new"), **phone.keys, device="new", vapid_key_id=post.key_id_for(public)
        )
        saved = push.subscribe(house.mia, new, post, now, caller.sign_in_id if caller else None)
        push.activate(house.mia, subscriptions.new_token(saved.id, now), now)
        db.session.query(Delivery).delete()
    return public


def rotate(house: Installation) -> keys.VapidKey:
    with house.inside(), transaction():
        return told_keys.rotate(house.app.extensions["companion.config"].keys_folder)


def signed_for(house: Installation) -> set[tuple[str, str]]:
    return {
        (one.path.rsplit("/", 1)[1], verify_vapid(one.headers["Authorization"])[1]) for one in list(house.sink.arrived)
    }


def states(house: Installation) -> list[str]:
    with house.inside():
        return list(db.session.scalars(select(PushSubscription.state)))


def test_two_workers_reach_the_phones_of_both_keys_after_a_rotation(house: Installation) -> None:
    old = keys.current_key(house.app.extensions["companion.config"].keys_folder).public
    with ExitStack() as running_now:
        for _ in range(2):
            running_now.enter_context(house.worker())
        with house.inside(), transaction():
            push.plan_test(house.mia, datetime.now(UTC))
        house.wait(lambda: len(house.sink.arrived) == 1, "the first message was not sent")
        new = rotate(house)
        assert second_phone(house) == new.public
        reminder = house.due(datetime.now(UTC), timedelta(minutes=30))
        house.wait(lambda: house.state(reminder) == "sent", "the reminder was not sent")
        house.wait(lambda: len(signed_for(house)) == 2, "not both phones were reached")
    assert signed_for(house) == {("phone", old), ("new", new.public)}
    assert states(house) == ["active", "active"]


@contextmanager
def without_the_new_key(house: Installation, key_id: str) -> Iterator[Path]:
    """The worker's machine has not been given the new file yet."""
    path = house.app.extensions["companion.config"].keys_folder / keys.file_name(key_id)
    kept = path.with_suffix(".elsewhere")
    path.rename(kept)
    yield kept


def test_a_worker_without_the_new_key_leaves_those_phones_alone_until_it_has_it(house: Installation) -> None:
    made = rotate(house)
    second_phone(house)
    with without_the_new_key(house, made.id) as kept, house.worker():
        reminder = house.due(datetime.now(UTC), timedelta(minutes=30))
        house.wait(lambda: "push_not_signed" in house.log.read_text(), "nothing was said of the missing key")
        house.wait(lambda: len(signed_for(house)) == 1, "the phone of the old key was not reached")
        assert states(house) == ["active", "active"]
        shutil.copy(kept, kept.with_suffix(".key"))
        house.wait(lambda: len(signed_for(house)) == 2, "the phone of the new key was not reached")
        house.wait(lambda: house.state(reminder) == "sent", "the reminder was not recorded")
    assert states(house) == ["active", "active"]
