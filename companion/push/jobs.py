"""Background work of push: send activation and test messages. Claim, commit, send with no transaction open, record."""

from __future__ import annotations

from datetime import datetime, timedelta

from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.push import service

BATCH = 100
STALE_AFTER = timedelta(seconds=60)


def send_own(now: datetime) -> bool:
    """Send what is due of our own messages; whether there may be more. Nothing that expired is sent; what a crash left
    half done is given up, because the person asks again."""
    if not service.own_due(now):
        db.session.rollback()
        return False
    claim, post = ids.new_id(), service.posted()
    with transaction():
        service.give_up_own(now - STALE_AFTER, now)
        claimed = service.begin_own(claim, BATCH, now)
        languages = service.languages([device.account_id for device, _ in claimed])
    messages = [
        service.own_message(device, token, languages[device.account_id], post, now) for device, token in claimed
    ]
    answers = post.sender.send(messages, now)
    with transaction():
        again = service.worth_another_try([device for device, _ in claimed], answers, now)
        service.record(answers, claim, now, again)
    return len(claimed) == BATCH
