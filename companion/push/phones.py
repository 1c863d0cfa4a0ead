"""The reminder status of one phone: the one that asks, or each of those the person is signed in on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from companion.kernel.database import db
from companion.push import rules
from companion.push.models import PushSubscription
from companion.push.rules import ACTIVE, GONE, SUSPENDED, UNVERIFIED

ENDED, NONE = "ended", "none"


@dataclass(frozen=True)
class PhoneView:
    """One phone's subscription. `reason` says why it is suspended or ended; `renew` that the phone makes a new one by
    itself, because the person did not end it."""

    state: str = NONE
    last_reached_at: datetime | None = None
    reason: str | None = None
    renew: bool = False
    subscription_id: UUID | None = None


_P = PushSubscription
_COLUMNS = (_P.sign_in_id, _P.id, _P.state, _P.last_reached_at, _P.ended_because, _P.vapid_key_id, _P.seen_at)


def of_account(account_id: UUID, current_key: str | None = None) -> dict[UUID | None, PhoneView]:
    """Sign-in → its phone. Under None stands the best of those that are older than the column."""
    found: dict[UUID | None, list[Any]] = {}
    for row in db.session.execute(select(*_COLUMNS).where(_P.participant_id == account_id)):
        found.setdefault(row.sign_in_id, []).append(row)
    return {sign_in_id: _view(_foremost(rows), current_key) for sign_in_id, rows in found.items()}


def of_sign_in(account_id: UUID, sign_in_id: UUID, current_key: str | None = None) -> PhoneView:
    """The phone of this sign-in."""
    return of_account(account_id, current_key).get(sign_in_id, PhoneView())


def or_older(account_id: UUID, sign_in_id: UUID) -> PhoneView:
    """The same for an app of before sign-ins had a phone each, until it says again where it can be reached."""
    found = of_account(account_id)
    return found.get(sign_in_id) or found.get(None) or PhoneView()


def _foremost(rows: Sequence[Any]) -> Any:
    """A phone gets new addresses over time: the one that works, else the latest."""
    order = {ACTIVE: 0, UNVERIFIED: 1, SUSPENDED: 2, GONE: 3}
    return min(rows, key=lambda row: (order[row.state], -row.seen_at.timestamp()))


def _view(row: Any, current_key: str | None) -> PhoneView:
    outdated = current_key is not None and row.vapid_key_id != current_key and row.state != GONE
    renew = row.ended_because in rules.RENEWED or outdated
    state = ENDED if row.state == GONE else row.state
    return PhoneView(state, row.last_reached_at, row.ended_because, renew, row.id)
