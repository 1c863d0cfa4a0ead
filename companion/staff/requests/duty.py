"""Duty hours: who answers requests. While nobody is on duty, the notice of strong craving is off in the app."""

from __future__ import annotations

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import NotFound
from companion.program import service as program
from companion.program.service import ProgramView
from companion.sharing import service as sharing
from companion.staff.core import scope
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.requests import forms


def unmanned(who: Principal) -> list[ProgramView]:
    """Programs the caller runs in which nobody is ever on duty: they are told what is off, and why."""
    if who.role == "counselor":
        return []
    mine = scope.programs(who)
    manned = sharing.has_duty({each.id for each in mine})
    return [each for each in mine if each.id not in manned]


@page(staff, "/duty", policy=COORDINATOR)
def duty() -> Response:
    return _show(gate.who())


def _show(who: Principal, problem: str | None = None) -> Response:
    mine = scope.programs(who)
    boards = [(each, sharing.duty_of_program(each.id), _staff_of(each)) for each in mine]
    names = accounts.people({one.staff_id for _, hours, _ in boards for one in hours})
    return show("requests/duty.html", 422 if problem else 200, boards=boards, names=names, problem=problem)


def _staff_of(home: ProgramView) -> list[tuple[str, str]]:
    found = accounts.people(program.staff_of(home.id)).values()
    open_ones = [one for one in found if one.disabled_at is None]
    return [(str(one.id), one.display_name) for one in sorted(open_ones, key=lambda one: one.display_name.casefold())]


@page(staff, "/duty", policy=COORDINATOR, methods=("POST",), endpoint="add_duty")
def add_duty() -> Response:
    """Only for staff of the caller's own programs."""
    who, form = gate.who(), forms.DutyForm()
    mine = {str(each.id): each for each in scope.programs(who)}
    home = mine.get(request.form.get("program", ""))
    if home is None:
        raise NotFound()
    form.staff.choices = dict(_staff_of(home))

    def write() -> None:
        sharing.add_duty(home.id, UUID(form.staff.data), form.own_days.data or (), form.starts.data, form.ends.data)
        audit.record(who.account_id, "duty_added", None, str(home.id), clock.now())

    problem = form.problem() or refusal(write)
    return _show(who, problem) if problem else go("duty", "saved")


@page(staff, "/duty/<uuid:duty_id>/remove", policy=COORDINATOR, methods=("POST",))
def remove_duty(duty_id: UUID) -> Response:
    who = gate.who()
    with transaction():
        sharing.remove_duty(duty_id, [each.id for each in scope.programs(who)])
        audit.record(who.account_id, "duty_removed", None, str(duty_id), clock.now())
    return go("duty", "saved")
