"""The queue to one push service: all messages of a group that go there, as many at once as it takes well."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from companion.kernel.logs import log
from companion.push import rules
from companion.push.hosts import REFUSED_PAUSE, Host
from companion.push.http_client import Unreached
from companion.push.http_connection import Reply, Unanswered
from companion.push.messages import Outgoing
from companion.push.rules import Answer, Endpoint

if TYPE_CHECKING:
    from companion.push.webpush import Sender

START_NONE_AFTER = 15.0

_log = log("push")


class HostQueue:
    """All messages of a batch to one push service, as many at once as it takes well."""

    def __init__(
        self,
        sender: Sender,
        host: Host,
        waiting: deque[tuple[Outgoing, Endpoint]],
        answers: dict[UUID, Answer],
        now: datetime,
    ):
        self._sender, self._host, self._waiting, self._answers, self._now = sender, host, waiting, answers, now
        self._running = 0
        self._refused: list[Outgoing] = []
        self._loop = asyncio.get_running_loop()
        self._over: asyncio.Future[None] = self._loop.create_future()
        self._last_start = self._loop.time() + START_NONE_AFTER

    async def run(self) -> None:
        try:
            self._widen()
            if self._running:
                await self._over
        finally:
            self._over.cancel()  # if this ends early, what is still on its way starts nothing more
        for message in self._refused:
            self._excuse(message)
        pause = max(0.0, self._host.paused_until - self._loop.time())
        retry_at = self._now + timedelta(seconds=pause) if pause else None
        for message, _ in self._waiting:
            self._answers[message.delivery_id] = Answer(rules.NOT_TRIED, None, retry_at)

    def _widen(self) -> None:
        while self._waiting and self._running < self._host.limit and not self._sender.draining:
            if not self._host.may_send(self._loop.time()):
                return
            message, endpoint = self._waiting.popleft()
            failed = self._sender.begin(message, endpoint, self._now, partial(self._came, message, endpoint))
            if failed is None:
                self._running += 1
            else:
                self._learn(message, Answer(failed))

    def _came(self, message: Outgoing, endpoint: Endpoint, what: Reply | Exception) -> None:
        """Something came of one message. No task waits for it, so what goes wrong in here is handed to `run`."""
        self._running -= 1
        if self._over.done():
            return
        try:
            self._learn(message, answer_of(what, endpoint, self._now))
            if self._loop.time() < self._last_start:
                self._widen()
        except Exception as error:  # noqa: BLE001 - raised by `run`
            self._over.set_exception(error)
            return
        if not self._running:
            self._over.set_result(None)

    def _excuse(self, message: Outgoing) -> None:
        """When a host refuses us altogether no single subscription is at fault, and its attempt waits like the rest. One that
        may be at fault is tried again, which shows it."""
        status = self._answers[message.delivery_id].status
        if self._host.is_to_blame(message.endpoint, message.vapid_key_id):
            return
        again = self._now + timedelta(seconds=REFUSED_PAUSE)
        answer = Answer(rules.LATER, status, again) if self._host.blamed else Answer(rules.DOUBTED, status)
        self._answers[message.delivery_id] = answer

    def _learn(self, message: Outgoing, answer: Answer) -> None:
        self._answers[message.delivery_id] = answer
        if answer.outcome == rules.ACCEPTED:
            self._host.good(message.endpoint, message.vapid_key_id)
        elif answer.outcome in (rules.LATER, rules.UNREACHABLE, rules.UNANSWERED):
            wait = (answer.retry_at - self._now).total_seconds() if answer.retry_at else None
            self._host.bad(self._loop.time(), wait)
        elif answer.outcome == rules.REFUSED:
            self._refused.append(message)
            if self._host.refused(self._loop.time(), message.endpoint):
                _log.error("push_service_refuses_us", host=self._host.name)
        elif answer.outcome in (rules.BAD_ROW, rules.UNSIGNED):
            self._host.not_asked()
        else:
            self._host.neutral()


def answer_of(what: Reply | Exception, endpoint: Endpoint, now: datetime) -> Answer:
    """What the end of one attempt means, whatever it is."""
    if isinstance(what, Reply):
        return rules.classify(what.status, what.retry_after, now)
    if isinstance(what, Unreached):
        _log.info("push_unreachable", host=endpoint.host, error=str(what))
        return Answer(rules.UNREACHABLE)
    if isinstance(what, Unanswered):
        _log.info("push_unanswered", host=endpoint.host, error=str(what))
        return Answer(rules.UNANSWERED)
    _log.warning("push_unexpected", host=endpoint.host, error=type(what).__name__)
    return Answer(rules.UNEXPECTED)
