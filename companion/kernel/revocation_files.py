"""The files of the revocation log: appending to one, reading it, and telling whether any line of it is missing.

Each line carries a digest of the line before it. A line that a crash tore is none: its commit never came, and the next line follows
the one before it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from companion.kernel.errors import StorageFull

FILE = "taken-back.jsonl"
OF_OTHERS = "taken-back-*.jsonl"
"""Beside our own, the logs of machines that are no more: read, never written."""
_LONGEST = 20_000
Line = dict[str, Any]


def files(folder: Path) -> list[Path]:
    """Every log in this folder, ours first."""
    return [path for path in (folder / FILE, *sorted(folder.glob(OF_OTHERS))) if path.exists()]


def append(path: Path, lines: list[Line]) -> None:
    """One write, on the disk when it returns. One writer at a time. Raises StorageFull."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            tail = os.pread(descriptor, _LONGEST, max(0, size - _LONGEST))
            torn = size > 0 and not tail.endswith(b"\n")
            data = (b"\n" if torn else b"") + _chained(lines, tail.decode(errors="replace"))
            if os.write(descriptor, data) != len(data):
                raise OSError("written in part")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageFull(
            "no_room", "The server cannot save right now. Nothing of yours was lost.", retry_after=60
        ) from error


def read(path: Path) -> list[Line]:
    """Every whole line, oldest first."""
    return [line for _, line in _read(path)]


def first(path: Path) -> Line | None:
    """The line that tells this log from those of other machines."""
    return next((line for _, line in _read(path)), None) if path.exists() else None


def is_whole(path: Path) -> bool:
    """Whether every line follows the one it was written after. What is missing at the end, only the database can tell.

    Lines from before there were digests are taken as they are.
    """
    before = None
    for text, line in _read(path):
        if "p" in line and line["p"] != before:
            return False
        before = _digest(text)
    return True


def _chained(lines: list[Line], tail: str) -> bytes:
    before = next((_digest(text) for text in reversed(tail.splitlines()) if parse(text)), None)
    texts = []
    for line in lines:
        text = json.dumps(line | ({"p": before} if before else {}), separators=(",", ":"))
        before = _digest(text)
        texts.append(f"{text}\n")
    return "".join(texts).encode()


def _read(path: Path) -> Iterator[tuple[str, Line]]:
    with path.open(errors="replace") as file:
        for text in file:
            line = parse(text)
            if line is not None:
                yield text, line


def parse(text: str) -> Line | None:
    """None for what a crash or a full disk tore: its commit never came."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("n"), str) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode(errors="replace")).hexdigest()[:16]


def cover(paths: Iterable[Path], marks: Mapping[str, str]) -> bool:
    """Whether each log that a database was written with is among these, at least as far as the database knows it. `marks` has the
    newest known line of each log, by its first."""
    known = {lines[0]["n"]: {line["n"] for line in lines} for path in paths if (lines := read(path))}
    return all(newest in known.get(log, ()) for log, newest in marks.items())
