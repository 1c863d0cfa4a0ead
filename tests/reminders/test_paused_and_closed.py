"""A pause and a closed account at the moment of sending: what was planned, claimed, or about to leave does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from companion.accounts import service as accounts
from companion.kernel import ids
from companion.kernel.database import transaction
from companion.leaving import rules as leaving_rules
from companion.leaving import service as leaving
from companion.push.post import Post
from companion.reminders import jobs, service
from companion.reminders.rules import PROMPT, SOON
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import first_session, pass_at

pytestmark = pytest.mark.databases("sqlite", "postgresql")

States = Callable[..., list[tuple[str, str | None]]]
THURSDAY = date(2026, 3, 12)


def pause(mia: Owned, until: date = THURSDAY) -> None:
    with transaction():
        leaving.pause(mia.id, until, NOW)


def close(mia: Owned, reason: str = leaving_rules.OWN_WISH) -> None:
    with transaction():
        leaving.close(mia.id, reason, mia.id, NOW)


def test_nothing_is_sent_before_the_day_and_then_it_goes_on(mia: Owned) -> None:
    pause(mia)
    jobs.plan(NOW)
    for hour in (15, 18, 20):
        pass_at(at(hour, 30))
    pass_at(at(15, 30, day=11))
    assert mia.titles() == []
    jobs.plan(at(9, day=12))
    pass_at(at(15, 30, day=12))
    assert len(mia.titles()) == 1


def test_what_was_planned_before_the_pause_is_gone_with_the_next_look(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    assert states(SOON)
    pause(mia)
    jobs.plan(NOW)
    assert [state for state in states(SOON, mia.id) if state[0] == "planned"] == []


def test_what_a_worker_has_claimed_already_is_silent_too(mia: Owned, post: Post, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        batch = service.claim_due(ids.new_id(), 10, at(15, 30))
    pause(mia)
    with transaction():
        service.decide(batch, post, at(15, 30))
    assert batch.messages == []
    assert states(SOON)[0] == ("skipped", "paused")


def test_a_change_of_a_session_is_not_told_during_a_pause(mia: Owned) -> None:
    pause(mia)
    with transaction():
        schedule.change_session(first_session(mia).id, SessionChange(cancel=True), NOW)
        service.replan_session(first_session(mia).id, NOW)
    pass_at(at(13, 5))
    assert mia.titles() == []


def test_ended_early_reminders_come_again(mia: Owned) -> None:
    pause(mia)
    jobs.plan(NOW)
    with transaction():
        leaving.end_pause(mia.id, NOW)
    jobs.plan(NOW)
    pass_at(at(15, 30))
    assert len(mia.titles()) == 1


def test_the_operator_reads_why_nothing_is_sent(mia: Owned) -> None:
    pause(mia)
    assert "Paused by the person: nothing is sent before 2026-03-12." in service.standing(mia.id, NOW)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_pause_ends_on_a_day_ahead_within_a_year(mia: Owned, days: int) -> None:
    with pytest.raises(leaving.Invalid), transaction():
        leaving.pause(mia.id, NOW.date() + timedelta(days=days), NOW)
    assert accounts.get_person(mia.id).paused_until is None


def test_with_the_account_everything_planned_ends(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    close(mia)
    assert {*states(SOON, mia.id), *states(PROMPT, mia.id)} == {("skipped", "account_closed")}
    jobs.plan(NOW)
    for hour in (15, 20):
        pass_at(at(hour, 30))
    assert mia.titles() == []


@pytest.mark.parametrize("reason", [leaving_rules.OWN_WISH, leaving_rules.DIED])
def test_what_was_decided_to_be_sent_does_not_leave_once_the_account_is_closed(
    mia: Owned, post: Post, reason: str
) -> None:
    """The account is closed after the message was written and before it was marked as leaving."""
    jobs.plan(NOW)
    with transaction():
        batch = service.claim_due(ids.new_id(), 10, at(15, 30))
    with transaction():
        service.decide(batch, post, at(15, 30))
    assert len(batch.messages) == 1
    close(mia, reason)
    few = service.next_few(batch, 10)
    with transaction():
        service.mark_sending(few, at(15, 30))
    assert few.messages == []
    pass_at(at(15, 40))
    assert mia.titles() == []


def test_reopened_it_sends_nothing_before_somebody_signs_in(mia: Owned) -> None:
    close(mia)
    with transaction():
        leaving.reopen(mia.id, mia.id, NOW)
    jobs.plan(NOW)
    pass_at(at(15, 30))
    assert mia.titles() == []
