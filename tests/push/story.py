"""Mia on two phones and Dana in two browsers, all of which messages reach."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from companion.kernel.database import db
from companion.push import jobs
from companion.push.models import PushSubscription
from companion.push.post import Post
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.push.sink import Phone, Sink
from tests.push.test_subscribing import subscribe, token_in


class Story:
    """Mia on two phones, Dana at a desk and on another browser, all reachable."""

    def __init__(self, app: Flask, cast: Cast, signed_in: SignedIn, sink: Sink, post: Post):
        self.app, self.cast, self.sink, self.post = app, cast, sink, post
        self.phones: dict[str, Phone] = {}
        self.mine, self.other = (self.reachable(signed_in(cast.mia), name) for name in ("mine", "other"))
        self.desk, self.home = (self.reachable(signed_in(cast.dana), name) for name in ("desk", "home"))

    def reachable(self, browser: FlaskClient, name: str) -> FlaskClient:
        phone = self.phones[name] = Phone()
        assert subscribe(browser, phone, self.sink.url(201, name)).status_code == 201
        jobs.send_own(NOW)
        browser.post("/api/v1/push/activate", json={"token": token_in(self.sink, phone)})
        assert browser.get("/api/v1/push/status").json["state"] == "active"
        self.sink.arrived.clear()
        return browser

    def refuse_mine(self, status: int) -> None:
        """The service refuses `mine` twice, and in between takes a message to `other`."""
        self.sink.becomes["mine"] = status
        for browser in (self.mine, self.other):
            assert browser.post("/api/v1/push/test?only_this_phone=true").status_code == 202
            jobs.send_own(NOW)
        jobs.send_own(NOW + timedelta(seconds=20))

    def id_of(self, browser: FlaskClient) -> str:
        items = browser.get("/api/v1/sign-ins").json["items"]
        return str(next(one["id"] for one in items if one["this_one"]))

    def states(self, whose: UUID) -> list[tuple[str, str | None]]:
        db.session.rollback()
        query = select(PushSubscription.state, PushSubscription.ended_because).where(
            PushSubscription.participant_id == whose
        )
        return sorted(tuple(row) for row in db.session.execute(query))  # type: ignore[misc,type-var]
