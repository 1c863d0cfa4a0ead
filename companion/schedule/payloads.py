"""What the phone gets about its person's program: enough to show −1…+14 days without a network."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import model_validator
from pydantic_core import to_json

from companion.enrollment.rules import COMPLETED, about_weeks, week_number
from companion.enrollment.service import EnrollmentStatus, EnrollmentView
from companion.enrollment.service import said as sentences
from companion.kernel import timezones
from companion.kernel.payload import Day, In, Out, Stamp, utc_text
from companion.program.rules import WEEKDAYS, Closed, monday_of
from companion.program.service import Phone, ProgramView, Translator, WeeklyHours
from companion.schedule.rules import SessionView, Week, weeks

LONGEST_DAYS = 62
FIRST_DAY_WITHIN = timedelta(days=7)
OPEN_AHEAD = timedelta(days=14)


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
    """Wall times in the program's zone, on one day each: 24:00 is its end."""

    days: list[str]
    opens: str
    closes: str


class OpenSpan(Out):
    """Somebody answers from one instant until another. `local_date` and the times are those of the program's clock."""

    opens_at: Stamp
    closes_at: Stamp
    local_date: date
    opens_local: str
    closes_local: str


class ProgramPhone(Out):
    """`open` is when somebody answers from today to two weeks ahead, with holidays, nights and clock changes counted, by which
    every screen says whether somebody does now; null when the program does not say, and so is `open_now`. `hours` are
    those of an ordinary week, for phones of an older version."""

    label: str
    number: str
    hours: list[OpenHours]
    open: list[OpenSpan] | None
    open_now: bool | None

    @classmethod
    def of(cls, phone: Phone, zone: str, closed: tuple[Closed, ...], now: datetime, translate: Translator) -> Self:
        today = timezones.local_day(now, zone)
        return cls(
            label=translate(phone.label),
            number=phone.number,
            hours=[hours for entry in phone.hours for hours in _by_day(entry)],
            open=_open_spans(phone, zone, closed, today) if phone.says else None,
            open_now=phone.open_at(now, zone, closed),
        )


@lru_cache(maxsize=256)
def _open_spans(phone: Phone, zone: str, closed: tuple[Closed, ...], today: date) -> list[OpenSpan]:
    """Many phones ask on the same day."""
    tz, midnight = timezones.zone(zone), timezones.to_instant(today, time(0), zone)
    found = []
    for span in phone.spans(zone, closed, today - timedelta(days=1), today + OPEN_AHEAD):
        opens, closes = (instant.astimezone(tz) for instant in span)
        wall = {"local_date": opens.date(), "opens_local": f"{opens:%H:%M}", "closes_local": f"{closes:%H:%M}"}
        if span.closes_at > midnight:
            found.append(OpenSpan(opens_at=span.opens_at, closes_at=span.closes_at, **wall))
    return found


def _by_day(entry: WeeklyHours) -> list[OpenHours]:
    """A night in two parts, each on its day."""
    opens, closes = (f"{wall:%H:%M}" for wall in entry.clock)
    if entry.clock.closes > entry.clock.opens:
        return [OpenHours(days=[WEEKDAYS[day] for day in entry.weekdays], opens=opens, closes=closes)]
    evening = OpenHours(days=[WEEKDAYS[day] for day in entry.weekdays], opens=opens, closes="24:00")
    morning = OpenHours(days=[WEEKDAYS[(day + 1) % 7] for day in entry.weekdays], opens="00:00", closes=closes)
    return [evening] if closes == "00:00" else [evening, morning]


class ScheduleProgram(Out):
    name: str
    app_name: str
    zone: str
    address: str | None
    phones: list[ProgramPhone]

    @classmethod
    def of(cls, program: ProgramView, closed: tuple[Closed, ...], now: datetime, translate: Translator) -> Self:
        phones = [ProgramPhone.of(phone, program.zone, closed, now, translate) for phone in program.phones]
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
    def of(cls, stored: dict[str, Any], translate: Translator) -> Self:
        card = {"door": None, "bring": [], "join_url": None} | stored
        bring = [translate(one) for one in card["bring"]]
        where, door = translate(card["where"]), translate.optional(card["door"])
        return cls(**card | {"where": where, "door": door, "bring": bring})


