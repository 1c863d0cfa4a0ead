"""Reads sessions for people: what is on for one person, for everybody with a due reminder, and who is told about a change.

Hot paths: one statement each, Core rows, no entities. Own days are sets of weekdays, so they are decided here, not in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    false,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import aliased

from companion.enrollment.days import comes_in_on
from companion.enrollment.models import Enrollment
from companion.enrollment.rules import comes_on, own_days_from
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.kernel.statements import fetch
from companion.program.models import Program, Track
from companion.schedule.models import SessionGuest, SessionInvitee, TrackSession
from companion.schedule.rules import SessionView

# Of a SessionView, in its order.
VIEW_COLUMNS: dict[str, Any] = {
    "id": TrackSession.id,
    "track_id": TrackSession.track_id,
    "participant_id": TrackSession.participant_id,
    "zone": Program.zone,
    "local_date": TrackSession.local_date,
    "starts_at": TrackSession.starts_at,
    "ends_at": TrackSession.ends_at,
    "kind": TrackSession.kind,
    "title": TrackSession.title,
    "place": TrackSession.place,
    "join_url": TrackSession.join_url,
    "with_name": TrackSession.with_name,
    "modality": TrackSession.modality,
    "optional": TrackSession.optional,
    "status": TrackSession.status,
    "changed_at": TrackSession.changed_at,
    "previous_starts_at": TrackSession.previous_starts_at,
    "telehealth": TrackSession.telehealth,
    "by_invitation": TrackSession.by_invitation,
    "bring": TrackSession.bring,
}
_FIELDS = tuple(VIEW_COLUMNS)
_COLUMNS = [column.label(name) for name, column in VIEW_COLUMNS.items()]
_MEMBERSHIP = [
    Enrollment.participant_id.label("whose"),
    Enrollment.own_days,
    TrackSession.pattern_date,
]


def _view(row: Row[Any]) -> SessionView:
    # What SessionView(*row) makes, at a quarter of its price: a phone asks for dozens.
    view = object.__new__(SessionView)
    view.__dict__.update(zip(_FIELDS, row, strict=False))
    return view


def _any() -> Select[Any]:
    return (
        select(*_COLUMNS).join(Track, Track.id == TrackSession.track_id).join(Program, Program.id == Track.program_id)
    )


def _all() -> Select[Any]:
    return _any().order_by(TrackSession.starts_at, TrackSession.ends_at, TrackSession.id)


def _covered() -> ColumnElement[bool]:
    """Enrollments whose days include the meeting, leaves left out, and that it is meant for."""
    return and_(
        Enrollment.track_id == TrackSession.track_id,
        comes_in_on(TrackSession.local_date),
        or_(
            and_(TrackSession.participant_id.is_(None), TrackSession.by_invitation.is_(False)),
            TrackSession.participant_id == Enrollment.participant_id,
            and_(TrackSession.by_invitation.is_(True), _invited()),
        ),
    )


def _invited() -> ColumnElement[bool]:
    mine = (
        SessionInvitee.session_id == TrackSession.id,
        SessionInvitee.participant_id == Enrollment.participant_id,
    )
    return exists().where(*mine).correlate(TrackSession, Enrollment)


def guests_joined(query: Select[Any]) -> Select[Any]:
    """This query of meetings and their programs, for each guest who is enrolled anywhere in the program that day. Whoever
    left the program is a guest no more, without anybody having to think of it."""
    theirs = aliased(Track)
    return (
        query.join(SessionGuest, SessionGuest.session_id == TrackSession.id)
        .join(
            Enrollment,
            and_(Enrollment.participant_id == SessionGuest.participant_id, comes_in_on(TrackSession.local_date)),
        )
        .join(theirs, and_(theirs.id == Enrollment.track_id, theirs.program_id == Program.id))
    )


def _with_members(*where: ColumnElement[bool]) -> CompoundSelect[Any]:
    """A row for everybody a meeting is meant for, and for its guests; somebody may be both."""
    meant = _any().add_columns(*_MEMBERSHIP, false().label("guest")).join(Enrollment, _covered())
    guests = guests_joined(_any().add_columns(*_MEMBERSHIP, true().label("guest")))
    both = union_all(meant.where(*where), guests.where(*where))
    return both.order_by("starts_at", "ends_at", "id", "guest")


def _who_come(rows: Iterable[Row[Any]]) -> Iterator[tuple[UUID, Row[Any]]]:
    """(person, their row), each person once for each meeting."""
    seen: set[tuple[UUID, UUID]] = set()
    for row in rows:
        if row.guest and (row.whose, row.id) in seen:
            continue
        if _comes(row):
            seen.add((row.whose, row.id))
            yield row.whose, row


def _comes(row: Row[Any]) -> bool:
    """Own days are about the weekly pattern: who comes on Mondays comes to Monday's group wherever it was moved."""
    if not row.own_days or row.guest or row.participant_id is not None or row.by_invitation:
        return True
    return comes_on(own_days_from(row.own_days), row.pattern_date or row.local_date)


