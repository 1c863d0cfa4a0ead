"""What is coming for everybody at once, read in a few statements however many people there are, with stamps that change when,
and only when, something that concerns a person changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from companion.enrollment.models import Enrollment, Leave
from companion.enrollment.rules import comes_on
from companion.enrollment.service import EnrollmentView, Record
from companion.kernel import statements
from companion.kernel.database import db
from companion.kernel.statements import among
from companion.program.models import Program, Track
from companion.schedule.models import SessionGuest, TrackSession
from companion.schedule.overrides import invitees
from companion.schedule.rules import SessionView
from companion.schedule.sessions import VIEW_COLUMNS, guests_joined

_MEETING = tuple(VIEW_COLUMNS.values())
_MEMBER = (
    Enrollment.participant_id,
    Enrollment.track_id,
    Enrollment.starts_on,
    Enrollment.last_day,
    Enrollment.own_days,
    Enrollment.completed_on,
    Enrollment.left_as,
)
_GUEST: tuple[Any, ...] = (Enrollment.participant_id, TrackSession.id)
_INVITED: tuple[Any, ...] = (SessionGuest.session_id, SessionGuest.participant_id)
_OLDEST_FIRST = (Enrollment.last_day.is_(None), Enrollment.starts_on, Enrollment.created_at, Enrollment.id)
_Dated = tuple[SessionView, date]


class Forecast:
    """The meetings from `start` until `end`, and those until `changes_until` that were changed after `changed_since`.

    A meeting counts where it is and where it was before it moved. Cancelled ones are included with their status.
    """

    def __init__(self, start: datetime, end: datetime, changed_since: datetime, changes_until: datetime):
        self._of_track: dict[UUID, list[_Dated]] = {}
        self._of_person: dict[UUID, list[_Dated]] = {}
        self._as_guest: dict[UUID, list[_Dated]] = {}
        changed = and_(TrackSession.changed_at > changed_since, _around(start, changes_until))
        wanted = or_(_around(start, end), changed)
        found = list(_meetings(wanted))
        invited = invitees([view.id for view, _ in found if view.by_invitation])
        for view, day in found:
            if view.by_invitation:
                for whose in sorted(invited.get(view.id, ())):
                    self._of_person.setdefault(whose, []).append((view, day))
            elif view.participant_id is None:
                self._of_track.setdefault(view.track_id, []).append((view, day))
            else:
                self._of_person.setdefault(view.participant_id, []).append((view, day))
        known = {view.id: (view, day) for view, day in found}
        for whose, session_id in _guests(known):
            self._as_guest.setdefault(whose, []).append(known[session_id])

    def stamps(self, only: UUID | None = None) -> dict[str, str]:
        """Bare id of a person → a text that differs whenever their enrollments or meetings do; the same in every process."""
        tracks = {statements.bare_id(track): _stamp(meetings) for track, meetings in self._of_track.items()}
        found: dict[str, str] = {}
        for whose, track, *days in statements.rows(_bare_members(only)):
            found[whose] = f"{found.get(whose, '')}{tracks.get(track)}{days}"
        for whose, meetings in (*self._of_person.items(), *self._as_guest.items()):
            if statements.bare_id(whose) in found:
                found[statements.bare_id(whose)] += _stamp(meetings)
        return found

    def of(self, records: Mapping[UUID, Record]) -> dict[UUID, list[SessionView]]:
        """What lies ahead of these people: on days they are enrolled and not on leave, on weekdays of theirs."""
        found: dict[UUID, list[SessionView]] = {}
        for whose, record in records.items():
            mine = {view.id: view for row in record.enrollments for view in self._with(whose, row)}
            mine |= {view.id: view for view, _ in self._as_guest.get(whose, ())}
            there = (view for view in mine.values() if not record.is_away(view.local_date))
            found[whose] = sorted(there, key=lambda view: (view.starts_at, view.ends_at, view.id))
        return found

    def _with(self, whose: UUID, row: EnrollmentView) -> Iterator[SessionView]:
        own_days = row.own_days
        own = (one for one in self._of_person.get(whose, ()) if one[0].track_id == row.track_id)
        for view, day in (*self._of_track.get(row.track_id, ()), *own):
            personal = view.participant_id is not None or view.by_invitation
            if row.covers(view.local_date) and (not own_days or personal or comes_on(own_days, day)):
                yield view


def _bare_members(only: UUID | None) -> Select[Any]:
    """Each enrollment beside each leave of its person: what a stamp is made of."""
    query = statements.bare(*_MEMBER, Leave.starts_on, Leave.ends_on).select_from(Enrollment)
    query = query.outerjoin(Leave, Leave.participant_id == Enrollment.participant_id)
    query = query.order_by(Enrollment.participant_id, *_OLDEST_FIRST, Leave.starts_on, Leave.id)
    return query if only is None else query.where(Enrollment.participant_id == only)


def _around(start: datetime, end: datetime) -> ColumnElement[bool]:
    meeting = TrackSession
    return or_(
        and_(meeting.starts_at >= start, meeting.starts_at < end),
        and_(meeting.previous_starts_at >= start, meeting.previous_starts_at < end),
    )


def _meetings(wanted: ColumnElement[bool]) -> Iterator[tuple[SessionView, date]]:
    """The meetings with the day their pattern put them on; own days are about that one."""
    query = (
        select(*_MEETING, TrackSession.pattern_date)
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .where(wanted)
        .order_by(TrackSession.starts_at, TrackSession.id)
    )
    for row in db.session.execute(query):
        view = SessionView(*row[: len(_MEETING)])
        yield view, row.pattern_date or view.local_date


def _guests(session_ids: Iterable[UUID]) -> Iterator[tuple[UUID, UUID]]:
    """(guest, meeting) of these meetings, by meeting. Guests are few: they are looked up first, because a database that does
    not know it yet would put everybody's enrollments beside all meetings."""
    asked = among(SessionGuest.session_id, "meetings")
    found = db.session.execute(select(*_INVITED).where(asked), {"meetings": list(session_ids)}).all()
    if not found:
        return
    query: Select[Any] = (
        select(*_GUEST)
        .select_from(TrackSession)
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .where(among(TrackSession.id, "meetings"), among(Enrollment.participant_id, "guests"))
        .order_by(TrackSession.starts_at, TrackSession.id)
    )
    these = {"meetings": list({row[0] for row in found}), "guests": list({row[1] for row in found})}
    for row in db.session.execute(guests_joined(query), these):
        yield row[0], row[1]


def _stamp(meetings: list[tuple[SessionView, date]]) -> str:
    told = [
        (one.id.hex, one.starts_at, one.ends_at, one.status, one.changed_at, one.previous_starts_at, one.zone, day)
        for one, day in meetings
    ]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()
