"""The life cycle of an attention item: something a participant asked for that staff owe an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

CALL_WANTED = "call_wanted"
HIGH_CRAVING = "high_craving"
ABSENCE = "absence"
KINDS = (CALL_WANTED, HIGH_CRAVING, ABSENCE)
ASKED = (CALL_WANTED, ABSENCE)
"""What a person asked for themselves: if nobody takes it, it goes up to those who coordinate. A notice never does."""

OPEN, ACKNOWLEDGED, CONTACTED, ATTEMPTED, ESCALATED, CLOSED = (
    "open",
    "acknowledged",
    "contacted",
    "attempted",
    "escalated",
    "closed",
)
STATES = (OPEN, ACKNOWLEDGED, CONTACTED, ATTEMPTED, ESCALATED, CLOSED)
UNTAKEN = (OPEN, ESCALATED)
"""Nobody has said that they are on it."""

OPENED = "opened"
DONE = (OPENED, *STATES[1:])
"""What is written down about an item, by whom and when."""
STEPS = (CONTACTED, ATTEMPTED, ESCALATED)
"""What whoever is on it can say before closing it."""

Reason = Literal["contacted", "attempted", "no_longer_needed", "referred", "arranged", "noted"]
REASONS: tuple[str, ...] = get_args(Reason)
"""Why an item was closed. Nothing closes itself: a person gives one of these."""
NO_LONGER_NEEDED, ARRANGED = "no_longer_needed", "arranged"
_ABOUT_A_MEETING = ("noted", "contacted", "attempted", "no_longer_needed")


def reasons_for(kind: str) -> tuple[str, ...]:
    """What staff can say when they close one. "arranged" comes of its own with a make-up that is confirmed."""
    return _ABOUT_A_MEETING if kind == ABSENCE else REASONS[:4]


LATE = timedelta(hours=12)
WAITING_AT_MOST = 10
"""Requests of one person that nobody took yet: more tell nobody anything new."""

AT_ONCE, SUPERVISOR, OVERDUE = "at once", "supervisor", "overdue"
SUPERVISOR_AFTER = timedelta(hours=4)
"""Working hours of the person's program, as its phones state them."""
OVERDUE_AFTER = timedelta(hours=12)
"""Hours of the clock."""


@dataclass(frozen=True)
class Step:
    """From `at` on, an item that nobody took is told to more people: first to the care team, then to those who coordinate
    the program as well."""

    name: str
    at: datetime

    @property
    def for_supervisors(self) -> bool:
        return self.name != AT_ONCE


@dataclass(frozen=True)
class ItemView:
    """What staff see of one item. `asked_at` is when the person tapped, `raised_at` when it reached us; `attempts` counts
    tries that reached nobody, `changed_at` is when its state last changed."""

    id: UUID
    participant_id: UUID
    kind: str
    source_id: UUID
    state: str
    asked_at: datetime
    raised_at: datetime
    acknowledged_by: UUID | None
    acknowledged_at: datetime | None
    attempts: int
    changed_at: datetime | None
    closed_reason: str | None
    closed_by: UUID | None

    @property
    def late(self) -> bool:
        """It waited on a phone without signal; it is no fresh alarm."""
        return self.raised_at - self.asked_at > LATE


@dataclass(frozen=True)
class Done:
    """One thing that was done about an item. `number` counts attempts."""

    at: datetime
    staff_id: UUID
    step: str
    number: int


AUDIT_BROKEN, BULK_READING = "audit_broken", "bulk_reading"
FINDINGS = (AUDIT_BROKEN, BULK_READING)
"""What an admin has to look into."""
VERIFIED_EVERY = timedelta(hours=24)
VERIFYING_AT_MOST = timedelta(hours=1)
"""After that whoever began has died on the way."""
VERIFIED_LATE = timedelta(hours=50)
"""Then the daily job has missed a day."""

READING_WINDOW = timedelta(hours=1)
READ_AT_MOST, STRANGERS_AT_MOST = 40, 15
"""People one account may open within an hour before admins are told: of anybody, and of those it has in no care team. A full
caseload is opened in a day, not in an hour; inviting and enrolling a new group stays below."""


@dataclass(frozen=True)
class FindingView:
    id: UUID
    kind: str
    staff_id: UUID | None
    number: int
    found_at: datetime


def reads_in_bulk(opened: int, strangers: int) -> bool:
    """Whether so many people within `READING_WINDOW`, so many of them in no care team of the account, are worth a question."""
    return opened > READ_AT_MOST or strangers > STRANGERS_AT_MOST
