"""The keys of the audit chain, in files of the keys folder and nowhere in the database.

`audit.key` is the one that rows are written with. `audit-ID.key` are those of before: they write nothing any more, but what they
wrote can still be verified. A key's id is made from the key, so that hosts which share the folder call it the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from companion.kernel.crypto import SealError, load_or_make

FILE = "audit.key"
_BYTES = 32
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Key:
    id: str
    secret: bytes


class Ring:
    """All keys of one folder. The current one is read again as soon as its file is another."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._current: Key | None = None
        self._stamp: tuple[int, int] | None = None
        self._old: dict[str, Key] = {}

    @property
    def exists(self) -> bool:
        return (self._folder / FILE).exists()

    def current(self, *, make: bool) -> Key:
        """The key to write with; made if there is none and `make` says so. Raises SealError."""
        path = self._folder / FILE
        try:
            found = path.stat()
        except FileNotFoundError:
            if not make:
                raise SealError(
                    f"{path} is missing; restore it from your key backup. The audit log cannot go on with a new one."
                ) from None
            load_or_make(self._folder, FILE, _BYTES)
            found = path.stat()
        stamp = (found.st_ino, found.st_mtime_ns)
        if self._current is None or stamp != self._stamp:
            self._current, self._stamp = _key(load_or_make(self._folder, FILE, _BYTES)), stamp
        return self._current

    def find(self, key_id: str) -> Key | None:
        """The key with this id, of now or before; None for one that is not here."""
        if self.exists and (current := self.current(make=False)).id == key_id:
            return current
        if key_id not in self._old:
            path = self._folder / f"audit-{key_id}.key"
            if not _ID.fullmatch(key_id) or not path.exists():
                return None
            found = _key(load_or_make(self._folder, path.name, _BYTES))
            if found.id != key_id:
                raise SealError(f"{path} holds another key than its name says; restore the original.")
            self._old[key_id] = found
        return self._old[key_id]

    def rotate(self) -> tuple[Key, Key]:
        """Put a new key in place of the current one, which is kept beside it; returns both. One process at a time."""
        old, path = self.current(make=True), self._folder / FILE
        with contextlib.suppress(FileExistsError):  # a rotation that did not get further
            os.link(path, self._folder / f"audit-{old.id}.key")
        draft = f".{FILE}-{secrets.token_hex(8)}"
        load_or_make(self._folder, draft, _BYTES)
        os.replace(self._folder / draft, path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return old, self.current(make=False)


def _key(secret: bytes) -> Key:
    return Key(id_of(secret), secret)


def id_of(secret: bytes) -> str:
    """What this key is called in the chain. Says nothing about the key."""
    return hashlib.sha256(b"companion audit key|" + secret).hexdigest()[:16]
