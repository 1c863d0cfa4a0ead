"""API of a person's own supporters, for their own phone."""

from __future__ import annotations

from uuid import UUID

from companion import config
from companion.accounts.gate import own_account, who
from companion.accounts.policies import FRESH_PROOF, PARTICIPANT
from companion.kernel import clock, ratelimit
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.supporters import consent, rules, service
from companion.supporters.payloads import (
    ConsentOut,
    ConsentSentence,
    LinkOut,
    SupporterIn,
    SupporterOut,
    SupporterSaved,
    SupportersOut,
    SupportersQuery,
    TakeBackQuery,
)

api = Api("supporters")


@api.get("/supporters", policy=PARTICIPANT, answers={200: SupportersOut})
def supporters(query: SupportersQuery) -> SupportersOut:
    """My supporters, the meetings they are invited to, and what I agree to when I add one."""
    me = who().account_id
    invited, found = service.meetings_of(me), service.supporters(me)
    return SupportersOut(
        items=[SupporterOut.of(one, invited.get(one.id, [])) for one in found],
        consent=_consent(me, query.language),
        room=len(found) < rules.MOST,
    )


@api.put(
    "/supporters/<uuid:supporter_id>",
    policy=PARTICIPANT,
    proof=FRESH_PROOF,
    answers={201: SupporterSaved, 200: SupporterSaved},
    problems=(409,),
)
def add_supporter(supporter_id: UUID, body: SupporterIn) -> tuple[SupporterSaved, int]:
    """Add a supporter, under the phone's own id; sending it again changes nothing.

    409 wording_changed when the sentences on the screen are not those of now, supporters_full for the eleventh, no_program,
    taken_back; 422 not_signed without a name.
    """
    me, now = own_account(body.owner), clock.now()
    ratelimit.spend(f"supporters|{me}", 30, 120, now)
    with transaction():
        new = service.add(me, body.to_new(supporter_id), now)
    return SupporterSaved(outcome="created" if new else "same"), 201 if new else 200


@api.post(
    "/supporters/<uuid:supporter_id>/link",
    policy=PARTICIPANT,
    proof=FRESH_PROOF,
    answers={201: LinkOut},
    problems=(404,),
)
def make_link(supporter_id: UUID) -> tuple[LinkOut, int]:
    """The address of their page, told this once. The one before it is dead."""
    me, now = who().account_id, clock.now()
    ratelimit.spend(f"supporters|{me}", 30, 120, now)
    with transaction():
        token = service.make_link(me, supporter_id, now)
    return LinkOut(address=f"{config.current().origin}/family/{token}"), 201


@api.delete("/supporters/<uuid:supporter_id>", policy=PARTICIPANT, answers={204: None}, problems=(404,))
def take_back(supporter_id: UUID, query: TakeBackQuery) -> None:
    """Their page is gone at once, and so are they from every meeting.

    403 other_account, so that nobody is told so who is no longer the one signed in.
    """
    me = own_account(query.owner)
    with transaction():
        service.take_back(me, supporter_id, clock.now())


def _consent(participant_id: UUID, language: str) -> ConsentOut | None:
    shown = service.offer(participant_id, language, clock.now())
    if shown is None:
        return None
    sentences = [ConsentSentence(element=element, text=said) for element, said in shown.items()]
    return ConsentOut(shown=consent.mark(shown), sentences=sentences)
