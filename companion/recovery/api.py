"""API of days and goals, for their owner. A phone sends all it knows and gets back all there is."""

from __future__ import annotations

from companion.accounts.gate import who
from companion.accounts.policies import PARTICIPANT
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import BATCH_LIMIT, Api
from companion.recovery import service
from companion.recovery.payloads import DaysIn, DaysOut, GoalsIn, GoalsOut

api = Api("recovery")


@api.get("/days", policy=PARTICIPANT, answers={200: DaysOut})
def days() -> DaysOut:
    """What I count, what I told about it, and my milestones."""
    mine = who().account_id
    return DaysOut.of(service.read_days(mine), service.moments(mine, clock.now()))


@api.put("/days", policy=PARTICIPANT, answers={200: DaysOut}, problems=(409,), max_body=BATCH_LIMIT)
def put_days(body: DaysIn) -> DaysOut:
    """Join my phone's copy with what is stored, entry by entry.

    The higher revision of an entry stands. Repeating it, and sending an old copy, is harmless.
    """
    mine = who().account_id
    with transaction():
        joined = service.join_days(mine, body.model_dump(mode="json"), clock.now())
    return DaysOut.of(joined, service.moments(mine, clock.now()))


@api.get("/goals", policy=PARTICIPANT, answers={200: GoalsOut})
def goals() -> GoalsOut:
    """My goals and what I decided about them."""
    return GoalsOut.of(service.read_goals(who().account_id))


@api.put("/goals", policy=PARTICIPANT, answers={200: GoalsOut}, problems=(409,), max_body=BATCH_LIMIT)
def put_goals(body: GoalsIn) -> GoalsOut:
    """Join my phone's copy with what is stored, entry by entry.

    The higher revision of an entry stands. Repeating it, and sending an old copy, is harmless.
    """
    with transaction():
        joined = service.join_goals(who().account_id, body.model_dump(mode="json"), clock.now())
    return GoalsOut.of(joined)
