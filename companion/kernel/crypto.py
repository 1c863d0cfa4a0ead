"""Encrypts short texts at rest: AES-256-GCM, bound to the table, row, and column they are stored in.

The key is in instance/keys, outside the database and its backups. A text that was moved to another row cannot be decrypted.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

_NONCE = 12  # bytes, NIST SP 800-38D §8.2.2
_EXTENSION = "companion.crypto"
_NAME = "data.key"


class SealError(Exception):
    """A key file is missing or damaged; the message says which and what to do."""


class Box:
    """Encrypts and decrypts with one 32-byte key that has a short id; `bound` is what else a text is bound to beside its
    place."""

    def __init__(self, key: bytes, key_id: str = "1", bound: str | None = None):
        self._aead = AESGCM(key)
        self._key_id = key_id
        self._bound = bound or key_id

    def seal(self, table: str, row: UUID, column: str, text: str) -> str:
        """`text` as `key id.base64`; a different result each time."""
        nonce = os.urandom(_NONCE)
        sealed = self._aead.encrypt(nonce, text.encode(), self._place(table, row, column))
        return f"{self._key_id}.{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, table: str, row: UUID, column: str, sealed: str) -> str:
        """The text sealed for exactly this place. Raises SealError otherwise."""
        key_id, _, body = sealed.partition(".")
        if key_id != self._key_id:
            raise SealError(
                f"a text was encrypted with key {key_id!r}, which is not in instance/keys; restore it from your key backup"
            )
        raw = base64.b64decode(body)
        try:
            return self._aead.decrypt(raw[:_NONCE], raw[_NONCE:], self._place(table, row, column)).decode()
        except InvalidTag as error:
            raise SealError(
                "an encrypted text cannot be decrypted here: it was moved or damaged, or the key is a different one"
            ) from error

    def _place(self, table: str, row: UUID, column: str) -> bytes:
        return f"{table}|{row}|{column}|{self._bound}".encode()


def load_or_make(folder: Path, name: str, size: int) -> bytes:
    """The secret in `folder/name`, made once (mode 600) if nothing is there, whole under its name at once: processes that
    start together end up with the same one. Raises SealError for a damaged one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}-{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was first: its secret is the one
            os.link(draft, path)
        draft.unlink()
    secret = path.read_bytes()
    if len(secret) != size:
        raise SealError(
            f"{path} must hold {size} bytes but has {len(secret)}; restore the original, do not create a new one"
        )
    return secret


def init_app(app: Flask, folder: Path) -> None:
    """Open the data key in `folder`. A missing one is made when something is sealed for the first time, never to read."""
    app.extensions[_EXTENSION] = _Keys(folder / _NAME)
    if app.extensions[_EXTENSION].path.exists():
        app.extensions[_EXTENSION].box(make=False)


class _Keys:
    """The key file, and the box once it is open."""

    def __init__(self, path: Path):
        self.path = path
        self._box: Box | None = None

    def box(self, *, make: bool) -> Box:
        if self._box is None:
            if not make and not self.path.exists():
                raise SealError(
                    f"{self.path} is missing; restore it from your key backup. A new key could not decrypt anything."
                )
            self._box = Box(load_or_make(self.path.parent, self.path.name, 32))
        return self._box


def _keys() -> _Keys:
    keys = current_app.extensions[_EXTENSION]
    assert isinstance(keys, _Keys)
    return keys


def box() -> Box:
    """The application's open box, for sealing many texts."""
    return _keys().box(make=True)


def seal(table: str, row: UUID, column: str, text: str) -> str:
    """Seal `text` for this table, row and column with the application's key."""
    return box().seal(table, row, column, text)


def unseal(table: str, row: UUID, column: str, sealed: str) -> str:
    """Open what `seal` made for the same place. Raises SealError."""
    return _keys().box(make=False).unseal(table, row, column, sealed)
