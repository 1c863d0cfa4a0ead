"""The calendar feed: the secret address from which a calendar app reads one person's dates. The person creates, replaces, and
turns it off; it is dead when the enrollment ends.

Whether an address works is checked at every request. The worker deletes addresses that no longer do, so that it stays that way.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentView, Record
from companion.kernel import ids, ratelimit, revocations
from companion.kernel.database import db
from companion.kernel.errors import Conflict, NotFound
from companion.kernel.statements import affected, insert_ignore
from companion.kernel.timezones import local_day
from companion.program import service as program
from companion.reminders import sequence
from companion.reminders.calendar import AHEAD, TITLES, entries, feed_file
from companion.reminders.models import CalendarFeed

BACK = timedelta(days=7)
_FETCHES, _ONE_MORE_AFTER = 60, 30  # a family's phones, each every five minutes, stay below
_ADDRESSES, _ANOTHER_AFTER = 10, 360
_AT_ONCE = 500
_COLUMNS = (
    CalendarFeed.id,
    CalendarFeed.participant_id,
    CalendarFeed.enrollment_id,
    CalendarFeed.created_at,
    CalendarFeed.fetched_on,
)


@dataclass(frozen=True)
class Feed:
    """An address that works at this moment, and for whom."""

    id: UUID
    participant_id: UUID
    zone: str
    language: str


@dataclass(frozen=True)
class FeedStatus:
    """What the person is told about it. `since` is None while there is no address that works."""

    offered: bool
    since: datetime | None = None
    fetched_on: date | None = None


def feed_status(participant_id: UUID, now: datetime) -> FeedStatus:
    """Whether the person may have an address, and has one."""
    record = enrollment.record_of(participant_id)
    if _offered(record, now) is None:
        return FeedStatus(offered=False)
    row = db.session.execute(select(*_COLUMNS).where(CalendarFeed.participant_id == participant_id)).first()
    if row is None or not _lasts(row.enrollment_id, record, now):
        return FeedStatus(offered=True)
    return FeedStatus(True, row.created_at, row.fetched_on)


def open_feed(participant_id: UUID, now: datetime) -> str:
    """A new address; returns its token, which is kept nowhere. One that was there before is dead.

    Conflict where it is not offered, and when two phones ask in the same moment.
    """
    current = _offered(enrollment.record_of(participant_id), now)
    if current is None:
        raise Conflict("not_offered", "Your program does not offer this.")
    close_feed(participant_id)
    token = secrets.token_urlsafe(32)
    row = {
        "id": ids.new_id(),
        "participant_id": participant_id,
        "enrollment_id": current.id,
        "token_hash": _hash(token),
        "created_at": now,
        "fetched_on": None,
        "shown": [],
    }
    if insert_ignore(CalendarFeed, [row], ["participant_id"]) == 0:
        raise Conflict("changed_meanwhile", "Another phone of yours made one just now. Try again.")
    return token


def close_feed(participant_id: UUID) -> None:
    """Turn it off. Harmless to repeat."""
    _end(CalendarFeed.participant_id == participant_id)


def feed_behind(token: str, now: datetime) -> Feed:
    """The feed with this token. NotFound for one that is unknown, replaced, turned off, no longer offered or over."""
    row = db.session.execute(select(*_COLUMNS).where(CalendarFeed.token_hash == _hash(token))).first()
    if row is None:
        raise NotFound
    person, record = accounts.get_person(row.participant_id), enrollment.record_of(row.participant_id)
    current = _offered(record, now)
    if person.disabled_at is not None or current is None or not _lasts(row.enrollment_id, record, now):
        raise NotFound
    return Feed(row.id, row.participant_id, current.zone, person.language)


def spend_a_fetch(feed: Feed, now: datetime) -> None:
    """Raises TooMany. Counted per address, and only for those that work, so that the rest all look alike."""
    ratelimit.spend(f"calendar-feed|{feed.id}", _FETCHES, _ONE_MORE_AFTER, now)


def spend_an_address(participant_id: UUID, now: datetime) -> None:
    """Raises TooMany."""
    ratelimit.spend(f"calendar-address|{participant_id}", _ADDRESSES, _ANOTHER_AFTER, now)


def read_feed(feed: Feed, name: str, now: datetime) -> bytes:
    """The calendar, called `name`, from a week ago to eight weeks ahead; notes that it was read today. The same dates
    are the same bytes. NotFound when it was turned off since `feed_behind`."""
    mine = CalendarFeed.id == feed.id
    shown = db.session.scalar(select(CalendarFeed.shown).where(mine).with_for_update())
    if shown is None:
        raise NotFound
    today, before = local_day(now, feed.zone), sequence.read(shown)
    days = (today - BACK, today + AHEAD)
    found = sequence.told(before, entries(feed.participant_id, TITLES[feed.language], days, now))
    kept = sequence.remembered(before, found, now - BACK - timedelta(days=1))
    affected(update(CalendarFeed).where(mine).values(fetched_on=today, shown=sequence.stored(kept)))
    return feed_file(found, name)


def feeds_that_are_over(now: datetime) -> list[UUID]:
    """The feeds that no longer work: over, not offered any more, or of a closed account. Two statements for each 500."""
    everyone = db.session.execute(select(CalendarFeed.id, CalendarFeed.participant_id)).all()
    offering = {one.id for one in program.programs() if one.calendar_feed} if everyone else set()
    over: list[UUID] = []
    for start in range(0, len(everyone), _AT_ONCE):
        some = everyone[start : start + _AT_ONCE]
        people = accounts.people(whose for _, whose in some)
        latest = enrollment.statuses([whose for _, whose in some], now)
        over += (
            feed_id
            for feed_id, whose in some
            if people[whose].disabled_at is not None
            or latest[whose].over
            or latest[whose].now.program_id not in offering
        )
    return over


def end_feeds(feed_ids: Sequence[UUID]) -> None:
    """Delete these feeds, and note outside the database that they are gone."""
    for start in range(0, len(feed_ids), _AT_ONCE):
        _end(CalendarFeed.id.in_(feed_ids[start : start + _AT_ONCE]))


def end_all_feeds() -> None:
    """No calendar address of before answers any more."""
    _end()


def _end(*which: Any) -> None:
    ended = db.session.scalars(delete(CalendarFeed).where(*which).returning(CalendarFeed.id)).all()
    revocations.gone(CalendarFeed, [{"id": one} for one in ended])


def _offered(record: Record, now: datetime) -> EnrollmentView | None:
    """The enrollment in whose program the person is, if that program allows it."""
    status = record.at(now)
    if status is None or status.over or not program.get_program(status.now.program_id).calendar_feed:
        return None
    return status.now


def _lasts(enrollment_id: UUID, record: Record, now: datetime) -> bool:
    """A move to another track goes on under the same address; a return after an end does not."""
    begun, lived = False, []
    for view in record.enrollments:
        begun = begun or view.id == enrollment_id
        lived += [view] if begun else []
    status = record.at(now)
    ended = [
        view for view in lived if view.exit is not None and (status is None or view.starts_on <= status.now.starts_on)
    ]
    return begun and not ended


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
