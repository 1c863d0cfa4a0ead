"""JSON bodies of a person's own account: pausing and closing it."""

from __future__ import annotations

from typing import Literal

from companion.kernel.payload import Day, In, Out


class PauseIn(In):
    until: Day


class CloseIn(In):
    """`confirmed` is said by somebody who read what ends and what stays."""

    confirmed: Literal[True]


class AccountOut(Out):
    """`paused_until` is the day on which reminders come again. `program` keeps what stays when the account is closed; None for
    somebody who was never in one."""

    paused_until: Day | None
    program: str | None
