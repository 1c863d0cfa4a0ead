"""Schedule: a week of sessions by track, and changing a single one after a preview of what people will be told."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.sign_ins import Principal
from companion.kernel import clock, timezones
from companion.kernel.errors import NotFound
from companion.program import service as program
from companion.program.service import ProgramView
from companion.schedule.rules import Keep, SessionChange, SessionView
from companion.schedule.service import (
    ChangeContext,
    Made,
    edit_invitees,
    edit_session,
    invitees_of,
    sessions_of_program,
)
from companion.staff.core import scope
from companion.staff.core.forms import instant
from companion.staff.core.layout import go, looked, show, staff
from companion.staff.schedule import change_context, invited_supporters, session_forms
from companion.supporters.rules import ALONG_KINDS

_WEEK = timedelta(days=7)


@page(staff, "/schedule", policy=STAFF)
def schedule() -> Response:
    who = gate.who()
    chosen = scope.program_called(who, request.args.get("program"))
    if chosen is None:
        return show("schedule/week.html", chosen=None, programs=[], week=None)
    today = timezones.local_day(clock.now(), chosen.zone)
    monday = monday_asked(request.args.get("week"), today)
    return show(
        "schedule/week.html",
        chosen=chosen,
        programs=scope.programs(who),
        week=_week(who, chosen, monday),
        monday=monday,
        before=monday - _WEEK,
        after=monday + _WEEK,
        today=today,
        undoable=change_context.undoable(chosen),
        track_list=[one for each, one in scope.tracks(who) if each.id == chosen.id],
        closed=[one for one in program.closures(chosen.id) if one.last >= monday and one.first < monday + _WEEK],
    )


def monday_asked(asked: str | None, today: date) -> date:
    """Raises NotFound for a week nobody can mean."""
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        raise NotFound() from None
    if abs((day - today).days) > 800:
        raise NotFound()
    return day - timedelta(days=day.weekday())


def _week(who: Principal, chosen: ProgramView, monday: date) -> list[tuple[date, list[tuple[str, list[SessionView]]]]]:
    """(day, [(track, meetings)]); what is for one person, or by invitation, only with people in the caller's scope."""
    mine = scope.people(who)
    names = {track.id: track.name for track in program.tracks(chosen.id)}
    days: dict[date, dict[UUID, list[SessionView]]] = {}
    found = sessions_of_program(chosen.id, monday, monday + _WEEK - timedelta(days=1))
    known = scope.may_see(mine.keys(), found)
    for session in found:
        if session.id in known:
            days.setdefault(session.local_date, {}).setdefault(session.track_id, []).append(session)
    return [
        (day, [(names[track], by_track[track]) for track in names if track in by_track])
        for day, by_track in sorted(days.items())
    ]


@page(staff, "/schedule/<uuid:session_id>", policy=STAFF)
def session(session_id: UUID) -> Response:
    home, found = scope.session(gate.who(), session_id)
    if found.participant_id is not None:
        looked("session_opened", found.participant_id, str(session_id))
    return _show_session(home, found, _prefilled(found))


def _show_session(
    home: ProgramView, found: SessionView, form: session_forms.ChangeForm, problem: str | None = None
) -> Response:
    begun = found.starts_at <= clock.now()
    return show(
        "schedule/session.html",
        422 if problem else 200,
        program=home,
        session=found,
        form=form,
        begun=begun,
        problem=problem,
        people=change_context.members(home, found.track_id, gate.who()) if found.participant_id is None else [],
        invited={str(one) for one in invitees_of(found.id)},
        along=invited_supporters.invited(gate.who(), found.id) if found.kind in ALONG_KINDS else None,
    )


def _prefilled(found: SessionView) -> session_forms.ChangeForm:
    form = session_forms.ChangeForm(formdata=None)
    form.what.data = "move" if found.on else "restore"
    form.day.data = found.local_date
    form.starts.data = timezones.local_time(found.starts_at, found.zone)
    form.ends.data = timezones.local_time(found.ends_at, found.zone)
    form.place.data, form.join_url.data, form.with_name.data = found.place, found.join_url, found.with_name
    form.bring.data = "\n".join(found.bring)
    form.seen.data = found.changed_at.isoformat() if found.changed_at else ""
    return form


def _form(home: ProgramView, found: SessionView) -> session_forms.ChangeForm:
    form = session_forms.ChangeForm()
    form.people.choices = change_context.members(home, found.track_id, gate.who())
    return form


def _again(home: ProgramView, found: SessionView, form: session_forms.ChangeForm) -> change_context.Again:
    return lambda problem: _show_session(home, found, form, problem)


@page(staff, "/schedule/<uuid:session_id>/preview", policy=STAFF, methods=("POST",))
def preview(session_id: UUID) -> Response:
    """Changes nothing: shows the meeting as it would be, how many are told, and the sentences."""
    home, found = scope.session(gate.who(), session_id)
    form = _form(home, found)
    confirm = flask.url_for("staff.change", session_id=session_id)
    back = flask.url_for("staff.session", session_id=session_id)
    return change_context.look(home, form, _write(found, form), confirm, back, _again(home, found, form))


@page(staff, "/schedule/<uuid:session_id>/change", policy=STAFF, methods=("POST",))
def change(session_id: UUID) -> Response:
    home, found = scope.session(gate.who(), session_id)
    form = _form(home, found)
    concerns = [found.participant_id] if found.participant_id else []
    refused = change_context.carry_out(
        home, form, _write(found, form), "session_changed", _again(home, found, form), concerns=concerns
    )
    if refused:
        return refused
    week = form.day.data if form.what.data == "move" else found.local_date
    return go("schedule", "session_changed", program=home.slug, week=week.isoformat())


def _write(found: SessionView, form: session_forms.ChangeForm) -> change_context.Write:
    def write(at: ChangeContext) -> Made:
        if form.what.data == "invite":
            return edit_invitees(at, found.id, _invited(found, form), instant(form.seen.data))
        return edit_session(at, found.id, _change(form))

    return write


def _invited(found: SessionView, form: session_forms.ChangeForm) -> set[UUID]:
    """Who is ticked, and those the caller may not know of, whom they cannot take away."""
    offered = {UUID(one) for one, _ in form.people.choices}
    return {UUID(one) for one in form.people.data or ()} | set(invitees_of(found.id)) - offered


def _change(form: session_forms.ChangeForm) -> SessionChange:
    """What the form says, with the state they had before them, so that two people do not overwrite each other."""
    what, seen = form.what.data, instant(form.seen.data)
    if what == "move":
        return SessionChange(local_date=form.day.data, starts=form.starts.data, ends=form.ends.data, seen=seen)
    if what == "place":
        lead = form.with_name.data if "with_name" in request.form else Keep.IT
        return SessionChange(place=form.place.data, join_url=form.join_url.data, with_name=lead, seen=seen)
    if what == "bring":
        return SessionChange(bring=form.bring.things, seen=seen)
    if what == "online":
        return SessionChange(telehealth=True, join_url=form.join_url.data or Keep.IT, seen=seen)
    if what == "in_room":
        return SessionChange(telehealth=False, place=form.place.data or Keep.IT, seen=seen)
    return SessionChange(cancel=what == "cancel", seen=seen)
