"""One signed message to a push service, for `companion doctor`: to an endpoint that the operator names, or to one that this
process opens on the loopback address and which reads what arrives as a phone and a push service would."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from companion.config import Config
from companion.kernel import ids
from companion.push import encryption, messages, rules, told_keys, webpush

_TAKEN = frozenset(
    {rules.ACCEPTED, rules.GONE_FOR_GOOD}
)  # gone: it read the signature, and does not know the phone we made up
_SAID = b"Can you read this?"


def send_one(settings: Config, endpoint: str | None, now: datetime) -> str | None:
    """Send one message with this machine's current key; None when it was taken, else one sentence. Nothing is stored."""
    phone, secret = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
    if endpoint is not None:
        return _send(
            settings, endpoint, rules.host_policy(settings.push_allowed_hosts, settings.production), phone, secret, now
        )
    with _service(phone, secret) as (url, arrived):
        policy = rules.host_policy([urlsplit(url).netloc], production=False)
        problem = _send(settings, url, policy, phone, secret, now)
    return problem or (None if arrived == [True] else "A message arrived that could not be read or was not signed.")


def _send(
    settings: Config,
    url: str,
    policy: rules.HostPolicy,
    phone: ec.EllipticCurvePrivateKey,
    secret: bytes,
    now: datetime,
) -> str | None:
    point = phone.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key_id, _ = told_keys.current(settings.keys_folder)
    message = messages.Outgoing(
        ids.new_id(),
        url,
        rules.base64url(point),
        rules.base64url(secret),
        key_id,
        _SAID,
        rules.opaque_topic("trial"),
        timedelta(0),
        messages.LOW,
    )
    sender = webpush.Sender(policy, settings.keys_folder, settings.vapid_contact)
    try:
        answer = sender.send([message], now)[message.delivery_id]
    finally:
        sender.close()
    if answer.outcome in _TAKEN:
        return None
    status = f", status {answer.status}" if answer.status else ""
    return f"The push service at {urlsplit(url).netloc} did not take a signed message: {answer.outcome}{status}."


@contextmanager
def _service(phone: ec.EllipticCurvePrivateKey, secret: bytes) -> Iterator[tuple[str, list[bool]]]:
    """An endpoint on this machine; for each message, whether it was signed as RFC 8292 asks and could be read."""
    arrived: list[bool] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                signed = webpush.is_signed(self.headers["Authorization"])
                arrived.append(signed and encryption.decrypt(body, phone, secret) == _SAID)
            except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not what a phone can read
                arrived.append(False)
            self.send_response(201 if arrived[-1] else 403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/trial", arrived
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
