"""The boards of today: each track with its sessions, and each person once with the sessions they come for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.accounts.sign_ins import Principal
from companion.program import service as program
from companion.program.service import ProgramView, TrackView
from companion.schedule import rules
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.staff.core import scope


@dataclass(frozen=True)
class Meeting:
    """One session of today. `coming` counts who is expected and did not say otherwise; `marked` of the `listed` people whose
    attendance the caller takes have a mark. `open`: attendance can be taken now; `led`: the caller leads it."""

    session: SessionView
    coming: int
    listed: int
    marked: int
    open: bool
    led: bool


@dataclass(frozen=True)
class Expected:
    """Somebody whose name the caller may read, with the sessions they come for and those they said they cannot make. `whole`: they
    come for every session of their track."""

    id: UUID
    name: str
    comes: list[SessionView]
    away: list[SessionView]
    whole: bool


@dataclass(frozen=True)
class Board:
    """A track of today. `others` are expected, too, but not the caller's to know. `own`: the caller leads one of its sessions, or
    looks after somebody in it."""

    track: str
    meetings: list[Meeting]
    people: list[Expected]
    others: int
    own: bool


Meant = tuple[SessionView, frozenset[UUID]]


def boards_of(
    who: Principal, mine: Set[UUID], homes: Sequence[ProgramView], days: Mapping[UUID, date], now: datetime
) -> tuple[list[tuple[ProgramView, list[Board]]], list[UUID]]:
    """(each program with its boards, one's own first; whose names stand on one of them), in a fixed number of statements. One-to-ones
    of people out of scope are left out."""
    found = schedule.expected_at(days)
    known = scope.may_see(mine, [session for session, _ in found])
    shown = [(session, meant) for session, meant in found if session.id in known]
    ids = [session.id for session, _ in shown]
    away = set(absences.said_of(ids))
    led, marks = scope.led(who, [session for session, _ in shown], homes), schedule.marked(ids)
    names = accounts.names(set().union(*(meant for _, meant in shown)) & mine)
    meetings = {session.id: _meeting(session, meant, mine, away, marks, led, now) for session, meant in shown}
    home_track = _first_tracks(shown)
    own = set(accounts.caseload(who.account_id))
    boards: dict[UUID, list[Board]] = {each.id: [] for each in homes}
    for track in program.tracks_of(days):
        some = [(session, meant) for session, meant in shown if session.track_id == track.id]
        if some:
            boards[track.program_id].append(_board(track, some, shown, meetings, home_track, names, away, own))
    return [(each, sorted(boards[each.id], key=lambda one: not one.own)) for each in homes], sorted(names)


def _meeting(
    session: SessionView,
    meant: frozenset[UUID],
    mine: Set[UUID],
    away: Collection[tuple[UUID, UUID]],
    marks: Mapping[UUID, set[UUID]],
    led: Set[UUID],
    now: datetime,
) -> Meeting:
    coming = {one for one in meant if (session.id, one) not in away}
    listed = coming if session.id in led else coming & mine
    open_now = session.on and session.kind != "break" and session.starts_at - rules.MARKED_FROM <= now
    marked = len(listed & marks.get(session.id, set()))
    return Meeting(session, len(coming), len(listed), marked, open_now, session.id in led)


def _first_tracks(shown: Sequence[Meant]) -> dict[UUID, UUID]:
    """Person → the track of the first session they come for, so that each is named once; a break names nobody."""
    found: dict[UUID, UUID] = {}
    for session, meant in shown:
        if session.on and session.kind != "break":
            for one in meant:
                found.setdefault(one, session.track_id)
    return found


def _board(
    track: TrackView,
    some: Sequence[Meant],
    shown: Sequence[Meant],
    meetings: Mapping[UUID, Meeting],
    home_track: Mapping[UUID, UUID],
    names: Mapping[UUID, str],
    away: Collection[tuple[UUID, UUID]],
    own: Set[UUID],
) -> Board:
    here = {one for one, of in home_track.items() if of == track.id}
    counted = [
        session for session, _ in some if session.on and session.kind != "break" and session.participant_id is None
    ]
    people = []
    for one in sorted(here & names.keys(), key=lambda each: (names[each].casefold(), each)):
        theirs = [session for session, meant in shown if one in meant and session.on and session.kind != "break"]
        gone = [session for session in theirs if (session.id, one) in away]
        comes = [session for session in theirs if session not in gone]
        whole = {session.id for session in comes} >= {session.id for session in counted} and len(comes) == len(counted)
        people.append(Expected(one, names[one], comes, gone, whole))
    led = any(meetings[session.id].led for session, _ in some)
    return Board(
        track.name,
        [meetings[session.id] for session, _ in some],
        people,
        len(here - names.keys()),
        led or bool(here & own),
    )
