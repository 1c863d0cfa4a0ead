"""Tells staff that somebody asked for a call: at once, and again each time nobody took it. Only browsers of staff that were
connected are told; the sentence names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED, ItemView
from companion.push import service as push
from companion.reminders import occurrences, rules
from companion.reminders.rules import CALL_FOR, Planned

ESCALATIONS = (("at once", timedelta(0)), ("supervisor", timedelta(hours=4)), ("overdue", timedelta(hours=12)))


def wanted(now: datetime) -> list[tuple[UUID, Planned]]:
    """(member of staff, reminder) for every request nobody took yet. Reads only."""
    found = [(one, step) for one in attention.open_items(CALL_WANTED) for step in _begun(one, now)]
    if not found:
        return []
    above = {person.id for person in accounts.everyone(["coordinator"]) if person.disabled_at is None}
    told = [
        (whose, planned)
        for one, planned in found
        for whose in {*accounts.care_team(one.participant_id), *(above if planned.slot != ESCALATIONS[0][0] else ())}
    ]
    reachable = push.reachable({whose for whose, _ in told})
    return [(whose, planned) for whose, planned in told if whose in reachable]


def plan(rows: list[tuple[UUID, Planned]]) -> int:
    """Write them down; returns how many are new. Needs an open transaction."""
    return occurrences.store(rows)


def _begun(one: ItemView, now: datetime) -> Iterator[Planned]:
    """The steps whose hour it is. One that nobody could be told of in its hour is not told late: the next one is."""
    for slot, after in ESCALATIONS:
        due = one.raised_at + after
        if due <= now < due + CALL_FOR:
            yield Planned(rules.CALL, str(one.id), one.raised_at.date(), slot, due, due + CALL_FOR, due + CALL_FOR)
