"""Mia in the evening track of Maple, a push service, and her phone, which has proven that it can be reached."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.push import subscriptions
from companion.push.post import Post, post_office
from companion.reminders.models import Occurrence
from tests.cast import NOW, Cast
from tests.program.builders import track_id
from tests.program.grounds import chosen
from tests.push.sink import Phone, Sink, running
from tests.support.ground import Ground


@pytest.fixture(scope="session")
def _sink() -> Iterator[Sink]:
    with running() as sink:
        yield sink


@pytest.fixture
def sink(_sink: Sink) -> Sink:
    _sink.arrived.clear()
    _sink.becomes.clear()
    return _sink


@pytest.fixture
def post(app: Flask, sink: Sink) -> Iterator[Post]:
    settings = dataclasses.replace(app.extensions["companion.config"], push_allowed_hosts=(sink.host,))
    made = post_office(settings)
    app.extensions["companion.push"] = made
    yield made
    made.sender.close()
    del app.extensions["companion.push"]


class Owned:
    """A participant and the phones that reach them."""

    def __init__(self, account_id: UUID, post: Post, sink: Sink):
        self.id, self._post, self._sink = account_id, post, sink
        self.phones: dict[str, Phone] = {}
        self.sign_in_id = UUID(int=0)

    def gets_a_phone(self, name: str = "phone", behaviour: str | int = 201) -> UUID:
        phone = self.phones[name] = Phone()
        who = f"{self.id.hex[-8:]}-{name}"
        key = self._post.key_id_for(None)
        new = push.NewSubscription(self._sink.url(behaviour, who), phone.keys["p256dh"], phone.keys["auth"], name, key)
        with transaction():
            saved = push.subscribe(self.id, new, self._post, NOW, self._signs_in())
            push.activate(self.id, subscriptions.new_token(saved.id, NOW), NOW)
            db.session.query(push_deliveries()).delete()
        return saved.id

    def _signs_in(self) -> UUID:
        """On this phone, today."""
        role = accounts.get_person(self.id).role
        found = sign_ins.find(sign_ins.begin(self.id, role, "phone", NOW), NOW)
        assert found is not None
        self.sign_in_id = found.sign_in_id
        return found.sign_in_id

    def received(self, name: str = "phone") -> list[dict[str, Any]]:
        """The notifications this phone got, oldest first."""
        bodies = [one.body for one in self._sink.bodies_for(f"{self.id.hex[-8:]}-{name}")]
        return [self.phones[name].read_json(body)["notification"] for body in bodies]

    def titles(self, name: str = "phone") -> list[str]:
        return [one["title"] for one in self.received(name)]


def push_deliveries() -> Any:
    from companion.push.models import Delivery

    return Delivery


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground | None:
    return chosen(request)


@pytest.fixture
def maple(laid: dict[str, Any]) -> UUID:
    found: UUID = laid["maple"]
    return found


@pytest.fixture
def mia(cast: Cast, maple: UUID, post: Post, sink: Sink) -> Owned:
    """Tue, Wed, Thu 4:00 to 7:15 pm; today is Tuesday, 1 pm."""
    with transaction():
        enrollment.enroll(cast.mia, track_id(), date(2026, 3, 2), NOW)
    owned = Owned(cast.mia, post, sink)
    owned.gets_a_phone()
    return owned


@pytest.fixture
def leo(cast: Cast, maple: UUID, post: Post, sink: Sink) -> Owned:
    """In the same track."""
    with transaction():
        enrollment.enroll(cast.leo, track_id(), date(2026, 3, 2), NOW)
    owned = Owned(cast.leo, post, sink)
    owned.gets_a_phone()
    return owned


@pytest.fixture
def states(app: Flask) -> Callable[..., list[tuple[str, str | None]]]:
    """(state, outcome) of the occurrences of one kind, earliest first."""

    def look(kind: str, whose: UUID | None = None) -> list[tuple[str, str | None]]:
        db.session.rollback()
        query = select(Occurrence.state, Occurrence.outcome).where(Occurrence.kind == kind)
        if whose is not None:
            query = query.where(Occurrence.participant_id == whose)
        return [tuple(row) for row in db.session.execute(query.order_by(Occurrence.due_at, Occurrence.id))]  # type: ignore[misc]

    return look


def at(hour: int, minute: int = 0, day: int = 10) -> datetime:
    """A wall time in New York in March 2026, as an instant."""
    from datetime import time

    from companion.kernel.timezones import to_instant

    return to_instant(date(2026, 3, day), time(hour, minute), "America/New_York")
