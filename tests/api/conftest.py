"""One application with somebody in it, for tests that ask the whole interface at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from companion.accounts import service, sign_ins
from companion.kernel import clock, heartbeat
from companion.kernel.database import db, transaction
from tests.cast import NOW, assemble


@dataclass(frozen=True)
class Interface:
    """The application and its document. `cookie()` signs Mia in anew: some operations end a sign-in."""

    app: Flask
    document: dict[str, Any]
    mia: UUID

    def cookie(self) -> dict[str, str]:
        with self.app.app_context(), transaction():
            token = sign_ins.begin(self.mia, "participant", "test", NOW)
        browser = self.app.test_client()
        with browser.session_transaction() as session:
            session.update(_user_id=token, _fresh=True, _permanent=True)
        name = str(self.app.config["SESSION_COOKIE_NAME"])
        kept = browser.get_cookie(name)
        assert kept is not None
        return {name: kept.value}


@pytest.fixture(scope="module")
def interface(_stores: Callable[[str], Any]) -> Iterator[Interface]:
    """SQLite is enough here: what differs between databases is tested with each feature, on both."""
    store = _stores("sqlite")
    store.lay()
    with clock.fixed(NOW):
        with store.app.app_context():
            mia = assemble(NOW).mia
            with transaction():
                service.set_passphrase(mia, "mia.reads", "a quiet harbor lamp")
                heartbeat.beat("worker", NOW)
            db.session.remove()
            db.engine.dispose()
        yield Interface(store.app, json.loads(store.app.extensions["companion.openapi"]()), mia)
        with store.app.app_context():
            db.engine.dispose()
