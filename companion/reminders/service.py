"""Reminders: a person's settings, planning, and the proof that they arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from companion.kernel.database import db
from companion.push import service as push
from companion.reminders import calls, new_phones, occurrences, planning, rules, settings, wording
from companion.reminders.calendar import FILE_NAME, file_for
from companion.reminders.candidates import as_meeting
from companion.reminders.claims import anything_due
from companion.reminders.dispatch import (
    Batch,
    claim_due,
    decide,
    finish,
    mark_sending,
    next_few,
    release,
    sweep,
)
from companion.reminders.feed import (
    FeedStatus,
    close_feed,
    end_all_feeds,
    end_feeds,
    feed_behind,
    feed_status,
    feeds_that_are_over,
    open_feed,
    read_feed,
    spend_a_fetch,
    spend_an_address,
)
from companion.reminders.figures import dead_lettered, occurrence_counts, overdue
from companion.reminders.models import Occurrence
from companion.reminders.occurrences import end_all
from companion.reminders.planning import (
    plan,
    plan_for,
    replan_person,
    replan_session,
    replan_sessions,
    take_back,
    tell_of_make_up,
    waiting,
)
from companion.reminders.reasons import explain, standing
from companion.reminders.rules import Wishes
from companion.reminders.settings import wishes_of
from companion.reminders.wording import PRIVATE, SILENT, say

__all__ = [
    "FILE_NAME",
    "PRIVATE",
    "SILENT",
    "Batch",
    "FeedStatus",
    "Status",
    "anything_due",
    "as_meeting",
    "calls_wanted",
    "claim_due",
    "close_feed",
    "dead_lettered",
    "decide",
    "end_all",
    "end_all_feeds",
    "end_feeds",
    "expire_open",
    "explain",
    "feed_behind",
    "feed_status",
    "feeds_that_are_over",
    "file_for",
    "finish",
    "mark_sending",
    "missed_a_phone",
    "new_phones_wanted",
    "next_few",
    "occurrence_counts",
    "open_feed",
    "overdue",
    "plan",
    "plan_calls",
    "plan_for",
    "read_feed",
    "release",
    "replan_person",
    "replan_session",
    "replan_sessions",
    "requeue",
    "samples",
    "save_wishes",
    "say",
    "spend_a_fetch",
    "spend_an_address",
    "standing",
    "status",
    "sweep",
    "take_back",
    "tell_of_make_up",
    "waiting",
    "wishes_of",
]

ARRIVED_WITHIN = timedelta(hours=48)


@dataclass(frozen=True)
class Status:
    """Whether reminders arrive on one phone. `stuck` means that some were due in the last 48 hours and it showed none."""

    state: str
    last_reached_at: datetime | None
    next_due_at: datetime | None
    stuck: bool
    reason: str | None
    renew: bool


def save_wishes(participant_id: UUID, new: Wishes, now: datetime) -> Wishes:
    """Save the settings and update what is planned at once."""
    settings.save_wishes(participant_id, new, now)
    planning.replan_person(participant_id, now)
    return new


def calls_wanted(now: datetime) -> list[tuple[UUID, rules.Planned]]:
    """See `calls.wanted`."""
    return calls.wanted(now)


def new_phones_wanted(now: datetime) -> list[tuple[UUID, rules.Planned]]:
    """See `new_phones.wanted`."""
    return new_phones.wanted(now)


def plan_calls(rows: list[tuple[UUID, rules.Planned]]) -> int:
    """See `calls.plan`."""
    return calls.plan(rows)


def missed_a_phone(now: datetime) -> list[UUID]:
    """See `occurrences.missed_a_phone`."""
    return occurrences.missed_a_phone(now)


def requeue(occurrence_ids: list[UUID]) -> int:
    """See `occurrences.requeue`."""
    return occurrences.requeue(occurrence_ids)


def expire_open(now: datetime) -> int:
    """See `occurrences.expire_open`."""
    return occurrences.expire_open(now)


_AS_BEFORE = {"none": "off", "ended": "gone"}


def status(participant_id: UUID, sign_in_id: UUID, now: datetime) -> Status:
    """Whether reminders reach the phone of this sign-in."""
    phone = push.or_older(participant_id, sign_in_id)
    waiting = (Occurrence.participant_id == participant_id, Occurrence.state == rules.PLANNED, Occurrence.due_at > now)
    next_due = db.session.execute(
        select(Occurrence.due_at).where(*waiting).order_by(Occurrence.due_at).limit(1)
    ).scalar_one_or_none()
    state = _AS_BEFORE.get(phone.state, phone.state)
    return Status(state, phone.last_reached_at, next_due, _stuck(participant_id, phone, now), phone.reason, phone.renew)


def _stuck(participant_id: UUID, phone: push.PhoneView, now: datetime) -> bool:
    if phone.subscription_id is None or _arrived(phone.last_reached_at, now):
        return False
    silent = push.nothing_arrived(participant_id, phone.subscription_id, now - ARRIVED_WITHIN, now)
    return silent or (phone.state == "active" and _missed(participant_id, now))


def _arrived(reached: datetime | None, now: datetime) -> bool:
    return reached is not None and reached > now - ARRIVED_WITHIN


def _missed(participant_id: UUID, now: datetime) -> bool:
    """Something was due in the last two days and never left: the service was down, or we were."""
    mine = (Occurrence.participant_id == participant_id, Occurrence.state.in_((rules.FAILED, rules.EXPIRED)))
    lately = (Occurrence.due_at > now - ARRIVED_WITHIN, Occurrence.due_at <= now)
    return db.session.execute(select(Occurrence.id).where(*mine, *lately).limit(1)).first() is not None


def samples(language: str) -> dict[str, str]:
    """A session reminder for four in the afternoon, as each level shows it."""
    example = datetime(2026, 1, 5, 16, tzinfo=UTC)
    meeting = rules.Meeting(UUID(int=0), "UTC", example.date(), example, example, True, None, None)
    levels = (wording.PRIVATE, wording.SILENT)
    return {level: say(rules.SOON, language, level, "", meeting, now=example).title for level in levels}
