"""One row per check-in whatever the network does: races, replays in any order, wrong clocks, damaged seals."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from companion.checkins import service
from companion.checkins.models import Checkin, CheckinRevision
from companion.checkins.rules import Entry, NewCheckin
from companion.kernel.crypto import SealError
from companion.kernel.database import db, transaction
from companion.kernel.errors import Invalid
from tests.cast import NOW, ZONE, Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)


def make_new(
    checkin_id: UUID | None = None, recorded_at: datetime = NOW, day: date = TODAY, revision: int = 1, **said: object
) -> NewCheckin:
    return NewCheckin(checkin_id or uuid4(), recorded_at, ZONE, day, Entry(**{"mood": 3, **said}), revision)  # type: ignore[arg-type]


def record(participant_id: UUID, new: NewCheckin, received_at: datetime = NOW) -> service.Recorded:
    with transaction():
        return service.record_checkin(participant_id, new, received_at)


def rows() -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(Checkin)).scalar_one()


def test_two_tabs_and_the_worker_sending_at_once_leave_one_row_each(app: Flask, cast: Cast) -> None:
    items = [make_new(note=f"line {i}") for i in range(20)]
    outcomes: list[str] = []
    start = threading.Barrier(3)

    def send(order: list[NewCheckin]) -> None:
        with app.app_context():
            start.wait()
            with transaction():
                results = service.record_batch(cast.mia, order, NOW)
            outcomes.extend(r.outcome for r in results)
            db.session.remove()

    threads = [threading.Thread(target=send, args=(order,)) for order in (items, items[::-1], items[10:] + items[:10])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows() == 20
    assert sorted(set(outcomes)) == ["created", "same"]
    assert len(outcomes) == 60


def test_a_batch_that_overlaps_its_first_request_says_created_of_what_it_inserted_itself(
    app: Flask, cast: Cast
) -> None:
    """Else a strong craving is stored and nobody is told: the edge tells staff of what was created by its own request."""
    first, second = make_new(craving=9), make_new(craving=10)
    outcomes: list[str] = []

    def send_again() -> None:
        with app.app_context():
            with transaction():
                outcomes.extend(r.outcome for r in service.record_batch(cast.mia, [first, second], NOW))
            db.session.remove()

    again = threading.Thread(target=send_again)
    with transaction():
        service.record_batch(cast.mia, [first], NOW)
        again.start()
        if db.engine.dialect.name == "postgresql":
            wait_until_blocked(again)
    again.join()
    assert outcomes == ["same", "created"]
    assert rows() == 2


def wait_until_blocked(other: threading.Thread) -> None:
    """Until the other thread's connection waits for what this transaction has not committed yet."""
    with db.engine.connect() as watching:
        query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while not watching.execute(query).scalar_one():
            assert other.is_alive(), "it ended without waiting"
            watching.rollback()


def test_two_corrections_at_once_make_one_newer_version_and_one_conflict(app: Flask, cast: Cast) -> None:
    first = make_new()
    record(cast.mia, first)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def correct(mood: int) -> None:
        with app.app_context():
            start.wait()
            outcomes.append(record(cast.mia, make_new(first.id, revision=2, mood=mood)).outcome)
            db.session.remove()

    threads = [threading.Thread(target=correct, args=(mood,)) for mood in (1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "updated"]
    assert db.session.execute(select(func.count()).select_from(CheckinRevision)).scalar_one() == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mix_of_repeats_and_batches_ends_with_what_the_phone_has(
    app: Flask, cast: Cast, data: st.DataObject
) -> None:
    """A phone sends versions in order, but each any number of times and in any batches; the last one stands, once."""
    with app.app_context():
        moods = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=5), label="moods of the versions")
        checkin_id = uuid4()
        versions = [make_new(checkin_id, revision=i + 1, mood=mood) for i, mood in enumerate(moods)]
        for upto in range(1, len(versions) + 1):
            replays = data.draw(st.lists(st.sampled_from(versions[:upto]), max_size=4), label="sent again")
            sent = [versions[upto - 1], *replays]
            with transaction():
                results = service.record_batch(cast.mia, sent, NOW)
            assert all(r.outcome == "same" for r in results[1:])
            with transaction():
                again = service.record_batch(cast.mia, sent, NOW + timedelta(days=40))
            assert all(r.outcome == "same" for r in again)
        held = [view for view in service.list_checkins(cast.mia, TODAY, TODAY) if view.id == checkin_id]
        assert [view.entry.mood for view in held] == [moods[-1]]


