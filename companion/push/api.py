"""API where a phone reports how it can be reached and that it was, and where people see which sign-ins get reminders."""

from __future__ import annotations

from uuid import UUID

from companion.accounts import signed_in
from companion.accounts.gate import who
from companion.accounts.policies import CONFIRMED, PUBLIC, SIGNED_IN
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.push import payloads, service

api = Api("push")


@api.get("/push/key", policy=SIGNED_IN, answers={200: payloads.KeyOut})
def get_push_key() -> payloads.KeyOut:
    """The key a phone subscribes with, as base64url of the uncompressed point."""
    return payloads.KeyOut(key=service.posted().public_key())


@api.post("/push/subscriptions", policy=SIGNED_IN, answers={201: payloads.SubscriptionOut}, problems=(409,))
def post_push_subscription(body: payloads.SubscriptionIn) -> payloads.SubscriptionOut:
    """Say where this phone can be reached; harmless to repeat on every start.

    A new phone is "unverified" until it gives back, at /push/activate, what is pushed to it. It belongs to this sign-in and
    ends with it. 422 push_host_refused or push_keys_refused when we do not send there; 409 too_many_phones when ten others
    are reached.
    """
    caller, post = who(), service.posted()
    service.spend_subscribing(caller.account_id, clock.now())
    key_id = post.key_id_for(body.server_key)
    new = service.NewSubscription(body.endpoint, body.keys.p256dh, body.keys.auth, body.device, key_id)
    with transaction():
        saved = service.subscribe(caller.account_id, new, post, clock.now(), caller.sign_in_id)
    return payloads.SubscriptionOut.model_validate(saved)


@api.delete("/push/subscriptions/<uuid:subscription_id>", policy=SIGNED_IN, answers={204: None}, problems=(404,))
def delete_push_subscription(subscription_id: UUID) -> None:
    """Stop reaching this phone; harmless to repeat."""
    with transaction():
        service.end(who().account_id, subscription_id, clock.now())


@api.post("/push/activate", policy=SIGNED_IN, answers={200: payloads.SubscriptionOut}, problems=(404,))
def post_push_activate(body: payloads.ActivateIn) -> payloads.SubscriptionOut:
    """Give back the token that was pushed to this phone, which proves that it can be reached."""
    with transaction():
        active = service.activate(who().account_id, body.token, clock.now())
    return payloads.SubscriptionOut.model_validate(active)


@api.post("/push/received", policy=PUBLIC, answers={204: None})
def post_push_received(body: payloads.ReceivedIn) -> None:
    """The phone showed this delivery. Open to all, because the sign-in may have ended; an unknown id changes nothing."""
    with transaction():
        service.reached(body.delivery, clock.now())


@api.post("/push/test", policy=SIGNED_IN, answers={202: payloads.TestOut}, problems=(409,))
def post_push_test(query: payloads.TestQuery) -> payloads.TestOut:
    """Send a test message to each of the person's phones, or to this one. 409 when it, or none, can be reached yet."""
    caller, now = who(), clock.now()
    service.spend_test(caller.account_id, now)
    with transaction():
        planned = service.plan_test(caller.account_id, now, caller.sign_in_id if query.only_this_phone else None)
    return payloads.TestOut(phones=planned)


@api.get("/push/status", policy=SIGNED_IN, answers={200: payloads.StatusOut})
def get_push_status() -> payloads.StatusOut:
    """Whether this phone can be reached, when it was last, and what to do when it cannot."""
    caller = who()
    found = service.phones_of(caller.account_id, service.posted().current_key_id())
    return payloads.status_of(caller.sign_in_id, found, service.subscriptions_of(caller.account_id))


@api.get("/sign-ins", policy=CONFIRMED, answers={200: payloads.SignInsOut})
def list_sign_ins() -> payloads.SignInsOut:
    """Where this person is signed in, most recently used first, and whether reminders reach each of them."""
    caller = who()
    views = signed_in.of_account(caller.account_id, clock.now())
    found = service.phones_of(caller.account_id)
    return payloads.SignInsOut(
        items=[payloads.SignInOut.of(view, caller.sign_in_id, found.get(view.id)) for view in views]
    )
