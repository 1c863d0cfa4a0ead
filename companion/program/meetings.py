"""Reads the calendar for people: what is on for one person, for everybody due a reminder, and who is told about a change.

Hot paths: one statement each, Core rows, no entities. Own days are weekday sets, so they are decided here, not in SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, or_, select

from companion.kernel.database import db, fetch
from companion.kernel.errors import NotFound
from companion.program.models import Enrollment, Program, SessionInvitee, Track, TrackSession
from companion.program.rules import OwnDays, SessionView, comes_on

_FIELDS = tuple(SessionView.__dataclass_fields__)
_COLUMNS = [Program.zone if name == "zone" else getattr(TrackSession, name) for name in _FIELDS]
_MEMBERSHIP = [
    Enrollment.participant_id.label("whose"),
    Enrollment.own_days,
    TrackSession.pattern_date,
]


def own_days_from(stored: Sequence[Any]) -> list[OwnDays]:
    """The own days as kept in an enrollment's row."""
    return [OwnDays(date.fromisoformat(entry["since"]), frozenset(entry["weekdays"])) for entry in stored]


def _view(row: Row[Any]) -> SessionView:
    # What SessionView(*row) makes, at a quarter of its price: a phone asks for dozens.
    view = object.__new__(SessionView)
    view.__dict__.update(zip(_FIELDS, row, strict=False))
    return view


def _all() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .join(Track, Track.id == TrackSession.track_id)
        .join(Program, Program.id == Track.program_id)
        .order_by(TrackSession.starts_at, TrackSession.ends_at, TrackSession.id)
    )


def _covered() -> ColumnElement[bool]:
    """Enrollments whose days include the meeting, and that it is meant for."""
    return and_(
        Enrollment.track_id == TrackSession.track_id,
        Enrollment.starts_on <= TrackSession.local_date,
        or_(Enrollment.last_day.is_(None), Enrollment.last_day >= TrackSession.local_date),
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


def _with_members() -> Select[Any]:
    return _all().add_columns(*_MEMBERSHIP).join(Enrollment, _covered())


def _comes(row: Row[Any]) -> bool:
    """Own days are about the weekly pattern: who comes on Mondays comes to Monday's group wherever it was moved."""
    if not row.own_days or row.participant_id is not None or row.by_invitation:
        return True
    return comes_on(own_days_from(row.own_days), row.pattern_date or row.local_date)


def sessions_of(participant_id: UUID, start: date, end: date) -> list[SessionView]:
    """The person's meetings on the program's local days `start` to `end`, both included, earliest first.

    Cancelled ones are among them, so that a phone can say so; days before the start and after completion are not.
    """
    return [_view(row) for row in fetch(_MINE, whose=participant_id, start=start, end=end) if _comes(row)]


_MINE = (
    _all()
    .add_columns(Enrollment.own_days, TrackSession.pattern_date)
    .join(Enrollment, _covered())
    .where(
        Enrollment.participant_id == bindparam("whose"),
        TrackSession.local_date >= bindparam("start"),
        TrackSession.local_date <= bindparam("end"),
    )
)


def session_of(participant_id: UUID, session_id: UUID) -> SessionView:
    """One meeting of this person. NotFound for everybody else's, too."""
    query = _with_members().where(Enrollment.participant_id == participant_id, TrackSession.id == session_id)
    row = db.session.execute(query).first()
    if row is None or not _comes(row):
        raise NotFound
    return _view(row)


def upcoming(start: datetime, end: datetime) -> Iterator[tuple[UUID, SessionView]]:
    """(participant, meeting) for every meeting that starts, or was to start before it moved, in [start, end).

    One statement for all participants of all programs; cancelled meetings are included with their status.
    """
    meeting = TrackSession
    query = _with_members().where(
        or_(
            and_(meeting.starts_at >= start, meeting.starts_at < end),
            and_(meeting.previous_starts_at >= start, meeting.previous_starts_at < end),
        )
    )
    for row in db.session.execute(query):
        if _comes(row):
            yield row.whose, _view(row)


def who_is_told(session_id: UUID) -> list[UUID]:
    """The participants a change of this meeting concerns: its track's, on a day of theirs. Nobody else."""
    return sorted(who_are_told([session_id]).get(session_id, ()))


def who_are_told(session_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Meeting → the participants it concerns, for many meetings at once."""
    found: dict[UUID, set[UUID]] = {}
    for start in range(0, len(session_ids), 500):
        for row in db.session.execute(_with_members().where(TrackSession.id.in_(session_ids[start : start + 500]))):
            if _comes(row):
                found.setdefault(row.id, set()).add(row.whose)
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
    rows = db.session.execute(
        _with_members().where(Enrollment.participant_id == participant_id, TrackSession.id == session_id)
    )
    return any(_comes(row) and row.status == "scheduled" for row in rows)


def session_state(session_id: UUID) -> SessionView | None:
    """The meeting as it stands now; None when it is no longer in the calendar."""
    row = db.session.execute(_all().where(TrackSession.id == session_id)).first()
    return _view(row) if row else None


def sessions_of_program(program_id: UUID, start: date, end: date) -> list[SessionView]:
    """Every meeting of the program on the local days `start` to `end`, for the staff's schedule."""
    query = _all().where(Program.id == program_id, TrackSession.local_date >= start, TrackSession.local_date <= end)
    return [_view(row) for row in db.session.execute(query)]


def expected_on(program_id: UUID, day: date) -> list[tuple[UUID, SessionView]]:
    """(participant, meeting) for who is expected where on this day; what is cancelled is left out."""
    return expected_between(program_id, day, day)


def expected_between(program_id: UUID, first: date, last: date) -> list[tuple[UUID, SessionView]]:
    """The same for the local days `first` to `last`, both included."""
    query = _with_members().where(
        Program.id == program_id,
        TrackSession.local_date >= first,
        TrackSession.local_date <= last,
        TrackSession.status == "scheduled",
    )
    return [(row.whose, _view(row)) for row in db.session.execute(query) if _comes(row)]
