"""What the phone gets about its person's program: enough to show −1…+14 days without a network."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from pydantic import model_validator

from companion.kernel import timezones
from companion.kernel.payload import Day, In, Out, Stamp
from companion.program.phones import Phone
from companion.program.rules import WEEKDAYS, SessionView, Week, about_weeks, monday_of, week_number, weeks
from companion.program.service import EnrollmentView, ProgramView

LONGEST_DAYS = 62


class ScheduleQuery(In):
    """Local days of the program, both included; without them yesterday to two weeks ahead."""

    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _short_enough(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both start and end, or neither")
        if self.start and self.end and not timedelta(0) <= self.end - self.start < timedelta(days=LONGEST_DAYS):
            raise ValueError(f"end lies 0 to {LONGEST_DAYS - 1} days after start")
        return self

    def days(self, today: date) -> tuple[date, date]:
        if self.start and self.end:
            return self.start, self.end
        return today - timedelta(days=1), today + timedelta(days=14)


class OpenHours(Out):
    """Wall times in the program's zone."""

    days: list[str]
    opens: str
    closes: str


class ProgramPhone(Out):
    """`open_now` is null when the program does not say when somebody answers."""

    label: str
    number: str
    hours: list[OpenHours]
    open_now: bool | None

    @classmethod
    def of(cls, phone: Phone, zone: str, now: datetime) -> Self:
        hours = [
            OpenHours(
                days=[WEEKDAYS[day] for day in entry.weekdays],
                opens=f"{entry.opens:%H:%M}",
                closes=f"{entry.closes:%H:%M}",
            )
            for entry in phone.hours
        ]
        return cls(label=phone.label, number=phone.number, hours=hours, open_now=phone.open_at(now, zone))


class ScheduleProgram(Out):
    name: str
    app_name: str
    zone: str
    address: str | None
    phones: list[ProgramPhone]

    @classmethod
    def of(cls, program: ProgramView, now: datetime) -> Self:
        phones = [ProgramPhone.of(phone, program.zone, now) for phone in program.phones]
        return cls(
            name=program.name, app_name=program.app_name, zone=program.zone, address=program.address, phones=phones
        )


class FirstDayCard(Out):
    where: str
    door: str | None
    bring: list[str]
    ask_for: str
    join_url: str | None

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Self:
        return cls(**({"door": None, "bring": [], "join_url": None} | stored))


class WeeklyItemOut(Out):
    """A line of the program's own weekly check-up."""

    name: str
    side: str


class ScheduleEnrollment(Out):
    """`modules` are the optional cards of the track. `week_number` is 0 before the first day. `first_day` is there until the first day is over."""

    phase: str
    track_name: str
    starts_on: date
    week_number: int
    about_weeks: int
    completed_on: date | None
    hides_craving: bool
    modules: list[str]
    weekly_items: list[WeeklyItemOut]
    first_day: FirstDayCard | None

    @classmethod
    def of(cls, view: EnrollmentView, today: date) -> Self:
        return cls(
            phase=view.phase,
            track_name=view.track_name,
            starts_on=view.starts_on,
            week_number=week_number(view.starts_on, today),
            about_weeks=about_weeks(view.starts_on, view.expected_end_on, view.about_weeks),
            completed_on=view.completed_on,
            hides_craving=view.hides_craving,
            modules=view.modules.get("on", []),
            weekly_items=[WeeklyItemOut(**item) for item in view.modules.get("weekly_items", [])],
            first_day=FirstDayCard.of(view.first_day) if today <= view.starts_on else None,
        )


class ScheduledSession(Out):
    """One meeting. `starts_local` and `ends_local` are wall times in the program's zone. `remote`: this person joins by
    link, wherever the room is."""

    id: UUID
    local_date: date
    starts_at: Stamp
    ends_at: Stamp
    starts_local: str
    ends_local: str
    kind: str
    title: str
    place: str | None
    join_url: str | None
    optional: bool
    status: str
    changed: bool
    previous_starts_at: Stamp | None
    with_name: str | None
    modality: str | None
    remote: bool

    @classmethod
    def of(cls, view: SessionView, enrollment: EnrollmentView | None) -> Self:
        made = ("starts_local", "ends_local", "remote")
        plain = {name: getattr(view, name) for name in cls.model_fields if name not in made}
        local = {
            "starts_local": f"{timezones.local_time(view.starts_at, view.zone):%H:%M}",
            "ends_local": f"{timezones.local_time(view.ends_at, view.zone):%H:%M}",
        }
        return cls(**plain, **local, remote=_remote(view, enrollment))


def _remote(view: SessionView, enrollment: EnrollmentView | None) -> bool:
    """Whether this person joins by link: it meets online, or they are at home these weeks and it has a link."""
    if view.telehealth or enrollment is None or enrollment.remote_from is None:
        return view.telehealth
    last = enrollment.remote_until or date.max
    return view.join_url is not None and enrollment.remote_from <= view.local_date <= last


class PlannedDay(Out):
    local_date: date
    minutes: int


class PlannedWeek(Out):
    """A week that begins on Monday `starts_on`, complete even where the days asked for begin or end in its middle."""

    starts_on: date
    planned_days: int
    planned_minutes: int
    days: list[PlannedDay]

    @classmethod
    def of(cls, week: Week) -> Self:
        return cls.model_validate(week)


class Schedule(Out):
    """`program` and `enrollment` are null for somebody who has not been enrolled yet."""

    program: ScheduleProgram | None
    enrollment: ScheduleEnrollment | None
    sessions: list[ScheduledSession]
    weeks: list[PlannedWeek]


def whole_weeks(start: date, end: date) -> tuple[date, date]:
    """The Monday on or before `start` and the Sunday on or after `end`."""
    return monday_of(start), monday_of(end) + timedelta(days=6)


def schedule(
    program: ProgramView, enrollment: EnrollmentView, sessions: list[SessionView], start: date, end: date, now: datetime
) -> Schedule:
    """The answer for `start` to `end`, from the sessions of the whole weeks around them."""
    today = timezones.local_day(now, program.zone)
    return Schedule(
        program=ScheduleProgram.of(program, now),
        enrollment=ScheduleEnrollment.of(enrollment, today),
        sessions=[
            ScheduledSession.of(session, enrollment) for session in sessions if start <= session.local_date <= end
        ],
        weeks=[PlannedWeek.of(week) for week in weeks(sessions)],
    )
