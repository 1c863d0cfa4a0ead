"""Closing somebody's account, after reading what ends and what stays; and opening it again with a new code."""

from __future__ import annotations

from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import FRESH_PROOF, STAFF
from companion.accounts.rules import DIED
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.errors import Conflict, Forbidden, NotFound
from companion.leaving import service as leaving
from companion.leaving.rules import STAFF_REASONS
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.people import forms
from companion.staff.people.pages import hand_over, show_person


@page(staff, "/people/<uuid:participant_id>/close", policy=STAFF)
def close_account(participant_id: UUID) -> Response:
    """What ends, what stays, and the reasons to choose from."""
    return _ask(_open_account(gate.who(), participant_id))


@page(
    staff,
    "/people/<uuid:participant_id>/close",
    policy=STAFF,
    proof=FRESH_PROOF,
    methods=("POST",),
    endpoint="do_close_account",
)
def do_close_account(participant_id: UUID) -> Response:
    who, form = gate.who(), forms.CloseForm()
    person = _open_account(who, participant_id)

    def write() -> None:
        _open_account(who, participant_id)
        leaving.close(participant_id, form.reason.data, who.account_id, clock.now())

    problem = form.problem() or refusal(write)
    return _ask(person, problem) if problem else go("person", "account_closed", participant_id=participant_id)


@page(staff, "/people/<uuid:participant_id>/reopen", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def reopen_account(participant_id: UUID) -> Response:
    """Open it again and make a code in one act: without a code, nobody gets in."""
    who, form, made = gate.who(), Form(), []

    def write() -> None:
        person, now = scope.person(who, participant_id), clock.now()
        if person.disabled_at is None:
            raise Conflict("account_open", "This account is open.")
        if person.closed_reason == DIED and who.role != "admin":
            raise Forbidden()
        leaving.reopen(participant_id, who.account_id, now)
        made.append(accounts.invite(participant_id, who.account_id, now))
        audit.record(who.account_id, "code_made", participant_id, "", now)

    person = scope.person(who, participant_id)
    problem = form.problem() or refusal(write)
    return show_person(who, person, problem) if problem else hand_over(participant_id, made[0])


def _ask(person: accounts.Person, problem: str | None = None) -> Response:
    return show("people/close.html", 422 if problem else 200, person=person, reasons=STAFF_REASONS, problem=problem)


def _open_account(who: Principal, participant_id: UUID) -> accounts.Person:
    person = scope.person(who, participant_id)
    if person.disabled_at is not None:
        raise NotFound()
    return person