def sessions_of(participant_id: UUID, start: date, end: date) -> list[SessionView]:
    """The person's meetings on the program's local days `start` to `end`, both included, earliest first.

    Cancelled ones are among them, so that a phone can say so; days before the start, on leave, and after the end are not.
    """
    return [_view(row) for _, row in _who_come(fetch(_MINE, whose=participant_id, start=start, end=end))]


_MINE: Any = _with_members(
    Enrollment.participant_id == bindparam("whose"),
    TrackSession.local_date >= bindparam("start"),
    TrackSession.local_date <= bindparam("end"),
)


def session_of(participant_id: UUID, session_id: UUID) -> SessionView:
    """One meeting of this person. NotFound for everybody else's, too."""
    for _, row in _who_come(db.session.execute(_theirs(participant_id, session_id))):
        return _view(row)
    raise NotFound


def _theirs(participant_id: UUID, session_id: UUID) -> CompoundSelect[Any]:
    return _with_members(Enrollment.participant_id == participant_id, TrackSession.id == session_id)


def upcoming(start: datetime, end: datetime) -> Iterator[tuple[UUID, SessionView]]:
    """(participant, meeting) for every meeting that starts, or was to start before it moved, in [start, end).

    One statement for all participants of all programs; cancelled meetings are included with their status.
    """
    meeting = TrackSession
    query = _with_members(
        or_(
            and_(meeting.starts_at >= start, meeting.starts_at < end),
            and_(meeting.previous_starts_at >= start, meeting.previous_starts_at < end),
        )
    )
    for whose, row in _who_come(db.session.execute(query)):
        yield whose, _view(row)


def who_is_told(session_id: UUID) -> list[UUID]:
    """The participants a change of this meeting concerns: its track's, on a day of theirs, and its guests. Nobody else."""
    return sorted(who_are_told([session_id]).get(session_id, ()))


def who_are_told(session_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Meeting → the participants it concerns, for many meetings at once."""
    found: dict[UUID, set[UUID]] = {}
    for start in range(0, len(session_ids), 500):
        wanted = _with_members(TrackSession.id.in_(session_ids[start : start + 500]))
        for whose, row in _who_come(db.session.execute(wanted)):
            found.setdefault(row.id, set()).add(whose)
    return found


def session_states(session_ids: Sequence[UUID]) -> list[SessionView]:
    """These meetings as they stand now, earliest first; what is no longer in the calendar is left out."""
    found: list[SessionView] = []
    for start in range(0, len(session_ids), 500):
        wanted = _all().where(TrackSession.id.in_(session_ids[start : start + 500]))
        found += (_view(row) for row in db.session.execute(wanted))
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, one.id))


def is_expected(participant_id: UUID, session_id: UUID) -> bool:
    """Whether this person is expected there as things stand now: still on, still enrolled, a day of theirs."""
    rows = db.session.execute(_theirs(participant_id, session_id))
    return any(row.status == "scheduled" for _, row in _who_come(rows))


def is_scheduled(track_id: UUID, starts_at: datetime, title: str) -> bool:
    """Whether the calendar has a meeting of the track at this instant under this title that is not cancelled."""
    one = TrackSession
    same = (one.track_id == track_id, one.starts_at == starts_at, one.title == title, one.status == "scheduled")
    return db.session.execute(select(one.id).where(*same)).first() is not None


def lock_session(session_id: UUID) -> None:
    """Whoever else wants to decide something about this meeting waits until this transaction is over."""
    db.session.execute(select(TrackSession.id).where(TrackSession.id == session_id).with_for_update())


def session_state(session_id: UUID) -> SessionView | None:
    """The meeting as it stands now; None when it is no longer in the calendar."""
    row = db.session.execute(_all().where(TrackSession.id == session_id)).first()
    return _view(row) if row else None


def sessions_of_program(program_id: UUID, start: date, end: date) -> list[SessionView]:
    """Every meeting of the program on the local days `start` to `end`, for the staff's schedule."""
    return sessions_where(Program.id == program_id, TrackSession.local_date >= start, TrackSession.local_date <= end)


def sessions_where(*where: ColumnElement[bool]) -> list[SessionView]:
    """The meetings for which all of this holds, whoever they are for, earliest first."""
    return [_view(row) for row in db.session.execute(_all().where(*where))]


def expected_on(program_id: UUID, day: date) -> list[tuple[UUID, SessionView]]:
    """(participant, meeting) for who is expected where on this day; what is cancelled is left out."""
    return expected_between(program_id, day, day)


def expected_between(program_id: UUID, first: date, last: date) -> list[tuple[UUID, SessionView]]:
    """The same for the local days `first` to `last`, both included."""
    return [(whose, _view(row)) for whose, row in _who_come(db.session.execute(_in_days(program_id, first, last)))]


def meant_between(program_id: UUID, first: date, last: date) -> list[tuple[UUID, SessionView]]:
    """The same without guests: what was planned for each person, before anything was made up for."""
    rows = db.session.execute(_in_days(program_id, first, last))
    return [(row.whose, _view(row)) for row in rows if not row.guest and _comes(row)]


def _in_days(program_id: UUID, first: date, last: date) -> CompoundSelect[Any]:
    return _with_members(
        Program.id == program_id,
        TrackSession.local_date >= first,
        TrackSession.local_date <= last,
        TrackSession.status == "scheduled",
    )
