"""Whether a claimed reminder may go out right now, given current data. Pure: the data come in as a `Context`."""

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
    SAID_AWAY,
    SESSION_KINDS,
    TOMORROW,
    WEEKLY_AFTER,
    Meeting,
    Wishes,
    after_quiet,
    is_quiet,
    prompt_quiet,
    slot_of,
)


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
class Context:
    """Current data about one occurrence at the moment of sending."""

    wishes: Wishes
    zone: str
    active: bool
    paused: bool = False
    on_leave: bool = False
    after: bool = False  # the program is over, and check-ups and alumni groups are theirs
    meeting: Meeting | None = None
    told: datetime | None = None  # of a cancelled meeting: the start that the person was told last, if that was another
    checked_in: bool = False
    silent_days: int = 0
    answered: bool = False
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


def still_wanted(due: Due, context: Context, now: datetime) -> Verdict:
    """Whether this is still true, still wanted and allowed right now. A reason is a stable word, for `explain`."""
    if now >= due.closes_at or now >= due.expires_at:
        return Verdict("too_late")
    reason = _skip_reason(due, context)
    if reason:
        return Verdict(reason)
    return _allowed_now(due, context, now)


def _skip_reason(due: Due, context: Context) -> str | None:
    silent = _silent(context)
    if silent:
        return silent
    if not context.wishes.wants(due.kind):
        return "switched_off"
    if due.kind in SESSION_KINDS:
        return _session_skip_reason(due, context)
    if due.kind == PROMPT:
        return _prompt_skip_reason(context)
    if due.kind == CHECKUP:
        return "already_done" if context.answered else None if context.after else "not_completed"
    if due.kind == AFTERCARE:
        return "already_done" if context.answered else None
    if due.kind == MILESTONE:
        return None if context.noted else "not_due"
    if due.kind == CALL:
        return _call_skip_reason(context)
    if due.kind == ALUMNI:
        return "not_completed" if not context.after else None if context.meets else "cancelled"
    return None


def _silent(context: Context) -> str | None:
    """Why nothing at all goes out to this person."""
    if not context.active:
        return "account_closed"
    return "paused" if context.paused else "on_leave" if context.on_leave else None


def _call_skip_reason(context: Context) -> str | None:
    """A notice needs the person's consent at this very moment; nothing is told that somebody took."""
    if not context.consented:
        return "consent_withdrawn"
    return None if context.asked else "not_waiting"


def _prompt_skip_reason(context: Context) -> str | None:
    """After a week of silence the prompt comes once a week, until the person is back."""
    if context.checked_in:
        return "already_done"
    return "once_a_week" if context.silent_days > WEEKLY_AFTER and context.silent_days % 7 else None


def _session_skip_reason(due: Due, context: Context) -> str | None:
    meeting = context.meeting
    if meeting is None:
        return "not_expected"
    if context.away:
        return SAID_AWAY
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


def _allowed_now(due: Due, context: Context, now: datetime) -> Verdict:
    kind = KINDS[due.kind]
    # Which quiet hours hold for a prompt depends on whether it follows a visit; its window ends where those begin.
    quiet = prompt_quiet(context.wishes) if due.kind == PROMPT else context.wishes
    if kind.minds_quiet and is_quiet(now, quiet, context.zone):
        return _later(after_quiet(now, quiet, context.zone), due, "quiet")
    if not kind.capped:
        return Verdict(SEND)
    if context.sent_today >= A_DAY:
        return Verdict("enough_today")
    if context.last_sent_at is not None and timedelta(0) <= now - context.last_sent_at < APART:
        return _later(context.last_sent_at + APART, due, "too_close")
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
