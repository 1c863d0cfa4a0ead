"""Reads who is in which track: everything somebody was ever enrolled in, and which enrollment is current."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from companion.enrollment.models import Enrollment
from companion.enrollment.rules import OwnDays, own_days_from
from companion.kernel import timezones
from companion.kernel.database import db
from companion.kernel.statements import fetch
from companion.program.models import Program, Track


@dataclass(frozen=True)
class EnrollmentView:
    """One person's time in one track. `first_day` is their own card, or the track's."""

    id: UUID
    participant_id: UUID
    track_id: UUID
    track_slug: str
    track_name: str
    level: str
    about_weeks: int
    program_id: UUID
    zone: str
    starts_on: date
    expected_end_on: date | None
    own_days: tuple[OwnDays, ...]
    phase: str
    completed_on: date | None
    last_day: date | None
    hides_craving: bool
    remote_from: date | None
    remote_until: date | None
    own_hides_craving: bool
    first_day: dict[str, Any]
    modules: dict[str, Any]

    @property
    def taken_back(self) -> bool:
        """It ended before it began: another move took its place."""
        return self.last_day is not None and self.last_day < self.starts_on


_COLUMNS = (
    Enrollment.id,
    Enrollment.participant_id,
    Enrollment.track_id,
    Track.slug.label("track_slug"),
    Track.name.label("track_name"),
    Track.level,
    Track.about_weeks,
    Track.program_id,
    Program.zone,
    Enrollment.starts_on,
    Enrollment.expected_end_on,
    Enrollment.own_days,
    Enrollment.phase,
    Enrollment.completed_on,
    Enrollment.last_day,
    or_(Enrollment.hides_craving, Track.hides_craving).label("hides_craving"),
    Enrollment.hides_craving.label("own_hides_craving"),
    Enrollment.remote_from,
    Enrollment.remote_until,
    Enrollment.first_day,
    Track.first_day.label("track_first_day"),
    Track.modules,
)


_OLDEST_FIRST = (Enrollment.last_day.is_(None), Enrollment.starts_on, Enrollment.created_at, Enrollment.id)


def _query() -> Select[Any]:
    """Newest last, the open one after all others."""
    return (
        select(*_COLUMNS)
        .join(Track, Track.id == Enrollment.track_id)
        .join(Program, Program.id == Track.program_id)
        .order_by(*_OLDEST_FIRST)
    )


_MINE = _query().where(Enrollment.participant_id == bindparam("whose"))


def _view(row: Any) -> EnrollmentView:
    values = dict(row._mapping)  # a Row's public way to its names
    track_first_day = values.pop("track_first_day")
    values["own_days"] = tuple(own_days_from(values["own_days"]))
    values["first_day"] = values["first_day"] or track_first_day
    return EnrollmentView(**values)


def enrollments(participant_id: UUID) -> list[EnrollmentView]:
    """Everything the person was ever enrolled in, the current one last."""
    return [_view(row) for row in fetch(_MINE, whose=participant_id)]


def current_enrollment(participant_id: UUID) -> EnrollmentView | None:
    """The latest enrollment, whatever its phase: completed people have one, too. None before the first."""
    found = enrollments(participant_id)
    return found[-1] if found else None


@dataclass(frozen=True)
class EnrollmentStatus:
    """Where somebody is today, and where they are next: `now` counts, `next` is a move that is still to come. `since` is
    the first day of the stay: who moves between tracks goes on counting weeks, who comes back begins anew."""

    now: EnrollmentView
    next: EnrollmentView | None
    since: date

    @property
    def begins_anew(self) -> bool:
        """Whether the first day of `now` is a first day, not one of a move."""
        return self.since == self.now.starts_on


def enrollment_status(participant_id: UUID, now: datetime) -> EnrollmentStatus | None:
    """Before the first day the next enrollment counts already. None for somebody who was never enrolled."""
    found = enrollments(participant_id)
    if not found:
        return None
    begun = [view for view in found if view.starts_on <= timezones.local_day(now, view.zone)]
    current = begun[-1] if begun else found[0]
    later = [view for view in found if view not in begun and view is not current and not view.taken_back]
    return EnrollmentStatus(current, later[0] if later else None, _since(begun, current))


def _since(begun: list[EnrollmentView], current: EnrollmentView) -> date:
    """The first day of the chain of moves that leads to `current` without a gap."""
    since = current.starts_on
    for before in reversed([view for view in begun if view is not current]):
        if before.last_day is None or before.completed_on is not None or before.last_day < since - timedelta(days=1):
            break
        since = min(since, before.starts_on)
    return since


def enrollment_now(participant_id: UUID, now: datetime) -> EnrollmentView | None:
    """The enrollment that counts today: a move that is still to come does not; before the first day, the next one."""
    found = enrollment_status(participant_id, now)
    return found.now if found else None


def latest_enrollments(participant_ids: Iterable[UUID]) -> dict[UUID, EnrollmentView]:
    """The latest enrollment of each of these people, in one statement; who never had one is left out."""
    wanted = list(participant_ids)
    found = db.session.execute(_query().where(Enrollment.participant_id.in_(wanted))) if wanted else ()
    return {row.participant_id: _view(row) for row in found}


def current_enrollments(program_id: UUID) -> list[EnrollmentView]:
    """The latest enrollment of everybody whose latest one is in this program."""
    here = (
        select(Enrollment.participant_id)
        .join(Track, Track.id == Enrollment.track_id)
        .where(Track.program_id == program_id)
    )
    found = db.session.execute(_query().where(Enrollment.participant_id.in_(here)))
    latest = {row.participant_id: _view(row) for row in found}
    return [view for view in latest.values() if view.program_id == program_id]


def people_of(program_ids: Collection[UUID]) -> set[UUID]:
    """Everybody whose latest enrollment is in one of these programs: `current_enrollments` without its details."""
    here = (
        select(Enrollment.participant_id)
        .join(Track, Track.id == Enrollment.track_id)
        .where(Track.program_id.in_(list(program_ids)))
    )
    query = (
        select(Enrollment.participant_id, Track.program_id)
        .join(Track, Track.id == Enrollment.track_id)
        .where(Enrollment.participant_id.in_(here))
        .order_by(*_OLDEST_FIRST)
    )
    latest = {row.participant_id: row.program_id for row in fetch(query)}
    return {whose for whose, program_id in latest.items() if program_id in program_ids}


def ever_enrolled() -> set[UUID]:
    """Everybody who was ever in a track of any program."""
    return set(db.session.scalars(select(Enrollment.participant_id).distinct()))


def running_enrollments() -> list[EnrollmentView]:
    """Every enrollment that is open, in all programs."""
    return [_view(row) for row in db.session.execute(_query().where(Enrollment.last_day.is_(None)))]
