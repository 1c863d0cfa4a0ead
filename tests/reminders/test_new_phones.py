"""A phone was added with a code: the person's other phones are told at once, once, in words that say nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from companion.accounts import confirmation, sign_ins
from companion.accounts.models import Account, SignIn
from companion.kernel.database import db, transaction
from companion.push.post import Post
from companion.reminders import jobs, settings
from companion.reminders.rules import CALL, Wishes
from tests.accounts.test_activation import activate, code_for
from tests.cast import NOW, Cast
from tests.push.sink import Sink
from tests.reminders.conftest import Owned
from tests.reminders.steps import States, pass_at
from tests.support.words import says

pytestmark = pytest.mark.databases("sqlite", "postgresql")

SENTENCE = "A new phone was added. Was it you?"


@pytest.fixture
def owned(cast: Cast, post: Post, sink: Sink) -> Owned:
    """Mia, who has been using the app on a phone that can be reached."""
    with transaction():
        came = update(Account).where(Account.id == cast.mia).values(activated_at=NOW - timedelta(days=30))
        db.session.execute(came)
    made = Owned(cast.mia, post, sink)
    made.gets_a_phone("old")
    return made


def added(owned: Owned, at: datetime = NOW) -> UUID:
    """Another phone of hers that a code opened and that has messages on."""
    owned.gets_a_phone("new")
    with transaction():
        db.session.execute(update(SignIn).where(SignIn.id == owned.sign_in_id).values(unconfirmed_since=at))
    return owned.sign_in_id


def test_the_other_phones_are_told_at_once_and_once_and_the_new_one_is_not(owned: Owned) -> None:
    added(owned)
    pass_at(NOW)
    pass_at(NOW + timedelta(minutes=5))
    assert owned.titles("old") == [SENTENCE]
    assert owned.titles("new") == []
    [seen] = owned.received("old")
    assert seen["navigate"].endswith("/")
    assert says(str(seen), "Mia") == []


def test_a_code_that_was_really_used_is_told_of(app: Flask, owned: Owned, cast: Cast) -> None:
    assert activate(app.test_client(), code_for(cast.mia)).json["phone_confirmed"] is False
    pass_at(NOW)
    assert owned.titles("old") == [SENTENCE]


def test_in_quiet_hours_too(owned: Owned) -> None:
    night = NOW.replace(hour=7)  # two in the morning where she is
    added(owned, night)
    pass_at(night)
    assert owned.titles("old") == [SENTENCE]


def test_two_phones_are_two_messages(owned: Owned) -> None:
    added(owned)
    added(owned, NOW + timedelta(minutes=1))
    pass_at(NOW + timedelta(minutes=1))
    assert owned.titles("old") == [SENTENCE, SENTENCE]


@pytest.mark.parametrize("how", ["confirmed", "ended"])
def test_one_that_was_confirmed_or_ended_meanwhile_is_old_news(owned: Owned, states: States, how: str) -> None:
    phone = added(owned)
    jobs.plan(NOW)
    with transaction():
        if how == "confirmed":
            confirmation.confirm(phone, owned.id, "other_phone", NOW)
        else:
            sign_ins.end(phone, owned.id, NOW)
    pass_at(NOW + timedelta(minutes=1))
    assert owned.titles("old") == []
    assert states(CALL) == [("skipped", "not_waiting")]


def test_one_that_was_added_yesterday_is_not_told_late(owned: Owned) -> None:
    added(owned, NOW - timedelta(hours=13))
    pass_at(NOW)
    assert owned.titles("old") == []


def test_a_phone_that_shows_nothing_but_open_the_app_shows_that(owned: Owned) -> None:
    with transaction():
        settings.save_wishes(owned.id, Wishes(level="silent"), NOW)
    added(owned)
    pass_at(NOW)
    assert owned.titles("old") == ["Open the app"]
