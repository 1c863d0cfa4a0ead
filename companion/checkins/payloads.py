"""What a phone may send and what it gets back. Types only ever grow: a phone that was offline for months sends old ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal, Self, cast
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError, WrapValidator
from pydantic_core import to_json

from companion.checkins import rules
from companion.checkins.rules import Entry, NewCheckin
from companion.checkins.service import CheckinView, Recorded
from companion.kernel.payload import Day, In, LongText, Out, Stamp, Text, utc_text
from companion.kernel.timezones import PhoneZone

Word = Annotated[str, *Text(rules.WORD_LENGTH).__metadata__]
Words = Annotated[tuple[Word, ...], Field(max_length=rules.LIST_LENGTH)]
Note = Annotated[str, *LongText(rules.NOTE_LENGTH).__metadata__]
Mood = Annotated[int, Field(ge=rules.MOOD[0], le=rules.MOOD[1])]
Ten = Annotated[int, Field(ge=rules.TEN[0], le=rules.TEN[1])]
Sleep = Literal["poor", "ok", "good"]
Revision = Annotated[int, Field(ge=1, le=rules.REVISIONS)]


class Version(In):
    """One version of a check-in. Everything the person skipped is left out or null."""

    recorded_at: Stamp
    zone: PhoneZone = None
    local_day: Day
    mood: Mood | None = None
    craving: Ten | None = None
    stress: Ten | None = None
    confidence: Ten | None = None
    sleep: Sleep | None = None
    habits: Words = ()
    triggers: Words = ()
    helped: Words = ()
    note: Note | None = None
    revision: Revision = 1
    corrected_at: Stamp | None = None
    # A phone whose battery was empty may think it is 1970: that is written down as a doubt, never refused.
    sent_at: AwareDatetime | None = None

    def to_new(self, checkin_id: UUID, home_zone: str) -> NewCheckin:
        """`home_zone` is that of the person's program, for a phone that does not know where it is."""
        entry = Entry(
            self.mood,
            self.craving,
            self.stress,
            self.confidence,
            self.sleep,
            _once(self.habits),
            _once(self.triggers),
            _once(self.helped),
            self.note or None,
        )
        return NewCheckin(
            checkin_id,
            self.recorded_at,
            self.zone or rules.zone_that_fits(self.recorded_at, self.local_day, home_zone),
            self.local_day,
            entry,
            self.revision,
            self.corrected_at,
            self.sent_at,
        )


class CheckinIn(Version):
    """One version of a check-in. Everything the person skipped is left out or null.

    `owner` is the account the phone wrote it for. It is checked, never believed: a phone that two people share must
    not send one's entries under the other's sign-in.
    """

    owner: UUID | None = None


class CheckinItem(Version):
    """A check-in inside a batch carries its id."""

    id: UUID


class Unreadable:
    """Stands in for an item that could not be read, so that it spoils no other in its batch."""

    def __init__(self, checkin_id: UUID):
        self.id = checkin_id


class _OnlyId(In):
    model_config = In.model_config | {"extra": "ignore"}
    id: UUID


def _or_unreadable(value: Any, _read: Any) -> CheckinItem | Unreadable:
    """Read as JSON once more: exact JSON types are known only there, a Python value has lost them."""
    try:
        return CheckinItem.model_validate_json(to_json(value, inf_nan_mode="constants"))
    except ValidationError:
        return Unreadable(_OnlyId.model_validate(value, strict=False).id)


class BatchIn(In):
    """Up to fifty check-ins, oldest first. `owner` as in a single one, for all of them."""

    owner: UUID | None = None
    items: Annotated[
        list[Annotated[CheckinItem, WrapValidator(_or_unreadable)]], Field(min_length=1, max_length=rules.BATCH)
    ]

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """In one go when every item can be read; otherwise item by item, which takes a second look at each."""
        try:
            items = _AllReadable.model_validate_json(raw, strict=True)
        except ValidationError:
            return super().read(raw)
        return cls.model_construct(**vars(items))  # type: ignore[return-value]  # the plugin forgets Self


class _AllReadable(In):
    owner: UUID | None = None
    items: Annotated[list[CheckinItem], Field(min_length=1, max_length=rules.BATCH)]


class CheckinSaved(Out):
    """The check-in is stored. `received_at` is when its first version reached us."""

    id: UUID
    outcome: Literal["created", "same", "updated"]
    received_at: Stamp
    revision: int


class CheckinResult(Out):
    """What became of one item of a batch. `reason` is set for conflict and rejected."""

    id: UUID
    outcome: Literal["created", "same", "updated", "conflict", "rejected"]
    reason: str | None = None
    revision: int | None = None
    received_at: Stamp | None = None


class BatchOut(Out):
    """One result per item, in the order they were sent."""

    results: list[CheckinResult]


class DaysQuery(In):
    """Local days, both included."""

    start: Day
    end: Day


class CheckinOut(Out):
    """One of the person's own check-ins. `late` and `clock_doubt` say how far its times can be read literally."""

    id: UUID
    recorded_at: Stamp
    zone: str
    local_day: Day
    received_at: Stamp
    late: bool
    clock_doubt: bool
    revision: int
    mood: int | None
    craving: int | None
    stress: int | None
    confidence: int | None
    sleep: Sleep | None
    habits: list[str]
    triggers: list[str]
    helped: list[str]
    note: str | None

    @classmethod
    def of(cls, view: CheckinView) -> Self:
        return cls(
            id=view.id,
            recorded_at=view.recorded_at,
            zone=view.zone,
            local_day=view.local_day,
            received_at=view.received_at,
            late=view.late,
            clock_doubt=view.clock_doubt,
            revision=view.revision,
            mood=view.entry.mood,
            craving=view.entry.craving,
            stress=view.entry.stress,
            confidence=view.entry.confidence,
            sleep=view.entry.sleep,
            habits=list(view.entry.habits),
            triggers=list(view.entry.triggers),
            helped=list(view.entry.helped),
            note=view.entry.note,
        )


class CheckinsOut(Out):
    """The person's own check-ins, oldest first."""

    items: list[CheckinOut]


def results(found: Iterable[Recorded]) -> bytes:
    """A BatchOut as JSON: a model for each of fifty results costs ten times as much."""
    moments: dict[datetime | None, str | None] = {None: None}
    said = []
    for one in found:
        if one.received_at not in moments:
            moments[one.received_at] = utc_text(cast(datetime, one.received_at))
        said.append(vars(one) | {"received_at": moments[one.received_at]})
    return to_json({"results": said})


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, in the order chosen."""
    return tuple(dict.fromkeys(words))
