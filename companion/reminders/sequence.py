"""The sequence number a calendar app gets for each date: how often it was revised, and when. Pure.

Sessions do not keep such numbers: far ahead they change or disappear without a mark, and undoing a change removes its mark.
So a feed remembers what it said last, and counts from there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One date in a calendar. `sequence` never goes down for the same `uid`; `revised_at` is when it last went up, or
    when the date was first told."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    revised_at: datetime
    sequence: int = 0

    def says_the_same(self, other: Entry) -> bool:
        return (self.title, self.starts_at, self.ends_at) == (other.title, other.starts_at, other.ends_at)


def told(before: Iterable[Entry], now_on: Iterable[Entry]) -> list[Entry]:
    """The dates as they are now, in their order, each under the number it had `before` or, where it says something else,
    under the next one."""
    known = {entry.uid: entry for entry in before}
    return [_after(known.get(entry.uid), entry) for entry in now_on]


def _after(old: Entry | None, new: Entry) -> Entry:
    if old is None:
        return new
    return old if old.says_the_same(new) else replace(new, sequence=old.sequence + 1)


def remembered(before: Iterable[Entry], told_now: Iterable[Entry], since: datetime) -> list[Entry]:
    """What to keep for the next time: also what is off at the moment, which may be on again; nothing that ended before
    `since`."""
    known = {entry.uid: entry for entry in (*before, *told_now)}
    return [entry for entry in known.values() if entry.ends_at > since]


def stored(entries: Iterable[Entry]) -> list[Any]:
    """As it stands in the database."""
    return [
        [
            one.uid,
            one.title,
            one.starts_at.isoformat(),
            one.ends_at.isoformat(),
            one.revised_at.isoformat(),
            one.sequence,
        ]
        for one in entries
    ]


def read(rows: Iterable[Any]) -> list[Entry]:
    """The same, read back."""
    instant = datetime.fromisoformat
    return [
        Entry(uid, title, instant(starts_at), instant(ends_at), instant(revised_at), sequence)
        for uid, title, starts_at, ends_at, revised_at, sequence in rows
    ]
