"""Nothing ran for three days: what is over stays unsaid, and nobody's phone rings for every day that was missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.kernel.database import transaction
from companion.reminders.rules import CHANGED, PROMPT, SOON, TOMORROW
from companion.schedule import service as schedule
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, change, first_session, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_after_three_days_nothing_is_said_about_what_began_and_at_most_one_of_each_kind(
    mia: Owned, states: States, sink: Sink
) -> None:
    """Planned on Tuesday at one; the server comes back on Friday at five past eight in the evening."""
    from companion.reminders import jobs

    jobs.plan(at(13))
    pass_at(at(20, 5, day=13))
    assert mia.titles() == ["A minute for yourself?"]
    assert {state for state, _ in states(SOON)} <= {"expired", "planned"}
    assert {state for state, _ in states(TOMORROW)} <= {"expired", "planned"}
    assert [state for state, _ in states(PROMPT)].count("sent") == 1


def test_what_lies_ahead_after_three_days_comes_at_its_hour(mia: Owned, states: States) -> None:
    from companion.reminders import jobs

    jobs.plan(at(13))
    pass_at(at(12, day=16))
    pass_at(at(18, day=16))
    pass_at(at(15, 30, day=17))
    assert mia.titles() == ["Reminder: Tuesday at 4:00 PM", "Reminder: 4:00 PM"]


def test_news_of_a_meeting_still_to_come_is_not_lost_by_three_days_of_silence(mia: Owned, states: States) -> None:
    """Cancelled on Tuesday for the Wednesday after next Tuesday's: nobody heard, and it still lies ahead."""
    with transaction():
        schedule.write_out_sessions(at(13))
    next_week = first_session(mia, day=17)
    change(next_week.id, at(13, 1), cancel=True)
    pass_at(at(12, day=13))
    assert [title for title in mia.titles() if "Canceled" in title] == ["Canceled: Tuesday, 4:00 PM"]
    assert ("sent", None) in states(CHANGED)


def test_several_people_are_not_all_told_about_the_days_they_missed(mia: Owned, leo: Owned, sink: Sink) -> None:
    from companion.reminders import jobs

    jobs.plan(at(13))
    for minutes in range(0, 30, 5):
        pass_at(at(20, 5, day=13) + timedelta(minutes=minutes))
    assert (len(mia.titles()), len(leo.titles())) == (1, 1)
