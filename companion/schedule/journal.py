"""Changes that staff made to the schedule, stored with the previous rows, so that they can be undone for ten minutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Date, delete, func, insert, select, update

from companion.kernel.columns import Instant
from companion.kernel.database import db
from companion.kernel.errors import Conflict, NotFound
from companion.kernel.ids import new_id
from companion.kernel.statements import affected
from companion.program import service as program
from companion.program.models import Closure
from companion.schedule import calendar, overrides
from companion.schedule.models import ScheduleChange, TrackSession
from companion.schedule.rules import COUNTED_ON, UNDO_WITHIN

_TIDIED_BACK = timedelta(days=7)  # how long the worker may have been away
_SESSIONS: Any = TrackSession.__table__
_CLOSURES: Any = Closure.__table__


@dataclass(frozen=True)
class ChangeContext:
    """Who changes what, and when; nobody by name on the command line."""

    program_id: UUID
    staff_id: UUID | None
    now: datetime


@dataclass
class Before:
    """Rows as they stood before a change, and ids of what it made. `beside` is what a feature above keeps about these
    meetings, as it stood: JSON that only that feature reads."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    added: list[UUID] = field(default_factory=list)
    invitees: dict[UUID, list[UUID]] = field(default_factory=dict)
    segments: program.VersionTrace = field(default_factory=program.VersionTrace)
    closures: list[dict[str, Any]] = field(default_factory=list)
    closed: list[UUID] = field(default_factory=list)
    tracks: list[UUID] | None = field(default_factory=list)
    beside: dict[str, Any] = field(default_factory=dict)

    @property
    def touched(self) -> list[UUID]:
        """The meetings that are different now, or were."""
        return [row["id"] for row in self.sessions] + self.added


@dataclass(frozen=True)
class Made:
    """A change that was made; `kept` meetings were changed by hand before and stay as they are."""

    change_id: UUID
    before: Before
    kept: int = 0


@dataclass(frozen=True)
class ChangeView:
    id: UUID
    made_by: UUID | None
    made_at: datetime
    what: str


def record_change(context: ChangeContext, what: str, before: Before) -> UUID:
    """Write down that this was changed."""
    own = new_id()
    values = {"program_id": context.program_id, "made_by": context.staff_id, "made_at": context.now, "what": what}
    db.session.execute(insert(ScheduleChange).values(id=own, before=_frozen(before), **values))
    return own


def recent_changes(program_id: UUID, now: datetime) -> list[ChangeView]:
    """What can still be undone, newest first."""
    row = ScheduleChange
    query = select(row.id, row.made_by, row.made_at, row.what, row.before).where(
        row.program_id == program_id, row.made_at > now - UNDO_WITHIN, row.made_at <= now, row.undone_at.is_(None)
    )
    found = db.session.execute(query.order_by(row.made_at.desc(), row.id.desc()))
    return [ChangeView(*of) for *of, before in found if before]


def journal_state(program_id: UUID) -> str:
    """Differs after every change of the program's calendar by hand, and after every undoing."""
    row = ScheduleChange
    last = func.coalesce(row.undone_at, row.made_at)
    query = select(row.id, row.undone_at).where(row.program_id == program_id).order_by(last.desc(), row.id.desc())
    found = db.session.execute(query.limit(1)).first()
    return "" if found is None else f"{found.id} {found.undone_at is not None}"


def check_unchanged(context: ChangeContext, seen: str) -> None:
    """Raises Conflict when somebody changed the calendar since its `journal_state` was `seen`; nobody can from here on, until the
    transaction ends."""
    calendar.one_at_a_time(context.program_id)
    if journal_state(context.program_id) != seen:
        raise Conflict("changed_meanwhile", "Somebody changed the calendar in the meantime. Look again.")


def close(program_id: UUID, now: datetime) -> None:
    """A file was loaded, and says what holds from now on: nothing from before is undone into it."""
    row = ScheduleChange
    recent_ = update(row).where(row.program_id == program_id, row.made_at > now - UNDO_WITHIN)
    db.session.execute(recent_.values(before={}).execution_options(synchronize_session=False))


def find_change(program_id: UUID, change_id: UUID, now: datetime) -> tuple[ChangeView, Before]:
    """A change that can be undone. NotFound for another program's; Conflict when it is too late, was undone already, or
    something later builds on it."""
    query = select(ScheduleChange.__table__).where(
        ScheduleChange.id == change_id, ScheduleChange.program_id == program_id
    )
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    if row.undone_at is not None:
        raise Conflict("already_undone", "This was undone already.")
    if not row.made_at <= now < row.made_at + UNDO_WITHIN:
        raise Conflict("too_late_to_undo", "Ten minutes are over.")
    if not row.before:
        raise Conflict("changed_meanwhile", "A file was loaded since.")
    before = _thawed(row.before)
    _nothing_built_on(row, _ids(before))
    return ChangeView(row.id, row.made_by, row.made_at, row.what), before


def _nothing_built_on(row: Any, ours: set[UUID]) -> None:
    change = ScheduleChange
    later = select(change.before).where(
        change.program_id == row.program_id,
        change.undone_at.is_(None),
        change.id != row.id,
        (change.made_at > row.made_at) | ((change.made_at == row.made_at) & (change.id > row.id)),
    )
    if any(ours & _ids(_thawed(found)) for found in db.session.scalars(later)):
        raise Conflict("changed_meanwhile", "Something later builds on it. Undo that first.")


