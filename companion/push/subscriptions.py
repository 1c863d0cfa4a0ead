"""Phones that may be pushed to: saved, proven to be reachable, suspended, gone. The owner is always the signed-in account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from companion.kernel import ids, revocations
from companion.kernel.database import affected, db, insert_ignore
from companion.kernel.errors import Invalid, NotFound
from companion.push import rules
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import ACTIVE, GONE, SUSPENDED, UNVERIFIED, HostPolicy

_FORGET_GONE_AFTER = timedelta(days=90)


@dataclass(frozen=True)
class NewSubscription:
    endpoint: str
    p256dh: str
    auth: str
    device: str
    vapid_key_id: str


@dataclass(frozen=True)
class SubscriptionView:
    """One phone or browser as its owner sees it."""

    id: UUID
    device: str
    state: str
    created_at: datetime
    last_reached_at: datetime | None


_SHOWN = [getattr(PushSubscription, name) for name in SubscriptionView.__dataclass_fields__]


def subscribe(account_id: UUID, new: NewSubscription, policy: HostPolicy, now: datetime) -> SubscriptionView:
    """Save where this phone can be reached. Called on every start of the app, so repeating it changes nothing while
    the phone is known to be reachable; otherwise an activation message is planned. A phone that somebody else used
    before belongs to whoever is signed in now. Raises Invalid for an address or keys that we do not push to."""
    try:
        rules.check_endpoint(new.endpoint, policy)
        p256dh, auth = rules.check_keys(new.p256dh, new.auth)
    except rules.Refused as refused:
        raise Invalid(f"push_{refused.code}", "This browser's push address was not accepted.") from None
    address = hashlib.sha256(new.endpoint.encode()).hexdigest()
    row = {"id": ids.new_id(), "participant_id": account_id, "endpoint": new.endpoint, "endpoint_hash": address}
    row |= {"p256dh": p256dh, "auth": auth, "vapid_key_id": new.vapid_key_id, "device": new.device}
    row |= {"state": UNVERIFIED, "created_at": now, "seen_at": now}
    insert_ignore(PushSubscription, [row], ["endpoint_hash"])
    query = select(PushSubscription).where(PushSubscription.endpoint_hash == address).with_for_update()
    held = db.session.execute(query.execution_options(populate_existing=True)).scalar_one()
    _renew(held, account_id, new, (p256dh, auth), now)
    if held.state != ACTIVE:
        _plan_activation(held, now)
    db.session.flush()
    _make_room(account_id, held.id, now)
    return SubscriptionView(held.id, held.device, held.state, held.created_at, held.last_reached_at)


def activate(account_id: UUID, token: str, now: datetime) -> SubscriptionView:
    """The phone gives back what was pushed to it: from now on it counts as reachable. A second echo of the same
    token changes nothing. Raises NotFound for a wrong, old or somebody else's token."""
    mine = (PushSubscription.token_hash == token_hash(token), PushSubscription.participant_id == account_id)
    held = db.session.execute(select(PushSubscription).where(*mine).with_for_update()).scalar_one_or_none()
    if held is None or held.token_expires_at is None or held.token_expires_at <= now or held.state == GONE:
        raise NotFound
    held.state, held.last_reached_at, held.ended_at = ACTIVE, now, None
    db.session.flush()
    return SubscriptionView(held.id, held.device, held.state, held.created_at, held.last_reached_at)


def end(account_id: UUID, subscription_id: UUID, now: datetime) -> None:
    """The person switches reminders off on this phone. Repeating it is harmless. Raises NotFound for anybody else's."""
    mine = (PushSubscription.id == subscription_id, PushSubscription.participant_id == account_id)
    if affected(update(PushSubscription).where(*mine).values(state=GONE, ended_at=now, token_hash=None)) != 1:
        raise NotFound
    revocations.changed(PushSubscription, [{"id": subscription_id}], {"state": GONE, "ended_at": now})


def end_all(account_id: UUID, now: datetime) -> int:
    """Reach this account nowhere any more."""
    alive = (PushSubscription.participant_id == account_id, PushSubscription.state != GONE)
    return affected(update(PushSubscription).where(*alive).values(state=GONE, ended_at=now, token_hash=None))


def mark(subscription_ids: Iterable[UUID], state: str, now: datetime) -> None:
    """What push services said about these: gone for good, or suspended until the phone shows up again."""
    wanted = list(subscription_ids)
    if wanted:
        alive = (PushSubscription.id.in_(wanted), PushSubscription.state != GONE)
        affected(update(PushSubscription).where(*alive).values(state=state, ended_at=now))


