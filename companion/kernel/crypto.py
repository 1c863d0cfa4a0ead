"""Encrypts short texts at rest: AES-256-GCM, bound to the table, row, and column they are stored in.

The keys are in instance/keys, outside the database and its backups. A text that was moved to another row cannot be decrypted.
What belongs to a person is encrypted with a key of theirs (`data_keys`), which is itself such a text.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

from companion.kernel import clock

_NONCE = 12  # bytes, NIST SP 800-38D §8.2.2
_EXTENSION = "companion.crypto"
_FIRST = "data.key"
_LATER = re.compile(r"(data|next)-([2-9]|[1-9][0-9]{1,2})\.key")
_SIZE = 32
_TICK = 1.0  # seconds


class SealError(Exception):
    """A key file is missing or damaged; the message says which and what to do."""


class Box:
    """Encrypts and decrypts with one 32-byte key that has a short id; `bound` is what else a text is bound to beside its
    place."""

    def __init__(self, key: bytes, key_id: str = "1", bound: str | None = None):
        self._aead = AESGCM(key)
        self._key_id = key_id
        self._bound = bound or key_id

    @property
    def mark(self) -> str:
        """What every text it seals begins with."""
        return f"{self._key_id}."

    def seal(self, table: str, row: UUID, column: str, text: str) -> str:
        """`text` as `key id.base64`; a different result each time."""
        nonce = os.urandom(_NONCE)
        sealed = self._aead.encrypt(nonce, text.encode(), self._place(table, row, column))
        return f"{self._key_id}.{base64.b64encode(nonce + sealed).decode()}"

    def unseal(self, table: str, row: UUID, column: str, sealed: str) -> str:
        """The text sealed for exactly this place. Raises SealError otherwise."""
        try:
            raw = base64.b64decode(sealed.partition(".")[2])
            return self._aead.decrypt(raw[:_NONCE], raw[_NONCE:], self._place(table, row, column)).decode()
        except (InvalidTag, ValueError) as error:
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
    return _load(path, size)


def _load(path: Path, size: int) -> bytes:
    secret = path.read_bytes()
    if len(secret) != size:
        raise SealError(
            f"{path} must hold {size} bytes but has {len(secret)}; restore the original, do not create a new one"
        )
    return secret


def init_app(app: Flask, folder: Path) -> None:
    """Open the data keys in `folder`. A missing one is made when something is sealed for the first time, never to read."""
    app.extensions[_EXTENSION] = _Keys(folder)


class _Keys:
    """The key files and their boxes. The newest seals, every one of them opens: `data.key` is the first, `data-2.key` the
    second. A key called `next-3.key` waits for its turn, so that every machine can read under it before one seals."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._boxes: dict[str, Box] = {}
        self._newest: str | None = None
        self._seen: int | None = None
        self.look()

    def look(self) -> None:
        """Read the folder. Raises SealError for a damaged key."""
        seen = self._changed_at()
        active, waiting = key_files(self._folder)
        with contextlib.suppress(
            FileNotFoundError
        ):  # a key whose turn came just now: its next name is read another time
            self._boxes = {
                key_id: self._boxes.get(key_id) or Box(_load(path, _SIZE), key_id)
                for key_id, path in (waiting | active).items()
            }
            self._newest = max(active, key=int, default=None)
        # A file that comes within the same tick of the file system's clock would not be noticed.
        self._seen = None if seen is None or clock.now().timestamp() - seen / 1e9 < _TICK else seen

    def newest(self, *, make: bool) -> Box:
        if self._seen is None or self._changed_at() != self._seen:
            self.look()
        if self._newest is None:
            if not make:
                raise SealError(
                    f"{self._folder / _FIRST} is missing; restore it from your key backup. A new key could not decrypt anything."
                )
            load_or_make(self._folder, _FIRST, _SIZE)
            self.look()
        assert self._newest is not None
        return self._boxes[self._newest]

    def named(self, key_id: str) -> Box:
        if key_id not in self._boxes:
            self.look()
        found = self._boxes.get(key_id)
        if found is None:
            self.newest(make=False)
            raise SealError(
                f"a text was encrypted with key {key_id!r}, which is not in {self._folder}; restore it from your key backup"
            )
        return found

    def _changed_at(self) -> int | None:
        with contextlib.suppress(FileNotFoundError):
            return self._folder.stat().st_mtime_ns
        return None


def key_files(folder: Path) -> tuple[dict[str, Path], dict[str, Path]]:
    """Key id → file of the keys that seal and open, and of those that so far only open."""
    found: dict[bool, dict[str, Path]] = {True: {}, False: {}}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name == _FIRST:
            found[True]["1"] = path
        elif match := _LATER.fullmatch(path.name):
            found[match[1] == "data"][match[2]] = path
    return found[True], found[False]


def prepare_next(folder: Path) -> Path:
    """The file of the next key, made if there is none: everything can be read under it, nothing is sealed under it yet."""
    active, waiting = key_files(folder)
    newest = max((int(key_id) for key_id in active), default=0)
    name = f"next-{newest + 1}.key"
    if str(newest + 1) not in waiting:
        load_or_make(folder, name, _SIZE)
    return folder / name


def begin_next(folder: Path) -> str:
    """From now on every process on this machine seals under the next key, prepared or made now. Its id."""
    waiting = prepare_next(folder)
    key_id = waiting.stem.removeprefix("next-")
    waiting.rename(folder / f"data-{key_id}.key")
    return key_id


def _keys() -> _Keys:
    keys = current_app.extensions[_EXTENSION]
    assert isinstance(keys, _Keys)
    return keys


def box() -> Box:
    """The application's open box, for sealing many texts."""
    return _keys().newest(make=True)


def seal(table: str, row: UUID, column: str, text: str) -> str:
    """Seal `text` for this table, row and column with the application's newest key."""
    return box().seal(table, row, column, text)


def unseal(table: str, row: UUID, column: str, sealed: str) -> str:
    """Open what `seal` made for the same place, under whichever key. Raises SealError."""
    return _keys().named(sealed.partition(".")[0]).unseal(table, row, column, sealed)
