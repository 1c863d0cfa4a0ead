"""What people have lived through before a test begins: ten evenings of entries, plans, days and goals of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from companion.aftercare import service as aftercare
from companion.aftercare.rules import empty_sections
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.recovery import service as recovery
from companion.safety import service as safety
from companion.safety.rules import empty_content
from tests.journeys.house import House, Invited

_EVENINGS = [(3, 6), (3, 5), (2, 8), (4, 4), (3, 5), (2, 7), (3, 4), (4, 3), (4, 4), (4, 2)]


def live(house: House, person: Invited) -> Invited:
    """Give them a past. Returns the same person."""
    now = clock.now()
    with house.inside(), transaction():
        for back, (mood, craving) in enumerate(reversed(_EVENINGS), start=1):
            at = (house.hours.today - timedelta(days=back)).replace(hour=20, minute=15)
            checkins.record_checkin(person.id, _entry(person.id, at, mood, craving), at + timedelta(seconds=2))
        safety.save_plan(person.id, 0, _safety_plan(person.id), now)
        aftercare.save_plan(person.id, 0, _aftercare_plan(), now)
        recovery.join_days(person.id, _days(house, person.id), now)
        recovery.join_goals(person.id, _goals(house, person.id), now)
    return person


def _entry(person: UUID, at: datetime, mood: int, craving: int) -> NewCheckin:
    said = Entry(mood=mood, craving=craving, stress=max(1, craving - 1), sleep="ok" if craving > 5 else "good")
    return NewCheckin(uuid5(person, at.isoformat()), at, str(at.tzinfo), at.date(), said)


def _safety_plan(person: UUID) -> dict[str, object]:
    plan = empty_content()
    plan["steps"] |= {
        "warning_signs": ["I stop answering messages", "Sunday evenings alone"],
        "alone": ["A walk around the reservoir", "The playlist from August"],
        "distraction": ["The library until it closes"],
        "surroundings": ["My sister keeps the key"],
    }
    plan["people"] = [
        {"id": str(uuid5(person, "sister")), "name": "Rosa", "kind": "family", "phone": "+1 212 555 0147"}
    ]
    return plan


def _aftercare_plan() -> dict[str, list[str]]:
    return empty_sections() | {
        "continued_therapy": [
            "Thursdays at 5 with Priya, Mill Street",
            "Otherwise 212-555-0123, https://riverside.example.org/outpatient/appointments/reschedule",
        ],
        "support_groups": ["Wednesday group, 7 PM. Ask for Lou"],
        "healthy_routines": ["Swim on Saturdays", "In bed by eleven"],
    }


def _days(house: House, person: UUID) -> dict[str, list[dict[str, object]]]:
    """Three hundred and seventy days with two returns among them."""
    today = house.hours.today
    focus = str(uuid5(person, "focus"))
    marks: list[dict[str, object]] = []
    for kind, back in (("start", 370), ("return", 92), ("start", 91), ("return", 12), ("start", 11)):
        at = (today - timedelta(days=back)).replace(hour=12)
        day = at.date().isoformat()
        mark = {"id": str(uuid5(person, f"{kind} {back}")), "rev": 1, "gone": False, "focus": focus, "kind": kind}
        marks.append({**mark, "day": day, "told": day, "at": at.astimezone(UTC).isoformat(), "happened": None})
    foci: list[dict[str, object]] = [{"id": focus, "rev": 1, "gone": False, "name": "Wine", "hidden": False}]
    return {"foci": foci, "marks": marks, "moments": [], "settings": []}


def _goals(house: House, person: UUID) -> dict[str, list[dict[str, object]]]:
    today = house.hours.today.date()
    goal: dict[str, object] = {
        "id": str(uuid5(person, "goal")), "rev": 1, "gone": False, "what": "Walk before work",
        "measure": "Shoes by the door", "target": "3 mornings a week", "by": (today + timedelta(days=20)).isoformat(),
        "review_on": today.isoformat(), "state": "open", "ended_on": None,
    }  # fmt: skip
    return {"goals": [goal], "reviews": []}
