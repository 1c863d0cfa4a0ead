"""JSON bodies of the account routes."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

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
    sign_in_name: Name
    passphrase: Passphrase
    current: Passphrase | None = None


class PasskeyIn(In):
    credential: dict[str, Any]
    name: Label


class PasskeySignInIn(In):
    credential: dict[str, Any]
    ticket: UUID


class MeOut(Out):
    """`installed`: the app was opened from the home screen under this sign-in."""

    id: UUID
    display_name: str
    role: str
    language: Language
    zone: str | None
    has_passphrase: bool
    sign_in_name: str | None
    passkey_count: int
    installed: bool
    server_epoch: str


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
