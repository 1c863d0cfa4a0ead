"""Decides whether a claimed reminder may be sent now. Pure: current data is passed in as `Facts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from companion.reminders.rules import (
    A_DAY,
    AFTERCARE,
    ALUMNI,
    APART,
    CALL,
    CHANGED,
    CHECKUP,
    KINDS,
    MADE_UP,
    MILESTONE,
    PROMPT,
    SESSION_KINDS,
    TOMORROW,
    WEEKLY_AFTER,
    Meeting,
    Wishes,
    after_quiet,
    is_quiet,
    slot_of,
)  # fmt: skip


class Due(NamedTuple):
    """A claimed occurrence."""

    id: UUID
    participant_id: UUID
    kind: str
    source: str
    local_date: date
    slot: str
    due_at: datetime
    closes_at: datetime
    expires_at: datetime
    attempts: int
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """The current data about one occurrence, at the moment of sending."""

    wishes: Wishes
    zone: str
    active: bool
    meeting: Meeting | None = None
    checked_in: bool = False
    silent_days: int = 0
    answered: bool = False
    completed: bool = False
    asked: bool = False
    noted: bool = False
    consented: bool = True
    meets: bool = True
    away: bool = False
    sent_today: int = 0
    last_sent_at: datetime | None = None


SEND = "send"


@dataclass(frozen=True)
class Verdict:
    """Send it, leave it for good (with the reason), or come back at `again_at`."""

    what: str
    again_at: datetime | None = None


def still_wanted(due: Due, facts: Facts, now: datetime) -> Verdict:
    """Whether this is still true, still wanted and allowed right now. A reason is a stable word, for `explain`."""
    if now >= due.closes_at or now >= due.expires_at:
        return Verdict("too_late")
    reason = _gone(due, facts)
    if reason:
        return Verdict(reason)
    return _allowed_now(due, facts, now)


def _gone(due: Due, facts: Facts) -> str | None:
    if not facts.active:
        return "account_closed"
    if not facts.wishes.wants(due.kind):
        return "switched_off"
    if due.kind in SESSION_KINDS:
        return _session_gone(due, facts)
    if due.kind == PROMPT:
        return _prompt_gone(facts)
    if due.kind == CHECKUP:
        return "already_done" if facts.answered else None if facts.completed else "not_completed"
    if due.kind == AFTERCARE:
        return "already_done" if facts.answered else None
    if due.kind == MILESTONE:
        return None if facts.noted else "not_due"
    if due.kind == CALL:
        return _call_gone(facts)
    if due.kind == ALUMNI:
        return "not_completed" if not facts.completed else None if facts.meets else "cancelled"
    return None


def _call_gone(facts: Facts) -> str | None:
    """A notice needs the person's consent at this very moment; nothing is told that somebody took."""
    if not facts.consented:
        return "consent_withdrawn"
    return None if facts.asked else "not_waiting"


def _prompt_gone(facts: Facts) -> str | None:
    """After a week of silence the prompt comes once a week, until the person is back."""
    if facts.checked_in:
        return "already_done"
    return "once_a_week" if facts.silent_days > WEEKLY_AFTER and facts.silent_days % 7 else None


def _session_gone(due: Due, facts: Facts) -> str | None:
    meeting = facts.meeting
    if meeting is None:
        return "not_expected"
    if facts.away:
        return "said_away"
    if due.kind == CHANGED and due.slot != MADE_UP:
        newest = meeting.changed_at is not None and slot_of(meeting.changed_at) == due.slot
        return None if newest else "changed_again"
    if not meeting.on:
        return "cancelled"
    if due.slot == MADE_UP:
        return None
    if due.kind == TOMORROW:
        return None if meeting.local_date == due.local_date else "moved"
    return None if slot_of(meeting.starts_at) == due.slot else "moved"


def _allowed_now(due: Due, facts: Facts, now: datetime) -> Verdict:
    kind = KINDS[due.kind]
    if kind.minds_quiet and is_quiet(now, facts.wishes, facts.zone):
        return _later(after_quiet(now, facts.wishes, facts.zone), due, "quiet")
    if not kind.capped:
        return Verdict(SEND)
    if facts.sent_today >= A_DAY:
        return Verdict("enough_today")
    if facts.last_sent_at is not None and timedelta(0) <= now - facts.last_sent_at < APART:
        return _later(facts.last_sent_at + APART, due, "too_close")
    return Verdict(SEND)


def _later(at: datetime, due: Due, reason: str) -> Verdict:
    return Verdict("later", at) if at < due.closes_at else Verdict(reason)


def newest_only(batch: Iterable[Due]) -> tuple[list[Due], list[Due]]:
    """(kept, superseded): of several due at once, the newest per person and kind. News about different meetings, and
    requests for a call, are each their own."""
    best: dict[tuple[UUID, str, str], Due] = {}
    superseded = []
    for each in batch:
        key = (each.participant_id, each.kind, each.source if not KINDS[each.kind].capped else "")
        held = best.get(key)
        if held is not None and (held.due_at, held.slot) >= (each.due_at, each.slot):
            superseded.append(each)
            continue
        if held is not None:
            superseded.append(held)
        best[key] = each
    return sorted(best.values(), key=lambda one: (one.due_at, one.id.int)), superseded
