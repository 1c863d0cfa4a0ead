"""The program part of a program file, as the database has it: the file in which `loading` would find nothing to change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select

from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.errors import NotFound
from companion.program import pattern, serializer
from companion.program.models import Closure, Program, Track
from companion.program.schema import ClosureItem, ProgramFile, TrackItem
from companion.program.versions import segment_versions

ELSEWHERE = ("resources", "alumni_groups", "events")
"""Parts of a program file that features above keep."""


def program_part(program_id: UUID, now: datetime) -> dict[str, Any]:
    """What a program file says about the program, its closures and its tracks with their segments from today on.

    Raises NotFound.
    """
    row = db.session.execute(select(Program.__table__).where(Program.id == program_id)).first()
    if row is None:
        raise NotFound
    made = {
        "closures": lambda: _closures(program_id),
        "tracks": lambda: _tracks(program_id, row.zone, now),
        "translations": lambda: row.translations or {},
    }
    return of(ProgramFile, row, made, but=ELSEWHERE)


def of(
    shape: type[BaseModel], row: Any, made: dict[str, Callable[[], Any]], *, but: Collection[str] = ()
) -> dict[str, Any]:
    """Every field of the shape, by its name in the file: from `made`, or from the row's column of the same name."""
    fields = [(name, field.alias or name) for name, field in shape.model_fields.items() if name not in but]
    return {alias: made[name]() if name in made else getattr(row, name) for name, alias in fields}


def _closures(program_id: UUID) -> list[dict[str, Any]]:
    query = select(Closure.__table__).where(Closure.program_id == program_id).order_by(Closure.first, Closure.last)
    return [of(ClosureItem, row, {}) for row in db.session.execute(query)]


def _tracks(program_id: UUID, zone: str, now: datetime) -> list[dict[str, Any]]:
    """Those that people can be in, by slug."""
    mine = select(Track.__table__).where(Track.program_id == program_id, Track.retired_on.is_(None))
    rows = db.session.execute(mine.order_by(Track.slug)).all()
    today = timezones.local_day(now, zone)
    versions = segment_versions([row.id for row in rows])
    return [_track(row, versions.get(row.id, {}), today) for row in rows]


def _track(row: Any, versions: dict[UUID, list[pattern.Version]], today: date) -> dict[str, Any]:
    spans = [_open(span, today) for some in versions.values() for span in pattern.versions_ahead(some, today)]
    made = {
        "modules": lambda: row.modules.get("on", []),
        "weekly_items": lambda: row.modules.get("weekly_items", []),
        "segments": lambda: serializer.segments(spans),
    }
    return of(TrackItem, row, made)


def _open(span: pattern.Version, today: date) -> pattern.Version:
    """What is in force today has no `from` in the file."""
    return pattern.Version(date.min, span.until, span.pattern) if span.since == today else span
