"""API of accounts: signing in, one's own account, and ending sign-ins and passkeys."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from companion.accounts import (
    authenticators,
    confirmation,
    devices,
    gate,
    proofs,
    recovery_card,
    rules,
    service,
    sign_ins,
    signed_in,
    throttle,
    ways_in,
)
from companion.accounts.payloads import (
    ActivatedOut,
    ActivateIn,
    ConfirmIn,
    MeOut,
    MePatch,
    NewPhone,
    PasskeyIn,
    PasskeyOptionsOut,
    PasskeyOut,
    PasskeySignInIn,
    PasskeysOut,
    PassphraseIn,
    ProofIn,
    ProofOut,
    RecoveryCardOut,
    RegistrationOptionsOut,
    SignInIn,
    SignInPatch,
)
from companion.accounts.policies import (
    ANY_PHONE,
    CONFIRMED,
    FRESH_PROOF,
    FRESH_PROOF_FOR_SOME,
    PARTICIPANT,
    PUBLIC,
    SIGNED_IN,
)
from companion.accounts.sign_ins import AddedBy, Principal
from companion.audit import service as audit
from companion.kernel import clock, settings
from companion.kernel.database import transaction
from companion.kernel.errors import Invalid
from companion.kernel.routes import Api

api = Api("accounts")


@api.post("/activate", policy=PUBLIC, answers={201: ActivatedOut}, problems=(422, 429))
def activate(body: ActivateIn) -> ActivatedOut:
    """Use an invitation code or a recovery card, once; this device is then signed in.

    A code that is wrong, used, replaced or expired gets one and the same answer. A code for an account in use opens a phone
    that is not confirmed: `phone_confirmed` is false, and nothing of the account changes.
    """
    now = clock.now()
    throttle.activation(request.remote_addr, now)
    secret = sign_ins.new_secret()
    with transaction():
        opened = service.activate(body.code, now)
        if opened.confirmed:
            service.report_zone(opened.account_id, body.zone, now)
            service.choose_language(opened.account_id, body.language)
        token = _begin(opened.account_id, "code", confirmed=opened.confirmed, phone_secret=secret)
    gate.sign_in(token)
    me = _me(opened.account_id, confirmed=opened.confirmed)
    return ActivatedOut.model_validate({**vars(me), "phone_secret": secret})


@api.post("/sign-in", policy=PUBLIC, answers={200: MeOut}, problems=(422, 429))
def sign_in(body: SignInIn) -> MeOut:
    """Come back with a name and a passphrase. Wrong ones are not told apart."""
    known = gate.phone_known_to(body.sign_in_name)
    throttle.sign_in(body.sign_in_name, request.remote_addr, clock.now(), known)
    proof = service.proof_for(body.sign_in_name, body.passphrase, staff=False)
    with transaction():
        proved = proof if proof is not None and service.hold_passphrase(proof) else None
        if proved is None:
            service.note_failed_sign_in(body.sign_in_name, "passphrase", clock.now(), staff=False)
        else:
            token = _begin(proved.account_id, "passphrase")
    if proved is None:
        raise Invalid("sign_in_not_accepted", "That name and passphrase do not go together.")
    gate.sign_in(token)
    return _me(proved.account_id)


@api.post("/sign-out", policy=PUBLIC, answers={204: None})
def sign_out() -> None:
    """End this sign-in. Harmless to repeat."""
    caller = gate.who_if_any()
    if caller is not None:
        with transaction():
            sign_ins.end(caller.sign_in_id, caller.account_id, clock.now())
    gate.sign_out()


@api.get("/me", policy=SIGNED_IN, answers={200: MeOut})
def me() -> MeOut:
    """Who is signed in, and whether this phone is confirmed."""
    return _me_of(gate.who())


@api.patch("/me", policy=SIGNED_IN, answers={200: MeOut})
def change_me(body: MePatch) -> MeOut:
    """Change the language, or report the zone the phone is in, or that the app was opened from the home screen.

    A zone nobody knows changes nothing, nor does a phone that is not confirmed.
    """
    caller = gate.who()
    with transaction():
        if caller.confirmed:
            service.report_zone(caller.account_id, body.zone, clock.now())
        if caller.confirmed and body.language is not None:
            service.choose_language(caller.account_id, body.language)
        if body.installed:
            signed_in.note_installed(caller.sign_in_id)
    return _me_of(caller)


@api.put("/me/passphrase", policy=CONFIRMED, proof=FRESH_PROOF_FOR_SOME, answers={204: None}, problems=(409, 422, 429))
def put_passphrase(body: PassphraseIn) -> None:
    """Choose a name and passphrase for coming back, or change them.

    Choosing the first one needs proof younger than ten minutes. Changing it asks for the current one, or, where that is forgotten,
    for proof by something else. Changing ends every other sign-in and, with `keep`, the passkeys, but for those to keep. Of
    several changes at once one is made.
    """
    caller = gate.who()
    throttle.passphrase_change(caller.account_id, clock.now())
    mark = service.passphrase_mark(caller.account_id)
    if mark is None or body.forgotten:
        gate.require_fresh_proof()
    elif service.proof_of(caller.account_id, body.current or "") is None:
        with transaction():
            service.note_failed_proof(caller.account_id, "current_passphrase", clock.now())
        raise Invalid("current_not_accepted", "That is not your current passphrase.")
    hashed = service.hash_for(caller.account_id, body.sign_in_name, body.passphrase)
    with transaction():
        service.replace_passphrase(caller.account_id, body.sign_in_name, hashed, mark)
        audit.record(caller.account_id, "passphrase_changed", caller.account_id, "", clock.now())
        if mark is not None:
            sign_ins.hold(caller.sign_in_id, caller.account_id, clock.now())
            if body.keep is None:
                sign_ins.end_others(caller.sign_in_id, caller.account_id, clock.now())
            else:
                ways_in.end(caller.account_id, [caller.sign_in_id, *body.keep], clock.now(), caller.account_id)


@api.post("/me/phone/confirm", policy=ANY_PHONE, answers={200: MeOut}, problems=(422, 429))
def confirm_this_phone(body: ConfirmIn) -> MeOut:
    """Confirm the phone this comes from, with one's passphrase, recovery card, or passkey. Harmless to repeat."""
    caller, now = gate.who(), clock.now()
    looked = proofs.look(_shown(body), caller.account_id, now)
    with gate.failure_noted(caller.account_id, "confirmation"), transaction():
        how = proofs.accept(looked, caller.account_id, now)
        if how is None:  # somebody else's card or passkey: rolled back, so that it can still be used
            raise Invalid("not_confirmed", "That does not belong to this account.")
        confirmation.confirm(caller.sign_in_id, caller.account_id, how, now)
        proofs.note(caller, now)
    return _me(caller.account_id)


