"""A push service for the tests of push, and an application that may push to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask

from companion.config import Config
from companion.push.post import Post, post_office
from tests.cast import Cast
from tests.conftest import SignedIn
from tests.push.sink import Sink, running
from tests.push.story import Story


@pytest.fixture(scope="session")
def _sink() -> Iterator[Sink]:
    with running() as sink:
        yield sink


@pytest.fixture
def sink(_sink: Sink) -> Sink:
    """A push service that has seen nothing yet."""
    _sink.arrived.clear()
    _sink.becomes.clear()
    _sink.most_at_once = 0
    return _sink


@pytest.fixture
def post(app: Flask, sink: Sink) -> Iterator[Post]:
    """The application's post office, allowed to push to the sink."""
    settings: Config = dataclasses.replace(app.extensions["companion.config"], push_allowed_hosts=(sink.host,))
    made = post_office(settings)
    app.extensions["companion.push"] = made
    yield made
    made.sender.close()
    del app.extensions["companion.push"]


@pytest.fixture
def story(app: Flask, cast: Cast, signed_in: SignedIn, sink: Sink, post: Post) -> Story:
    return Story(app, cast, signed_in, sink, post)
