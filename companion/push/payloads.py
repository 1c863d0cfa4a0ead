"""What the push routes take and give, as JSON."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from companion.kernel.payload import In, Out, Stamp, Text
from companion.push.rules import ACTIVE, ENDPOINT_LENGTH, GONE, SUSPENDED, UNVERIFIED

State = Literal["unverified", "active", "suspended", "gone"]
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
    """`state` is the best of the person's phones, "off" without any."""

    state: Literal["off", "unverified", "active", "suspended", "gone"]
    last_reached_at: Stamp | None
    phones: list[SubscriptionOut]


class TestOut(Out):
    """To how many phones the test message goes."""

    phones: int


def status_of(phones: list[Any]) -> StatusOut:
    """The whole picture from the phones of one account."""
    states = {phone.state for phone in phones}
    best = next((state for state in (ACTIVE, UNVERIFIED, SUSPENDED, GONE) if state in states), "off")
    reached = [phone.last_reached_at for phone in phones if phone.last_reached_at]
    shown = [SubscriptionOut.model_validate(phone) for phone in phones]
    return StatusOut.model_validate({"state": best, "last_reached_at": max(reached, default=None), "phones": shown})
