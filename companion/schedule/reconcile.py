"""Which meetings the weekly patterns plan, and what has to change in the calendar so that it agrees. No database here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from companion.program import rules
from companion.program.rules import Closed
from companion.program.service import Version
from companion.schedule.rules import COUNTED_ON

Key = tuple[UUID, date]
"""(segment, the day its pattern plans it for); versions of one segment share its id"""


@dataclass(frozen=True)
class Planned:
    """One meeting as the pattern wants it. `shown` is what people read about it, see `Pattern.shown`."""

    track_id: UUID
    starts_at: datetime
    ends_at: datetime
    shown: tuple[Any, ...]


@dataclass(frozen=True)
class Written:
    """The same meeting as it stands in the calendar. `promised`: somebody makes up for another one in it."""

    id: UUID
    planned: Planned
    on: bool
    by_hand: bool
    promised: bool = False


@dataclass(frozen=True)
class Rewrite:
    """Bring one written meeting in line. `noticed`: people may have read the old one, so it is marked as changed."""

    written: Written
    planned: Planned
    noticed: bool

    @property
    def moved(self) -> bool:
        return self.written.planned.starts_at != self.planned.starts_at


@dataclass
class Changes:
    """What has to happen to the calendar; empty when it already is what the pattern wants. `noticed` are the keys of
    `add` that appear where people may have looked already."""

    add: dict[Key, Planned] = field(default_factory=dict)
    rewrite: list[Rewrite] = field(default_factory=list)
    cancel: list[UUID] = field(default_factory=list)
    remove: list[UUID] = field(default_factory=list)
    noticed: set[Key] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.add) + len(self.rewrite) + len(self.cancel) + len(self.remove)

    @property
    def touched(self) -> list[UUID]:
        """The meetings that stood in the calendar and change or go."""
        return [each.written.id for each in self.rewrite] + self.cancel + self.remove


def planned(
    track_id: UUID,
    segments: Mapping[UUID, Sequence[Version]],
    zone: str,
    first: date,
    last: date,
    closed: Sequence[Closed],
) -> dict[Key, Planned]:
    """Every meeting these segments plan from `first` to `last`, both included."""
    found = {}
    for segment_id, versions in segments.items():
        for version in versions:
            weekly = version.pattern
            for day in rules.dates(weekly.weekday, max(first, version.since), min(last, version.last), closed):
                begin, end = rules.instants(day, weekly.starts, weekly.ends, zone)
                found[segment_id, day] = Planned(track_id, begin, end, weekly.shown)
    return found


def reconcile(
    wanted: Mapping[Key, Planned], there: Mapping[Key, Written], since: Mapping[UUID, date], now: datetime
) -> Changes:
    """What to change so that the future of `there` becomes `wanted`.

    Meetings that have begun or were changed by hand stay as they are. Nothing is added to the past, except from `since`
    on: the day from which a track's calendar was never written out.
    """
    changes = Changes()
    for key, plan in wanted.items():
        if key not in there and (plan.starts_at > now or key[1] >= since[plan.track_id]):
            changes.add[key] = plan
            if key[1] < since[plan.track_id] and plan.starts_at <= now + COUNTED_ON:
                changes.noticed.add(key)
    for key, written in there.items():
        if written.by_hand or written.planned.starts_at <= now:
            continue
        if key in wanted:
            _align(changes, written, wanted[key], now)
        else:
            _drop(changes, written, now)
    return changes


def _align(changes: Changes, written: Written, plan: Planned, now: datetime) -> None:
    if (written.planned == plan and written.on) or plan.starts_at <= now:
        return
    nearest = min(written.planned.starts_at, plan.starts_at)
    changes.rewrite.append(Rewrite(written, plan, written.promised or nearest <= now + COUNTED_ON))


def _drop(changes: Changes, written: Written, now: datetime) -> None:
    """A meeting people already count on is called off in words; one further away simply is not there, unless somebody was
    promised it as a make-up."""
    if written.planned.starts_at > now + COUNTED_ON and not written.promised:
        changes.remove.append(written.id)
    elif written.on:
        changes.cancel.append(written.id)
