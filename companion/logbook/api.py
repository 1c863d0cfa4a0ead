"""API of a person's own words and the optional cards of their track. Sending again is always harmless."""

from __future__ import annotations

from uuid import UUID

from companion.accounts.gate import own_account, who
from companion.accounts.policies import ANY_PHONE, PARTICIPANT
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.routes import Api
from companion.logbook import rules, service
from companion.logbook.payloads import CardIn, CardKept, CardOut, CardsOut, CardsQuery, OwnWordsIn, OwnWordsOut

api = Api("logbook")


@api.get("/own-words", policy=PARTICIPANT, answers={200: OwnWordsOut})
def own_words() -> OwnWordsOut:
    """My own lists; empty ones at version 0 before the first save."""
    return OwnWordsOut.of(service.read_words(who().account_id))


@api.put("/own-words", policy=PARTICIPANT, answers={200: OwnWordsOut}, problems=(409,))
def save_own_words(body: OwnWordsIn) -> OwnWordsOut:
    """Save my lists on top of the version I read.

    409 stale_version when they were changed elsewhere since: read them again, merge, save. Repeating a save is harmless.
    """
    content = body.lists.model_dump(mode="json")
    with transaction():
        saved = service.save_words(who().account_id, body.version, content, clock.now())
    return OwnWordsOut.of(saved)


@api.put("/cards/<uuid:card_id>", policy=ANY_PHONE, answers={201: CardKept, 200: CardKept}, problems=(404, 409))
def put_card(card_id: UUID, body: CardIn) -> tuple[CardKept, int]:
    """Keep one card under the phone's own id, or a higher revision of it. The same content again answers "same"."""
    mine = own_account(body.owner)
    with transaction():
        outcome = service.keep_card(mine, body.to_card(card_id), clock.now())
    return CardKept.model_validate({"id": card_id, "outcome": outcome}), 201 if outcome == rules.CREATED else 200


@api.delete("/cards/<uuid:card_id>", policy=PARTICIPANT, answers={204: None})
def delete_card(card_id: UUID) -> None:
    """Delete one of my own cards for good. Harmless to repeat; an id that is not mine gets the same answer."""
    with transaction():
        service.delete_card(who().account_id, card_id, clock.now())


@api.get("/cards", policy=PARTICIPANT, answers={200: CardsOut})
def get_cards(query: CardsQuery) -> CardsOut:
    """My own cards about the days `start` to `end`, oldest first."""
    return CardsOut(items=[CardOut.of(view) for view in service.list_cards(who().account_id, query.start, query.end)])
