"""JSON bodies of the alumni routes. Wall times are the program's, as "19:00"; instants are UTC."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from companion.alumni.rules import EventView, GroupView, Meeting
from companion.kernel.payload import Out, Stamp


class MeetingOut(Out):
    local_date: date
    starts_local: str
    ends_local: str
    starts_at: Stamp
    ends_at: Stamp

    @classmethod
    def of(cls, meeting: Meeting) -> MeetingOut:
        return cls(
            local_date=meeting.local_date,
            starts_local=f"{meeting.starts:%H:%M}",
            ends_local=f"{meeting.ends:%H:%M}",
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
        )


class GroupOut(Out):
    id: UUID
    name: str
    about: str
    weekday: int
    ask_for: str
    place: str | None
    join_url: str | None
    phone: str | None
    meetings: list[MeetingOut]

    @classmethod
    def of(cls, group: GroupView) -> GroupOut:
        meetings = [MeetingOut.of(one) for one in group.meetings]
        return cls(**(vars(group) | {"meetings": meetings}))


class GroupsOut(Out):
    items: list[GroupOut]


class EventOut(Out):
    id: UUID
    title: str
    about: str
    ask_for: str | None
    place: str | None
    join_url: str | None
    when: MeetingOut

    @classmethod
    def of(cls, event: EventView) -> EventOut:
        return cls(**(vars(event) | {"when": MeetingOut.of(event.when)}))


class EventsOut(Out):
    items: list[EventOut]
