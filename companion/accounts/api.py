"""API of accounts: signing in, one's own account, and ending sign-ins and passkeys."""

from __future__ import annotations

from uuid import UUID

from flask import request

from companion.accounts import authenticators, devices, gate, service, sign_ins, signed_in, tries
from companion.accounts.payloads import (
    ActivateIn,
    MeOut,
    MePatch,
    PasskeyIn,
    PasskeyOptionsOut,
    PasskeyOut,
    PasskeySignInIn,
    PasskeysOut,
    PassphraseIn,
    RegistrationOptionsOut,
    SignInIn,
    SignInPatch,
)
from companion.accounts.policies import PUBLIC, SIGNED_IN
from companion.accounts.sign_ins import AddedBy
from companion.kernel import clock, settings
from companion.kernel.database import transaction
from companion.kernel.errors import Invalid
from companion.kernel.routes import Api

api = Api("accounts")


@api.post("/activate", policy=PUBLIC, answers={201: MeOut}, problems=(422, 429))
def activate(body: ActivateIn) -> MeOut:
    """Use an invitation code, once; this device is then signed in.

    A code that is wrong, used, replaced or expired gets one and the same answer.
    """
    now = clock.now()
    tries.activation(request.remote_addr, now)
    with transaction():
        account_id = service.activate(body.code, now)
        service.report_zone(account_id, body.zone, now)
        service.choose_language(account_id, body.language)
        token = _begin(account_id, "code")
    gate.sign_in(token)
    return _me(account_id)


@api.post("/sign-in", policy=PUBLIC, answers={200: MeOut}, problems=(422, 429))
def sign_in(body: SignInIn) -> MeOut:
    """Come back with a name and a passphrase. Wrong ones are not told apart."""
    tries.sign_in(body.sign_in_name, request.remote_addr, clock.now())
    proof = service.proof_for(body.sign_in_name, body.passphrase, staff=False)
    with transaction():
        if proof is None or not service.hold_passphrase(proof):
            raise Invalid("sign_in_not_accepted", "That name and passphrase do not go together.")
        token = _begin(proof.account_id, "passphrase")
    gate.sign_in(token)
    return _me(proof.account_id)


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
    """Who is signed in."""
    caller = gate.who()
    return _me(caller.account_id, caller.sign_in_id)


@api.patch("/me", policy=SIGNED_IN, answers={200: MeOut})
def change_me(body: MePatch) -> MeOut:
    """Change the language, or report the zone the phone is in, or that the app was opened from the home screen.

    A zone nobody knows changes nothing.
    """
    caller = gate.who()
    with transaction():
        service.report_zone(caller.account_id, body.zone, clock.now())
        if body.language is not None:
            service.choose_language(caller.account_id, body.language)
        if body.installed:
            signed_in.note_installed(caller.sign_in_id)
    return _me(caller.account_id, caller.sign_in_id)


@api.put("/me/passphrase", policy=SIGNED_IN, answers={204: None}, problems=(409, 422, 429))
def put_passphrase(body: PassphraseIn) -> None:
    """Choose a name and passphrase for coming back, or change them.

    Changing asks for the current passphrase and ends every other sign-in. Of several changes at once one is made.
    """
    caller = gate.who()
    tries.passphrase_change(caller.account_id, clock.now())
    mark = service.passphrase_mark(caller.account_id)
    if mark is not None and not service.passphrase_is(caller.account_id, body.current or ""):
        raise Invalid("current_not_accepted", "That is not your current passphrase.")
    hashed = service.hash_for(caller.account_id, body.sign_in_name, body.passphrase)
    with transaction():
        service.replace_passphrase(caller.account_id, body.sign_in_name, hashed, mark)
        if mark is not None:
            sign_ins.hold(caller.sign_in_id, caller.account_id, clock.now())
            sign_ins.end_others(caller.sign_in_id, caller.account_id, clock.now())


@api.patch("/sign-ins/<uuid:sign_in_id>", policy=SIGNED_IN, answers={204: None}, problems=(404,))
def rename_sign_in(sign_in_id: UUID, body: SignInPatch) -> None:
    """Give one of one's own devices a name; none, or an empty one, takes it away."""
    with transaction():
        signed_in.rename(sign_in_id, gate.who().account_id, body.name or None, clock.now())


