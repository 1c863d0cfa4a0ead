"""JSON bodies of the routes for days and goals. Types only ever grow: a phone that was offline for months still sends old
ones."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import to_json

from companion.kernel.payload import In, Out, Stamp, Text
from companion.recovery import rules
from companion.recovery.rules import Decision, GoalState, MarkKind, OwnMoment, ProgramMoment

Content = dict[str, Any]
_EARLIEST, _LATEST = date(1930, 1, 1), date(2200, 1, 1)


def _sane(value: date) -> date:
    if not _EARLIEST <= value < _LATEST:
        raise ValueError("must lie between the years 1930 and 2200")
    return value


LifeDay = Annotated[date, AfterValidator(_sane)]
K = TypeVar("K", bound="Kept")
Line = Annotated[str, *Text(rules.LINE_LENGTH, 0).__metadata__]
Name = Annotated[str, *Text(rules.NAME_LENGTH, 0).__metadata__]


class Kept(In):
    """`rev` grows with every change. What is `gone` stays as an empty place, so that an older copy cannot bring it back."""

    id: UUID
    rev: Annotated[int, Field(ge=1, le=1_000_000)]
    gone: bool = False


class FocusEntry(Kept):
    """One thing the person counts for, in their own words."""

    name: Name
    hidden: bool = False

    @model_validator(mode="after")
    def _written(self) -> Self:
        return _only_gone_without(self, self.name)


class MarkEntry(Kept):
    """Something told about one counter; without one for "it happened" itself. `happened` names the telling that made it."""

    focus: UUID | None = None
    kind: MarkKind
    day: LifeDay
    told: LifeDay
    at: Stamp
    happened: UUID | None = None

    @model_validator(mode="after")
    def _belongs(self) -> Self:
        if (self.focus is None) != (self.kind == rules.HAPPENED):
            raise ValueError("a mark belongs to a counter, and only 'happened' to none")
        return self


class MomentEntry(Kept):
    kind: OwnMoment
    day: LifeDay


class SettingsEntry(Kept):
    """`word`: a neutral line on milestone days. `on_today`: the days stand on Today. Both are off until switched on."""

    word: bool = False
    on_today: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.id != rules.THE_SETTINGS or self.gone:
            raise ValueError("there is one set of switches, under the id of zeros, and it stays")
        return self


class DaysIn(In):
    """All that this phone knows. It is joined with what is stored; leaving something out removes nothing."""

    foci: Annotated[list[FocusEntry], Field(max_length=rules.FOCI)]
    marks: Annotated[list[MarkEntry], Field(max_length=rules.MARKS)]
    moments: Annotated[list[MomentEntry], Field(max_length=rules.MOMENTS)]
    settings: Annotated[list[SettingsEntry], Field(max_length=1)]


class GoalEntry(Kept):
    """One goal: what, how one would see it, how much, by when, and when to look at it again."""

    what: Line
    measure: Line = ""
    target: Line = ""
    by: LifeDay | None = None
    review_on: LifeDay | None = None
    state: GoalState = "open"
    ended_on: LifeDay | None = None

    @model_validator(mode="after")
    def _written(self) -> Self:
        return _only_gone_without(self, self.what)


class ReviewEntry(Kept):
    goal: UUID
    on: LifeDay
    decision: Decision


class GoalsIn(In):
    """All that this phone knows. It is joined with what is stored; leaving something out removes nothing."""

    goals: Annotated[list[GoalEntry], Field(max_length=rules.GOALS)]
    reviews: Annotated[list[ReviewEntry], Field(max_length=rules.REVIEWS)]


class ProgramMomentOut(Out):
    kind: ProgramMoment
    day: date


class DaysOut(Out):
    """Everything as it stands after joining, and the milestones of the program itself."""

    foci: list[FocusEntry]
    marks: list[MarkEntry]
    moments: list[MomentEntry]
    settings: list[SettingsEntry]
    program: list[ProgramMomentOut]

    @classmethod
    def of(cls, content: Content, program: list[rules.Moment]) -> Self:
        return cls.model_validate_json(to_json(content | {"program": program}))


class GoalsOut(Out):
    goals: list[GoalEntry]
    reviews: list[ReviewEntry]

    @classmethod
    def of(cls, content: Content) -> Self:
        return cls.model_validate_json(to_json(content))


def _only_gone_without(entry: K, text: str) -> K:
    if bool(text) == entry.gone:
        raise ValueError("expected some text, and none in what is gone")
    return entry
