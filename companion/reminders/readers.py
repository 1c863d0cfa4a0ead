"""What each kind of reminder depends on, one reader per feature: read for the whole batch where many rows ask for the same, else
when a row asks. A reader returns fields of `verdicts.Context`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, and_, bindparam, or_, select

from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.accounts.service import Person
from companion.aftercare import service as aftercare
from companion.attention import service as attention
from companion.checkins import service as checkins
from companion.kernel.statements import fetch
from companion.kernel.timezones import local_day
from companion.recovery import service as recovery
from companion.reminders import rules
from companion.reminders.candidates import as_meeting, gatherings, zone_of
from companion.reminders.models import Occurrence
from companion.reminders.rules import Meeting, slot_of
from companion.reminders.verdicts import Due
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

Reader = Callable[[Due, Person, datetime], dict[str, Any]]

_SILENCE_LOOK_BACK = 60
_T = cast(Table, Occurrence.__table__)
# A reminder of the new start, or the news of the last move, which was due until the earlier of both starts; the news at hand may
# have reached another phone of the same person.
_TOLD_OF_MOVE = (
    select(_T.c.id)
    .where(
        _T.c.participant_id == bindparam("b_whose"),
        _T.c.source == bindparam("b_source"),
        _T.c.sent_at.is_not(None),
        or_(
            and_(
                _T.c.kind == rules.CHANGED,
                _T.c.slot.not_in((bindparam("b_this"), rules.MADE_UP)),
                _T.c.closes_at == bindparam("b_until"),
            ),
            and_(_T.c.kind == rules.SOON, _T.c.slot == bindparam("b_start")),
        ),
    )
    .limit(1)
)


def readers_for(batch: Sequence[Due]) -> dict[str, Reader]:
    """By kind of reminder."""
    sessions = SessionReader(batch)
    return {
        **dict.fromkeys(rules.SESSION_KINDS, sessions),
        rules.PROMPT: PromptReader(batch),
        rules.CALL: read_call,
        rules.MILESTONE: read_milestone,
        rules.AFTERCARE: read_aftercare_plan,
        rules.CHECKUP: read_checkup,
        rules.ALUMNI: read_alumni_group,
    }


class SessionReader:
    """Sessions as they stand now, and who said that they will not be there."""

    def __init__(self, batch: Sequence[Due]):
        self._sessions = _sessions(batch)
        self._away = absences.said_of({session_id for _, session_id in self._sessions})

    def __call__(self, due: Due, person: Person, now: datetime) -> dict[str, Any]:
        session_id = UUID(due.source)
        view = self._sessions.get((person.id, session_id))
        meeting = as_meeting(view) if view else None
        return {"meeting": meeting, "away": (session_id, person.id) in self._away, "told": _told(due, meeting)}


class PromptReader:
    """Whether the person logged on the day the prompt is about, and for how many days they have not."""

    def __init__(self, batch: Sequence[Due]):
        self._logged = _logged(batch)

    def __call__(self, due: Due, person: Person, now: datetime) -> dict[str, Any]:
        last, doubted = self._logged[due.local_date]
        done = last.get(person.id) == due.local_date or (
            person.id in doubted and checkins.has_checked_in(person.id, due.local_date)
        )
        return {"checked_in": done, "silent_days": 0 if done else _silent_days(due, person, last.get(person.id), now)}


def read_call(due: Due, person: Person, now: datetime) -> dict[str, Any]:
    """Whether the call somebody asked for is still waiting; or, for that news, whether a new phone is."""
    source = UUID(due.source)
    if due.slot == rules.NEW_PHONE:
        return {"asked": accounts.phone_waits(source, person.id, now)}
    return {"asked": attention.waits(source), "consented": attention.may_be_told(source, person.id, now)}


def read_milestone(due: Due, person: Person, now: datetime) -> dict[str, Any]:
    """Whether that day still has a milestone, and nothing happened that makes it a quiet week."""
    day = due.local_date
    noted = bool(recovery.milestones_due(day, day, [person.id])) and recovery.quiet_since(person.id, now) is None
    return {"noted": noted}


def read_aftercare_plan(due: Due, person: Person, now: datetime) -> dict[str, Any]:
    return {"answered": aftercare.plan_is_begun(person.id)}


def read_checkup(due: Due, person: Person, now: datetime) -> dict[str, Any]:
    answered = any(one.due_on == due.local_date for one in aftercare.answers(person.id))
    return {"answered": answered}


def read_alumni_group(due: Due, person: Person, now: datetime) -> dict[str, Any]:
    """Whether that group, or that event, is still on on that day."""
    on = {(source, when.local_date) for source, when in gatherings(person.id, now)}
    return {"meets": (due.source, due.local_date) in on}


def _told(due: Due, meeting: Meeting | None) -> datetime | None:
    """The old start of a meeting that was moved and then cancelled, for somebody who was never told of the new one: "4:00 PM
    is off" has to name the time they know."""
    if meeting is None or meeting.on or meeting.previous_starts_at is None:
        return None
    told = fetch(
        _TOLD_OF_MOVE,
        b_whose=due.participant_id,
        b_source=due.source,
        b_this=due.slot,
        b_start=slot_of(meeting.starts_at),
        b_until=min(meeting.previous_starts_at, meeting.starts_at),
    )
    return None if told else meeting.previous_starts_at


def _silent_days(due: Due, person: Person, logged: date | None, now: datetime) -> int:
    """Days since the person last logged, or since they came, on the day the prompt is about."""
    came = local_day(person.activated_at, zone_of(person, now)) if person.activated_at else due.local_date
    return max(0, (due.local_date - max(came, logged or came)).days)


def _logged(batch: Iterable[Due]) -> dict[date, tuple[dict[UUID, date], set[UUID]]]:
    """For each day a prompt is about: when each person logged last, and whose entries came from a doubtful clock."""
    asked: dict[date, set[UUID]] = {}
    for due in batch:
        if due.kind == rules.PROMPT:
            asked.setdefault(due.local_date, set()).add(due.participant_id)
    back = timedelta(days=_SILENCE_LOOK_BACK)
    return {
        day: (checkins.last_logged(whose, day - back, day), checkins.clock_doubted(whose, day))
        for day, whose in asked.items()
    }


def _sessions(batch: Iterable[Due]) -> dict[tuple[UUID, UUID], SessionView]:
    """(participant, session) → the session as it stands now, for those whom it still concerns."""
    found: dict[tuple[UUID, UUID], SessionView] = {}
    for session_id in {_session_id(due.source) for due in batch if due.kind in rules.SESSION_KINDS} - {None}:
        assert session_id is not None
        view = schedule.session_state(session_id)
        if view is not None:
            found |= {(whose, session_id): view for whose in schedule.who_is_told(session_id)}
    return found


def _session_id(source: str) -> UUID | None:
    """None for a damaged row: it fails by itself later, not with the whole batch here."""
    try:
        return UUID(source)
    except ValueError:
        return None
