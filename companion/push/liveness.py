"""Checks that a subscription belongs to a living sign-in, and ends those that do not.

A sign-in is ended by its owner, from another phone, by staff, or by age; `accounts` reports the first three in the same
transaction. Everything here asks the tables, so that an ending nobody thought of takes effect before sending at the latest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, select, update

from companion.accounts import sign_ins
from companion.accounts.sign_ins import messages_since
from companion.kernel.database import db
from companion.kernel.statements import affected
from companion.push import rules
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import GONE, SIGNED_OUT

_PHONE = cast(Table, PushSubscription.__table__)


def lives(begun: Any) -> ColumnElement[bool]:
    """SQL on `push_subscriptions`; the instant may be a parameter of a statement that is built once."""
    columns = (_PHONE.c.sign_in_id, _PHONE.c.participant_id, _PHONE.c.seen_at)
    return sign_ins.stands_behind(*columns, begun=begun)


def end_stranded(account_id: UUID | None, now: datetime) -> int:
    """End every subscription, of one account or of all, behind which no living sign-in stands; returns how many. Harmless
    to repeat."""
    stranded = [PushSubscription.state != GONE, ~lives(messages_since(now))]
    if account_id is not None:
        stranded.append(PushSubscription.participant_id == account_id)
    return _end(stranded, now)


def end_these(subscription_ids: Collection[UUID], now: datetime) -> None:
    """End those of these that are stranded, found on the way to sending. What somebody else holds is being ended there."""
    stranded = (PushSubscription.id.in_(list(subscription_ids)), ~lives(messages_since(now)))
    free = db.session.scalars(select(PushSubscription.id).where(*stranded).with_for_update(skip_locked=True)).all()
    if free:
        _end([PushSubscription.id.in_(free)], now)


def drop_own(subscription_ids: Iterable[UUID], outcome: str) -> None:
    """Activation and test messages that were on their way to these are not sent."""
    ours = (Delivery.subscription_id.in_(list(subscription_ids)), Delivery.purpose != rules.REMINDER)
    waiting = update(Delivery).where(*ours, Delivery.state == rules.PLANNED)
    affected(waiting.values(state=rules.SKIPPED, outcome=outcome).execution_options(synchronize_session=False))


def _end(which: Iterable[ColumnElement[bool]], now: datetime) -> int:
    over = {"state": GONE, "ended_at": now, "ended_because": SIGNED_OUT, "token_hash": None}
    change = update(PushSubscription).where(*which).values(over).returning(PushSubscription.id)
    ended = db.session.scalars(change.execution_options(synchronize_session=False)).all()
    if ended:
        drop_own(ended, SIGNED_OUT)
    return len(ended)
