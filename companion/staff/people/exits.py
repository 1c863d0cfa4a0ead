"""Moves, exits, leaves and returns: each is looked at before it is done, and can be undone for ten minutes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.audit import service as audit
from companion.enrollment.rules import COMPLETED
from companion.kernel import clock
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.reminders import service as reminders
from companion.schedule import service as schedule
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.people import exit_preview, forms
from companion.staff.people.changes import track_form
from companion.staff.people.pages import show_person

Write = Callable[[UUID], object]


def _move(form: forms.TrackDayForm) -> Write:
    by, now = gate.who().account_id, clock.now()
    wanted = {"expected_end_on": form.until.data, "beyond": form.beyond.data}
    return lambda whose: schedule.move_enrollment(whose, UUID(form.track.data), form.on.data, now, by=by, **wanted)


def _return(form: forms.TrackDayForm) -> Write:
    by, now = gate.who().account_id, clock.now()
    return lambda whose: schedule.bring_back(
        whose, UUID(form.track.data), form.on.data, now, beyond=form.beyond.data, by=by
    )


def _exit(form: forms.ExitForm) -> Write:
    by, now = gate.who().account_id, clock.now()
    return lambda whose: schedule.leave_program(whose, form.how.data, form.on.data, now, by=by)


def _leave(form: forms.LeaveForm) -> Write:
    by, now, days = gate.who().account_id, clock.now(), (form.first.data, form.last.data)
    return lambda whose: schedule.start_leave(whose, form.reason.data, days, by, now, keeps_place=form.keeps_place.data)


@page(staff, "/people/<uuid:participant_id>/move/preview", policy=STAFF, methods=("POST",))
def preview_move(participant_id: UUID) -> Response:
    form = track_form()
    return _preview(participant_id, form, _move(form), "move")


@page(staff, "/people/<uuid:participant_id>/move", policy=STAFF, methods=("POST",))
def move(participant_id: UUID) -> Response:
    form = track_form()
    return _do(participant_id, form, _move(form), "moved")


@page(staff, "/people/<uuid:participant_id>/bring-back/preview", policy=STAFF, methods=("POST",))
def preview_bring_back(participant_id: UUID) -> Response:
    form = track_form()
    return _preview(participant_id, form, _return(form), "bring-back")


@page(staff, "/people/<uuid:participant_id>/bring-back", policy=STAFF, methods=("POST",))
def bring_back(participant_id: UUID) -> Response:
    form = track_form()
    return _do(participant_id, form, _return(form), "brought_back")


@page(staff, "/people/<uuid:participant_id>/exit/preview", policy=STAFF, methods=("POST",))
def preview_exit(participant_id: UUID) -> Response:
    form = forms.ExitForm()
    return _preview(participant_id, form, _exit(form), "exit")


@page(staff, "/people/<uuid:participant_id>/exit", policy=STAFF, methods=("POST",), endpoint="exit")
def exit_(participant_id: UUID) -> Response:
    form = forms.ExitForm()
    return _do(
        participant_id, form, _exit(form), "completed" if form.how.data == COMPLETED else "left_program", form.how.data
    )


@page(staff, "/people/<uuid:participant_id>/leave/preview", policy=STAFF, methods=("POST",))
def preview_leave(participant_id: UUID) -> Response:
    form = forms.LeaveForm()
    return _preview(participant_id, form, _leave(form), "leave")


@page(staff, "/people/<uuid:participant_id>/leave", policy=STAFF, methods=("POST",))
def leave(participant_id: UUID) -> Response:
    form = forms.LeaveForm()
    return _do(participant_id, form, _leave(form), "leave_started")


@page(staff, "/people/<uuid:participant_id>/leave/end", policy=STAFF, methods=("POST",))
def end_leave(participant_id: UUID) -> Response:
    """One tap: back from today on."""
    form, by, now = forms.BackForm(), gate.who().account_id, clock.now()
    return _do(
        participant_id,
        form,
        lambda whose: schedule.end_leave(whose, now, beyond=form.beyond.data, by=by),
        "leave_ended",
    )


@page(staff, "/people/<uuid:participant_id>/plan/call-off", policy=STAFF, methods=("POST",))
def call_off_plan(participant_id: UUID) -> Response:
    """The move or return that is still to come does not take place."""
    by, now = gate.who().account_id, clock.now()
    return _do(participant_id, Form(), lambda whose: schedule.call_off_plan(whose, now, by=by), "plan_called_off")


@page(staff, "/people/<uuid:participant_id>/undo", policy=STAFF, methods=("POST",), endpoint="undo_time")
def undo(participant_id: UUID) -> Response:
    """One's own change, or as a coordinator anybody's."""
    form, who, now = forms.UndoForm(), gate.who(), clock.now()
    found = schedule.last_change(participant_id, now)
    if found is not None and who.role == "counselor" and found.made_by != who.account_id:
        scope.person(who, participant_id)
        raise NotFound()
    return _do(
        participant_id,
        form,
        lambda whose: schedule.undo_enrollment_change(whose, UUID(form.change.data), now),
        "time_undone",
    )


def _preview(participant_id: UUID, form: Form, write: Write, action: str) -> Response:
    who = gate.who()
    person, problem = scope.person(who, participant_id), form.problem()
    if problem is None:
        try:
            seen = exit_preview.look(participant_id, lambda: write(participant_id), clock.now())
        except (Invalid, Conflict) as refused:
            problem = refused.code
    if problem is not None:
        return show_person(who, person, problem)
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "seen")]
    fields.append(("seen", exit_preview.mark(participant_id)))
    return show("people/preview.html", person=person, preview=seen, action=action, fields=fields)


def _do(participant_id: UUID, form: Form, write: Write, action: str, subject: str = "") -> Response:
    """Scope is asked again inside the transaction. The person's reminders follow at once."""
    who, seen = gate.who(), request.form.get("seen")
    person = scope.person(who, participant_id)

    def all_of_it() -> None:
        scope.person(who, participant_id)
        accounts.hold(participant_id)
        if seen is not None and exit_preview.mark(participant_id) != seen:
            raise Conflict("changed_meanwhile", "Somebody changed this in the meantime. Look again.")
        write(participant_id)
        audit.record(who.account_id, action, participant_id, subject, clock.now())
        reminders.replan_person(participant_id, clock.now())

    problem = form.problem() or refusal(all_of_it)
    if problem is not None:
        return show_person(who, person, problem)
    return go("person", action, participant_id=participant_id)
