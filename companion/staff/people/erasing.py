"""Erasing what somebody wrote, after reading what goes and what stays; and the legal hold that keeps it. For admins."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import ADMIN, FRESH_PROOF
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.leaving import service as leaving
from companion.leaving.rules import HOLD_REASONS
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.people import forms


@page(staff, "/people/<uuid:participant_id>/erase", policy=ADMIN)
def erase(participant_id: UUID) -> Response:
    """What goes, what stays, who asked, and what stands against it."""
    return _ask(scope.person(gate.who(), participant_id))


@page(
    staff,
    "/people/<uuid:participant_id>/erase",
    policy=ADMIN,
    proof=FRESH_PROOF,
    methods=("POST",),
    endpoint="do_erase",
)
def do_erase(participant_id: UUID) -> Response:
    form = forms.IdentityForm()
    return _act(participant_id, form, "erased", lambda by: leaving.erase(participant_id, by, clock.now()))


@page(staff, "/people/<uuid:participant_id>/hold", policy=ADMIN, methods=("POST",))
def set_hold(participant_id: UUID) -> Response:
    form = forms.HoldForm()

    def hold(by: UUID) -> None:
        leaving.set_hold(participant_id, form.reason.data, by, clock.now())

    return _act(participant_id, form, "held", hold)


@page(staff, "/people/<uuid:participant_id>/hold/lift", policy=ADMIN, proof=FRESH_PROOF, methods=("POST",))
def lift_hold(participant_id: UUID) -> Response:
    return _act(participant_id, Form(), "hold_lifted", lambda by: leaving.lift_hold(participant_id, by, clock.now()))


def _act(participant_id: UUID, form: Form, done: str, act: Callable[[UUID], object]) -> Response:
    who = gate.who()
    person = scope.person(who, participant_id)

    def write() -> None:
        scope.person(who, participant_id)
        act(who.account_id)

    problem = form.problem() or refusal(write)
    return _ask(person, problem) if problem else go("erase", done, participant_id=participant_id)


def _ask(person: accounts.Person, problem: str | None = None) -> Response:
    return show(
        "people/erase.html",
        422 if problem else 200,
        person=person,
        erasure=leaving.erasure_of(person.id),
        held=leaving.hold_reason(person.id),
        reasons=HOLD_REASONS,
        years=leaving.kept_years(person.id),
        zone=enrollment.home_zone(person.id, clock.now()),
        problem=problem,
    )
