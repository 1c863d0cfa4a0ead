"""The verbs of push: subscribe a phone, prove it, send to it, learn what arrived. Asked by reminders and by our own routes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.kernel import ratelimit
from companion.kernel.errors import Conflict
from companion.push import deliveries, messages, rules, subscriptions
from companion.push.deliveries import (
    Device,
    Want,
    devices_for,
    expire_open,
    give_up_own,
    in_doubt,
    latest_tests,
    nothing_arrived,
    own_due,
    reached,
    record,
    release,
    shown_occurrences,
    take_off,
    taken_occurrences,
    tally,
)
from companion.push.messages import HIGH, LOW, NORMAL, Notice, Outgoing
from companion.push.post import Post, hurry, post_office, posted
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
    "Post",
    "SubscriptionView",
    "Want",
    "activate",
    "begin_own",
    "counts",
    "devices_for",
    "end",
    "end_all",
    "expire_open",
    "give_up_own",
    "hurry",
    "in_doubt",
    "keys_in_use",
    "lately_proven",
    "latest_tests",
    "nothing_arrived",
    "opaque_topic",
    "outgoing",
    "own_due",
    "own_message",
    "plan_test",
    "post_office",
    "posted",
    "reachable",
    "reached",
    "readers",
    "record",
    "release",
    "shown_occurrences",
    "spend_test",
    "subscribe",
    "subscriptions_of",
    "take_off",
    "taken_occurrences",
    "tally",
    "worth_another_try",
]  # fmt: skip


def subscribe(account_id: UUID, new: NewSubscription, post: Post, now: datetime) -> SubscriptionView:
    """See `subscriptions.subscribe`."""
    return subscriptions.subscribe(account_id, new, post.policy, now)


def plan_test(account_id: UUID, now: datetime) -> int:
    """Plan a test message to every active phone of the account; returns how many. Raises Conflict when there is none."""
    active = [phone.id for phone in subscriptions_of(account_id) if phone.state == rules.ACTIVE]
    if not active:
        raise Conflict("no_phone", "No phone of this account receives reminders yet.")
    for subscription_id in active:
        subscriptions.plan_own(subscription_id, account_id, rules.TEST, now)
    return len(active)


def spend_test(account_id: UUID, now: datetime) -> None:
    """Five tests at once, then one a minute. Commits on its own. Raises TooMany."""
    ratelimit.spend(f"push-test|{account_id}", 5, 60, now)


def begin_own(claim: UUID, limit: int, now: datetime) -> list[tuple[Device, str | None]]:
    """Claim due activation and test messages. A token is made here and kept only as its hash, never in a queue."""
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
        device.delivery_id, device.endpoint, device.p256dh, device.auth, device.vapid_key_id,
        payload, device.topic, device.expires_at - now, urgency,
    )  # fmt: skip
