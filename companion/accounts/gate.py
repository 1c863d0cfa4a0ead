"""Authorization: before any view runs, its policy mark is enforced. The application does not start if a route has no mark.

Sign-in state travels through Flask-Login: the id it keeps in the signed cookie is the sign-in's token, and every
request asks the table whether that sign-in is still alive.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

import flask
import flask_login
from flask import Blueprint, Flask, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.exc import OperationalError

from companion import config
from companion.accounts import care_team, known_phones, proofs, service, sign_ins
from companion.accounts.policies import (
    ALLOWED_ROLES,
    CARE_TEAM,
    FRESH_PROOF,
    NO_PROOF,
    OPEN_TO_UNCONFIRMED,
    PUBLIC,
    Policy,
    Proof,
)
from companion.accounts.proofs import ProofNeeded as ProofNeeded
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import BadRequest, Forbidden, Invalid, NotFound, Problem, Unauthenticated
from companion.kernel.logs import log

PROOF_FIELDS = ("proof_passphrase", "proof_digits")
"""With these two a form of staff brings its own proof along."""

ACCOUNT_HEADER = "Companion-Account"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TOUCH_WAIT = 0.3  # seconds; the request itself may still have to wait for its own turn
_login = flask_login.LoginManager()


class UnmarkedRoute(RuntimeError):
    """A route without a policy; the message names it."""


class _SignedIn(flask_login.UserMixin):
    """What Flask-Login carries: the token as id, and who it stands for."""

    def __init__(self, token: str, who: Principal):
        self.id = token
        self.who = who


class _Cookies(SecureCookieSessionInterface):
    """Puts together once what signs and reads the cookie, instead of twice a request."""

    def __init__(self) -> None:
        self._signing: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signing is None or app.secret_key not in self._signing.secret_keys:
            self._signing = super().get_signing_serializer(app)
        return self._signing


def init_app(app: Flask, session_key: bytes, *, secure: bool) -> None:
    """Enforce policies before every request of `app`."""
    app.config.update(
        SECRET_KEY=session_key,
        SESSION_COOKIE_NAME="__Host-companion" if secure else "companion",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=180),
    )
    app.session_interface = _Cookies()
    _login.session_protection = None  # it would look at X-Forwarded-For, which anybody can write; the table decides
    _login.init_app(app, add_context_processor=False)  # it would ask a broken database again, for the page that says so
    app.before_request(_enforce)
    app.after_request(_say_whose)


@_login.user_loader
def _load(token: str) -> _SignedIn | None:
    found = sign_ins.find(token, clock.now())
    return _SignedIn(token, found) if found else None


def sign_in(token: str) -> None:
    """Give the answer to this request the cookie for a sign-in that was just begun and committed."""
    found = sign_ins.find(token, clock.now())
    if found is None:
        raise Unauthenticated()
    flask.session.clear()
    flask.session.permanent = True
    flask_login.login_user(_SignedIn(token, found))
    known_phones.remember(found.account_id)


def phone_known_to(sign_in_name: str) -> str | None:
    """The name of the phone that asks, if the account with this sign-in name was signed in on it before."""
    return known_phones.known_as(service.account_called(sign_in_name))


def sign_out() -> None:
    """Drop the cookie; the row is ended by the caller."""
    flask_login.logout_user()
    flask.session.clear()


@contextlib.contextmanager
def failure_noted(account_id: UUID | None, how: str) -> Iterator[None]:
    """Around a proof that somebody is this account. What is refused inside is rolled back; that it was tried is not."""
    try:
        yield
    except Invalid:
        with transaction():
            audit.record(None, "sign_in_failed", account_id, how, clock.now())
        raise


def who() -> Principal:
    """Who calls. For views behind any policy but PUBLIC. Raises Unauthenticated."""
    found = who_if_any()
    if found is None:
        raise Unauthenticated()
    return found


def who_if_any() -> Principal | None:
    """Who calls, or None. For public views that show more to someone signed in.

    Everything that asks for the caller goes through here, so this is where a phone that means somebody else is stopped.
    """
    user = flask_login.current_user
    if not isinstance(user._get_current_object(), _SignedIn):
        return None
    _check_account(user.who, request.headers.get(ACCOUNT_HEADER))
    return cast(Principal, user.who)


def own_account(owner: UUID | None = None) -> UUID:
    """The caller's account id. `owner` is what a body or query says whose it is: checked, never believed.

    Raises Unauthenticated, Forbidden("other_account").
    """
    caller = who().account_id
    if owner not in (None, caller):
        raise _other_account()
    return caller


def require_fresh_proof() -> None:
    """Whoever calls has proved within ten minutes who they are. The gate asks this itself where the mark is FRESH_PROOF. Call it
    with no transaction open: a form of staff may bring the proof along, see `staff.sign_in`. Raises ProofNeeded."""
    caller, now = who(), clock.now()
    if not proofs.is_fresh(caller, now) and not _proved_in_this_form(caller, now):
        raise ProofNeeded()


def note_proof() -> None:
    """Whoever calls has just shown that it is they. Needs an open transaction. Raises Unauthenticated."""
    proofs.note(who(), clock.now())


def _proved_in_this_form(caller: Principal, now: datetime) -> bool:
    if not caller.is_staff or request.mimetype != "application/x-www-form-urlencoded":
        return False
    passphrase, digits = (request.form.get(name, "") for name in PROOF_FIELDS)
    return bool(passphrase and digits) and proofs.of_staff(caller, passphrase, digits, now)


def page(
    blueprint: Blueprint,
    rule: str,
    *,
    policy: Policy,
    proof: Proof = NO_PROOF,
    methods: tuple[str, ...] = ("GET",),
    **options: Any,
) -> Callable[[Any], Any]:
    """Declare a server-rendered page or a file with its policy."""

    def declare(view: Any) -> Any:
        view.policy, view.proof = policy, proof
        blueprint.add_url_rule(
            rule, endpoint=options.pop("endpoint", view.__name__), view_func=view, methods=list(methods), **options
        )
        return view

    return declare


def check_every_route_is_marked(app: Flask) -> None:
    """Raises UnmarkedRoute for the first route without a policy."""
    for rule in app.url_map.iter_rules():
        if not isinstance(getattr(app.view_functions[rule.endpoint], "policy", None), Policy):
            raise UnmarkedRoute(f"{rule.rule} ({rule.endpoint}) declares no policy; see companion/accounts/policies.py")


def _enforce() -> None:
    if request.endpoint is None:
        return  # no such address: Flask answers 404 or 405
    policy = _policy_of(request.endpoint)
    if request.method not in _SAFE and request.path.startswith("/api/"):
        _check_same_origin()
    if policy is PUBLIC:
        return
    caller = who()
    if caller.role not in ALLOWED_ROLES[policy]:
        raise Forbidden()
    if not caller.confirmed and policy not in OPEN_TO_UNCONFIRMED:
        raise Forbidden("phone_not_confirmed", "Confirm this phone first: see /api/v1/me for the ways.")
    if policy is CARE_TEAM and not care_team.is_member(caller.account_id, _participant_in_path()):
        raise NotFound()
    if proof_of(request.endpoint) is FRESH_PROOF:
        require_fresh_proof()
    _touch(caller)
    flask.g.answered_account = caller.account_id


def _say_whose(response: flask.Response) -> flask.Response:
    """The phone asks for its first screen before it knows who is signed in; the answer says whose it is."""
    if account := flask.g.get("answered_account"):
        response.headers[ACCOUNT_HEADER] = str(account)
    return response


def _check_account(caller: Principal, named: str | None) -> None:
    """A phone that two people share names the account it means. Without the header it is an app of before it existed."""
    if named is None:
        return
    try:
        meant = UUID(named)
    except ValueError:
        raise BadRequest("account_not_readable", f"{ACCOUNT_HEADER} carries the id of an account.") from None
    if meant != caller.account_id:
        raise _other_account()


def _other_account() -> Forbidden:
    return Forbidden("other_account", "Another account is signed in on this phone now.")


def _policy_of(endpoint: str) -> Policy:
    policy = getattr(flask.current_app.view_functions[endpoint], "policy", None)
    assert isinstance(policy, Policy)  # the start checked it
    return policy


def proof_of(endpoint: str) -> Proof:
    """What proof the route of this endpoint asks for."""
    return getattr(flask.current_app.view_functions[endpoint], "proof", None) or NO_PROOF


def _participant_in_path() -> UUID:
    participant_id = (request.view_args or {})["participant_id"]
    assert isinstance(participant_id, UUID)
    return participant_id


def _check_same_origin() -> None:
    """Browsers say where a request comes from; a write that does not say, or says elsewhere, is refused."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            raise Forbidden("cross_origin", "Writes must come from the app itself.")
        return
    origin = request.headers.get("Origin")
    if origin is None or _origin(origin) != _origin(config.current().origin):
        raise Forbidden(
            "cross_origin", "Writes must come from the app itself: send an Origin header that matches its address."
        )


def _origin(text: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(text)
        return parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        return "", "", None


def _touch(caller: Principal) -> None:
    now = clock.now()
    if not sign_ins.needs_touch(caller, now):
        return
    try:
        with transaction(wait=_TOUCH_WAIT):
            sign_ins.touch(caller, now)
    except (OperationalError, Problem):
        log("gate").warning(
            "sign_in_not_touched"
        )  # a full or busy disk must not stop reading; the next request tries again
