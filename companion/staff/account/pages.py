"""A member of staff's own account: language, passphrase, passkeys, and their sign-ins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import flask
from werkzeug.wrappers import Response

from companion.accounts import authenticators, devices, gate, rules, service, sign_ins, signed_in, throttle
from companion.accounts.gate import page
from companion.accounts.policies import FRESH_PROOF, STAFF
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.payload import In
from companion.kernel.routes import parse_body
from companion.staff.account import forms
from companion.staff.core.layout import go, show, staff


class NewPasskey(In):
    credential: dict[str, Any]


@page(staff, "/account", policy=STAFF)
def account() -> Response:
    return _show()


def _show(problem: str | None = None) -> Response:
    who = gate.who()
    return show(
        "account/account.html",
        422 if problem else 200,
        keys=authenticators.passkeys_of(who.account_id),
        devices=signed_in.of_account(who.account_id, clock.now()),
        person=service.get_person(who.account_id),
        shortest=rules.PASSPHRASE_MIN,
        problem=problem,
    )


@page(staff, "/account/language", policy=STAFF, methods=("POST",))
def language() -> Response:
    form = forms.LanguageForm()
    if form.problem() is None:
        with transaction():
            service.choose_language(gate.who().account_id, form.language.data)
            audit.record(gate.who().account_id, "language_changed", gate.who().account_id, "", clock.now())
    return go("account", "saved" if form.problem() is None else None)


@page(staff, "/account/passphrase", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def passphrase() -> Response:
    """Asks for the current one, and ends every other sign-in and passkey that is not kept: whoever changes it may have a reason."""
    form, who = forms.PassphraseForm(), gate.who()
    throttle.passphrase_change(who.account_id, clock.now())
    problem = form.problem() or _change_passphrase(who, form.current.data, form.new.data, form.keep.data or [])
    return _show(problem) if problem else go("account", "passphrase")


def _change_passphrase(who: Principal, current: str, new: str, keep: list[UUID]) -> str | None:
    """The code of what was not accepted. Both hashes are made with no transaction open: they take a while."""
    name = service.get_person(who.account_id).sign_in_name or ""
    mark = service.passphrase_mark(who.account_id)
    if service.proof_of(who.account_id, current) is None:
        with transaction():
            service.note_failed_proof(who.account_id, "current_passphrase", clock.now())
        return "current_not_accepted"
    try:
        hashed = service.hash_for(who.account_id, name, new)
        with transaction():
            service.replace_passphrase(who.account_id, name, hashed, mark)
            sign_ins.hold(who.sign_in_id, who.account_id, clock.now())
            service.end_ways_in(who.account_id, [who.sign_in_id, *keep], clock.now(), who.account_id)
            audit.record(who.account_id, "passphrase_changed", who.account_id, "", clock.now())
    except (Invalid, Conflict) as problem:
        return problem.code
    return None


@page(staff, "/account/end-others", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def end_others() -> Response:
    who = gate.who()
    with transaction():
        sign_ins.end_others(who.sign_in_id, who.account_id, clock.now())
    return go("account", "ended")


@page(staff, "/account/passkeys/options", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def passkey_registration_options() -> Response:
    who = gate.who()
    with transaction():
        options = authenticators.begin_registration(who.account_id, who.display_name, clock.now())
    return flask.jsonify(options=options)


@page(staff, "/account/passkeys", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def add_passkey() -> Response:
    """Called after the device's own name, which is all a list needs to tell one's passkeys apart."""
    answer = parse_body(NewPasskey)
    name = devices.read(flask.request.user_agent.string, flask.request.headers).label or "Passkey"
    with transaction():
        authenticators.finish_registration(gate.who().account_id, answer.credential, name, clock.now())
    return flask.jsonify(address=flask.url_for("staff.account"))


@page(staff, "/account/passkeys/<uuid:passkey_id>/remove", policy=STAFF, proof=FRESH_PROOF, methods=("POST",))
def remove_passkey(passkey_id: UUID) -> Response:
    with transaction():
        authenticators.remove_passkey(passkey_id, gate.who().account_id, clock.now())
    return go("account", "saved")
