"""Supporters at a session: without an account, invited by staff, if their participant created them."""

from __future__ import annotations

from uuid import UUID

import flask
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.kernel import clock
from companion.kernel.errors import NotFound
from companion.program.service import ProgramView
from companion.schedule.rules import SessionView
from companion.schedule.service import ChangeContext, Made
from companion.staff.core import scope
from companion.staff.core.forms import instant
from companion.staff.core.layout import go, show, staff
from companion.staff.schedule import change_context, invited_supporters, session_forms
from companion.staff.schedule.invited_supporters import Choice, offered
from companion.supporters import service as supporters
from companion.supporters.rules import ALONG_KINDS, SupporterKey


def _meeting(session_id: UUID) -> tuple[ProgramView, SessionView]:
    """A meeting one can come along to. Raises NotFound."""
    home, found = scope.session(gate.who(), session_id)
    if found.kind not in ALONG_KINDS:
        raise NotFound()
    return home, found


@page(staff, "/schedule/<uuid:session_id>/supporters", policy=STAFF)
def come_along(session_id: UUID) -> Response:
    _, found = _meeting(session_id)
    choices = offered(gate.who(), session_id)
    invited_supporters.read_by(gate.who(), choices, str(session_id), clock.now())
    return _show(found, choices)


def _show(found: SessionView, choices: list[Choice], problem: str | None = None) -> Response:
    here = set(supporters.of_meetings([found.id]).get(found.id, []))
    return show(
        "schedule/supporters.html",
        422 if problem else 200,
        session=found,
        offered=choices,
        ticked={one.value for one in choices if one.key in here},
        seen=found.changed_at.isoformat() if found.changed_at else "",
        begun=found.starts_at <= clock.now(),
        problem=problem,
    )


def _form(choices: list[Choice]) -> session_forms.AlongForm:
    form = session_forms.AlongForm()
    form.supporters.choices = [(one.value, one.name) for one in choices]
    return form


@page(staff, "/schedule/<uuid:session_id>/supporters/preview", policy=STAFF, methods=("POST",))
def preview_along(session_id: UUID) -> Response:
    """Changes nothing: shows whose pages would show the meeting, and that nobody gets a message."""
    home, found = _meeting(session_id)
    choices = offered(gate.who(), session_id)
    form = _form(choices)
    confirm = flask.url_for("staff.change_along", session_id=session_id)
    back = flask.url_for("staff.come_along", session_id=session_id)
    return change_context.look(
        home, form, _write(found, form, choices), confirm, back, lambda problem: _show(found, choices, problem)
    )


@page(staff, "/schedule/<uuid:session_id>/supporters/change", policy=STAFF, methods=("POST",))
def change_along(session_id: UUID) -> Response:
    home, found = _meeting(session_id)
    choices = offered(gate.who(), session_id)
    form = _form(choices)
    here = set(supporters.of_meetings([session_id]).get(session_id, []))
    wanted = _wanted(form, choices, here)
    refused = change_context.carry_out(
        home,
        form,
        _write(found, form, choices),
        "supporters_changed",
        lambda problem: _show(found, choices, problem),
        concerns=sorted({one.participant_id for one in here ^ wanted}),
    )
    return refused or go("session", "along_changed", session_id=session_id)


def _write(found: SessionView, form: session_forms.AlongForm, choices: list[Choice]) -> change_context.Write:
    def write(at: ChangeContext) -> Made:
        here = set(supporters.of_meetings([found.id]).get(found.id, []))
        return supporters.invite(at, found.id, _wanted(form, choices, here), instant(form.seen.data))

    return write


def _wanted(form: session_forms.AlongForm, choices: list[Choice], here: set[SupporterKey]) -> set[SupporterKey]:
    """Who is ticked, and those the caller may not know of, whom they cannot take away."""
    ticked = {one.key for one in choices if one.value in (form.supporters.data or ())}
    return ticked | (here - {one.key for one in choices})
