"""Loads the current data about claimed reminders, after the claim and before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from companion.enrollment import service as enrollment
from companion.kernel.bulk import among
from companion.kernel.database import fetch
from companion.kernel.timezones import local_day
from companion.recovery import service as recovery
from companion.reminders import rules, settings
from companion.reminders.candidates import as_meeting, gatherings, is_paused, zone_of
from companion.reminders.models import CLAIMED_OR_DEAD, Occurrence
from companion.reminders.rules import KINDS, Meeting, Wishes, slot_of
from companion.reminders.verdicts import Context, Due
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView

_SILENCE_LOOK_BACK = 60
_T = cast(Table, Occurrence.__table__)
_SENT = select(_T.c.participant_id, _T.c.id, _T.c.sent_at).where(
    _T.c.kind.in_([kind.name for kind in KINDS.values() if kind.capped])
)
_SENT_LATELY = _SENT.where(
    among(_T.c.participant_id, "b_whose"), _T.c.sent_at > bindparam("b_since"), _T.c.sent_at <= bindparam("b_now")
)
# Whoever they are for: what is being sent at one moment by others is less than what one person was sent in a year.
_SENDING_AHEAD = _SENT.where(
    CLAIMED_OR_DEAD,
    _T.c.state == rules.SENDING,
    _T.c.claimed_by < bindparam("b_claim"),
    _T.c.claimed_at > bindparam("b_since"),
)

# A reminder of the new start, or the news about it; the news at hand may have reached another phone of the same person.
_TOLD_OF_MOVE = (
    select(_T.c.id)
    .where(
        _T.c.participant_id == bindparam("b_whose"),
        _T.c.source == bindparam("b_source"),
        _T.c.sent_at.is_not(None),
        or_(
            and_(_T.c.kind == rules.CHANGED, _T.c.slot != bindparam("b_this")),
            and_(_T.c.kind == rules.SOON, _T.c.slot == bindparam("b_start")),
        ),
    )
    .limit(1)
)


@dataclass(frozen=True)
class Sent:
    """A capped reminder that another row accounts for: it was sent, or is being sent ahead of ours."""

    occurrence_id: UUID
    at: datetime


class Eligibility:
    """The context for one batch, read in a few statements; single rows are asked about lazily."""

    def __init__(self, batch: Sequence[Due], claim: UUID, now: datetime):
        self._now = now
        whose = {due.participant_id for due in batch}
        self.people: dict[UUID, Person] = accounts.people(whose)
        self._wishes: dict[UUID, Wishes] = settings.wishes(whose)
        self._meetings = _meetings(batch)
        self._said = absences.said_of({session_id for _, session_id in self._meetings})
        self._sent = _sent(whose, claim, now)
        self._logged = _logged(batch)

    def context(self, due: Due) -> Context:
        """The current data for one occurrence. Raises when a row of this person cannot be read."""
        person = self.people[due.participant_id]
        zone = zone_of(person)
        base: dict[str, Any] = {
            "wishes": self._wishes[person.id],
            "zone": zone,
            "active": person.disabled_at is None,
            "paused": is_paused(person, self._now),
        }
        return Context(**base, **self._about(due, person, zone), **self._count(due, zone))

    def note(self, due: Due) -> None:
        """This one goes out now, so it counts for the person's next one in the same batch."""
        if KINDS[due.kind].capped:
            self._sent.setdefault(due.participant_id, []).append(Sent(due.id, self._now))

    def _about(self, due: Due, person: Person, zone: str) -> dict[str, Any]:
        if due.kind in rules.SESSION_KINDS:
            view = self._meetings.get((person.id, UUID(due.source)))
            meeting = as_meeting(view) if view else None
            return {"meeting": meeting, "away": self._away(due), "told": _told(due, meeting)}
        if due.kind == rules.PROMPT:
            last, doubted = self._logged[due.local_date]
            done = last.get(person.id) == due.local_date or (
                person.id in doubted and checkins.has_checked_in(person.id, due.local_date)
            )
            silent = 0 if done else _silent_days(due, person, zone, last.get(person.id))
            return {"checked_in": done, "silent_days": silent}
        if due.slot == rules.NEW_PHONE:
            return {"asked": accounts.phone_waits(UUID(due.source), person.id, self._now)}
        if due.kind == rules.CALL:
            item = UUID(due.source)
            return {"asked": attention.waits(item), "consented": attention.may_be_told(item, person.id, self._now)}
        if due.kind == rules.MILESTONE:
            return {"noted": self._noted(due)}
        if due.kind == rules.AFTERCARE:
            return {"answered": aftercare.plan_is_begun(person.id)}
        current = enrollment.current_enrollment(person.id)
        answered = due.kind == rules.CHECKUP and any(
            one.due_on == due.local_date for one in aftercare.answers(person.id)
        )
        completed = current is not None and current.completed_on is not None
        meets = due.kind != rules.ALUMNI or self._meets(due)
        return {"completed": completed, "answered": answered, "meets": meets}

    def _away(self, due: Due) -> bool:
        """Whether they said that they will not be there."""
        return (UUID(due.source), due.participant_id) in self._said

    def _meets(self, due: Due) -> bool:
        """Whether that group, or that event, is still on on that day."""
        return (due.source, due.local_date) in {
            (source, when.local_date) for source, when in gatherings(due.participant_id, self._now)
        }

    def _noted(self, due: Due) -> bool:
        """Whether that day still has a milestone of this person, and nothing happened that makes it a quiet week."""
        day, whose = due.local_date, due.participant_id
        return bool(recovery.milestones_due(day, day, [whose])) and recovery.quiet_since(whose, self._now) is None

    def _count(self, due: Due, zone: str) -> dict[str, Any]:
        others = [sent.at for sent in self._sent.get(due.participant_id, []) if sent.occurrence_id != due.id]
        today = local_day(self._now, zone)
        return {
            "sent_today": sum(local_day(at, zone) == today for at in others),
            "last_sent_at": max(others, default=None),
        }


