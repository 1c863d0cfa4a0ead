"""API of *Please call me*, the one request that always reaches staff."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.gate import own_account, who
from companion.accounts.policies import ANY_PHONE
from companion.attention import rules, service
from companion.attention.payloads import CallIn, CallOut, CallsOut, CallTaken, CallTakenBackIn
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.kernel.routes import Api

api = Api("attention")

_SHOWN_FOR = timedelta(days=3)
_TOLD = {
    rules.OPEN: "waiting",
    rules.ESCALATED: "waiting",
    rules.ACKNOWLEDGED: "on_it",
    rules.CONTACTED: "contacted",
    rules.ATTEMPTED: "attempted",
    rules.CLOSED: "closed",
}


@api.get("/calls", policy=ANY_PHONE, answers={200: CallsOut})
def calls() -> CallsOut:
    """My requests for a call of the last days and what became of them, the newest first."""
    me, now = who().account_id, clock.now()
    there = service.team_is_there(me, now)
    return CallsOut(offered=service.call_offered(me, clock.now()), team_is_there=there, items=_mine(me, now))


@api.put("/calls/<uuid:call_id>", policy=ANY_PHONE, answers={201: CallTaken, 200: CallTaken}, problems=(409, 429))
def ask_for_call(call_id: UUID, body: CallIn) -> tuple[CallTaken, int]:
    """Ask for a call under the phone's own id; repeating it is harmless.

    409 not_offered when nobody on staff would see it: the phone then shows numbers to call instead.
    """
    me, now = own_account(body.owner), clock.now()
    if not service.call_offered(me, clock.now()):
        raise Conflict("not_offered", "Nobody would see this. Please call instead.")
    with transaction():
        new = service.ask_for_call(me, call_id, min(body.asked_at, now), now)
    there = service.team_is_there(me, now)
    taken = CallTaken(outcome="created" if new else "same", team_is_there=there, items=_mine(me, now))
    return taken, 201 if new else 200


@api.put("/calls/<uuid:call_id>/taken-back", policy=ANY_PHONE, answers={200: CallsOut})
def take_back_call(call_id: UUID, body: CallTakenBackIn) -> CallsOut:
    """I no longer need this call. Harmless to repeat, and once it is closed.

    It may come before the request itself, which then reaches nobody.
    """
    me, now = own_account(body.owner), clock.now()
    with transaction():
        service.take_back_call(me, call_id, min(body.taken_back_at, now), now)
    there = service.team_is_there(me, now)
    return CallsOut(offered=service.call_offered(me, clock.now()), team_is_there=there, items=_mine(me, now))


def _mine(participant_id: UUID, now: datetime) -> list[CallOut]:
    items = service.own_requests(participant_id, now - _SHOWN_FOR)
    names = accounts.people({one.acknowledged_by for one in items if one.acknowledged_by})
    return [
        CallOut(
            id=one.source_id,
            asked_at=one.asked_at,
            received_at=one.raised_at,
            state=_TOLD[one.state],
            by=names[one.acknowledged_by].display_name if one.acknowledged_by in names else None,
            attempts=one.attempts,
            taken_back=one.closed_by == participant_id,
        )
        for one in items
    ]
