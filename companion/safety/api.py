"""API of the safety plan, for its owner, and of the crisis lines, for everyone."""

from __future__ import annotations

from companion.accounts.gate import who
from companion.accounts.policies import PARTICIPANT, PUBLIC
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.safety import crisis_lines as lines
from companion.safety import service
from companion.safety.payloads import CrisisLinesOut, SafetyPlanIn, SafetyPlanOut

api = Api("safety")


@api.get("/safety-plan", policy=PARTICIPANT, answers={200: SafetyPlanOut})
def safety_plan() -> SafetyPlanOut:
    """My safety plan; an empty one at version 0 before the first save."""
    return SafetyPlanOut.of(service.read_plan(who().account_id))


@api.put("/safety-plan", policy=PARTICIPANT, answers={200: SafetyPlanOut}, problems=(409,))
def save_safety_plan(body: SafetyPlanIn) -> SafetyPlanOut:
    """Save my safety plan on top of the version I read.

    409 stale_version when it was changed elsewhere since: read it again, merge, save. Repeating a save is harmless.
    """
    content = body.model_dump(mode="json", exclude={"version"})
    with transaction():
        saved = service.save_plan(who().account_id, body.version, content, clock.now())
    return SafetyPlanOut.of(saved)


@api.get("/crisis-lines", policy=PUBLIC, answers={200: CrisisLinesOut})
def crisis_lines() -> CrisisLinesOut:
    """Numbers to call or text at any hour, and the day somebody last looked at them."""
    found = lines.read_crisis_lines()
    shown = [{**line, "text_body": line["text_body"]["en"], "text_words": line["text_body"]} for line in found["lines"]]
    return CrisisLinesOut.model_validate({**found, "lines": shown})