class WeeklyItemOut(Out):
    """A line of the program's own weekly check-up."""

    name: str
    side: str


class ComingChange(Out):
    """What is different from `starts_on` on: another track, or own days (`mon` to `sun`) in this one; the other is null."""

    starts_on: date
    track_name: str | None
    days: list[str] | None

    @classmethod
    def of(cls, standing: EnrollmentStatus, today: date, translate: Translator) -> Self | None:
        """The earliest one, a move before own days on the same day; None when nothing is to come."""
        found = [
            cls(starts_on=entry.since, track_name=None, days=[WEEKDAYS[day] for day in sorted(entry.weekdays)])
            for entry in standing.now.own_days
            if entry.since > today and not standing.over
        ]
        if standing.next:
            name = translate(standing.next.track_name)
            found.insert(0, cls(starts_on=standing.next.starts_on, track_name=name, days=None))
        return min(found, key=lambda change: change.starts_on, default=None)


class LeaveOut(Out):
    """Away from `starts_on` to `ends_on`, both included, or until they are back. Why is not on the phone."""

    starts_on: date
    ends_on: date | None
    keeps_place: bool


class SaidOut(Out):
    """The same in both languages: the phone shows the one it is set to, offline too."""

    en: str
    es: str


class ScheduleEnrollment(Out):
    """`phase` is "completed" once the program days are over, however they ended: so says `exit`, and `ended_on` the last of them;
    `completed_on` is that day only for who completed. `leave` is the one that covers today,
    `said` what to tell them about their exit or leave. `modules` are the optional cards of
    the track. `week_number` is 0 before the first day, and goes on counting through
    moves. `begins_on` is the first day with something they are expected at, as far as it is known; `first_day` is there
    until that day is over, and not after a move. `next` is the earliest change that is to come."""

    phase: str
    track_name: str
    starts_on: date
    begins_on: date
    week_number: int
    about_weeks: int
    completed_on: date | None
    exit: str | None
    ended_on: date | None
    leave: LeaveOut | None
    said: SaidOut | None
    hides_craving: bool
    modules: list[str]
    weekly_items: list[WeeklyItemOut]
    first_day: FirstDayCard | None
    next: ComingChange | None

    @classmethod
    def of(cls, standing: EnrollmentStatus, begins_on: date, today: date, translate: Translator) -> Self:
        view, since = standing.now, standing.since
        items = [WeeklyItemOut(**item) for item in view.modules.get("weekly_items", [])]
        return cls(
            phase="completed" if standing.over else view.phase,
            track_name=translate(view.track_name),
            starts_on=view.starts_on,
            begins_on=begins_on,
            week_number=week_number(since, today),
            about_weeks=about_weeks(since, view.expected_end_on, view.about_weeks),
            completed_on=standing.ended_on if standing.exit == COMPLETED else None,
            exit=standing.exit,
            ended_on=standing.ended_on,
            leave=LeaveOut.model_validate(standing.leave) if standing.leave else None,
            said=SaidOut.model_validate(found) if (found := sentences(standing)) else None,
            hides_craving=view.hides_craving,
            modules=view.modules.get("on", []),
            weekly_items=[item.model_copy(update={"name": translate(item.name)}) for item in items],
            first_day=FirstDayCard.of(view.first_day, translate)
            if standing.begins_anew and today <= begins_on
            else None,
            next=ComingChange.of(standing, today, translate),
        )


class ScheduledSession(Out):
    """One meeting. `starts_local` and `ends_local` are wall times in the program's zone. `remote`: this person joins by
    link, wherever the room is. `as_written` has title, place and what to bring in the program's own language, where that is
    not mine: a translation is no change of the meeting. `untranslated`: the title is in a language that is not mine."""

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
    bring: list[str]
    as_written: tuple[str, str | None, list[str]] | None
    untranslated: bool

    @classmethod
    def of(cls, view: SessionView, enrollment: EnrollmentView | None, translate: Translator) -> Self:
        return cls.model_validate_json(to_json(as_plain(view, enrollment, timezones.zone(view.zone), translate)))


_MADE = frozenset({"starts_local", "ends_local", "remote", "as_written", "untranslated"})
_NAMES = tuple(name for name in ScheduledSession.model_fields if name not in _MADE)
_said = attrgetter(*_NAMES)


