"""The step that gives every phone to its sign-in: back and on again with phones in place, on both databases."""

from __future__ import annotations

from uuid import UUID

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text

from companion.accounts import sign_ins
from companion.accounts.devices import Device
from companion.accounts.signed_in import of_account
from companion.kernel.database import db, transaction
from companion.push import service
from companion.push.post import Post
from tests.cast import NOW, Cast
from tests.push.sink import Phone, Sink

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def a_phone(cast: Cast, post: Post, sink: Sink, name: str, device: Device | str) -> UUID:
    """Mia signs in on it and is reached there, with a message waiting."""
    with transaction():
        found = sign_ins.find(sign_ins.begin(cast.mia, "participant", device, NOW), NOW)
        assert found is not None
        new = service.NewSubscription(sink.url(201, name), **Phone().keys, device=name, vapid_key_id="001")
        service.subscribe(cast.mia, new, post, NOW, found.sign_in_id)
    return found.sign_in_id


def columns(table: str) -> set[str]:
    with db.engine.connect() as connection:
        return set(connection.execute(text(f"SELECT * FROM {table}")).keys())


@pytest.mark.parametrize("last", ["0017"])
def test_back_and_on_again_keeps_phones_and_what_waits_for_them(
    app: Flask, cast: Cast, post: Post, sink: Sink, last: str
) -> None:
    android = Device("phone", "Android", "Chrome")
    first = a_phone(cast, post, sink, "first", android)
    a_phone(cast, post, sink, "second", "some device")
    db.session.remove()
    flask_migrate.downgrade(revision=last)
    assert not {"sign_in_id", "ended_because"} & columns("push_subscriptions")
    assert not {"name", "kind", "platform", "browser"} & columns("sign_ins")
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM deliveries")).scalar_one() == 2
    flask_migrate.upgrade()
    assert [one.state for one in service.subscriptions_of(cast.mia)] == ["unverified"] * 2
    found = {one.id: (one.kind, one.platform, one.browser, one.name) for one in of_account(cast.mia, NOW)}
    assert found.pop(first) == ("phone", "Android", "Chrome", None), "told from the label of before"
    assert list(found.values()) == [("unknown", None, None, None)]
    with transaction():
        sign_ins.end_others(None, cast.mia, NOW)
    assert [one.state for one in service.subscriptions_of(cast.mia)] == ["gone"] * 2, "no sign-in is named, none lives"


def test_a_state_nobody_knows_is_refused_by_the_rebuilt_table_too(
    app: Flask, cast: Cast, post: Post, sink: Sink
) -> None:
    a_phone(cast, post, sink, "first", "x")
    db.session.remove()
    flask_migrate.downgrade(revision="0017")
    flask_migrate.upgrade()
    with db.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)check"):
        connection.execute(text("UPDATE push_subscriptions SET state = 'odd'"))
