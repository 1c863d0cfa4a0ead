"""Tells staff about a strong craving, for people who switched that on: once per entry, and once a day for entries that were
written long before they reached us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from companion.attention import service as attention
from companion.attention.rules import HIGH_CRAVING, LATE
from companion.checkins import rules
from companion.checkins.rules import NewCheckin
from companion.sharing import rules as wishes
from companion.sharing import service as sharing


def tell_staff(
    participant_id: UUID, items: Sequence[NewCheckin], outcomes: Sequence[str], received_at: datetime
) -> int:
    """Raise for staff what the person wants told about these entries; returns how many are new. Needs the transaction
    that stored them. Costs nothing as long as nobody logged a strong craving."""
    strong = [
        new
        for new, outcome in zip(items, outcomes, strict=True)
        if outcome in (rules.CREATED, rules.UPDATED) and (new.entry.craving or 0) >= wishes.HIGH
    ]
    if not strong:
        return 0
    told = sharing.tells_high_craving([participant_id], received_at).get(participant_id)
    raised = 0
    for new in sorted(strong, key=lambda one: one.recorded_at, reverse=True):
        if wishes.tells(told, new.entry.craving, new.recorded_at):
            source = _source(participant_id, new, received_at)
            raised += attention.raise_item(participant_id, HIGH_CRAVING, source, new.recorded_at, received_at)
    return raised


def _source(participant_id: UUID, new: NewCheckin, received_at: datetime) -> UUID:
    """The entry itself; for all that arrive late on one day, that day: three weeks of entries are one line, not twenty."""
    if received_at - new.recorded_at <= LATE:
        return new.id
    return uuid5(participant_id, f"late {received_at.date().isoformat()}")
