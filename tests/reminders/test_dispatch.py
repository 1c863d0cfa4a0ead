"""From what is coming to what a phone shows, with a real push service in between; and what goes wrong on the way."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from companion.accounts import service as accounts
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.push import service as push
from companion.push.models import Delivery
from companion.push.post import Post
from companion.reminders import jobs, rules, service
from companion.reminders.models import Occurrence
from companion.reminders.rules import CHECKUP, PROMPT, SOON, TOMORROW, Wishes
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW
from tests.push.sink import Sink
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, change, first_session, pass_at, wish
from tests.support.words import says

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_half_an_hour_before_the_phone_says_so_once(mia: Owned) -> None:
    pass_at(at(15, 29))
    assert mia.titles() == []
    pass_at(at(15, 30))
    pass_at(at(15, 31))
    assert mia.titles() == ["Reminder: 4:00 PM"]


def test_a_visit_is_announced_once_not_each_of_its_segments(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    assert len(states(SOON)) == 2, "today and tomorrow; the third lies beyond two days"


def test_the_evening_before_the_next_day_is_named(mia: Owned) -> None:
    pass_at(at(18))
    assert mia.titles() == ["Reminder: Wednesday at 4:00 PM"]


def test_planning_again_plans_nothing(mia: Owned, leo: Owned) -> None:
    with transaction():
        assert service.plan(NOW) > 0
    with transaction():
        assert service.plan(NOW) == 0


def test_the_evening_prompt_comes_only_if_nothing_was_logged(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        new = NewCheckin(ids.new_id(), at(13), "America/New_York", at(13).date(), Entry(mood=3))
        checkins.record_checkin(mia.id, new, at(13))
    pass_at(at(20))
    assert "A minute for yourself?" not in mia.titles()
    assert states(PROMPT, mia.id)[0] == ("skipped", "already_done")


def test_somebody_who_logs_nothing_is_asked_at_eight(mia: Owned) -> None:
    pass_at(at(20))
    assert mia.titles()[-1] in ("A minute for yourself?", "Reminder: Wednesday at 4:00 PM")


def test_a_session_that_moved_is_told_at_once_and_reminded_of_at_its_new_time(mia: Owned, states: States) -> None:
    pass_at(at(13))
    session = first_session(mia)
    change(
        session.id,
        at(14),
        starts=at(17).astimezone().time().replace(hour=17, minute=0),
        ends=session.ends_at.time().replace(hour=18, minute=0),
    )
    while jobs.send_due(at(14)):
        pass
    assert mia.titles() == ["Changed: now Tuesday at 5:00 PM"]
    pass_at(at(15, 30))
    assert len(mia.titles()) == 1, "the old reminder died"
    pass_at(at(16, 30))
    assert mia.titles()[-1] == "Reminder: 5:00 PM"


def test_news_replace_the_reminder_they_correct(mia: Owned) -> None:
    pass_at(at(15, 30))
    change(first_session(mia).id, at(15, 45), cancel=True)
    pass_at(at(15, 45))
    reminder, news = mia.received()
    assert news["title"] == "Canceled: Tuesday, 4:00 PM"
    assert news["tag"] == reminder["tag"]


def test_what_was_cancelled_before_it_was_due_is_not_reminded_of(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    with transaction():
        schedule.change_session(first_session(mia).id, SessionChange(cancel=True), NOW)
    while jobs.send_due(at(15, 30)):
        pass
    assert mia.titles() == []
    assert states(SOON)[0] == ("skipped", "cancelled")


@pytest.mark.parametrize("happens", ["cancelled", "moved", "completed", "switched_off", "account_closed", "no_phone"])
def test_the_truth_at_the_moment_of_sending_wins(mia: Owned, post: Post, states: States, happens: str) -> None:
    """Between claim and sending the world changes."""
    jobs.plan(NOW)
    now = at(15, 30)
    with transaction():
        batch = service.claim_due(ids.new_id(), 10, now)
    assert [due.kind for due in batch.due] == [SOON]
    with transaction():
        if happens == "cancelled":
            schedule.change_session(first_session(mia).id, SessionChange(cancel=True), now)
        elif happens == "moved":
            later = at(17).replace(tzinfo=None).time()
            schedule.change_session(
                first_session(mia).id, SessionChange(starts=later.replace(hour=17), ends=later.replace(hour=18)), now
            )
        elif happens == "completed":
            schedule.complete_enrollment(mia.id, now.date() - timedelta(days=1), now)
        elif happens == "switched_off":
            service.save_wishes(mia.id, Wishes(session_soon=False), now)
        elif happens == "account_closed":
            accounts.disable(mia.id, now)
        else:
            push.end_all(mia.id, now)
    with transaction():
        service.decide(batch, post, now)
    assert batch.messages == []
    reason = "not_expected" if happens == "completed" else happens
    assert states(SOON)[0] == ("skipped", reason)


def test_after_three_hours_down_nothing_is_said_about_what_began(mia: Owned, states: States) -> None:
    jobs.plan(NOW)
    pass_at(at(16, 1))
    assert mia.titles() == []
    assert states(SOON)[0] == ("expired", "too_late")


def test_a_phone_that_is_gone_is_noted_and_nothing_repeats(mia: Owned, sink: Sink, states: States) -> None:
    sink.becomes["201"] = 410
    pass_at(at(15, 30))
    sink.becomes.clear()
    pass_at(at(15, 35))
    assert len(sink.arrived) == 1
    assert states(SOON)[0] == ("failed", "gone")
    assert service.status(mia.id, mia.sign_in_id, at(15, 35)).state == "gone"


def test_a_busy_push_service_is_asked_again_inside_the_window(mia: Owned, sink: Sink, states: States) -> None:
    sink.becomes["201"] = 500
    pass_at(at(15, 30))
    assert states(SOON)[0] == ("planned", None)
    sink.becomes.clear()
    pass_at(at(15, 31))
    assert states(SOON)[0] == ("sent", None)
    assert len(sink.arrived) == 2


def test_near_the_end_of_its_window_a_busy_push_service_is_asked_again_soon(
    mia: Owned, sink: Sink, states: States
) -> None:
    sink.becomes["201"] = 500
    pass_at(at(15, 30))
    with transaction():  # it was ill for long, and workers were killed over it
        db.session.execute(update(Delivery).values(attempts=8))
    pass_at(at(15, 50))
    sink.becomes.clear()
    assert states(SOON)[0] == ("planned", None)
    pass_at(at(15, 50) + timedelta(seconds=25))  # a twentieth of the eight minutes that are left
    assert states(SOON)[0] == ("sent", None)


def test_each_phone_gets_it_once_even_when_one_of_them_has_to_wait(mia: Owned, sink: Sink, states: States) -> None:
    mia.gets_a_phone("tablet", behaviour=503)
    pass_at(at(15, 30))
    sink.becomes["503"] = 201
    pass_at(at(15, 31))
    pass_at(at(15, 32))
    assert len(mia.titles()) == 1
    assert len(mia.titles("tablet")) == 2, "refused, then taken"
    assert states(SOON)[0] == ("sent", None)


def test_an_occurrence_without_any_phone_is_skipped_and_says_why(mia: Owned, states: States) -> None:
    with transaction():
        push.end_all(mia.id, NOW)
    pass_at(at(15, 30))
    assert states(SOON)[0] == ("skipped", "no_phone")


def test_a_phone_that_was_never_proven_is_not_sent_to(mia: Owned, sink: Sink) -> None:
    with transaction():
        db.session.execute(update(push_table()).values(state="unverified"))
    pass_at(at(15, 30))
    assert sink.arrived == []


def push_table() -> Any:
    from companion.push.models import PushSubscription

    return PushSubscription


def test_ten_minutes_lie_between_two_reminders_but_not_before_news(mia: Owned) -> None:
    pass_at(at(19, 30))
    assert len(mia.titles()) == 1
    change(first_session(mia, 11).id, at(19, 31), cancel=True)
    pass_at(at(19, 31))
    assert mia.titles()[-1] == "Canceled: Wednesday, 4:00 PM"
    pass_at(at(19, 39))
    assert len(mia.titles()) == 2
    pass_at(at(19, 41))
    assert len(mia.titles()) == 3


def test_after_completion_check_ups_take_the_place_of_sessions(mia: Owned, states: States) -> None:
    with transaction():
        schedule.complete_enrollment(mia.id, at(12, day=9).date(), NOW)
    pass_at(at(10, day=10))
    pass_at(at(15, 30))
    assert states(CHECKUP)[0] == ("sent", None)
    assert "A quick hello. How are things?" in mia.titles()
    assert "Reminder: 4:00 PM" not in mia.titles()


def test_another_lead_time_moves_what_is_planned(mia: Owned) -> None:
    jobs.plan(NOW)
    wish(mia, lead_minutes=60)
    pass_at(at(15))
    assert mia.titles() == ["Reminder: 4:00 PM"]


def test_quiet_hours_follow_the_phone_and_sessions_their_program(mia: Owned, states: States) -> None:
    """In Honolulu it is six hours earlier: 4 pm in New York is 10 am there, and 8 pm there is 2 am in New York. The
    question comes a quarter of an hour after Tuesday's last session, and at 8 pm on Friday, which has none."""
    with transaction():
        accounts.report_zone(mia.id, "Pacific/Honolulu", NOW)
        service.replan_person(mia.id, NOW)
    pass_at(at(15, 30))
    assert mia.titles() == ["Reminder: 4:00 PM"]
    with transaction():
        assert prompts_of(mia) == [at(19, 30), at(19, 30, day=11)]
    jobs.plan(at(15, 30, day=12))
    with transaction():
        assert prompts_of(mia)[-1] == at(2, day=14)


