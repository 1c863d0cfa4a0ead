"""Today: who is expected where, and who asked for something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.wrappers import Response

from companion.absences import service as absences
from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.kernel import clock, timezones
from companion.program import service as program
from companion.program.service import ProgramView, SessionView
from companion.staff import scope
from companion.staff.duty import unmanned
from companion.staff.frame import go, listed, looked, show, staff
from companion.staff.requests import list_of


@dataclass(frozen=True)
class Meeting:
    """One meeting of today: names the caller may read, how many more come, and who said that they will not."""

    session: SessionView
    names: list[str]
    others: int
    away: list[str]
    people: tuple[UUID, ...]


@page(staff, "/", policy=STAFF)
def today() -> Response:
    who, now = gate.who(), clock.now()
    requests = list_of(who, now)
    looked("today_opened", None)
    mine = set(scope.people(who))
    boards = [(each, _board(mine, each)) for each in scope.programs(who)]
    listed(one for _, board in boards for _, meetings in board for each in meetings for one in each.people)
    zone = boards[0][0].zone if boards else "UTC"
    days = {each.id: timezones.local_day(now, each.zone) for each, _ in boards}
    return show(
        "today.html",
        boards=boards,
        days=days,
        requests=requests,
        unmanned=unmanned(who),
        zone=zone,
    )


@page(staff, "", policy=STAFF)
def home() -> Response:
    return go("today")


def _board(mine: set[UUID], each: ProgramView) -> list[tuple[str, list[Meeting]]]:
    """(track, its meetings of today), tracks in their own order; one-to-ones of people out of scope are left out."""
    day = timezones.local_day(clock.now(), each.zone)
    expected: dict[UUID, set[UUID]] = {}
    for participant_id, session in program.expected_on(each.id, day):
        expected.setdefault(session.id, set()).add(participant_id)
    people = accounts.people(mine & {one for several in expected.values() for one in several})
    board: dict[UUID, list[Meeting]] = {}
    found = program.sessions_of_program(each.id, day, day)
    known, said = scope.may_see(mine, found), absences.said_of([each.id for each in found])
    for session in found:
        if session.id in known:
            meant = expected.get(session.id, set())
            coming = {one for one in meant if (session.id, one) not in said}
            named = tuple(sorted(meant & people.keys()))
            names = sorted(people[one].display_name for one in named if one in coming)
            away = sorted(people[one].display_name for one in named if one not in coming)
            meeting = Meeting(session, names, len(coming) - len(names), away, named)
            board.setdefault(session.track_id, []).append(meeting)
    return [(track.name, board[track.id]) for track in program.tracks(each.id) if track.id in board]
