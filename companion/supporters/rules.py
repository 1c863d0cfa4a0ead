"""Rules about supporters: people close to a participant who have a page and no account. Pure.

The page is open to whoever has its address, so nothing on it may reveal what it is about: a text the program wrote is shown
only if it names neither the program, nor the person, nor a treatment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from companion.schedule.rules import SessionView

Language = Literal["en", "es"]

MOST = 10
"""Supporters of one person at a time."""
NAME_LENGTH = 40
SIGNATURE_LENGTH = 80
DAYS_AHEAD = 60
RESOURCE_TAG = "family"
LINES = ("988", "741741", "911")
"""The crisis lines of the page: for whoever reads it, or somebody they worry about."""

ALONG_KINDS = frozenset({"family_session", "couples_session", "family_education", "individual"})
"""Meetings somebody without an account can be invited to. Never a group: who else is in it is protected."""

NO_PROGRAM, FULL, OTHER_WORDING, UNSIGNED = "no_program", "supporters_full", "wording_changed", "not_signed"
TAKEN_BACK, NOT_ALONG = "taken_back", "not_along"

_TELLING = re.compile(
    r"""recover|sober|addict|craving|relapse|therap|\bgroups?\b|\biop\b|\bphp\b|treatment|clinic|rehab|detox|discharge|medicat
    |counsel|patient|overdose|substance|\bdrugs?\b|\bdrinking\b|alcohol|opioid|naloxon|methadon|buprenorphin|suboxone|heroin|cocain|fentan|gambl
    |psych|mental\ health|behaviou?ral|\b(?:12|twelve)[\ -]steps?\b|narcan|naltrexon|vivitrol|withdrawal
    |recupera|sobri|adic[ct]|recaíd|terap[ieé]|psiq|psic[oó]|salud\ mental|desintox|\b(?:12|doce)\ pasos\b|abstinen|\bgrupos?\b|tratamiento|clínic|paciente|consejer|medicamento|sobredosis
    |sustancia|\bdrogas?\b|opiáce|naloxona|metadona|buprenorfina|\b(?:aa|na|al-?anon)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class NewSupporter:
    """What the person decided on the phone. `id` is the phone's own; `shown` is the mark of the sentences on its screen, in
    the language `read_in`; `language` is that of the supporter's page; `signature` is the name the person typed."""

    id: UUID
    name: str
    language: str
    read_in: str
    shown: str
    signature: str


@dataclass(frozen=True)
class SupporterView:
    """`link_made_at` is None while there is no link that works. The name is for the person and their care team: the page
    does not say it."""

    participant_id: UUID
    id: UUID
    name: str
    language: str
    created_at: datetime
    link_made_at: datetime | None

    @property
    def key(self) -> SupporterKey:
        return SupporterKey(self.participant_id, self.id)


@dataclass(frozen=True, order=True)
class SupporterKey:
    """A supporter at a meeting. Ids are the phone's own, so only both together say who it is."""

    participant_id: UUID
    supporter_id: UUID


@dataclass(frozen=True)
class Invitation:
    """One meeting as the page says it. `place` is None where the program's own words for it would tell."""

    kind: str
    local_date: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str | None
    address: str | None
    join_url: str | None
    online: bool
    on: bool
    moved_from: datetime | None


@dataclass(frozen=True)
class Pointer:
    """Something the program points families to."""

    title: str
    about: str
    place: str | None
    phone: str | None
    url: str | None


def tells(text: str, names: Iterable[str]) -> bool:
    """Whether this would say what the page is about: a treatment, or one of these names as a word of its own."""
    said = _composed(text)
    named = any(
        name and re.search(rf"(?<!\w){re.escape(_composed(name))}(?!\w)", said, re.IGNORECASE) for name in names
    )
    return named or _TELLING.search(said) is not None


def _composed(text: str) -> str:
    """An accent may be typed as a sign of its own, and still means the same."""
    return unicodedata.normalize("NFC", text)


def quiet(text: str | None, names: Iterable[str]) -> str | None:
    """The text, or None when it would tell."""
    return None if text is None or tells(text, names) else text


def last_day(today: date) -> date:
    return today + timedelta(days=DAYS_AHEAD)


def invitation(meeting: SessionView, address: str | None, names: Iterable[str]) -> Invitation:
    """The meeting without its title, its leader, and whatever would tell."""
    known = tuple(names)
    return Invitation(
        kind=meeting.kind,
        local_date=meeting.local_date,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        place=quiet(meeting.place, known),
        address=quiet(address, known) if meeting.place else None,
        join_url=meeting.join_url,
        online=meeting.telehealth,
        on=meeting.on,
        moved_from=meeting.previous_starts_at if meeting.previous_starts_at != meeting.starts_at else None,
    )


def pointer(
    title: str, about: str, place: str | None, phone: str | None, url: str | None, names: Iterable[str]
) -> Pointer | None:
    """None when its very title would tell; a description or place that would is left out."""
    known = tuple(names)
    if tells(title, known):
        return None
    return Pointer(title, quiet(about, known) or "", quiet(place, known), phone, url)