def subscriptions_of(account_id: UUID) -> list[SubscriptionView]:
    """The account's phones, the latest first; those that are gone stay listed so that the person learns of it."""
    query = select(*_SHOWN).where(PushSubscription.participant_id == account_id)
    ordered = query.order_by(PushSubscription.seen_at.desc(), PushSubscription.id)
    return [SubscriptionView(**row) for row in db.session.execute(ordered).mappings()]


def reachable(account_ids: Iterable[UUID]) -> set[UUID]:
    """Those of these accounts that a phone or browser receives messages for."""
    active = (PushSubscription.participant_id.in_(list(account_ids)), PushSubscription.state == ACTIVE)
    return set(db.session.scalars(select(PushSubscription.participant_id).where(*active)))


def lately_proven(since: datetime) -> list[UUID]:
    """Accounts one of whose phones said, since then, that it can be reached."""
    proven = (PushSubscription.state == ACTIVE, PushSubscription.last_reached_at > since)
    return list(db.session.scalars(select(PushSubscription.participant_id).where(*proven).distinct()))


def counts() -> dict[str, int]:
    """How many subscriptions are in which state, for staff."""
    query = select(PushSubscription.state, func.count()).group_by(PushSubscription.state)
    found = {row.state: row[1] for row in db.session.execute(query)}
    return {state: found.get(state, 0) for state in rules.SUBSCRIPTION_STATES}


def keys_in_use() -> set[str]:
    """Ids of the VAPID keys that a subscription still depends on."""
    query = select(PushSubscription.vapid_key_id).where(PushSubscription.state != GONE).distinct()
    return set(db.session.scalars(query))


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(subscription_id: UUID, now: datetime) -> str:
    """A fresh activation token for this phone; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    values = {"token_hash": token_hash(token), "token_expires_at": now + rules.ACTIVATION_TTL}
    affected(update(PushSubscription).where(PushSubscription.id == subscription_id).values(**values))
    return token


def _renew(
    held: PushSubscription, account_id: UUID, new: NewSubscription, own_keys: tuple[str, str], now: datetime
) -> None:
    """Bring a known address up to date. Whatever makes it a different phone to talk to has to be proven again."""
    same = held.participant_id == account_id and (held.p256dh, held.auth) == own_keys
    if not same or held.vapid_key_id != new.vapid_key_id or held.state in (GONE, SUSPENDED):
        held.state, held.ended_at, held.token_hash = UNVERIFIED, None, None
        if held.participant_id != account_id:
            held.created_at, held.last_reached_at = now, None
    held.participant_id, held.device, held.vapid_key_id = account_id, new.device, new.vapid_key_id
    held.p256dh, held.auth = own_keys
    held.seen_at = now


def _plan_activation(held: PushSubscription, now: datetime) -> None:
    """One activation message at a time: a phone that starts ten times in a minute gets one."""
    waiting = select(Delivery.id).where(
        Delivery.subscription_id == held.id,
        Delivery.participant_id == held.participant_id,
        Delivery.purpose == rules.ACTIVATION,
        Delivery.state.in_((rules.PLANNED, rules.SENDING)),
        Delivery.expires_at > now,
    )
    if db.session.execute(waiting.limit(1)).first() is None:
        plan_own(held.id, held.participant_id, rules.ACTIVATION, now)


def plan_own(subscription_id: UUID, account_id: UUID, purpose: str, now: datetime) -> UUID:
    """Plan a message of our own (activation or test) to one phone; the worker sends it within seconds."""
    lifetime = rules.ACTIVATION_TTL if purpose == rules.ACTIVATION else rules.TEST_TTL
    occurrence = ids.new_id()
    row = Delivery(
        id=ids.new_id(), occurrence_id=occurrence, subscription_id=subscription_id, participant_id=account_id
    )
    row.purpose, row.state, row.attempts = purpose, rules.PLANNED, 0
    row.topic, row.due_at, row.expires_at = rules.opaque_topic(purpose, subscription_id), now, now + lifetime
    db.session.add(row)
    db.session.flush()
    return row.id


def _make_room(account_id: UUID, keep: UUID, now: datetime) -> None:
    """At most ten each: the one that has been away longest gives way, and tombstones do not stay for ever."""
    query = select(PushSubscription.id, PushSubscription.state, PushSubscription.seen_at)
    mine = query.where(PushSubscription.participant_id == account_id, PushSubscription.id != keep)
    rows = list(db.session.execute(mine.order_by(PushSubscription.seen_at.desc(), PushSubscription.id)))
    alive = [row.id for row in rows if row.state != GONE]
    old = [row.id for row in rows if row.state == GONE and row.seen_at < now - _FORGET_GONE_AFTER]
    mark(alive[rules.SUBSCRIPTIONS_EACH - 1 :], GONE, now)
    if old:
        affected(delete(PushSubscription).where(PushSubscription.id.in_(old)))
