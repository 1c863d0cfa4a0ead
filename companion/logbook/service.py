"""A person's own lists and cards. They belong to the person alone: no staff code reads them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from companion.kernel import crypto, data_keys, ids, revocations, versioned
from companion.kernel.data_keys import Erased
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.statements import affected, insert_ignore
from companion.kernel.versioned import Document
from companion.logbook import rules
from companion.logbook.models import LogCard, OwnWords
from companion.logbook.rules import Card, Mark

LONGEST_RANGE = timedelta(days=400)


@dataclass(frozen=True)
class CardView:
    """A card as its owner sees it."""

    id: UUID
    kind: str
    recorded_at: datetime
    local_day: date
    received_at: datetime
    revision: int
    marks: tuple[Mark, ...]
    words: tuple[str, ...]


def read_words(participant_id: UUID) -> Document:
    """The person's lists; empty ones at version 0 before the first save."""
    return versioned.read(OwnWords, participant_id, rules.empty_words())


def save_words(participant_id: UUID, based_on: int, content: dict[str, Any], now: datetime) -> Document:
    """Put `content` in place of version `based_on`. Repeating a save is harmless. Raises Conflict("stale_version")."""
    return versioned.save(OwnWords, participant_id, based_on, content, now)


def keep_card(participant_id: UUID, card: Card, received_at: datetime) -> str:
    """Keep this version: "created", "same" for what is there already, "updated" for a higher revision.

    An id that is somebody else's is answered like any other: see `ids.apart`. Raises Invalid for a card that says what its
    kind cannot, Conflict for a version that lost against a newer one.
    """
    if not rules.fits(card):
        raise Invalid("card_does_not_fit", "This card holds lines that do not belong to it.")
    content = _content(card)
    values = {
        **_sealed(participant_id, card.id, card.kind, content),
        "local_day": card.local_day,
        "recorded_at": card.recorded_at,
        "revision": card.revision,
    }
    first = {"id": card.id, "participant_id": participant_id, "received_at": received_at, **values}
    if insert_ignore(LogCard, [first], ["id"]):
        return rules.CREATED
    held = db.session.execute(select(LogCard.__table__).where(LogCard.id == card.id).with_for_update()).one()
    if held.participant_id != participant_id:
        return keep_card(participant_id, replace(card, id=ids.apart(participant_id, card.id)), received_at)
    if held.deleted_at is not None:
        return rules.SAME
    kind, said = _opened(held)
    if said == content:
        return rules.SAME
    change = update(LogCard).where(LogCard.id == card.id, LogCard.revision < card.revision).values(values)
    if kind != card.kind or affected(change.execution_options(synchronize_session=False)) == 0:
        raise Conflict("newer_here", "Another version of this card is stored.")
    return rules.UPDATED


def delete_card(participant_id: UUID, card_id: UUID, now: datetime) -> None:
    """Delete one of the person's own cards for good. A tombstone keeps the id, also of one that has not arrived yet, and the
    revocation log has it. Harmless to repeat. What came under an id that is somebody else's is found where it is kept."""
    _leave_tombstone(participant_id, card_id, now)
    apart = ids.apart(participant_id, card_id)
    if _owner(card_id) != participant_id or _owner(apart) == participant_id:  # that somebody may be gone by now
        _leave_tombstone(participant_id, apart, now)


def _owner(card_id: UUID) -> UUID | None:
    return db.session.scalar(select(LogCard.participant_id).where(LogCard.id == card_id))


def _leave_tombstone(participant_id: UUID, card_id: UUID, now: datetime) -> None:
    """For somebody else's id nothing happens."""
    keys = {"id": card_id, "participant_id": participant_id}
    empty: dict[str, Any] = {"kind": rules.CARDS[0], "local_day": date(1970, 1, 1), "recorded_at": now}
    # A program of before knows no deleted cards: to it, every version of a phone has lost against this one.
    empty |= {"received_at": now, "revision": 2**31 - 1, "deleted_at": now}
    empty["content_sealed"] = crypto.seal("log_cards", card_id, "content", "{}")
    if not insert_ignore(LogCard, [keys | empty], ["id"]):
        mine = (LogCard.id == card_id, LogCard.participant_id == participant_id, LogCard.deleted_at.is_(None))
        if affected(update(LogCard).where(*mine).values(empty).execution_options(synchronize_session=False)) != 1:
            return
    revocations.decided(LogCard, keys | empty)  # for a copy of before it arrived
    revocations.changed(LogCard, [keys], empty)


def list_cards(participant_id: UUID, start: date, end: date) -> list[CardView]:
    """Cards about the local days `start` to `end`, both included, oldest first. Raises Invalid for a wrong range."""
    if end < start or end - start > LONGEST_RANGE:
        raise Invalid("wrong_range", f"Ask for up to {LONGEST_RANGE.days} days, start before end.")
    mine = select(LogCard.__table__).where(
        LogCard.participant_id == participant_id, LogCard.local_day.between(start, end), LogCard.deleted_at.is_(None)
    )
    rows = db.session.execute(mine.order_by(LogCard.local_day, LogCard.recorded_at, LogCard.id)).all()
    return [view for row in rows if (view := _view(row)) is not None]


def sealed_values(row: Any) -> dict[str, Any]:
    """The columns that hold what this stored card says, sealed under the person's key. Needs an open transaction."""
    return _sealed(row.participant_id, row.id, *_opened(row))


def _sealed(participant_id: UUID, card_id: UUID, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Which card it is, is sealed with what it says; the version of before keeps it beside."""
    key = data_keys.box(participant_id)
    if key is None:
        return {
            "kind": kind,
            "content_sealed": crypto.seal("log_cards", card_id, "content", json.dumps(content, ensure_ascii=False)),
        }
    text = json.dumps({"kind": kind, **content}, ensure_ascii=False)
    return {"kind": None, "content_sealed": key.seal("log_cards", card_id, "content", text)}


def _opened(row: Any) -> tuple[str, dict[str, Any]]:
    """Which card it is, and what it says. Raises Erased."""
    said = json.loads(data_keys.unseal(row.participant_id, "log_cards", row.id, "content", row.content_sealed))
    return row.kind or said.pop("kind"), said


def _content(card: Card) -> dict[str, Any]:
    marks = [asdict(mark) for mark in card.marks]
    return {"marks": marks, "words": list(card.words), "day": card.local_day.isoformat()}


def _view(row: Any) -> CardView | None:
    """None for one that was erased."""
    try:
        kind, said = _opened(row)
    except Erased:
        return None
    marks = tuple(Mark(**mark) for mark in said["marks"])
    return CardView(
        row.id, kind, row.recorded_at, row.local_day, row.received_at, row.revision, marks, tuple(said["words"])
    )
