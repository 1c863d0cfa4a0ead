"""Background work of reminders: plan what is coming, send what is due."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from companion.kernel import clock, ids, room
from companion.kernel.database import db, transaction
from companion.kernel.logs import log
from companion.push import service as push
from companion.reminders import service

BATCH = 500
BEGIN_NONE_AFTER = 15.0  # with the 25 a batch may take, less than dispatch.STALE_AFTER
PLAN_BATCH, AT_ONCE = 2000, 250


def plan(now: datetime) -> bool:
    """Write down the next 48 hours and the news about meetings, for those for whom something is different. Looks without
    a lock and writes a few hundred people at a time; whether more of them wait."""
    asked = service.calls_wanted(now)
    if asked:
        with transaction():
            service.plan_calls(asked)
    again = service.missed_a_phone(now)
    if again:
        with transaction():
            service.line_up_again(again)
    found = service.waiting(now)
    turn = found.waiting[:PLAN_BATCH]
    for start in range(0, len(turn), AT_ONCE):
        with transaction():
            service.plan_for(turn[start : start + AT_ONCE], found.outlook, now)
    db.session.rollback()
    return len(found.waiting) > PLAN_BATCH


def send_due(now: datetime) -> bool:
    """One batch: claim → commit → look at the truth → then, a few at a time, mark → commit → send with no transaction
    open → record. Whether there may be more.

    A crash leaves only the few in doubt. What could not be begun within 15 seconds goes back into the line, so that no
    claim of a living worker is ever old enough to be taken for a dead one's."""
    if not service.anything_due(now) or not _can_be_recorded():
        db.session.rollback()
        return False
    with transaction():
        service.sweep(now)
        batch = service.claim_due(ids.new_id(), BATCH, now)
    if not batch.due:
        return False
    claimed, post = len(batch.due), push.posted()
    with transaction():
        service.decide(batch, post, now)
    begun = clock.monotonic()
    while batch.devices and clock.monotonic() - begun < BEGIN_NONE_AFTER and not post.sender.hurried:
        few = service.next_few(batch, post.sender.hosts.room())
        with transaction():
            service.take_off(few, now)
        answers = post.sender.send(few.messages, now)
        room.keep(partial(service.finish, few, answers, now))
    if batch.devices:
        with transaction():
            service.hand_back(batch)
    return claimed == BATCH


def _can_be_recorded() -> bool:
    """Nothing is sent that could not be written down: it would be sent again and again."""
    if room.enough():
        return True
    log("reminders").error("no_room", sending="stopped")
    return False
