"""Writes down what is coming in the next two days, by asking program, aftercare and alumni. Running it again changes
only what became different: a moved meeting, another wish, another zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.aftercare import rules as aftercare_rules
from companion.alumni import service as alumni
from companion.kernel import ids
from companion.kernel.database import affected, db
from companion.kernel.logs import log
from companion.kernel.timezones import is_zone, local_day
from companion.program import service as program
from companion.program.service import SessionView
from companion.reminders import rules, settings
from companion.reminders.models import Occurrence
from companion.reminders.rules import HORIZON, Meeting, Planned, Wishes

FALLBACK_ZONE = "UTC"
CHANGES_AHEAD = timedelta(days=14)  # as far as the phone's own copy of the schedule goes
CHANGES_BACK = timedelta(days=2)
_VISIT_BACK, _DAY_AFTER = timedelta(hours=16), timedelta(hours=32)
_UNIQUE = ("participant_id", "kind", "source", "local_date", "slot")
_log = log("reminders")


@dataclass
class Subject:
    """One person and what concerns them."""

    person: Person
    wishes: Wishes
    zone: str
    meetings: list[Meeting] = field(default_factory=list)
    completed_on: date | None = None


def plan(now: datetime) -> int:
    """Write down the next 48 hours for everybody; returns how many occurrences are new or moved. Needs an open
    transaction. One person whose data cannot be read is reported and stops nobody else."""
    return _store(_rows(_subjects(now, now + HORIZON), now))


def plan_changes(now: datetime) -> int:
    """Only the news: meetings of the next two weeks that were moved, cancelled or otherwise changed lately."""
    changed = [
        (whose, view)
        for whose, view in program.upcoming(now - _VISIT_BACK, now + CHANGES_AHEAD)
        if view.changed_at is not None and view.changed_at > now - CHANGES_BACK
    ]
    return _store(_change_rows(changed, now))


def replan_session(session_id: UUID, now: datetime) -> int:
    """After staff changed this meeting: tell those it concerns, and bring their reminders in step, at once."""
    view = program.session_state(session_id)
    if view is None:
        return 0
    told = program.who_is_told(session_id)
    changed = _store(_change_rows([(whose, view) for whose in told], now))
    return changed + sum(replan_person(whose, now) for whose in told)


def replan_person(participant_id: UUID, now: datetime) -> int:
    """After wishes, zone or enrollment changed: drop what is not due yet and plan this person anew."""
    pending = (Occurrence.participant_id == participant_id, Occurrence.state == rules.PLANNED)
    untouched = (Occurrence.attempts == 0, Occurrence.kind != rules.CHANGED, Occurrence.due_at > now)
    affected(delete(Occurrence).where(*pending, *untouched).execution_options(synchronize_session=False))
    subjects = _subjects(now, now + HORIZON, only=participant_id)
    return _store(_rows(subjects, now))


def as_meeting(view: SessionView) -> Meeting:
    return Meeting(
        view.id,
        view.zone,
        view.local_date,
        view.starts_at,
        view.ends_at,
        view.on,
        view.changed_at,
        view.previous_starts_at,
    )


def zone_of(person: Person) -> str:
    """Where the person's phone last was."""
    return person.zone if person.zone and is_zone(person.zone) else FALLBACK_ZONE


def _subjects(now: datetime, until: datetime, only: UUID | None = None) -> list[Subject]:
    people = [person for person in _people(only) if person.disabled_at is None]
    wishes = settings.wishes(person.id for person in people)
    subjects = {person.id: Subject(person, wishes[person.id], zone_of(person)) for person in people}
    for whose, view in _meetings(now, until, only):
        if whose in subjects:
            subjects[whose].meetings.append(as_meeting(view))
    for whose, completed_on in _completions(only):
        if whose in subjects:
            subjects[whose].completed_on = completed_on
    return list(subjects.values())


def _people(only: UUID | None) -> Iterable[Person]:
    return accounts.everyone(["participant"]) if only is None else accounts.people([only]).values()


def _meetings(now: datetime, until: datetime, only: UUID | None) -> Iterable[tuple[UUID, SessionView]]:
    """From early enough to see which meeting begins a visit, to late enough for tomorrow's tomorrow."""
    if only is None:
        return program.upcoming(now - _VISIT_BACK, until + _DAY_AFTER)
    first, last = (now - _VISIT_BACK).date() - timedelta(days=1), (until + _DAY_AFTER).date() + timedelta(days=1)
    return [(only, view) for view in program.sessions_of(only, first, last)]


