"""API of a person's own account: pause reminders, close it, ask for what one wrote to be erased."""

from __future__ import annotations

from companion.accounts import gate
from companion.accounts.policies import FRESH_PROOF, PARTICIPANT
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.leaving import rules, service
from companion.leaving.payloads import AccountOut, ConfirmedIn, PauseIn

api = Api("leaving")


@api.get("/me/account", policy=PARTICIPANT, answers={200: AccountOut})
def get_my_account() -> AccountOut:
    """What holds for my account."""
    return _account()


@api.put("/me/pause", policy=PARTICIPANT, answers={200: AccountOut}, problems=(422,))
def put_pause(body: PauseIn) -> AccountOut:
    """Nothing is sent to me before that day of my own calendar. Another day replaces it."""
    with transaction():
        service.pause(gate.who().account_id, body.until, clock.now())
    return _account()


@api.delete("/me/pause", policy=PARTICIPANT, answers={200: AccountOut})
def delete_pause() -> AccountOut:
    """Reminders come again. Harmless to repeat."""
    with transaction():
        service.end_pause(gate.who().account_id, clock.now())
    return _account()


@api.post("/me/close", policy=PARTICIPANT, proof=FRESH_PROOF, answers={204: None}, problems=(404,))
def close_my_account(body: ConfirmedIn) -> None:
    """Close my account: I am signed out everywhere, and nothing is sent any more.

    What is stored stays until the program's rule ends that.
    """
    with transaction():
        service.close(gate.who().account_id, rules.OWN_WISH, gate.who().account_id, clock.now())
    gate.sign_out()


@api.post("/me/erasure", policy=PARTICIPANT, proof=FRESH_PROOF, answers={200: AccountOut})
def post_erasure(body: ConfirmedIn) -> AccountOut:
    """Ask for what I wrote to be erased. An admin of the program carries it out, unless a legal hold stands against it."""
    with transaction():
        service.ask_for_erasure(gate.who().account_id, clock.now())
    return _account()


@api.delete("/me/erasure", policy=PARTICIPANT, answers={200: AccountOut})
def delete_erasure() -> AccountOut:
    """I want it no longer. Harmless to repeat."""
    with transaction():
        service.withdraw_erasure(gate.who().account_id, clock.now())
    return _account()


def _account() -> AccountOut:
    whose = gate.who().account_id
    home = enrollment.program_of(whose, clock.now())
    return AccountOut.model_validate(
        {
            "paused_until": service.paused_until(whose, clock.now()),
            "program": home.name if home else None,
            "closed_years": service.kept_years(whose),
            "erasure_asked_at": service.erasure_of(whose).asked_at,
            "held_because": service.hold_reason(whose),
        }
    )
