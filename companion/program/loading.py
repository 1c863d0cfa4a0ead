"""Takes the program part of a program file into the database: what is new, edited or gone counts from today on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import Conflict
from companion.kernel.ids import new_id
from companion.program import calendar, pattern, versions
from companion.program.models import Closure, Enrollment, Program, Track
from companion.program.shapes import ProgramFile, TrackItem


@dataclass(frozen=True)
class Loaded:
    """What a load came to: the program, and how many things and meetings it changed (0 and 0 for the same file again)."""

    program_id: UUID
    changes: int
    meetings: int


def load_program(content: ProgramFile, now: datetime) -> Loaded:
    """Make the database say what the file says, from today on. Past meetings and hand-changed ones stay.

    Idempotent. Conflict when the file leaves out a track somebody is still in; then nothing may be kept of it.
    """
    program_id, changes = _program(content)
    today = timezones.local_day(now, content.zone)
    changes += _closures(program_id, content)
    changes += _tracks(program_id, content, today)
    db.session.flush()
    return Loaded(program_id, changes, calendar.write_out(program_id, now))


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
        values = {
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
        key = {"program_id": program_id, "slug": item.slug}
        row = there.pop(item.slug, None)
        track_id, changed = _upsert(Track, row, key, values)
        changes += changed + _segments(track_id, item, today, row is None)
    for row in there.values():
        if row.retired_on is None:
            changes += _retire(row.id, row.slug, today)
    return changes


def _segments(track_id: UUID, item: TrackItem, today: date, is_new: bool) -> int:
    """The file says what holds from today on, for good: what was planned for later days counts no more."""
    old = versions.of_track(track_id)
    current = {key: found for key, rows in old.items() if (found := versions.from_day(rows.values(), today))}
    kept, added, dropped = pattern.matched(current, item.patterns)
    edited = {key: new for key, new in kept.items() if versions.differs(old[key].values(), today, new)}
    for key, new in edited.items():
        versions.cut(track_id, key, old[key], today, None, new)
    for new in added:
        versions.begin(track_id, None if is_new else today, None, new)
    for key in dropped:
        versions.cut(track_id, key, old[key], today, None, None)
    return len(edited) + len(added) + len(dropped)


def _retire(track_id: UUID, slug: str, today: date) -> int:
    """Stop planning a track the file no longer has. Its people, past and plan would hang in the air while anyone is in it."""
    inside = select(Enrollment.id).where(Enrollment.track_id == track_id, Enrollment.last_day.is_(None)).limit(1)
    if db.session.execute(inside).first() is not None:
        raise Conflict(
            "track_in_use", f"People are still in the track {slug!r}. Move them first, or keep it in the file."
        )
    change = update(Track).where(Track.id == track_id).values(retired_on=today)
    db.session.execute(change.execution_options(synchronize_session=False))
    for key, rows in versions.of_track(track_id).items():
        versions.cut(track_id, key, rows, today, None, None)
    return 1
