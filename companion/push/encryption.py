"""Encrypts one message for one phone: Web Push (RFC 8291) with the aes128gcm coding (RFC 8188), in a single record.

The primitives are `cryptography`'s. `webpush` verifies this against pywebpush before it is used; docs/decisions explains why
it exists at all.
"""

from __future__ import annotations

import os
from functools import lru_cache
from hmac import digest

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from companion.push import rules

RECORD = 4096
LARGEST = RECORD - 17  # one octet that ends the text, sixteen that seal it
_CURVE, _ECDH, _HASH = ec.SECP256R1(), ec.ECDH(), "sha256"
_SIZES = RECORD.to_bytes(4, "big") + b"\x41"  # the record's size, and that 65 octets of key follow
_PHONES_KNOWN = 4096  # a phone hears from us several times a day

Phone = tuple[ec.EllipticCurvePublicKey, bytes, bytes]


@lru_cache(maxsize=_PHONES_KNOWN)
def phone_of(p256dh: str, auth: str) -> Phone:
    """(key, the same as 65 octets, secret) of a subscription. Raises rules.Refused for what is no key."""
    point, secret = rules.read_keys(p256dh, auth)
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point), point, secret
    except ValueError:
        raise rules.Refused("p256dh") from None  # not on the curve


def encrypt(plain: bytes, phone: Phone) -> bytes:
    """The body of the push. The key and the salt are fresh, for this message alone. Raises ValueError for an empty
    text and for one that does not fit into one record."""
    return encrypt_with(plain, phone, ec.generate_private_key(_CURVE), os.urandom(16))


def encrypt_with(plain: bytes, phone: Phone, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """As `encrypt`, with the key and salt of a published example. Never for sending: both must be used once only."""
    if not 0 < len(plain) <= LARGEST:
        raise ValueError("nothing to say, or too long for one record")
    public, point, secret = phone
    sender = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key, nonce = _derive(own.exchange(_ECDH, public), secret, salt, point, sender)
    return b"".join((salt, _SIZES, sender, AESGCM(key).encrypt(nonce, plain + b"\x02", None)))


def decrypt(body: bytes, own: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """What a phone does with a message of one record. Raises ValueError or InvalidTag for anything else."""
    salt, sender, sealed = body[:16], body[21:86], body[86:]
    if body[20:21] != b"\x41" or len(sealed) > int.from_bytes(body[16:20], "big"):
        raise ValueError("not one record")
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(_ECDH, ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, sender))
    key, nonce = _derive(shared, secret, salt, point, sender)
    text = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
    if text[-1:] != b"\x02":
        raise ValueError("not the last record")
    return text[:-1]


def _derive(shared: bytes, secret: bytes, salt: bytes, phone: bytes, sender: bytes) -> tuple[bytes, bytes]:
    """Key and nonce, RFC 8291 §3.4. Each HKDF here is short enough to be two HMACs."""
    mixed = digest(digest(secret, shared, _HASH), b"WebPush: info\x00" + phone + sender + b"\x01", _HASH)
    extracted = digest(salt, mixed, _HASH)
    key = digest(extracted, b"Content-Encoding: aes128gcm\x00\x01", _HASH)[:16]
    return key, digest(extracted, b"Content-Encoding: nonce\x00\x01", _HASH)[:12]
