"""What the demo accounts have been through, relative to today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from companion.accounts import service
from companion.aftercare import service as aftercare
from companion.aftercare.rules import empty_sections
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.enrollment import service as enrollment
from companion.kernel.timezones import local_day, to_instant
from companion.program import service as program
from companion.recovery import service as recovery
from companion.safety import service as safety
from companion.safety.rules import empty_content
from companion.schedule import service as schedule
from companion.sharing import service as sharing

ZONE = "America/New_York"
ACTIVE_FOR = timedelta(days=22)
STEP_DOWN_FOR = timedelta(weeks=7)
_DAY = timedelta(days=1)
_MOODS = (3, 3, 2, 4, 3, 2, 3, 4, 4, 3, 4, 3, 5, 4)
_CRAVINGS = (6, 5, 8, 4, 5, 7, 4, 3, 4, 5, 2, 3, 1, 2)


@dataclass(frozen=True)
class Part:
    """One demo account. `setting` is the name under which the database remembers who plays it."""

    key: str
    role: str
    name: str
    phase: str | None
    setting: str
    signs_in: bool = True


def parts(now: datetime) -> list[Part]:
    """Everybody. The night before day 1 comes again each day, so that part goes to somebody new when it has passed."""
    tomorrow = local_day(now, ZONE) + _DAY
    return [
        Part("night_before", "participant", "Nia", "intake", f"demo_night_before_{tomorrow}", signs_in=False),
        Part("active", "participant", "Mia", "active", "demo_active"),
        Part("step_down", "participant", "Leo", "step_down", "demo_step_down"),
        Part("alumna", "participant", "Ana", "completed", "demo_alumna"),
        Part("counselor", "counselor", "Dana", None, "demo_counselor"),
        Part("coordinator", "coordinator", "Cora", None, "demo_coordinator"),
        Part("admin", "admin", "Ruth", None, "demo_admin"),
    ]


def tell(programs: dict[str, UUID], people: dict[str, UUID], now: datetime) -> None:
    """Enroll, complete, fill in plans and check-ins. Whoever has an enrollment already is left alone."""
    for slug in programs:
        for staff in ("counselor", "coordinator", "admin"):
            program.assign_staff(programs[slug], people[staff])
    alder, birch = programs["alder"], programs["birch"]
    scenes = {
        "night_before": (_night_before, _track_tomorrow([alder, programs["elm"]], now)),
        "active": (_active, _track(alder, "three-days")),
        "step_down": (_step_down, _track(birch, "morning")),
        "alumna": (_completed, _track(alder, "three-days")),
    }
    for key, (scene, track_id) in scenes.items():
        if enrollment.enrollment_now(people[key], now) is None:
            scene(people[key], track_id, now)
            _looked_after(people[key], people["counselor"], now)
    for home in (alder, birch):
        if not sharing.anybody_on_duty(home):
            sharing.add_duty(home, people["counselor"], range(5), time(9), time(17))
    enrollment.advance_phases(now)


def _track(program_id: UUID, slug: str) -> UUID:
    track = program.track_by_slug(program_id, slug)
    if track is None:
        raise LookupError(f"the starter program has no track {slug!r}")
    return track.id


def _track_tomorrow(homes: list[UUID], now: datetime) -> UUID:
    """A track that really meets tomorrow, whatever weekday that is; these programs are in ZONE, so it is one tomorrow."""
    tomorrow = local_day(now, ZONE) + _DAY
    for home in homes:
        for meeting in schedule.sessions_of_program(home, tomorrow, tomorrow):
            if meeting.planned_minutes and meeting.participant_id is None and not meeting.by_invitation:
                return meeting.track_id
    return _track(homes[0], "three-days")


def _looked_after(participant_id: UUID, staff_id: UUID, now: datetime) -> None:
    service.add_to_care_team(participant_id, staff_id, now)
    service.report_zone(participant_id, ZONE, now)


def _night_before(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    enrollment.enroll(participant_id, track_id, local_day(now, ZONE) + _DAY, now)


def _active(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """In the fourth week of about ten, with two weeks of check-ins and a safety plan."""
    then = now - ACTIVE_FOR
    enrollment.enroll(participant_id, track_id, local_day(then, ZONE), then)
    for new, received_at in evenings(participant_id, local_day(now, ZONE)):
        checkins.record_checkin(participant_id, new, received_at)
    plan = empty_content()
    plan["steps"] |= {
        "warning_signs": ["I stop answering messages", "Sunday evenings alone"],
        "alone": ["A walk around the reservoir", "A cold shower", "The playlist from August"],
        "distraction": ["The library until it closes"],
        "surroundings": ["My sister keeps the key"],
    }
    plan["people"] = [
        {"id": str(uuid5(participant_id, "sister")), "name": "Rosa", "kind": "family", "phone": "+1 212 555 0147"},
        {"id": str(uuid5(participant_id, "friend")), "name": "Jamie", "kind": "friend", "phone": "+1 212 555 0148"},
    ]
    safety.save_plan(participant_id, 0, plan, now)
    _counts(participant_id, local_day(now, ZONE), now)


def _counts(participant_id: UUID, today: date, now: datetime) -> None:
    """Days since before the program with one return among them, and a goal to look at again today."""
    focus = str(uuid5(participant_id, "focus"))
    marks: list[dict[str, object]] = []
    for kind, back in (("start", 50), ("return", 16), ("start", 15)):
        day = today - back * _DAY
        told = {"day": day.isoformat(), "told": day.isoformat(), "at": to_instant(day, time(9), ZONE).isoformat()}
        mark = {"id": str(uuid5(participant_id, f"{kind} {back}")), "rev": 1, "gone": False, "focus": focus}
        marks.append({**mark, "kind": kind, **told, "happened": None})
    foci = [{"id": focus, "rev": 1, "gone": False, "name": "Wine", "hidden": False}]
    recovery.join_days(participant_id, {"foci": foci, "marks": marks, "moments": [], "settings": []}, now)
    recovery.join_goals(participant_id, {"goals": [goal(participant_id, today)], "reviews": []}, now)


def goal(participant_id: UUID, today: date) -> dict[str, object]:
    """A goal to look at again today."""
    return {
        "id": str(uuid5(participant_id, "goal")),
        "rev": 1,
        "gone": False,
        "what": "Walk before work",
        "measure": "Shoes by the door",
        "target": "3 mornings a week",
        "by": (today + 20 * _DAY).isoformat(),
        "review_on": today.isoformat(),
        "state": "open",
        "ended_on": None,
    }


def evenings(participant_id: UUID, today: date) -> Iterator[tuple[NewCheckin, datetime]]:
    """Two weeks of check-ins until yesterday, with when they were received."""
    for back, (mood, craving) in enumerate(zip(reversed(_MOODS), reversed(_CRAVINGS), strict=True), start=1):
        day = today - back * _DAY
        at = to_instant(day, time(20, 10 + back), ZONE)
        entry = Entry(mood=mood, craving=craving, stress=max(1, craving - 1), sleep="ok" if craving > 5 else "good")
        yield NewCheckin(uuid5(participant_id, day.isoformat()), at, ZONE, day, entry), at + timedelta(seconds=2)


def _step_down(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """Seven weeks of five days, then three days since last week."""
    began, fewer = now - STEP_DOWN_FOR, now - timedelta(days=7)
    enrollment.enroll(participant_id, track_id, local_day(began, ZONE), began)
    enrollment.set_own_days(participant_id, {0, 2, 4}, local_day(fewer, ZONE), fewer)


def _completed(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """Ten weeks, done the day before yesterday, with a plan for afterwards."""
    began, ended = now - timedelta(days=72), now - timedelta(days=2)
    enrollment.enroll(participant_id, track_id, local_day(began, ZONE), began)
    schedule.complete_enrollment(participant_id, local_day(ended, ZONE), ended)
    sections = empty_sections() | {
        "continued_therapy": ["Thursdays at 5 with Priya, Mill Street"],
        "support_groups": ["Wednesday group, 7 PM. Ask for Lou"],
        "people": ["Rosa", "Jamie"],
        "healthy_routines": ["Swim on Saturdays", "In bed by eleven"],
        "warning_signs": ["Skipping breakfast", "Saying yes to everything"],
    }
    aftercare.save_plan(participant_id, 0, sections, now)
