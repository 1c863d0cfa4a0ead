"""JSON bodies of a person's own account: pausing and closing it."""

from __future__ import annotations

from typing import Literal

from companion.kernel.payload import Day, In, Out, Stamp


class PauseIn(In):
    until: Day


HoldReason = Literal["court", "investigation", "claim", "law"]


class ConfirmedIn(In):
    """`confirmed` is said by somebody who read what ends and what stays."""

    confirmed: Literal[True]


class AccountOut(Out):
    """`paused_until` is the day on which reminders come again. `program` keeps what stays when the account is closed; None for
    somebody who was never in one. It keeps it for `closed_years`; None where it has no rule. `held_because` is why nothing can
    be erased now."""

    paused_until: Day | None
    program: str | None
    closed_years: int | None
    erasure_asked_at: Stamp | None
    held_because: HoldReason | None
