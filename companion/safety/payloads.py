"""JSON bodies of the safety routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from companion.kernel.payload import In, Out, Stamp, Text
from companion.kernel.versioned import Document
from companion.outside import telephone
from companion.safety.rules import LINE_LENGTH, LINES_PER_STEP, PEOPLE, PersonKind


def _written(value: str) -> str:
    if not value:
        raise ValueError("expected some text; leave an empty line out")
    return value


def _each_once(people: list[PersonToCall]) -> list[PersonToCall]:
    if len({person.id for person in people}) != len(people):
        raise ValueError("expected each person once")
    return people


Line = Annotated[str, *Text(LINE_LENGTH).__metadata__, AfterValidator(_written)]
Lines = Annotated[list[Line], Field(max_length=LINES_PER_STEP)]


class Steps(In):
    """The six steps, in this order. All are sent each time; an empty one is an empty list."""

    warning_signs: Lines
    alone: Lines
    distraction: Lines
    people_help: Lines
    professionals: Lines
    surroundings: Lines


class PersonToCall(In):
    id: UUID
    name: Annotated[str, *Text(80).__metadata__, AfterValidator(_written)]
    kind: PersonKind
    phone: Annotated[str, *Text(80).__metadata__, AfterValidator(telephone.written)]


class SafetyPlanIn(In):
    """`version` is the one the phone last read, 0 for none."""

    steps: Steps
    people: Annotated[list[PersonToCall], Field(max_length=PEOPLE), AfterValidator(_each_once)]
    version: Annotated[int, Field(ge=0, le=2_000_000_000)]


class PersonOut(Out):
    id: UUID
    name: str
    kind: PersonKind
    phone: str


class SafetyPlanOut(Out):
    steps: Steps
    people: list[PersonOut]
    version: int
    updated_at: Stamp | None

    @classmethod
    def of(cls, plan: Document) -> SafetyPlanOut:
        return cls(**plan.content, version=plan.version, updated_at=plan.updated_at)


class InBothLanguages(Out):
    en: str
    es: str


class TextWord(Out):
    """The word to send, in the language the answer should come in; null where any text will do."""

    en: str | None
    es: str | None


class CrisisLine(Out):
    """`call` and `text_to` are what the phone dials; `text_body` is the word to send in English, `text_words` in both."""

    id: str
    title: InBothLanguages
    about: InBothLanguages
    call: str | None
    text_to: str | None
    text_body: str | None
    text_words: TextWord
    urgent: bool


class CrisisLinesOut(Out):
    reviewed_on: date
    lines: list[CrisisLine]
