"""Content: export and import of the program file, and tables from a spreadsheet. Every upload is previewed first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from companion import config
from companion.accounts import gate
from companion.accounts import rules as codes
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR, FRESH_PROOF_FOR_SOME
from companion.audit import service as audit
from companion.imports import service as imports
from companion.kernel import clock, timezones
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import rules
from companion.program.service import BadFile, ProgramView
from companion.safety import service as safety
from companion.safety.rules import REVIEW_DAYS
from companion.schedule.service import ChangeContext
from companion.staff.content import forms as content_forms
from companion.staff.content import import_preview
from companion.staff.content.import_preview import Brought
from companion.staff.content.program_files import written
from companion.staff.content.roster import Invited
from companion.staff.core import scope
from companion.staff.core.layout import go, show, staff
from companion.staff.people.pages import code_address, code_picture
from companion.staff.schedule import change_context


@page(staff, "/content", policy=COORDINATOR)
def content() -> Response:
    chosen = scope.program_called(gate.who(), request.args.get("program"))
    return show("content/content.html", chosen=None) if chosen is None else _show(chosen)


def _show(home: ProgramView, *, problem: str | None = None, wrong: BadFile | None = None, form: Any = None) -> Response:
    return show(
        "content/content.html",
        422 if problem or wrong else 200,
        chosen=home,
        programs=scope.programs(gate.who()),
        tracks=[one for each, one in scope.tracks(gate.who()) if each.id == home.id],
        kinds=imports.TABLE_KINDS,
        most=imports.MOST_ROWS,
        levels=rules.LEVELS,
        today=change_context.today(home),
        form=form or content_forms.BringForm(formdata=None),
        problem=problem,
        wrong=wrong,
        crisis_reviewed=safety.crisis_lines_reviewed_on(),
        crisis_overdue=safety.crisis_lines_overdue_since(clock.now()),
        review_days=REVIEW_DAYS,
    )


@page(staff, "/content/file", policy=COORDINATOR)
def download() -> Response:
    """The program file as the database stands. No person is in it; that it was taken is written down."""
    home = _home(request.args.get("program", ""))
    text = written(home.id, clock.now())
    with transaction():
        audit.record(gate.who().account_id, "program_exported", None, str(home.id), clock.now())
    return _attachment(text, f"{home.slug}.yaml", "application/yaml")


@page(staff, "/content/template/<kind>", policy=COORDINATOR)
def template(kind: str) -> Response:
    """An empty table with its columns and one row as an example."""
    if kind not in imports.TABLE_KINDS:
        raise NotFound()
    today = timezones.local_day(clock.now(), "UTC")
    return _attachment("\ufeff" + imports.template(kind, today), f"{kind}.csv", "text/csv")


def _attachment(text: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), content_type=f"{kind}; charset=utf-8", headers=headers)


def _home(slug: str) -> ProgramView:
    chosen = scope.program_called(gate.who(), slug) if slug else None
    if chosen is None:
        raise NotFound()
    return chosen


@page(staff, "/content/look", policy=COORDINATOR, methods=("POST",))
def look_at_file() -> Response:
    """Changes nothing: says what is wrong with the file, or what taking it would do."""
    home, form = _home(request.form.get("program", "")), content_forms.BringForm()
    problem = form.problem()
    if problem:
        return _show(home, problem=problem, form=form)
    what, at = form.brought(home.slug), change_context.at(home)
    try:
        seen = import_preview.look(what, home, at)
    except BadFile as wrong:
        return _show(home, wrong=wrong, form=form)
    except (Invalid, Conflict) as refused:
        return _show(home, problem=refused.code, form=form)
    sealed = import_preview.seal(what, gate.who().account_id, clock.now())
    return show("content/import_preview.html", program=home, what=what, seen=seen, preview=seen.preview, sealed=sealed)


@page(staff, "/content/take", policy=COORDINATOR, proof=FRESH_PROOF_FOR_SOME, methods=("POST",))
def take_file() -> Response:
    """The very file that was looked at. What has changed since then is asked again. Codes for people need fresh proof."""
    form = content_forms.TakeForm()
    if form.problem():
        raise Invalid("look_again", "Bring the file again.")
    what = import_preview.unseal(form.sealed.data, gate.who().account_id, clock.now())
    home = _home(what.program)
    if what.kind == imports.ROSTER:
        gate.require_fresh_proof()
        return _taken(home, what, lambda at: import_preview.invite(what, at), lambda made: _codes(home, made))
    if what.kind == import_preview.PROGRAM:
        return _taken(home, what, lambda at: _load(what, at), lambda _: go("content", "file_loaded", program=home.slug))
    week = what.first.isoformat() if what.first else None
    done = "session_added" if what.kind == imports.ONE_OFFS else "pattern_changed"
    return _taken(
        home,
        what,
        lambda at: _change(what, home, at, done),
        lambda _: go("schedule", done, program=home.slug, week=week),
    )


def _taken(
    home: ProgramView, what: Brought, take: Callable[[ChangeContext], Any], then: Callable[[Any], Response]
) -> Response:
    """In one transaction, all or nothing; the page with what was not accepted otherwise."""
    at = change_context.at(home)
    try:
        with transaction():
            made = take(at)
    except BadFile as wrong:
        return _show(home, wrong=wrong)
    except (Invalid, Conflict) as refused:
        return _show(home, problem=refused.code)
    return then(made)


def _load(what: Brought, at: ChangeContext) -> None:
    import_preview.load(what, at)
    audit.record(at.staff_id, "program_loaded", None, str(at.program_id), at.now)


def _change(what: Brought, home: ProgramView, at: ChangeContext, done: str) -> None:
    made = import_preview.change(what, home, at)
    audit.record(at.staff_id, done, None, str(made.change_id), at.now)


def _codes(home: ProgramView, made: list[Invited]) -> Response:
    """A sheet for each person, shown this once: only hashes of the codes are kept."""
    sheets = [(one, codes.shown_code(one.code), code_address(one.code)) for one in made]
    expires = timezones.local_day(codes.code_expires_at(clock.now()), home.zone)
    return show(
        "content/codes.html", sheets=sheets, picture=code_picture, origin=config.current().origin, expires=expires
    )
