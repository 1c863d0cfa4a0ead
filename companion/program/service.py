"""The only way in for other features: programs, tracks, closures, weekly patterns, program files. Flushes, never commits."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from companion.kernel import revocations
from companion.kernel.database import db
from companion.kernel.errors import Conflict, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import fetch, insert_ignore
from companion.program.current import program_part
from companion.program.field_types import LINK, Language, Line80, Weekdays
from companion.program.files import BadFile, Trouble, describe_error, parse_file, read_file
from companion.program.loading import (
    add_track,
    phone_items,
    phones_version,
    save_closures,
    save_phone,
    save_program,
    save_tracks,
)
from companion.program.models import Closure, Program, StaffAssignment, Track
from companion.program.pattern import Version, stands_twice, versions_ahead
from companion.program.phones import Phone, WeeklyHours, after_open_hours, anybody_answers, phones_from
from companion.program.rules import Closed
from companion.program.schema import (
    MOST_TRACKS,
    ClosureItem,
    EventItem,
    FirstDay,
    GroupItem,
    Item,
    PhoneItem,
    ProgramFile,
    ResourceItem,
    SegmentItem,
    TrackItem,
)
from companion.program.serializer import canonical, to_yaml
from companion.program.translations import LANGUAGES, Translator, checked, texts_of, translator_for
from companion.program.versions import (
    VersionTrace,
    amend_segment,
    begin_segment,
    in_force_between,
    pattern_from,
    segment_versions,
    set_track_pattern,
    undo_versions,
    versions_of_track,
)

__all__ = [
    "LANGUAGES",
    "LINK",
    "MOST_TRACKS",
    "BadFile",
    "ClosureItem",
    "EventItem",
    "FirstDay",
    "GroupItem",
    "Item",
    "Language",
    "Line80",
    "Phone",
    "PhoneItem",
    "ProgramFile",
    "ProgramView",
    "ResourceItem",
    "SegmentItem",
    "TrackItem",
    "TrackView",
    "Translator",
    "Trouble",
    "Version",
    "VersionTrace",
    "Weekdays",
    "WeeklyHours",
    "add_track",
    "all_closures",
    "amend_segment",
    "assign_staff",
    "begin_segment",
    "canonical",
    "closures",
    "describe_error",
    "get_program",
    "get_program_and_closures",
    "get_track",
    "in_force_between",
    "lock_program",
    "parse_file",
    "pattern_from",
    "phone_items",
    "phones_version",
    "program_by_slug",
    "program_of_track",
    "program_part",
    "programs",
    "programs_of_staff",
    "read_file",
    "running_tracks",
    "save_closures",
    "save_phone",
    "save_program",
    "save_tracks",
    "save_translations",
    "segment_versions",
    "set_track_pattern",
    "staff_by_program",
    "staff_of",
    "stands_twice",
    "texts_of",
    "to_yaml",
    "track_by_slug",
    "tracks",
    "tracks_of",
    "translations",
    "translations_version",
    "translator",
    "unassign_staff",
    "undo_versions",
    "versions_ahead",
    "versions_of_track",
]


@dataclass(frozen=True)
class ProgramView:
    id: UUID
    slug: str
    name: str
    app_name: str
    zone: str
    language: str
    address: str | None
    phones: tuple[Phone, ...]
    calendar_feed: bool
    retention: dict[str, Any] | None

    def after_open_hours(self, closed: Sequence[Closed], since: datetime, needed: timedelta) -> datetime:
        """See `phones.after_open_hours`."""
        return after_open_hours(self.phones, self.zone, closed, since, needed)

    def anybody_answers(self, closed: Sequence[Closed], now: datetime) -> bool | None:
        """See `phones.anybody_answers`."""
        return anybody_answers(self.phones, self.zone, closed, now)


@dataclass(frozen=True)
class TrackView:
    """`retired_on` is None while people can be enrolled in it."""

    id: UUID
    program_id: UUID
    slug: str
    name: str
    level: str
    about_weeks: int
    retired_on: date | None
    capacity: int | None = None


_PROGRAM = (
    Program.id,
    Program.slug,
    Program.name,
    Program.app_name,
    Program.zone,
    Program.language,
    Program.address,
    Program.phones,
    Program.calendar_feed,
    Program.retention,
)
_TRACK = (
    Track.id,
    Track.program_id,
    Track.slug,
    Track.name,
    Track.level,
    Track.about_weeks,
    Track.retired_on,
    Track.capacity,
)


_BY_ID = select(*_PROGRAM).where(Program.id == bindparam("id"))


def _program(row: Any) -> ProgramView:
    values = {column.key: getattr(row, column.key) for column in _PROGRAM}
    return ProgramView(**values | {"phones": phones_from(row.phones)})


def programs() -> list[ProgramView]:
    """Every program of this deployment, by name."""
    return [_program(row) for row in db.session.execute(select(*_PROGRAM).order_by(Program.name, Program.id))]


def get_program(program_id: UUID) -> ProgramView:
    """Raises NotFound."""
    for row in fetch(_BY_ID, id=program_id):
        return _program(row)
    raise NotFound


_TRANSLATIONS = select(Program.translations).where(Program.id == bindparam("id"))


def translations(program_id: UUID) -> dict[str, dict[str, str]]:
    """Language → text of the program → the same in that language. Raises NotFound."""
    for row in fetch(_TRANSLATIONS, id=program_id):
        return row.translations or {}
    raise NotFound


def translator(program: ProgramView, language: str) -> Translator:
    """The program's texts as somebody reads them who reads this language. No statement where it is the program's own."""
    stored = None if language == program.language else translations(program.id)
    return translator_for(language, program.language, stored)


def translations_version(program_id: UUID) -> str:
    """Names the program's translations as they are; another one once any of them has changed."""
    stored = json.dumps(translations(program_id), sort_keys=True)
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


