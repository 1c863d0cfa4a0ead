"""Push: subscribe a phone, verify it, send to it, learn what arrived. Called by reminders and by our own routes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.kernel import ratelimit
from companion.kernel.errors import Conflict
from companion.push import deliveries, messages, phones, rules, subscriptions
from companion.push.deliveries import (
    Device,
    Want,
    abort_own,
    devices_for,
    end_planned,
    expire_open,
    mark_sending,
    own_due,
    reached,
    record,
    release,
)
from companion.push.evidence import (
    in_doubt,
    latest_tests,
    nothing_arrived,
    shown_occurrences,
    taken_occurrences,
    tally,
)
from companion.push.figures import arrived, lateness, outcomes, people_reached_by_phone, phones_by_state, struggling
from companion.push.liveness import end_stranded
from companion.push.messages import HIGH, LOW, NORMAL, Notice, Outgoing
from companion.push.phones import PhoneView, or_older
from companion.push.phones import of_account as phones_of
from companion.push.phones import of_sign_in as phone_of
from companion.push.post import Post, drain, post_office, posted
from companion.push.rules import ACCEPTED, UNANSWERED, Answer, opaque_topic
from companion.push.subscriptions import (
    NewSubscription,
    SubscriptionView,
    activate,
    counts,
    end,
    end_all,
    keys_in_use,
    lately_proven,
    reachable,
    subscriptions_of,
)
from companion.push.told_keys import different as different_keys
from companion.push.told_keys import missing as missing_keys
from companion.push.trial import send_one as try_sending
from companion.push.webpush import proves as can_sign_with

__all__ = [
    "ACCEPTED",
    "HIGH",
    "LOW",
    "NORMAL",
    "UNANSWERED",
    "Answer",
    "Device",
    "NewSubscription",
    "Notice",
    "Outgoing",
    "PhoneView",
    "Post",
    "SubscriptionView",
    "Want",
    "abort_own",
    "activate",
    "arrived",
    "begin_own",
    "can_sign_with",
    "counts",
    "devices_for",
    "different_keys",
    "drain",
    "end",
    "end_all",
    "end_planned",
    "end_stranded",
    "expire_open",
    "in_doubt",
    "keys_in_use",
    "lately_proven",
    "lateness",
    "latest_tests",
    "mark_sending",
    "missing_keys",
    "nothing_arrived",
    "opaque_topic",
    "or_older",
    "outcomes",
    "outgoing",
    "own_due",
    "own_message",
    "people_reached_by_phone",
    "phone_of",
    "phones_by_state",
    "phones_of",
    "plan_test",
    "post_office",
    "posted",
    "reachable",
    "reached",
    "readers",
    "record",
    "release",
    "shown_occurrences",
    "spend_subscribing",
    "spend_test",
    "struggling",
    "subscribe",
    "subscriptions_of",
    "taken_occurrences",
    "tally",
    "try_sending",
    "worth_another_try",
]


def subscribe(
    account_id: UUID, new: NewSubscription, post: Post, now: datetime, sign_in_id: UUID | None = None
) -> SubscriptionView:
    """See `subscriptions.subscribe`."""
    return subscriptions.subscribe(account_id, new, post.policy, now, sign_in_id)


def plan_test(account_id: UUID, now: datetime, only: UUID | None = None) -> int:
    """Plan a test message to every active phone of the account, or to that of the sign-in `only`; returns how many. Raises
    Conflict when there is none."""
    end_stranded(account_id, now)
    found = phones.of_account(account_id)
    active = [phone.id for phone in subscriptions_of(account_id) if phone.state == rules.ACTIVE]
    if only is not None:
        mine = found.get(only, PhoneView())
        active = [one for one in active if one == mine.subscription_id]
    if not active:
        raise Conflict("no_phone", "No phone of this account receives reminders yet.")
    for subscription_id in active:
        subscriptions.plan_own(subscription_id, account_id, rules.TEST, now)
    return len(active)


def spend_subscribing(account_id: UUID, now: datetime) -> None:
    """Sixty at once, then two a minute: an app says it once a start. Commits on its own. Raises TooMany."""
    ratelimit.spend(f"push-subscribe|{account_id}", 60, 30, now)


def spend_test(account_id: UUID, now: datetime) -> None:
    """Five tests at once, then one a minute. Commits on its own. Raises TooMany."""
    ratelimit.spend(f"push-test|{account_id}", 5, 60, now)


def begin_own(claim: UUID, limit: int, now: datetime) -> list[tuple[Device, str | None]]:
    """Claim due activation and test messages. A token is created here and stored only as its hash, never in a queue."""
    found = deliveries.claim_own(claim, limit, now)
    return [
        (device, subscriptions.new_token(device.subscription_id, now) if device.purpose == rules.ACTIVATION else None)
        for device in found
    ]


def own_message(device: Device, token: str | None, reader: Person, post: Post, now: datetime) -> Outgoing:
    """An activation or test message for one phone."""
    notice = messages.own_notice(device.purpose, reader.language, device.topic, staff=reader.is_staff)
    return outgoing(device, notice, messages.NORMAL, post, now, token)


def readers(account_ids: Sequence[UUID]) -> dict[UUID, Person]:
    """Who reads what goes to these accounts."""
    return accounts.people(account_ids)


def worth_another_try(devices: Iterable[Device], answers: Mapping[UUID, Answer], now: datetime) -> dict[UUID, datetime]:
    """Delivery → when to come back, for those where that makes sense inside their lifetime."""
    wanted = {}
    for device in devices:
        answer = answers.get(device.delivery_id)
        if answer is not None and answer.outcome in rules.RETRYABLE:
            at = rules.next_try(answer, device.attempts, now, random.uniform(0.5, 1.0))  # noqa: S311 - spreads, hides nothing
            if at < device.expires_at:
                wanted[device.delivery_id] = at
    return wanted


def outgoing(
    device: Device, notice: Notice, urgency: str, post: Post, now: datetime, token: str | None = None
) -> Outgoing:
    """One message, ready to be encrypted; it lives no longer than its delivery. Raises ValueError when it is too long."""
    payload = messages.encode(notice, post.origin, device.delivery_id, token)
    return Outgoing(
        device.delivery_id,
        device.endpoint,
        device.p256dh,
        device.auth,
        device.vapid_key_id,
        payload,
        device.topic,
        device.expires_at - now,
        urgency,
    )
