"""JSON bodies of the push routes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Self
from uuid import UUID

from companion.accounts.signed_in import SignInView
from companion.kernel.payload import In, Out, Stamp, Text
from companion.push.phones import PhoneView
from companion.push.rules import ACTIVE, ENDPOINT_LENGTH
from companion.push.subscriptions import SubscriptionView

State = Literal["unverified", "active", "suspended", "gone"]
PhoneState = Literal["active", "unverified", "suspended", "ended", "none"]
Reason = Literal["switched_off", "signed_out", "replaced", "made_room", "address_gone", "refused_there", "not_readable"]
_Endpoint = Annotated[str, *Text(ENDPOINT_LENGTH).__metadata__]
_Key = Annotated[str, *Text(200).__metadata__]
_Device = Annotated[str, *Text(60).__metadata__]
_Token = Annotated[str, *Text(100).__metadata__]


class KeysIn(In):
    p256dh: _Key
    auth: _Key


class SubscriptionIn(In):
    """`server_key` is the key the phone subscribed with; without it the current one is assumed."""

    endpoint: _Endpoint
    keys: KeysIn
    device: _Device
    server_key: _Key | None = None


class ActivateIn(In):
    token: _Token


class ReceivedIn(In):
    delivery: UUID


class KeyOut(Out):
    key: str


class SubscriptionOut(Out):
    id: UUID
    state: State
    device: str
    created_at: Stamp
    last_reached_at: Stamp | None


class StatusOut(Out):
    """All but `phones` and `phone_count` is about the phone that asks. `reason` says why it is suspended or ended; with
    `renew` it makes a new subscription at its next start, without a tap."""

    state: PhoneState
    last_reached_at: Stamp | None
    reason: Reason | None
    renew: bool
    subscription_id: UUID | None
    phone_count: int
    phones: list[SubscriptionOut]


class RemindersThere(Out):
    """Whether reminders reach this one of one's devices, and when one last did."""

    state: PhoneState
    last_reached_at: Stamp | None


class SignInOut(Out):
    """`device` is what it says of itself, `name` what the person calls it; `installed`, that the app was opened from the home
    screen; `added_by`, how the person came in, null where that was not written down yet. `added` is set where neither name nor
    device tells it from another one, `number` (2, 3, …) on those that came after another one that reads the same.
    `reminders` is null where they were never wanted."""

    id: UUID
    device: str
    name: str | None
    kind: Literal["phone", "tablet", "computer", "unknown"]
    platform: str | None
    browser: str | None
    added_by: Literal["code", "passphrase", "passkey"] | None
    installed: bool
    number: int | None
    added: Stamp | None
    created_at: Stamp
    last_seen_at: Stamp
    this_one: bool
    current: bool
    reminders: RemindersThere | None

    @classmethod
    def of(cls, view: SignInView, asking: UUID, phone: PhoneView | None) -> Self:
        there = RemindersThere.model_validate(phone) if phone else None
        mine = view.id == asking
        return cls.model_validate({**vars(view), "this_one": mine, "current": mine, "reminders": there})


class SignInsOut(Out):
    items: list[SignInOut]


class TestQuery(In):
    """Whether the test message goes to the phone that asks only."""

    only_this_phone: bool = False


class TestOut(Out):
    """To how many phones the test message goes."""

    phones: int


def status_of(sign_in_id: UUID, found: dict[UUID | None, PhoneView], phones: Sequence[SubscriptionView]) -> StatusOut:
    """What the phone of this sign-in is told, from all phones of the account."""
    mine = found.get(sign_in_id, PhoneView())
    shown = [SubscriptionOut.model_validate(phone) for phone in phones]
    count = sum(phone.state == ACTIVE for phone in phones)
    return StatusOut.model_validate({**vars(mine), "phone_count": count, "phones": shown})
