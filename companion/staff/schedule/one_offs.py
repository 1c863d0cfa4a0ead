"""Sessions outside the pattern: for a whole track, for some of it by invitation, or for one person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flask
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import clock
from companion.kernel.errors import NotFound
from companion.program import rules
from companion.program.service import ProgramView, TrackView
from companion.schedule import service as schedule
from companion.schedule.service import ChangeContext, Made, NewSession
from companion.staff.core import scope
from companion.staff.core.layout import go, show, staff
from companion.staff.schedule import change_context, change_forms


@page(staff, "/schedule/add/<uuid:track_id>", policy=STAFF)
def once(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    return _show(home, found, change_forms.OnceForm(formdata=None))


def _show(home: ProgramView, found: TrackView, form: change_forms.OnceForm, problem: str | None = None) -> Response:
    tracks = [one for each, one in scope.tracks(gate.who()) if each.id == home.id]
    people = change_context.members(home, found.id, gate.who())
    return show(
        "schedule/one_off.html",
        422 if problem else 200,
        program=home,
        track=found,
        tracks=tracks,
        people=people,
        form=form,
        kinds=rules.KINDS,
        today=change_context.today(home),
        problem=problem,
    )


def _form(home: ProgramView, found: TrackView) -> change_forms.OnceForm:
    form = change_forms.OnceForm()
    form.people.choices = change_context.members(home, found.id, gate.who())
    return form


def _added(form: change_forms.OnceForm, track_id: UUID, participant_id: UUID | None = None) -> change_context.Write:
    def write(at: ChangeContext) -> Made:
        invited = () if participant_id else form.invited()
        new = [NewSession(track_id, day, form.plan(day.weekday()), participant_id, invited) for day in form.days()]
        return schedule.add_sessions(at, new)

    return write


@page(staff, "/schedule/add/<uuid:track_id>/preview", policy=STAFF, methods=("POST",))
def preview_once(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = _form(home, found)
    confirm = flask.url_for("staff.add_once", track_id=track_id)
    back = flask.url_for("staff.once", track_id=track_id)
    return change_context.look(
        home, form, _added(form, track_id), confirm, back, lambda problem: _show(home, found, form, problem)
    )


@page(staff, "/schedule/add/<uuid:track_id>", policy=STAFF, methods=("POST",), endpoint="add_once")
def add_once(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = _form(home, found)
    refused = change_context.carry_out(
        home,
        form,
        _added(form, track_id),
        "session_added",
        lambda problem: _show(home, found, form, problem),
        concerns=form.invited() if form.problem() is None else (),
    )
    return refused or go("schedule", "session_added", program=home.slug, week=form.on.data.isoformat())


@page(staff, "/people/<uuid:participant_id>/one-to-one", policy=STAFF)
def one_to_one(participant_id: UUID) -> Response:
    home, current = _in_a_track(participant_id)
    form = change_forms.OnceForm(formdata=None)
    return _show_one(home, current, form)


def _in_a_track(participant_id: UUID) -> tuple[ProgramView, EnrollmentView]:
    """Where somebody in the caller's scope is enrolled. NotFound when they are not, or not in a program of the caller's."""
    who = gate.who()
    scope.person(who, participant_id)
    status = enrollment.enrollment_status(participant_id, clock.now())
    home = next((each for each in scope.programs(who) if status and each.id == status.now.program_id), None)
    if status is None or status.over or home is None:
        raise NotFound()
    return home, status.now


def _show_one(
    home: ProgramView, current: EnrollmentView, form: change_forms.OnceForm, problem: str | None = None
) -> Response:
    return show(
        "schedule/one_to_one.html",
        422 if problem else 200,
        program=home,
        person=scope.person(gate.who(), current.participant_id),
        form=form,
        kinds=(
            "individual",
            "case_manager",
            "medication",
            "family_session",
            "couples_session",
            "vocational",
            "testing",
        ),
        today=max(change_context.today(home), current.starts_on),
        problem=problem,
    )


def _again(home: ProgramView, current: EnrollmentView, form: change_forms.OnceForm) -> Callable[[str], Response]:
    return lambda problem: _show_one(home, current, form, problem)


@page(staff, "/people/<uuid:participant_id>/one-to-one/preview", policy=STAFF, methods=("POST",))
def preview_one_to_one(participant_id: UUID) -> Response:
    home, current = _in_a_track(participant_id)
    form = change_forms.OnceForm()
    confirm = flask.url_for("staff.add_one_to_one", participant_id=participant_id)
    back = flask.url_for("staff.one_to_one", participant_id=participant_id)
    write = _added(form, current.track_id, participant_id)
    return change_context.look(home, form, write, confirm, back, _again(home, current, form))


@page(staff, "/people/<uuid:participant_id>/one-to-one", policy=STAFF, methods=("POST",), endpoint="add_one_to_one")
def add_one_to_one(participant_id: UUID) -> Response:
    home, current = _in_a_track(participant_id)
    form = change_forms.OnceForm()
    write = _added(form, current.track_id, participant_id)
    refused = change_context.carry_out(
        home, form, write, "session_added", _again(home, current, form), concerns=[participant_id]
    )
    return refused or go("person", "session_added", participant_id=participant_id)
