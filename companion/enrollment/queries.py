"""Reads who is in which track, and puts it before the one rule in `status`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select

from companion.enrollment.models import Enrollment, Leave
from companion.enrollment.rules import own_days_from
from companion.enrollment.status import EnrollmentStatus, EnrollmentView, LeaveView, Record, Span, in_order, programs_of
from companion.kernel.database import db
from companion.kernel.statements import fetch
from companion.program.models import Program, Track

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
    Enrollment.left_as,
    or_(Enrollment.hides_craving, Track.hides_craving).label("hides_craving"),
    Enrollment.hides_craving.label("own_hides_craving"),
    Enrollment.remote_from,
    Enrollment.remote_until,
    Enrollment.first_day,
    Track.first_day.label("track_first_day"),
    Track.modules,
)


_SPAN = (
    Enrollment.id,
    Enrollment.participant_id,
    Track.program_id,
    Program.zone,
    Enrollment.starts_on,
    Enrollment.last_day,
    Enrollment.completed_on,
    Enrollment.left_as,
)
_LEAVE = (
    Leave.id.label("leave_id"),
    Leave.starts_on.label("leave_from"),
    Leave.ends_on.label("leave_until"),
    Leave.reason.label("leave_reason"),
    Leave.keeps_place.label("leave_keeps_place"),
)


def _query() -> Select[Any]:
    """Each enrollment beside each leave of its person: both are few, and it is one statement."""
    return (
        select(*_COLUMNS, *_LEAVE)
        .join(Track, Track.id == Enrollment.track_id)
        .join(Program, Program.id == Track.program_id)
        .outerjoin(Leave, Leave.participant_id == Enrollment.participant_id)
    )


_MINE = _query().where(Enrollment.participant_id == bindparam("whose"))


def _records(rows: Iterable[Any]) -> dict[UUID, Record]:
    views: dict[UUID, dict[UUID, EnrollmentView]] = {}
    leaves: dict[UUID, dict[UUID, LeaveView]] = {}
    for row in rows:
        mine = views.setdefault(row.participant_id, {})
        if row.id not in mine:
            mine[row.id] = _view(row)
        if row.leave_id is not None:
            leaves.setdefault(row.participant_id, {})[row.leave_id] = LeaveView(
                row.leave_id,
                row.participant_id,
                row.leave_from,
                row.leave_until,
                row.leave_reason,
                row.leave_keeps_place,
            )
    return {
        whose: Record(in_order(mine.values()), sorted(leaves.get(whose, {}).values(), key=lambda one: one.starts_on))
        for whose, mine in views.items()
    }


def _view(row: Any) -> EnrollmentView:
    values = dict(row._mapping)  # a Row's public way to its names
    for column in _LEAVE:
        del values[column.name]
    track_first_day = values.pop("track_first_day")
    values["own_days"] = tuple(own_days_from(values["own_days"]))
    values["first_day"] = values["first_day"] or track_first_day
    return EnrollmentView(**values)


def record_of(participant_id: UUID) -> Record:
    """All that is stored about this person's time; empty before the first enrollment."""
    return _records(fetch(_MINE, whose=participant_id)).get(participant_id, Record())


def records_of(participant_ids: Iterable[UUID]) -> dict[UUID, Record]:
    """The same for many people, in one statement; who was never enrolled is left out."""
    wanted = list(participant_ids)
    return _records(db.session.execute(_query().where(Enrollment.participant_id.in_(wanted)))) if wanted else {}


def enrollments(participant_id: UUID) -> list[EnrollmentView]:
    """Everything the person was ever enrolled in, what was planned and taken back included, in order."""
    return list(record_of(participant_id).enrollments)


def enrollment_status(participant_id: UUID, now: datetime) -> EnrollmentStatus | None:
    """Where this person stands at this instant. None for somebody who was never enrolled."""
    return record_of(participant_id).at(now)


def statuses(participant_ids: Iterable[UUID], now: datetime) -> dict[UUID, EnrollmentStatus]:
    """The same for many people, in one statement; who was never enrolled is left out."""
    return _at(records_of(participant_ids), now)


def enrollment_now(participant_id: UUID, now: datetime) -> EnrollmentView | None:
    """The enrollment that counts at this instant, one that is over included. None before the first."""
    found = enrollment_status(participant_id, now)
    return found.now if found else None


def statuses_in(program_id: UUID, now: datetime, *, coming: bool = False) -> dict[UUID, EnrollmentStatus]:
    """Everybody whose program this is at this instant, those included whose time in it is over; with `coming` also whoever
    is to move or come back into it."""
    rows = db.session.execute(_query().where(Enrollment.participant_id.in_(_ever_in([program_id]))))
    found = _at(_records(rows), now)
    return {whose: status for whose, status in found.items() if program_id in _programs(status, coming)}


def _programs(status: EnrollmentStatus, coming: bool) -> set[UUID]:
    return {view.program_id for view in (status.now, status.next if coming else None) if view is not None}


def people_of(program_ids: Collection[UUID], now: datetime, *, coming: bool = False) -> set[UUID]:
    """The same for several programs, without details."""
    query = select(*_SPAN).join(Track, Track.id == Enrollment.track_id).join(Program, Program.id == Track.program_id)
    spans: dict[UUID, list[Span]] = {}
    for row in fetch(query.where(Enrollment.participant_id.in_(_ever_in(program_ids)))):
        spans.setdefault(row.participant_id, []).append(Span(**row._mapping))
    return {whose for whose, mine in spans.items() if programs_of(mine, now, coming=coming) & set(program_ids)}


def _at(records: Mapping[UUID, Record], now: datetime) -> dict[UUID, EnrollmentStatus]:
    found = ((whose, record.at(now)) for whose, record in records.items())
    return {whose: status for whose, status in found if status is not None}


def _ever_in(program_ids: Collection[UUID]) -> Select[Any]:
    here = select(Enrollment.participant_id).join(Track, Track.id == Enrollment.track_id)
    return here.where(Track.program_id.in_(list(program_ids)))


def ever_enrolled() -> set[UUID]:
    """Everybody who was ever in a track of any program."""
    return set(db.session.scalars(select(Enrollment.participant_id).distinct()))


def running_enrollments() -> list[EnrollmentView]:
    """Every enrollment that is open, in all programs."""
    found = _records(db.session.execute(_query().where(Enrollment.last_day.is_(None))))
    return [view for record in found.values() for view in record.enrollments]
