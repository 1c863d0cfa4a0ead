"""What the accounts routes take and give, as JSON."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from companion.accounts.rules import PASSPHRASE_MAX_BYTES
from companion.kernel.payload import In, Out, Stamp, Text
from companion.kernel.timezones import ZoneName

Language = Literal["en", "es"]
# Generous on purpose: rules decide what a passphrase is, so that a long one gets a sentence and not a schema error.
_Passphrase = Text(PASSPHRASE_MAX_BYTES * 2)


class ActivateIn(In):
    code: Text(40)
    language: Language = "en"
    zone: ZoneName


class SignInIn(In):
    sign_in_name: Text(80)
    passphrase: _Passphrase


class MePatch(In):
    language: Language | None = None
    zone: ZoneName | None = None


class PassphraseIn(In):
    sign_in_name: Text(80)
    passphrase: _Passphrase
    current: _Passphrase | None = None


class PasskeyIn(In):
    credential: dict[str, Any]
    name: Text(60)


class PasskeySignInIn(In):
    credential: dict[str, Any]
    ticket: UUID


class MeOut(Out):
    id: UUID
    display_name: str
    role: str
    language: Language
    zone: str | None
    has_passphrase: bool
    sign_in_name: str | None
    passkey_count: int
    server_epoch: str


class SignInOut(Out):
    id: UUID
    created_at: Stamp
    last_seen_at: Stamp
    device: str
    current: bool


class SignInsOut(Out):
    items: list[SignInOut]


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
