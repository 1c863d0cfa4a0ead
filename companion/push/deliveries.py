"""One row per occurrence and phone: written before anything is sent, completed afterwards, marked when the phone says it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, Update, bindparam, delete, func, select, update

from companion.kernel import ids
from companion.kernel.database import Instant, affected, db, insert_ignore
from companion.push import rules, subscriptions
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import ACTIVE, FAILED, GONE, PLANNED, SENDING, SENT, SUSPENDED, Answer

BEACON_ACCEPTED_FOR = timedelta(days=7)
BEACON_PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Want:
    """Something to be delivered to every active phone of one person."""

    occurrence_id: UUID
    account_id: UUID
    topic: str
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Device:
    """A delivery that is being attempted, and the phone it goes to."""

    delivery_id: UUID
    occurrence_id: UUID
    subscription_id: UUID
    account_id: UUID
    endpoint: str
    p256dh: str
    auth: str
    vapid_key_id: str
    topic: str
    expires_at: datetime
    purpose: str
    attempts: int


_DEVICE: tuple[Any, ...] = (
    Delivery.id, Delivery.occurrence_id, Delivery.subscription_id, Delivery.participant_id, PushSubscription.endpoint,
    PushSubscription.p256dh, PushSubscription.auth, PushSubscription.vapid_key_id, Delivery.topic, Delivery.expires_at,
    Delivery.purpose, Delivery.attempts,
)  # fmt: skip


def open_deliveries(wants: Sequence[Want], claim: UUID, now: datetime) -> list[Device]:
    """Write down, for each wanted occurrence, an attempt on every active phone of that person, and return what is to
    be sent. Phones that already took this occurrence are left out; a phone that came later is included. Nothing counts
    as sent yet: each of them is marked by `take_off` first."""
    if not wants:
        return []
    by_account: dict[UUID, list[Want]] = {}
    for want in wants:
        by_account.setdefault(want.account_id, []).append(want)
    active = select(PushSubscription.id, PushSubscription.participant_id).where(
        PushSubscription.participant_id.in_(list(by_account)), PushSubscription.state == ACTIVE
    )
    rows = [_row(phone.id, want) for phone in db.session.execute(active) for want in by_account[phone.participant_id]]
    insert_ignore(Delivery, rows, ["occurrence_id", "subscription_id"])
    mine = (Delivery.occurrence_id.in_([want.occurrence_id for want in wants]), Delivery.state == PLANNED)
    taken = update(Delivery).where(*mine).values(claimed_by=claim, claimed_at=now)
    affected(taken.execution_options(synchronize_session=False))
    return [replace(device, attempts=device.attempts + 1) for device in _devices(claim, PLANNED)]


def take_off(delivery_ids: Sequence[UUID], claim: UUID, now: datetime) -> set[UUID]:
    """Mark these as being sent, committed before the first byte leaves; after a crash only these are in doubt. Returns
    those that are still this claim's: what somebody else took over in the meantime is not ours to send."""
    mine = (Delivery.id.in_(list(delivery_ids)), Delivery.state == PLANNED, Delivery.claimed_by == claim)
    return set(db.session.scalars(_claimed(update(Delivery).where(*mine), claim, now).returning(Delivery.id)))


def claim_own(claim: UUID, limit: int, now: datetime) -> list[Device]:
    """Claim activation and test messages that are due, in one statement. Nothing that expired is among them."""
    own = (
        Delivery.purpose != rules.REMINDER,
        Delivery.state == PLANNED,
        Delivery.due_at <= now,
        Delivery.expires_at > now,
    )
    due = select(Delivery.id).where(*own).order_by(Delivery.due_at).limit(limit).with_for_update(skip_locked=True)
    affected(_claimed(update(Delivery).where(Delivery.id.in_(due)), claim, now))
    return _devices(claim)


def own_due(now: datetime) -> bool:
    """Whether there is anything of our own to send, to give up or to pick up after a crash: one cheap read."""
    waiting = (Delivery.purpose != rules.REMINDER, Delivery.state.in_((PLANNED, SENDING)), Delivery.due_at <= now)
    return db.session.execute(select(Delivery.id).where(*waiting).limit(1)).first() is not None


def give_up_own(stale_before: datetime, now: datetime) -> int:
    """Activation and test messages that nobody finished or that are too old: a new one is made on request."""
    own = Delivery.purpose != rules.REMINDER
    late = update(Delivery).where(own, Delivery.state == PLANNED, Delivery.expires_at <= now)
    lost = update(Delivery).where(own, Delivery.state == SENDING, Delivery.claimed_at <= stale_before)
    return affected(late.values(state=rules.EXPIRED)) + affected(lost.values(state=FAILED, outcome="unknown"))


