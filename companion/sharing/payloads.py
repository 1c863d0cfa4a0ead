"""JSON bodies of the sharing routes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from companion.kernel.payload import In, Out, Stamp, Text
from companion.sharing.rules import SIGNATURE_LENGTH, Decision

Item = Literal["checkins", "safety_plan", "aftercare_plan", "high_craving", "treatment", "patient_notice"]
Level = Literal["nothing", "summary", "entries", "all", "notice"]
Language = Literal["en", "es"]


class LanguageQuery(In):
    """In which language the sentences are wanted."""

    language: Language = "en"


class Sentence(Out):
    element: str
    text: str


class LevelOut(Out):
    """One thing that can be agreed to: the sentences, in order, and the mark that proves which ones were shown."""

    level: Level
    shown: str
    sentences: list[Sentence]


class ItemOut(Out):
    """`level` is what the care team sees now. Without `levels` nothing can be agreed to, and `why_not` says why."""

    item: Item
    level: Level
    version: int
    since: Stamp | None
    expires_at: Stamp | None
    why_not: Literal["no_program", "nobody_on_duty", "hidden"] | None
    levels: list[LevelOut]


class TeamMember(Out):
    name: str


class MembershipOut(Out):
    """Somebody on staff who looks after me, or did. `until` is null while it lasts."""

    name: str
    since: Stamp
    until: Stamp | None


class CareTeamOut(Out):
    """Who is on the team first, then the latest."""

    items: list[MembershipOut]


class SharingOut(Out):
    program: str | None
    team: list[TeamMember]
    items: list[ItemOut]
    papers: list[ItemOut]


class DecisionIn(In):
    """A yes names the version and the mark of what was on screen and carries the typed name as signature; a no needs
    none of them. Where somebody else signs for the person, `person` is the person's name and `authority` what lets them. `owner` is the account the phone decided it for: checked, never believed."""

    item: Item
    level: Level
    based_on: Annotated[int, Field(ge=0, le=2_000_000_000)] = 0
    shown: Annotated[str, *Text(16, 0).__metadata__] = ""
    language: Language = "en"
    signature: Annotated[str, *Text(SIGNATURE_LENGTH, 0).__metadata__] = ""
    person: Annotated[str, *Text(SIGNATURE_LENGTH, 0).__metadata__] = ""
    authority: Annotated[str, *Text(SIGNATURE_LENGTH, 0).__metadata__] = ""
    decided_at: Stamp | None = None
    owner: UUID | None = None

    def to_decision(self, decision_id: UUID, now: datetime) -> Decision:
        return Decision(
            decision_id,
            self.item,
            self.level,
            self.based_on,
            self.shown,
            self.language,
            self.signature,
            self.decided_at or now,
            self.person,
            self.authority,
        )


class PastOut(Out):
    """One decision of the past; the sentences are those that were agreed to, `wording` counts their versions."""

    item: Item
    level: Level
    version: int
    wording: int
    recorded_at: Stamp
    expires_at: Stamp | None
    sentences: list[Sentence]


class HistoryOut(Out):
    items: list[PastOut]


class LookOut(Out):
    """Somebody looked at or changed the record. `what` names the part, if one was."""

    at: Stamp
    by: str | None
    action: str
    what: str | None


class LooksQuery(In):
    """Which looks: into the record, or in lists; and from where on, see `next`."""

    part: Literal["opened", "lists"] = "opened"
    before: Stamp | None = None


class LooksOut(Out):
    """The newest looks first. With `next` there are older ones."""

    items: list[LookOut]
    next: str | None


class DecisionSaved(Out):
    """`same`: this decision was received before, and changed nothing now."""

    outcome: Literal["saved", "same"]
    items: list[ItemOut]
    papers: list[ItemOut]
