"""The file a backup is: a tar archive, encrypted with age. Both are written and read as a stream, so that nothing of it is
anywhere unencrypted; `age --decrypt` and `tar` open one without this program.

age authenticates every part of the file and its end: a changed or shortened one is refused.
"""

from __future__ import annotations

import contextlib
import os
import tarfile
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

PIECE = 1 << 20
Progress = Callable[[int], None]
"""Told how many bytes have been read or written so far."""


class BackupError(Exception):
    """What cannot be done, as one sentence that says what to do."""


class Entry(NamedTuple):
    """One file of the archive. `chunks` are together `size` bytes."""

    name: str
    size: int
    chunks: Iterable[bytes]


def make_identity() -> tuple[str, str]:
    """A new private key and its public part, to which backups are encrypted."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipients(texts: Iterable[str]) -> list[Any]:
    """Public keys, from lines of which some are comments. Raises BackupError."""
    from pyrage import RecipientError, x25519

    lines = [text.strip() for text in texts if text.strip() and not text.startswith("#")]
    try:
        return [x25519.Recipient.from_str(line) for line in lines]
    except RecipientError as error:
        raise BackupError(
            "A recipient is a public key that begins with age1, as companion backup keygen prints it."
        ) from error


def identity(path: Path) -> Any:
    """The private key in a file that `make_identity` filled. Raises BackupError."""
    from pyrage import IdentityError, x25519

    try:
        lines = [line.strip() for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
        return x25519.Identity.from_str("".join(lines))
    except (OSError, UnicodeDecodeError, IdentityError) as error:
        raise BackupError(f"{path} holds no private key of a backup; give the file that keygen wrote.") from error


def write(path: Path, to: list[Any], entries: Iterable[Entry], progress: Progress) -> None:
    """Write a new backup, whole under its name or not at all: for its owner only, on the disk when this returns. Raises
    BackupError, OSError, and whatever `entries` raises."""
    import pyrage

    if path.exists():
        raise BackupError(f"{path} exists already; choose another name.")
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.unlink(missing_ok=True)  # of one that was killed
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupError(f"{path} cannot be written ({error.strerror}).") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            source = _Source(_tar(entries), progress)
            try:
                pyrage.encrypt_io(source, file, to)
            except (pyrage.EncryptError, OSError) as error:
                if source.error is not None:
                    raise source.error from None
                if "KeyboardInterrupt" in str(
                    error
                ):  # it arrived while age was writing, and age made its own error of it
                    raise KeyboardInterrupt from None
                raise BackupError(f"{path} cannot be written ({error}); nothing was left behind.") from error
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # never over one that appeared meanwhile
        except FileExistsError:
            raise BackupError(f"{path} exists already; choose another name.") from None
        except OSError:  # a file system without links
            draft.rename(path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


class _Source:
    """The chunks as a file that age reads from. What they raise is kept: age would make another error of it."""

    def __init__(self, chunks: Iterator[bytes], progress: Progress):
        self._chunks, self._progress = chunks, progress
        self._rest, self._done = memoryview(b""), 0
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        given, self._rest = bytes(self._rest[:size]), self._rest[size:]
        self._done += len(given)
        self._progress(self._done)
        return given


def _tar(entries: Iterable[Entry]) -> Iterator[bytes]:
    for entry in entries:
        info = tarfile.TarInfo(entry.name)
        info.size, info.mode = entry.size, 0o600
        yield info.tobuf(tarfile.PAX_FORMAT)
        left = entry.size
        for chunk in entry.chunks:
            left -= len(chunk)
            yield chunk
        if left:
            raise BackupError(f"{entry.name} changed while it was read; try again.")
        yield b"\0" * (-entry.size % tarfile.BLOCKSIZE)
    yield b"\0" * tarfile.BLOCKSIZE * 2


def read(path: Path, opened_by: Any, progress: Progress) -> Generator[tuple[str, Iterator[bytes]], None, None]:
    """The files of a backup in their order; each is to be read before the next. Whoever stops before the end knows nothing about
    whether it is whole. Raises BackupError."""
    outlet, inlet = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        import pyrage

        try:
            with path.open("rb") as source, os.fdopen(inlet, "wb") as sink:
                pyrage.decrypt_io(source, sink, [opened_by])
        except Exception as error:  # noqa: BLE001 - told to the reader below, who is the one that can say it
            failed.append(error)

    thread = threading.Thread(target=decrypt, daemon=True)
    thread.start()
    broken = False
    try:
        with os.fdopen(outlet, "rb") as stream:
            try:
                yield from _entries(path, stream, progress)
            except (tarfile.TarError, EOFError):
                broken = True
    finally:
        thread.join()
    if broken or failed:
        raise BackupError(_why(path, failed))


def _entries(path: Path, stream: IO[bytes], progress: Progress) -> Iterator[tuple[str, Iterator[bytes]]]:
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for info in tar:
            content = tar.extractfile(info)
            if content is not None:
                yield info.name, _chunks(path, content)
            progress(tar.offset)
    while stream.read(PIECE):
        pass


def _chunks(path: Path, content: IO[bytes]) -> Iterator[bytes]:
    try:
        while chunk := content.read(PIECE):
            yield chunk
    except (tarfile.TarError, OSError) as error:
        raise BackupError(_why(path, [])) from error


def _why(path: Path, failed: list[BaseException]) -> str:
    import pyrage

    if failed and isinstance(failed[0], FileNotFoundError):
        return f"There is no file {path}."
    if failed and isinstance(failed[0], pyrage.DecryptError) and "matching" in str(failed[0]):
        return f"This key does not open {path}; it was made for another one."
    return f"{path} is damaged, cut off, or no backup; take another one."


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some file systems cannot
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
