"""What is settled and who holds what: the database itself keeps both in step with the state, also across versions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from companion.kernel.database import db, transaction
from companion.reminders import jobs, occurrences, rules, service
from companion.reminders.models import Occurrence, stands
from companion.reminders.rules import Planned
from tests.cast import NOW
from tests.reminders.conftest import Owned, at

pytestmark = pytest.mark.databases("sqlite", "postgresql")

HOLDER = uuid4()
HOUR = timedelta(hours=1)


def rows() -> dict[str, Any]:
    """The whole of each row, by slot."""
    db.session.rollback()
    found = db.session.execute(select(*Occurrence.__table__.columns).where(Occurrence.kind == rules.ALUMNI))
    return {row.slot: row for row in found}


def one_of_each(owned: Owned) -> None:
    with transaction():
        for state in rules.STATES:
            db.session.add(
                Occurrence(
                    id=uuid4(), participant_id=owned.id, kind=rules.ALUMNI, source="s", slot=state, local_date=NOW.date(),
                    state=state, due_at=NOW, closes_at=NOW + HOUR, expires_at=NOW + 2 * HOUR,
                    claimed_by=HOLDER if state == rules.SENDING else None, claimed_at=NOW - timedelta(seconds=5),
                )
            )  # fmt: skip


@pytest.mark.parametrize("state", rules.STATES)
def test_only_what_is_planned_or_being_sent_is_open(mia: Owned, state: str) -> None:
    one_of_each(mia)
    assert rows()[state].settled is (state not in ("planned", "sending"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": rules.SENT, "claimed_by": None},
        {"settled": True},
        stands(rules.SENT),
        stands(rules.PLANNED),
        {"claimed_by": None},
    ],
    ids=["state alone", "settled alone", "sent and still held", "waiting and still held", "being sent by nobody"],
)
def test_a_write_that_contradicts_the_state_is_refused(mia: Owned, wrong: dict[str, Any]) -> None:
    one_of_each(mia)
    before = rows()
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(Occurrence).where(Occurrence.slot == rules.SENDING).values(**wrong))
    assert rows() == before


@pytest.mark.parametrize("holder", [HOLDER, None], ids=["held", "held by nobody"])
def test_going_back_a_version_and_on_again_keeps_every_reminder_and_what_waits_is_sent(
    mia: Owned, holder: UUID | None
) -> None:
    jobs.plan(at(15))
    one_of_each(mia)
    before = rows()
    db.session.remove()
    flask_migrate.downgrade(revision="0016")
    with db.engine.begin() as connection:  # versions before left the last holder where it was
        connection.exec_driver_sql(f"UPDATE occurrences SET claimed_by = '{HOLDER.hex}' WHERE state <> 'planned'")
        if holder is None:
            connection.exec_driver_sql("UPDATE occurrences SET claimed_by = NULL WHERE state = 'sending'")
    flask_migrate.upgrade()
    after = rows()
    if holder is None:
        assert after[rules.SENDING].state == rules.PLANNED
        del after[rules.SENDING], before[rules.SENDING]
    assert after == before
    while jobs.send_due(at(15, 30)):
        pass
    assert mia.titles() == ["Reminder: 4:00 PM"]


def test_after_it_ended_nobody_holds_it(mia: Owned) -> None:
    one_of_each(mia)
    with transaction():
        batch = service.claim_due(uuid4(), 10, NOW)
    assert [due.slot for due in batch.due] == [rules.PLANNED]
    assert rows()[rules.PLANNED].claimed_by == batch.claim
    with transaction():
        service.expire_open(NOW)
    assert {slot for slot, row in rows().items() if row.claimed_by} == set()
    assert all(row.settled for row in rows().values())


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_planning_does_not_wait_for_what_a_worker_has_in_hand(mia: Owned, app: Flask) -> None:
    """It would be turned back after five seconds here; with two of each, one of them for standing across from the other."""
    one_of_each(mia)
    with db.engine.begin() as worker:
        worker.exec_driver_sql("SELECT 1 FROM occurrences WHERE state = 'sending' FOR UPDATE")
        with transaction():
            assert (
                occurrences.store((mia.id, planned(state, NOW + HOUR)) for state in (rules.SENDING, rules.PLANNED)) == 1
            )
    assert rows()[rules.SENDING].closes_at == NOW + HOUR
    assert rows()[rules.PLANNED].closes_at == NOW + 2 * HOUR


def planned(slot: str, due_at: datetime) -> Planned:
    return Planned(rules.ALUMNI, "s", NOW.date(), slot, due_at, due_at + HOUR, due_at + HOUR)