@api.post("/me/proof", policy=PARTICIPANT, answers={200: ProofOut}, problems=(422, 429))
def prove(body: ProofIn) -> ProofOut:
    """Show once more that it is you, for what asks for proof younger than ten minutes (403 `proof_needed`).

    A code from the program, and the secret of the phone, count for somebody who has neither passphrase nor passkey.
    """
    caller, now = gate.who(), clock.now()
    shown = _shown(body, code=body.code, phone_secret=body.phone_secret)
    looked = proofs.look(shown, caller.account_id, now)
    with gate.failure_noted(caller.account_id, "proof"), transaction():
        how = proofs.accept_on(looked, caller, now)
        if how is None:
            raise Invalid("not_confirmed", "That does not belong to this account, or does not count for it.")
        secret = proofs.give_phone_secret(caller) if how in ("recovery_card", "code") else None
    return ProofOut(phone_secret=secret)


def _shown(body: ConfirmIn | ProofIn, **more: str | None) -> proofs.Shown:
    passkey = (body.passkey.credential, body.passkey.ticket) if body.passkey is not None else None
    return proofs.Shown(body.passphrase, passkey, body.card, **more)


@api.post("/me/recovery-card", policy=PARTICIPANT, proof=FRESH_PROOF, answers={201: RecoveryCardOut})
def make_recovery_card() -> RecoveryCardOut:
    """A new recovery card; the one before stops working. This answer is the only place where its code ever appears."""
    with transaction():
        code = recovery_card.make(gate.who().account_id, clock.now())
    return RecoveryCardOut(code=rules.shown_code(code))


@api.put(
    "/sign-ins/<uuid:sign_in_id>/confirmed", policy=PARTICIPANT, proof=FRESH_PROOF, answers={204: None}, problems=(404,)
)
def confirm_other_phone(sign_in_id: UUID) -> None:
    """Confirm another phone of one's own from this one. Harmless to repeat."""
    with transaction():
        confirmation.confirm(sign_in_id, gate.who().account_id, "other_phone", clock.now())


@api.patch("/sign-ins/<uuid:sign_in_id>", policy=CONFIRMED, answers={204: None}, problems=(404,))
def rename_sign_in(sign_in_id: UUID, body: SignInPatch) -> None:
    """Give one of one's own devices a name; none, or an empty one, takes it away."""
    with transaction():
        signed_in.rename(sign_in_id, gate.who().account_id, body.name or None, clock.now())


@api.delete(
    "/sign-ins/<uuid:sign_in_id>", policy=CONFIRMED, proof=FRESH_PROOF_FOR_SOME, answers={204: None}, problems=(404,)
)
def end_sign_in(sign_in_id: UUID) -> None:
    """End one of one's own sign-ins: the device is out at its next request, and no reminder reaches it any more.

    Ending this one, or a phone that is not confirmed, needs no proof: it takes nothing from anybody.
    """
    caller, now = gate.who(), clock.now()
    if sign_in_id != caller.sign_in_id and not confirmation.is_unconfirmed(sign_in_id, caller.account_id, now):
        gate.require_fresh_proof()
    with transaction():
        sign_ins.end(sign_in_id, caller.account_id, now)


