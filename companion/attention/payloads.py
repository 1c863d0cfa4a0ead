"""JSON bodies of the routes for call requests."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from companion.kernel.payload import In, Out, Stamp


class CallIn(In):
    """`asked_at` is the moment of the tap, which may be long before it reaches us. `owner` is the account the phone
    asked for: checked, never believed."""

    asked_at: Stamp
    owner: UUID | None = None


class CallTakenBackIn(In):
    """`taken_back_at` is the moment of the tap; `owner` as with the request itself."""

    taken_back_at: Stamp
    owner: UUID | None = None


class CallOut(Out):
    """One request as the person who asked sees it: nobody opened it yet (waiting), somebody is on it, somebody tried to
    call (`attempts` times), it was handed up, or it is closed; `taken_back` when the person did that themselves."""

    id: UUID
    asked_at: Stamp
    received_at: Stamp
    state: Literal["waiting", "on_it", "contacted", "attempted", "closed"]
    by: str | None
    attempts: int
    taken_back: bool


class CallTaken(Out):
    """`team_is_there` says whether somebody answers the program's phone right now, nothing when it states no hours."""

    outcome: Literal["created", "same"]
    team_is_there: bool | None
    items: list[CallOut]


class CallsOut(Out):
    """`offered`: whether anybody would see a request at all."""

    offered: bool
    team_is_there: bool | None
    items: list[CallOut]
