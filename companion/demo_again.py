"""Brings a demo that was created weeks ago up to date: Mia and Leo are again where their story has them, with a session today.

Only what the story itself created moves, and gaps are filled. Whatever somebody entered, changed, or decided stays.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from companion import demo_story
from companion.checkins import service as checkins
from companion.demo_story import ZONE
from companion.enrollment import service as enrollment
from companion.kernel import settings
from companion.kernel.timezones import local_day, local_time, to_instant
from companion.program import service as program
from companion.program.rules import Pattern
from companion.recovery import service as recovery
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange

_NEARLY_OVER = timedelta(weeks=2)
_DAY = timedelta(days=1)
_FIRST_HOUR, _LAST_HOUR = 10, 19


def bring_up_to_date(people: dict[str, UUID], now: datetime) -> None:
    """Loading again on the same day changes nothing."""
    _stay(people["active"], demo_story.ACTIVE_FOR, now)
    _stay(people["step_down"], demo_story.STEP_DOWN_FOR, now)
    _log(people["active"], local_day(now, ZONE))
    _goal(people["active"], local_day(now, ZONE), now)
    _today(people["active"], "Room 5, second floor", now)
    _today(people["step_down"], "Room 11", now)


def _stay(participant_id: UUID, so_far: timedelta, now: datetime) -> None:
    """A stay that is nearly over begins later, by whole weeks, so that about `so_far` of it has passed. One that staff ended
    is over, and one they extended goes on."""
    current = enrollment.enrollment_now(participant_id, now)
    if current is None or current.last_day is not None or current.expected_end_on is None:
        return
    today = local_day(now, current.zone)
    weeks = (today - current.starts_on - so_far) // timedelta(weeks=1)
    if weeks > 0 and current.expected_end_on - today < _NEARLY_OVER:
        enrollment.begin_later(participant_id, timedelta(weeks=weeks))


def _log(participant_id: UUID, today: date) -> None:
    """The evenings of the last two weeks about which nothing was logged."""
    evenings = list(demo_story.evenings(participant_id, today))
    days = [new.local_day for new, _ in evenings]
    logged = {view.local_day for view in checkins.list_checkins(participant_id, min(days), max(days))}
    for new, received_at in evenings:
        if new.local_day not in logged:
            checkins.record_checkin(participant_id, new, received_at)


def _goal(participant_id: UUID, today: date, now: datetime) -> None:
    """The goal of the story, if nobody has touched it, is looked at again today, with its end ahead."""
    goal = demo_story.goal(participant_id, today)
    for held in recovery.read_goals(participant_id)["goals"]:
        dates = {name: held[name] for name in ("rev", "by", "review_on")}
        if held == goal | dates and held["by"] < today.isoformat():
            recovery.join_goals(participant_id, {"goals": [goal | {"rev": held["rev"] + 1}], "reviews": []}, now)


def _today(participant_id: UUID, place: str, now: datetime) -> None:
    """On a day without a session of the track, one with the counselor. There is one such session a week: on the next free day
    it moves there, so that the week keeps its three to five days. What staff cancelled or put elsewhere stays."""
    current = enrollment.enrollment_now(participant_id, now)
    if current is None or current.last_day is not None:
        return
    today = local_day(now, current.zone)
    closed = any(one.covers(today) for one in program.closures(current.program_id))
    if closed or any(one.planned_minutes for one in schedule.sessions_of(participant_id, today, today)):
        return
    hour = min(max(local_time(now, current.zone).hour + 2, _FIRST_HOUR), _LAST_HOUR)
    starts, ends, midnight = time(hour), time(hour, 50), to_instant(today, time(0), current.zone)
    name = f"demo_session_{participant_id}_{today - today.weekday() * _DAY}"
    known = settings.read(name)
    if known is None:
        plan = Pattern(today.weekday(), starts, ends, "individual", "One-to-one", place, with_name="Dana")
        # Written as if at midnight: whoever starts the demo late at night has had it today.
        made = schedule.add_one_to_one(participant_id, current.track_id, today, plan, midnight - _DAY)
        settings.ensure(name, str(made))
        return
    session = schedule.session_state(UUID(known))
    if session is not None and session.on and session.local_date < today:
        schedule.change_session(
            session.id, SessionChange(local_date=today, starts=starts, ends=ends), session.starts_at - _DAY
        )
