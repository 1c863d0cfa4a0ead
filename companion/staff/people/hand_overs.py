"""Somebody on staff leaves: everybody they look after is handed over at once, after a look at what that means for whom."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.accounts.sign_ins import Principal
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import clock
from companion.kernel.errors import Conflict, Forbidden
from companion.program import service as program
from companion.staff.core import scope
from companion.staff.core.forms import id_in
from companion.staff.core.layout import go, refusal, seen, show, staff
from companion.staff.people import care_teams, forms


@dataclass(frozen=True)
class Handed:
    """One person of the preview: what ends for them with the hand-over."""

    person: accounts.Person
    enrollment: EnrollmentView | None
    code_ends: bool
    requests: int


@page(staff, "/hand-over", policy=COORDINATOR)
def hand_over_all() -> Response:
    """Whom one member of staff looks after, and what handing them over would end. Changes nothing."""
    return _show(id_in(request.args.get("member", "")), id_in(request.args.get("staff", "")))


@page(staff, "/hand-over", policy=COORDINATOR, methods=("POST",), endpoint="do_hand_over_all")
def do_hand_over_all() -> Response:
    """Exactly the people that were shown; if they are others by now, the page is shown again."""
    who, form, now = gate.who(), forms.HandOverAllForm(), clock.now()
    form.staff.choices = {str(one): "" for each in scope.programs(who) for one in program.staff_of(each.id)}
    if form.leaves.data and who.role != "admin":
        raise Forbidden()
    problem = form.problem() or refusal(lambda: _hand_over(who, form, now))
    if problem:
        return _show(id_in(form.member.data or ""), id_in(form.staff.data or ""), problem)
    return go("people", "all_handed_over")


def _hand_over(who: Principal, form: forms.HandOverAllForm, now: datetime) -> None:
    member, to = UUID(form.member.data), UUID(form.staff.data)
    people = _caseload(who, member)
    if _mark(people) != form.seen.data:
        raise Conflict("changed_meanwhile", "It has changed in the meantime. Look again.")
    ended = care_teams.hand_over(people, member, to, who.account_id, now)
    if form.leaves.data:
        theirs = {each.id for each in program.programs_of_staff(member)}
        for each in scope.programs(who):
            if each.id in theirs:
                care_teams.leave_program(each.id, member, who.account_id, now)
    if ended.codes:
        flask.flash("flash.code_ended")


def _show(member: UUID | None, to: UUID | None, problem: str | None = None) -> Response:
    who, now = gate.who(), clock.now()
    mine = accounts.caseloads(scope.ids(who))
    homes = [program.staff_of(each.id) for each in scope.programs(who)]
    known = accounts.people({*mine, *(one for home in homes for one in home)})
    people = mine.get(member, []) if member else []
    seen(scope.zone(who), listed=people)
    return show(
        "people/hand_over.html",
        422 if problem else 200,
        members=_by_name(known, mine),
        candidates=_by_name(
            known, {one for home in homes for one in home if known[one].disabled_at is None} - {member}
        ),
        member=known.get(member) if member else None,
        to=known.get(to) if to and to != member else None,
        people=_handed(member, people, now) if member else [],
        seen=_mark(people),
        problem=problem,
    )


def _handed(member: UUID, people: Collection[UUID], now: datetime) -> list[Handed]:
    codes, requests = care_teams.would_end(member, people, now)
    latest, persons = enrollment.statuses(people, now), accounts.people(people)
    rows = [
        Handed(persons[one], latest[one].now if one in latest else None, one in codes, requests.get(one, 0))
        for one in people
    ]
    return sorted(rows, key=lambda row: row.person.display_name.casefold())


def _caseload(who: Principal, member: UUID) -> list[UUID]:
    """Those of this member's people whom the caller may see."""
    return accounts.caseloads(scope.ids(who)).get(member, [])


def _by_name(known: dict[UUID, accounts.Person], ids: Collection[UUID]) -> list[tuple[UUID, str]]:
    found = [(one, known[one].display_name) for one in ids]
    return sorted(found, key=lambda each: each[1].casefold())


def _mark(people: Collection[UUID]) -> str:
    """The same for the same people."""
    return hashlib.sha256("".join(sorted(map(str, people))).encode()).hexdigest()[:32]
