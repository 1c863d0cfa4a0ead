"""Loads the program part of a program file: what is new, changed, or gone applies from today on.

`schedule.loading` calls it and updates the calendar.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from companion.kernel.database import db
from companion.kernel.errors import Conflict
from companion.kernel.ids import new_id
from companion.program import versions
from companion.program.models import Closure, Program, Track
from companion.program.schema import PhoneItem, ProgramFile, TrackItem

InUse = Callable[[UUID, date], bool]
"""Whether anybody is in this track on that day or later; enrollments are another feature's to know."""


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


def save_program(content: ProgramFile) -> tuple[UUID, int]:
    """The program's own row; its id, and how many changes that was."""
    values = {
        "name": content.name,
        "app_name": content.app_name,
        "zone": content.zone,
        "address": content.address,
        "phones": [stored_phone(phone) for phone in content.phones],
        "calendar_feed": content.calendar_feed,
        "language": content.language,
        "translations": {language: said for language, said in content.translations.items() if said} or None,
        "retention": content.retention.model_dump(mode="json") if content.retention else None,
    }
    existing = db.session.execute(select(Program.__table__).where(Program.slug == content.slug)).first()
    return _upsert(Program, existing, {"slug": content.slug}, values)


def stored_phone(phone: PhoneItem) -> dict[str, Any]:
    """Without what stands at its default, as it was kept before there were special days: a process of that version reads it."""
    newer = {name for name in ("on_closed_days", "special_days") if not getattr(phone, name)}
    return phone.model_dump(mode="json", by_alias=True, exclude=newer)


def phone_items(program_id: UUID) -> list[PhoneItem]:
    """The program's phones as its file says them."""
    stored = db.session.execute(select(Program.phones).where(Program.id == program_id)).scalar_one()
    return [PhoneItem.model_validate(phone) for phone in stored]


def phones_version(phones: Sequence[PhoneItem]) -> str:
    """Changes whenever one of them does."""
    return hashlib.sha256(json.dumps([stored_phone(phone) for phone in phones], sort_keys=True).encode()).hexdigest()


def save_phone(program_id: UUID, index: int, phone: PhoneItem, seen: str) -> bool:
    """Put this phone in the place of the one at `index`; whether that changed anything. Conflict when any of them has changed since
    `seen`, the version they were read in."""
    db.session.execute(select(Program.id).where(Program.id == program_id).with_for_update())
    there = phone_items(program_id)
    if phones_version(there) != seen or not 0 <= index < len(there):
        raise Conflict("changed_meanwhile")
    if there[index] == phone:
        return False
    there[index] = phone
    change = update(Program).where(Program.id == program_id).values(phones=[stored_phone(one) for one in there])
    db.session.execute(change.execution_options(synchronize_session=False))
    return True


def save_closures(program_id: UUID, content: ProgramFile) -> int:
    """Days on which nothing meets; how many changes that was."""
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


def save_tracks(program_id: UUID, content: ProgramFile, today: date, is_in_use: InUse) -> int:
    """Tracks with their weekly segments from today on; how many changes that was. Conflict when one that the file leaves
    out is still in use."""
    there = {row.slug: row for row in db.session.execute(select(Track.__table__).where(Track.program_id == program_id))}
    changes = 0
    for item in content.tracks:
        key = {"program_id": program_id, "slug": item.slug}
        row = there.pop(item.slug, None)
        track_id, changed = _upsert(Track, row, key, _said_of(item))
        changes += changed + _segments(track_id, item, today, row is None)
    for row in there.values():
        if row.retired_on is None:
            changes += _retire(row.id, row.slug, today, is_in_use)
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
    return versions.set_track_pattern(track_id, item.spans, date.min if is_new else today)[1]


def _retire(track_id: UUID, slug: str, today: date, is_in_use: InUse) -> int:
    """Stop planning a track the file no longer has. Its people, past and plan would hang in the air while anyone is in it."""
    if is_in_use(track_id, today):
        raise Conflict(
            "track_in_use", f"People are still in the track {slug!r}. Move them first, or keep it in the file."
        )
    change = update(Track).where(Track.id == track_id).values(retired_on=today)
    db.session.execute(change.execution_options(synchronize_session=False))
    versions.set_track_pattern(track_id, [], today)
    return 1