@api.delete("/sign-ins/<uuid:sign_in_id>", policy=SIGNED_IN, answers={204: None}, problems=(404,))
def end_sign_in(sign_in_id: UUID) -> None:
    """End one of one's own sign-ins: the device is out at its next request, and no reminder reaches it any more."""
    with transaction():
        sign_ins.end(sign_in_id, gate.who().account_id, clock.now())


@api.post("/sign-ins/end-others", policy=SIGNED_IN, answers={204: None})
def end_other_sign_ins() -> None:
    """End every sign-in of this account but this one."""
    caller = gate.who()
    with transaction():
        sign_ins.end_others(caller.sign_in_id, caller.account_id, clock.now())


@api.post("/passkeys/registration-options", policy=SIGNED_IN, answers={200: RegistrationOptionsOut}, problems=(409,))
def passkey_registration_options() -> RegistrationOptionsOut:
    """Begin to add a passkey: options for the browser, good for five minutes."""
    caller = gate.who()
    with transaction():
        options = authenticators.begin_registration(caller.account_id, caller.display_name, clock.now())
    return RegistrationOptionsOut(options=options)


@api.post("/passkeys", policy=SIGNED_IN, answers={201: PasskeyOut}, problems=(409, 422))
def add_passkey(body: PasskeyIn) -> PasskeyOut:
    """Keep the passkey that the browser made."""
    with transaction():
        made = authenticators.finish_registration(gate.who().account_id, body.credential, body.name, clock.now())
    return PasskeyOut.model_validate(made)


@api.get("/passkeys", policy=SIGNED_IN, answers={200: PasskeysOut})
def list_passkeys() -> PasskeysOut:
    """The passkeys of this account, oldest first."""
    views = authenticators.passkeys_of(gate.who().account_id)
    return PasskeysOut(items=[PasskeyOut.model_validate(view) for view in views])


@api.delete("/passkeys/<uuid:passkey_id>", policy=SIGNED_IN, answers={204: None}, problems=(404,))
def remove_passkey(passkey_id: UUID) -> None:
    """Remove one of one's own passkeys."""
    with transaction():
        authenticators.remove_passkey(passkey_id, gate.who().account_id)


@api.post("/passkeys/sign-in-options", policy=PUBLIC, answers={200: PasskeyOptionsOut}, problems=(429,))
def passkey_sign_in_options() -> PasskeyOptionsOut:
    """Begin to sign in with a passkey. Names no account; the ticket is good once, for five minutes."""
    tries.passkey(request.remote_addr, clock.now())
    with transaction():
        ticket, options = authenticators.begin_sign_in(clock.now())
    return PasskeyOptionsOut(options=options, ticket=ticket)


@api.post("/passkeys/sign-in", policy=PUBLIC, answers={200: MeOut}, problems=(422, 429))
def passkey_sign_in(body: PasskeySignInIn) -> MeOut:
    """Come back with a passkey."""
    tries.passkey(request.remote_addr, clock.now())
    with transaction():  # on its own: a wrong answer uses the ticket up as well
        challenge = authenticators.take_challenge(body.ticket, clock.now())
    with transaction():
        account_id = authenticators.finish_sign_in(body.credential, challenge, clock.now(), staff=False)
        token = _begin(account_id, "passkey")
    gate.sign_in(token)
    return _me(account_id)


def _begin(account_id: UUID, added_by: AddedBy) -> str:
    device = devices.read(request.user_agent.string, request.headers)
    return sign_ins.begin(account_id, "participant", device, clock.now(), added_by)


def _me(account_id: UUID, sign_in_id: UUID | None = None) -> MeOut:
    """`sign_in_id` is None for one that has just begun."""
    person = service.get_person(account_id)
    known = {name: getattr(person, name) for name in ("id", "display_name", "role", "language", "zone")}
    return MeOut(
        **known,
        has_passphrase=person.has_passphrase,
        sign_in_name=person.sign_in_name,
        passkey_count=authenticators.passkey_count(account_id),
        installed=sign_in_id is not None and signed_in.is_installed(sign_in_id),
        server_epoch=settings.server_epoch(),
    )
