"""Supporters as staff may see them: those of people in the caller's scope, by the name their participant gave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from companion.accounts import service as accounts
from companion.accounts.sign_ins import Principal
from companion.audit import service as audit
from companion.kernel.database import transaction
from companion.staff.core import scope
from companion.supporters import service as supporters
from companion.supporters.rules import SupporterKey


@dataclass(frozen=True)
class Choice:
    """One supporter whom the caller may know of. `value` is what the form says for them."""

    key: SupporterKey
    name: str
    comes_with: str

    @property
    def value(self) -> str:
        return f"{self.key.participant_id}.{self.key.supporter_id}"


def invited(who: Principal, session_id: UUID) -> list[Choice]:
    """Who is invited along, as far as the caller may know of the people they come with."""
    here = set(supporters.of_meetings([session_id]).get(session_id, []))
    return [one for one in _of(who, {key.participant_id for key in here}) if one.key in here]


def among(who: Principal, wanted: set[SupporterKey]) -> list[Choice]:
    """Those of these supporters whom the caller may know of."""
    return [one for one in _of(who, {key.participant_id for key in wanted}) if one.key in wanted]


def read_by(who: Principal, choices: Iterable[Choice], subject: str, now: datetime) -> None:
    """Write down, about the people they come with, that the caller read these names. In a transaction of its own."""
    people = list(dict.fromkeys(one.key.participant_id for one in choices))
    with transaction():
        audit.record_each(who.account_id, "supporters_opened", people, subject, now)


def _of(who: Principal, participant_ids: set[UUID]) -> list[Choice]:
    known = scope.people(who).keys() & participant_ids
    called = accounts.people(known)
    found = [
        Choice(one.key, one.name, called[one.participant_id].display_name)
        for one in supporters.supporters_of(known)
        if one.participant_id in called
    ]
    return sorted(found, key=lambda one: (one.comes_with.casefold(), one.name.casefold(), one.value))


def offered(who: Principal, session_id: UUID) -> list[Choice]:
    """Whom the caller can invite along to this meeting, and whom they can take off it again."""
    return _of(who, supporters.may_come_with(session_id))
