"""Plans the next two days by asking `program`, `aftercare`, `alumni`, and `recovery` what is candidates.

A stamp records what a person's plan was made from. A pass reads everybody's stamps in a few statements and plans only the
people for whom something changed or an hour has passed, so that a second pass finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from companion.absences import service as absences
from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.service import Record
from companion.kernel import statements
from companion.kernel.logs import log
from companion.recovery import service as recovery
from companion.reminders import candidates, occurrences, rules, settings
from companion.reminders.candidates import CHANGES_BACK, Subject, as_meeting, is_on_leave, is_paused, zone_of
from companion.reminders.models import PlanState
from companion.reminders.rules import HORIZON, Planned
from companion.schedule import service as schedule
from companion.schedule.rules import SessionView
from companion.schedule.service import Forecast

__all__ = [
    "as_meeting",
    "plan",
    "plan_for",
    "replan_person",
    "replan_session",
    "replan_sessions",
    "take_back",
    "tell_of_make_up",
    "waiting",
    "zone_of",
]

CHANGES_AHEAD = timedelta(days=14)  # as far as the phone's own copy of the schedule goes
AT_ONCE = 250  # people in one transaction: a quarter of a second in which nobody else can write on SQLite
_VISIT_BACK, _DAY_AFTER = timedelta(hours=16), timedelta(hours=32)
_HOUR = 3600
_log = log("reminders")


@dataclass(frozen=True)
class Waiting:
    """Somebody whose plan is not what it has to be. `changed` means that what it was made from is different, not only
    that time has passed."""

    participant_id: UUID
    stamp: str
    hour: int
    changed: bool


@dataclass(frozen=True)
class Pass:
    """Who has to be planned, what the calendar says for them, and at which meetings they said they will not be."""

    waiting: list[Waiting]
    forecast: Forecast
    away: Mapping[UUID, Collection[UUID]]


def waiting(now: datetime, only: UUID | None = None) -> Pass:
    """Find out who has to be planned. Reads only; costs a few statements however many people there are."""
    forecast, away = _forecast(now), absences.away(now.date() - CHANGES_BACK, only)
    known, wishes, calendar = _known(only), settings.stamps(only), forecast.stamps(only)
    seconds, found = int(now.timestamp()), []
    for whose, zone, paused in accounts.zones("participant", only):
        text = f"{zone}|{wishes.get(whose)}|{calendar.get(whose)}{_absent_from(away.get(statements.as_uuid(whose)))}"
        text += f"|until {paused}" if paused else ""
        stamp, hour = blake2b(text.encode(), digest_size=12).hexdigest(), (seconds + _offset(whose)) // _HOUR
        before, planned_in = known.get(whose, (None, None))
        if before != stamp or planned_in != hour:
            found.append(Waiting(statements.as_uuid(whose), stamp, hour, before is not None and before != stamp))
    return Pass(found, forecast, away)


def plan_for(some: Sequence[Waiting], found: Pass, now: datetime) -> int:
    """Plan these people of what `waiting` found; returns how many occurrences are new, moved or taken back. Needs an open transaction. One person
    whose data cannot be read is reported, stays as planned before, and stops nobody else."""
    if not some:
        return 0
    ids = [each.participant_id for each in some]
    people, wishes, records = accounts.people(ids), settings.wishes(ids, words=False), enrollment.records_of(ids)
    ahead, milestones = found.forecast.of(records), _milestones(ids, now)
    planned: list[tuple[UUID, Planned]] = []
    for each in some:
        whose = each.participant_id
        if whose in people:
            record, noted = records.get(whose, Record()), frozenset(milestones.get(whose, ()))
            subject = Subject(people[whose], wishes[whose], [], record, noted)
            comes_to = [view for view in ahead.get(whose, ()) if view.id not in found.away.get(whose, ())]
            planned += (
                (whose, one)
                for one in _of(subject, comes_to, _until(each), now)
                if not is_paused(subject.person, one.due_at) and not is_on_leave(record, one.due_at)
            )
    stale = [each.participant_id for each in some if each.changed]
    removed = occurrences.forget_pending(stale, now) + occurrences.wait_again(stale, now) if stale else 0
    changed = occurrences.store(occurrences.unsaid(planned))
    occurrences.remember([{name: getattr(each, name) for name in ("participant_id", "stamp", "hour")} for each in some])
    return max(changed, removed)


def plan(now: datetime) -> int:
    """Everybody, in one transaction that the caller opened; returns how many occurrences are different now."""
    found = waiting(now)
    return sum(plan_for(some, found, now) for some in _by_number(found.waiting))


def replan_session(session_id: UUID, now: datetime) -> int:
    """After staff changed this meeting: tell those it concerns, and update their reminders at once."""
    return replan_sessions([session_id], now)


def replan_sessions(session_ids: Sequence[UUID], now: datetime) -> int:
    """The same for meetings that changed together: each person it concerns is told once. Beyond 250 people, what is not
    news waits for the worker's next look, a few seconds later."""
    views = {view.id: view for view in schedule.session_states(session_ids) if view.changed_at is not None}
    concerns: dict[UUID, list[SessionView]] = {}
    said = absences.said_of(list(views))
    for session_id, told in schedule.who_are_told(list(views)).items():
        for whose in (one for one in told if (session_id, one) not in said):
            concerns.setdefault(whose, []).append(views[session_id])
    changed = occurrences.store(occurrences.unsaid(_news(concerns, now)))
    if len(concerns) > AT_ONCE:
        return changed
    return changed + _replan(sorted(concerns), now)


