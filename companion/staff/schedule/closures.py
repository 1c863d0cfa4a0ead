"""Closed days of a program."""

from __future__ import annotations

from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.kernel.errors import NotFound
from companion.program.service import ProgramView
from companion.schedule import service as schedule
from companion.staff.core import forms, scope
from companion.staff.core.layout import go, show, staff
from companion.staff.schedule import change_context, change_forms


@page(staff, "/schedule/closures", policy=COORDINATOR)
def closures() -> Response:
    chosen = scope.program_called(gate.who(), request.args.get("program"))
    if chosen is None:
        return show("schedule/closures.html", chosen=None)
    return _show(chosen)


def _show(home: ProgramView, problem: str | None = None) -> Response:
    return show(
        "schedule/closures.html",
        422 if problem else 200,
        chosen=home,
        programs=scope.programs(gate.who()),
        closures=schedule.closures_from(home.id, change_context.today(home)),
        today=change_context.today(home),
        problem=problem,
    )


def _closing(form: change_forms.CloseForm) -> change_context.Write:
    return lambda at: schedule.close_days(at, form.first.data, form.last.data or form.first.data, form.note.data)


@page(staff, "/schedule/closures/preview", policy=COORDINATOR, methods=("POST",))
def preview_close() -> Response:
    home, form = scope.named_program(gate.who(), request.form.get("program", "")), change_forms.CloseForm()
    confirm, back = flask.url_for("staff.close_days"), flask.url_for("staff.closures", program=home.slug)
    return change_context.look(home, form, _closing(form), confirm, back, lambda problem: _show(home, problem))


@page(staff, "/schedule/closures/close", policy=COORDINATOR, methods=("POST",))
def close_days() -> Response:
    home, form = scope.named_program(gate.who(), request.form.get("program", "")), change_forms.CloseForm()
    refused = change_context.carry_out(home, form, _closing(form), "days_closed", lambda problem: _show(home, problem))
    return refused or go("schedule", "closed_days", program=home.slug, week=form.first.data.isoformat())


def _of(closure_id: UUID) -> ProgramView:
    """The caller's program whose closure this is. Raises NotFound."""
    for home in scope.programs(gate.who()):
        if any(one.id == closure_id for one in schedule.closures_from(home.id, change_context.today(home))):
            return home
    raise NotFound()


@page(staff, "/schedule/closures/<uuid:closure_id>/preview", policy=COORDINATOR, methods=("POST",))
def preview_reopen(closure_id: UUID) -> Response:
    home, form = _of(closure_id), forms.Form()
    confirm = flask.url_for("staff.reopen", closure_id=closure_id)
    back = flask.url_for("staff.closures", program=home.slug)
    return change_context.look(
        home, form, lambda at: schedule.reopen_days(at, closure_id), confirm, back, lambda problem: _show(home, problem)
    )


@page(staff, "/schedule/closures/<uuid:closure_id>/reopen", policy=COORDINATOR, methods=("POST",))
def reopen(closure_id: UUID) -> Response:
    home, form = _of(closure_id), forms.Form()
    refused = change_context.carry_out(
        home, form, lambda at: schedule.reopen_days(at, closure_id), "days_opened", lambda problem: _show(home, problem)
    )
    return refused or go("schedule", "opened_days", program=home.slug)
