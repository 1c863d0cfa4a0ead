"""Reminder delivery: counts in plain words, of one's own programs only, for coordinators and admins only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from companion import worker
from companion.kernel import ids
from companion.kernel.database import db, transaction
from companion.program.models import StaffAssignment
from companion.push import rules as push_rules
from companion.push.models import Delivery, PushSubscription
from companion.reminders import rules, verdicts
from companion.reminders.models import Occurrence
from companion.staff.core import labels
from companion.staff.reminders import pages as delivery
from tests.cast import NOW

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PAGE = "/staff/reminders"


@pytest.fixture
def remind(maple):
    """`remind(cast.mia, "skipped", "quiet")`: something was due for her half an hour ago, and this became of it."""

    def add(whose, state, outcome=None, ago=timedelta(minutes=30)):
        due = NOW - ago
        occurrence = Occurrence(
            id=ids.new_id(), participant_id=whose, kind="session_soon", source=str(ids.new_id()), slot="s",
            local_date=NOW.date(), state=state, outcome=outcome, due_at=due, closes_at=NOW, expires_at=NOW,
        )  # fmt: skip
        with transaction():
            db.session.add(occurrence)
            db.session.flush()
            return occurrence.id

    return add


@pytest.fixture
def phone(maple):
    def add(whose, state="active", endpoint="https://fcm.googleapis.com/x"):
        made = PushSubscription(
            id=ids.new_id(), participant_id=whose, endpoint=endpoint, endpoint_hash=str(ids.new_id()), p256dh="k",
            auth="a", vapid_key_id="001", device="canary-device", state=state, created_at=NOW, seen_at=NOW,
        )  # fmt: skip
        with transaction():
            db.session.add(made)
            db.session.flush()
            return made.id

    return add


def attempt(whose, phone_id, occurrence_id=None, **values):
    plain = {"state": "sent", "outcome": "accepted", "purpose": "reminder", "topic": "t", "attempts": 1}
    times = {"due_at": NOW - timedelta(minutes=30), "expires_at": NOW + timedelta(hours=1), "claimed_at": NOW}
    row = Delivery(id=ids.new_id(), participant_id=whose, subscription_id=phone_id, **{**plain, **times, **values})
    row.occurrence_id = occurrence_id or ids.new_id()
    with transaction():
        db.session.add(row)


def figure(text, words, which=0):
    """The number beside these words; `which` 0 is today, 1 yesterday."""
    return int(re.findall(rf"<dt>{re.escape(words)}</dt><dd>(\d+)</dd>", text)[which])


def test_today_and_yesterday_are_counted_apart(cast, at, remind, phone):
    sent, mias = remind(cast.mia, "sent"), phone(cast.mia)
    attempt(cast.mia, mias, sent, sent_at=NOW, reached_at=NOW)
    attempt(cast.mia, mias, remind(cast.mia, "sent"), sent_at=NOW)
    remind(cast.leo, "expired", "too_late")
    remind(cast.leo, "sent", ago=timedelta(days=1))
    text = at(cast.cora).open(PAGE).text
    assert [figure(text, f"{what}") for what in ("due", "sent", "shown on a phone", "too late to be sent")] == [
        3, 2, 1, 1,
    ]  # fmt: skip
    assert figure(text, "sent", 1) == 1


def test_what_was_not_sent_is_told_by_reason(cast, at, remind):
    for outcome in ("quiet", "switched_off", "no_phone", "moved"):
        remind(cast.mia, "skipped", outcome)
    remind(cast.leo, "failed", "gone")
    remind(cast.leo, "parked", "parked")
    text = at(cast.cora).open(PAGE).text
    assert figure(text, labels.label("delivery.reason", "own_wish")) == 2
    for reason in ("no_phone", "not_needed", "address", "damaged"):
        assert figure(text, labels.label("delivery.reason", reason)) == 1


def test_what_is_due_later_is_not_counted_yet(cast, at, remind):
    remind(cast.mia, "planned", ago=-timedelta(hours=1))
    assert figure(at(cast.cora).open(PAGE).text, "due") == 0


def test_phones_are_counted_by_whether_they_can_be_reached(cast, at, phone):
    phone(cast.mia)
    phone(cast.mia, "gone")
    phone(cast.leo, "suspended")
    text = at(cast.cora).open(PAGE).text
    assert "1 of 2 people have a phone that can be reached." in text
    assert [figure(text, labels.label("delivery.phone", one)) for one in ("active", "suspended", "gone")] == [1] * 3


def test_people_of_other_programs_are_not_counted(cast, at, remind, phone):
    remind(cast.ana, "sent")
    phone(cast.ana)
    text = at(cast.cora).open(PAGE).text
    assert figure(text, "due") == 0
    assert figure(text, "can be reached") == 0


def test_nobody_is_named(cast, at, remind, phone):
    remind(cast.mia, "sent")
    phone(cast.mia)
    text = at(cast.cora).open(PAGE).text
    for secret in ("Mia", "Leo", str(cast.mia), "canary", "fcm.googleapis"):
        assert secret not in text


@pytest.mark.parametrize(("status", "says"), [(503, "is not taking messages"), (403, "refuses our messages")])
def test_a_push_service_that_takes_nothing_is_named_as_people_know_it(cast, at, phone, status, says):
    assert "Every push service takes our messages." in at(cast.cora).open(PAGE).text
    attempt(cast.mia, phone(cast.mia), state="planned", outcome="later", http_status=status)
    assert f"Google (Android, Chrome) {says}" in at(cast.cora).open(PAGE).text


def test_a_worker_that_went_silent_is_told(cast, at):
    assert "Nothing has ever sent reminders here." in at(cast.cora).open(PAGE).text
    worker.beat(NOW - timedelta(seconds=20))
    assert "Reminders are being sent." in at(cast.cora).open(PAGE).text
    worker.beat(NOW - timedelta(minutes=5))
    assert "Nothing has been sending reminders since Tue, Mar 10, 12:55 PM." in at(cast.cora).open(PAGE).text


def test_counselors_and_participants_have_no_such_page(cast, at):
    assert at(cast.dana).open(PAGE).status_code == 403
    assert at(cast.mia).open(PAGE).status_code == 403
    assert PAGE not in at(cast.dana).open("/staff/").text
    assert PAGE in at(cast.cora).open("/staff/").text


def test_strangers_are_led_to_the_door(client, maple):
    assert client.get(PAGE).status_code in (302, 303, 401)


def test_staff_of_no_program_see_no_counts(cast, at, remind):
    remind(cast.mia, "sent")
    with transaction():
        db.session.query(StaffAssignment).filter_by(staff_id=cast.ruth).delete()
    assert "<dt>" not in at(cast.ruth).open(PAGE).text


def test_everything_that_can_become_of_a_reminder_has_its_name():
    assert set(delivery.REASONS) <= labels.FAMILIES["delivery.reason"].keys()
    assert set(push_rules.SUBSCRIPTION_STATES) <= labels.FAMILIES["delivery.phone"].keys()
    assert set(delivery._REASON_OF.values()) | {"not_needed"} == set(delivery.REASONS)
    assert delivery._REASON_OF.keys() >= push_rules.RETRYABLE
    assert rules.DEAD_LETTERED in delivery._REASON_OF
    assert verdicts.SEND not in delivery._REASON_OF