def save_translations(program_id: UUID, language: str, texts: Mapping[str, str], seen: str) -> bool:
    """Let these texts be said so in this language, an empty one not at all; whether that changed anything. `seen` is the
    `translations_version` on which they are based: Conflict once it is another. Raises Invalid for what cannot be shown."""
    lock_program(program_id)
    if translations_version(program_id) != seen:
        raise Conflict("changed_meanwhile", "Somebody else changed the translations.")
    stored = translations(program_id)
    kept = {text: said for text, said in stored.get(language, {}).items() if text not in texts}
    wanted = {**stored, language: kept | {text: checked(said) for text, said in texts.items() if said}}
    if wanted == stored:
        return False
    db.session.execute(
        update(Program)
        .where(Program.id == program_id)
        .values(translations=wanted)
        .execution_options(synchronize_session=False)
    )
    return True


def lock_program(program_id: UUID) -> str:
    """The program's zone. Whoever else asks this waits until the transaction ends. Raises NotFound."""
    query = select(Program.zone).where(Program.id == program_id).with_for_update()
    zone = db.session.execute(query).scalar_one_or_none()
    if zone is None:
        raise NotFound
    return zone


def program_of_track(track_id: UUID) -> ProgramView:
    """Raises NotFound."""
    for row in db.session.execute(select(*_PROGRAM).join(Track).where(Track.id == track_id)):
        return _program(row)
    raise NotFound


def program_by_slug(slug: str) -> ProgramView | None:
    """The program a file calls `slug`."""
    row = db.session.execute(select(*_PROGRAM).where(Program.slug == slug)).first()
    return _program(row) if row else None


_STILL_CLOSED = (Closure.program_id == Program.id) & (Closure.last >= bindparam("since"))
_WITH_CLOSURES = (
    select(*_PROGRAM, Closure.first, Closure.last)
    .outerjoin(Closure, _STILL_CLOSED)
    .where(Program.id == bindparam("id"))
    .order_by(Closure.first)
)


