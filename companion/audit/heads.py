"""How far the chain had got, written outside the database. Whoever holds the database can cut its tail or build a new
one; what was written here before that says so.

`audit-heads.jsonl` is append-only, one JSON object a line, with no names in it: made to be shipped to another machine. A head
also goes into the revocation log.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_LONGEST = 2_000


@dataclass(frozen=True)
class Head:
    """The row at `position` had this chain value when it was the newest, at this instant."""

    position: int
    chain: str
    at: datetime

    def plain(self) -> dict[str, Any]:
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "position": self.position,
            "chain": self.chain,
        }


def append(path: Path, head: Head) -> bool:
    """Write it down, on the disk when this returns; False when it is the newest line already. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        tail = os.pread(descriptor, _LONGEST, max(0, size - _LONGEST))
        newest = read_line(tail.rstrip(b"\n").rpartition(b"\n")[2].decode(errors="replace"))
        if newest is not None and (newest.position, newest.chain) == (head.position, head.chain):
            return False
        torn = size > 0 and not tail.endswith(b"\n")
        line = ("\n" if torn else "") + json.dumps(head.plain(), separators=(",", ":")) + "\n"
        if os.write(descriptor, line.encode()) != len(line.encode()):
            raise OSError("written in part")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def read(paths: Iterable[Path]) -> Iterator[Head]:
    """All heads in these files; a missing file has none. Raises OSError for one that cannot be read."""
    for path in paths:
        if path.exists():
            with path.open(errors="replace") as file:
                yield from (head for line in file if (head := read_line(line)) is not None)


def read_line(text: str) -> Head | None:
    """None for a line that a crash tore."""
    try:
        return from_plain(json.loads(text))
    except ValueError:
        return None


def from_plain(found: Any) -> Head | None:
    """A head from its JSON form; None for anything else."""
    try:
        at = datetime.fromisoformat(found["at"])
        head = Head(int(found["position"]), str(found["chain"]), at)
    except (KeyError, TypeError, ValueError):
        return None
    return head if at.tzinfo is not None else None