def _completions(only: UUID | None) -> Iterator[tuple[UUID, date]]:
    if only is not None:
        current = program.current_enrollment(only)
        enrollments = [current] if current else []
    else:
        enrollments = [each for one in program.programs() for each in program.current_enrollments(one.id)]
    for each in enrollments:
        if each.completed_on is not None:
            yield each.participant_id, each.completed_on


def _rows(subjects: Sequence[Subject], now: datetime) -> Iterator[tuple[UUID, Planned]]:
    for subject in subjects:
        try:
            found = [each for each in _of(subject, now) if each.closes_at > now and each.due_at < now + HORIZON]
        except Exception as error:  # noqa: BLE001 - one person's damaged data must not silence everybody's reminders
            _log.error("not_planned", kind=type(error).__name__)
            continue
        yield from ((subject.person.id, each) for each in found)


def _of(subject: Subject, now: datetime) -> Iterator[Planned]:
    wishes, zone = subject.wishes, subject.zone
    yield from rules.session_occurrences(subject.meetings, wishes, zone)
    today = local_day(now, zone)
    days = [today + timedelta(days=ahead) for ahead in range(-1, 4)]
    prompts = (rules.prompt_occurrence(day, wishes, zone) for day in days)
    yield from (prompt for prompt in prompts if prompt is not None)
    if subject.completed_on is not None:
        yield from _after_completion(subject, subject.completed_on, days, now)


def _after_completion(subject: Subject, completed_on: date, days: Sequence[date], now: datetime) -> Iterator[Planned]:
    """Check-ups, and the alumni group's days for those who asked for them."""
    due = set(aftercare_rules.checkup_due_dates(completed_on, days[-1]))
    wanted = [
        rules.day_occurrence(rules.CHECKUP, f"checkup {day}", day, subject.wishes, subject.zone)
        for day in days
        if day in due and day >= local_day(now, subject.zone)
    ]
    if subject.wishes.groups:
        for group in alumni.groups(subject.person.id, now):
            for meeting in group.meetings[:3]:
                source, day = str(group.id), meeting.local_date
                wanted.append(
                    rules.day_occurrence(rules.ALUMNI, source, day, subject.wishes, subject.zone, meeting.starts_at)
                )
    yield from (each for each in wanted if each is not None)


def _change_rows(changed: Iterable[tuple[UUID, SessionView]], now: datetime) -> Iterator[tuple[UUID, Planned]]:
    by_person: dict[UUID, list[Meeting]] = {}
    for whose, view in changed:
        by_person.setdefault(whose, []).append(as_meeting(view))
    people, wishes = accounts.people(by_person), settings.wishes(by_person)
    for whose, meetings in by_person.items():
        person = people.get(whose)
        if person is None or person.disabled_at is not None:
            continue
        since = max(now - CHANGES_BACK, person.activated_at or now - CHANGES_BACK)
        found = rules.change_occurrences(meetings, wishes[whose], zone_of(person), since)
        yield from ((whose, each) for each in found if each.closes_at > now)


def _store(rows: Iterable[tuple[UUID, Planned]]) -> int:
    """Insert what is new; move what waits at another time; leave everything that was begun alone."""
    made = {
        (whose, one.kind, one.source, one.local_date, one.slot): {
            "id": ids.new_id(), "participant_id": whose, "kind": one.kind, "source": one.source, "slot": one.slot,
            "local_date": one.local_date, "state": rules.PLANNED, "attempts": 0, "recoveries": 0, "due_at": one.due_at,
            "closes_at": one.closes_at, "expires_at": one.expires_at,
        }
        for whose, one in rows
    }  # fmt: skip
    found, changed = list(made.values()), 0
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    for start in range(0, len(found), 2000):
        insert = dialect.insert(Occurrence).values(found[start : start + 2000])
        news = insert.excluded
        waiting = (Occurrence.state == rules.PLANNED) & (Occurrence.attempts == 0)
        moved = or_(Occurrence.due_at != news.due_at, Occurrence.closes_at != news.closes_at)
        times = {name: news[name] for name in ("due_at", "closes_at", "expires_at")}
        changed += affected(
            insert.on_conflict_do_update(index_elements=list(_UNIQUE), set_=times, where=waiting & moved)
        )
    return changed
