"""What a pause may be, why staff close an account, what keeps a record, and when it has been kept long enough. Pure decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from companion.accounts.rules import CLOSED_BECAUSE, DIED, OWN_WISH

__all__ = ["DIED", "HOLD_REASONS", "OWN_WISH", "STAFF_REASONS", "kept_until", "may_pause_until"]

STAFF_REASONS = tuple(reason for reason in CLOSED_BECAUSE if reason != OWN_WISH)
HOLD_REASONS = ("court", "investigation", "claim", "law")
"""Why a record has to stay: a court's order, an investigation, a claim or complaint, another law."""
LONGEST_PAUSE = timedelta(days=366)


def may_pause_until(until: date, today: date) -> bool:
    """From tomorrow on, and within a year: a pause for good is an account to close."""
    return today < until <= today + LONGEST_PAUSE


def kept_until(closed_at: datetime, years: Sequence[int | None]) -> datetime | None:
    """When the record of an account closed then has been kept long enough by the rules of every program the person was in.
    None while one of them has no rule, or nobody was in any: then nothing ends by itself."""
    known = [one for one in years if one is not None]
    if not known or len(known) < len(years):
        return None
    target = closed_at.year + max(known)
    try:
        return closed_at.replace(year=target)
    except ValueError:  # February 29
        return closed_at.replace(year=target, month=3, day=1)
