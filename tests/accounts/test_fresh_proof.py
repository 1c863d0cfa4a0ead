"""What changes the ways in, or gives something away for good, needs proof younger than ten minutes: a copied cookie is not enough."""

from __future__ import annotations

import ast
import inspect
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from companion.accounts import authenticators, confirmation, gate, proofs, service, sign_ins, totp
from companion.accounts.models import SignIn
from companion.accounts.policies import ALLOWED_ROLES, CARE_TEAM, FRESH_PROOF, FRESH_PROOF_FOR_SOME, NO_PROOF
from companion.kernel import clock
from companion.kernel.database import db, transaction
from tests.accounts.authenticator import Authenticator
from tests.accounts.test_activation import activate, code_for
from tests.accounts.test_confirmation import sign_in_of
from tests.accounts.test_passkeys import ask, register
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.policy.test_routes import Call, calls, everything, request
from tests.policy.things import things

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PASSPHRASE, ANOTHER = "three green bottles standing", "a lamp on the window sill"
STALE, FRESH = NOW + proofs.FRESH_FOR, NOW + proofs.FRESH_FOR - timedelta(seconds=1)


def marked(app: Flask, *proof: object) -> list[Call]:
    return [call for call in calls(app) if gate.proof_of(call.rule.endpoint) in proof]


def whose(call: Call, cast: Cast) -> UUID:
    """Somebody this route is for, on their care team where that counts."""
    if call.policy is CARE_TEAM:
        return cast.dana
    roles = ALLOWED_ROLES[call.policy]
    return cast.mia if "participant" in roles else cast.ruth


def all_sign_ins() -> list[Any]:
    """Everything about sign-ins but when they were last seen."""
    columns = [column for column in SignIn.__table__.columns if column.name != "last_seen_at"]
    return sorted(map(repr, db.session.execute(select(*columns)).all()))


def test_every_marked_route_refuses_proof_of_ten_minutes_ago_and_changes_nothing(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    house = things(app, cast)
    browsers = {one: signed_in(one) for one in (cast.mia, cast.dana, cast.ruth)}
    before, answers = (everything(), all_sign_ins()), {}
    with clock.fixed(STALE):
        for call in marked(app, FRESH_PROOF):
            answers[name_of(call)] = request(browsers[whose(call, cast)], call, house.values(call.rule))
    assert {name: status for name, status in answers.items() if status != 403} == {}
    assert (everything(), all_sign_ins()) == before
    assert len(answers) >= 18


def test_every_marked_route_takes_proof_of_just_under_ten_minutes_ago(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    house, answers = things(app, cast), {}
    for call in marked(app, FRESH_PROOF):
        browser = signed_in(whose(call, cast))
        with clock.fixed(FRESH):
            answers[name_of(call)] = request(browser, call, house.values(call.rule))
    assert {name: status for name, status in answers.items() if status == 403} == {}


def name_of(call: Call) -> str:
    return f"{call.method} {call.rule.rule}"


YES = {"item": "checkins", "level": "summary", "based_on": 0, "shown": "x", "language": "en", "signature": "Mia"}
NO = {"item": "checkins", "level": "nothing", "language": "en"}
# Route → what of it needs proof, what of it does not. Each is a body and the rest of the address.
SOME: dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None]] = {
    "PUT /api/v1/me/passphrase": (
        {"sign_in_name": "mia.m", "passphrase": PASSPHRASE},
        {"sign_in_name": "mia.m", "passphrase": ANOTHER, "current": PASSPHRASE},
    ),
    "PUT /api/v1/sharing/decisions/<uuid:decision_id>": (
        YES | {"decided_at": NOW.isoformat()},
        NO | {"decided_at": NOW.isoformat()},
    ),
    "DELETE /api/v1/sign-ins/<uuid:sign_in_id>": (None, None),  # see below
    "POST /staff/content/take": (None, None),  # see tests/staff/sign_in/test_proof.py
}