def as_plain(
    view: SessionView, enrollment: EnrollmentView | None, tz: ZoneInfo, translate: Translator
) -> dict[str, Any]:
    """A ScheduledSession ready to be written. A phone asks for dozens, and a model for each costs several times this."""
    plain = dict(zip(_NAMES, _said(view), strict=True))
    plain["starts_at"], plain["ends_at"] = utc_text(view.starts_at), utc_text(view.ends_at)
    starts, ends = view.starts_at.astimezone(tz), view.ends_at.astimezone(tz)
    plain["starts_local"] = "%02d:%02d" % (starts.hour, starts.minute)  # noqa: UP031 - a third of what a format takes
    plain["ends_local"] = "%02d:%02d" % (ends.hour, ends.minute)  # noqa: UP031
    plain["remote"] = _remote(view, enrollment)
    if view.previous_starts_at:
        plain["previous_starts_at"] = utc_text(view.previous_starts_at)
    plain["as_written"], plain["untranslated"] = None, False
    if translate.texts is not None:
        plain |= _translated(view, translate)
    return plain


def _translated(view: SessionView, translate: Translator) -> dict[str, Any]:
    return {
        "title": translate(view.title),
        "place": translate.optional(view.place),
        "bring": [translate(one) for one in view.bring],
        "as_written": (view.title, view.place, view.bring),
        "untranslated": translate.lacks(view.title),
    }


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


class Schedule(Out):
    """`program`, `enrollment` and the days are null for somebody who has not been enrolled yet. `start` and `end` are the
    local days it is about, both included: of other days it says nothing."""

    start: date | None
    end: date | None
    program: ScheduleProgram | None
    enrollment: ScheduleEnrollment | None
    sessions: list[ScheduledSession]
    weeks: list[PlannedWeek]


def whole_weeks(start: date, end: date) -> tuple[date, date]:
    """The Monday on or before `start` and the Sunday on or after `end`."""
    return monday_of(start), monday_of(end) + timedelta(days=6)


def days_needed(standing: EnrollmentStatus, start: date, end: date, today: date) -> tuple[date, date]:
    """The whole weeks around `start` to `end`, and for a week after an enrollment began the days since then: only with
    them can one say which day is the first."""
    first, last = whole_weeks(start, end)
    began = standing.now.starts_on
    return (min(first, began) if timedelta(0) <= today - began <= FIRST_DAY_WITHIN else first), last


def schedule(
    program: ProgramView,
    closed: tuple[Closed, ...],
    standing: EnrollmentStatus,
    sessions: list[SessionView],
    days: tuple[date, date],
    now: datetime,
    translate: Translator,
) -> bytes:
    """A Schedule for `days`, both included, as JSON, from the sessions of `days_needed`."""
    (start, end), tz, enrollment = days, timezones.zone(program.zone), standing.now
    (first, last), today = whole_weeks(start, end), timezones.local_day(now, program.zone)
    found = {
        "start": start,
        "end": end,
        "program": ScheduleProgram.of(program, closed, now, translate),
        "enrollment": ScheduleEnrollment.of(standing, _begins_on(enrollment, sessions, first, today), today, translate),
        "sessions": [
            as_plain(session, enrollment, tz, translate) for session in sessions if start <= session.local_date <= end
        ],
        "weeks": [_plain_week(week) for week in weeks(one for one in sessions if first <= one.local_date <= last)],
    }
    return to_json(found)


def _begins_on(enrollment: EnrollmentView, sessions: list[SessionView], first: date, today: date) -> date:
    """The first day with a meeting of theirs that counts, which can come after the enrollment began. Once the days since
    then are not among `sessions` any more, the day it began."""
    began, track = enrollment.starts_on, enrollment.track_id
    if min(first, today - FIRST_DAY_WITHIN) > began:
        return began
    counting = (one for one in sessions if one.track_id == track and one.local_date >= began and one.planned_minutes)
    return min((one.local_date for one in counting), default=began)


def _plain_week(week: Week) -> dict[str, Any]:
    own = {"starts_on": week.starts_on, "planned_days": week.planned_days, "planned_minutes": week.planned_minutes}
    return own | {"days": week.days}
