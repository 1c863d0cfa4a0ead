"""Background work of push: send activation and test messages. Claim, commit, send with no transaction open, record."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from companion.kernel import ids, room
from companion.kernel.database import db, transaction
from companion.push import service

BATCH = 100
STALE_AFTER = timedelta(seconds=60)


def send_own(now: datetime) -> bool:
    """Send what is due of our own messages; whether there may be more. Nothing that expired is sent; what a crash left
    half done is given up, because the person asks again."""
    if not service.own_due(now) or not room.enough():
        db.session.rollback()
        return False
    claim, post = ids.new_id(), service.posted()
    with transaction():
        service.abort_own(now - STALE_AFTER, now)
        claimed = service.begin_own(claim, BATCH, now)
        readers = service.readers([device.account_id for device, _ in claimed])
    messages = [service.own_message(device, token, readers[device.account_id], post, now) for device, token in claimed]
    answers = post.sender.send(messages, now)
    again = service.worth_another_try([device for device, _ in claimed], answers, now)
    room.keep(partial(service.record, answers, claim, now, again))
    return len(claimed) == BATCH


def end_stranded(now: datetime) -> bool:
    """End what no living sign-in stands behind: sign-ins also end by their age, and nobody tells us of that."""
    with transaction():
        service.end_stranded(None, now)
    return False


def drain() -> None:
    """This process is about to end: what is being sent ends within seconds, what has not begun is left for others."""
    service.drain()
