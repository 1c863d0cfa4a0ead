"""Hours per week that a track plans, and a person in it on their own days, against what is usual at the level of care.
A warning for staff and nothing more: a week with fewer hours can be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from companion.enrollment import rules
from companion.enrollment.rules import OwnDays
from companion.enrollment.status import EnrollmentView
from companion.program import rules as program_rules
from companion.program import service as program
from companion.program.rules import Pattern


@dataclass(frozen=True)
class Dosage:
    """Planned minutes of one week, without breaks and without what is optional."""

    level: str
    minutes: int

    @property
    def outside(self) -> bool:
        return program_rules.dosage_warning(self.level, self.minutes) is not None


def dosage_of_track(track_id: UUID, level: str, day: date) -> Dosage:
    """What the pattern in force on `day` comes to."""
    return Dosage(level, program_rules.weekly_minutes(_in_force(track_id, day)))


def dosage_of_person(view: EnrollmentView, today: date) -> list[tuple[date, Dosage]]:
    """(from this day on, what their week comes to), for the days that count now and those that begin later."""
    begins = max(today, view.starts_on)
    days = [begins, *sorted(entry.since for entry in view.own_days if entry.since > begins)]
    return [(day, Dosage(view.level, _minutes(_in_force(view.track_id, day), view.own_days, day))) for day in days]


def _minutes(weekly: Iterable[Pattern], own_days: tuple[OwnDays, ...], day: date) -> int:
    monday = program_rules.monday_of(day)
    begun = [entry for entry in own_days if entry.since <= day]
    return program_rules.weekly_minutes(
        one for one in weekly if rules.comes_on(begun, date.fromordinal(monday.toordinal() + 7 + one.weekday))
    )


def _in_force(track_id: UUID, day: date) -> list[Pattern]:
    found = program.versions_of_track(track_id).values()
    return [one.pattern for some in found for one in some.values() if one.since <= day < one.until]
