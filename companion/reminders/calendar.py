"""What lies ahead as a calendar file with alarms, for phones that reminders do not reach. It names nothing: one neutral
title for everything, no place, no person, and ids that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from companion.accounts import service as accounts
from companion.aftercare import rules as aftercare_rules
from companion.kernel.timezones import local_day, to_instant
from companion.program import service as program
from companion.push import service as push
from companion.reminders import rules, settings
from companion.reminders.coming import as_meeting, zone_of
from companion.reminders.rules import Wishes

AHEAD = timedelta(weeks=8)
FILE_NAME = "dates.ics"
TITLES = {"en": "Time set aside", "es": "Tiempo reservado"}
_CHECKUP_LASTS = timedelta(minutes=5)


def file_for(participant_id: UUID, now: datetime) -> bytes:
    """The next eight weeks of this person: each visit with an alarm as long before as they wished, in the program's zone,
    and after completion the check-up days in the zone of their phone. What they switched off has no alarm."""
    person, wishes = accounts.get_person(participant_id), settings.wishes([participant_id], words=False)[participant_id]
    made = Calendar()
    made.add("prodid", "-//Dates//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    title = TITLES[person.language]
    for event in (
        *_visits(participant_id, wishes, title, now),
        *_checkups(participant_id, zone_of(person), wishes, title, now),
    ):
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _visits(participant_id: UUID, wishes: Wishes, title: str, now: datetime) -> Iterator[Event]:
    of = program.program_of(participant_id)
    if of is None:
        return
    today = local_day(now, of.zone)
    views = program.sessions_of(participant_id, today, today + AHEAD)
    lead = timedelta(minutes=wishes.lead_minutes) if wishes.session_soon else None
    for first, ends_at in rules.whole_visits([as_meeting(view) for view in views]):
        if ends_at > now:
            uid = push.opaque_topic("calendar", participant_id, first.id)
            yield _event(uid, title, (first.starts_at, ends_at), first.zone, lead, now)


def _checkups(participant_id: UUID, zone: str, wishes: Wishes, title: str, now: datetime) -> Iterator[Event]:
    current = program.current_enrollment(participant_id)
    if current is None or current.completed_on is None or not wishes.checkups:
        return
    for day in _days(current.completed_on, local_day(now, zone)):
        begins = to_instant(day, _at(wishes), zone)
        uid = push.opaque_topic("calendar", participant_id, day)
        yield _event(uid, title, (begins, begins + _CHECKUP_LASTS), zone, timedelta(0), now)


def _days(completed_on: date, today: date) -> Sequence[date]:
    return [day for day in aftercare_rules.checkup_due_dates(completed_on, today + AHEAD) if day >= today]


def _at(wishes: Wishes) -> time:
    return wishes.quiet_until if rules.covers(wishes, rules.DAY_FROM) else rules.DAY_FROM


def _event(
    uid: str, title: str, span: tuple[datetime, datetime], zone: str, lead: timedelta | None, now: datetime
) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("summary", title)
    event.add("class", "PRIVATE")
    for name, instant in zip(("dtstart", "dtend"), span, strict=True):
        event.add(name, instant.astimezone(ZoneInfo(zone)))
    if lead is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -lead)
        event.add_component(alarm)
    return event
