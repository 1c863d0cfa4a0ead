"""Background work of reminders: plan what is coming, send what is due."""

from __future__ import annotations

from datetime import datetime

from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.reminders import service

BATCH = 200
PLAN_BATCH, AT_ONCE = 2000, 250


def plan(now: datetime) -> bool:
    """Write down the next 48 hours and the news about meetings, for those for whom something is different. Looks without
    a lock and writes a few hundred people at a time; whether more of them wait."""
    found = service.waiting(now)
    turn = found.waiting[:PLAN_BATCH]
    for start in range(0, len(turn), AT_ONCE):
        with transaction():
            service.plan_for(turn[start : start + AT_ONCE], found.outlook, now)
    db.session.rollback()
    return len(found.waiting) > PLAN_BATCH


def send_due(now: datetime) -> bool:
    """One batch: claim → commit → look at the truth → send with no transaction open → record. Whether there may be more."""
    if not service.anything_due(now):
        db.session.rollback()
        return False
    with transaction():
        service.sweep(now)
        batch = service.claim_due(ids.new_id(), BATCH, now)
    if not batch.due:
        return False
    post = push.posted()
    with transaction():
        service.decide(batch, post, now)
    answers = post.sender.send(batch.messages, now)
    with transaction():
        service.finish(batch, answers, now)
    return len(batch.due) == BATCH
