"""Passkeys (WebAuthn): what we request from an authenticator and how we verify its answer. User verification is required.

The service stores the challenges on the server, for one use.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import webauthn
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from companion import config
from companion.kernel.errors import Invalid
from companion.kernel.logs import log

TIMEOUT_MS = 120_000


@dataclass(frozen=True)
class NewPasskey:
    """What a registration brings: the credential's id, its COSE public key and its signature counter."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def registration_options(account_id: UUID, name: str, known: list[bytes], challenge: bytes) -> dict[str, Any]:
    """What the browser passes to `parseCreationOptionsFromJSON`. The user handle is the account's id, not a name."""
    settings = config.current()
    options = webauthn.generate_registration_options(
        rp_id=settings.rp_id,
        rp_name=settings.app_name,
        user_id=account_id.bytes,
        user_name=name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=credential_id) for credential_id in known],
    )
    return options_to_json_dict(options)


def sign_in_options(challenge: bytes) -> dict[str, Any]:
    """What the browser passes to `parseRequestOptionsFromJSON`. Names no account, so it tells nobody who exists."""
    options = webauthn.generate_authentication_options(
        rp_id=config.current().rp_id,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def checked_registration(credential: dict[str, Any], challenge: bytes) -> NewPasskey:
    """The new passkey. Raises Invalid("passkey_not_accepted")."""
    settings = config.current()
    try:
        done = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.rp_id,
            expected_origin=settings.origin,
            require_user_verification=True,
        )
    except Exception as error:  # hostile CBOR makes the parsers below raise far more than the library's own errors
        raise _refused("registration", error) from error
    return NewPasskey(done.credential_id, done.credential_public_key, done.sign_count)


def credential_id_of(credential: dict[str, Any]) -> bytes:
    """The id the browser says it used. Raises Invalid("passkey_not_accepted")."""
    try:
        return webauthn.base64url_to_bytes(credential["rawId"])
    except Exception as error:
        raise refused() from error


def checked_sign_in(credential: dict[str, Any], challenge: bytes, public_key: bytes, sign_count: int) -> int:
    """The authenticator's new signature counter. Raises Invalid("passkey_not_accepted"), also for a counter that fell."""
    settings = config.current()
    try:
        done = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.rp_id,
            expected_origin=settings.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except Exception as error:
        raise _refused("sign_in", error) from error
    return done.new_sign_count


_WHY = (
    ("origin", "opened_at_another_address"),
    ("RP ID", "opened_at_another_host"),
    ("challenge", "another_question"),
    ("sign count", "counter_fell"),
    ("signature", "signature"),
    ("verif", "person_not_verified"),
)


def _refused(step: str, error: Exception) -> Invalid:
    """`refused`, and for the operator which step it was and why, in a word of ours: the library's may quote what was sent."""
    why = next((word for part, word in _WHY if part in str(error)), "not_readable")
    log("passkeys").warning("passkey_refused", step=step, why=why, kind=type(error).__name__)
    return refused()


def refused() -> Invalid:
    """The one answer to every passkey that does not let anybody in."""
    return Invalid("passkey_not_accepted", "That passkey did not work. Try again, or use your passphrase.")
