"""Is it still you? What needs proof younger than ten minutes leads here, and on with everything that was typed.

The page is the form that was sent once more, with passphrase and digits beside what was typed; `gate.require_fresh_proof` reads
them, so one button both proves and repeats, without a script. A passkey proves first, then the page sends the form by itself.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

import flask
from flask import request
from werkzeug.wrappers import Response

from companion.accounts import authenticators, gate, throttle
from companion.accounts.gate import PROOF_FIELDS, ProofNeeded, page
from companion.accounts.policies import FRESH_PROOF, STAFF
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.payload import In
from companion.kernel.routes import parse_body
from companion.staff.core.layout import show, staff
from companion.staff.sign_in.pages import OUR_PAGE, wanted_page

_NOT_CARRIED = {"csrf_token", *PROOF_FIELDS}


class PasskeyAnswer(In):
    credential: dict[str, Any]
    ticket: UUID


@staff.errorhandler(ProofNeeded)
def ask_for_proof(problem: ProofNeeded) -> Response:
    """Nothing was changed yet. A script is told where to ask; a form is asked right here."""
    if request.is_json:
        answer = flask.jsonify(address=f"/staff/proof?next={quote(_came_from(), safe='/')}")
        answer.status_code = problem.status
        return answer
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in _NOT_CARRIED]
    return _show(request.full_path.rstrip("?"), typed, refused=PROOF_FIELDS[1] in request.form, status=problem.status)


def _show(action: str, typed: list[tuple[str, str]], *, refused: bool = False, status: int = 200) -> Response:
    return show("sign_in/proof.html", status, action=action, typed=typed, refused=refused, back=_came_from())


def _came_from() -> str:
    """The page of ours that the form stands on."""
    came = urlsplit(request.referrer or "")
    path = f"{came.path}?{came.query}" if came.query else came.path
    here = came.netloc == request.host and OUR_PAGE.fullmatch(path) is not None
    return path if here and not path.startswith("/staff/proof") else "/staff/"


@page(staff, "/proof", policy=STAFF)
def proof() -> Response:
    return _show(f"/staff/proof?next={quote(wanted_page(), safe='/')}", [])


@page(staff, "/proof", policy=STAFF, proof=FRESH_PROOF, methods=("POST",), endpoint="prove")
def prove() -> Response:
    """The gate has looked at the proof that came along."""
    return flask.redirect(wanted_page(), 303)


@page(staff, "/proof/passkey", policy=STAFF, methods=("POST",))
def prove_with_passkey() -> Response:
    answer, caller = parse_body(PasskeyAnswer), gate.who()
    throttle.proof(caller.account_id, clock.now())
    with transaction():  # on its own: a wrong answer uses the ticket up as well
        challenge = authenticators.take_challenge(answer.ticket, clock.now())
    with gate.failure_noted(caller.account_id, "passkey"), transaction():
        owner = authenticators.finish_sign_in(answer.credential, challenge, clock.now(), staff=True)
        if owner == caller.account_id:
            gate.note_proof()
    return flask.jsonify(proved=owner == caller.account_id)
