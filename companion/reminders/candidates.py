"""What is coming for one person, as occurrences: from their sessions, their reminder settings, and what follows completion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from companion.accounts.service import Person
from companion.aftercare import rules as aftercare_rules
from companion.alumni import service as alumni
from companion.alumni.rules import Meeting as Gathering
from companion.enrollment import service as enrollment
from companion.enrollment.service import Record
from companion.kernel.timezones import is_zone, local_day
from companion.reminders import rules
from companion.reminders.rules import Meeting, Planned, Wishes
from companion.schedule.rules import SessionView

CHANGES_BACK = timedelta(days=2)


@dataclass
class Subject:
    """One person and what concerns them."""

    person: Person
    wishes: Wishes
    meetings: list[Meeting] = field(default_factory=list)
    record: Record = field(default_factory=Record)
    milestones: frozenset[date] = frozenset()

    def zone(self, now: datetime) -> str:
        return zone_of(self.person, now)

    def after_since(self, day: date) -> date | None:
        """The last day of the program, if it is over by that day and check-ups take its place."""
        status = self.record.on(day)
        return status.after_since if status else None


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


def zone_of(person: Person, now: datetime) -> str:
    """Where the person's phone last was; where their program is while no phone knew."""
    return person.zone if person.zone and is_zone(person.zone) else enrollment.home_zone(person.id, now)


def is_paused(person: Person, at: datetime) -> bool:
    """Whether the person wants nothing sent at that instant, by their own calendar."""
    return person.paused_until is not None and local_day(at, zone_of(person, at)) < person.paused_until


def is_on_leave(record: Record, at: datetime) -> bool:
    """Whether nothing is sent at that instant because the person is away for a while."""
    status = record.at(at)
    return status is not None and status.leave is not None


def occurrences(subject: Subject, until: datetime, now: datetime) -> list[Planned]:
    """Everything that is due before `until` and not over yet, and the news about meetings, however far ahead those are."""
    found = [each for each in _standing(subject, until, now) if each.closes_at > now and each.due_at < until]
    return found + [each for each in news(subject, now) if each.closes_at > now]


def news(subject: Subject, now: datetime) -> Iterator[Planned]:
    """What this person is told about meetings that changed lately; nothing of before they first signed in."""
    since = max(now - CHANGES_BACK, subject.person.activated_at or now - CHANGES_BACK)
    return rules.change_occurrences(subject.meetings, subject.wishes, subject.zone(now), since)


def _standing(subject: Subject, until: datetime, now: datetime) -> Iterator[Planned]:
    wishes, zone = subject.wishes, subject.zone(now)
    yield from rules.session_occurrences(subject.meetings, wishes, zone)
    today, last = local_day(now, zone), local_day(until, zone)
    days = [today + timedelta(days=ahead) for ahead in range(-1, (last - today).days + 1)]
    yield from _prompts(subject, days, zone)
    yield from _on_their_days(subject, days, zone)
    yield from _afterwards(subject, days[1:], zone, now)


def _prompts(subject: Subject, days: Sequence[date], zone: str) -> Iterator[Planned]:
    """The question of each day while the program lasts, its last day included; check-ups take over from it."""
    ends = rules.last_ends(subject.meetings, zone)
    for day in days:
        status = subject.record.on(day)
        if status is None or status.ended_on is None or day <= status.ended_on:
            prompt = rules.prompt_occurrence(day, subject.wishes, zone, ends.get(day))
            if prompt is not None:
                yield prompt


def _on_their_days(subject: Subject, days: Sequence[date], zone: str) -> Iterator[Planned]:
    """One line on a day with milestones, however many, and a hint at the plan for after while there is time to begin it."""
    hints = [day for day in days if day in _hints(subject.record, day)]
    for kind, source, on in ((rules.MILESTONE, "day", subject.milestones), (rules.AFTERCARE, "plan", hints)):
        wanted = (rules.day_occurrence(kind, source, day, subject.wishes, zone) for day in days if day in on)
        yield from (each for each in wanted if each is not None)


def _hints(record: Record, day: date) -> list[date]:
    """The soft end is that of the track they move to, if they move."""
    status = record.on(day)
    if status is None or (status.over and status.after_since is None):
        return []
    return rules.plan_hint_days((status.next or status.now).expected_end_on, status.after_since)


def _afterwards(subject: Subject, days: Sequence[date], zone: str, now: datetime) -> Iterator[Planned]:
    """Check-ups, and for those who asked for them the days of the alumni groups and of events, while the program is over."""
    since = {day: subject.after_since(day) for day in days}
    wanted = [
        rules.day_occurrence(rules.CHECKUP, f"checkup {day}", day, subject.wishes, zone)
        for day, ended in since.items()
        if ended is not None and day in aftercare_rules.checkup_due_dates(ended, day)
    ]
    if subject.wishes.groups and any(since.values()):
        wanted += [
            rules.day_occurrence(rules.ALUMNI, source, when.local_date, subject.wishes, zone, when.starts_at)
            for source, when in gatherings(subject.person.id, now)
            if since.get(when.local_date)
        ]
    yield from (each for each in wanted if each is not None)


def gatherings(participant_id: UUID, now: datetime) -> list[tuple[str, Gathering]]:
    """(source, when) of what the person's program holds for its alumni next: three meetings of each group, and events."""
    groups = [
        (str(group.id), meeting) for group in alumni.groups(participant_id, now) for meeting in group.meetings[:3]
    ]
    return groups + [(str(event.id), event.when) for event in alumni.events(participant_id, now)]
