"""Encrypts, signs and sends. The only file that knows pywebpush and py_vapid; nothing here touches the database.

Messages are encrypted by `encryption` once it has read what pywebpush encrypts; should it ever fail to, pywebpush does
it. Bare pywebpush has no timeout, follows redirects, accepts any host and changes the claims it is given. Here every
address is looked at again, names resolve to public addresses only (`http_client`), and whatever goes wrong comes back as an
`Answer`.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import uvloop
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher

from companion.kernel.logs import log
from companion.push import encryption, http_client, keys, rules
from companion.push.host_queues import HostQueue
from companion.push.hosts import Hosts
from companion.push.http_client import HttpClient
from companion.push.http_connection import Done
from companion.push.messages import Outgoing
from companion.push.rules import Answer, Endpoint, HostPolicy

CONNECT_SECONDS, TOTAL_SECONDS = 5, 10
DRAIN_SECONDS = 3.0
HEADER_KEPT = timedelta(hours=1)
TOKEN_VALID = timedelta(hours=12)
GROUPS = 4  # on their way at a time: while one is recorded the others go on

_ADDRESSES_SEEN = 4096  # what an address is found to be depends on it and on the policy alone

T = TypeVar("T")
Turn = Callable[[Mapping[UUID, Answer]], Sequence[Outgoing]]

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


class Unsigned(Exception):
    """This machine cannot sign: it has no such key, or one that is not what phones were told."""


def authorization(private: ec.EllipticCurvePrivateKey, contact: str, audience: str, expires: datetime) -> str:
    """The Authorization header of RFC 8292. The library's own look at the contact turns a port and a path away, which RFC
    8292 allows; `config` has looked at it. Raises VapidException for what the library cannot sign."""
    claims = {"sub": contact, "aud": audience, "exp": int(expires.timestamp())}
    header: str = Vapid02(private_key=private, conf={"no-strict": True}).sign(claims)["Authorization"]
    return header


def is_signed(header: str) -> bool:
    """Whether the signature of this Authorization header holds."""
    try:
        return bool(Vapid02.verify(header))
    except (ValueError, AssertionError, IndexError):
        return False


def proves(contact: str, audience: str, now: datetime) -> bool:
    """Whether messages can be signed with this contact: tried out with a key that is thrown away."""
    try:
        return is_signed(authorization(ec.generate_private_key(ec.SECP256R1()), contact, audience, now + TOKEN_VALID))
    except (VapidException, ValueError):
        return False


class Signer:
    """VAPID headers, one per key and push service, made again within the hour."""

    def __init__(self, folder: Path, contact: str):
        self._folder, self._contact = folder, contact
        self._made: dict[tuple[str, str], tuple[datetime, str]] = {}
        self._missing: set[str] = set()

    def header(self, key_id: str, audience: str, now: datetime) -> str:
        """The Authorization header. Raises Unsigned, and says so in the log once for each key."""
        try:
            header = self._header(key_id, audience, now)
        except (KeyError, VapidException) as error:
            if key_id not in self._missing:
                self._missing.add(key_id)
                _log.error("push_not_signed", key=key_id, error=type(error).__name__)
            raise Unsigned(key_id) from error
        self._missing.discard(key_id)
        return header

    def _header(self, key_id: str, audience: str, now: datetime) -> str:
        made_at, text = self._made.get((key_id, audience), (None, ""))
        if made_at is None or not timedelta(0) <= now - made_at < HEADER_KEPT:
            key = keys.load_key(self._folder, key_id)
            text = authorization(key.private, self._contact, audience, now + TOKEN_VALID)
            self._made[key_id, audience] = now, text
        return text


class Sender:
    """Sends batches over kept connections. Safe to call from several threads; one batch runs at a time."""

    def __init__(self, policy: HostPolicy, keys_folder: Path, contact: str):
        self._policy = policy
        self._signer = Signer(keys_folder, contact)
        self._look_at = lru_cache(_ADDRESSES_SEEN)(partial(rules.check_endpoint, policy=policy))
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: HttpClient | None = None
        self.hosts = Hosts()
        self.draining = False

    def drain(self) -> None:
        """Begin nothing more, and wait only seconds for what has left: whoever asks for the end does not wait long.
        Safe to call from another thread, and again."""
        self.draining, loop = True, self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(loop.call_later, DRAIN_SECONDS, self._abort)

    def _abort(self) -> None:
        if self._client is not None:
            self._client.abort()

    def send(self, messages: Sequence[Outgoing], now: datetime) -> dict[UUID, Answer]:
        """One answer per message, always; never raises for what a push service or a single row does. Takes at most
        about 25 seconds: what could not be started by then comes back as not tried."""
        return self._run(lambda: self._send_all(messages, now))

    def send_in_turns(self, turn: Turn, now: datetime) -> None:
        """Keep `GROUPS` groups of messages on their way at a time. `turn` is given the answers to one of them, at first to
        none, and returns what leaves next; with nothing more to send it returns nothing. It runs in another thread
        with the same context, one call after another, while answers to the others come in. Raises what `turn`
        raises, after what is on its way has come to its end."""
        self._run(lambda: self._in_turns(turn, now))

    def capacity(self) -> int:
        """How large a group of `send_in_turns` may be, so that all of them together are what push services take at once."""
        return max(1, self.hosts.capacity() // GROUPS)

    def _run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        with self._turn:
            if self._loop is None:
                self._loop = uvloop.new_event_loop()
            return self._loop.run_until_complete(self._noticing(work()))

    async def _noticing(self, work: Coroutine[Any, Any, T]) -> T:
        """What happened to the connections while the loop stood still comes first."""
        if self._client is None:
            self._client = HttpClient(self._policy)
        await self._client.notice_closed()
        return await work

    async def _in_turns(self, turn: Turn, now: datetime) -> None:
        answered: deque[Mapping[UUID, Answer]] = deque({} for _ in range(GROUPS))
        away: set[asyncio.Task[dict[UUID, Answer]]] = set()
        try:
            while answered or away:
                while answered:
                    messages = await asyncio.to_thread(turn, answered.popleft())
                    if messages:
                        away.add(asyncio.create_task(self._send_all(messages, now)))
                if away:
                    back, away = await asyncio.wait(away, return_when=asyncio.FIRST_COMPLETED)
                    answered.extend(task.result() for task in back)
        finally:
            if away:
                await asyncio.wait(away)

    def close(self) -> None:
        """Close the connections. Sending again opens new ones."""
        with self._turn:
            if self._loop is None:
                return
            if self._client is not None:
                self._loop.run_until_complete(self._client.close())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()
            self._loop = self._client = None

    async def _send_all(self, messages: Sequence[Outgoing], now: datetime) -> dict[UUID, Answer]:
        answers: dict[UUID, Answer] = {}
        by_host: dict[str, deque[tuple[Outgoing, Endpoint]]] = {}
        for message in messages:
            try:
                endpoint = self._look_at(message.endpoint)
            except rules.Refused:
                answers[message.delivery_id] = Answer(rules.BAD_ROW)
                continue
            by_host.setdefault(endpoint.origin, deque()).append((message, endpoint))
        async with asyncio.TaskGroup() as group:
            for origin, waiting in by_host.items():
                group.create_task(HostQueue(self, self.hosts.of(origin), waiting, answers, now).run())
        return answers

    def begin(self, message: Outgoing, endpoint: Endpoint, now: datetime, done: Done) -> str | None:
        """Start one attempt; `done` is called later with what came of it. Otherwise says why nothing left: UNSIGNED, which is
        no fault of the phone's, or BAD_ROW where nothing can be made of the row."""
        try:
            request = http_client.request(endpoint, self._headers(message, endpoint, now), _encrypt(message))
        except Unsigned:
            return rules.UNSIGNED
        except Exception as error:  # noqa: BLE001 - libraries fail here with anything; it is this row that is bad
            _log.warning("push_not_written", error=type(error).__name__)
            return rules.BAD_ROW
        assert self._client is not None
        self._client.post(endpoint, request, CONNECT_SECONDS, TOTAL_SECONDS, done)
        return None

    def _headers(self, message: Outgoing, endpoint: Endpoint, now: datetime) -> dict[str, str]:
        return {
            "Authorization": self._signer.header(message.vapid_key_id, endpoint.origin, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int(message.ttl.total_seconds()))),
            "Urgency": message.urgency,
            "Topic": message.topic,
        }


def _encrypt(message: Outgoing) -> bytes:
    if encrypts_as_pywebpush():
        return encryption.encrypt(message.payload, encryption.phone_of(message.p256dh, message.auth))
    return by_pywebpush(message.payload, *rules.check_keys(message.p256dh, message.auth))