def get_program_and_closures(program_id: UUID, since: date) -> tuple[ProgramView, tuple[Closed, ...]]:
    """`get_program`, and the days from `since` on, on which nothing of it meets, in one statement: every phone asks for both.
    Raises NotFound."""
    rows = fetch(_WITH_CLOSURES, id=program_id, since=since)
    if not rows:
        raise NotFound
    return _program(rows[0]), tuple(Closed(row.first, row.last) for row in rows if row.first is not None)


def closures(program_id: UUID) -> list[Closed]:
    """The days on which nothing of the program meets, earliest first."""
    query = select(Closure.first, Closure.last).where(Closure.program_id == program_id).order_by(Closure.first)
    return [Closed(*row) for row in db.session.execute(query)]


def all_closures() -> dict[UUID, list[Closed]]:
    """The same of every program that has any."""
    found: dict[UUID, list[Closed]] = {}
    query = select(Closure.program_id, Closure.first, Closure.last).order_by(Closure.first)
    for program_id, first, last in db.session.execute(query):
        found.setdefault(program_id, []).append(Closed(first, last))
    return found


def tracks(program_id: UUID) -> list[TrackView]:
    """The program's tracks, by name; retired ones come last."""
    return tracks_of([program_id])


def tracks_of(program_ids: Collection[UUID]) -> list[TrackView]:
    """The same for several programs at once."""
    query = (
        select(*_TRACK)
        .where(Track.program_id.in_(list(program_ids)))
        .order_by(Track.retired_on.is_not(None), Track.name, Track.id)
    )
    return [TrackView(*row) for row in db.session.execute(query)]


def running_tracks(program_id: UUID) -> list[TrackView]:
    """The program's tracks that are not retired, by slug."""
    query = select(*_TRACK).where(Track.program_id == program_id, Track.retired_on.is_(None)).order_by(Track.slug)
    return [TrackView(*row) for row in db.session.execute(query)]


def get_track(track_id: UUID) -> TrackView:
    """One track, retired or not; one that is not there is an error of the caller."""
    return TrackView(*db.session.execute(select(*_TRACK).where(Track.id == track_id)).one())


def track_by_slug(program_id: UUID, slug: str) -> TrackView | None:
    """The track a program's file calls `slug`."""
    row = db.session.execute(select(*_TRACK).where(Track.program_id == program_id, Track.slug == slug)).first()
    return TrackView(*row) if row else None


def assign_staff(program_id: UUID, staff_id: UUID) -> None:
    """Let a member of staff work with this program. Harmless to repeat."""
    row = {"id": new_id(), "program_id": program_id, "staff_id": staff_id}
    insert_ignore(StaffAssignment, [row], ["program_id", "staff_id"])


def unassign_staff(program_id: UUID, staff_id: UUID) -> None:
    """They no longer work with this program. Harmless to repeat."""
    mine = (StaffAssignment.program_id == program_id, StaffAssignment.staff_id == staff_id)
    db.session.execute(delete(StaffAssignment).where(*mine).execution_options(synchronize_session=False))
    revocations.gone(StaffAssignment, [{"program_id": program_id, "staff_id": staff_id}])


def programs_of_staff(staff_id: UUID) -> list[ProgramView]:
    """The programs this member of staff works with, by name."""
    query = (
        select(*_PROGRAM)
        .join(StaffAssignment, StaffAssignment.program_id == Program.id)
        .where(StaffAssignment.staff_id == staff_id)
        .order_by(Program.name, Program.id)
    )
    return [_program(row) for row in db.session.execute(query)]


def staff_by_program(program_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Program → who works with it, for each of these programs."""
    row, found = StaffAssignment, {one: set[UUID]() for one in program_ids}
    query = select(row.program_id, row.staff_id).where(row.program_id.in_(list(program_ids)))
    for program_id, staff_id in db.session.execute(query) if program_ids else ():
        found[program_id].add(staff_id)
    return found


def staff_of(program_id: UUID) -> list[UUID]:
    """Who works with this program."""
    return list(db.session.scalars(select(StaffAssignment.staff_id).where(StaffAssignment.program_id == program_id)))
