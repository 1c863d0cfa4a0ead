"""What is pushed, and what is not, after each exit and while somebody is on leave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from companion.enrollment import service as enrollment
from companion.enrollment.rules import EXITS
from companion.kernel import ids
from companion.kernel.database import transaction
from companion.push.post import Post
from companion.reminders import jobs, service
from companion.reminders.rules import SOON
from companion.reminders.wording import say
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.program.builders import track_id
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = NOW.date()


def of_thursday(mia: Owned) -> tuple[UUID, date, date]:
    current = enrollment.enrollment_now(mia.id, NOW)
    assert current is not None
    return current.program_id, date(2026, 3, 19), date(2026, 3, 19)


def passes(*days: int) -> None:
    for day in days:
        for hour in (8, 10, 15, 18, 20, 21):
            pass_at(at(hour, 30, day=day))


@pytest.mark.parametrize("how", EXITS)
def test_after_an_exit_only_the_quick_hello_comes_and_after_death_nothing(mia: Owned, how: str) -> None:
    jobs.plan(NOW)
    with transaction():
        schedule.leave_program(mia.id, how, TODAY, NOW)
    passes(11)
    hello = say("checkup", "en", service.PRIVATE, now=NOW).title
    assert mia.titles() == ([] if how == "died" else [hello])


def test_on_leave_nothing_is_sent_and_back_it_goes_on(mia: Owned) -> None:
    jobs.plan(NOW)
    with transaction():
        schedule.start_leave(mia.id, "hospital", (TODAY, None), None, NOW)
    with transaction():
        group = schedule.sessions_of_program(*of_thursday(mia))[0].id
        schedule.change_session(group, SessionChange(cancel=True), NOW)
        service.replan_session(group, NOW)
    passes(10, 11)
    assert mia.titles() == []
    with transaction():
        schedule.end_leave(mia.id, at(9, day=12))
    passes(12, 13)
    assert len(mia.titles()) >= 2, "the session of Thursday, and the daily question"


def test_a_leave_has_its_days_and_no_others(mia: Owned, states: States) -> None:
    with transaction():
        schedule.start_leave(mia.id, "family", (date(2026, 3, 11), date(2026, 3, 11)), None, NOW)
    for day, silent in ((10, False), (11, True), (12, False)):
        before = len(mia.titles())
        for hour in (15, 20, 21):
            pass_at(at(hour, 30, day=day))
        assert (len(mia.titles()) == before) is silent, day


def test_what_a_worker_has_claimed_already_is_silent_too(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        batch = service.claim_due(ids.new_id(), 10, at(15, 30))
    with transaction():
        schedule.start_leave(mia.id, "hospital", (TODAY, None), None, NOW)
    with transaction():
        service.decide(batch, post, at(15, 30))
    assert batch.messages == []
    assert states(SOON)[0][0] == "skipped"


def test_a_return_that_is_planned_ends_the_quick_hello_and_brings_the_question_on_its_day(mia: Owned) -> None:
    with transaction():
        schedule.leave_program(mia.id, "left_early", TODAY, NOW)
        schedule.bring_back(mia.id, track_id(), date(2026, 3, 12), NOW)
    passes(11, 12)
    hello = say("checkup", "en", service.PRIVATE, now=NOW).title
    assert mia.titles()[0] == hello
    assert len(mia.titles()) > 1, "from Thursday on the session and the question again"
    assert mia.titles().count(hello) == 1
