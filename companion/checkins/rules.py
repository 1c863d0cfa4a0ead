"""What a check-in may contain, which day it may be about, and what happens when it arrives again or changed.

Pure decisions: instants and wall times are passed in.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from companion.kernel.timezones import zone

MOOD = (1, 5)
TEN = (0, 10)
"""Bounds of craving, stress and confidence for tomorrow."""
SLEEP = ("poor", "ok", "good")

LIST_LENGTH = 12
WORD_LENGTH = 60
NOTE_LENGTH = 4000
REVISIONS = 200
BATCH = 50


YESTERDAY_UNTIL_HOUR = 14
CORRECTION_WINDOW = timedelta(hours=24)
LATE_AFTER = timedelta(hours=24)
CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a phone's clock may be off before its times are marked as doubtful. They are never a reason to refuse."""

CREATED, SAME, UPDATED, CONFLICT, REJECTED = "created", "same", "updated", "conflict", "rejected"

DAY_CLOSED, DAY_AHEAD, TOO_LATE = "day_closed", "day_ahead", "too_late_to_correct"
NOT_ACCEPTED, MOMENT_CHANGED, NEWER_HERE = "not_accepted", "moment_changed", "newer_here"
REASONS = (DAY_CLOSED, DAY_AHEAD, TOO_LATE, NOT_ACCEPTED, MOMENT_CHANGED, NEWER_HERE)


@dataclass(frozen=True)
class Entry:
    """What the person said. None and empty mean: skipped."""

    mood: int | None = None
    craving: int | None = None
    stress: int | None = None
    confidence: int | None = None
    sleep: str | None = None
    habits: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    note: str | None = None

    @property
    def journal_page(self) -> bool:
        """Nothing but a note: that it was written is as private as what it says."""
        return bool(self.note) and replace(self, note=None) == Entry()


@dataclass(frozen=True)
class NewCheckin:
    """One version of a check-in as a phone sends it.

    `corrected_at` and `sent_at` are what the phone's own clock said; older phones leave them out.
    """

    id: UUID
    recorded_at: datetime
    zone: str
    local_day: date
    entry: Entry
    revision: int = 1
    corrected_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Stored:
    """What the server holds of one check-in: its newest version and the fingerprints of the ones before it."""

    recorded_at: datetime
    received_at: datetime
    clock_doubt: bool
    revision: int
    fingerprint: str
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    kind: str
    reason: str | None = None


_spelled = json.JSONEncoder(sort_keys=True).encode


def day_refusal(about: date, recorded_local: datetime) -> str | None:
    """Why an entry recorded at that wall time cannot be about the day `about`; None when it can.

    Yesterday stays open until 14:00. In the last hour of a day tomorrow is taken too: an old phone's own zone
    tables can be an hour off.
    """
    today = recorded_local.date()
    if about == today:
        return None
    if about > today:
        last_hour = about == today + timedelta(days=1) and recorded_local.hour == 23
        return None if last_hour else DAY_AHEAD
    yesterday_open = about == today - timedelta(days=1) and recorded_local.hour < YESTERDAY_UNTIL_HOUR
    return None if yesterday_open else DAY_CLOSED


def zone_that_fits(recorded_at: datetime, about: date, home_zone: str) -> str:
    """Where a phone that does not know its zone most likely is: at home, or where its day is the one it says.

    The instant and the day are the person's; only the zone is ours to guess. `home_zone` when no place on Earth has that day.
    """
    everywhere = (home_zone, "UTC", *(f"Etc/GMT{hours:+d}" for hours in range(-14, 13) if hours))
    fitting = (
        name for name in everywhere if not day_refusal(about, recorded_at.astimezone(zone(name)).replace(tzinfo=None))
    )
    return next(fitting, home_zone)


def is_late(recorded_at: datetime, received_at: datetime) -> bool:
    """Whether it reached us so long after it was felt that nobody should read it as news."""
    return received_at - recorded_at > LATE_AFTER


def doubts_clock(recorded_at: datetime, sent_at: datetime | None, received_at: datetime) -> bool:
    """Whether the phone's clock is visibly wrong: recorded in our future, or sent at another time than it arrived."""
    if recorded_at - received_at > CLOCK_TOLERANCE:
        return True
    return sent_at is not None and abs(received_at - sent_at) > CLOCK_TOLERANCE


def may_correct(stored: Stored, corrected_at: datetime | None, received_at: datetime) -> bool:
    """Corrections are for 24 hours after recording, by the clock that recorded.

    A correction made in time counts however late it arrives. When the phone's clock is in doubt and it does not
    say when it corrected, 24 hours from the first arrival count as well.
    """
    if corrected_at is not None:
        return corrected_at - stored.recorded_at <= CORRECTION_WINDOW
    if received_at - stored.recorded_at <= CORRECTION_WINDOW:
        return True
    return stored.clock_doubt and received_at - stored.received_at <= CORRECTION_WINDOW


def fingerprint(new: NewCheckin) -> str:
    """The same for the same content, whatever the revision and whenever it was sent.

    A short note could be guessed from it, so it is stored sealed.
    """
    content = {
        "recorded_at": new.recorded_at.timestamp(),
        "zone": new.zone,
        "local_day": new.local_day.isoformat(),
        **vars(new.entry),
    }
    return hashlib.sha256(_spelled(content).encode()).hexdigest()


def decide(
    stored: Stored | None, new: NewCheckin, new_fingerprint: str, recorded_local: datetime, received_at: datetime
) -> Outcome:
    """What a version of a check-in does to what is stored. Sending any version again is always "same"."""
    if stored is not None and _known(stored, new.revision, new_fingerprint):
        return Outcome(SAME)
    if refusal := day_refusal(new.local_day, recorded_local):
        return Outcome(REJECTED, refusal)
    if stored is None:
        return Outcome(CREATED)
    if new.revision <= stored.revision:
        return Outcome(CONFLICT, NEWER_HERE)
    if new.recorded_at != stored.recorded_at:
        return Outcome(CONFLICT, MOMENT_CHANGED)
    if not may_correct(stored, new.corrected_at, received_at):
        return Outcome(REJECTED, TOO_LATE)
    return Outcome(UPDATED)


def _known(stored: Stored, revision: int, new_fingerprint: str) -> bool:
    """Whether this is what stands there, or an earlier version arriving once more."""
    return new_fingerprint == stored.fingerprint or (revision <= stored.revision and new_fingerprint in stored.earlier)
