"""What somebody said about sessions they cannot attend, beside their request, and confirming makeup sessions for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from companion.absences import service as absences
from companion.absences.rules import NOT_MADE_UP, AbsenceView, RequestView
from companion.attention import service as attention
from companion.attention.rules import ABSENCE, CLOSED, ItemView
from companion.kernel.errors import NotFound
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

LOOKED_UP_AT_MOST = 6
"""For how many sessions of one request other times are looked up: looking costs a few statements each."""


@dataclass(frozen=True)
class Part:
    """`meeting` is one they cannot be at, `other` the one they wish for or come to; `options` can still be confirmed."""

    said: AbsenceView
    meeting: SessionView
    other: SessionView | None
    options: tuple[SessionView, ...] = ()


@dataclass(frozen=True)
class About:
    """All that one request is about, the earliest session first; `days` when it was said of whole days."""

    parts: tuple[Part, ...]
    days: RequestView | None

    @property
    def before(self) -> bool:
        return any(one.said.said_at < one.meeting.ends_at for one in self.parts)

    @property
    def reason(self) -> str | None:
        return self.parts[0].said.reason

    @property
    def waits(self) -> bool:
        return any(one.said.waits for one in self.parts)

    @property
    def offers(self) -> list[Part]:
        return [one for one in self.parts if one.options]


def about(items: Iterable[ItemView]) -> dict[UUID, About]:
    """Item → what it is about; sessions that are no longer in the calendar are left out. Three statements, none when nobody
    said anything of the kind."""
    asked = [one for one in items if one.kind == ABSENCE]
    if not asked:
        return {}
    said = absences.said_under([one.source_id for one in asked])
    days = absences.days_of([one.source_id for one in asked])
    every = [one for some in said.values() for one in some]
    wanted = {each for one in every for each in (one.session_id, one.make_up) if each}
    meetings = {one.id: one for one in schedule.session_states(sorted(wanted))}
    found: dict[UUID, About] = {}
    for item in asked:
        key = item.participant_id, item.source_id
        parts = [
            Part(one, meetings[one.session_id], meetings.get(one.make_up) if one.make_up else None)
            for one in said.get(key, ())
            if one.session_id in meetings
        ]
        if parts:
            found[item.id] = About(tuple(sorted(parts, key=lambda one: one.meeting.starts_at)), days.get(key))
    return found


def about_one(item: ItemView, now: datetime) -> About | None:
    """The same for one item, with what can be confirmed as long as nobody decided."""
    found = about([item]).get(item.id)
    if found is None or item.state == CLOSED or not found.waits:
        return found
    open_ones = [one for one in found.parts if one.said.waits and one.meeting.kind not in NOT_MADE_UP]
    first = sorted(open_ones, key=lambda one: one.other is None)[:LOOKED_UP_AT_MOST]
    looked_up = {one.said.id: _options(item.participant_id, one, now) for one in first}
    parts = (replace(one, options=looked_up.get(one.said.id, ())) for one in found.parts)
    return replace(found, parts=tuple(parts))


def _options(participant_id: UUID, part: Part, now: datetime) -> tuple[SessionView, ...]:
    try:
        return tuple(absences.options(participant_id, part.meeting.id, now))
    except NotFound:  # they moved to another track, so that session is not theirs any more
        return ()


def confirm(item: ItemView, chosen: Mapping[UUID, UUID], staff_id: UUID, now: datetime) -> None:
    """`chosen`: absence → the other session. They are expected there, told once of each, and the request is closed, with
    whatever else it was about. NotFound for a request about something else; Conflict when there is no room any more, it
    was decided, or nobody said that they are on it."""
    if item.kind != ABSENCE:
        raise NotFound
    whose, source_id = item.participant_id, item.source_id
    absences.hold(whose, source_id)  # first, as it is where somebody takes it back
    attention.arrange_item(item, staff_id, now)
    known = {one.id for one in absences.said_under([source_id]).get((whose, source_id), ())}
    if not chosen.keys() <= known:
        raise NotFound
    for absence_id, make_up in sorted(chosen.items(), key=lambda one: one[1]):
        absences.confirm(whose, absence_id, make_up, staff_id, now)
        reminders.tell_of_make_up(whose, make_up, now)
    absences.answer(whose, source_id, staff_id, now)


def close(item: ItemView, staff_id: UUID, reason: str, now: datetime) -> None:
    """Closed without another session; whoever asked for one reads that."""
    if item.kind == ABSENCE:
        absences.hold(item.participant_id, item.source_id)
    attention.close_item(item, staff_id, reason, now)
    if item.kind == ABSENCE:
        absences.answer(item.participant_id, item.source_id, staff_id, now)
