"""JSON bodies of the aftercare routes."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from companion.aftercare.rules import LINE_LENGTH, LINES_PER_SECTION, AnswerWord
from companion.kernel.payload import Day, In, Out, Stamp, Text
from companion.kernel.versioned import Document


def _written(value: str) -> str:
    if not value:
        raise ValueError("expected some text; leave an empty line out")
    return value


Line = Annotated[str, *Text(LINE_LENGTH).__metadata__, AfterValidator(_written)]
Lines = Annotated[list[Line], Field(max_length=LINES_PER_SECTION)]


class Sections(In):
    """The parts of the plan. All are sent each time; an empty one is an empty list."""

    continued_therapy: Lines
    support_groups: Lines
    housing: Lines
    work_school: Lines
    medication: Lines
    people: Lines
    healthy_routines: Lines
    warning_signs: Lines


class AftercarePlanIn(In):
    """`version` is the one the phone last read, 0 for none."""

    sections: Sections
    version: Annotated[int, Field(ge=0, le=2_000_000_000)]


class AftercarePlanOut(Out):
    sections: Sections
    version: int
    updated_at: Stamp | None

    @classmethod
    def of(cls, plan: Document) -> AftercarePlanOut:
        return cls(sections=plan.content, version=plan.version, updated_at=plan.updated_at)


class ResourceQuery(In):
    tag: Annotated[str, *Text(60).__metadata__] | None = None
    language: Annotated[str, *Text(2).__metadata__] | None = None


class ResourceOut(Out):
    id: UUID
    title: str
    about: str
    language: str
    tags: list[str]
    place: str | None
    phone: str | None
    url: str | None


class ResourcesOut(Out):
    items: list[ResourceOut]


class CheckupIn(In):
    """`due_on` is the check-up it answers, nothing when the person came unasked. `answered_at` is the moment of the
    tap, which may be long before it reaches us."""

    answer: AnswerWord
    due_on: Day | None = None
    answered_at: Stamp | None = None


class AnswerOut(Out):
    id: UUID
    answer: AnswerWord
    due_on: date | None
    answered_at: Stamp
    received_at: Stamp


class CheckupsOut(Out):
    """`since` is the last day of the program, however it ended; `completed_on` is the same day for who completed it."""

    since: date | None
    completed_on: date | None
    due_on: date | None
    days: list[date]
    answers: list[AnswerOut]


class CheckupOut(AnswerOut):
    """`team_is_there` says whether somebody of the program answers the phone right now, nothing when the program does
    not state its hours; they are in the schedule. Nobody watches this app."""

    outcome: Literal["created", "same"]
    team_is_there: bool | None
