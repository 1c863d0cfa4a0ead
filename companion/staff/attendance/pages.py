"""Attendance: one page per session where each person is marked with taps, and a week's hours against what was planned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from companion.absences import service as absences
from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock, timezones
from companion.kernel.errors import NotFound
from companion.program.service import ProgramView
from companion.schedule import rules
from companion.schedule.rules import SessionView
from companion.schedule.service import attendance_list, guests_of, mark_all_present, mark_attendance, week_hours
from companion.staff.core import forms, scope
from companion.staff.core.forms import id_in
from companion.staff.core.layout import go, refusal, seen, show, staff
from companion.staff.schedule import pages as schedule_pages


@page(staff, "/schedule/<uuid:session_id>/attendance", policy=STAFF)
def attendance(session_id: UUID) -> Response:
    return _show(session_id)


def _show(session_id: UUID, problem: str | None = None) -> Response:
    """The people of the meeting whom the caller may know, all of them for whoever leads it; that their names were read is written
    down."""
    who, now = gate.who(), clock.now()
    home, found = scope.session(who, session_id)
    there = attendance_list(session_id)
    known = sorted(there.keys() & _whom(who, home, found, there))
    seen(home.zone, attendance_seen=known)
    names = accounts.people(known)
    return show(
        "attendance/attendance.html",
        422 if problem else 200,
        program=home,
        session=found,
        rows=sorted(((one, names[one].display_name, there[one]) for one in known), key=lambda row: row[1].casefold()),
        said={whose for _, whose in absences.said_of([session_id])},
        guests=guests_of([session_id]).get(session_id, set()),
        others=len(there) - len(known),
        marks=rules.ATTENDANCE,
        open=found.on and found.starts_at - rules.MARKED_FROM <= now,
        problem=problem,
    )


@page(staff, "/schedule/<uuid:session_id>/attendance/mark", policy=STAFF, methods=("POST",))
def mark(session_id: UUID) -> Response:
    """Marks of people the caller may not know are refused as if nobody had that id."""
    who, now = gate.who(), clock.now()
    home, found = scope.session(who, session_id)
    wanted = _wanted(_whom(who, home, found, attendance_list(session_id)))

    def write() -> None:
        before = attendance_list(session_id)
        mark_attendance(session_id, wanted, who.account_id, now)
        for one, status in wanted.items():
            if before[one] != status:
                audit.record(who.account_id, "attendance_marked", one, f"{session_id} {status or 'none'}", now)

    problem = refusal(write)
    if problem:
        return _show(session_id, problem)
    return go("schedule", "attendance", week=found.local_date.isoformat())


@page(staff, "/schedule/<uuid:session_id>/attendance/all", policy=STAFF, methods=("POST",))
def mark_all(session_id: UUID) -> Response:
    """Everybody was there, but for those who are marked already or said that they cannot make it."""
    who, now = gate.who(), clock.now()
    home, found = scope.session(who, session_id)
    away = {whose for _, whose in absences.said_of([session_id])}
    among = _whom(who, home, found, attendance_list(session_id)) - away

    def write() -> None:
        for one in sorted(mark_all_present(session_id, among, who.account_id, now)):
            audit.record(who.account_id, "attendance_marked", one, f"{session_id} present", now)

    problem = forms.Form().problem() or refusal(write)
    if problem:
        return _show(session_id, problem)
    return go("today", "attendance")


def _whom(who: Principal, home: ProgramView, found: SessionView, there: Collection[UUID]) -> set[UUID]:
    """Whose attendance the caller takes: that of people in scope, and of the whole group they lead."""
    mine = scope.ids(who)
    return (mine | set(there)) if scope.led(who, [found], [home]) else mine


def _wanted(mine: set[UUID]) -> dict[UUID, str | None]:
    """What the form says of those in scope. Raises NotFound for anybody else, as for an id nobody has."""
    wanted: dict[UUID, str | None] = {}
    for name, value in request.form.items():
        if name.startswith("mark-"):
            one = id_in(name.removeprefix("mark-"))
            if one is None or one not in mine:
                raise NotFound()
            wanted[one] = value or None
    return wanted


@page(staff, "/hours", policy=STAFF)
def hours() -> Response:
    """Hours attended against planned, for people in the caller's scope, in one week."""
    who, now = gate.who(), clock.now()
    chosen = scope.program_called(who, request.args.get("program"))
    if chosen is None:
        return show("attendance/hours.html", chosen=None, programs=[], rows=[])
    monday = schedule_pages.monday_asked(request.args.get("week"), timezones.local_day(now, chosen.zone))
    mine = scope.people(who)
    rows = [one for one in week_hours(chosen.id, monday, now) if one.participant_id in mine]
    seen(chosen.zone, hours_seen=[one.participant_id for one in rows])
    names = accounts.people([one.participant_id for one in rows])
    return show(
        "attendance/hours.html",
        chosen=chosen,
        programs=scope.programs(who),
        monday=monday,
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        rows=sorted(
            ((names[one.participant_id].display_name, one) for one in rows),
            key=lambda row: (row[1].track_name, row[0].casefold()),
        ),
    )
