"""What a person can let the care team see, and how one decision follows another. Pure.

A decision is never changed: the newest one about an item counts. Nothing decided, turned off, expired, or agreed with
another program all mean the same: nothing is shared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

CHECKINS, SAFETY_PLAN, AFTERCARE_PLAN, HIGH_CRAVING = "checkins", "safety_plan", "aftercare_plan", "high_craving"
TREATMENT, PATIENT_NOTICE = "treatment", "patient_notice"
"""Papers: the consent for treatment, payment, and operations, and the notice about one's records. No staff page shows anything
because of them but that they are signed."""
NOTHING, SUMMARY, ENTRIES, ALL, NOTICE = "nothing", "summary", "entries", "all", "notice"

LEVELS_OF: dict[str, tuple[str, ...]] = {
    CHECKINS: (SUMMARY, ENTRIES),
    SAFETY_PLAN: (ALL,),
    AFTERCARE_PLAN: (ALL,),
    HIGH_CRAVING: (NOTICE,),
    TREATMENT: (ALL,),
    PATIENT_NOTICE: (NOTICE,),
}
"""What can be agreed to, per item, besides nothing. What has no place here is never shown to staff."""
PAPERS = (TREATMENT, PATIENT_NOTICE)
ITEMS = tuple(one for one in LEVELS_OF if one not in PAPERS)
LEVELS = (NOTHING, SUMMARY, ENTRIES, ALL, NOTICE)

HIGH = 8
"""Craving from which on the notice is given, for those who switched it on."""
DAYS_SHOWN = 14
LASTS = timedelta(days=365)
CLOCK_TOLERANCE = timedelta(minutes=10)
SIGNATURE_LENGTH = 80

SAVED, SAME = "saved", "same"
STALE, OTHER_WORDING, NOT_OFFERED, UNSIGNED = "stale_version", "wording_changed", "not_offered", "not_signed"
NO_AUTHORITY = "no_authority"

NO_PROGRAM, NOBODY_ON_DUTY, HIDDEN = "no_program", "nobody_on_duty", "hidden"
"""Why an item cannot be shared right now."""


@dataclass(frozen=True)
class Decision:
    """What the person decided on the phone. `id` is the phone's own, `based_on` the version it showed, `shown` the
    mark of the very sentences it showed; `signature` is the name of whoever signed. Where that is somebody else for the person,
    `person` is the person's name, and `authority` what lets the other one sign."""

    id: UUID
    item: str
    level: str
    based_on: int
    shown: str
    language: str
    signature: str
    decided_at: datetime
    person: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Stored:
    """The newest decision about one item."""

    id: UUID
    item: str
    level: str
    version: int
    program_id: UUID | None
    recorded_at: datetime
    expires_at: datetime | None
    wording: int = 0


@dataclass(frozen=True)
class Grant:
    """Consent that is in force. `since` is when it reached us."""

    item: str
    level: str
    since: datetime
    expires_at: datetime


@dataclass(frozen=True)
class DutyView:
    """Hours in which somebody answers what people ask for: wall times of the program, on these weekdays (0 is Monday)."""

    id: UUID
    program_id: UUID
    staff_id: UUID
    weekdays: tuple[int, ...]
    starts: time
    ends: time


def in_force(stored: Stored | None, program_id: UUID | None, now: datetime) -> Grant | None:
    """The consent that counts at `now` for the program the person is with, or None."""
    if stored is None or stored.level == NOTHING or stored.expires_at is None:
        return None
    if stored.expires_at <= now or stored.program_id is None or stored.program_id != program_id:
        return None
    return Grant(stored.item, stored.level, stored.recorded_at, stored.expires_at)


def refusal(decision: Decision, version: int, mark: str | None, *, offered: bool) -> str | None:
    """Why this decision cannot be taken over now; None when it can. `mark` is that of the sentences as they are now.
    Turning off is never refused, however old the screen was it was tapped on."""
    if decision.level == NOTHING:
        return None
    if not offered or decision.level not in LEVELS_OF[decision.item]:
        return NOT_OFFERED
    if decision.based_on != version:
        return STALE
    if decision.shown != mark:
        return OTHER_WORDING
    if not decision.signature:
        return UNSIGNED
    return NO_AUTHORITY if bool(decision.person) != bool(decision.authority) else None


def tells(grant: Grant | None, craving: int | None, recorded_at: datetime) -> bool:
    """Whether an entry is one the person wants told: high enough, and written after they switched it on."""
    if grant is None or craving is None or craving < HIGH:
        return False
    return recorded_at >= grant.since - CLOCK_TOLERANCE