def test_routes_that_ask_for_some_of_what_they_do_are_listed(app: Flask) -> None:
    assert {name_of(call) for call in marked(app, FRESH_PROOF_FOR_SOME)} == set(SOME)


@pytest.mark.parametrize("name", [name for name, (needs, _) in SOME.items() if needs])
def test_what_needs_proof_of_those_is_refused_and_the_rest_is_taken(
    name: str, app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    method, rule = name.split(" ")
    address = rule.replace("<uuid:decision_id>", str(uuid4()))
    phone, (needs, free) = signed_in(cast.mia), SOME[name]
    before = everything()
    with clock.fixed(STALE):
        refused = phone.open(address, method=method, json=needs)
        assert (refused.status_code, refused.json["code"]) == (403, "proof_needed")
        assert everything() == before
        with transaction():
            service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
        assert phone.open(address, method=method, json=free).status_code in (200, 204)


def test_ending_another_phone_needs_proof_ending_this_one_or_an_unconfirmed_one_does_not(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    activate(app.test_client(), code_for(cast.mia))
    mine, another, stranger = signed_in(cast.mia), signed_in(cast.mia), app.test_client()
    activate(stranger, code_for(cast.mia))
    ids = {phone: sign_in_of(phone, cast) for phone in (mine, another, stranger)}
    with clock.fixed(STALE):
        assert mine.delete(f"/api/v1/sign-ins/{ids[another]}").json["code"] == "proof_needed"
        assert another.get("/api/v1/me").status_code == 200
        assert mine.delete(f"/api/v1/sign-ins/{ids[stranger]}").status_code == 204
        assert stranger.get("/api/v1/me").status_code == 401
        assert mine.delete(f"/api/v1/sign-ins/{ids[mine]}").status_code == 204


# What changes the ways in or gives something away: a view that calls one of these, or a helper beside it that does, is marked.
SENSITIVE = {
    "add", "begin_registration", "close", "close_account", "reopen", "reopen_account", "confirm_phone_by_staff", "confirm", "create_account", "decide", "disable", "end", "end_others",
    "finish_registration", "hash_for", "invite", "invite_all", "issue", "make", "make_copy", "make_link",
    "open_feed", "remove_passkey", "replace_passphrase", "set_passphrase", "set_totp",
}  # fmt: skip
OF = {"accounts", "leaving", "authenticators", "confirmation", "consent", "import_preview", "invitations", "recovery_card",
      "roster", "service", "sign_ins", "supporters"}  # fmt: skip
# Route → why it needs none although it calls one of them.
NEEDS_NONE = {
    "POST /api/v1/sign-out": "ends the sign-in that asks",
    "POST /staff/sign-out": "ends the sign-in that asks",
    "POST /api/v1/me/phone/confirm": "brings its own proof",
    "DELETE /api/v1/push/subscriptions/<uuid:subscription_id>": "ends messages, no sign-in",
    "POST /staff/schedule/<uuid:session_id>/supporters/change": "supporters.invite: who comes along to a meeting",
    "POST /staff/schedule/<uuid:session_id>/supporters/preview": "the same, rolled back",
}


def calls_of(module: ast.Module, name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    """(module, function) of every call in this function and in those of its own module that it names."""
    functions = {one.name: one for one in module.body if isinstance(one, ast.FunctionDef)}
    if name in seen or name not in functions:
        return
    seen.add(name)
    for node in ast.walk(functions[name]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr
        elif isinstance(node, ast.Name):
            yield from calls_of(module, node.id, seen)


def test_a_view_that_changes_the_ways_in_is_marked(app: Flask) -> None:
    unmarked = set()
    for call in calls(app):
        if call.method == "GET" and "copy" not in call.rule.rule:
            continue
        view = inspect.unwrap(app.view_functions[call.rule.endpoint])
        if not view.__module__.startswith("companion."):
            continue
        module = ast.parse(inspect.getsource(inspect.getmodule(view)))
        touched = {
            f"{of}.{what}" for of, what in calls_of(module, view.__name__, set()) if of in OF and what in SENSITIVE
        }
        if touched and gate.proof_of(call.rule.endpoint) is NO_PROOF and name_of(call) not in NEEDS_NONE:
            unmarked.add(f"{name_of(call)}: {', '.join(sorted(touched))}")
    assert unmarked == set(), "declare proof=FRESH_PROOF, or say in NEEDS_NONE why it needs none"
    assert set(NEEDS_NONE) <= {name_of(call) for call in calls(app)}


def copied(app: Flask, phone: FlaskClient) -> FlaskClient:
    """Somebody else's browser with the cookie of this phone, and nothing else of it."""
    thief = app.test_client()
    with phone.session_transaction() as session:
        cookie = dict(session)
    with thief.session_transaction() as session:
        session.update(cookie)
    return thief


def set_passphrase(phone: FlaskClient, **more: Any) -> int:
    body = {"sign_in_name": "mia.m", "passphrase": PASSPHRASE, **more}
    return phone.put("/api/v1/me/passphrase", json=body).status_code


def prove(phone: FlaskClient, **shown: Any) -> Any:
    return phone.post("/api/v1/me/proof", json=shown)


def test_a_copied_cookie_sets_no_passphrase_and_the_phone_it_was_copied_from_does(app: Flask, cast: Cast) -> None:
    phone = app.test_client()
    secret = activate(phone, code_for(cast.mia)).json["phone_secret"]
    thief = copied(app, phone)
    with clock.fixed(STALE):
        assert thief.get("/api/v1/me").status_code == 200
        assert set_passphrase(thief) == 403
        assert prove(thief, phone_secret="guessed").status_code == 422
        assert thief.post("/api/v1/passkeys/registration-options").status_code == 403
        assert thief.post("/api/v1/me/recovery-card").status_code == 403
        assert service.get_person(cast.mia).has_passphrase is False
        assert prove(phone, phone_secret=secret).json == {"phone_secret": None}
        assert set_passphrase(phone) == 204


def test_the_first_ten_minutes_of_a_first_phone_ask_for_nothing(app: Flask, cast: Cast) -> None:
    phone = app.test_client()
    activate(phone, code_for(cast.mia))
    with clock.fixed(FRESH):
        assert set_passphrase(phone) == 204


def test_the_phone_answers_for_itself_only_while_there_is_nothing_else_to_ask_for(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    phone = app.test_client()
    secret = activate(phone, code_for(cast.mia)).json["phone_secret"]
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
    assert prove(phone, phone_secret=secret).status_code == 422
    leo = app.test_client()
    other = activate(leo, code_for(cast.leo)).json["phone_secret"]
    settings = app.extensions["companion.config"]
    assert prove(leo, phone_secret=other).status_code == 200
    register(signed_in(cast.leo), Authenticator(settings.origin, settings.rp_id))
    assert prove(leo, phone_secret=other).status_code == 422


def test_an_unconfirmed_phone_proves_nothing_until_it_is_confirmed(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    activate(app.test_client(), code_for(cast.mia))
    phone = app.test_client()
    secret = activate(phone, code_for(cast.mia)).json["phone_secret"]
    assert prove(phone, phone_secret=secret).json["code"] == "phone_not_confirmed"
    signed_in(cast.mia).put(f"/api/v1/sign-ins/{sign_in_of(phone, cast)}/confirmed")
    assert phone.get("/api/v1/goals").status_code == 200
    assert set_passphrase(phone) == 403  # that another phone said yes proves nothing here
    assert prove(phone, phone_secret=secret).status_code == 200
    assert set_passphrase(phone) == 204


def test_who_lost_everything_and_was_confirmed_by_two_on_staff_can_set_a_new_passphrase(app: Flask, cast: Cast) -> None:
    activate(app.test_client(), code_for(cast.mia))
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", "forgotten long ago by now")
    phone = app.test_client()
    secret = activate(phone, code_for(cast.mia)).json["phone_secret"]
    with transaction():
        for staff_id in (cast.dana, cast.cora):
            confirmation.confirm_by_staff(sign_in_of(phone, cast), cast.mia, staff_id, NOW)
    with clock.fixed(NOW + confirmation.STAFF_DELAY - timedelta(seconds=1)):
        assert prove(phone, phone_secret=secret).status_code == 403
    with clock.fixed(NOW + confirmation.STAFF_DELAY):
        assert set_passphrase(phone, forgotten=True) == 403
        assert prove(phone, phone_secret=secret).status_code == 200
        assert set_passphrase(phone) == 422  # without a word about the old one it is none of the first
        assert set_passphrase(phone, forgotten=True) == 204


def test_passphrase_passkey_and_card_prove_it_and_nobody_elses_do(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    settings = app.extensions["companion.config"]
    mine, leos = (Authenticator(settings.origin, settings.rp_id) for _ in range(2))
    register(signed_in(cast.mia), mine)
    register(signed_in(cast.leo), leos)
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
    card = signed_in(cast.mia).post("/api/v1/me/recovery-card").json["code"]
    leos_card = signed_in(cast.leo).post("/api/v1/me/recovery-card").json["code"]
    phone = signed_in(cast.mia)

    def with_key(key: Authenticator) -> int:
        asked = ask(phone)
        body = {"passkey": {"credential": key.get(asked["options"]), "ticket": asked["ticket"]}}
        return prove(phone, **body).status_code

    for minutes, show, expected in (
        (20, lambda: prove(phone, passphrase="something else entirely").status_code, 422),
        (20, lambda: prove(phone, passphrase=PASSPHRASE).status_code, 200),
        (40, lambda: with_key(leos), 422),
        (40, lambda: with_key(mine), 200),
        (60, lambda: prove(phone, card=leos_card).status_code, 422),
        (60, lambda: prove(phone, card=card).status_code, 200),
        (80, lambda: prove(phone, card=card).status_code, 422),
    ):
        with clock.fixed(NOW + timedelta(minutes=minutes)):
            assert phone.get("/api/v1/me/copy?form=json").status_code == 403
            assert show() == expected
            assert phone.get("/api/v1/me/copy?form=json").status_code == (200 if expected == 200 else 403)
    assert service.get_person(cast.leo).id == cast.leo
    assert signed_in(cast.leo).get("/api/v1/me").json["has_recovery_card"] is True


def test_a_code_from_the_program_is_enough_where_there_is_nothing_else(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    """A phone from before there were secrets, or whose storage was cleared: cookie and code together."""
    phone = signed_in(cast.mia)
    with clock.fixed(STALE):
        assert prove(phone, code=code_for(cast.leo, STALE)).status_code == 422
        code = code_for(cast.mia, STALE)
        given = prove(phone, code=code).json["phone_secret"]
        assert prove(phone, code=code).status_code == 422  # used
        assert set_passphrase(phone) == 204
    assert given
    with clock.fixed(STALE + proofs.FRESH_FOR):
        assert prove(phone, code=code_for(cast.mia, STALE)).status_code == 422  # now there is a passphrase


def test_somebody_elses_code_is_not_used_up(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    code = code_for(cast.leo)
    assert prove(signed_in(cast.mia), code=code).status_code == 422
    assert activate(app.test_client(), code).status_code == 201


def test_signing_in_is_proof_and_so_is_confirming_with_what_only_the_person_has(app: Flask, cast: Cast) -> None:
    activate(app.test_client(), code_for(cast.mia))
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
    with clock.fixed(STALE):
        back = app.test_client()
        back.post("/api/v1/sign-in", json={"sign_in_name": "mia.m", "passphrase": PASSPHRASE})
        assert back.post("/api/v1/me/recovery-card").status_code == 201
        phone = app.test_client()
        activate(phone, code_for(cast.mia, STALE))
        assert phone.post("/api/v1/me/phone/confirm", json={"passphrase": PASSPHRASE}).status_code == 200
        assert phone.post("/api/v1/me/recovery-card").status_code == 201


def test_staff_cannot_prove_themselves_where_participants_do(cast: Cast, signed_in: SignedIn) -> None:
    """There a passphrase alone is enough; staff need their digits, too."""
    with transaction():
        service.set_passphrase(cast.dana, "dana.w", PASSPHRASE)
    assert prove(signed_in(cast.dana), passphrase=PASSPHRASE).status_code == 403


def test_a_clock_put_back_an_hour_makes_proof_last_no_longer(cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    with clock.fixed(NOW - timedelta(seconds=30)):
        assert phone.post("/api/v1/me/recovery-card").status_code == 201
    with clock.fixed(NOW - timedelta(hours=1)):
        assert phone.post("/api/v1/me/recovery-card").status_code == 403


def test_guessing_is_slowed_down(cast: Cast, signed_in: SignedIn) -> None:
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
    phone = signed_in(cast.mia)
    answers = [prove(phone, passphrase=f"a wrong guess number {n}").status_code for n in range(9)]
    assert answers == [422] * 8 + [429]


def at_once(app: Flask, works: list[Any]) -> list[Any]:
    """What these do at the same moment, each in a thread of its own."""
    start, said = threading.Barrier(len(works)), [None] * len(works)
    db.session.rollback()

    def run(number: int) -> None:
        with app.app_context(), clock.fixed(NOW):
            start.wait()
            said[number] = works[number]()
            db.session.remove()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_of_two_proofs_at_once_with_one_card_one_counts(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    card = signed_in(cast.mia).post("/api/v1/me/recovery-card").json["code"]
    phones = [signed_in(cast.mia), signed_in(cast.mia)]
    answers = at_once(app, [lambda phone=phone: prove(phone, card=card).status_code for phone in phones])
    assert sorted(answers) == [200, 422]


def test_of_two_proofs_at_once_with_the_same_digits_one_counts(app: Flask, cast: Cast, signed_in: SignedIn) -> None:
    with transaction():
        service.set_passphrase(cast.dana, "dana.w", PASSPHRASE)
        secret = authenticators.set_totp(cast.dana)
        callers = [found(sign_ins.begin(cast.dana, "counselor", "desk", NOW)) for _ in range(2)]
    digits = totp.code_at(secret, NOW)
    said = at_once(app, [lambda caller=one: proofs.of_staff(caller, PASSPHRASE, digits, NOW) for one in callers])
    assert sorted(said) == [False, True]


def test_two_proofs_of_one_phone_at_once_both_count(app: Flask, cast: Cast) -> None:
    phone = app.test_client()
    secret = activate(phone, code_for(cast.mia)).json["phone_secret"]
    twin = copied(app, phone)
    answers = at_once(app, [lambda one=one: prove(one, phone_secret=secret).status_code for one in (phone, twin)])
    assert answers == [200, 200]


def test_proof_of_a_sign_in_that_ended_meanwhile_counts_for_nothing(
    app: Flask, cast: Cast, signed_in: SignedIn
) -> None:
    with transaction():
        service.set_passphrase(cast.mia, "mia.m", PASSPHRASE)
    phone = signed_in(cast.mia)
    with phone.session_transaction() as session:
        caller = found(session["_user_id"])
    looked = proofs.look(proofs.Shown(passphrase=PASSPHRASE), cast.mia, NOW)
    with transaction():
        sign_ins.end_others(None, cast.mia, NOW)
    with pytest.raises(proofs.Unauthenticated), transaction():
        proofs.accept_on(looked, caller, NOW)


def found(token: str) -> sign_ins.Principal:
    who = sign_ins.find(token, NOW)
    assert who is not None
    return who
