"""Schedule: a week of meetings by track, and changing a single one after looking at what people will be told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.sign_ins import Who
from companion.audit import service as audit
from companion.kernel import clock, timezones
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import service as program
from companion.program.service import Keep, ProgramView, SessionChange, SessionView
from companion.staff import forms, scope, telling
from companion.staff.frame import go, looked, refusal, show, staff

_WEEK = timedelta(days=7)


@page(staff, "/schedule", policy=STAFF)
def schedule() -> Response:
    who = gate.who()
    chosen = scope.program_called(who, request.args.get("program"))
    if chosen is None:
        return show("schedule.html", chosen=None, programs=[], week=None)
    today = timezones.local_day(clock.now(), chosen.zone)
    monday = _monday(request.args.get("week"), today)
    return show(
        "schedule.html",
        chosen=chosen,
        programs=scope.programs(who),
        week=_week(who, chosen, monday),
        monday=monday,
        before=monday - _WEEK,
        after=monday + _WEEK,
        today=today,
    )


def _monday(asked: str | None, today: date) -> date:
    """Raises NotFound for a week nobody can mean."""
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        raise NotFound() from None
    if abs((day - today).days) > 800:
        raise NotFound()
    return day - timedelta(days=day.weekday())


def _week(who: Who, chosen: ProgramView, monday: date) -> list[tuple[date, list[tuple[str, list[SessionView]]]]]:
    """(day, [(track, meetings)]); one-to-ones only of people in the caller's scope."""
    mine = scope.people(who)
    names = {track.id: track.name for track in program.tracks(chosen.id)}
    days: dict[date, dict[UUID, list[SessionView]]] = {}
    for session in program.sessions_of_program(chosen.id, monday, monday + _WEEK - timedelta(days=1)):
        if session.participant_id is None or session.participant_id in mine:
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
    home: ProgramView, found: SessionView, form: forms.ChangeForm, problem: str | None = None
) -> Response:
    begun = found.starts_at <= clock.now()
    return show(
        "session.html", 422 if problem else 200, program=home, session=found, form=form, begun=begun, problem=problem
    )


def _prefilled(found: SessionView) -> forms.ChangeForm:
    form = forms.ChangeForm(formdata=None)
    form.what.data = "move" if found.on else "restore"
    form.day.data = found.local_date
    form.starts.data = timezones.local_time(found.starts_at, found.zone)
    form.ends.data = timezones.local_time(found.ends_at, found.zone)
    form.place.data, form.join_url.data = found.place, found.join_url
    form.seen.data = found.changed_at.isoformat() if found.changed_at else ""
    return form


@page(staff, "/schedule/<uuid:session_id>/preview", policy=STAFF, methods=("POST",))
def preview(session_id: UUID) -> Response:
    """Changes nothing: shows the meeting as it would be, how many are told, and the sentences."""
    home, found = scope.session(gate.who(), session_id)
    form = forms.ChangeForm()
    problem = form.problem() or (None if form.complete() else "not_accepted")
    if problem is None:
        try:
            seen = telling.preview(session_id, _change(form), clock.now())
            return show("tell.html", program=home, session=found, preview=seen, form=form)
        except (Invalid, Conflict) as refused:
            problem = refused.code
    return _show_session(home, found, form, problem)


@page(staff, "/schedule/<uuid:session_id>/change", policy=STAFF, methods=("POST",))
def change(session_id: UUID) -> Response:
    who = gate.who()
    home, found = scope.session(who, session_id)
    form = forms.ChangeForm()
    problem = form.problem() or (None if form.complete() else "not_accepted")
    problem = problem or refusal(lambda: _change_and_tell(who, found, form))
    if problem:
        return _show_session(home, found, form, problem)
    week = form.day.data if form.what.data == "move" else found.local_date
    return go("schedule", "session_changed", program=home.slug, week=week.isoformat())


def _change_and_tell(who: Who, found: SessionView, form: forms.ChangeForm) -> None:
    telling.tell(found.id, _change(form), clock.now())
    audit.record(who.account_id, "session_changed", found.participant_id, str(found.id), clock.now())


def _change(form: forms.ChangeForm) -> SessionChange:
    """What the form says, with the state they had before them, so that two people do not overwrite each other."""
    seen = _seen(form.seen.data)
    if form.what.data == "move":
        return SessionChange(local_date=form.day.data, starts=form.starts.data, ends=form.ends.data, seen=seen)
    if form.what.data == "place":
        return SessionChange(place=form.place.data, join_url=form.join_url.data, seen=seen)
    return SessionChange(cancel=form.what.data == "cancel", seen=seen)


def _seen(text: str | None) -> datetime | Keep | None:
    try:
        seen = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("not_accepted") from None
    if seen is not None and (seen.tzinfo is None or not 2000 <= seen.year < 2200):
        raise Invalid("not_accepted")
    return seen
