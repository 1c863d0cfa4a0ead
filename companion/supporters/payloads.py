"""JSON bodies of the routes for supporters."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from companion.kernel.payload import In, Out, Stamp, Text
from companion.supporters.rules import NAME_LENGTH, SIGNATURE_LENGTH, Language, NewSupporter, SupporterView


class SupportersQuery(In):
    """The language of the sentences to agree to."""

    language: Language = "en"


class TakeBackQuery(In):
    """`owner` is the account the phone shows: checked, never believed."""

    owner: UUID | None = None


class SupporterOut(Out):
    """`link_made_at` is null while there is no link that works. `sessions` are the meetings they are invited to."""

    id: UUID
    name: str
    language: Language
    created_at: Stamp
    link_made_at: Stamp | None
    sessions: list[UUID]

    @classmethod
    def of(cls, view: SupporterView, sessions: list[UUID]) -> SupporterOut:
        return cls.model_validate({**vars(view), "sessions": sessions})


class ConsentSentence(Out):
    element: str
    text: str


class ConsentOut(Out):
    """What a person agrees to before a page is made; `shown` is the mark to send back with the yes."""

    shown: str
    sentences: list[ConsentSentence]


class SupportersOut(Out):
    """`consent` is null for somebody who was never in a program; `room` says whether another one fits."""

    items: list[SupporterOut]
    consent: ConsentOut | None
    room: bool


class SupporterIn(In):
    """A supporter under the phone's own id. `language` is that of their page, `read_in` that of the sentences the person
    agreed to. `owner` is the account the phone made it for: checked, never believed."""

    name: Annotated[str, *Text(NAME_LENGTH).__metadata__]
    language: Language
    read_in: Language
    shown: Annotated[str, *Text(16, 0).__metadata__] = ""
    signature: Annotated[str, *Text(SIGNATURE_LENGTH, 0).__metadata__] = ""
    owner: UUID | None = None

    def to_new(self, supporter_id: UUID) -> NewSupporter:
        return NewSupporter(supporter_id, self.name, self.language, self.read_in, self.shown, self.signature)


class SupporterSaved(Out):
    """`same`: it was received before, and changed nothing now."""

    outcome: Literal["created", "same"]


class LinkOut(Out):
    """The address of the page. It is told this once: only a hash of it is kept."""

    address: str