def _told(due: Due, meeting: Meeting | None) -> datetime | None:
    """The old start of a meeting that was moved and then cancelled, for somebody who was never told of the new one: "4:00 PM
    is off" has to name the time they know."""
    if meeting is None or meeting.on or meeting.previous_starts_at is None:
        return None
    new_start = slot_of(meeting.starts_at)
    told = fetch(_TOLD_OF_MOVE, b_whose=due.participant_id, b_source=due.source, b_this=due.slot, b_start=new_start)
    return None if told else meeting.previous_starts_at


def _silent_days(due: Due, person: Person, zone: str, logged: date | None) -> int:
    """Days since the person last logged, or since they came, on the day the prompt is about."""
    came = local_day(person.activated_at, zone) if person.activated_at else due.local_date
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


def _meetings(batch: Iterable[Due]) -> dict[tuple[UUID, UUID], SessionView]:
    """(participant, meeting) → the meeting as it stands now, for those whom it still concerns."""
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


def _sent(whose: set[UUID], claim: UUID, now: datetime) -> dict[UUID, list[Sent]]:
    """What went out in the last day, and what is being sent right now under an earlier claim, by this worker or another:
    of two the earlier one goes first. Claims are numbered by time (UUID version 7)."""
    lately = fetch(_SENT_LATELY, b_whose=list(whose), b_now=now, b_since=now - timedelta(hours=26))
    ahead = fetch(_SENDING_AHEAD, b_claim=claim, b_since=now - timedelta(minutes=1))
    found: dict[UUID, dict[UUID, Sent]] = {}
    for row in (*lately, *ahead):
        found.setdefault(row.participant_id, {})[row.id] = Sent(row.id, row.sent_at or now)
    return {participant_id: list(sent.values()) for participant_id, sent in found.items()}
