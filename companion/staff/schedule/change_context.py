"""What the pages that change the schedule share: the program in question, preview, change, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock, timezones
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program.service import ProgramView, TrackView
from companion.schedule import service as schedule
from companion.schedule.service import ChangeContext, ChangeView, Made
from companion.staff.core import forms, scope
from companion.staff.core.layout import go, refusal, show, staff
from companion.staff.schedule import change_preview, invited_supporters

Write = Callable[[ChangeContext], Made]
Again = Callable[[str], Response]


def track(who: Principal, track_id: UUID) -> tuple[ProgramView, TrackView]:
    """A track of the caller's programs that people can be in. Raises NotFound."""
    found = next((both for both in scope.tracks(who) if both[1].id == track_id), None)
    if found is None:
        raise NotFound()
    return found


def at(home: ProgramView) -> ChangeContext:
    return ChangeContext(home.id, gate.who().account_id, clock.now())


def today(home: ProgramView) -> date:
    return timezones.local_day(clock.now(), home.zone)


def members(home: ProgramView, track_id: UUID, who: Principal) -> list[tuple[str, str]]:
    """(id, name) of the people in the track whom the caller may know, by name."""
    mine = scope.people(who)
    ids = [one for one, found in mine.items() if found and not found.over and found.now.track_id == track_id]
    return sorted(
        ((str(one.id), one.display_name) for one in accounts.people(ids).values()), key=lambda pair: pair[1].casefold()
    )


def look(home: ProgramView, form: forms.Form, write: Write, confirm: str, back: str, again: Again) -> Response:
    """Changes nothing: the page that says what would change, who is told and in which words. `confirm` is where the same
    form goes to be carried out; `again` shows the form with what was not accepted."""
    problem, context = form.problem(), at(home)
    if problem is None:
        try:
            standing = schedule.journal_state(home.id)
            seen = change_preview.rehearse(context, lambda: write(context))
            fields = [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "standing")]
            fields.append(("standing", standing))
            page_of = invited_supporters.among(gate.who(), seen.supporters)
            invited_supporters.read_by(gate.who(), page_of, "", context.now)
            return show(
                "schedule/preview.html",
                program=home,
                preview=seen,
                page_of=page_of,
                fields=fields,
                confirm=confirm,
                back=back,
            )
        except (Invalid, Conflict) as refused:
            problem = refused.code
    return again(problem)


def carry_out(
    home: ProgramView, form: forms.Form, write: Write, action: str, again: Again, *, concerns: Sequence[UUID] = ()
) -> Response | None:
    """Does it, plans the telling and writes down who did it; the page with the problem, or None when it is done. Whoever
    looked at a preview, while somebody else changed the calendar, looks again first."""
    context, standing = at(home), request.form.get("standing")

    def all_of_it() -> None:
        if standing is not None:
            schedule.check_unchanged(context, standing)
        made = change_preview.tell(context, lambda: write(context))
        for participant_id in concerns or (None,):
            audit.record(context.staff_id, action, participant_id, str(made.change_id), context.now)

    problem = form.problem() or refusal(all_of_it)
    return again(problem) if problem else None


def may_undo(who: Principal, change: ChangeView) -> bool:
    """One's own change, or as a coordinator anybody's of the program."""
    return change.made_by == who.account_id or who.role != "counselor"


def undoable(home: ProgramView) -> list[tuple[ChangeView, str | None]]:
    """(change, who made it; None from the command line) of the last ten minutes that the caller may undo, newest first."""
    found = [each for each in schedule.recent_changes(home.id, clock.now()) if may_undo(gate.who(), each)]
    names = accounts.people({each.made_by for each in found if each.made_by})
    return [(each, names[each.made_by].display_name if each.made_by else None) for each in found]


@page(staff, "/schedule/changes/<uuid:change_id>/undo", policy=STAFF, methods=("POST",))
def undo(change_id: UUID) -> Response:
    """One's own change, or as a coordinator anybody's of the program. Whatever else does not exist."""
    who = gate.who()
    for home in scope.programs(who):
        found = next((each for each in schedule.recent_changes(home.id, clock.now()) if each.id == change_id), None)
        if found is not None and may_undo(who, found):
            return _undo(home, change_id)
    raise NotFound()


def _undo(home: ProgramView, change_id: UUID) -> Response:
    context = at(home)

    def take_back() -> None:
        change_preview.undo(context, change_id)
        audit.record(context.staff_id, "change_undone", None, str(change_id), context.now)

    problem = forms.Form().problem() or refusal(take_back)
    if problem:
        flask.flash(f"error.{problem}")
        return go("schedule", program=home.slug)
    return go("schedule", "undone", program=home.slug)
