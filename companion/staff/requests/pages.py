"""Requests: what people asked for, from opening one to closing it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import gate
from companion.accounts import service as accounts
from companion.accounts.gate import page
from companion.accounts.policies import STAFF
from companion.accounts.service import Person
from companion.accounts.sign_ins import Principal
from companion.attention import rules
from companion.attention import service as attention
from companion.attention.rules import ItemView
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.staff.core import scope
from companion.staff.core.forms import id_in
from companion.staff.core.layout import go, refusal, seen, show, staff
from companion.staff.requests import make_up
from companion.staff.requests.duty import unmanned


@dataclass(frozen=True)
class Requests:
    """What waits, with the names needed to show it; `late` says how far an item escalated, `about` which meeting one is
    about, `zones` whose clock the times of a person's requests are read from: that of their program, on every page."""

    items: list[ItemView]
    late: dict[UUID, str]
    names: dict[UUID, Person]
    about: dict[UUID, make_up.About]
    zones: dict[UUID, str]

    @property
    def people(self) -> list[UUID]:
        """Who asked, for `layout.seen`."""
        return [item.participant_id for item in self.items]


def list_of(who: Principal, now: datetime, mine: Collection[UUID] | None = None) -> Requests:
    """The caller's requests, the longest waiting first. The page writes down who was seen in it."""
    items, late = scope.requests(who, now, mine)
    whose = {one.participant_id for one in items} | {one.acknowledged_by for one in items if one.acknowledged_by}
    latest = enrollment.statuses({one.participant_id for one in items}, now)
    zones = {one: latest[one].now.zone if one in latest else "UTC" for one in whose}
    return Requests(items, late, accounts.people(whose), make_up.about(items), zones)


@page(staff, "/requests", policy=STAFF)
def requests() -> Response:
    who = gate.who()
    found, zone = list_of(who, clock.now()), scope.zone(who)
    seen(zone, request_seen=found.people)
    return show("requests/requests.html", requests=found, unmanned=unmanned(who), zone=zone)


@page(staff, "/requests/<uuid:item_id>", policy=STAFF)
def one_request(item_id: UUID) -> Response:
    """Opening it is the first step, and written down."""
    who, now = gate.who(), clock.now()
    item = scope.request(who, item_id, now)
    with transaction():
        attention.open_item(item, who.account_id, now)
        audit.record(who.account_id, "request_opened", item.participant_id, str(item_id), now)
    _, late = scope.requests(who, now)
    steps = attention.steps_done(item_id)
    home = enrollment.program_of(item.participant_id, now)
    return show(
        "requests/request.html",
        item=item,
        late=late.get(item_id),
        steps=[one for one in steps if one.step != rules.OPENED],
        names=accounts.people({item.participant_id, *(one.staff_id for one in steps)}),
        zone=home.zone if home else "UTC",
        here=scope.zone(who),
        reasons=rules.reasons_for(item.kind),
        about=make_up.about_one(item, now),
        on_team=accounts.is_on_care_team(who.account_id, item.participant_id),
    )


@page(staff, "/requests/<uuid:item_id>/acknowledge", policy=STAFF, methods=("POST",))
def acknowledge(item_id: UUID) -> Response:
    """Only what the caller may see; anything else is not there."""
    return _do(item_id, "acknowledged", attention.acknowledge_item)


@page(staff, "/requests/<uuid:item_id>/deed", policy=STAFF, methods=("POST",))
def record_step(item_id: UUID) -> Response:
    what = request.form.get("what", "")
    return _do(item_id, what, lambda item, staff_id, now: attention.record_step(item, staff_id, what, now))


@page(staff, "/requests/<uuid:item_id>/close", policy=STAFF, methods=("POST",))
def close_request(item_id: UUID) -> Response:
    reason = request.form.get("reason", "")
    return _do(item_id, "closed", lambda item, staff_id, now: make_up.close(item, staff_id, reason, now))


@page(staff, "/requests/<uuid:item_id>/make-up", policy=STAFF, methods=("POST",))
def confirm_make_up(item_id: UUID) -> Response:
    """Other sessions for those they cannot be at. One that is not among those offered is refused."""
    fields = [(name.removeprefix("make_up-"), value) for name, value in request.form.items() if name[:8] == "make_up-"]
    chosen = {id_in(name): id_in(value) for name, value in fields if value}
    picked = {one: other for one, other in chosen.items() if one and other}
    if not picked or len(picked) < len(chosen):
        flask.flash("error.make_up_gone")
        return go("one_request", item_id=item_id)
    return _do(item_id, "made_up", lambda item, staff_id, now: make_up.confirm(item, picked, staff_id, now))


def _do(item_id: UUID, done: str, work: Callable[[ItemView, UUID, datetime], None]) -> Response:
    """One step, and back to the request it was about. Scope is asked inside the transaction."""
    who, now = gate.who(), clock.now()

    def write() -> None:
        item = scope.request(who, item_id, now)
        work(item, who.account_id, now)
        audit.record(who.account_id, f"request_{done}", item.participant_id, str(item_id), now)

    problem = refusal(write)
    if problem is not None:
        flask.flash(f"error.{problem}")
        return go("one_request", item_id=item_id)
    return go("requests", done) if done == "closed" else go("one_request", done, item_id=item_id)
