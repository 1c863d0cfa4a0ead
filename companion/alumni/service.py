"""What a program offers its alumni. People see the groups and events of their own program and of no other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from companion.alumni.models import AlumniEvent, AlumniGroup
from companion.alumni.rules import EventView, GroupView, Meeting, meeting, next_meetings
from companion.enrollment import service as enrollment
from companion.kernel.database import db
from companion.kernel.listing import Mirrored, mirror
from companion.kernel.timezones import local_day
from companion.program import service as program
from companion.program.rules import WEEKDAYS
from companion.program.service import EventItem, GroupItem, Item, ProgramView, Translator


def load_groups(program_id: UUID, items: Iterable[GroupItem], now: datetime) -> Mirrored:
    """Make the program's groups say what its file says. Idempotent."""
    rows = [item.model_dump(exclude={"day"}) | {"weekday": item.weekday} for item in items]
    return mirror(AlumniGroup, {"program_id": program_id}, rows, now)


def load_events(program_id: UUID, items: Iterable[EventItem], now: datetime) -> Mirrored:
    """Make the program's events say what its file says. Idempotent."""
    rows = [item.model_dump(exclude={"on"}) | {"local_date": item.on} for item in items]
    return mirror(AlumniEvent, {"program_id": program_id}, rows, now)


def group_items(program_id: UUID) -> list[GroupItem]:
    """The program's groups as its file says them, by slug."""
    rows = db.session.scalars(
        select(AlumniGroup).where(AlumniGroup.program_id == program_id).order_by(AlumniGroup.slug)
    )
    return [GroupItem.model_validate(_said(GroupItem, row, day=WEEKDAYS[row.weekday])) for row in rows]


def event_items(program_id: UUID) -> list[EventItem]:
    """The program's events as its file says them, those that are over included, by slug."""
    rows = db.session.scalars(
        select(AlumniEvent).where(AlumniEvent.program_id == program_id).order_by(AlumniEvent.slug)
    )
    return [EventItem.model_validate(_said(EventItem, row, on=row.local_date)) for row in rows]


def _said(shape: type[Item], row: object, **own: object) -> dict[str, object]:
    """Every field of the shape: one that has no column and is not named here is an error."""
    return {name: own[name] if name in own else getattr(row, name) for name in shape.model_fields}


def groups(participant_id: UUID, now: datetime, language: str | None = None) -> list[GroupView]:
    """The groups of the person's own program with their next meetings, the soonest first, in `language` as far as the
    program says them in it; none without a program."""
    of = enrollment.program_of(participant_id, now)
    if of is None:
        return []
    closed, translate = program.closures(of.id), _translator(of, language)
    rows = db.session.scalars(select(AlumniGroup).where(AlumniGroup.program_id == of.id))
    found = [
        _view(row, next_meetings(row.weekday, row.starts, row.ends, of.zone, closed, now), translate) for row in rows
    ]
    return sorted(
        found, key=lambda group: (not group.meetings, [one.starts_at for one in group.meetings[:1]], group.name)
    )


def events(participant_id: UUID, now: datetime, language: str | None = None) -> list[EventView]:
    """The events of the person's own program that are not over yet, the soonest first, in `language` as far as the program
    says them in it; none without a program."""
    of = enrollment.program_of(participant_id, now)
    if of is None:
        return []
    translate = _translator(of, language)
    since = local_day(now, of.zone) - timedelta(days=1)
    query = select(AlumniEvent).where(AlumniEvent.program_id == of.id, AlumniEvent.local_date >= since)
    found = [_event(row, of.zone, translate) for row in db.session.scalars(query)]
    return sorted((one for one in found if one.when.ends_at > now), key=lambda one: (one.when.starts_at, one.title))


def _translator(of: ProgramView, language: str | None) -> Translator:
    return program.translator(of, language) if language else Translator()


def _view(row: AlumniGroup, meetings: list[Meeting], translate: Translator) -> GroupView:
    name, about, place = translate(row.name), translate(row.about), translate.optional(row.place)
    return GroupView(row.id, name, about, row.weekday, row.ask_for, place, row.join_url, row.phone, meetings)


def _event(row: AlumniEvent, zone: str, translate: Translator) -> EventView:
    when = meeting(row.local_date, row.starts, row.ends, zone)
    title, about, place = translate(row.title), translate(row.about), translate.optional(row.place)
    return EventView(row.id, title, about, row.ask_for, place, row.join_url, when)