def prompts_of(owned: Owned) -> list[datetime]:
    mine = (Occurrence.kind == PROMPT, Occurrence.participant_id == owned.id)
    return list(db.session.scalars(select(Occurrence.due_at).where(*mine).order_by(Occurrence.due_at)))


@pytest.mark.parametrize(("told", "named"), [(True, "6:00 PM"), (False, "4:00 PM")])
def test_a_cancellation_names_the_time_the_person_was_told_last(mia: Owned, told: bool, named: str) -> None:
    first = first_session(mia, 11).id
    change(first, at(13, 1), starts=time(18), ends=time(19))
    if told:
        pass_at(at(13, 2))
    change(first, at(13, 3), cancel=True)
    pass_at(at(13, 4))
    assert mia.titles() == [*(["Changed: now Wednesday at 6:00 PM"] if told else []), f"Canceled: Wednesday, {named}"]


def test_after_two_moves_a_cancellation_names_the_one_the_person_was_told_of(mia: Owned) -> None:
    first = first_session(mia, 11).id
    change(first, at(13, 1), starts=time(18), ends=time(19))
    pass_at(at(13, 2))
    change(first, at(13, 3), starts=time(19), ends=time(20))
    change(first, at(13, 4), cancel=True)
    pass_at(at(13, 5))
    assert mia.titles() == ["Changed: now Wednesday at 6:00 PM", "Canceled: Wednesday, 6:00 PM"]


