"""JSON bodies of the account routes."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from companion.accounts.rules import PASSPHRASE_MAX_BYTES
from companion.kernel.payload import In, Out, Stamp, Text
from companion.kernel.timezones import PhoneZone

Language = Literal["en", "es"]
Code = Annotated[str, *Text(40).__metadata__]
Name = Annotated[str, *Text(80).__metadata__]
Label = Annotated[str, *Text(60).__metadata__]
# Generous on purpose: rules decide what a passphrase is, so that a long one gets a sentence and not a schema error.
Passphrase = Annotated[str, *Text(PASSPHRASE_MAX_BYTES * 2).__metadata__]


class ActivateIn(In):
    code: Code
    language: Language = "en"
    zone: PhoneZone = None


class SignInIn(In):
    sign_in_name: Name
    passphrase: Passphrase


class SignInPatch(In):
    name: Annotated[str, *Text(40, 0).__metadata__] | None


class MePatch(In):
    """`installed` is said by an app that was opened from the home screen."""

    installed: Literal[True] | None = None
    language: Language | None = None
    zone: PhoneZone = None


class PassphraseIn(In):
    """`forgotten`: the current one is not known any more. `keep`: sign-ins and passkeys that stay when a passphrase is changed; all others end, this sign-in apart. Without it passkeys
    stay, as an app of before expects."""

    sign_in_name: Name
    passphrase: Passphrase
    current: Passphrase | None = None
    forgotten: Literal[True] | None = None
    keep: Annotated[list[UUID], Field(max_length=100)] | None = None


class PasskeyIn(In):
    credential: dict[str, Any]
    name: Label


class PasskeySignInIn(In):
    credential: dict[str, Any]
    ticket: UUID


class ConfirmIn(In):
    """One of the three. `passkey` answers the options of `/passkeys/sign-in-options`."""

    passphrase: Passphrase | None = None
    card: Code | None = None
    passkey: PasskeySignInIn | None = None


class ProofIn(In):
    """One of these. `passkey` answers the options of `/passkeys/sign-in-options`; `phone_secret` is what this phone was given
    when a code opened it, or by the answer to the last proof."""

    passphrase: Passphrase | None = None
    card: Code | None = None
    code: Code | None = None
    passkey: PasskeySignInIn | None = None
    phone_secret: Annotated[str, *Text(100).__metadata__] | None = None


class ProofOut(Out):
    """`phone_secret` is set when this phone has to keep a new one."""

    phone_secret: str | None


class NewPhone(Out):
    """A phone of one's own that a code from staff opened and that is not confirmed. `opens_at` is set when staff confirmed it."""

    id: UUID
    device: str
    added_at: Stamp
    opens_at: Stamp | None


class RecoveryCardOut(Out):
    code: str


class MeOut(Out):
    """`installed`: the app was opened from the home screen under this sign-in. `opens_at` and `has_other_phone` are about a phone
    that is not confirmed, `new_phones` about the others. `phone_proves`: what this phone was given when a code opened it counts as
    proof, see `/me/proof`."""

    id: UUID
    display_name: str
    role: str
    language: Language
    zone: str | None
    has_passphrase: bool
    sign_in_name: str | None
    passkey_count: int
    installed: bool
    has_recovery_card: bool
    activated_at: Stamp | None
    phone_confirmed: bool
    opens_at: Stamp | None
    has_other_phone: bool
    new_phones: list[NewPhone]
    phone_proves: bool
    server_epoch: str


class ActivatedOut(MeOut):
    """`phone_secret`: kept by the phone beside its cookie, to prove later that it is the one that the code opened."""

    phone_secret: str


class PasskeyOut(Out):
    id: UUID
    name: str
    created_at: Stamp
    last_used_at: Stamp | None


class PasskeysOut(Out):
    items: list[PasskeyOut]


class RegistrationOptionsOut(Out):
    options: dict[str, Any]


class PasskeyOptionsOut(Out):
    options: dict[str, Any]
    ticket: UUID
