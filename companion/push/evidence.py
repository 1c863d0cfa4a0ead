"""What is known about deliveries: which left, which are in doubt, which a phone reported as shown. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from companion.kernel.database import db
from companion.push import rules
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import SENDING, SENT

BEACON_PATIENCE = timedelta(minutes=10)


def taken_occurrences(occurrence_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these occurrences that at least one phone took or showed."""
    ids_ = list(occurrence_ids)
    taken = (Delivery.state == SENT) | Delivery.reached_at.is_not(None)
    return set(db.session.scalars(select(Delivery.occurrence_id).where(Delivery.occurrence_id.in_(ids_), taken)))


def in_doubt(occurrence_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these occurrences of which a message may have left without a record of it."""
    flying = (Delivery.occurrence_id.in_(list(occurrence_ids)), Delivery.state == SENDING)
    return set(db.session.scalars(select(Delivery.occurrence_id).where(*flying)))


def shown_occurrences(occurrence_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these occurrences that at least one phone said it showed."""
    shown = (Delivery.occurrence_id.in_(list(occurrence_ids)), Delivery.reached_at.is_not(None))
    return set(db.session.scalars(select(Delivery.occurrence_id).where(*shown)))


def nothing_arrived(account_id: UUID, subscription_id: UUID, since: datetime, now: datetime) -> bool:
    """Whether something was sent to this phone since then and it never said that it came. Ten minutes are left for it."""
    whose = (Delivery.participant_id == account_id, Delivery.subscription_id == subscription_id)
    mine = (*whose, Delivery.due_at > since - rules.LONGEST_OPEN)
    sent = (Delivery.sent_at > since, Delivery.sent_at < now - BEACON_PATIENCE)
    found = db.session.execute(select(func.count(), func.count(Delivery.reached_at)).where(*mine, *sent)).one()
    return found[0] > 0 and found[1] == 0


def tally() -> dict[str, int]:
    """How many deliveries are in which state."""
    found = {
        row[0]: row[1] for row in db.session.execute(select(Delivery.state, func.count()).group_by(Delivery.state))
    }
    return {state: found.get(state, 0) for state in rules.DELIVERY_STATES}


def latest_tests(account_id: UUID, number: int) -> list[dict[str, str | None]]:
    """What came of the account's latest test messages, for the command line."""
    query = select(PushSubscription.device, Delivery.state, Delivery.outcome).join(
        PushSubscription, PushSubscription.id == Delivery.subscription_id
    )
    mine = query.where(Delivery.participant_id == account_id, Delivery.purpose == rules.TEST)
    return [dict(row) for row in db.session.execute(mine.order_by(Delivery.id.desc()).limit(number)).mappings()]
