"""Background jobs of reminders: plan what is coming, send what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from companion.kernel import clock, ids, room
from companion.kernel.database import db, transaction
from companion.kernel.logs import log
from companion.push import service as push
from companion.push.service import Answer, Outgoing
from companion.reminders import service
from companion.reminders.service import Batch

BATCH, ROUNDS = (
    200,
    8,
)  # claimed at a time: so many, or as many as leave in eight rounds where push services answer well
BEGIN_NONE_AFTER = 15.0  # with the 25 a batch may take, less than dispatch.STALE_AFTER
PLAN_BATCH, AT_ONCE = 2000, 250


def plan(now: datetime) -> bool:
    """Write down the next 48 hours and the news about meetings, for those for whom something is different. Looks without
    a lock and writes a few hundred people at a time; whether more of them wait."""
    asked = service.calls_wanted(now) + service.new_phones_wanted(now)
    if asked:
        with transaction():
            service.plan_calls(asked)
    again = service.missed_a_phone(now)
    if again:
        with transaction():
            service.requeue(again)
    found = service.waiting(now)
    turn = found.waiting[:PLAN_BATCH]
    for start in range(0, len(turn), AT_ONCE):
        with transaction():
            service.plan_for(turn[start : start + AT_ONCE], found, now)
    db.session.rollback()
    return len(found.waiting) > PLAN_BATCH


def end_feeds(now: datetime) -> bool:
    """Delete calendar addresses that no longer answer, so that none of them answers again."""
    over = service.feeds_that_are_over(now)
    if over:
        with transaction():
            service.end_feeds(over)
    db.session.rollback()
    return False


def send_due(now: datetime) -> bool:
    """One pass, batch after batch: claim → commit → check against current data → then, a few at a time, mark → commit → send with no
    transaction open → record. Whether there may be more.

    A crash leaves only the few in doubt. What could not be begun within 15 seconds goes back into the queue, so that no
    claim of a living worker is ever old enough to be taken for a dead one's."""
    if not service.anything_due(now):
        db.session.rollback()
        return False
    return _Sending(now).run()


class _Sending:
    """One pass. The next batch is claimed while the last messages of this one are on their way, so that the queue does not
    stand still until the slowest of them is answered."""

    def __init__(self, now: datetime):
        self._post, self._now = push.posted(), now
        self._begin_until = clock.monotonic() + BEGIN_NONE_AFTER
        self._batch, self._more = Batch(ids.new_id(), []), True
        self._away: dict[frozenset[UUID], Batch] = {}

    def run(self) -> bool:
        """Whether there may be more."""
        self._claim_next()
        if self._batch.due:
            self._post.sender.send_in_turns(self._turn, self._now)
        if self._batch.devices:
            with transaction():
                service.release(self._batch)
        return self._more and not self._post.sender.draining

    def _turn(self, answers: Mapping[UUID, Answer]) -> Sequence[Outgoing]:
        """Record what came back, and mark what leaves next, in one transaction."""
        back = self._away.pop(frozenset(answers), None)
        while back is not None or self._may_begin():
            if self._may_begin():
                self._claim_next()
            few = service.next_few(self._batch, self._room())
            room.keep(partial(self._record_and_mark, back, answers, few))
            if few.messages:
                self._away[frozenset(message.delivery_id for message in few.messages)] = few
                return few.messages
            back = None
        return []

    def _claim_next(self) -> None:
        """Once nothing of this batch is left to send, take the next one, if the last one was full and another can be
        written down."""
        if self._batch.devices or not self._more:
            return
        self._more = _can_be_recorded()
        if not self._more:
            return
        most = max(
            BATCH, ROUNDS * self._post.sender.hosts.capacity()
        )  # a worker that dies keeps what it claimed from others
        with transaction():
            service.sweep(self._now)
            self._batch = service.claim_due(ids.new_id(), most, self._now)
        self._more = len(self._batch.due) == most
        if self._batch.due:
            with transaction():
                service.decide(self._batch, self._post, self._now)

    def _record_and_mark(self, back: Batch | None, answers: Mapping[UUID, Answer], few: Batch) -> None:
        if back is not None:
            service.finish(back, answers, self._now)
        if not few.devices:
            return
        if clock.monotonic() < self._begin_until:
            service.mark_sending(few, self._now)
        else:  # recording took that long
            service.release(few)
            few.messages = []

    def _room(self) -> int:
        return self._post.sender.capacity() if self._may_begin() else 0

    def _may_begin(self) -> bool:
        waiting = (self._batch.devices or self._more) and not self._post.sender.draining
        return bool(waiting) and clock.monotonic() < self._begin_until


def _can_be_recorded() -> bool:
    """Nothing is sent that could not be written down: it would be sent again and again."""
    if room.enough():
        return True
    log("reminders").error("no_room", sending="stopped")
    db.session.rollback()
    return False
