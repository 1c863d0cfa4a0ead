"""The VAPID keys: numbered files in instance/keys. The highest number is the current one; older ones stay until no
subscription uses them, because a subscription accepts only the key it was created with."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from companion.push.rules import base64url

_NAME = re.compile(r"vapid-(\d{3})\.key")
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, SEC 2 §2.4.2


@dataclass(frozen=True)
class VapidKey:
    """A signing key. `public` is what phones subscribe with: base64url of the uncompressed point."""

    id: str
    private: ec.EllipticCurvePrivateKey
    public: str


def key_ids(folder: Path) -> list[str]:
    """The ids of the keys at hand, oldest first."""
    names = (_NAME.fullmatch(path.name) for path in folder.glob("vapid-*.key"))
    return sorted(match.group(1) for match in names if match)


def current_key(folder: Path) -> VapidKey:
    """The key new subscriptions are made with. The first call on a fresh machine makes it; several processes that
    start together end up with the same one."""
    ids = key_ids(folder)
    if not ids:
        save(folder, draft("001"))
        ids = key_ids(folder)
    return load_key(folder, ids[-1])


def remove(folder: Path, key_id: str) -> None:
    """Delete a key's file, if it is there."""
    (folder / file_name(key_id)).unlink(missing_ok=True)
    _load.cache_clear()


def load_key(folder: Path, key_id: str) -> VapidKey:
    """The key with that id. Raises KeyError when its file is missing or damaged."""
    try:
        return _load(folder, key_id)
    except (OSError, ValueError):
        raise KeyError(key_id) from None


@lru_cache(maxsize=16)
def _load(folder: Path, key_id: str) -> VapidKey:
    raw = (folder / file_name(key_id)).read_bytes()
    if len(raw) != 32:
        raise ValueError(key_id)
    return _key(key_id, int.from_bytes(raw, "big"))


def file_name(key_id: str) -> str:
    return f"vapid-{key_id}.key"


def draft(key_id: str) -> VapidKey:
    """A fresh key that is in no file yet."""
    return _key(key_id, 1 + secrets.randbelow(_ORDER - 1))


def _key(key_id: str, secret: int) -> VapidKey:
    private = ec.derive_private_key(secret, ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return VapidKey(key_id, private, base64url(point))


def save(folder: Path, key: VapidKey) -> None:
    """Write a key under its final name in one step, so that nobody ever reads half of one. One that is there stays."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = key.private.private_numbers().private_value
    draft = folder / f".vapid-{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret.to_bytes(32, "big"))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / file_name(key.id))
    except FileExistsError:
        pass  # another process was first: its key is the one
    finally:
        draft.unlink()
