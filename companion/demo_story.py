"""What the demo accounts have lived through, told relative to today."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from companion.accounts import service
from companion.aftercare import service as aftercare
from companion.aftercare.rules import empty_sections
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.kernel import settings
from companion.kernel.timezones import local_day, to_instant
from companion.program import files
from companion.program import service as program
from companion.recovery import service as recovery
from companion.safety import service as safety
from companion.safety.rules import empty_content
from companion.sharing import duty
from companion.staff.content import load_content

STARTER = Path(__file__).parent / "starter"
ZONE = "America/New_York"
_HISTORY = timedelta(days=80)  # calendars are written out from this long ago, so that past weeks have their meetings
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


def load_programs(now: datetime) -> dict[str, UUID]:
    """The starter programs by slug; files that have not changed since the last load are left alone."""
    loaded: dict[str, UUID] = {}
    for path in sorted(STARTER.glob("*.yaml")):
        mark = f"demo_file_{path.stem}_{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
        known = settings.read(mark)
        loaded[path.stem] = UUID(known) if known else _load(path, now)
        settings.ensure(mark, str(loaded[path.stem]))
    return loaded


def _load(path: Path, now: datetime) -> UUID:
    content = files.read(path)
    if program.program_by_slug(content.slug) is None:
        load_content(content, now - _HISTORY)
    return load_content(content, now).program_id


def tell(programs: dict[str, UUID], people: dict[str, UUID], now: datetime) -> None:
    """Enroll, complete, fill in plans and check-ins. Whoever has an enrollment already is left alone."""
    for slug in programs:
        for staff in ("counselor", "coordinator", "admin"):
            program.assign_staff(programs[slug], people[staff])
    alder, birch = programs["alder"], programs["birch"]
    for key, scene in (("night_before", _night_before), ("active", _active), ("alumna", _completed)):
        if program.current_enrollment(people[key]) is None:
            scene(people[key], _track(alder, "three-days"), now)
            _looked_after(people[key], people["counselor"], now)
    if program.current_enrollment(people["step_down"]) is None:
        _step_down(people["step_down"], _track(birch, "morning"), now)
        _looked_after(people["step_down"], people["counselor"], now)
    for home in (alder, birch):
        if not duty.anybody(home):
            duty.add(home, people["counselor"], range(5), time(9), time(17))
    program.advance_phases(now)


def _track(program_id: UUID, slug: str) -> UUID:
    track = program.track_by_slug(program_id, slug)
    if track is None:
        raise LookupError(f"the starter program has no track {slug!r}")
    return track.id


def _looked_after(participant_id: UUID, staff_id: UUID, now: datetime) -> None:
    service.add_to_care_team(participant_id, staff_id, now)
    service.report_zone(participant_id, ZONE, now)


def _night_before(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    program.enroll(participant_id, track_id, local_day(now, ZONE) + _DAY, now)


def _active(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """In the fourth week of about ten, with two weeks of check-ins and a safety plan."""
    then = now - timedelta(days=22)
    program.enroll(participant_id, track_id, local_day(then, ZONE), then)
    for new, received_at in _evenings(participant_id, local_day(now, ZONE)):
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
    goal = {
        "id": str(uuid5(participant_id, "goal")), "rev": 1, "gone": False, "what": "Walk before work",
        "measure": "Shoes by the door", "target": "3 mornings a week", "by": (today + 20 * _DAY).isoformat(),
        "review_on": today.isoformat(), "state": "open", "ended_on": None,
    }  # fmt: skip
    recovery.join_goals(participant_id, {"goals": [goal], "reviews": []}, now)


def _evenings(participant_id: UUID, today: date) -> Iterator[tuple[NewCheckin, datetime]]:
    for back, (mood, craving) in enumerate(zip(reversed(_MOODS), reversed(_CRAVINGS), strict=True), start=1):
        day = today - back * _DAY
        at = to_instant(day, time(20, 10 + back), ZONE)
        entry = Entry(mood=mood, craving=craving, stress=max(1, craving - 1), sleep="ok" if craving > 5 else "good")
        yield NewCheckin(uuid5(participant_id, day.isoformat()), at, ZONE, day, entry), at + timedelta(seconds=2)


def _step_down(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """Seven weeks of five days, then three days since last week."""
    began, fewer = now - timedelta(weeks=7), now - timedelta(days=7)
    program.enroll(participant_id, track_id, local_day(began, ZONE), began)
    program.set_own_days(participant_id, {0, 2, 4}, local_day(fewer, ZONE), fewer)


def _completed(participant_id: UUID, track_id: UUID, now: datetime) -> None:
    """Ten weeks, done the day before yesterday, with a plan for afterwards."""
    began, ended = now - timedelta(days=72), now - timedelta(days=2)
    program.enroll(participant_id, track_id, local_day(began, ZONE), began)
    program.complete(participant_id, local_day(ended, ZONE), ended)
    sections = empty_sections() | {
        "continued_therapy": ["Thursdays at 5 with Priya, Mill Street"],
        "support_groups": ["Wednesday group, 7 PM. Ask for Lou"],
        "people": ["Rosa", "Jamie"],
        "healthy_routines": ["Swim on Saturdays", "In bed by eleven"],
        "warning_signs": ["Skipping breakfast", "Saying yes to everything"],
    }
    aftercare.save_plan(participant_id, 0, sections, now)
