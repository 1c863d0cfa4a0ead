"""How a weekly pattern changes from a day on or for a while, as pure values. `versions` carries it out in the database, and
`schedule.reconcile` says what follows for the calendar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import combinations, groupby
from uuid import UUID

from companion.program import rules
from companion.program.rules import Pattern


@dataclass(frozen=True)
class Version:
    """A segment's pattern from `since` until the day before `until`."""

    since: date
    until: date
    pattern: Pattern

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def empty(self) -> bool:
        """Taken back before it began."""
        return self.until <= self.since


@dataclass
class Cut:
    """How the versions of one segment change: which end earlier, and which begin."""

    ended: dict[UUID, date] = field(default_factory=dict)
    begun: list[Version] = field(default_factory=list)


def cut(versions: Mapping[UUID, Version], first: date, until: date | None, new: Pattern | None) -> Cut:
    """From `first` until the day before `until` (None: for good) the segment is `new`, or does not meet.

    Before and after, everything is as it was. A version that ends when it begins was never in force.
    """
    end, found = until or date.max, Cut()
    for key, version in _within(versions, first, end):
        found.ended[key] = max(first, version.since)
        if version.until > end:
            found.begun.append(Version(end, version.until, version.pattern))
    if new is not None:
        found.begun.append(Version(first, end, new))
    return found


def versions_ahead(versions: Iterable[Version], day: date) -> list[Version]:
    """What is in force on `day` and later, oldest first, as if it began on `day` at the earliest; what goes on unchanged
    from one version to the next is one."""
    found: list[Version] = []
    for each in sorted((one for one in versions if one.until > day and not one.empty), key=lambda one: one.since):
        since = max(each.since, day)
        if found and found[-1].until == since and found[-1].pattern == each.pattern:
            found[-1] = Version(found[-1].since, each.until, each.pattern)
        else:
            found.append(Version(since, each.until, each.pattern))
    return found


def amend(
    versions: Mapping[UUID, Version], first: date, until: date | None, edit: Callable[[Pattern], Pattern | None]
) -> Cut:
    """From `first` until the day before `until` (None: for good) each version is what `edit` makes of it, None meaning
    that it does not meet.

    What differs from day to day goes on differing in everything that `edit` leaves alone, and a gap stays a gap.
    """
    end, found = until or date.max, Cut()
    for key, version in _within(versions, first, end):
        new, since = edit(version.pattern), max(first, version.since)
        if new == version.pattern:
            continue
        found.ended[key] = since
        if new is not None:
            found.begun.append(Version(since, min(end, version.until), new))
        if version.until > end:
            found.begun.append(Version(end, version.until, version.pattern))
    return found


def _within(versions: Mapping[UUID, Version], first: date, end: date) -> list[tuple[UUID, Version]]:
    """The versions in force on any day from `first` until the day before `end`."""
    return [(key, one) for key, one in versions.items() if one.until > first and one.since < end and not one.empty]


def matched(
    old: Mapping[UUID, Sequence[Version]], new: Iterable[Version]
) -> tuple[dict[UUID, list[Version]], list[list[Version]]]:
    """(what each segment of `old` becomes, the segments that are new) when a track's pattern becomes `new`.

    What stays the same matches first; then what has the same weekday, kind and title, earliest first: it is the same
    segment at another time or place, as long as it meets once on a day. A segment without anything left is dropped.
    """
    left = {key: list(spans) for key, spans in old.items()}
    kept: dict[UUID, list[Version]] = {key: [] for key in old}
    missing, made = list[Version](), list[list[Version]]()
    for span in new:
        same = next((key for key, spans in left.items() if span in spans), None)
        if same is None:
            missing.append(span)
        else:
            left[same].remove(span)
            kept[same].append(span)
    for span in sorted(missing, key=lambda each: (each.since, each.pattern.starts)):
        alike = [
            key for key, spans in old.items() if spans[0].pattern.slot == span.pattern.slot and _free(kept[key], span)
        ]
        home = min(alike, key=lambda key: (not left[key], old[key][0].pattern.starts), default=None)
        if home is not None:
            kept[home].append(span)
            left[home] = left[home][1:]
            continue
        chain = next((each for each in made if each[0].pattern.slot == span.pattern.slot and _free(each, span)), None)
        if chain is None:
            made.append([span])
        else:
            chain.append(span)
    return {key: sorted(spans, key=lambda each: each.since) for key, spans in kept.items()}, made


def _free(taken: Iterable[Version], wanted: Version) -> bool:
    return all(each.until <= wanted.since or wanted.until <= each.since for each in taken)


def stands_twice(spans: Iterable[Version]) -> Pattern | None:
    """A segment that would meet twice at one time under one name, so that nobody could tell which one is meant."""
    in_order = sorted(spans, key=lambda span: _told_by(span.pattern))
    for _, some in groupby(in_order, key=lambda span: _told_by(span.pattern)):
        for one, other in combinations(some, 2):
            if one.since < other.until and other.since < one.until:
                return one.pattern
    return None


def _told_by(weekly: Pattern) -> tuple[int, time, str, str]:
    return (weekly.weekday, weekly.starts, weekly.kind, weekly.title)


def dosage_warnings(level: str, spans: Collection[Version]) -> list[str]:
    """Weekly hours that do not fit the level, and from when on; each sentence once."""
    found: dict[str, date] = {}
    for day in sorted({span.since for span in spans}):
        there = [span.pattern for span in spans if span.since <= day < span.until]
        warning = rules.dosage_warning(level, rules.weekly_minutes(there))
        if warning:
            found.setdefault(warning, day)
    return [text if day == date.min else f"from {day} on, {text}" for text, day in found.items()]
