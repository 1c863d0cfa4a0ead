"""One pass takes batch after batch: the next one leaves before the last answer to this one is there."""

from __future__ import annotations

import pytest
from flask import Flask

from companion.kernel import room
from companion.push import service as push
from companion.push.post import Post
from companion.reminders import jobs
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _one_claimed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BATCH", 1)
    monkeypatch.setattr(jobs, "ROUNDS", 0)


def test_the_next_batch_leaves_while_this_one_is_on_its_way(mia: Owned, leo: Owned, sink: Sink) -> None:
    sink.company.clear()
    for owned in (mia, leo):
        owned.gets_a_phone("tablet", "company")  # each is answered only once the other one has arrived
    jobs.plan(at(15))
    jobs.send_due(at(15, 30))
    assert (len(mia.titles("tablet")), len(leo.titles("tablet"))) == (1, 1)


def test_one_pass_is_enough_for_all_that_is_due(mia: Owned, leo: Owned) -> None:
    jobs.plan(at(15))
    assert jobs.send_due(at(15, 30)) is False
    assert (len(mia.titles()), len(leo.titles())) == (1, 1)


def test_what_is_on_its_way_counts_for_the_next_batch_of_the_same_pass(mia: Owned, sink: Sink) -> None:
    mia.gets_a_phone("tablet", "slow")
    pass_at(at(19, 30))
    assert len(mia.titles("tablet")) == 1, "two were due, ten minutes lie between them"
    pass_at(at(19, 41))
    assert len(mia.titles("tablet")) == 2


def test_a_disk_that_runs_full_in_the_middle_ends_the_pass_before_the_next_claim(
    mia: Owned, leo: Owned, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.plan(at(15))
    answers = iter([True, False])
    with monkeypatch.context() as patched:
        patched.setattr(room, "enough", lambda: next(answers))
        assert jobs.send_due(at(15, 30)) is False
    assert len(mia.titles()) + len(leo.titles()) == 1
    assert ("sending", None) not in states("session_soon")
    pass_at(at(15, 30))
    assert (len(mia.titles()), len(leo.titles())) == (1, 1)


def test_a_pass_that_is_asked_to_end_claims_nothing_more(mia: Owned, leo: Owned, post: Post, app: Flask) -> None:
    jobs.plan(at(15))
    push.drain()
    assert jobs.send_due(at(15, 30)) is False
    assert mia.titles() + leo.titles() == []
