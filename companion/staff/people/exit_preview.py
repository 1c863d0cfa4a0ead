"""What a change of somebody's time in the program would do, before it is done: sessions, one-to-ones, their place, what is sent, and
what they read in the app."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from companion.aftercare import service as aftercare
from companion.enrollment import service as enrollment
from companion.enrollment.service import EnrollmentStatus, EnrollmentView, LeaveView
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.staff.schedule.change_preview import taken_back

AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class Preview:
    """`gone` and `new` are on how many days of the next eight weeks sessions no longer expect them, or then do; `calls` how many
    one-to-ones are canceled. `gives_way` is a planned move or return that no longer takes place; `begins` the one that is planned
    now, with what holds until then. `said` is what they read, by language."""

    gone: int
    new: int
    calls: int
    gives_way: EnrollmentView | None
    begins: EnrollmentView | None
    over: bool
    leave: LeaveView | None
    first_hello: date | None
    said: dict[str, str] | None


@dataclass(frozen=True)
class _Facts:
    status: EnrollmentStatus | None
    sessions: dict[UUID, SessionView]
    hello: date | None

    @property
    def days(self) -> set[date]:
        return {one.local_date for one in self.sessions.values()}


def look(participant_id: UUID, write: Callable[[], object], now: datetime) -> Preview:
    """Makes the change, looks, and takes it back. Raises as `write` does."""
    before = _facts(participant_id, now)

    def do() -> _Facts:
        write()
        return _facts(participant_id, now)

    after = taken_back(do)
    gone = before.sessions.keys() - after.sessions.keys()
    planned = after.status.next if after.status else None
    had = before.status.next if before.status else None
    began = after.status.now if after.status and before.status and after.status.now.id != before.status.now.id else None
    leave = _new_leave(before.status, after.status)
    return Preview(
        len(before.days - after.days),
        len(after.days - before.days),
        sum(before.sessions[one].participant_id is not None for one in gone),
        had if had is not None and (planned is None or planned.id != had.id) else None,
        planned if planned is not None and (had is None or planned.id != had.id) else began,
        after.status is not None and after.status.over and not (before.status and before.status.over),
        leave,
        after.hello,
        enrollment.said_of(after.status, leave),
    )


def mark(participant_id: UUID) -> str:
    """Differs whenever anything of their time in the program does: whoever looked at a preview before somebody else changed it
    looks again."""
    return hashlib.sha256(repr(enrollment.record_of(participant_id)).encode()).hexdigest()[:32]


def _facts(participant_id: UUID, now: datetime) -> _Facts:
    status = enrollment.enrollment_status(participant_id, now)
    today = status.today if status else now.date()
    found = schedule.sessions_of(participant_id, today, today + AHEAD)
    days = [day for day in aftercare.checkups(participant_id, now).days if day > today]
    ahead = {one.id: one for one in found if one.on and one.starts_at > now and one.kind != "break"}
    return _Facts(status, ahead, days[0] if days else None)


def _new_leave(before: EnrollmentStatus | None, after: EnrollmentStatus | None) -> LeaveView | None:
    known = {one.id for one in (before.leave, before.next_leave) if one} if before else set()
    found = (after.leave, after.next_leave) if after else ()
    return next((one for one in found if one is not None and one.id not in known), None)
