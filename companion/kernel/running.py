"""Which processes of this installation run on this machine, and whether one ended without having had the chance to end in order.

Each long-running process holds a locked file in instance/running and removes it when it ends. The lock goes with the process, however
it ends: a file that nobody locks was left behind by a kill, a crash, or a power failure.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDER = "running"


def mark(instance: Path, kind: str) -> Callable[[], None]:
    """Note that this process runs, as one of this kind; call the answer when it ends in order. Children that are forked from it
    hold the lock as well."""
    folder = instance / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft, path = folder / f".{kind}-{os.getpid()}", folder / f"{kind}-{os.getpid()}"
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    draft.rename(path)  # only now: nobody sees it unlocked

    def ended() -> None:
        path.unlink(missing_ok=True)
        os.close(descriptor)

    return ended


def alive(instance: Path) -> list[str]:
    """The kinds of processes that run now."""
    return sorted({path.name.rpartition("-")[0] for path, locked in _marks(instance) if locked})


def left_behind(instance: Path) -> list[Path]:
    """The files of processes that ended without order. Remove them when what they may have damaged was looked at."""
    return [path for path, locked in _marks(instance) if not locked]


def _marks(instance: Path) -> Iterator[tuple[Path, bool]]:
    for path in sorted((instance / FOLDER).glob("*-*")):
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:  # it has just ended in order
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path, False
        except BlockingIOError:
            yield path, True
        finally:
            os.close(descriptor)
