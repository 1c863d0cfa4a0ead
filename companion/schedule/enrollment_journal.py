"""What staff changed about one person's time in the program, with how it stood before, so that it can be undone for ten minutes.

A change is stored as the difference it made to the person's enrollments, leaves and one-to-ones. Undoing gives back those values,
and only while they are still as the change left them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Table, insert, select, update

from companion.accounts import service as accounts
from companion.enrollment.models import Enrollment, Leave
from companion.kernel.columns import Instant
from companion.kernel.database import db
from companion.kernel.errors import Conflict, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import affected
from companion.schedule.models import EnrollmentChange, TrackSession
from companion.schedule.rules import UNDO_WITHIN

_TIDIED_BACK = timedelta(days=7)  # how long the worker may have been away
_TABLES: dict[str, Any] = {
    "enrollments": Enrollment.__table__,
    "leaves": Leave.__table__,
    "track_sessions": TrackSession.__table__,
}
_SHOWN = {
    "enrollments": ("starts_on", "last_day", "phase", "completed_on", "left_as"),
    "leaves": ("starts_on", "ends_on"),
    "track_sessions": ("track_id", "status", "changed_at"),
}
_END = {"enrollments": "last_day", "leaves": "ends_on"}

_Rows = dict[str, dict[UUID, dict[str, Any]]]


@dataclass(frozen=True)
class EnrollmentChangeView:
    """`what` is a kind of exit, or one of `rules.ENROLLMENT_CHANGES`."""

    id: UUID
    made_by: UUID | None
    made_at: datetime
    what: str


@contextmanager
def recorded(participant_id: UUID, what: str, by: UUID | None, now: datetime) -> Iterator[None]:
    """Whatever happens inside can be undone. Needs an open transaction in which nobody else changes this person's time."""
    before = _rows(participant_id)
    yield
    db.session.flush()
    difference = _difference(before, _rows(participant_id))
    if difference:
        row = {"id": new_id(), "participant_id": participant_id, "made_by": by, "made_at": now, "what": what}
        db.session.execute(insert(EnrollmentChange).values(**row, before=difference))


def last_change(participant_id: UUID, now: datetime) -> EnrollmentChangeView | None:
    """The one change that can still be undone: the last, for ten minutes."""
    row = EnrollmentChange
    query = select(row.id, row.made_by, row.made_at, row.what, row.before).where(
        row.participant_id == participant_id,
        row.made_at > now - UNDO_WITHIN,
        row.made_at <= now,
        row.undone_at.is_(None),
    )
    found = db.session.execute(query.order_by(row.made_at.desc(), row.id.desc()).limit(1)).first()
    return EnrollmentChangeView(*found[:4]) if found and found.before else None


def undo(participant_id: UUID, change_id: UUID, now: datetime) -> str:
    """Give back what stood before this change; returns what it was. What it added stays as taken back.

    NotFound for somebody else's change; Conflict when it is too late, was undone already, or something later builds on it.
    """
    accounts.hold(participant_id)
    mine = (EnrollmentChange.id == change_id, EnrollmentChange.participant_id == participant_id)
    row = db.session.execute(select(EnrollmentChange.__table__).where(*mine)).first()
    if row is None:
        raise NotFound
    if row.undone_at is not None:
        raise Conflict("already_undone", "This was undone already.")
    if not row.made_at <= now < row.made_at + UNDO_WITHIN:
        raise Conflict("too_late_to_undo", "Ten minutes are over.")
    last = last_change(participant_id, now)
    if last is None or last.id != change_id:
        raise Conflict("changed_meanwhile", "Something later builds on it. Undo that first.")
    done = update(EnrollmentChange).where(*mine, EnrollmentChange.undone_at.is_(None)).values(undone_at=now)
    affected(done.execution_options(synchronize_session=False))
    _give_back(row.before)
    what: str = row.what
    return what


def tidy(now: datetime) -> int:
    """Forget what stood before once nobody can undo it any more. That it was changed, by whom and when, stays."""
    row = EnrollmentChange
    old = (row.made_at <= now - UNDO_WITHIN, row.made_at > now - UNDO_WITHIN - _TIDIED_BACK)
    change = update(row).where(*old).values(before={})
    return affected(change.execution_options(synchronize_session=False))


def _rows(participant_id: UUID) -> _Rows:
    found: _Rows = {}
    for name, table in _TABLES.items():
        columns = [table.c[each] for each in ("id", *_SHOWN[name])]
        rows = db.session.execute(select(*columns).where(table.c.participant_id == participant_id))
        found[name] = {row.id: {each: getattr(row, each) for each in _SHOWN[name]} for row in rows}
    return found


def _difference(before: _Rows, after: _Rows) -> dict[str, Any]:
    """Table → id → [the values that are different as they were (None: it is new), and as they are]."""
    found: dict[str, dict[str, Any]] = {}
    for name, rows in after.items():
        for row_id, values in rows.items():
            old = before[name].get(row_id)
            if old is None:
                found.setdefault(name, {})[str(row_id)] = [None, _plain(values)]
            elif old != values:
                changed = {each for each in values if values[each] != old[each]}
                pair = [{each: some[each] for each in changed} for some in (old, values)]
                found.setdefault(name, {})[str(row_id)] = [_plain(one) for one in pair]
    return found


def _give_back(difference: Mapping[str, Any]) -> None:
    """Those that get an end first: at most one enrollment may have none."""
    steps = [
        (_TABLES[name], UUID(row_id), was, now)
        for name, rows in difference.items()
        for row_id, (was, now) in rows.items()
    ]
    for table, row_id, was, now in sorted(steps, key=lambda step: step[2] is not None):
        held = _thawed(table, now)
        values = _thawed(table, was) if was is not None else _nothing(table, held)
        same = [table.c[each].is_not_distinct_from(held[each]) for each in values]
        change = update(table).where(table.c.id == row_id, *same).values(**values)
        if affected(change.execution_options(synchronize_session=False)) != 1:
            raise Conflict("changed_meanwhile", "Something later builds on it.")


def _nothing(table: Table, held: Mapping[str, Any]) -> dict[str, Any]:
    """What was added is never deleted: it ends before it begins, which counts nowhere."""
    return {_END[table.name]: held["starts_on"] - timedelta(days=1)}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value
        for name, value in values.items()
    }


def _thawed(table: Table, stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in stored.items()}


def _value(kind: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if kind.python_type is UUID else value