def record(
    answers: Mapping[UUID, Answer], claim: UUID, now: datetime, again: Mapping[UUID, datetime] | None = None
) -> None:
    """Keep what came of these deliveries, in one batch. Those in `again` are planned for that instant. A claim that was taken
    over in the meantime changes nothing. Subscriptions that are gone or refused are marked."""
    if not answers:
        return
    later = again or {}
    rows = [_result(delivery_id, answer, later.get(delivery_id), now) for delivery_id, answer in answers.items()]
    table = cast(Table, Delivery.__table__)
    statement = (
        update(table)
        .where(table.c.id == bindparam("b_id"), table.c.claimed_by == claim)
        .values({name: bindparam(f"b_{name}") for name in ("state", "outcome", "http_status", "sent_at")})
        .values(due_at=func.coalesce(bindparam("b_due_at", type_=Instant()), table.c.due_at))
    )
    db.session.connection().execute(statement, rows)
    _mark_subscriptions(answers, now)


def reached(delivery_id: UUID, now: datetime) -> bool:
    """The phone says it showed this. Unknown, old and repeated ids change nothing. Only proof, never an instruction."""
    sent = (Delivery.id == delivery_id, Delivery.reached_at.is_(None), Delivery.due_at > now - BEACON_ACCEPTED_FOR)
    attempted = Delivery.state.in_((SENDING, SENT, PLANNED, FAILED)) & (Delivery.attempts > 0)
    if affected(update(Delivery).where(*sent, attempted).values(reached_at=now)) != 1:
        return False
    whose = select(Delivery.subscription_id).where(Delivery.id == delivery_id).scalar_subquery()
    affected(update(PushSubscription).where(PushSubscription.id == whose).values(last_reached_at=now))
    return True


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


def nothing_arrived(account_id: UUID, since: datetime, now: datetime) -> bool:
    """Whether something was sent to this account since then and no phone said it came. Ten minutes are left for it."""
    mine = (Delivery.participant_id == account_id, Delivery.sent_at > since, Delivery.sent_at < now - BEACON_PATIENCE)
    found = db.session.execute(select(func.count(), func.count(Delivery.reached_at)).where(*mine)).one()
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


def release(occurrence_ids: Sequence[UUID], state: str) -> None:
    """After a crash: put what was in flight for these occurrences to `state`, and what had not left yet with it. What a
    phone took stays taken."""
    ids_ = list(occurrence_ids)
    if not ids_:
        return
    shown = (Delivery.occurrence_id.in_(ids_), Delivery.state == SENDING, Delivery.reached_at.is_not(None))
    affected(update(Delivery).where(*shown).values(state=SENT, outcome=rules.ACCEPTED, sent_at=Delivery.reached_at))
    flying = (Delivery.occurrence_id.in_(ids_), Delivery.state.in_((SENDING, PLANNED)))
    affected(update(Delivery).where(*flying).values(state=state, outcome="unknown", claimed_by=None))


def forget_before(instant: datetime) -> int:
    """Delete deliveries that were due before `instant`; returns how many."""
    return affected(delete(Delivery).where(Delivery.due_at < instant, Delivery.state.not_in((PLANNED, SENDING))))


def _row(subscription_id: UUID, want: Want) -> dict[str, object]:
    return {
        "id": ids.new_id(), "occurrence_id": want.occurrence_id, "subscription_id": subscription_id, "attempts": 0,
        "participant_id": want.account_id, "purpose": rules.REMINDER, "state": PLANNED, "topic": want.topic,
        "due_at": want.due_at, "expires_at": want.expires_at,
    }  # fmt: skip


def _claimed(statement: Update, claim: UUID, now: datetime) -> Update:
    changed = statement.values(state=SENDING, claimed_by=claim, claimed_at=now, attempts=Delivery.attempts + 1)
    return changed.execution_options(synchronize_session=False)


def _devices(claim: UUID, state: str = SENDING) -> list[Device]:
    query = select(*_DEVICE).join(PushSubscription, PushSubscription.id == Delivery.subscription_id)
    mine = query.where(Delivery.claimed_by == claim, Delivery.state == state)
    return [Device(*row) for row in db.session.execute(mine.order_by(Delivery.id))]


def _result(delivery_id: UUID, answer: Answer, again: datetime | None, now: datetime) -> dict[str, object]:
    accepted = answer.outcome == rules.ACCEPTED
    state = SENT if accepted else FAILED if again is None else PLANNED
    return {
        "b_id": delivery_id,
        "b_state": state,
        "b_outcome": answer.outcome,
        "b_http_status": answer.status,
        "b_sent_at": now if accepted else None,
        "b_due_at": again,
    }


def _mark_subscriptions(answers: Mapping[UUID, Answer], now: datetime) -> None:
    for outcome, state in ((rules.GONE_FOR_GOOD, GONE), (rules.REFUSED, SUSPENDED), (rules.BAD_ROW, SUSPENDED)):
        concerned = [delivery_id for delivery_id, answer in answers.items() if answer.outcome == outcome]
        if concerned:
            whose = db.session.scalars(select(Delivery.subscription_id).where(Delivery.id.in_(concerned)))
            subscriptions.mark(whose, state, now)
