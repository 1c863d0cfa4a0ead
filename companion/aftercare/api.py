"""API of aftercare: the plan and check-ups for their owner, and the resources of the person's own program."""

from __future__ import annotations

from uuid import UUID

from companion.accounts.gate import who
from companion.accounts.policies import ANY_PHONE, PARTICIPANT
from companion.aftercare import service
from companion.aftercare.payloads import (
    AftercarePlanIn,
    AftercarePlanOut,
    CheckupIn,
    CheckupOut,
    CheckupsOut,
    ResourceOut,
    ResourceQuery,
    ResourcesOut,
)
from companion.aftercare.rules import Answer
from companion.attention import service as attention
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api

api = Api("aftercare")


@api.get("/aftercare-plan", policy=PARTICIPANT, answers={200: AftercarePlanOut})
def aftercare_plan() -> AftercarePlanOut:
    """My aftercare plan, from before completion on; an empty one at version 0 before the first save."""
    return AftercarePlanOut.of(service.read_plan(who().account_id))


@api.put("/aftercare-plan", policy=PARTICIPANT, answers={200: AftercarePlanOut}, problems=(409,))
def save_aftercare_plan(body: AftercarePlanIn) -> AftercarePlanOut:
    """Save my aftercare plan on top of the version I read.

    409 stale_version when it was changed elsewhere since: read it again, merge, save. Repeating a save is harmless.
    """
    with transaction():
        saved = service.save_plan(who().account_id, body.version, body.sections.model_dump(), clock.now())
    return AftercarePlanOut.of(saved)


@api.get("/resources", policy=ANY_PHONE, answers={200: ResourcesOut})
def resources(query: ResourceQuery) -> ResourcesOut:
    """What my program points me to, narrowed down by tag and language if asked."""
    found = service.resources(who().account_id, clock.now(), query.tag, query.language)
    return ResourcesOut(items=[ResourceOut.model_validate(one) for one in found])


@api.get("/checkups", policy=PARTICIPANT, answers={200: CheckupsOut})
def checkups() -> CheckupsOut:
    """My check-up days around now, the one to ask about today, and my latest answers."""
    found = service.checkups(who().account_id, clock.now())
    return CheckupsOut.model_validate(found)


@api.put("/checkups/<uuid:checkup_id>", policy=PARTICIPANT, answers={201: CheckupOut, 200: CheckupOut}, problems=(409,))
def answer_checkup(checkup_id: UUID, body: CheckupIn) -> tuple[CheckupOut, int]:
    """Keep my answer under the phone's own id; repeating it is harmless.

    A wish for a call is put before the staff; the answer says when somebody of the program is on the phone.
    """
    now = clock.now()
    tapped = min(body.answered_at or now, now)
    answer = Answer(checkup_id, body.answer, body.due_on, tapped, received_at=now)
    with transaction():
        kept, new = service.record_checkup(who().account_id, answer)
    outcome = "created" if new else "same"
    there = attention.team_is_there(who().account_id, now)
    return CheckupOut(**vars(kept), outcome=outcome, team_is_there=there), 201 if new else 200
