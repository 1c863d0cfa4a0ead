"""One row per occurrence and phone: written before sending, completed afterwards, marked when the phone reports it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Select, Table, Update, bindparam, select, text, update

from companion.accounts.sign_ins import messages_since
from companion.kernel import ids
from companion.kernel.database import db
from companion.kernel.statements import affected, among, insert_ignore
from companion.push import liveness, rules, subscriptions
from companion.push.models import Delivery, PushSubscription
from companion.push.rules import ACTIVE, FAILED, GONE, PLANNED, SENDING, SENT, SUSPENDED, Answer

BEACON_ACCEPTED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Want:
    """Something to be delivered to every active phone of one person, but for that of the sign-in `not_on`."""

    occurrence_id: UUID
    account_id: UUID
    topic: str
    due_at: datetime
    expires_at: datetime
    not_on: UUID | None = None


class Device(NamedTuple):
    """An attempt on a delivery, and the phone it goes to. `known` says that an earlier attempt was written down."""

    delivery_id: UUID
    occurrence_id: UUID
    subscription_id: UUID
    account_id: UUID
    endpoint: str
    p256dh: str
    auth: str
    vapid_key_id: str
    topic: str
    due_at: datetime
    expires_at: datetime
    purpose: str
    attempts: int
    known: bool = True


_TABLE, _PHONE = cast(Table, Delivery.__table__), cast(Table, PushSubscription.__table__)
_DEVICE: tuple[Any, ...] = (
    Delivery.id,
    Delivery.occurrence_id,
    Delivery.subscription_id,
    Delivery.participant_id,
    PushSubscription.endpoint,
    PushSubscription.p256dh,
    PushSubscription.auth,
    PushSubscription.vapid_key_id,
    Delivery.topic,
    Delivery.due_at,
    Delivery.expires_at,
    Delivery.purpose,
    Delivery.attempts,
)
# Word for word as in their index: a parameter would hide from the database that the index holds them all.
_OWN = text("deliveries.purpose != 'reminder'")
# Statements of every pass are built once: building one costs more than running it.
_LIVES = liveness.lives(bindparam("b_begun"))
_PHONES = select(
    _PHONE.c.participant_id,
    _PHONE.c.id,
    _PHONE.c.endpoint,
    _PHONE.c.p256dh,
    _PHONE.c.auth,
    _PHONE.c.vapid_key_id,
    _LIVES.label("lives"),
    _PHONE.c.sign_in_id,
).where(among(_PHONE.c.participant_id, "b_whose"), _PHONE.c.state == ACTIVE)
_STILL = select(_PHONE.c.id).where(among(_PHONE.c.id, "b_ids"), _PHONE.c.state == ACTIVE, _LIVES)
_BEGUN = select(_TABLE).where(among(_TABLE.c.occurrence_id, "b_ids"))
_LEAVES = (
    update(_TABLE)
    .where(among(_TABLE.c.id, "b_ids"), _TABLE.c.state == PLANNED)
    .values(
        state=SENDING, claimed_by=bindparam("b_claim"), claimed_at=bindparam("b_now"), attempts=_TABLE.c.attempts + 1
    )
    .returning(_TABLE.c.id)
)
_OURS = select(_TABLE.c.id).where(among(_TABLE.c.id, "b_ids"), _TABLE.c.claimed_by == bindparam("b_claim"))
_DONE = (
    update(_TABLE)
    .where(among(_TABLE.c.id, "b_ids"), _TABLE.c.claimed_by == bindparam("b_claim"))
    .values({name: bindparam(f"b_{name}") for name in ("state", "outcome", "http_status", "sent_at")})
)
_AGAIN = _DONE.values(due_at=bindparam("b_due_at"))


def devices_for(wants: Sequence[Want], now: datetime) -> list[Device]:
    """An attempt on every active phone of each person, in the order of `wants`. Phones that took this occurrence, or
    will never take it, are left out; a phone that came later is included. Nothing is written down: `mark_sending` does. A
    phone nobody is signed in on any more is left out, and ended."""
    if not wants:
        return []
    connection, phones = db.session.connection(), defaultdict(list)
    stranded = []
    whose = {"b_whose": list({want.account_id for want in wants}), **_by(now)}
    for phone in connection.execute(_PHONES, whose):
        if phone.lives:
            phones[phone[0]].append(phone)
        else:
            stranded.append(phone.id)
    if stranded:
        liveness.end_these(stranded, now)
    rows = connection.execute(_BEGUN, {"b_ids": [want.occurrence_id for want in wants]})
    begun = {(row.occurrence_id, row.subscription_id): row for row in rows}
    found = []
    for want in wants:
        for phone in phones.get(want.account_id, ()):
            if want.not_on is not None and phone.sign_in_id == want.not_on:
                continue
            row = begun.get((want.occurrence_id, phone.id)) if begun else None
            to = (want.occurrence_id, phone.id, want.account_id, *phone[2:6])
            if row is None:
                about: tuple[Any, ...] = (want.topic, want.due_at, want.expires_at, rules.REMINDER, 1, False)
                found.append(Device._make((ids.new_id(), *to, *about)))
            elif row.state == PLANNED:
                about = (row.topic, row.due_at, row.expires_at, row.purpose, row.attempts + 1, True)
                found.append(Device._make((row.id, *to, *about)))
    return found


def mark_sending(devices: Sequence[Device], claim: UUID, now: datetime) -> set[UUID]:
    """Write down that these are being sent, committed before the first byte leaves; after a crash only these are in
    doubt. Returns those that are this claim's to send: what somebody else began in the meantime is not, nor what goes to a
    phone whose sign-in ended since it was looked at."""
    connection = db.session.connection()
    asked = {"b_ids": list({device.subscription_id for device in devices}), **_by(now)}
    still = set(connection.scalars(_STILL, asked)) if devices else set()
    devices = [device for device in devices if device.subscription_id in still]
    new = [_row(device, claim, now) for device in devices if not device.known]
    ours = {row["id"] for row in new}
    if insert_ignore(Delivery, new, ["occurrence_id", "subscription_id"]) != len(new):
        ours = set(connection.scalars(_OURS, {"b_ids": list(ours), "b_claim": claim}))
    again = [device.delivery_id for device in devices if device.known]
    return ours.union(connection.scalars(_LEAVES, {"b_ids": again, "b_claim": claim, "b_now": now}) if again else ())


def claim_own(claim: UUID, limit: int, now: datetime) -> list[Device]:
    """Claim activation and test messages that are due, in one statement. Nothing that expired is among them."""
    own = (
        _OWN,
        Delivery.state == PLANNED,
        Delivery.due_at <= now,
        Delivery.expires_at > now,
        Delivery.subscription_id.in_(_reachable_by_own(now)),
    )
    due = select(Delivery.id).where(*own).order_by(Delivery.due_at).limit(limit).with_for_update(skip_locked=True)
    affected(_claimed(update(Delivery).where(Delivery.id.in_(due)), claim, now))
    return _devices(claim)


def _reachable_by_own(now: datetime) -> Select[UUID]:
    """A phone that changed hands, was switched off, or is signed out gets no message that was planned before."""
    lives = liveness.lives(messages_since(now))
    mine = (_PHONE.c.id == Delivery.subscription_id, _PHONE.c.participant_id == Delivery.participant_id)
    return select(_PHONE.c.id).where(*mine, _PHONE.c.state != GONE, lives).correlate(Delivery)


def own_due(now: datetime) -> bool:
    """Whether there is anything of our own to send, to give up or to pick up after a crash: one cheap read."""
    waiting = (_OWN, Delivery.state.in_((PLANNED, SENDING)), Delivery.due_at <= now)
    return db.session.execute(select(Delivery.id).where(*waiting).limit(1)).first() is not None


def abort_own(stale_before: datetime, now: datetime) -> int:
    """Activation and test messages that nobody finished or that are too old: a new one is made on request."""
    late = update(Delivery).where(_OWN, Delivery.state == PLANNED, Delivery.expires_at <= now)
    lost = update(Delivery).where(_OWN, Delivery.state == SENDING, Delivery.claimed_at <= stale_before)
    return affected(late.values(state=rules.EXPIRED)) + affected(lost.values(state=FAILED, outcome="unknown"))


def record(
    answers: Mapping[UUID, Answer], claim: UUID, now: datetime, again: Mapping[UUID, datetime] | None = None
) -> None:
    """Keep what came of these deliveries, in one statement for all that ended alike. Those in `again` are planned for that instant. A claim that was taken
    over in the meantime changes nothing. Subscriptions that are gone or refused are marked."""
    if not answers:
        return
    later, alike = again or {}, defaultdict(list)
    for delivery_id, answer in answers.items():
        alike[answer.outcome, answer.status, later.get(delivery_id)].append(delivery_id)
    connection = db.session.connection()
    for (outcome, status, at), delivery_ids in alike.items():
        accepted = outcome == rules.ACCEPTED
        result = {"b_ids": delivery_ids, "b_claim": claim, "b_outcome": outcome, "b_http_status": status}
        result |= {"b_sent_at": now if accepted else None}
        result["b_state"] = SENT if accepted else FAILED if at is None else PLANNED
        connection.execute(_DONE if at is None else _AGAIN, result if at is None else result | {"b_due_at": at})
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


def end_planned(occurrence_ids: Sequence[UUID], outcome: str) -> None:
    """What has not left yet for these occurrences never does."""
    waiting = (Delivery.occurrence_id.in_(list(occurrence_ids)), Delivery.state == PLANNED)
    ended = update(Delivery).where(*waiting).values(state=rules.SKIPPED, outcome=outcome)
    affected(ended.execution_options(synchronize_session=False))


def expire_open(now: datetime) -> int:
    """After an older copy of the database was restored: nobody knows which of these were sent, so none is sent again."""
    open_ = (Delivery.state.in_((PLANNED, SENDING)), Delivery.due_at <= now)
    return affected(update(Delivery).where(*open_).values(state=rules.EXPIRED, outcome="restored"))


def _row(device: Device, claim: UUID, now: datetime) -> dict[str, Any]:
    return {
        "id": device.delivery_id,
        "occurrence_id": device.occurrence_id,
        "subscription_id": device.subscription_id,
        "attempts": 1,
        "participant_id": device.account_id,
        "purpose": rules.REMINDER,
        "state": SENDING,
        "topic": device.topic,
        "due_at": device.due_at,
        "expires_at": device.expires_at,
        "claimed_by": claim,
        "claimed_at": now,
    }


def _claimed(statement: Update, claim: UUID, now: datetime) -> Update:
    changed = statement.values(state=SENDING, claimed_by=claim, claimed_at=now, attempts=Delivery.attempts + 1)
    return changed.execution_options(synchronize_session=False)


def _devices(claim: UUID) -> list[Device]:
    query = select(*_DEVICE).join(PushSubscription, PushSubscription.id == Delivery.subscription_id)
    mine = query.where(_OWN, Delivery.claimed_by == claim, Delivery.state == SENDING)
    return [Device(*row) for row in db.session.execute(mine.order_by(Delivery.id))]


_MARKS = (
    (rules.GONE_FOR_GOOD, GONE, rules.ADDRESS_GONE),
    (rules.REFUSED, SUSPENDED, rules.REFUSED_THERE),
    (rules.BAD_ROW, SUSPENDED, rules.NOT_READABLE),
)


def _by(now: datetime) -> dict[str, datetime]:
    """The instant that `_LIVES` asks for."""
    return {"b_begun": messages_since(now)}


def _mark_subscriptions(answers: Mapping[UUID, Answer], now: datetime) -> None:
    for outcome, state, because in _MARKS:
        concerned = [delivery_id for delivery_id, answer in answers.items() if answer.outcome == outcome]
        if concerned:
            whose = db.session.scalars(select(Delivery.subscription_id).where(Delivery.id.in_(concerned)))
            subscriptions.mark(whose, state, because, now)
