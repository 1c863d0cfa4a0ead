"""The way to one push service: all messages of a group that go there, as many at once as it takes well."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from companion.kernel.logs import log
from companion.push import rules
from companion.push.hosts import REFUSED_PAUSE, Host
from companion.push.messages import Outgoing
from companion.push.rules import Answer, Endpoint

if TYPE_CHECKING:
    from companion.push.webpush import Sender

START_NONE_AFTER = 15.0

_log = log("push")


class Lane:
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
        self._sent: list[UUID] = []
        self._loop = asyncio.get_running_loop()
        self._last_start = self._loop.time() + START_NONE_AFTER

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            if not self._sender.hurried:
                self._widen(group)
        if self._host.blamed:
            self._excuse()
        pause = max(0.0, self._host.paused_until - self._loop.time())
        retry_at = self._now + timedelta(seconds=pause) if pause else None
        for message, _ in self._waiting:
            self._answers[message.delivery_id] = Answer(rules.NOT_TRIED, None, retry_at)

    def _widen(self, group: asyncio.TaskGroup) -> None:
        while self._running < min(self._host.limit, len(self._waiting) + self._running):
            if not self._host.may_send(self._loop.time()):
                return
            self._running += 1
            group.create_task(self._work(group, *self._waiting.popleft()))

    async def _work(self, group: asyncio.TaskGroup, message: Outgoing, endpoint: Endpoint) -> None:
        answer = await self._sender.unless_given_up(message, endpoint, self._now)
        self._answers[message.delivery_id] = answer
        self._sent.append(message.delivery_id)
        self._learn(answer)
        self._running -= 1
        if self._loop.time() < self._last_start and not self._sender.hurried:
            self._widen(group)

    def _excuse(self) -> None:
        """When a host refuses us altogether no single subscription is at fault: those attempts wait like the rest."""
        again = self._now + timedelta(seconds=REFUSED_PAUSE)
        for delivery_id in self._sent:
            if self._answers[delivery_id].outcome == rules.REFUSED:
                self._answers[delivery_id] = Answer(rules.LATER, self._answers[delivery_id].status, again)

    def _learn(self, answer: Answer) -> None:
        at = self._loop.time()
        if answer.outcome == rules.ACCEPTED:
            self._host.good()
        elif answer.outcome in (rules.LATER, rules.UNREACHABLE, rules.UNANSWERED):
            self._host.bad(at, (answer.retry_at - self._now).total_seconds() if answer.retry_at else None)
        elif answer.outcome == rules.REFUSED:
            if self._host.refused(at):
                _log.error("push_service_refuses_us", host=self._host.name)
        elif answer.outcome == rules.BAD_ROW:
            self._host.not_asked()
        else:
            self._host.neutral()