def test_nothing_arrived_for_two_days_is_said(mia: Owned) -> None:
    with transaction():
        db.session.execute(update(push_table()).values(last_reached_at=NOW - timedelta(days=3)))
    pass_at(at(15, 30))
    assert not service.status(mia.id, mia.sign_in_id, at(15, 35)).stuck
    assert service.status(mia.id, mia.sign_in_id, at(18)).stuck
    with transaction():
        [delivery] = db.session.scalars(select(Delivery.id))
        push.reached(delivery, at(18))
    found = service.status(mia.id, mia.sign_in_id, at(18))
    assert (found.stuck, found.last_reached_at) == (False, at(18))
    assert found.next_due_at is not None


def test_what_was_due_and_never_left_counts_as_not_arrived_until_something_arrives(mia: Owned) -> None:
    with transaction():
        db.session.execute(update(push_table()).values(last_reached_at=NOW - timedelta(days=3)))
    jobs.plan(NOW)
    pass_at(at(16, 1))
    assert mia.titles() == []
    assert service.status(mia.id, mia.sign_in_id, at(16, 5)).stuck
    with transaction():
        db.session.execute(update(push_table()).values(last_reached_at=at(16, 6)))
    assert not service.status(mia.id, mia.sign_in_id, at(16, 7)).stuck


def test_the_topic_and_the_payload_name_nobody_and_nothing(mia: Owned, sink: Sink) -> None:
    pass_at(at(15, 30))
    whole = str(mia.received()[0]) + str(sink.arrived[0].headers)
    assert says(whole, "Mia", "Maple", "Skills", "Dana", "Room", str(mia.id), "group") == []
    assert rules.KINDS[SOON].urgency == sink.arrived[0].headers["Urgency"]
    assert TOMORROW not in whole
