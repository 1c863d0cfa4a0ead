"""Takes the program part of a program file into the database: what is new, edited or gone counts from today on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, or_, select, update

from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict
from companion.kernel.ids import new_id
from companion.program import calendar, journal, versions
from companion.program.calendar import Settled
from companion.program.models import Closure, Enrollment, Program, Track
from companion.program.shapes import ProgramFile, TrackItem


@dataclass(frozen=True)
class Loaded:
    """What a load came to: the program, how many things it changed (0 for the same file again), and which meetings."""

    program_id: UUID
    changes: int
    settled: Settled

    @property
    def meetings(self) -> int:
        return len(self.settled.changes)


def load_program(content: ProgramFile, now: datetime) -> Loaded:
    """Make the database say what the file says, from today on. Past meetings and hand-changed ones stay.

    Idempotent. Conflict when the file leaves out a track somebody is still in; then nothing may be kept of it.
    """
    program_id, changes = _program(content)
    calendar.one_at_a_time(program_id)
    today = timezones.local_day(now, content.zone)
    changes += _closures(program_id, content)
    changes += _tracks(program_id, content, today)
    if changes:
        journal.close(program_id, now)
    db.session.flush()
    return Loaded(program_id, changes, calendar.settle(program_id, now, remember=True))


def _upsert(model: Any, existing: Any, key: dict[str, Any], values: dict[str, Any]) -> tuple[UUID, int]:
    """(id, how many changes) after making the row with `key` say `values`; `existing` is its row, if there is one."""
    if existing is None:
        row_id = new_id()
        db.session.execute(insert(model).values(id=row_id, **key, **values))
        return row_id, 1
    found: UUID = existing.id
    if all(getattr(existing, name) == value for name, value in values.items()):
        return found, 0
    db.session.execute(
        update(model).where(model.id == found).values(**values).execution_options(synchronize_session=False)
    )
    return found, 1


def _program(content: ProgramFile) -> tuple[UUID, int]:
    phones = [phone.model_dump(mode="json") for phone in content.phones]
    values = {
        "name": content.name,
        "app_name": content.app_name,
        "zone": content.zone,
        "address": content.address,
        "phones": phones,
        "calendar_feed": content.calendar_feed,
    }
    existing = db.session.execute(select(Program.__table__).where(Program.slug == content.slug)).first()
    return _upsert(Program, existing, {"slug": content.slug}, values)


def _closures(program_id: UUID, content: ProgramFile) -> int:
    wanted = {(item.closed.first, item.closed.last): item.note for item in content.closures}
    there = {
        (row.first, row.last): row
        for row in db.session.execute(select(Closure.__table__).where(Closure.program_id == program_id))
    }
    changes = 0
    for key, row in there.items():
        if key not in wanted:
            db.session.execute(delete(Closure).where(Closure.id == row.id).execution_options(synchronize_session=False))
            changes += 1
    for (first, last), note in wanted.items():
        key_values = {"program_id": program_id, "first": first, "last": last}
        changes += _upsert(Closure, there.get((first, last)), key_values, {"note": note})[1]
    return changes


def _tracks(program_id: UUID, content: ProgramFile, today: date) -> int:
    there = {row.slug: row for row in db.session.execute(select(Track.__table__).where(Track.program_id == program_id))}
    changes = 0
    for item in content.tracks:
        key = {"program_id": program_id, "slug": item.slug}
        row = there.pop(item.slug, None)
        track_id, changed = _upsert(Track, row, key, _said_of(item))
        changes += changed + _segments(track_id, item, today, row is None)
    for row in there.values():
        if row.retired_on is None:
            changes += _retire(row.id, row.slug, today)
    return changes


def add_track(program_id: UUID, item: TrackItem) -> UUID:
    """A track that is new in the program, without its segments. Raises IntegrityError for a slug that is taken."""
    return _upsert(Track, None, {"program_id": program_id, "slug": item.slug}, _said_of(item))[0]


def _said_of(item: TrackItem) -> dict[str, Any]:
    return {
        "name": item.name,
        "level": item.level,
        "about_weeks": item.about_weeks,
        "capacity": item.capacity,
        "first_day": item.first_day.model_dump(mode="json"),
        "hides_craving": item.hides_craving,
        "modules": {
            "on": sorted(set(item.modules)),
            "weekly_items": [one.model_dump(mode="json") for one in item.weekly_items],
        },
        "retired_on": None,
    }


def _segments(track_id: UUID, item: TrackItem, today: date, is_new: bool) -> int:
    """The file says what holds from today on; what was planned for later days and is not in it counts no more."""
    return versions.become(track_id, item.spans, date.min if is_new else today)[1]


def _retire(track_id: UUID, slug: str, today: date) -> int:
    """Stop planning a track the file no longer has. Its people, past and plan would hang in the air while anyone is in it."""
    still = or_(Enrollment.last_day.is_(None), Enrollment.last_day >= today)
    inside = select(Enrollment.id).where(Enrollment.track_id == track_id, still, Enrollment.completed_on.is_(None))
    if db.session.execute(inside.limit(1)).first() is not None:
        raise Conflict(
            "track_in_use", f"People are still in the track {slug!r}. Move them first, or keep it in the file."
        )
    change = update(Track).where(Track.id == track_id).values(retired_on=today)
    db.session.execute(change.execution_options(synchronize_session=False))
    versions.become(track_id, [], today)
    return 1
