"""What staff can change about one person: the first track, days, a new code, a phone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import FRESH_PROOF, STAFF
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import go, refusal, staff
from companion.staff.people import forms
from companion.staff.people.pages import hand_over, show_person, track_choices

Change = Callable[[UUID], object]


@page(staff, "/people/<uuid:participant_id>/new-code", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def new_code(participant_id: UUID) -> Response:
    """A new phone gets a new code. When one was lost, what could be on it ends in the same step, unless it is kept on purpose."""
    who, form, made = gate.who(), forms.CodeForm(), []

    def make(whose: UUID) -> None:
        if form.lost.data:
            accounts.end_ways_in(whose, form.keep.data or [], clock.now(), who.account_id)
            audit.record(who.account_id, "phone_lost", whose, "", clock.now())
        made.append(accounts.invite(whose, who.account_id, clock.now()))

    problem = form.problem() or apply(who, participant_id, "code_made", make)
    if problem:
        return show_person(who, scope.person(who, participant_id), problem)
    return hand_over(participant_id, made[0])


@page(
    staff,
    "/people/<uuid:participant_id>/phones/<uuid:sign_in_id>/confirm",
    policy=STAFF,
    proof=FRESH_PROOF,
    methods=("POST",),
)
def confirm_phone(participant_id: UUID, sign_in_id: UUID) -> Response:
    """One of the two members of staff who confirm a phone when its owner has lost every other way."""
    who, form = gate.who(), forms.IdentityForm()
    person = scope.person(who, participant_id)

    def write() -> None:
        accounts.hold(who.account_id)  # whoever ends what this member of staff may do sees it, or was first
        scope.person(who, participant_id)
        accounts.confirm_phone_by_staff(sign_in_id, participant_id, who.account_id, clock.now())

    problem = form.problem() or refusal(write)
    if problem:
        return show_person(who, person, problem)
    return go("person", "phone_confirmed", participant_id=participant_id)


@page(staff, "/people/<uuid:participant_id>/enroll", policy=STAFF, methods=("POST",))
def enroll(participant_id: UUID) -> Response:
    form = track_form()

    def write(whose: UUID) -> None:
        ends = form.until.data
        track = UUID(form.track.data)
        enrollment.enroll(whose, track, form.on.data, clock.now(), expected_end_on=ends, beyond=form.beyond.data)

    return done(participant_id, form, "enrolled", write)


@page(staff, "/people/<uuid:participant_id>/days", policy=STAFF, methods=("POST",))
def own_days(participant_id: UUID) -> Response:
    form = forms.DaysForm()
    return done(
        participant_id,
        form,
        "own_days",
        lambda whose: enrollment.set_own_days(whose, form.own_days.data, form.since.data, clock.now()),
    )


def track_form() -> forms.TrackDayForm:
    """Only tracks of the caller's own programs can be chosen."""
    form = forms.TrackDayForm()
    form.track.choices = dict(track_choices(gate.who()))
    return form


def done(participant_id: UUID, form: Form, action: str, change: Change) -> Response:
    who = gate.who()
    person = scope.person(who, participant_id)
    problem = form.problem() or apply(who, participant_id, action, change)
    return show_person(who, person, problem) if problem else go("person", action, participant_id=participant_id)


def apply(who: Principal, participant_id: UUID, action: str, change: Change) -> str | None:
    """Scope is asked again inside the transaction: it may have changed since the page was made."""

    def write() -> None:
        scope.person(who, participant_id)
        change(participant_id)
        audit.record(who.account_id, action, participant_id, "", clock.now())

    return refusal(write)
