"""Brings a demo that was made weeks ago to today: Mia and Leo are again where their story has them.

Only what the story itself put there moves, and gaps are filled. Whatever somebody entered, changed or decided stays.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from companion import demo_story
from companion.checkins import service as checkins
from companion.demo_story import ZONE
from companion.enrollment import service as enrollment
from companion.kernel.timezones import local_day
from companion.recovery import service as recovery

_NEARLY_OVER = timedelta(weeks=2)


def bring_up_to_date(people: dict[str, UUID], now: datetime) -> None:
    """Loading again on the same day changes nothing."""
    _stay(people["active"], demo_story.ACTIVE_FOR, now)
    _stay(people["step_down"], demo_story.STEP_DOWN_FOR, now)
    _log(people["active"], local_day(now, ZONE))
    _goal(people["active"], local_day(now, ZONE), now)


def _stay(participant_id: UUID, so_far: timedelta, now: datetime) -> None:
    """A stay that is nearly over begins later, by whole weeks, so that about `so_far` of it has passed. One that staff ended
    is over, and one they extended goes on."""
    current = enrollment.current_enrollment(participant_id)
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
