"""What a pause may be, and why staff close an account. Pure decisions."""

from __future__ import annotations

from datetime import date, timedelta

from companion.accounts.rules import CLOSED_BECAUSE, DIED, OWN_WISH

__all__ = ["DIED", "OWN_WISH", "STAFF_REASONS", "may_pause_until"]

STAFF_REASONS = tuple(reason for reason in CLOSED_BECAUSE if reason != OWN_WISH)
LONGEST_PAUSE = timedelta(days=366)


def may_pause_until(until: date, today: date) -> bool:
    """From tomorrow on, and within a year: a pause for good is an account to close."""
    return today < until <= today + LONGEST_PAUSE
