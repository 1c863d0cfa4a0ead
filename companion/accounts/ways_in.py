"""What lets somebody into an account besides what they know: sign-ins and passkeys. They are ended together when a secret may be
in other hands, unless one is kept on purpose.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.accounts import authenticators, sign_ins, signed_in
from companion.accounts.authenticators import PasskeyView
from companion.accounts.signed_in import SignInView


@dataclass(frozen=True)
class WaysIn:
    sign_ins: list[SignInView]
    passkeys: list[PasskeyView]

    @property
    def ids(self) -> set[UUID]:
        return {one.id for one in self.sign_ins} | {one.id for one in self.passkeys}


def of_account(account_id: UUID, now: datetime) -> WaysIn:
    """What would let somebody in right now."""
    return WaysIn(signed_in.of_account(account_id, now), authenticators.passkeys_of(account_id))


def end(account_id: UUID, keep: Collection[UUID], now: datetime, by: UUID | None) -> WaysIn:
    """End every sign-in and remove every passkey of this account but those to keep; returns what remains. `by` is who does it,
    None for an operator."""
    authenticators.remove_passkeys(account_id, keep, now, by)
    sign_ins.end_except(keep, account_id, now, by)
    return of_account(account_id, now)
