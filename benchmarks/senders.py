"""The ways to send a push message, each run in a process of its own: `python -m benchmarks.senders WAY COUNT BYTES SINK FOLDER`.

Prints {"cpu", "wall"} per message, in seconds, after a warm-up.
"""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import pywebpush
import requests
import uvloop
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from benchmarks import children
from benchmarks.sink import Sink
from companion.push import encryption, keys, messages, rules
from companion.push.messages import Notice, Outgoing
from companion.push.rules import Answer
from companion.push.webpush import Sender, Signer

Way = Callable[[int], None]
AT_ONCE = 100


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def phone_keys() -> dict[str, str]:
    """What a browser gives us when it subscribes."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    return {
        "p256dh": b64(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
        "auth": b64(os.urandom(16)),
    }


def plaintext(size: int) -> bytes:
    """A reminder as shipped, or cut down to `size` bytes."""
    notice = Notice("Reminder: 4:00 PM", "en", "/", rules.opaque_topic("benchmark"))
    whole = messages.encode(notice, "https://app.example.org", uuid4())
    return whole[:size] if size else whole


class Phones:
    """Subscriptions to send to; made before the clock runs."""

    def __init__(self, number: int, sink: Sink):
        self.infos = [{"endpoint": sink.url(one), "keys": phone_keys()} for one in range(min(number, 1000))]

    def __getitem__(self, number: int) -> dict[str, object]:
        return dict(self.infos[number % len(self.infos)])


def readme(phones: Phones, text: str, pem: str, session: requests.Session | None = None) -> Way:
    """The loop of pywebpush's README."""

    def send(count: int) -> None:
        for one in range(count):
            claims: dict[str, str | int] = {"sub": "mailto:push@example.org"}
            pywebpush.webpush(phones[one], text, pem, claims, requests_session=session)

    return send


def asynchronous(phones: Phones, text: str, pem: str) -> Way:
    """pywebpush's async form, one aiohttp session, a hundred at once."""
    loop = asyncio.new_event_loop()

    async def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    kept = loop.run_until_complete(session())

    async def batch(count: int) -> None:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with places:
                claims: dict[str, str | int] = {"sub": "mailto:push@example.org"}
                await pywebpush.webpush_async(phones[number], text, pem, claims, aiohttp_session=kept)

        await asyncio.gather(*(one(number) for number in range(count)))

    return lambda count: loop.run_until_complete(batch(count))


def ours(phones: Phones, payload: bytes, folder: Path, sink: Sink) -> Way:
    """`Sender.send_in_turns`, as the worker calls it."""
    key = keys.current_key(folder)
    sender = Sender(rules.host_policy([sink.host], production=False), folder, "mailto:push@example.org")

    def message(number: int) -> Outgoing:
        info = phones.infos[number % len(phones.infos)]
        own: dict[str, str] = info["keys"]  # type: ignore[assignment]
        return Outgoing(
            uuid4(), str(info["endpoint"]), own["p256dh"], own["auth"], key.id, payload,
            rules.opaque_topic(number), timedelta(hours=1), messages.HIGH,
        )  # fmt: skip

    prepared: dict[int, list[Outgoing]] = {}

    def send(count: int) -> None:
        if count not in prepared:
            prepared[count] = [message(number) for number in range(count)]
        left = iter(prepared[count])

        def turn(answers: Mapping[UUID, Answer]) -> list[Outgoing]:
            unwell = [answer for answer in answers.values() if answer.outcome != rules.ACCEPTED]
            assert not unwell, unwell[0]
            return list(islice(left, sender.capacity()))

        sender.send_in_turns(turn, datetime.now(UTC))

    return send


def pooled(phones: Phones, payload: bytes, folder: Path) -> Way:
    """Our encryption and headers, sent by one aiohttp session on uvloop, a hundred at once: what a general client costs."""
    key, loop = keys.current_key(folder), uvloop.new_event_loop()
    signer = Signer(folder, "mailto:push@example.org")

    async def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE))

    kept, now = loop.run_until_complete(session()), datetime.now(UTC)

    async def batch(count: int) -> None:
        places = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            info = phones.infos[number % len(phones.infos)]
            address, own = str(info["endpoint"]), info["keys"]
            async with places:
                body = encryption.encrypt(payload, encryption.phone_of(own["p256dh"], own["auth"]))  # type: ignore[index]
                headers = {
                    "Authorization": signer.header(key.id, "/".join(address.split("/")[:3]), now),
                    "Content-Encoding": "aes128gcm",
                    "TTL": "3600",
                    "Urgency": "high",
                    "Topic": rules.opaque_topic(number),
                }
                async with kept.post(address, data=body, headers=headers, allow_redirects=False) as answer:
                    assert answer.status == 201
                    await answer.read()

        await asyncio.gather(*(one(number) for number in range(count)))

    return lambda count: loop.run_until_complete(batch(count))


def limit(payload: bytes) -> Way:
    """What cannot be left out: an ephemeral key, ECDH, HKDF, AES-GCM, through `cryptography`. No bytes are sent."""
    phone = ec.generate_private_key(ec.SECP256R1()).public_key()
    point, auth = phone.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint), os.urandom(16)

    def derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
        return HKDF(hashes.SHA256(), length, salt, info).derive(secret)

    def encrypt() -> bytes:
        own, salt = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        shared = derive(auth, own.exchange(ec.ECDH(), other), b"WebPush: info\x00" + point + public, 32)
        key = derive(salt, shared, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = derive(salt, shared, b"Content-Encoding: nonce\x00", 12)
        return salt + b"\x00\x00\x10\x00\x41" + public + AESGCM(key).encrypt(nonce, payload + b"\x02", None)

    def loop(count: int) -> None:
        for _ in range(count):
            encrypt()

    return loop


def way(name: str, count: int, payload: bytes, sink: Sink) -> Way:
    phones, pem, text = Phones(count, sink), str(sink.folder / "vapid.pem"), payload.decode()
    if name == "readme":
        return readme(phones, text, pem)
    if name == "session":
        return readme(phones, text, pem, requests.Session())
    if name == "async":
        return asynchronous(phones, text, pem)
    if name == "pooled":
        return pooled(phones, payload, sink.folder)
    return ours(phones, payload, sink.folder, sink) if name == "ours" else limit(payload)


def main(name: str, count: int, size: int, port: int, folder: Path) -> None:
    children.pin(children.MEASURED)
    send = way(name, count, plaintext(size), Sink(port, folder))
    send(max(1, count // 5))
    if name == "ours":
        send(count)  # makes the messages; connections have grown to their number
        gc.freeze()  # as the worker does once it has started
    with children.measured() as spent:
        send(count)
    print(json.dumps({"cpu": spent.cpu / count, "wall": spent.wall / count}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
