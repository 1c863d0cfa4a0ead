"""Guests: people who come to a session to make up for another one, and which sessions have room for them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select

from companion.kernel.database import db
from companion.kernel.errors import Conflict
from companion.kernel.statements import affected, insert_ignore
from companion.program.models import Track
from companion.schedule import sessions
from companion.schedule.models import SessionGuest, TrackSession
from companion.schedule.rules import SessionView


def similar_sessions(program_id: UUID, kind: str, start: datetime, end: datetime) -> list[SessionView]:
    """The meetings of this kind that start in [start, end), in every track of the program that is not retired, earliest
    first; what is for one person or by invitation is not among them, nor what is called off."""
    one = TrackSession
    return sessions.sessions_where(
        Track.program_id == program_id,
        Track.retired_on.is_(None),
        one.kind == kind,
        one.starts_at >= start,
        one.starts_at < end,
        one.status == "scheduled",
        one.participant_id.is_(None),
        one.by_invitation.is_(False),
    )


def places_left(session_ids: Collection[UUID]) -> dict[UUID, int | None]:
    """Meeting → how many more people it has room for: the places of its track less whom it expects. None when nobody
    counts. Two statements, however many meetings there are."""
    wanted = list(session_ids)
    expected = sessions.who_are_told(wanted)
    query = select(TrackSession.id, Track.capacity).join(Track, Track.id == TrackSession.track_id)
    return {
        own: None if capacity is None else capacity - len(expected.get(own, ()))
        for own, capacity in db.session.execute(query.where(TrackSession.id.in_(wanted)))
    }


def add_guest(session_id: UUID, participant_id: UUID) -> None:
    """They come to this meeting as well. Conflict when there is no room for them or they are not in the program that day.

    Of two who want the last place, one gets it."""
    sessions.lock_session(session_id)
    left = places_left([session_id]).get(session_id, 0)
    if left is not None and left <= 0:
        raise Conflict("no_room", "Every place in this meeting is taken.")
    insert_ignore(
        SessionGuest, [{"session_id": session_id, "participant_id": participant_id}], ["session_id", "participant_id"]
    )
    if not sessions.is_expected(participant_id, session_id):
        raise Conflict("not_enrolled_then", "This person is not in the program on that day.")


def remove_guest(session_id: UUID, participant_id: UUID) -> None:
    """They do not come as a guest any more. Harmless to repeat."""
    gone = delete(SessionGuest).where(
        SessionGuest.session_id == session_id, SessionGuest.participant_id == participant_id
    )
    affected(gone.execution_options(synchronize_session=False))


def guests_of(session_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Meeting → its guests; meetings without any are left out."""
    query = select(SessionGuest.session_id, SessionGuest.participant_id)
    found: dict[UUID, set[UUID]] = {}
    for session_id, whose in db.session.execute(query.where(SessionGuest.session_id.in_(list(session_ids)))):
        found.setdefault(session_id, set()).add(whose)
    return found


def visited(track_ids: Collection[UUID], first: date) -> set[UUID]:
    """Which of these tracks' meetings, planned for `first` or later, have guests."""
    query = select(SessionGuest.session_id).join(TrackSession, TrackSession.id == SessionGuest.session_id)
    return set(
        db.session.scalars(query.where(TrackSession.track_id.in_(list(track_ids)), TrackSession.pattern_date >= first))
    )
