"""JSON bodies of the routes for own words and cards."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from companion.kernel.payload import Day, In, Out, Stamp, Text
from companion.kernel.versioned import Document
from companion.logbook import rules
from companion.logbook.rules import Card, Mark
from companion.logbook.service import CardView

Name = Annotated[str, *Text(rules.WORD_LENGTH).__metadata__]
Value = Annotated[int, Field(ge=rules.MARK[0], le=rules.MARK[1])]
Kind = Literal["weekly_checkup", "dbt_card"]
Group = Literal["protective", "risk", "emotion", "target"]
Version = Annotated[int, Field(ge=0, le=2_000_000_000)]


class OwnWord(In):
    """A word of one's own. `was` are its earlier names, so that older entries still count for it; a word the app offers
    by itself stands here under its name when the person hid it, and under `was` when they gave it another name."""

    id: UUID
    name: Name
    hidden: bool = False
    was: Annotated[tuple[Name, ...], Field(max_length=rules.EARLIER_NAMES)] = ()


def _each_once(words: list[OwnWord]) -> list[OwnWord]:
    if len({word.id for word in words}) != len(words) or rules.twice([word.name for word in words]):
        raise ValueError("expected each word once")
    return words


OwnList = Annotated[list[OwnWord], Field(max_length=rules.WORDS_PER_LIST), AfterValidator(_each_once)]


class Lists(In):
    """All are sent each time; an empty one is an empty list."""

    habits: OwnList
    triggers: OwnList
    helped: OwnList
    emotions: OwnList
    targets: OwnList
    skills: OwnList


class OwnWordsIn(In):
    """`version` is the one the phone last read, 0 for none."""

    lists: Lists
    version: Version


class OwnWordsOut(Out):
    lists: Lists
    version: int
    updated_at: Stamp | None

    @classmethod
    def of(cls, document: Document) -> Self:
        lists = Lists.model_validate(document.content, strict=False)
        return cls(lists=lists, version=document.version, updated_at=document.updated_at)


class MarkIn(In):
    group: Group
    name: Name
    value: Value


class CardIn(In):
    """One version of a card. `owner` is the account the phone wrote it for: checked, never believed."""

    kind: Kind
    recorded_at: Stamp
    local_day: Day
    marks: Annotated[tuple[MarkIn, ...], Field(max_length=rules.MARKS)] = ()
    words: Annotated[tuple[Name, ...], Field(max_length=rules.WORDS_PER_LIST)] = ()
    revision: Annotated[int, Field(ge=1, le=rules.REVISIONS)] = 1
    owner: UUID | None = None

    def to_card(self, card_id: UUID) -> Card:
        marks = tuple(Mark(mark.group, mark.name, mark.value) for mark in self.marks)
        words = tuple(dict.fromkeys(self.words))
        return Card(card_id, self.kind, self.recorded_at, self.local_day, marks, words, self.revision)


class CardKept(Out):
    id: UUID
    outcome: Literal["created", "same", "updated"]


class CardsQuery(In):
    """Local days, both included."""

    start: Day
    end: Day


class MarkOut(Out):
    group: str
    name: str
    value: int


class CardOut(Out):
    id: UUID
    kind: Kind
    recorded_at: Stamp
    local_day: Day
    received_at: Stamp
    revision: int
    marks: list[MarkOut]
    words: list[str]

    @classmethod
    def of(cls, view: CardView) -> Self:
        return cls(
            id=view.id,
            kind=view.kind,
            recorded_at=view.recorded_at,
            local_day=view.local_day,
            received_at=view.received_at,
            revision=view.revision,
            marks=[MarkOut.model_validate(mark) for mark in view.marks],
            words=list(view.words),
        )


class CardsOut(Out):
    """The person's own cards, oldest first."""

    items: list[CardOut]
