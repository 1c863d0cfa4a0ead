"""API of *What my team can see*: choices, their history, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.gate import own_account, require_fresh_proof, who
from companion.accounts.policies import FRESH_PROOF_FOR_SOME, PARTICIPANT
from companion.audit import service as audit
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.sharing import consent, rules, service
from companion.sharing.payloads import (
    CareTeamOut,
    DecisionIn,
    DecisionSaved,
    HistoryOut,
    ItemOut,
    LanguageQuery,
    LevelOut,
    LookOut,
    LooksOut,
    LooksQuery,
    MembershipOut,
    PastOut,
    Sentence,
    SharingOut,
    TeamMember,
)
from companion.sharing.service import Offer, Past

api = Api("sharing")


@api.get("/sharing", policy=PARTICIPANT, answers={200: SharingOut})
def sharing(query: LanguageQuery) -> SharingOut:
    """What my care team sees of me now, and what I could let them see."""
    me = who().account_id
    home = enrollment.program_of(me, clock.now())
    names = sorted(accounts.names(accounts.care_team(me)).values())
    return SharingOut(
        program=home.name if home else None,
        team=[TeamMember(name=name) for name in names],
        items=_items(me, query.language, rules.ITEMS),
        papers=_items(me, query.language, rules.PAPERS),
    )


@api.get("/care-team", policy=PARTICIPANT, answers={200: CareTeamOut})
def care_team() -> CareTeamOut:
    """Who looks after me or did, from when until when."""
    found = accounts.care_team_history(who().account_id)
    names = accounts.names({one.staff_id for one in found})
    known = [one for one in found if one.staff_id in names]
    return CareTeamOut(
        items=[MembershipOut(name=names[one.staff_id], since=one.since, until=one.until) for one in known]
    )


@api.put(
    "/sharing/decisions/<uuid:decision_id>",
    policy=PARTICIPANT,
    proof=FRESH_PROOF_FOR_SOME,
    answers={200: DecisionSaved},
    problems=(409,),
)
def decide(decision_id: UUID, body: DecisionIn) -> DecisionSaved:
    """Decide about one item, under the phone's own id; sending it again changes nothing.

    Turning off is always taken. A yes is 409 stale_version, wording_changed or not_offered when what was on the screen
    is not what is offered now, and 422 not_signed without a name or no_authority where somebody signs for the person without
    it; a yes is signed, so it needs proof younger than ten minutes.
    """
    me, now = own_account(body.owner), clock.now()
    if body.level != "nothing":
        require_fresh_proof()
    with transaction():
        outcome = service.decide(me, body.to_decision(decision_id, now), now)
        if outcome == rules.SAVED:
            done = "consent_withdrawn" if body.level == rules.NOTHING else "consent_given"
            audit.record(me, done, me, body.item, now)
    now_there = {"items": _items(me, body.language, rules.ITEMS), "papers": _items(me, body.language, rules.PAPERS)}
    return DecisionSaved.model_validate({"outcome": outcome, **now_there})


@api.get("/sharing/history", policy=PARTICIPANT, answers={200: HistoryOut})
def sharing_history() -> HistoryOut:
    """Every decision I ever made about sharing, in the words I agreed to, the newest first."""
    return HistoryOut(items=[_past(one) for one in service.history(who().account_id)])


@api.get("/access-log", policy=PARTICIPANT, answers={200: LooksOut})
def access_log(query: LooksQuery) -> LooksOut:
    """Who opened or changed my record, and when; or, with `part=lists`, who read my name in a list.

    The newest first, a page at a time: `next` is the `before` of the next one. My own doings are left out.
    """
    me = who().account_id
    entries, older = audit.looks_page(me, in_lists=query.part == "lists", before=query.before)
    names = accounts.people({entry.actor_id for entry in entries if entry.actor_id})
    return LooksOut(
        items=[
            LookOut(
                at=entry.at,
                by=names[entry.actor_id].display_name if entry.actor_id in names else None,
                action=entry.action,
                what=entry.subject if entry.action == "shared_seen" else None,
            )
            for entry in entries
        ],
        next=older.isoformat(timespec="microseconds").replace("+00:00", "Z") if older else None,
    )


def _items(participant_id: UUID, language: str, wanted: Sequence[str]) -> list[ItemOut]:
    return [_item(offer) for offer in service.offers(participant_id, language, clock.now(), wanted)]


def _item(offer: Offer) -> ItemOut:
    levels = [
        {"level": level, "shown": consent.sentences_mark(shown), "sentences": _sentences(shown)}
        for level, shown in offer.texts.items()
    ]
    return ItemOut.model_validate({**vars(offer), "levels": [LevelOut.model_validate(one) for one in levels]})


def _past(one: Past) -> PastOut:
    return PastOut.model_validate({**vars(one), "sentences": _sentences(one.text or {})})


def _sentences(text: dict[str, str]) -> list[Sentence]:
    return [Sentence(element=element, text=said) for element, said in text.items()]