@api.post("/sign-ins/end-others", policy=CONFIRMED, proof=FRESH_PROOF, answers={204: None})
def end_other_sign_ins() -> None:
    """End every sign-in of this account but this one."""
    caller = gate.who()
    with transaction():
        sign_ins.end_others(caller.sign_in_id, caller.account_id, clock.now())


@api.post(
    "/passkeys/registration-options",
    policy=CONFIRMED,
    proof=FRESH_PROOF,
    answers={200: RegistrationOptionsOut},
    problems=(409,),
)
def passkey_registration_options() -> RegistrationOptionsOut:
    """Begin to add a passkey: options for the browser, good for five minutes."""
    caller = gate.who()
    with transaction():
        options = authenticators.begin_registration(caller.account_id, caller.display_name, clock.now())
    return RegistrationOptionsOut(options=options)


@api.post("/passkeys", policy=CONFIRMED, proof=FRESH_PROOF, answers={201: PasskeyOut}, problems=(409, 422))
def add_passkey(body: PasskeyIn) -> PasskeyOut:
    """Keep the passkey that the browser made."""
    with transaction():
        made = authenticators.finish_registration(gate.who().account_id, body.credential, body.name, clock.now())
    return PasskeyOut.model_validate(made)


@api.get("/passkeys", policy=CONFIRMED, answers={200: PasskeysOut})
def list_passkeys() -> PasskeysOut:
    """The passkeys of this account, oldest first."""
    views = authenticators.passkeys_of(gate.who().account_id)
    return PasskeysOut(items=[PasskeyOut.model_validate(view) for view in views])


@api.delete("/passkeys/<uuid:passkey_id>", policy=CONFIRMED, proof=FRESH_PROOF, answers={204: None}, problems=(404,))
def remove_passkey(passkey_id: UUID) -> None:
    """Remove one of one's own passkeys."""
    with transaction():
        authenticators.remove_passkey(passkey_id, gate.who().account_id, clock.now())


@api.post("/passkeys/sign-in-options", policy=PUBLIC, answers={200: PasskeyOptionsOut}, problems=(429,))
def passkey_sign_in_options() -> PasskeyOptionsOut:
    """Begin to sign in with a passkey. Names no account; the ticket is good once, for five minutes."""
    throttle.passkey(request.remote_addr, clock.now())
    with transaction():
        ticket, options = authenticators.begin_sign_in(clock.now())
    return PasskeyOptionsOut(options=options, ticket=ticket)


@api.post("/passkeys/sign-in", policy=PUBLIC, answers={200: MeOut}, problems=(422, 429))
def passkey_sign_in(body: PasskeySignInIn) -> MeOut:
    """Come back with a passkey."""
    throttle.passkey(request.remote_addr, clock.now())
    with transaction():  # on its own: a wrong answer uses the ticket up as well
        challenge = authenticators.take_challenge(body.ticket, clock.now())
    with gate.failure_noted(authenticators.owner_of(body.credential), "passkey"), transaction():
        account_id = authenticators.finish_sign_in(body.credential, challenge, clock.now(), staff=False)
        token = _begin(account_id, "passkey")
    gate.sign_in(token)
    return _me(account_id)


def _begin(account_id: UUID, added_by: AddedBy, **how: Any) -> str:
    device = devices.read(request.user_agent.string, request.headers)
    return sign_ins.begin(account_id, "participant", device, clock.now(), added_by, **how)


def _me_of(caller: Principal) -> MeOut:
    return _me(caller.account_id, confirmed=caller.confirmed, sign_in_id=caller.sign_in_id)


def _me(account_id: UUID, *, confirmed: bool = True, sign_in_id: UUID | None = None) -> MeOut:
    """What a phone learns of its account; one that is not confirmed, only what it needs to be. `sign_in_id` is None for one
    that has just begun."""
    person, now = service.get_person(account_id), clock.now()
    known = {name: getattr(person, name) for name in ("id", "display_name", "role", "language", "zone", "activated_at")}
    passkeys, has_card = authenticators.passkey_count(account_id), recovery_card.is_usable(account_id)
    lost_all = sign_in_id is not None and confirmation.opened_by_staff(sign_in_id, now)
    unconfirmed = [] if person.is_staff else confirmation.phones(account_id, now)
    return MeOut(
        **known,
        has_passphrase=person.has_passphrase,
        sign_in_name=person.sign_in_name if confirmed else None,
        passkey_count=passkeys,
        installed=sign_in_id is not None and signed_in.is_installed(sign_in_id),
        has_recovery_card=has_card,
        phone_confirmed=confirmed,
        opens_at=next((phone.opens_at for phone in unconfirmed if phone.id == sign_in_id), None),
        has_other_phone=not confirmed and confirmation.has_confirmed_phone(account_id, now),
        new_phones=[NewPhone.model_validate(phone) for phone in unconfirmed] if confirmed else [],
        phone_proves=confirmed and (lost_all or not (person.has_passphrase or passkeys)),
        server_epoch=settings.server_epoch(),
    )
