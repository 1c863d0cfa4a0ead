"""Phones that may be pushed to: saved, verified, suspended, gone. The owner is always the signed-in account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update

from companion.accounts import service as accounts
from companion.accounts import sign_ins
from companion.kernel import ids, revocations
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.statements import affected, insert_ignore
from companion.push import liveness, rules
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import (
    ACTIVE,
    GONE,
    MADE_ROOM,
    REPLACED,
    SIGNED_OUT,
    SUSPENDED,
    SWITCHED_OFF,
    UNVERIFIED,
    HostPolicy,
)

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


_SHOWN = [
    PushSubscription.id,
    PushSubscription.device,
    PushSubscription.state,
    PushSubscription.created_at,
    PushSubscription.last_reached_at,
]


def subscribe(
    account_id: UUID, new: NewSubscription, policy: HostPolicy, now: datetime, sign_in_id: UUID | None = None
) -> SubscriptionView:
    """Save where this phone can be reached. Called on every start of the app, so repeating it changes nothing while
    the phone is known to be reachable; otherwise an activation message is planned. A phone that somebody else used
    before belongs to whoever is signed in now, and one sign-in has one address.

    Raises Invalid("push_host_refused" or "push_keys_refused"), Conflict("too_many_phones"), Unauthenticated when the
    sign-in was ended meanwhile.
    """
    p256dh, auth = _accepted(new, policy)
    accounts.hold(account_id)  # phones are counted below; before the sign-in, as where a passphrase is changed
    if sign_in_id is not None:
        sign_ins.hold(sign_in_id, account_id, now)
    address = hashlib.sha256(new.endpoint.encode()).hexdigest()
    row = {"id": ids.new_id(), "participant_id": account_id, "endpoint": new.endpoint, "endpoint_hash": address}
    row |= {"p256dh": p256dh, "auth": auth, "vapid_key_id": new.vapid_key_id, "device": new.device}
    row |= {"state": UNVERIFIED, "created_at": now, "seen_at": now, "sign_in_id": sign_in_id}
    insert_ignore(PushSubscription, [row], ["endpoint_hash"])
    query = select(PushSubscription).where(PushSubscription.endpoint_hash == address).with_for_update()
    held = db.session.execute(query.execution_options(populate_existing=True)).scalar_one()
    _renew(held, account_id, new, (p256dh, auth), now)
    held.sign_in_id = sign_in_id
    if held.state != ACTIVE:
        _plan_activation(held, now)
    db.session.flush()
    _replace_older(held, now)
    _make_room(account_id, held.id, now)
    return SubscriptionView(held.id, held.device, held.state, held.created_at, held.last_reached_at)


def _accepted(new: NewSubscription, policy: HostPolicy) -> tuple[str, str]:
    """The phone's keys in their one spelling, after a look at its address."""
    try:
        rules.check_endpoint(new.endpoint, policy)
    except rules.Refused:
        raise Invalid("push_host_refused", "This browser's push service is not one that we may send to.") from None
    try:
        return rules.check_keys(new.p256dh, new.auth)
    except rules.Refused:
        raise Invalid("push_keys_refused", "This browser's push keys cannot be used.") from None


def activate(account_id: UUID, token: str, now: datetime) -> SubscriptionView:
    """The phone gives back what was pushed to it: from now on it counts as reachable. A second echo of the same
    token changes nothing. Raises NotFound for a wrong, old or somebody else's token."""
    mine = (PushSubscription.token_hash == token_hash(token), PushSubscription.participant_id == account_id)
    held = db.session.execute(select(PushSubscription).where(*mine).with_for_update()).scalar_one_or_none()
    if held is None or held.token_expires_at is None or held.token_expires_at <= now or held.state == GONE:
        raise NotFound
    held.state, held.last_reached_at, held.ended_at, held.ended_because = ACTIVE, now, None, None
    db.session.flush()
    return SubscriptionView(held.id, held.device, held.state, held.created_at, held.last_reached_at)


def end(account_id: UUID, subscription_id: UUID, now: datetime) -> None:
    """The person switches reminders off on this phone. Repeating it is harmless. Raises NotFound for anybody else's."""
    mine = (PushSubscription.id == subscription_id, PushSubscription.participant_id == account_id)
    off = {"state": GONE, "ended_at": now, "ended_because": SWITCHED_OFF}
    if affected(update(PushSubscription).where(*mine).values(off | {"token_hash": None})) != 1:
        raise NotFound
    liveness.drop_own([subscription_id], SWITCHED_OFF)
    revocations.changed(PushSubscription, [{"id": subscription_id}], off)


def end_all(account_id: UUID, now: datetime) -> int:
    """Reach this account nowhere any more."""
    alive = (PushSubscription.participant_id == account_id, PushSubscription.state != GONE)
    off = {"state": GONE, "ended_at": now, "ended_because": SWITCHED_OFF, "token_hash": None}
    return affected(update(PushSubscription).where(*alive).values(off))


def mark(subscription_ids: Iterable[UUID], state: str, because: str, now: datetime) -> None:
    """These are gone for good, or suspended until the phone shows up again."""
    wanted = list(subscription_ids)
    if wanted:
        alive = (PushSubscription.id.in_(wanted), PushSubscription.state != GONE)
        affected(update(PushSubscription).where(*alive).values(state=state, ended_at=now, ended_because=because))


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
    same = held.participant_id == account_id and (held.p256dh, held.auth, held.vapid_key_id) == (
        *own_keys,
        new.vapid_key_id,
    )
    proven = held.ended_because == SIGNED_OUT and held.last_reached_at is not None  # signed in again on the same phone
    if not same or held.state == SUSPENDED or (held.state == GONE and not proven):
        held.state, held.ended_at, held.ended_because, held.token_hash = UNVERIFIED, None, None, None
        if held.participant_id != account_id:
            held.created_at, held.last_reached_at = now, None
    elif held.state == GONE:
        held.state, held.ended_at, held.ended_because = ACTIVE, None, None
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


def _replace_older(held: PushSubscription, now: datetime) -> None:
    """A browser has one push address: what this sign-in was reached at before is over."""
    if held.sign_in_id is not None:
        older = (PushSubscription.sign_in_id == held.sign_in_id, PushSubscription.id != held.id)
        mark(db.session.scalars(select(PushSubscription.id).where(*older)), GONE, REPLACED, now)


def _make_room(account_id: UUID, keep: UUID, now: datetime) -> None:
    """At most ten each. What nobody is signed in on any more does not count; then phones that never said whose sign-in they
    are give way, the longest away first; tombstones do not stay for ever. Raises Conflict("too_many_phones")."""
    liveness.end_stranded(account_id, now)
    columns = ("id", "state", "seen_at", "sign_in_id")
    query = select(*(getattr(PushSubscription, name) for name in columns))
    mine = query.where(PushSubscription.participant_id == account_id, PushSubscription.id != keep)
    rows = list(db.session.execute(mine.order_by(PushSubscription.seen_at, PushSubscription.id)))
    alive = [row for row in rows if row.state != GONE]
    beyond = max(0, len(alive) + 1 - rules.SUBSCRIPTIONS_EACH)
    nameless = [row.id for row in alive if row.sign_in_id is None][:beyond]
    if len(nameless) < beyond:
        raise Conflict("too_many_phones", f"Reminders reach {rules.SUBSCRIPTIONS_EACH} phones already. End one first.")
    mark(nameless, GONE, MADE_ROOM, now)
    old = [row.id for row in rows if row.state == GONE and row.seen_at < now - _FORGET_GONE_AFTER]
    if old:
        affected(delete(PushSubscription).where(PushSubscription.id.in_(old)))
