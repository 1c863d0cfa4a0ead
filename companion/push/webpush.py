"""Encrypts, signs and sends. The only file that knows pywebpush and py_vapid; nothing here touches the database.

Messages are encrypted by `encryption` once it has read what pywebpush encrypts; should it ever fail to, pywebpush does
it. Bare pywebpush has no timeout, follows redirects, accepts any host and changes the claims it is given. Here every
address is looked at again, names resolve to public addresses only (`wire`), and whatever goes wrong comes back as an
`Answer`.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import uvloop
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from pywebpush import WebPusher

from companion.kernel.logs import log
from companion.push import encryption, keys, rules
from companion.push.hosts import REFUSED_PAUSE, Host, Hosts
from companion.push.messages import Outgoing
from companion.push.rules import Answer, Endpoint, HostPolicy
from companion.push.wire import Unanswered, Unreached, Wire

CONNECT_SECONDS, TOTAL_SECONDS = 5, 10
START_NONE_AFTER = 15.0
HURRY_SECONDS = 3.0
HEADER_KEPT = timedelta(hours=1)
TOKEN_VALID = timedelta(hours=12)

_log = log("push")


def by_pywebpush(plain: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push as pywebpush makes it. `p256dh` and `auth` have been checked."""
    pusher = WebPusher({"endpoint": "https://", "keys": {"p256dh": p256dh, "auth": auth}})
    body: bytes = pusher.encode(plain, content_encoding="aes128gcm")["body"]
    return body


@cache
def encrypts_as_pywebpush() -> bool:
    """Whether `encryption` and pywebpush understand each other. Tried out once in each process, before anything is sent:
    an update of either library must not make messages that no phone can read."""
    phone, secret, said = ec.generate_private_key(ec.SECP256R1()), os.urandom(16), b"Can you read this?"
    point = phone.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    own_keys = rules.base64url(point), rules.base64url(secret)
    try:
        ours = encryption.encrypt(said, encryption.phone_of(*own_keys))
        understood = all(
            encryption.decrypt(body, phone, secret) == said for body in (ours, by_pywebpush(said, *own_keys))
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, pywebpush goes on
        _log.error("encryption_failed", error=type(error).__name__)
        return False
    if not understood:
        _log.error("encryption_differs")
    return understood


class Signer:
    """VAPID headers, one per key and push service, made again within the hour."""

    def __init__(self, folder: Path, contact: str):
        self._folder, self._contact = folder, contact
        self._made: dict[tuple[str, str], tuple[datetime, str]] = {}

    def header(self, key_id: str, audience: str, now: datetime) -> str:
        """The Authorization header. Raises KeyError when the key is gone."""
        made_at, text = self._made.get((key_id, audience), (None, ""))
        if made_at is None or not timedelta(0) <= now - made_at < HEADER_KEPT:
            key = keys.load_key(self._folder, key_id)
            claims = {"sub": self._contact, "aud": audience, "exp": int((now + TOKEN_VALID).timestamp())}
            text = Vapid02(private_key=key.private).sign(claims)["Authorization"]
            self._made[key_id, audience] = now, text
        return text


class Sender:
    """Sends batches over kept connections. Safe to call from several threads; one batch runs at a time."""

    def __init__(self, policy: HostPolicy, keys_folder: Path, contact: str):
        self._policy = policy
        self._signer = Signer(keys_folder, contact)
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wire: Wire | None = None
        self.hosts = Hosts()
        self.hurried = False
        self._flying: set[asyncio.Task[None]] = set()

    def hurry(self) -> None:
        """Begin nothing more, and wait only seconds for what has left: whoever asks for the end does not wait long.
        Safe to call from another thread, and again."""
        self.hurried, loop = True, self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(loop.call_later, HURRY_SECONDS, self._give_up)

    def _give_up(self) -> None:
        for task in list(self._flying):
            task.cancel()

    def send(self, messages: Sequence[Outgoing], now: datetime) -> dict[UUID, Answer]:
        """One answer per message, always; never raises for what a push service or a single row does. Takes at most
        about 25 seconds: what could not be started by then comes back as not tried."""
        with self._turn:
            if self._loop is None:
                self._loop = uvloop.new_event_loop()
            return self._loop.run_until_complete(self._send_all(messages, now))

    def close(self) -> None:
        """Close the connections. Sending again opens new ones."""
        with self._turn:
            if self._loop is None:
                return
            if self._wire is not None:
                self._loop.run_until_complete(self._wire.close())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()
            self._loop = self._wire = None

    async def _send_all(self, messages: Sequence[Outgoing], now: datetime) -> dict[UUID, Answer]:
        if self._wire is None:
            self._wire = Wire(self._policy)
        await self._wire.settle()
        answers: dict[UUID, Answer] = {}
        by_host: dict[str, deque[tuple[Outgoing, Endpoint]]] = {}
        for message in messages:
            try:
                endpoint = rules.check_endpoint(message.endpoint, self._policy)
            except rules.Refused:
                answers[message.delivery_id] = Answer(rules.BAD_ROW)
                continue
            by_host.setdefault(endpoint.origin, deque()).append((message, endpoint))
        async with asyncio.TaskGroup() as group:
            for origin, waiting in by_host.items():
                group.create_task(_Lane(self, self.hosts.of(origin), waiting, answers, now).run())
        return answers

    async def unless_given_up(self, message: Outgoing, endpoint: Endpoint, now: datetime) -> Answer:
        """As `deliver`; when this process ends first nobody knows what became of it."""
        task = asyncio.current_task()
        assert task is not None
        self._flying.add(task)
        try:
            return await self.deliver(message, endpoint, now)
        except asyncio.CancelledError:
            if not self.hurried:
                raise
            task.uncancel()
            return Answer(rules.UNANSWERED)
        finally:
            self._flying.discard(task)

    async def deliver(self, message: Outgoing, endpoint: Endpoint, now: datetime) -> Answer:
        """One attempt. Whatever happens is an answer."""
        try:
            body, headers = self._encrypt(message, endpoint, now)
        except Exception as error:  # noqa: BLE001 - libraries fail here with anything; it is this row that is bad
            _log.warning("push_not_encrypted", error=type(error).__name__)
            return Answer(rules.BAD_ROW)
        assert self._wire is not None
        try:
            reply = await self._wire.post(endpoint, headers, body, CONNECT_SECONDS, TOTAL_SECONDS)
        except Unreached as error:
            _log.info("push_unreachable", host=endpoint.host, error=str(error))
            return Answer(rules.UNREACHABLE)
        except Unanswered as error:
            _log.info("push_unanswered", host=endpoint.host, error=str(error))
            return Answer(rules.UNANSWERED)
        except ValueError as error:
            _log.warning("push_not_written", error=type(error).__name__)
            return Answer(rules.BAD_ROW)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            _log.warning("push_unexpected", host=endpoint.host, error=type(error).__name__)
            return Answer(rules.UNEXPECTED)
        return rules.classify(reply.status, reply.retry_after, now)

    def _encrypt(self, message: Outgoing, endpoint: Endpoint, now: datetime) -> tuple[bytes, dict[str, str]]:
        if encrypts_as_pywebpush():
            body = encryption.encrypt(message.payload, encryption.phone_of(message.p256dh, message.auth))
        else:
            body = by_pywebpush(message.payload, *rules.check_keys(message.p256dh, message.auth))
        return body, {
            "Authorization": self._signer.header(message.vapid_key_id, endpoint.origin, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int(message.ttl.total_seconds()))),
            "Urgency": message.urgency,
            "Topic": message.topic,
        }


class _Lane:
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