def undo_change(program_id: UUID, change_id: UUID, now: datetime, *, silent: bool) -> Before:
    """Make the calendar as it was before this change. `silent`: nobody was told of it, so nobody is told that it is back;
    otherwise the meetings are marked as changed once more. Conflict also when a meeting of it has begun."""
    calendar.one_at_a_time(program_id)
    view, before = find_change(program_id, change_id, now)
    done = update(ScheduleChange).where(ScheduleChange.id == change_id, ScheduleChange.undone_at.is_(None))
    if affected(done.values(undone_at=now).execution_options(synchronize_session=False)) != 1:
        raise Conflict("already_undone", "This was undone already.")
    standing = {row["id"]: row for row in calendar.rows(before.touched)}
    begun = {one for one, row in standing.items() if row["starts_at"] <= now}
    begun |= {row["id"] for row in before.sessions if row["starts_at"] <= now}
    if begun and view.what in ("session", "added"):
        raise Conflict("already_begun", "This meeting has begun already.")
    _closures_back(before)
    for row in before.sessions:
        if row["id"] not in begun:
            _back(row, standing.get(row["id"]), now, silent)
    _take_away([standing[one] for one in before.added if one in standing and one not in begun], now, silent)
    for session_id, people in before.invitees.items():
        overrides.set_invitees(session_id, people)
    program.undo_versions(before.segments)
    calendar.settle(program_id, now, before.tracks)
    return before


def _back(row: dict[str, Any], standing: dict[str, Any] | None, now: datetime, silent: bool) -> None:
    if standing is None:
        db.session.execute(insert(_SESSIONS).values(**row))
        return
    values = dict(row)
    if not silent and min(row["starts_at"], standing["starts_at"]) <= now + COUNTED_ON:
        moved = standing["status"] == "scheduled" and standing["starts_at"] != row["starts_at"]
        values |= {"changed_at": now, "previous_starts_at": standing["starts_at"] if moved else None}
    calendar.write_rows([values])


def _take_away(added: list[dict[str, Any]], now: datetime, silent: bool) -> None:
    """What was added is called off in words where people were told of it, and otherwise was never there."""
    said = [row["id"] for row in added if not silent and row["changed_at"] is not None]
    calendar.write_rows([{"id": one, "status": "cancelled", "changed_at": now} for one in said])
    calendar.forget([row["id"] for row in added if row["id"] not in set(said)])


def _closures_back(before: Before) -> None:
    again = [row["id"] for row in before.closures]
    gone = delete(Closure).where(Closure.id.in_([*before.closed, *again]))
    db.session.execute(gone.execution_options(synchronize_session=False))
    if before.closures:
        db.session.execute(insert(Closure), before.closures)


def tidy(now: datetime) -> int:
    """Forget what stood before once nobody can undo it any more. That it was changed, by whom and when, stays."""
    row = ScheduleChange
    old = (row.made_at <= now - UNDO_WITHIN, row.made_at > now - UNDO_WITHIN - _TIDIED_BACK)
    change = update(row).where(*old).values(before={})
    return affected(change.execution_options(synchronize_session=False))


def _ids(before: Before) -> set[UUID]:
    found: Collection[UUID] = (
        *before.touched,
        *before.segments.ended,
        *before.segments.begun,
        *before.closed,
        *(row["id"] for row in before.closures),
    )
    return set(found)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _frozen(before: Before) -> dict[str, Any]:
    rows = {name: [{k: _plain(v) for k, v in row.items()} for row in getattr(before, name)] for name in _TABLES}
    return rows | {
        "added": [str(one) for one in before.added],
        "invitees": {str(one): [str(each) for each in people] for one, people in before.invitees.items()},
        "ended": {str(one): _plain(end) for one, end in before.segments.ended.items()},
        "begun": [str(one) for one in before.segments.begun],
        "closed": [str(one) for one in before.closed],
        "tracks": None if before.tracks is None else [str(one) for one in before.tracks],
        "beside": before.beside,
    }


_TABLES = {"sessions": _SESSIONS, "closures": _CLOSURES}


def _value(column: Any, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return UUID(value) if column.type.python_type is UUID else value


def _thawed(kept: dict[str, Any]) -> Before:
    if not kept:
        return Before()
    rows = {
        name: [{k: _value(table.c[k], v) for k, v in row.items()} for row in kept[name]]
        for name, table in _TABLES.items()
    }
    ended = {UUID(one): date.fromisoformat(end) if end else None for one, end in kept["ended"].items()}
    return Before(
        **rows,
        added=[UUID(one) for one in kept["added"]],
        invitees={UUID(one): [UUID(each) for each in people] for one, people in kept["invitees"].items()},
        segments=program.VersionTrace(ended, [UUID(one) for one in kept["begun"]]),
        closed=[UUID(one) for one in kept["closed"]],
        tracks=None if kept["tracks"] is None else [UUID(one) for one in kept["tracks"]],
        beside=kept.get("beside", {}),
    )
