"""Two phones that begin to receive reminders in the same moment, when there is room for one."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from companion.accounts import sign_ins
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict
from companion.push import rules, service
from companion.push.post import Post
from tests.cast import NOW, Cast
from tests.push.sink import Phone, Sink
from tests.support.turns import one_behind_the_other


def a_phone(cast: Cast, post: Post, sink: Sink, name: str) -> Callable[[], object]:
    with transaction():
        found = sign_ins.find(sign_ins.begin(cast.mia, "participant", name, NOW), NOW)
    assert found is not None
    new = service.NewSubscription(sink.url(201, name), **Phone().keys, device=name, vapid_key_id="001")
    return lambda: service.subscribe(cast.mia, new, post, NOW, found.sign_in_id)


def test_the_last_place_is_given_once(app: Flask, cast: Cast, post: Post, sink: Sink) -> None:
    for number in range(rules.SUBSCRIPTIONS_EACH - 1):
        subscribe = a_phone(cast, post, sink, f"p{number}")
        with transaction():
            subscribe()
    raised = one_behind_the_other(app, a_phone(cast, post, sink, "tenth"), a_phone(cast, post, sink, "eleventh"))
    assert [type(one) for one in raised] == [type(None), Conflict]
    db.session.rollback()
    assert len(service.subscriptions_of(cast.mia)) == rules.SUBSCRIPTIONS_EACH
