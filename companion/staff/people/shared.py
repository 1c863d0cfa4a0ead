"""What the care team sees of one person. The page of staff and the person's own view of it are made from this."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from companion.accounts import invitations
from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.aftercare import service as aftercare
from companion.checkins import service as checkins
from companion.checkins.service import CheckinView
from companion.enrollment import service as enrollment
from companion.enrollment.rules import DIED, EXITS, LEAVES
from companion.enrollment.service import EnrollmentView
from companion.kernel import timezones
from companion.leaving import service as leaving
from companion.program import service as program
from companion.safety import service as safety
from companion.schedule import service as schedule
from companion.sharing import rules
from companion.sharing import service as sharing


@dataclass(frozen=True)
class Middle:
    """The middle value of one answer and how many entries gave it."""

    name: str
    value: float
    of: int
    most: int


@dataclass
class Seen:
    """`items` are the parts that are shared right now; everything else stays empty."""

    zone: str
    craving: bool
    items: list[str] = field(default_factory=list)
    level: str = rules.NOTHING
    count: int = 0
    middles: list[Middle] = field(default_factory=list)
    entries: list[CheckinView] = field(default_factory=list)
    safety_plan: dict[str, Any] | None = None
    aftercare_plan: dict[str, Any] | None = None


def seen_by_team(participant_id: UUID, now: datetime) -> Seen:
    """What the person shares at this moment, and nothing else: asked anew at every look."""
    current = enrollment.enrollment_now(participant_id, now)
    seen = Seen(current.zone if current else "UTC", craving=not (current and current.hides_craving))
    granted = {item: sharing.grant(participant_id, item, now) for item in rules.ITEMS}
    seen.items = [item for item, grant in granted.items() if grant is not None]
    checkins_grant = granted[rules.CHECKINS]
    if checkins_grant is not None:
        _checkins(seen, participant_id, checkins_grant.level, now)
    if granted[rules.SAFETY_PLAN] is not None:
        seen.safety_plan = safety.read_plan(participant_id).content
    if granted[rules.AFTERCARE_PLAN] is not None:
        seen.aftercare_plan = aftercare.read_plan(participant_id).content
    return seen


def _checkins(seen: Seen, participant_id: UUID, level: str, now: datetime) -> None:
    today = timezones.local_day(now, seen.zone)
    first = today - timedelta(days=rules.DAYS_SHOWN - 1)
    logged = checkins.list_checkins(participant_id, first, today + timedelta(days=1))
    found = [each for each in logged if not each.entry.journal_page]
    seen.level, seen.count = level, len(found)
    if level == rules.ENTRIES:
        seen.entries = found[::-1]
    for name, most in (("mood", 5), ("craving", 10), ("stress", 10)):
        values = [value for each in found if (value := getattr(each.entry, name)) is not None]
        if values and (name != "craving" or seen.craving):
            seen.middles.append(Middle(name, median(values), len(values), most))


def page_of(person: Person, now: datetime) -> dict[str, Any]:
    """The rest of the page: what the program knows anyway."""
    status = enrollment.enrollment_status(person.id, now)
    current = status.now if status else None
    every = enrollment.enrollments(person.id)
    today = timezones.local_day(now, current.zone if current else "UTC")
    return {
        "person": person,
        "enrollment": current,
        "current": status,
        "open": next((one for one in every if one.last_day is None), None),
        "next": status.next if status else None,
        "exits": [how for how in EXITS if how != DIED],
        "leave_reasons": LEAVES,
        "undoable": schedule.last_change(person.id, now),
        "past": [one for one in every if _is_past(one, current)],
        "program": program.get_program(current.program_id) if current else None,
        "today": today,
        "zone": current.zone if current else "UTC",
        "weeks": enrollment.dosage_of_person(status.now, today) if status and not status.over else [],
        "team": _team(person.id),
        "papers": [(item, sharing.grant(person.id, item, now)) for item in rules.PAPERS],
        "unconfirmed": accounts.unconfirmed_phones(person.id, now),
        "paused_until": leaving.paused_until(person.id, now),
        "ways_in": accounts.ways_in_of(person.id, now),
        "code_until": invitations.waiting([person.id], now).get(person.id),
    }


def _is_past(one: EnrollmentView, current: EnrollmentView | None) -> bool:
    """It was lived, and another one counts now."""
    return current is not None and one.id != current.id and not one.taken_back and one.starts_on <= current.starts_on


def _team(participant_id: UUID) -> list[tuple[Person, datetime]]:
    """Who is on the care team, and since when."""
    lasting = {one.staff_id: one.since for one in accounts.care_team_history(participant_id) if one.until is None}
    found = accounts.people(accounts.care_team(participant_id)).values()
    return sorted(((one, lasting[one.id]) for one in found), key=lambda each: each[0].display_name.casefold())
