"""Today: who is expected where, and who asked for something."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.sign_ins import Who
from companion.attention import rules as attention_rules
from companion.attention import service as attention
from companion.audit import service as audit
from companion.kernel import clock, timezones
from companion.kernel.database import transaction
from companion.program import service as program
from companion.program.service import ProgramView, SessionView
from companion.staff import scope
from companion.staff.frame import go, refusal, show, staff


@dataclass(frozen=True)
class Meeting:
    """One meeting of today: names the caller may read, and how many more come."""

    session: SessionView
    names: list[str]
    others: int


@page(staff, "/", policy=STAFF)
def today() -> Response:
    who, now = gate.who(), clock.now()
    items, late = scope.requests(who, now)
    with transaction():
        audit.record(who.account_id, "today_opened", None, "", now)
        for participant_id in dict.fromkeys(item.participant_id for item in items):
            audit.record(who.account_id, "request_seen", participant_id, "", now)
    names = accounts.people({i.participant_id for i in items} | {i.acknowledged_by for i in items if i.acknowledged_by})
    mine = set(scope.people(who))
    boards = [(each, _board(mine, each)) for each in scope.programs(who)]
    zone = boards[0][0].zone if boards else "UTC"
    days = {each.id: timezones.local_day(now, each.zone) for each, _ in boards}
    return show(
        "today.html",
        boards=boards,
        days=days,
        items=items,
        late=late,
        names=names,
        zone=zone,
        reasons=attention_rules.REASONS,
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
    known = scope.may_see(mine, found)
    for session in found:
        if session.id in known:
            coming = expected.get(session.id, set())
            names = sorted(people[one].display_name for one in coming & people.keys())
            board.setdefault(session.track_id, []).append(Meeting(session, names, len(coming) - len(names)))
    return [(track.name, board[track.id]) for track in program.tracks(each.id) if track.id in board]


@page(staff, "/requests/<uuid:item_id>/acknowledge", policy=STAFF, methods=("POST",))
def acknowledge(item_id: UUID) -> Response:
    """Only what the caller sees on this page; anything else is not there."""
    who = gate.who()
    return _after(refusal(lambda: _acknowledge(who, item_id)), "acknowledged")


def _acknowledge(who: Who, item_id: UUID) -> None:
    whose = attention.acknowledge(item_id, who.account_id, _whose(who), clock.now())
    audit.record(who.account_id, "request_acknowledged", whose, str(item_id), clock.now())


@page(staff, "/requests/<uuid:item_id>/close", policy=STAFF, methods=("POST",))
def close(item_id: UUID) -> Response:
    who = gate.who()
    return _after(refusal(lambda: _close(who, item_id, request.form.get("reason", ""))), "closed")


def _close(who: Who, item_id: UUID, reason: str) -> None:
    whose = attention.close(item_id, who.account_id, reason, _whose(who), clock.now())
    audit.record(who.account_id, "request_closed", whose, str(item_id), clock.now())


def _whose(who: Who) -> set[UUID]:
    """Whose requests the caller may work off: of those they look after, and those that escalated to them."""
    items, _ = scope.requests(who, clock.now())
    return {item.participant_id for item in items} | set(accounts.caseload(who.account_id))


def _after(problem: str | None, done: str) -> Response:
    if problem is None:
        return go("today", done)
    flask.flash(f"error.{problem}")
    return go("today")