def test_what_a_restored_server_lost_is_taken_again(app: Flask, cast: Cast) -> None:
    new = make_new(revision=3)
    assert record(cast.mia, new, NOW + timedelta(days=9)).outcome == "created"
    assert record(cast.mia, replace(new, revision=2, entry=Entry(mood=1))).outcome == "conflict"


def test_another_persons_id_is_kept_apart(app: Flask, cast: Cast) -> None:
    new = make_new()
    record(cast.mia, new)
    assert record(cast.leo, new).outcome == "created"
    with transaction():
        (again,) = service.record_batch(cast.leo, [new], NOW)
    assert (again.id, again.outcome) == (new.id, "same")
    assert rows() == 2


def test_an_unknown_zone_is_invalid_and_stores_nothing(app: Flask, cast: Cast) -> None:
    with pytest.raises(Invalid):
        record(cast.mia, replace(make_new(), zone="Mars/Base"))
    assert rows() == 0


def test_lists_hold_only_ones_own_days_in_order(app: Flask, cast: Cast) -> None:
    late = make_new(recorded_at=NOW)
    early = make_new(recorded_at=NOW - timedelta(hours=2))
    yesterday = make_new(recorded_at=NOW - timedelta(hours=6), day=TODAY - timedelta(days=1))
    for new in (late, early, yesterday):
        record(cast.mia, new)
    record(cast.leo, make_new())
    assert [view.id for view in service.list_checkins(cast.mia, TODAY, TODAY)] == [early.id, late.id]
    assert len(service.list_checkins(cast.mia, TODAY - timedelta(days=1), TODAY)) == 3
    with pytest.raises(Invalid):
        service.list_checkins(cast.mia, TODAY, TODAY - timedelta(days=1))


def test_words_moved_to_another_persons_row_do_not_open(app: Flask, cast: Cast) -> None:
    secret, other = make_new(note="only mine"), make_new(note="also mine")
    record(cast.mia, secret)
    record(cast.leo, other)
    with transaction():
        sealed = db.session.execute(select(Checkin.content_sealed).where(Checkin.id == secret.id)).scalar_one()
        db.session.execute(update(Checkin).where(Checkin.id == other.id).values(content_sealed=sealed))
    with pytest.raises(SealError):
        service.list_checkins(cast.leo, TODAY, TODAY)


def test_having_checked_in_is_about_the_local_day_and_the_person(app: Flask, cast: Cast) -> None:
    record(cast.mia, make_new())
    assert service.has_checked_in(cast.mia, TODAY)
    assert not service.has_checked_in(cast.mia, TODAY - timedelta(days=1))
    assert not service.has_checked_in(cast.leo, TODAY)


def test_filling_in_yesterday_is_not_having_checked_in_today(app: Flask, cast: Cast) -> None:
    morning = NOW - timedelta(hours=4)
    record(cast.mia, make_new(recorded_at=morning, day=TODAY - timedelta(days=1)))
    assert service.has_checked_in(cast.mia, TODAY - timedelta(days=1))
    assert not service.has_checked_in(cast.mia, TODAY)


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1)])
def test_an_entry_from_a_phone_with_a_wrong_clock_counts_for_the_day_it_arrived(
    app: Flask, cast: Cast, off: timedelta
) -> None:
    new = replace(make_new(recorded_at=NOW + off, day=TODAY + off), sent_at=NOW + off)
    assert record(cast.mia, new).outcome == "created"
    assert service.has_checked_in(cast.mia, TODAY)