def _replan(people: Sequence[UUID], now: datetime) -> int:
    for whose in people:
        occurrences.forget(whose)
    occurrences.forget_pending(people, now)
    found = waiting(now, people[0] if len(people) == 1 else None) if people else None
    if found is None:
        return 0
    mine = [each for each in found.waiting if each.participant_id in set(people)]
    return plan_for(mine, found, now)


def replan_person(participant_id: UUID, now: datetime) -> int:
    """After wishes, zone or enrollment changed: drop what is not due yet and plan this person anew."""
    return _replan([participant_id], now)


def tell_of_make_up(participant_id: UUID, session_id: UUID, now: datetime) -> int:
    """The meeting that makes up for another is confirmed: tell the person once, and remind them of it from now on."""
    view, person = schedule.session_state(session_id), accounts.get_person(participant_id)
    wishes = settings.wishes([participant_id], words=False)[participant_id]
    news = rules.made_up_occurrence(as_meeting(view), wishes, zone_of(person, now), now) if view else None
    return occurrences.store([(participant_id, news)] if news else []) + replan_person(participant_id, now)


def take_back(session_ids: Sequence[UUID], changed_at: datetime) -> bool:
    """A change was undone: drop its unsent messages; returns whether nobody was told about it."""
    return occurrences.take_back_news([str(one) for one in session_ids], rules.slot_of(changed_at))


def _news(concerns: Mapping[UUID, Sequence[SessionView]], now: datetime) -> Iterator[tuple[UUID, Planned]]:
    people, wishes = accounts.people(concerns), settings.wishes(list(concerns), words=False)
    for person in people.values():
        if person.disabled_at is None:
            subject = Subject(person, wishes[person.id], [as_meeting(view) for view in concerns[person.id]])
            yield from ((person.id, each) for each in candidates.news(subject, now) if each.closes_at > now)


def _absent_from(meetings: Collection[UUID] | None) -> str:
    return "|" + ",".join(sorted(one.hex for one in meetings)) if meetings else ""


def _by_number(waiting_: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    return (waiting_[start : start + AT_ONCE] for start in range(0, len(waiting_), AT_ONCE))


def _forecast(now: datetime) -> Forecast:
    """From early enough to see which meeting begins a visit, to late enough for tomorrow's tomorrow. Its ends lie on whole
    days, so that the passing of time alone changes nobody's stamp more than once a day."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    start, end = today - _VISIT_BACK, today + timedelta(days=1) + HORIZON + _DAY_AFTER
    return Forecast(start, end, today - CHANGES_BACK, today + timedelta(days=1) + CHANGES_AHEAD)


def _known(only: UUID | None) -> dict[str, tuple[str, int]]:
    query = statements.bare(PlanState.participant_id, PlanState.stamp, PlanState.hour)
    if only is not None:
        query = query.where(PlanState.participant_id == only)
    return {row[0]: (row[1], int(row[2])) for row in statements.rows(query)}


def _offset(bare_id: str) -> int:
    """Everybody's hour begins at another second, so that they are not all planned at once."""
    return int(bare_id[-4:], 16) % _HOUR


def _until(one: Waiting) -> datetime:
    return datetime.fromtimestamp(one.hour * _HOUR - _offset(one.participant_id.hex), UTC) + HORIZON


def _milestones(ids: Sequence[UUID], now: datetime) -> dict[UUID, set[date]]:
    """The days on which those who asked for it are told of a milestone; none in a week in which that would hurt."""
    first, last = (now - timedelta(days=1)).date(), (now + HORIZON + timedelta(days=1)).date()
    found: dict[UUID, set[date]] = {}
    for due in recovery.milestones_due(first, last, ids):
        found.setdefault(due.participant_id, set()).add(due.day)
    return {whose: days for whose, days in found.items() if recovery.quiet_since(whose, now) is None}


def _of(subject: Subject, meetings: Sequence[SessionView], until: datetime, now: datetime) -> list[Planned]:
    try:
        subject.meetings = [as_meeting(view) for view in meetings]
        return candidates.occurrences(subject, until, now)
    except Exception as error:  # noqa: BLE001 - one person's damaged data must not silence everybody's reminders
        _log.error("not_planned", kind=type(error).__name__)
        return []
