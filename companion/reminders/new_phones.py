"""Tells a person's phones that another one was added with a code: at once, also in quiet hours, and once. The sentence says no more
than that; Today shows when it was, and ends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from companion.accounts import service as accounts
from companion.push import service as push
from companion.reminders import occurrences, rules
from companion.reminders.rules import Planned

TOLD_FOR = timedelta(hours=12)  # a phone without signal hears of it when it has one again


def wanted(now: datetime) -> list[tuple[UUID, Planned]]:
    """(participant, message) for every phone that was added with a code, is not confirmed, and was not told of yet. Reads only."""
    added = accounts.phones_added(now - TOLD_FOR, now)
    known = occurrences.sources_of(rules.NEW_PHONE, [str(one.id) for one in added]) if added else set()
    new = [one for one in added if str(one.id) not in known]
    reachable = push.reachable({one.account_id for one in new}) if new else set()
    return [(one.account_id, _planned(one.id, one.added_at)) for one in new if one.account_id in reachable]


def _planned(sign_in_id: UUID, at: datetime) -> Planned:
    until = at + TOLD_FOR
    return Planned(rules.CALL, str(sign_in_id), at.date(), rules.NEW_PHONE, at, until, until)
