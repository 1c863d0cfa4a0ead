"""A phone that is connected, or mended, while a reminder's time is not over still gets it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.kernel.database import transaction
from companion.push import service as push
from companion.push import subscriptions
from companion.push.post import Post
from companion.reminders.rules import PROMPT, SOON
from tests.cast import Cast
from tests.push.sink import Phone, Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def unproven(mia: Owned, post: Post, sink: Sink) -> Owned:
    """Mia's phone is gone and the new one has not given back its proof yet."""
    with transaction():
        push.end_all(mia.id, at(13))
        phone = mia.phones["new"] = Phone()
        address = sink.url(201, f"{mia.id.hex[-8:]}-new")
        new = push.NewSubscription(address, **phone.keys, device="new", vapid_key_id=post.key_id_for(None))
        mia.new_id = push.subscribe(mia.id, new, post, at(15, 29)).id  # type: ignore[attr-defined]
    return mia


def prove(owned: Owned, hour: int, minute: int) -> None:
    now = at(hour, minute)
    with transaction():
        push.activate(owned.id, subscriptions.new_token(owned.new_id, now), now)  # type: ignore[attr-defined]


def test_a_phone_verified_within_the_window_gets_what_came_due_before(unproven: Owned, states: States) -> None:
    pass_at(at(15, 30))
    assert states(SOON)[0] == ("skipped", "no_phone")
    prove(unproven, 15, 34)
    pass_at(at(15, 35))
    assert unproven.titles("new") == ["Reminder: 4:00 PM"]
    assert states(SOON)[0] == ("sent", None)


def test_it_is_sent_once_however_often_the_worker_looks(unproven: Owned, states: States) -> None:
    pass_at(at(15, 30))
    prove(unproven, 15, 34)
    for minute in (35, 36, 37):
        pass_at(at(15, minute))
    assert len(unproven.titles("new")) == 1


def test_after_its_time_nothing_is_said_about_it(unproven: Owned, states: States) -> None:
    pass_at(at(15, 30))
    prove(unproven, 15, 59)
    pass_at(at(15, 59))
    assert unproven.titles("new") == []
    assert states(SOON)[0] == ("skipped", "no_phone")


def test_a_phone_that_is_never_proven_gets_nothing(unproven: Owned, states: States) -> None:
    for minute in (30, 40, 50):
        pass_at(at(15, minute))
    assert unproven.titles("new") == []


def test_somebody_elses_phone_wakes_nothing(unproven: Owned, leo: Owned, states: States) -> None:
    pass_at(at(15, 30))
    pass_at(at(15, 35))
    assert states(SOON, unproven.id)[0] == ("skipped", "no_phone")


def test_the_truth_is_asked_again_and_what_was_done_meanwhile_is_not_asked_for(
    unproven: Owned, states: States, cast: Cast
) -> None:
    from companion.checkins import service as checkins
    from companion.checkins.rules import Entry, NewCheckin
    from companion.kernel import ids

    pass_at(at(18))
    pass_at(at(20))
    assert states(PROMPT, unproven.id)[0] == ("skipped", "no_phone")
    entry = NewCheckin(ids.new_id(), at(20, 5), "America/New_York", at(12).date(), Entry(mood=3))
    with transaction():
        checkins.record_checkin(unproven.id, entry, at(20, 5) + timedelta(seconds=1))
    prove(unproven, 20, 10)
    pass_at(at(20, 11))
    assert "A minute for yourself?" not in unproven.titles("new")
    assert states(PROMPT, unproven.id)[0] == ("skipped", "already_done")
