"""The weekly pattern of a track: what is in force on a day, what changes later, and changing it from a day on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.enrollment.service import Dosage
from companion.kernel import clock
from companion.kernel.errors import NotFound
from companion.program import rules
from companion.program import service as program
from companion.program.rules import Pattern
from companion.program.service import ProgramView, TrackView
from companion.schedule import service as schedule
from companion.staff.core import forms, scope
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.schedule import change_context, change_forms


@dataclass(frozen=True)
class Entry:
    """A segment as it is on the day looked at: `since` and `until` only where something begins or ends after today."""

    id: UUID
    weekly: Pattern
    since: date | None
    until: date | None


@page(staff, "/schedule/pattern", policy=COORDINATOR)
def pattern() -> Response:
    who = gate.who()
    chosen = scope.program_called(who, request.args.get("program"))
    mine = [found for home, found in scope.tracks(who) if chosen is not None and home.id == chosen.id]
    if chosen is None or not mine:
        return show("schedule/pattern.html", chosen=chosen, track=None)
    asked = request.args.get("track")
    found = next((one for one in mine if one.slug == asked), None) if asked else mine[0]
    if found is None:
        raise NotFound()
    return _show(chosen, found, _day(request.args.get("on"), chosen))


def _day(asked: str | None, home: ProgramView) -> date:
    """The day looked at, today or later. Raises NotFound for one nobody can mean."""
    try:
        day = date.fromisoformat(asked) if asked else change_context.today(home)
    except ValueError:
        raise NotFound() from None
    if not 2000 <= day.year < 2200:
        raise NotFound()
    return max(day, change_context.today(home))


def _show(
    home: ProgramView, found: TrackView, day: date, form: forms.Form | None = None, problem: str | None = None
) -> Response:
    now, later = _entries(found.id, day, change_context.today(home))
    edit = form if isinstance(form, change_forms.PatternForm) else change_forms.PatternForm(formdata=None)
    add = form if isinstance(form, change_forms.SegmentForm) else change_forms.SegmentForm(formdata=None)
    return show(
        "schedule/pattern.html",
        422 if problem else 200,
        chosen=home,
        programs=scope.programs(gate.who()),
        track=found,
        tracks=[one for each, one in scope.tracks(gate.who()) if each.id == home.id],
        day_on=day,
        today=change_context.today(home),
        week=_week(now),
        later=later,
        dosage=Dosage(found.level, rules.weekly_minutes(entry.weekly for entry in now)),
        taken=enrollment.places_taken([found.id], change_context.today(home)).get(found.id, 0),
        form=edit,
        add=add,
        kinds=rules.KINDS,
        problem=problem,
    )


def _entries(track_id: UUID, day: date, today: date) -> tuple[list[Entry], list[Entry]]:
    """(in force on `day`, beginning later), in the order of the week."""
    now: list[Entry] = []
    later: list[Entry] = []
    for segment_id, rows in program.versions_of_track(track_id).items():
        for each in rows.values():
            if each.until <= day or each.empty:
                continue
            since = each.since if each.since > today else None
            entry = Entry(segment_id, each.pattern, since, None if each.until == date.max else each.until)
            (now if each.since <= day else later).append(entry)
    in_order = sorted(now, key=lambda one: (one.weekly.weekday, one.weekly.starts, one.weekly.ends, one.weekly.title))
    return in_order, sorted(later, key=lambda one: (one.since or day, one.weekly.weekday, one.weekly.starts))


def _week(entries: list[Entry]) -> list[tuple[int, list[Entry]]]:
    return [(day, some) for day in range(7) if (some := [one for one in entries if one.weekly.weekday == day])]


def _edit_form(track_id: UUID) -> change_forms.PatternForm:
    form = change_forms.PatternForm()
    form.segments.choices = {str(one): "" for one in program.versions_of_track(track_id)}
    return form


def _again(home: ProgramView, found: TrackView, form: forms.Form) -> Callable[[str], Response]:
    first = getattr(form, "first", None)
    day = (
        max(first.data, change_context.today(home)) if first is not None and first.data else change_context.today(home)
    )
    return lambda problem: _show(home, found, day, form, problem)


def _edited(form: change_forms.PatternForm, track_id: UUID) -> change_context.Write:
    return lambda at: schedule.edit_pattern(at, track_id, form.chosen(), form.edit(), form.first.data, form.last.data)


def _added(form: change_forms.SegmentForm, track_id: UUID) -> change_context.Write:
    return lambda at: schedule.add_segments(at, track_id, form.plans(), form.first.data, form.last.data)


@page(staff, "/schedule/pattern/<uuid:track_id>/preview", policy=COORDINATOR, methods=("POST",))
def preview_pattern(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = _edit_form(track_id)
    confirm = flask.url_for("staff.change_pattern", track_id=track_id)
    return change_context.look(
        home, form, _edited(form, track_id), confirm, _address(home, found), _again(home, found, form)
    )


@page(staff, "/schedule/pattern/<uuid:track_id>/change", policy=COORDINATOR, methods=("POST",))
def change_pattern(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = _edit_form(track_id)
    refused = change_context.carry_out(
        home, form, _edited(form, track_id), "pattern_changed", _again(home, found, form)
    )
    return refused or _done(home, form.first.data)


@page(staff, "/schedule/pattern/<uuid:track_id>/add/preview", policy=COORDINATOR, methods=("POST",))
def preview_segment(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = change_forms.SegmentForm()
    confirm = flask.url_for("staff.add_segment", track_id=track_id)
    return change_context.look(
        home, form, _added(form, track_id), confirm, _address(home, found), _again(home, found, form)
    )


@page(staff, "/schedule/pattern/<uuid:track_id>/add", policy=COORDINATOR, methods=("POST",))
def add_segment(track_id: UUID) -> Response:
    home, found = change_context.track(gate.who(), track_id)
    form = change_forms.SegmentForm()
    refused = change_context.carry_out(home, form, _added(form, track_id), "pattern_changed", _again(home, found, form))
    return refused or _done(home, form.first.data)


@page(staff, "/schedule/pattern/<uuid:track_id>/capacity", policy=COORDINATOR, methods=("POST",))
def capacity(track_id: UUID) -> Response:
    who = gate.who()
    home, found = change_context.track(who, track_id)
    form = change_forms.CapacityForm()

    def write() -> None:
        enrollment.set_capacity(home.id, track_id, form.capacity.data)
        audit.record(who.account_id, "capacity_changed", None, str(track_id), clock.now())

    problem = form.problem() or refusal(write)
    if problem:
        return _show(home, found, change_context.today(home), None, problem)
    return go("pattern", "saved", program=home.slug, track=found.slug)


def _address(home: ProgramView, found: TrackView) -> str:
    return flask.url_for("staff.pattern", program=home.slug, track=found.slug)


def _done(home: ProgramView, first: date) -> Response:
    return go("schedule", "pattern_changed", program=home.slug, week=first.isoformat())
