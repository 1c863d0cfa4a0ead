"""A push service on this machine, real sockets and all, that behaves as its address says; and a phone that can read
what arrives, by RFC 8291 written down here once more from the specification."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Arrived:
    """One request as the push service saw it."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Sink:
    """Answers by the first part of the path, or as `becomes` says for that or for who it is: a number is that status; `company` answers when a second one like it is there;
    see `_answer`."""

    port: int = 0
    arrived: list[Arrived] = field(default_factory=list)
    becomes: dict[str, int] = field(default_factory=dict)
    at_once: int = 0
    most_at_once: int = 0
    company: set[str] = field(default_factory=set)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, behaviour: str | int, who: str = "phone") -> str:
        return f"http://{self.host}/{behaviour}/{who}"

    def bodies_for(self, who: str) -> list[Arrived]:
        return [one for one in self.arrived if one.path.endswith(f"/{who}")]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            body = await request.read()
            self.arrived.append(Arrived(request.path, dict(request.headers), body))
            behaviour, who = request.match_info["behaviour"], request.match_info["who"]
            return await self._answer(request, self.becomes.get(who, self.becomes.get(behaviour, behaviour)))
        finally:
            self.at_once -= 1

    async def _answer(self, request: web.Request, behaviour: str | int) -> web.StreamResponse:
        name, _, value = str(behaviour).partition("-")
        if name.isdecimal():
            return web.Response(status=int(name), headers={"Retry-After": value} if value else {})
        if name == "redirect":
            return web.Response(status=307, headers={"Location": self.url(201, "stolen")})
        if name == "tarpit":
            await asyncio.sleep(60)
        if name == "slow":
            await asyncio.sleep(0.05)
        if name == "company":
            self.company.add(request.path)
            until = asyncio.get_running_loop().time() + 2
            while len(self.company) < 2 and asyncio.get_running_loop().time() < until:
                await asyncio.sleep(0.005)
            return web.Response(status=201 if len(self.company) > 1 else 500)
        if name == "hangup":
            assert request.transport is not None
            request.transport.close()
        if name == "endless":
            return await _endless(request)
        return web.Response(status=201)


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(status=201)
    await response.prepare(request)
    while True:
        await response.write(b"x" * 65536)


@contextmanager
def running() -> Iterator[Sink]:
    """A sink on a free port, in a thread of its own."""
    sink, loop, ready = Sink(), asyncio.new_event_loop(), threading.Event()
    app = web.Application(client_max_size=1 << 20)
    app.router.add_route("*", "/{behaviour}/{who}", sink.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        sink.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        ready.set()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


class Phone:
    """A browser's side of Web Push: makes the keys, reads the messages."""

    def __init__(self, secret: int | None = None) -> None:
        self._private = ec.derive_private_key(secret or int.from_bytes(os.urandom(31), "big") + 1, ec.SECP256R1())
        self.auth = bytes(range(16)) if secret else os.urandom(16)
        self.point = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": b64(self.point), "auth": b64(self.auth)}

    def read(self, body: bytes) -> bytes:
        """The plaintext, padding of the record removed. RFC 8291 §3.4 and RFC 8188 §2, one record."""
        salt, key_length = body[:16], body[20]
        sender, sealed = body[21 : 21 + key_length], body[21 + key_length :]
        assert len(sealed) <= int.from_bytes(body[16:20], "big")
        shared = self._private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        ikm = _hkdf(self.auth, shared, b"WebPush: info\x00" + self.point + sender, 32)
        key = _hkdf(salt, ikm, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(salt, ikm, b"Content-Encoding: nonce\x00", 12)
        record = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert record[-1:] == b"\x02", "the last record ends with its delimiter"
        return record[:-1]

    def read_json(self, body: bytes) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.read(body))
        return loaded


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 for one block of output."""
    return _hmac(_hmac(salt, secret), info + b"\x01")[:length]


def _hmac(key: bytes, data: bytes) -> bytes:
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(data)
    return mac.finalize()


def verify_vapid(header: str) -> tuple[dict[str, Any], str]:
    """(claims, public key) of an RFC 8292 Authorization header whose ES256 signature holds; raises InvalidSignature."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _, signature = parts["t"].rpartition(".")
    raw = unb64(signature)
    assert len(raw) == 64
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    public.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    head, body = (json.loads(unb64(part)) for part in signed.split("."))
    assert head["alg"] == "ES256"
    return body, parts["k"]
