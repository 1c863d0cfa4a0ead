"""Signing in and out: a passphrase with an authenticator code, or a passkey."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

import flask
import flask_wtf
from flask import request
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from companion import config
from companion.accounts import authenticators, devices, gate, rules, service, sign_ins, throttle
from companion.accounts.gate import page
from companion.accounts.policies import PUBLIC
from companion.accounts.sign_ins import AddedBy
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import BadRequest
from companion.kernel.payload import In
from companion.kernel.routes import parse_body
from companion.staff.core.formats import LANGUAGES
from companion.staff.core.layout import go, show, staff

OUR_PAGE = re.compile(r"/staff/[A-Za-z0-9/_-]*(?:\?[A-Za-z0-9=&._-]*)?")


class SignInForm(flask_wtf.FlaskForm):
    sign_in_name = StringField(validators=[InputRequired(), Length(max=80)])
    passphrase = PasswordField(validators=[InputRequired(), Length(max=rules.PASSPHRASE_MAX_BYTES * 2)])
    code = StringField(validators=[InputRequired(), Length(max=20)])


class PasskeyAnswer(In):
    credential: dict[str, Any]
    ticket: UUID


@page(staff, "/sign-in", policy=PUBLIC)
def sign_in() -> Response:
    caller = gate.who_if_any()
    if caller is not None and caller.is_staff:
        return flask.redirect(wanted_page(), 303)
    if request.args.get("language") in LANGUAGES:
        flask.session["language"] = request.args["language"]
    return _show(200, SignInForm())


@page(staff, "/sign-in", policy=PUBLIC, methods=("POST",), endpoint="do_sign_in")
def do_sign_in() -> Response:
    """Whatever of the three was wrong, the answer is the same and takes the same work."""
    form, now = SignInForm(), clock.now()
    known = gate.phone_known_to(form.sign_in_name.data or "")
    throttle.sign_in(form.sign_in_name.data or "", request.remote_addr, now, known)
    proof, minutes_off = None, None
    if form.validate():
        proof = service.proof_for(form.sign_in_name.data, form.passphrase.data, staff=True)
        with transaction():
            token = _token(proof, form, now)
        if token is not None:
            gate.sign_in(token)
            return flask.redirect(wanted_page(), 303)
        if proof is not None:
            minutes_off = authenticators.clock_off(proof.account_id, form.code.data, now)
    return _show(422, form, refused=True, minutes_off=abs(minutes_off or 0))


def _token(proof: service.Proof | None, form: SignInForm, now: datetime) -> str | None:
    """For the cookie of who is in; None when something was wrong, which is written down."""
    if proof is None or not service.hold_passphrase(proof):
        service.note_failed_sign_in(form.sign_in_name.data or "", "passphrase", now, staff=True)
        return None
    if not authenticators.use_totp(proof.account_id, form.code.data or "", now):
        service.note_failed_proof(proof.account_id, "authenticator", now)
        return None
    return _begin(proof.account_id, "passphrase")


@page(staff, "/passkeys/sign-in-options", policy=PUBLIC, methods=("POST",))
def passkey_options() -> Response:
    throttle.passkey(request.remote_addr, clock.now())
    with transaction():
        ticket, options = authenticators.begin_sign_in(clock.now())
    return flask.jsonify(options=options, ticket=str(ticket))


@page(staff, "/passkeys/sign-in", policy=PUBLIC, methods=("POST",))
def passkey_sign_in() -> Response:
    """A passkey with user verification is two factors in one, so no digits are asked for."""
    answer = parse_body(PasskeyAnswer)
    throttle.passkey(request.remote_addr, clock.now())
    with transaction():  # on its own: a wrong answer uses the ticket up as well
        challenge = authenticators.take_challenge(answer.ticket, clock.now())
    with gate.failure_noted(authenticators.owner_of(answer.credential), "passkey"), transaction():
        account_id = authenticators.finish_sign_in(answer.credential, challenge, clock.now(), staff=True)
        token = _begin(account_id, "passkey")
    gate.sign_in(token)
    return flask.jsonify(address=wanted_page())


@page(staff, "/sign-out", policy=PUBLIC, methods=("POST",))
def sign_out() -> Response:
    caller = gate.who_if_any()
    if caller is not None:
        with transaction():
            sign_ins.end(caller.sign_in_id, caller.account_id, clock.now())
    gate.sign_out()
    return go("sign_in")


def _show(status: int, form: SignInForm, *, refused: bool = False, minutes_off: int = 0) -> Response:
    """A browser refuses passkeys without a word at any host but that of the origin, so the page says it first."""
    ours = config.current()
    elsewhere = None if request.host.rpartition(":")[0] == ours.rp_id or request.host == ours.rp_id else ours.origin
    return show(
        "sign_in/sign_in.html",
        status,
        form=form,
        refused=refused,
        minutes_off=minutes_off,
        passkeys_at=elsewhere,
        wanted=wanted_page(),
    )


def _begin(account_id: UUID, added_by: AddedBy) -> str:
    role = service.get_person(account_id).role
    device = devices.read(request.user_agent.string, request.headers)
    return sign_ins.begin(account_id, role, device, clock.now(), added_by)


def wanted_page() -> str:
    """Where they were going; one of our own pages or none, so that a link cannot send them elsewhere."""
    wanted = request.args.get("next", "")
    if len(wanted) > 500:
        raise BadRequest("too_long")
    return wanted if OUR_PAGE.fullmatch(wanted) and "//" not in wanted else flask.url_for("staff.today")
