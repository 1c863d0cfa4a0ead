"""What is coming for everybody at once: read in two statements however many people there are, and told apart by stamps
that change when, and only when, something that concerns a person did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from companion.kernel.database import db
from companion.program.meetings import own_days_from
from companion.program.models import Enrollment, Program, Track, TrackSession
from companion.program.rules import SessionView, comes_on

_FIELDS = tuple(SessionView.__dataclass_fields__)
_MEETING = [Program.zone if name == "zone" else getattr(TrackSession, name) for name in _FIELDS]
_MEMBER = (
    Enrollment.participant_id,
    Enrollment.track_id,
    Enrollment.starts_on,
    Enrollment.last_day,
    Enrollment.own_days,
    Enrollment.completed_on,
)


class Outlook:
    """The meetings from `start` until `end`, and those until `changes_until` that were changed after `changed_since`.

    A meeting counts where it is and where it was before it moved. Cancelled ones are included with their status.
    """

    def __init__(
        self,
        start: datetime,
        end: datetime,
        changed_since: datetime,
        changes_until: datetime,
        only: UUID | None = None,
    ):
        self._members = _members(only)
        self._of_track: dict[UUID, list[tuple[SessionView, date]]] = {}
        self._of_person: dict[UUID, list[tuple[SessionView, date]]] = {}
        changed = and_(TrackSession.changed_at > changed_since, _around(start, changes_until))
        for view, day in _meetings(or_(_around(start, end), changed)):
            if view.participant_id is None:
                self._of_track.setdefault(view.track_id, []).append((view, day))
            else:
                self._of_person.setdefault(view.participant_id, []).append((view, day))
        self._stamps = {track: _stamp(meetings) for track, meetings in self._of_track.items()}

    def stamp(self, participant_id: UUID) -> str:
        """Another text whenever this person's enrollments or meetings are different; the same in every process."""
        enrolled = ";".join(
            f"{self._stamps.get(row.track_id)}{row.starts_on}{row.last_day}{row.own_days}{row.completed_on}"
            for row in self._members.get(participant_id, ())
        )
        own = self._of_person.get(participant_id)
        return f"{enrolled}|{_stamp(own) if own else ''}"

    def meetings(self, participant_id: UUID) -> list[SessionView]:
        """The person's meetings: on days they are enrolled, on weekdays of theirs, earliest first."""
        found = [
            view
            for row in self._members.get(participant_id, ())
            for view, day in (*self._of_track.get(row.track_id, ()), *self._own(participant_id, row.track_id))
            if row.starts_on <= view.local_date and (row.last_day is None or view.local_date <= row.last_day)
            if not row.own_days or view.participant_id or comes_on(own_days_from(row.own_days), day)
        ]
        return sorted(found, key=lambda view: (view.starts_at, view.ends_at, view.id))

    def completed_on(self, participant_id: UUID) -> date | None:
        """The last day of the latest enrollment, if it is completed."""
        rows = self._members.get(participant_id)
        completed: date | None = rows[-1].completed_on if rows else None
        return completed

    def _own(self, participant_id: UUID, track_id: UUID) -> Iterator[tuple[SessionView, date]]:
        return (one for one in self._of_person.get(participant_id, ()) if one[0].track_id == track_id)


def _members(only: UUID | None) -> dict[UUID, list[Any]]:
    """Everybody's enrollments, the current one last."""
    query = select(*_MEMBER).order_by(
        Enrollment.last_day.is_(None), Enrollment.starts_on, Enrollment.created_at, Enrollment.id
    )
    if only is not None:
        query = query.where(Enrollment.participant_id == only)
    found: dict[UUID, list[Any]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.participant_id, []).append(row)
    return found


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
        view = SessionView(*row[: len(_FIELDS)])
        yield view, row.pattern_date or view.local_date


def _stamp(meetings: list[tuple[SessionView, date]]) -> str:
    told = [
        (one.id.hex, one.starts_at, one.ends_at, one.status, one.changed_at, one.previous_starts_at, one.zone, day)
        for one, day in meetings
    ]
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()
