"""JSON bodies of the absence routes."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from companion.absences.rules import AbsenceView, Reason, shown_as
from companion.kernel import timezones
from companion.kernel.payload import In, Out, Stamp
from companion.program.service import Translator
from companion.schedule.rules import SessionView


class AbsenceIn(In):
    """`said_at` is the moment of the tap, which may be long before it reaches us. `make_up` is the meeting they would like
    to come to instead. `owner` is the account the phone said it for: checked, never believed."""

    session_id: UUID
    reason: Reason | None = None
    make_up: UUID | None = None
    said_at: Stamp
    owner: UUID | None = None


class WishIn(In):
    """`make_up` is the session they would like to come to instead of this one."""

    session_id: UUID
    make_up: UUID


class AwayDaysIn(In):
    """Days of the program's zone, both included. Of them everything is meant that is not over at `said_at`, the moment of
    the tap; all of it where all of it is over. `owner` as for a single session."""

    starts_on: date
    ends_on: date
    reason: Reason | None = None
    wishes: list[WishIn] = Field(default=[], max_length=20)
    said_at: Stamp
    owner: UUID | None = None


class TakenBackIn(In):
    """`taken_back_at` is the moment of the tap."""

    taken_back_at: Stamp
    owner: UUID | None = None


class OtherMeeting(Out):
    """A meeting that can make up for another. `starts_local` and `ends_local` are wall times in the program's zone."""

    id: UUID
    local_date: date
    starts_at: Stamp
    starts_local: str
    ends_local: str
    title: str
    place: str | None

    @classmethod
    def of(cls, view: SessionView, translate: Translator) -> Self:
        starts, ends = (timezones.local_time(at, view.zone) for at in (view.starts_at, view.ends_at))
        return cls(
            id=view.id,
            local_date=view.local_date,
            starts_at=view.starts_at,
            starts_local=f"{starts:%H:%M}",
            ends_local=f"{ends:%H:%M}",
            title=translate(view.title),
            place=translate.optional(view.place),
        )


class AbsenceOut(Out):
    """What I said of one meeting: the team has it (told), another one is asked for (waiting) or promised (confirmed), the
    one that was asked for or promised is off (called_off), or the team is done with it (answered, by whom)."""

    id: UUID
    session_id: UUID
    said_at: Stamp
    reason: Reason | None
    state: Literal["told", "waiting", "confirmed", "called_off", "answered"]
    make_up: OtherMeeting | None
    by: str | None
    request_id: UUID | None

    @classmethod
    def of(cls, one: AbsenceView, make_up: SessionView | None, by: str | None, translate: Translator) -> Self:
        stands = make_up is not None and make_up.on
        return cls(
            id=one.id,
            session_id=one.session_id,
            said_at=one.said_at,
            reason=one.reason,
            state=shown_as(one.state, stands=stands),
            make_up=OtherMeeting.of(make_up, translate) if make_up else None,
            by=by,
            request_id=one.request_id,
        )


class AwayDaysOut(Out):
    """Days I said I cannot come on, and did not take back. What it covers is in `items`, under its id."""

    id: UUID
    starts_on: date
    ends_on: date
    said_at: Stamp


class AbsencesOut(Out):
    """Of the last two weeks and ahead. `missed`: a meeting of today at which I was missed and of which I said nothing."""

    items: list[AbsenceOut]
    days: list[AwayDaysOut]
    missed: UUID | None


class AbsenceTaken(AbsencesOut):
    outcome: Literal["created", "same"]


class MakeUpsOut(Out):
    items: list[OtherMeeting]
