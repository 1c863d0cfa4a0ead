"""People: inviting somebody, and one person's page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import flask
import segno
from markupsafe import Markup
from werkzeug.wrappers import Response

from companion import config
from companion.accounts import gate, rules
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import FRESH_PROOF, STAFF
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import clock, crypto, timezones
from companion.leaving import service as leaving
from companion.program import service as program
from companion.staff.core import scope
from companion.staff.core.forms import Form
from companion.staff.core.layout import looked, refusal, show, staff
from companion.staff.people import care_teams, forms, shared


@page(staff, "/people/invite", policy=STAFF)
def invite() -> Response:
    who = gate.who()
    form = invite_form(who)
    form.on_team.data = who.role == "counselor"
    form.starts_on.data = None
    return show("people/invite.html", form=form, tracks=track_choices(who), problem=None)


@page(staff, "/people/invite", policy=STAFF, proof=FRESH_PROOF, methods=("POST",), endpoint="do_invite")
def do_invite() -> Response:
    """Account, track, own days, first-day card and code, all or nothing."""
    who, form = gate.who(), invite_form(gate.who())
    made: list[tuple[UUID, str]] = []
    problem = form.problem() or refusal(lambda: made.append(_invite(who, form)))
    if problem:
        return show("people/invite.html", 422, form=form, tracks=track_choices(who), problem=problem)
    return hand_over(*made[0])


def invite_form(who: Principal) -> forms.InviteForm:
    form = forms.InviteForm()
    form.track.choices = dict(track_choices(who))
    return form


def track_choices(who: Principal) -> list[tuple[str, str]]:
    mine = scope.tracks(who)
    several = len({each.id for each, _ in mine}) > 1
    taken = {
        one: number
        for home in {each.id: each for each, _ in mine}.values()
        for one, number in enrollment.places_taken(
            [track.id for each, track in mine if each.id == home.id and track.capacity is not None],
            timezones.local_day(clock.now(), home.zone),
        ).items()
    }
    named = [(track, f"{each.name}: {track.name}" if several else track.name) for each, track in mine]
    return [
        (str(track.id), f"{name} ({taken.get(track.id, 0)}/{track.capacity})" if track.capacity else name)
        for track, name in named
    ]


def _invite(who: Principal, form: forms.InviteForm) -> tuple[UUID, str]:
    now = clock.now()
    participant_id = accounts.create_account("participant", form.name.data, now, form.language.data)
    wishes = {
        "hides_craving": form.hides_craving.data,
        "first_day": form.first_day(),
        "beyond": form.beyond.data,
    }
    enrollment.enroll(participant_id, UUID(form.track.data), form.starts_on.data, now, **wishes)
    if form.own_days.data:
        enrollment.set_own_days(participant_id, form.own_days.data, _since(participant_id), now)
    if form.on_team.data or who.role == "counselor":  # a counselor sees nobody else, so they would lose sight of them
        care_teams.add(participant_id, who.account_id, who.account_id, now)
    audit.record(who.account_id, "invited", participant_id, "", now)
    return participant_id, accounts.invite(participant_id, who.account_id, now)


def _since(participant_id: UUID) -> date:
    """Own days count from the first day, or from today for somebody who has begun."""
    current = enrollment.enrollment_now(participant_id, clock.now())
    assert current is not None
    return max(current.starts_on, timezones.local_day(clock.now(), current.zone))


def hand_over(participant_id: UUID, code: str) -> Response:
    """To the page that shows a code once. Until then it travels sealed, in the cookie of who made it."""
    flask.session["code"] = crypto.seal("accounts", participant_id, "code", code)
    return flask.redirect(flask.url_for("staff.code", participant_id=participant_id), 303)


@page(staff, "/people/<uuid:participant_id>/code", policy=STAFF)
def code(participant_id: UUID) -> Response:
    person = scope.person(gate.who(), participant_id)
    sealed = flask.session.pop("code", None)
    if sealed is None:
        return flask.redirect(flask.url_for("staff.person", participant_id=participant_id), 303)
    try:
        plain = crypto.unseal("accounts", participant_id, "code", sealed)
    except crypto.SealError:  # made for somebody else, in another window
        return flask.redirect(flask.url_for("staff.person", participant_id=participant_id), 303)
    address = code_address(plain)
    home = enrollment.program_of(participant_id, clock.now())
    expires = timezones.local_day(rules.code_expires_at(clock.now()), home.zone if home else "UTC")
    return show(
        "people/code.html",
        person=person,
        code=rules.shown_code(plain),
        address=config.current().origin,
        link=address,
        picture=code_picture(address),
        expires=expires,
        remains=accounts.ways_in_of(participant_id, clock.now()),
    )


def code_address(code: str) -> str:
    """Where the code can be used. It stands behind #, so that it reaches no server log."""
    return f"{config.current().origin}/welcome#code={code}"


def code_picture(address: str) -> Markup:
    """The address for a phone's camera."""
    drawn = segno.make(address, error="m").svg_inline(border=3, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 - drawn by segno from digits and our own address


@page(staff, "/people/<uuid:participant_id>", policy=STAFF)
def person(participant_id: UUID) -> Response:
    """Administrative data; and for the person's own care team what they chose to share, each part written down."""
    who = gate.who()
    found = scope.person(who, participant_id)
    looked("person_opened", participant_id)
    return show_person(who, found)


def show_person(who: Principal, found: accounts.Person, problem: str | None = None) -> Response:
    """The person's page, with what was not accepted on top if something was not."""
    on_team = accounts.is_on_care_team(who.account_id, found.id)
    of_team = shared.seen_by_team(found.id, clock.now()) if on_team else None
    for item in of_team.items if of_team else ():
        looked("shared_seen", found.id, item)
    page_of = shared.page_of(found, clock.now())
    return show(
        "people/person.html",
        422 if problem else 200,
        **page_of,
        shared=of_team,
        mirror=False,
        candidates=[] if who.role == "counselor" else _candidates(who, page_of["enrollment"]),
        tracks=track_choices(who),
        form=Form(),
        problem=problem,
        erased=leaving.erasure_of(found.id).erased_at,
    )


def _candidates(who: Principal, current: EnrollmentView | None) -> list[accounts.Person]:
    """Who could look after the person: staff of their program, or of the caller's while they are in none."""
    homes = [current.program_id] if current else [each.id for each in scope.programs(who)]
    found = accounts.people({one for home in homes for one in program.staff_of(home)}).values()
    return sorted((one for one in found if one.disabled_at is None), key=lambda one: one.display_name.casefold())
