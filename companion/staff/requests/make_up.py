"""What somebody said about a session they cannot attend, beside their request, and confirming a makeup session for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from companion.absences import service as absences
from companion.absences.rules import AbsenceView
from companion.attention import service as attention
from companion.attention.rules import ABSENCE, CLOSED, ItemView
from companion.kernel.errors import NotFound
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView


@dataclass(frozen=True)
class About:
    """`meeting` is the one they cannot be at, `other` the one they wish for or come to; `options` can still be confirmed."""

    said: AbsenceView
    meeting: SessionView
    other: SessionView | None
    options: tuple[SessionView, ...] = ()

    @property
    def before(self) -> bool:
        return self.said.said_at < self.meeting.starts_at


def about(items: Iterable[ItemView]) -> dict[UUID, About]:
    """Item → what it is about; an item whose meeting is no longer in the calendar is left out. Two statements, none when
    nobody said anything of the kind."""
    asked = [one for one in items if one.kind == ABSENCE]
    said = absences.told([one.source_id for one in asked])
    wanted = {each for one in said.values() for each in (one.session_id, one.make_up) if each}
    meetings = {one.id: one for one in schedule.session_states(sorted(wanted))}
    found: dict[UUID, About] = {}
    for item in asked:
        one = said.get((item.participant_id, item.source_id))
        if one is not None and one.session_id in meetings:
            other = meetings.get(one.make_up) if one.make_up else None
            found[item.id] = About(one, meetings[one.session_id], other)
    return found


def about_one(item: ItemView, now: datetime) -> About | None:
    """The same for one item, with what can be confirmed as long as nobody decided."""
    found = about([item]).get(item.id)
    if found is None or item.state == CLOSED or not found.said.waits:
        return found
    try:
        options = absences.options(item.participant_id, found.meeting.id, now)
    except NotFound:  # they moved to another track, so that meeting is not theirs any more
        return found
    return replace(found, options=tuple(options))


def confirm(item: ItemView, make_up: UUID, staff_id: UUID, now: datetime) -> None:
    """They are expected there, told once, and the request is closed. NotFound for a request about something else; Conflict
    when there is no room any more, it was decided, or nobody said that they are on it."""
    if item.kind != ABSENCE:
        raise NotFound
    absences.hold(item.participant_id, item.source_id)  # first, as it is where somebody takes it back
    attention.arrange_item(item, staff_id, now)
    absences.confirm(item.participant_id, item.source_id, make_up, staff_id, now)
    reminders.tell_of_make_up(item.participant_id, make_up, now)


def close(item: ItemView, staff_id: UUID, reason: str, now: datetime) -> None:
    """Closed without another meeting; whoever asked for one reads that."""
    if item.kind == ABSENCE:
        absences.hold(item.participant_id, item.source_id)
    attention.close_item(item, staff_id, reason, now)
    if item.kind == ABSENCE:
        absences.answer(item.participant_id, item.source_id, staff_id, now)
