"""Workers that die, race or are slow, clocks that jump, rows that are damaged: what is repeated and what is dropped."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update

from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.push.post import Post
from companion.reminders import dispatch, jobs, service
from companion.reminders.models import Occurrence
from companion.reminders.rules import CHANGED, PROMPT, SOON
from tests.cast import NOW
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, change, first_session, pass_at, wish

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_two_workers_at_once_send_each_reminder_once(app: Flask, mia: Owned, leo: Owned, sink: Sink) -> None:
    jobs.plan(NOW)
    problems: list[BaseException] = []

    def work() -> None:
        try:
            with app.app_context():
                while jobs.send_due(at(15, 30)):
                    pass
                db.session.remove()
        except BaseException as error:  # noqa: BLE001
            problems.append(error)

    db.session.rollback()
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert (len(mia.titles()), len(leo.titles())) == (1, 1)


def test_a_claim_belongs_to_one_worker(mia: Owned, leo: Owned) -> None:
    jobs.plan(NOW)
    with transaction():
        mine = service.claim_due(uuid4(), 1, at(15, 30))
    with transaction():
        theirs = service.claim_due(uuid4(), 10, at(15, 30))
    assert {due.id for due in mine.due}.isdisjoint(due.id for due in theirs.due)
    assert (len(mine.due), len(theirs.due)) == (1, 1)


def crash_after_claim(now: datetime, post: Post, *, sent: bool) -> None:
    """The worker is killed: before sending, or after the push service took it and before that was recorded."""
    with transaction():
        batch = service.claim_due(ids.new_id(), 50, now)
    with transaction():
        service.decide(batch, post, now)
    with transaction():
        service.mark_sending(batch, now)
    if sent:
        post.sender.send(batch.messages, now)


@pytest.mark.parametrize("sent", [False, True])
def test_after_a_crash_a_session_reminder_is_repeated_once_under_the_same_topic(
    mia: Owned, post: Post, sink: Sink, states: States, sent: bool
) -> None:
    jobs.plan(NOW)
    crash_after_claim(at(15, 30), post, sent=sent)
    pass_at(at(15, 30) + timedelta(seconds=30))
    assert states(SOON)[0] == ("sending", None), "perhaps that worker is only slow"
    pass_at(at(15, 31))
    assert states(SOON)[0] == ("sent", None)
    assert len({one["tag"] for one in mia.received()}) == 1
    assert len({one.headers["Topic"] for one in sink.arrived}) == 1
    assert len(sink.arrived) == 1 + sent


def test_a_session_reminder_is_not_lost_by_a_second_crash(mia: Owned, post: Post, sink: Sink, states: States) -> None:
    jobs.plan(NOW)
    for minute in (30, 31):
        with transaction():
            service.sweep(at(15, minute))
        crash_after_claim(at(15, minute), post, sent=False)
    pass_at(at(15, 33))
    assert states(SOON)[0] == ("sent", None)
    assert len(sink.arrived) == 1


def test_a_session_reminder_that_crashes_again_and_again_is_let_go(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    for minute in range(30, 31 + dispatch.REPEATS_AT_MOST):
        with transaction():
            service.sweep(at(15, minute))
        crash_after_claim(at(15, minute), post, sent=False)
    pass_at(at(15, 36))
    assert states(SOON)[0] == ("skipped", "unknown")
    assert mia.titles() == []


def test_after_a_crash_a_prompt_is_dropped_never_doubled(mia: Owned, post: Post, sink: Sink, states: States) -> None:
    wish(mia, session_tomorrow=False, session_soon=False)
    jobs.plan(NOW)
    crash_after_claim(at(20), post, sent=True)
    pass_at(at(20, 2))
    assert len(sink.arrived) == 1
    assert states(PROMPT, mia.id)[0] == ("skipped", "unknown")


def test_what_had_not_been_marked_as_leaving_is_sent_after_a_crash_whatever_its_kind(
    mia: Owned, post: Post, sink: Sink, states: States
) -> None:
    wish(mia, session_tomorrow=False, session_soon=False)
    jobs.plan(NOW)
    for minute in (0, 1, 2):
        with transaction():
            service.sweep(at(20, minute))
            batch = service.claim_due(ids.new_id(), 50, at(20, minute))
        assert batch.due
        with transaction():
            service.decide(batch, post, at(20, minute))
    pass_at(at(20, 4))
    assert len(sink.arrived) == 1
    assert states(PROMPT, mia.id)[0] == ("sent", None)


def test_a_worker_that_was_given_up_before_it_sent_sends_nothing_more(mia: Owned, post: Post, sink: Sink) -> None:
    jobs.plan(NOW)
    with transaction():
        slow = service.claim_due(ids.new_id(), 50, at(15, 30))
    with transaction():
        service.decide(slow, post, at(15, 30))
    pass_at(at(15, 31))
    with transaction():
        service.mark_sending(slow, at(15, 31))
    assert slow.messages == []
    assert len(sink.arrived) == 1


def test_a_reminder_whose_workers_always_die_is_parked(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        db.session.execute(update(Occurrence).where(Occurrence.kind == SOON).values(attempts=dispatch.CLAIMS_AT_MOST))
        service.claim_due(ids.new_id(), 50, at(15, 30))
    pass_at(at(15, 31))
    assert states(SOON)[0] == ("parked", "parked")


def test_only_a_few_are_in_doubt_at_a_time(mia: Owned, leo: Owned, post: Post) -> None:
    jobs.plan(NOW)
    mia.gets_a_phone("tablet")
    with transaction():
        batch = service.claim_due(ids.new_id(), 50, at(15, 30))
    with transaction():
        service.decide(batch, post, at(15, 30))
    sizes = []
    while batch.devices:
        sizes.append(len(service.next_few(batch, 1).messages))
    assert sorted(sizes) == [1, 2], "both phones of one person go together"


def test_what_was_not_begun_goes_back_into_the_line(
    mia: Owned, sink: Sink, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.plan(NOW)
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "BEGIN_NONE_AFTER", 0.0)
        jobs.send_due(at(15, 30))
    assert sink.arrived == []
    assert states(SOON)[0] == ("planned", None)
    pass_at(at(15, 30))
    assert len(sink.arrived) == 1


def test_after_a_crash_news_are_repeated_until_accepted(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    change(first_session(mia).id, at(14), cancel=True)
    for minute in (0, 1, 2, 3):
        with transaction():
            service.sweep(at(14, minute))
        crash_after_claim(at(14, minute), post, sent=False)
    pass_at(at(14, 5))
    assert mia.titles() == ["Canceled: Tuesday, 4:00 PM"]
    assert states(CHANGED) == [("sent", None)]


def test_what_the_phone_confirmed_is_not_repeated_after_a_crash(
    mia: Owned, post: Post, sink: Sink, states: States
) -> None:
    jobs.plan(NOW)
    crash_after_claim(at(15, 30), post, sent=True)
    delivery = mia.received()[0]["data"]["delivery"]
    with transaction():
        push.reached(UUID(delivery), at(15, 30))
    pass_at(at(15, 32))
    assert len(sink.arrived) == 1
    assert states(SOON)[0] == ("sent", None)


def test_a_slow_worker_that_was_given_up_records_nothing(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        slow = service.claim_due(ids.new_id(), 50, at(15, 30))
    with transaction():
        service.decide(slow, post, at(15, 30))
    with transaction():
        service.mark_sending(slow, at(15, 30))
    pass_at(at(15, 31))
    with transaction():
        answers = {letter.delivery_id: push.Answer("gone", 410) for letter in slow.messages}
        service.finish(slow, answers, at(15, 32))
    assert states(SOON)[0] == ("sent", None)


def test_a_clock_that_jumps_back_neither_repeats_nor_blocks(mia: Owned, sink: Sink, post: Post, states: States) -> None:
    pass_at(at(15, 30))
    pass_at(at(14, 30))
    pass_at(at(15, 30))
    assert len(sink.arrived) == 1


def test_a_clock_that_jumps_a_day_ahead_sends_nothing_stale(mia: Owned) -> None:
    jobs.plan(NOW)
    pass_at(NOW + timedelta(hours=26))
    assert "Reminder: 4:00 PM" not in mia.titles()
    assert "Reminder: Wednesday at 4:00 PM" not in mia.titles()


def test_a_damaged_row_is_postponed_then_parked_and_stops_nobody(mia: Owned, leo: Owned, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        db.session.execute(
            update(Occurrence)
            .where(Occurrence.participant_id == mia.id, Occurrence.kind == SOON)
            .values(source="damaged")
        )
    for minute in (30, 36, 42):
        while jobs.send_due(at(15, minute)):
            pass
    assert states(SOON, mia.id)[0] == ("parked", "parked")
    assert leo.titles() == ["Reminder: 4:00 PM"]
