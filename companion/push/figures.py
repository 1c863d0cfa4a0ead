"""Delivery counts for the operator's metrics and the staff page. No ids, no names, no addresses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, func, select

from companion.kernel.database import db
from companion.push import rules
from companion.push.models import Delivery, PushSubscription

PAUSED_SEEN_FOR = timedelta(minutes=15)
_REFUSALS = (400, 401, 403)
_TROUBLES = (rules.LATER, rules.NOT_TRIED, rules.UNREACHABLE, rules.UNANSWERED)


def phones_by_state(whose: Collection[UUID]) -> dict[str, int]:
    """How many phones of these people are in which state."""
    query = select(PushSubscription.state, func.count()).where(PushSubscription.participant_id.in_(list(whose)))
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(PushSubscription.state))}
    return {state: found.get(state, 0) for state in rules.SUBSCRIPTION_STATES}


def people_reached_by_phone(whose: Collection[UUID]) -> int:
    """How many of these people have at least one phone that can be reached."""
    active = (PushSubscription.participant_id.in_(list(whose)), PushSubscription.state == rules.ACTIVE)
    return db.session.execute(select(func.count(distinct(PushSubscription.participant_id))).where(*active)).scalar_one()


def arrived(whose: Collection[UUID], start: datetime, end: datetime) -> int:
    """How many reminders due in [start, end) were shown by at least one phone of these people, as the phones said."""
    shown = (*_reminders(start, end), Delivery.participant_id.in_(list(whose)), Delivery.reached_at.is_not(None))
    return db.session.execute(select(func.count(distinct(Delivery.occurrence_id))).where(*shown)).scalar_one()


def outcomes(start: datetime, end: datetime) -> dict[tuple[str, str], int]:
    """(state, outcome or "none") → how many deliveries that were due in [start, end)."""
    due = (Delivery.due_at >= start, Delivery.due_at < end)
    query = select(Delivery.state, Delivery.outcome, func.count()).where(*due)
    grouped = query.group_by(Delivery.state, Delivery.outcome)
    return {(state, outcome or "none"): number for state, outcome, number in db.session.execute(grouped)}


def lateness(start: datetime, end: datetime) -> list[float]:
    """Seconds from due to accepted by the push service, for reminders sent in [start, end)."""
    recent = Delivery.due_at >= start - rules.LONGEST_OPEN
    sent = (Delivery.purpose == rules.REMINDER, recent, Delivery.sent_at >= start, Delivery.sent_at < end)
    rows = db.session.execute(select(Delivery.due_at, Delivery.sent_at).where(*sent))
    return [max(0.0, (sent_at - due_at).total_seconds()) for due_at, sent_at in rows if sent_at is not None]


def struggling(now: datetime) -> dict[str, str]:
    """Push service → "refuses" or "silent", for those that messages are waiting for right now. Read from what is waiting,
    because every sending process knows only its own pauses."""
    waiting = (
        Delivery.state == rules.PLANNED,
        Delivery.outcome.in_(_TROUBLES),
        Delivery.claimed_at > now - PAUSED_SEEN_FOR,
        Delivery.due_at > now - rules.LONGEST_OPEN,
        Delivery.expires_at > now,
    )
    query = select(PushSubscription.endpoint, Delivery.http_status).join(
        PushSubscription, PushSubscription.id == Delivery.subscription_id
    )
    found: dict[str, str] = {}
    for endpoint, status in db.session.execute(query.where(*waiting).limit(2000)):
        host = urlsplit(endpoint).hostname or ""
        if status in _REFUSALS:
            found[host] = "refuses"
        found.setdefault(host, "silent")
    return found


def _reminders(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return Delivery.purpose == rules.REMINDER, Delivery.due_at >= start, Delivery.due_at < end
