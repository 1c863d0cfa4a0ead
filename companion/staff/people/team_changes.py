"""The care team of one person: somebody joins, hands over, or leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import flask
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts.gate import page
from companion.accounts.policies import COORDINATOR
from companion.kernel import clock
from companion.kernel.errors import NotFound
from companion.program import service as program
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, refusal, staff
from companion.staff.people import care_teams, forms
from companion.staff.people.pages import show_person


@page(staff, "/people/<uuid:participant_id>/care-team", policy=COORDINATOR, methods=("POST",))
def care_team(participant_id: UUID) -> Response:
    """Only staff of the caller's own programs can be put on a care team."""
    form = forms.TeamForm()
    form.staff.choices = _mine()
    return _change(
        participant_id, form, "team", lambda by, now: care_teams.add(participant_id, UUID(form.staff.data), by, now)
    )


@page(staff, "/people/<uuid:participant_id>/care-team/remove", policy=COORDINATOR, methods=("POST",))
def leave_care_team(participant_id: UUID) -> Response:
    form = forms.LeaveTeamForm()
    return _change(
        participant_id,
        form,
        "team_removed",
        lambda by, now: care_teams.remove(participant_id, UUID(form.member.data), by, now),
    )


@page(staff, "/people/<uuid:participant_id>/care-team/hand-over", policy=COORDINATOR, methods=("POST",))
def hand_over_care_team(participant_id: UUID) -> Response:
    """One act: one off, the other on."""
    form = forms.HandOverTeamForm()
    form.staff.choices = _mine()
    return _change(
        participant_id,
        form,
        "team_handed_over",
        lambda by, now: care_teams.hand_over([participant_id], UUID(form.member.data), UUID(form.staff.data), by, now),
    )


def _mine() -> dict[str, str]:
    return {str(one): "" for each in scope.programs(gate.who()) for one in program.staff_of(each.id)}


def _change(
    participant_id: UUID, form: Form, done: str, change: Callable[[UUID, datetime], care_teams.Ended | None]
) -> Response:
    """Scope is asked again inside the transaction; what ended with a membership is said."""
    who, ended = gate.who(), list[care_teams.Ended | None]()
    person = scope.person(who, participant_id)

    def write() -> None:
        scope.person(who, participant_id)
        ended.append(change(who.account_id, clock.now()))

    problem = form.problem() or refusal(write)
    if problem:
        return show_person(who, person, problem)
    if ended[0] is not None and ended[0].codes:
        flask.flash("flash.code_ended")
    try:
        scope.person(who, participant_id)
    except NotFound:  # they took themselves off the team, and nothing else lets them see this person
        return go("people", done)
    return go("person", done, participant_id=participant_id)
