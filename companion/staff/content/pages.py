"""Content: export and import of the program file, and tables from a spreadsheet. Every upload is previewed first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
from companion.imports.service import Layout
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
from companion.staff.core import labels, scope
from companion.staff.core.layout import go, show, staff
from companion.staff.people.pages import code_address, code_picture
from companion.staff.schedule import change_context


@page(staff, "/content", policy=COORDINATOR)
def content() -> Response:
    chosen = scope.program_called(gate.who(), request.args.get("program"))
    return show("content/content.html", chosen=None) if chosen is None else _show(chosen)


def _show(
    home: ProgramView,
    *,
    problem: str | None = None,
    wrong: BadFile | None = None,
    form: Any = None,
    what: Brought | None = None,
    layout: Layout | None = None,
) -> Response:
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
        sealed=_seal(what) if what and layout else None,
        headings={one.name: one.heading for one in layout.columns if one.name} if layout else {},
        is_table=what is not None and what.is_table,
        crisis_reviewed=safety.crisis_lines_reviewed_on(),
        crisis_overdue=safety.crisis_lines_overdue_since(clock.now()),
        review_days=REVIEW_DAYS,
    )


@page(staff, "/content/file", policy=COORDINATOR)
def download() -> Response:
    """The program file as the database stands. No person is in it; that it was taken is written down."""
    home = scope.named_program(gate.who(), request.args.get("program", ""))
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


@page(staff, "/content/look", policy=COORDINATOR, methods=("POST",))
def look_at_file() -> Response:
    """Changes nothing: asks which column is which, says what is wrong with the file, or what taking it would do."""
    home, form = scope.named_program(gate.who(), request.form.get("program", "")), content_forms.BringForm()
    problem = form.problem()
    if problem:
        return _show(home, problem=problem, form=form)
    return _look(home, form.brought(home.slug), form)


@page(staff, "/content/columns", policy=COORDINATOR, methods=("POST",))
def choose_columns() -> Response:
    """Which column of a table is which, and how its dates are read: asked for, or answered and then remembered for the next
    table with these headings. Of the table itself nothing is stored."""
    form = content_forms.ColumnsForm()
    if form.problem():
        raise Invalid("look_again", "Bring the file again.")
    what = import_preview.unseal(form.sealed.data, gate.who().account_id, clock.now())
    home = scope.named_program(gate.who(), what.program)
    if not what.is_table:
        raise Invalid("look_again", "Bring the file again.")
    if not request.form.getlist("column"):
        return _ask(home, *import_preview.lay_out(replace(what, day_first=None), home.id))
    what = form.answered(what)
    layout = import_preview.lay_out(what, home.id)[1]
    twice = [name for name in set(layout.names) if name and layout.names.count(name) > 1]
    if layout.asks or twice or layout.names != what.columns:
        return _ask(home, what, layout, problem="column_twice" if twice else None, status=422)
    with transaction():
        imports.remember(home.id, layout.key, layout.names, clock.now())
    return _look(home, what)


def _look(home: ProgramView, what: Brought, form: Any = None) -> Response:
    layout, at = None, change_context.at(home)
    try:
        if what.is_table:
            what, layout = import_preview.lay_out(what, home.id)
            if layout.asks:
                return _ask(home, what, layout)
        seen = import_preview.look(what, home, at)
    except BadFile as wrong:
        return _show(home, wrong=wrong, form=form, what=what, layout=layout)
    except (Invalid, Conflict) as refused:
        return _show(home, problem=refused.code, form=form)
    return show(
        "content/import_preview.html",
        program=home,
        what=what,
        layout=layout,
        seen=seen,
        preview=seen.preview,
        sealed=_seal(what),
    )


def _ask(
    home: ProgramView, what: Brought, layout: Layout, *, problem: str | None = None, status: int = 200
) -> Response:
    columns = imports.COLUMNS[what.kind]
    return show(
        "content/columns.html",
        status,
        program=home,
        what=what,
        layout=layout,
        known=columns.known,
        needed=columns.needed,
        missing=[labels.label("column", name) for name in layout.missing],
        sealed=_seal(what),
        problem=problem,
        again=status != 200,
        read=imports.date_as_read,
    )


def _seal(what: Brought) -> str:
    return import_preview.seal(what, gate.who().account_id, clock.now())


@page(staff, "/content/take", policy=COORDINATOR, proof=FRESH_PROOF_FOR_SOME, methods=("POST",))
def take_file() -> Response:
    """The very file that was looked at. What has changed since then is asked again. Codes for people need fresh proof."""
    form = content_forms.TakeForm()
    if form.problem():
        raise Invalid("look_again", "Bring the file again.")
    what = import_preview.unseal(form.sealed.data, gate.who().account_id, clock.now())
    home = scope.named_program(gate.who(), what.program)
    if what.kind == imports.ROSTER:
        gate.require_fresh_proof()
        return _taken(home, what, lambda at: import_preview.invite(what, at), lambda made: _codes(home, made))
    if what.kind == import_preview.PROGRAM:
        return _taken(home, what, lambda at: _load(what, at), lambda _: go("content", "file_loaded", program=home.slug))
    if what.kind in imports.LISTINGS:
        return _taken(home, what, lambda at: _add(what, at), lambda _: go("content", "list_changed", program=home.slug))
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
        layout = import_preview.lay_out(what, home.id)[1] if what.is_table else None
        return _show(home, wrong=wrong, what=what, layout=layout)
    except (Invalid, Conflict) as refused:
        return _show(home, problem=refused.code)
    return then(made)


def _load(what: Brought, at: ChangeContext) -> None:
    import_preview.load(what, at)
    audit.record(at.staff_id, "program_loaded", None, str(at.program_id), at.now)


def _add(what: Brought, at: ChangeContext) -> None:
    import_preview.add_to_list(what, at)
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
