"""What a person lets the care team see. Read at every request: turning something off takes effect at the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView
from companion.kernel import crypto, ids, revocations, timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict, Invalid
from companion.kernel.statements import insert_ignore
from companion.program import service as program
from companion.sharing import consent, duty, papers, rules
from companion.sharing.consent import CONSENT_ELEMENTS, About, sentences_mark, signed_consent
from companion.sharing.duty import (
    add_duty,
    anybody_on_duty,
    duty_of_program,
    end_duty,
    has_duty,
    on_duty,
    programs_with_duty,
    remove_duty,
)
from companion.sharing.models import Consent
from companion.sharing.rules import Decision, Grant, Stored

__all__ = [
    "CONSENT_ELEMENTS",
    "Offer",
    "Past",
    "add_duty",
    "anybody_on_duty",
    "decide",
    "duty_of_program",
    "end_duty",
    "grant",
    "grants",
    "has_duty",
    "history",
    "offers",
    "on_duty",
    "programs_with_duty",
    "remove_duty",
    "sentences_mark",
    "signed_consent",
    "suspend_all",
    "tells_high_craving",
]

_STORED = (
    Consent.id,
    Consent.item,
    Consent.level,
    Consent.version,
    Consent.program_id,
    Consent.recorded_at,
    Consent.expires_at,
    Consent.wording,
)
_TRIES = 5


@dataclass(frozen=True)
class Offer:
    """One item as the phone shows it. `level` is what is in force; `why_not` says why nothing can be agreed to; `texts`
    has, per level, the sentences to agree to."""

    item: str
    level: str
    version: int
    since: datetime | None
    expires_at: datetime | None
    why_not: str | None
    texts: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Past:
    """One decision of the past, as the person reads it. `text` is what was agreed to, None for turning off."""

    item: str
    level: str
    version: int
    wording: int
    recorded_at: datetime
    expires_at: datetime | None
    text: dict[str, str] | None


def grant(participant_id: UUID, item: str, now: datetime) -> Grant | None:
    """The consent in force for this item, or None. Ask again at every use; never keep the answer."""
    return grants([participant_id], item, now).get(participant_id)


def grants(participant_ids: Iterable[UUID], item: str, now: datetime) -> dict[UUID, Grant]:
    """Whoever of these people shares this item now, in three statements however many they are."""
    wanted = list(participant_ids)
    if not wanted:
        return {}
    newest = _newest(wanted, item)
    latest = enrollment.statuses(newest, now)
    found = {
        whose: rules.in_force(stored, latest[whose].now.program_id if whose in latest else None, now)
        for whose, stored in newest.items()
        if item != rules.PATIENT_NOTICE or stored.wording == _wording(item)  # a new notice has to be read anew
    }
    return {whose: each for whose, each in found.items() if each is not None}


def tells_high_craving(participant_ids: Iterable[UUID], now: datetime) -> dict[UUID, Grant]:
    """Whoever of these people wants staff told of a strong craving, as far as somebody is there to be told."""
    found = grants(participant_ids, rules.HIGH_CRAVING, now)
    latest = enrollment.statuses(found, now)
    manned = {of: duty.anybody_on_duty(of) for of in {latest[whose].now.program_id for whose in found}}
    return {
        whose: each
        for whose, each in found.items()
        if manned[latest[whose].now.program_id] and not latest[whose].now.hides_craving
    }


def offers(participant_id: UUID, language: str, now: datetime, items: Iterable[str] = rules.ITEMS) -> list[Offer]:
    """Each of these items in its order, with what is in force and what could be agreed to."""
    current = enrollment.enrollment_now(participant_id, now)
    about = _about(participant_id, current, now)
    return [_offer(participant_id, item, current, about, language, now) for item in items]


def decide(participant_id: UUID, decision: Decision, now: datetime) -> str:
    """Take a decision over: SAVED or SAME. Needs an open transaction.

    The same id again is SAME whatever happened since: a repeated yes never undoes a later no. Turning off always
    succeeds. Raises Conflict when what was agreed to is not what is offered now, Invalid without a signature.
    """
    for _ in range(_TRIES):
        if _known(participant_id, decision.id):
            return rules.SAME
        version = _version(participant_id, decision.item)
        if decision.level == rules.NOTHING and version == 0:
            return rules.SAME
        row = _row(participant_id, decision, version + 1, now)
        if insert_ignore(Consent, [row], ["participant_id", "item", "version"]):
            if decision.level == rules.NOTHING:
                revocations.decided(Consent, row)
            return rules.SAVED
    raise Conflict(rules.STALE, "This was changed somewhere else in the same moment. Look again.")


def suspend_all(now: datetime) -> int:
    """Turn off whatever is in force for anybody, because nobody knows what was turned off: until they agree again. Returns how
    many consents that were."""
    top = (
        select(Consent.participant_id, Consent.item, func.max(Consent.version).label("version"))
        .group_by(Consent.participant_id, Consent.item)
        .subquery()
    )
    same = (
        Consent.participant_id == top.c.participant_id,
        Consent.item == top.c.item,
        Consent.version == top.c.version,
    )
    shared = select(Consent.participant_id, Consent.item, Consent.version, Consent.program_id).join(top, and_(*same))
    found = db.session.execute(shared.where(Consent.level != rules.NOTHING, Consent.expires_at > now)).all()
    rows = [
        _turned_off(row.participant_id, ids.new_id(), row.item, row.version + 1, row.program_id, now, now)
        for row in found
    ]
    for row in rows:
        if insert_ignore(Consent, [row], ["participant_id", "item", "version"]):
            revocations.decided(Consent, row)
    return len(rows)


def history(participant_id: UUID) -> list[Past]:
    """Every decision ever made, the newest first."""
    rows = (
        select(Consent)
        .where(Consent.participant_id == participant_id)
        .order_by(Consent.recorded_at.desc(), Consent.version.desc())
    )
    return [
        Past(row.item, row.level, row.version, row.wording, row.recorded_at, row.expires_at, _opened(row))
        for row in db.session.scalars(rows)
    ]


def _newest(participant_ids: list[UUID], item: str) -> dict[UUID, Stored]:
    top = (
        select(Consent.participant_id, func.max(Consent.version).label("version"))
        .where(Consent.participant_id.in_(participant_ids), Consent.item == item)
        .group_by(Consent.participant_id)
        .subquery()
    )
    same = (Consent.participant_id == top.c.participant_id, Consent.version == top.c.version, Consent.item == item)
    found = db.session.execute(select(Consent.participant_id, *_STORED).join(top, same[0] & same[1] & same[2]))
    return {row.participant_id: Stored(*row[1:]) for row in found}


def _about(participant_id: UUID, current: EnrollmentView | None, now: datetime) -> About | None:
    if current is None:
        return None
    home = program.get_program(current.program_id)
    names = sorted(accounts.names(accounts.care_team(participant_id)).values())
    ends_on = timezones.local_day(now + rules.LASTS, home.zone)
    return About(home.name, tuple(names), ends_on, current.hides_craving)


def _why_not(item: str, current: EnrollmentView | None) -> str | None:
    if current is None:
        return rules.NO_PROGRAM
    if item == rules.HIGH_CRAVING and current.hides_craving:
        return rules.HIDDEN
    if item == rules.HIGH_CRAVING and not duty.anybody_on_duty(current.program_id):
        return rules.NOBODY_ON_DUTY
    return None


def _offer(
    participant_id: UUID, item: str, current: EnrollmentView | None, about: About | None, language: str, now: datetime
) -> Offer:
    found, why_not = grant(participant_id, item, now), _why_not(item, current)
    texts = {}
    if about is not None and why_not is None:
        texts = {level: _text(item, level, about, language) for level in rules.LEVELS_OF[item]}
    level, version = found.level if found else rules.NOTHING, _version(participant_id, item)
    return Offer(
        item, level, version, found.since if found else None, found.expires_at if found else None, why_not, texts
    )


def _known(participant_id: UUID, decision_id: UUID) -> bool:
    query = select(Consent.version).where(Consent.participant_id == participant_id, Consent.id == decision_id)
    return db.session.execute(query).first() is not None


def _version(participant_id: UUID, item: str) -> int:
    query = select(func.max(Consent.version)).where(Consent.participant_id == participant_id, Consent.item == item)
    return db.session.scalar(query) or 0


def _row(participant_id: UUID, decision: Decision, version: int, now: datetime) -> dict[str, object]:
    """The decision as it is stored. Raises Conflict and Invalid as `decide` does."""
    current = enrollment.enrollment_now(participant_id, now)
    about = _about(participant_id, current, now)
    shown = _shown(decision, about) if _why_not(decision.item, current) is None else None
    why = rules.refusal(
        decision, version - 1, consent.sentences_mark(shown) if shown else None, offered=shown is not None
    )
    if why == rules.UNSIGNED:
        raise Invalid(why, "Type your name to sign.")
    if why == rules.NO_AUTHORITY:
        raise Invalid(why, "Say for whom you sign, and what lets you.")
    if why is not None:
        raise Conflict(why, "What you agreed to is not what is offered now. Look again.")
    at, where = min(decision.decided_at, now), current.program_id if current else None
    row = _turned_off(participant_id, decision.id, decision.item, version, where, at, now)
    if decision.level == rules.NOTHING or shown is None or current is None:
        return row
    today = timezones.local_day(now, current.zone)
    whole = json.dumps(_signed(shown, decision, today), ensure_ascii=False)
    return row | {
        "level": decision.level,
        "expires_at": now + rules.LASTS,
        "text_sealed": crypto.seal("consents", decision.id, "text", whole),
    }


def _turned_off(
    participant_id: UUID,
    decision_id: UUID,
    item: str,
    version: int,
    program_id: UUID | None,
    at: datetime,
    now: datetime,
) -> dict[str, object]:
    """The row of a decision that shares nothing."""
    return {
        "participant_id": participant_id,
        "id": decision_id,
        "item": item,
        "level": rules.NOTHING,
        "version": version,
        "program_id": program_id,
        "decided_at": at,
        "recorded_at": now,
        "expires_at": None,
        "wording": _wording(item),
        "text_sealed": None,
    }


def _shown(decision: Decision, about: About | None) -> dict[str, str] | None:
    if about is None or decision.level not in rules.LEVELS_OF[decision.item]:
        return None
    return _text(decision.item, decision.level, about, decision.language)


def _text(item: str, level: str, about: About, language: str) -> dict[str, str]:
    return papers.text(item, about, language) if item in rules.PAPERS else consent.text(item, level, about, language)


def _wording(item: str) -> int:
    return papers.WORDING.get(item, consent.VERSION)


def _signed(shown: dict[str, str], decision: Decision, today: date) -> dict[str, str]:
    return consent.signed_consent(
        shown, decision.signature, today, decision.language, decision.person, decision.authority
    )


def _opened(row: Consent) -> dict[str, str] | None:
    if row.text_sealed is None:
        return None
    read: dict[str, str] = json.loads(crypto.unseal("consents", row.id, "text", row.text_sealed))
    return read
