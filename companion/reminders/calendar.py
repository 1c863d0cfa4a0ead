"""Upcoming dates as calendar files (RFC 5545): one with alarms to download, for phones that reminders do not reach, and one
that a calendar app reads repeatedly. They reveal nothing: one neutral title for everything, no place, no person, and ids that
lead nowhere.

Instants are in UTC, which every calendar shows in its phone's own time zone. Each date stands alone, so no recurrence rule
needs a zone; calendar apps do not agree on the lists of clock changes that a zone has to include (ical.js reads only the
first of each, and tests/reminders/test_ical_js.py would be an hour off); and a zone tells the calendar's company where
somebody is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vText

from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.aftercare import rules as aftercare_rules
from companion.enrollment import service as enrollment
from companion.kernel.timezones import local_day, to_instant
from companion.reminders import rules, settings
from companion.reminders.candidates import as_meeting, zone_of
from companion.reminders.rules import Wishes
from companion.reminders.sequence import Entry
from companion.schedule import service as schedule

AHEAD = timedelta(weeks=8)
FILE_NAME = "dates.ics"
TITLES = {"en": "Busy", "es": "Ocupado"}
LOOK_AGAIN = timedelta(hours=1)
_CHECKUP_LASTS = timedelta(minutes=5)


def file_for(participant_id: UUID, now: datetime) -> bytes:
    """The next eight weeks of this person: each visit they mean to come to, with an alarm as long before as they wished,
    and after completion the check-up days, by the clock of their phone. What they switched off has no alarm."""
    person, wishes = accounts.get_person(participant_id), settings.wishes([participant_id], words=False)[participant_id]
    made, title = _calendar(), TITLES[person.language]
    made.add("method", "PUBLISH")
    for event in (
        *_visits(participant_id, wishes, title, now),
        *_checkups(participant_id, zone_of(person, now), wishes, title, now),
    ):
        made.add_component(event)
    return _written(made)


def feed_file(entries: Sequence[Entry], name: str) -> bytes:
    """These dates under the calendar name `name`, to be read again every hour. The same dates are the same bytes. No alarms:
    a calendar that a family shares would ring on every phone of theirs."""
    made = _calendar()
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for entry in entries:
        made.add_component(_event(entry, None))
    return _written(made)


def entries(participant_id: UUID, title: str, days: tuple[date, date], now: datetime) -> list[Entry]:
    """The visits on the program's local days, first to last, as dates of a calendar. What is cancelled is not among them,
    nor what the person said they will not be at: calendars mirror what they read, and a date that is gone there goes from all
    of them."""
    return [
        Entry(_uid(participant_id, first.id), title, first.starts_at, ends_at, now)
        for first, ends_at in _whole_visits(participant_id, *days)
    ]


def _calendar() -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Dates//EN")
    made.add("version", "2.0")
    return made


def _written(made: Calendar) -> bytes:
    if not made.subcomponents:  # §3.4: there has to be one, and a zone is none that anybody sees
        made.add_component(Timezone.from_tzinfo(ZoneInfo("UTC"), "UTC"))
    return bytes(made.to_ical())


def _whole_visits(participant_id: UUID, first: date, last: date) -> Iterator[tuple[rules.Meeting, datetime]]:
    away = absences.away(first, participant_id).get(participant_id, set())
    views = schedule.sessions_of(participant_id, first, last)
    return rules.whole_visits([as_meeting(view) for view in views if view.id not in away])


def _visits(participant_id: UUID, wishes: Wishes, title: str, now: datetime) -> Iterator[Event]:
    of = enrollment.program_of(participant_id, now)
    if of is None:
        return
    today = local_day(now, of.zone)
    lead = timedelta(minutes=wishes.lead_minutes) if wishes.session_soon else None
    for entry in entries(participant_id, title, (today, today + AHEAD), now):
        if entry.ends_at > now:
            yield _event(entry, lead)


def _checkups(participant_id: UUID, zone: str, wishes: Wishes, title: str, now: datetime) -> Iterator[Event]:
    record, today = enrollment.record_of(participant_id), local_day(now, zone)
    status = record.at(now)
    if status is None or status.after_since is None or not wishes.checkups:
        return
    for day in _days(status.after_since, today):
        if (then := record.on(day)) is None or then.after_since is None:
            continue  # they come back before that day
        begins = to_instant(day, _at(wishes), zone)
        entry = Entry(_uid(participant_id, day), title, begins, begins + _CHECKUP_LASTS, now)
        yield _event(entry, timedelta(0))


def _days(ended_on: date, today: date) -> Sequence[date]:
    return [day for day in aftercare_rules.checkup_due_dates(ended_on, today + AHEAD) if day >= today]


def _at(wishes: Wishes) -> time:
    return wishes.quiet_until if rules.covers(wishes, rules.DAY_FROM) else rules.DAY_FROM


def _uid(participant_id: UUID, source: UUID | date) -> str:
    """Stands for this date of this person and says nothing. In digits that can spell no word."""
    return hashlib.sha256(f"calendar|{participant_id}|{source}".encode()).hexdigest()[:32]


def _event(entry: Entry, lead: timedelta | None) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.revised_at)
    event.add("last-modified", entry.revised_at)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    if lead is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -lead)
        event.add_component(alarm)
    return event
