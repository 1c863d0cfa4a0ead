"""Compares what reached the push service with what was due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.chaos.sink import Arrived
from benchmarks.chaos.stage import Cast
from companion.reminders.rules import DROP, KINDS


@dataclass(frozen=True)
class Tally:
    """`lost`: due once and never seen, of kinds that are repeated after a crash. `doubled`: seen more than once, of
    kinds that are dropped after a crash. `repeated`: seen again under the same topic, so that the phone shows one.
    `strayed`: topics nothing was due for, such as a repeat under another topic."""

    requests: int
    distinct: int
    lost: int
    doubled: int
    repeated: int
    dropped: int
    strayed: int


def tally(cast: Cast, arrived: Iterable[Arrived]) -> Tally:
    """Count from the outside: nothing the engine says about itself goes in here."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for one in arrived:
        seen[one.path][one.topic] += 1
    dropping = {path for path, kind in cast.kind.items() if KINDS[kind].after_crash == DROP}
    missing = {path: max(0, number - len(seen[path])) for path, number in cast.number.items()}
    again = {path: sum(topics.values()) - len(topics) for path, topics in seen.items()}
    return Tally(
        requests=sum(sum(topics.values()) for topics in seen.values()),
        distinct=sum(len(topics) for topics in seen.values()),
        lost=sum(number for path, number in missing.items() if path not in dropping),
        doubled=sum(number for path, number in again.items() if path in dropping),
        repeated=sum(number for path, number in again.items() if path not in dropping),
        dropped=sum(number for path, number in missing.items() if path in dropping),
        strayed=sum(max(0, len(topics) - cast.number.get(path, 0)) for path, topics in seen.items()),
    )
