"""Identifiers that cannot be guessed or counted, and that sort by creation time."""

from __future__ import annotations

import hashlib
from uuid import UUID

from uuid_utils.compat import uuid7


def apart(owner: UUID, taken: UUID) -> UUID:
    """Where `owner` keeps what came under an id that is somebody else's: the same place each time. Answers then are as for any
    id, so that nobody learns by asking which ids exist."""
    raw = bytearray(hashlib.sha256(owner.bytes + taken.bytes).digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x80, raw[8] & 0x3F | 0x80  # version 8, RFC 9562 §5.8
    return UUID(bytes=bytes(raw))


def new_id() -> UUID:
    """A fresh UUID version 7 (RFC 9562 §5.7)."""
    return uuid7()
