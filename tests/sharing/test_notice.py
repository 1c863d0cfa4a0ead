"""A strong craving is told to staff only if the person switched that on, somebody is on duty, and it is still wanted."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from companion.attention import service as attention
from companion.attention.rules import HIGH_CRAVING as KIND
from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.push.post import Post
from companion.reminders import jobs
from companion.reminders.rules import CALL
from companion.sharing import duty
from companion.sharing.rules import HIGH_CRAVING
from tests.cast import NOW, ZONE
from tests.push.sink import Sink
from tests.reminders.conftest import Owned
from tests.reminders.steps import pass_at
from tests.sharing.choices import decide, item, share, turn_off

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def manned(maple, cast) -> UUID:
    with transaction():
        duty.add_duty(maple, cast.dana, range(7), time(8), time(18))
    return maple


def log(phone, craving, hours_ago=0.0, checkin_id=None, **more):
    """One entry, sent now."""
    at = clock.now() - timedelta(hours=hours_ago)
    entry = {"recorded_at": at.isoformat(), "zone": ZONE, "local_day": at.date().isoformat(), "craving": craving}
    answer = phone.put(f"/api/v1/checkins/{checkin_id or uuid4()}", json=entry | more)
    assert answer.status_code in (200, 201), answer.text
    db.session.rollback()


def told(cast, now=NOW):
    return attention.items_for_staff([cast.mia], now, [KIND])


def test_without_the_switch_nobody_hears(manned, cast, signed_in):
    log(signed_in(cast.mia), 10)
    assert told(cast) == []


@pytest.mark.parametrize(("craving", "count"), [(7, 0), (8, 1), (10, 1)])
def test_from_eight_on_it_is_told_once(manned, cast, signed_in, craving, count):
    phone, entry = signed_in(cast.mia), uuid4()
    share(phone, HIGH_CRAVING, "notice")
    for _ in range(3):
        log(phone, craving, checkin_id=entry)
    assert len(told(cast)) == count


def test_a_correction_upwards_is_told_too_and_once(manned, cast, signed_in):
    phone, entry = signed_in(cast.mia), uuid4()
    share(phone, HIGH_CRAVING, "notice")
    for revision, craving in ((1, 3), (2, 9), (3, 10)):
        log(phone, craving, checkin_id=entry, revision=revision, corrected_at=NOW.isoformat())
    assert len(told(cast)) == 1


def test_without_anybody_on_duty_it_cannot_be_switched_on_and_says_why(maple, cast, signed_in, at):
    phone = signed_in(cast.mia)
    assert item(phone, HIGH_CRAVING)["why_not"] == "nobody_on_duty"
    assert decide(phone, HIGH_CRAVING, "notice", shown="0123456789abcdef").json["code"] == "not_offered"
    for who in (cast.cora, cast.ruth):
        assert "nobody is on duty" in at(who).open("/staff/").text
    assert "nobody is on duty" not in at(cast.dana).open("/staff/").text


def test_when_the_last_duty_hours_go_it_is_off_until_somebody_is_there(manned, cast, signed_in):
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    (hours,) = duty.duty_of_program(manned)
    with transaction():
        duty.remove_duty(hours.id, [manned])
    log(phone, 9)
    assert told(cast) == []


def test_three_weeks_of_entries_that_arrive_at_once_are_one_late_line(manned, cast, signed_in):
    share(signed_in(cast.mia), HIGH_CRAVING, "notice")
    with clock.fixed(NOW + timedelta(days=21)):
        phone = signed_in(cast.mia)
        items = []
        for days in range(20, 0, -1):
            at = clock.now() - timedelta(days=days)
            one = {"id": str(uuid4()), "recorded_at": at.isoformat(), "zone": ZONE, "craving": 9}
            items.append(one | {"local_day": at.date().isoformat()})
        assert phone.post("/api/v1/checkins/batch", json={"items": items}).status_code == 200
        db.session.rollback()
        (late,) = told(cast, clock.now())
        assert late.late
        assert clock.now() - late.asked_at == timedelta(days=1), "the newest of them"


def test_what_was_written_before_the_switch_is_not_told(manned, cast, signed_in):
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    log(phone, 10, hours_ago=3)
    assert told(cast) == []


def test_switching_it_off_takes_back_what_nobody_took_yet(manned, cast, signed_in, at):
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    log(phone, 9)
    (one,) = told(cast)
    assert "logged an urge" in at(cast.dana).open("/staff/requests").text
    turn_off(phone, HIGH_CRAVING)
    assert "logged an urge" not in at(cast.dana).open("/staff/requests").text
    assert at(cast.dana).open(f"/staff/requests/{one.id}").status_code == 404
    with clock.fixed(NOW + timedelta(hours=1)):
        share(signed_in(cast.mia), HIGH_CRAVING, "notice")
        assert told(cast, clock.now()) == [], "a new yes does not bring back the old news"


def test_it_goes_to_the_care_team_and_whoever_is_on_duty_and_no_further(manned, cast, signed_in, at):
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    log(phone, 9)
    for outsider in (cast.omar, cast.cora, cast.ruth):
        with clock.fixed(NOW + timedelta(hours=14)):
            assert "logged an urge" not in at(outsider).open("/staff/requests").text


@pytest.fixture
def dana(cast, post: Post, sink: Sink) -> Owned:
    owned = Owned(cast.dana, post, sink)
    owned.gets_a_phone("browser")
    return owned


def test_a_connected_browser_is_told_in_words_that_say_nothing(manned, cast, signed_in, dana):
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    log(phone, 9)
    pass_at(NOW)
    assert dana.titles("browser") == ["Something new is waiting for you"]


def test_late_news_ring_nowhere(manned, cast, signed_in, dana):
    share(signed_in(cast.mia), HIGH_CRAVING, "notice")
    with clock.fixed(NOW + timedelta(days=2)):
        log(signed_in(cast.mia), 9, hours_ago=20)
        assert len(told(cast, clock.now())) == 1
        pass_at(clock.now())
    assert dana.titles("browser") == []


def test_consent_taken_back_between_claim_and_send_stops_the_notice(manned, cast, signed_in, dana, states):
    """It was planned, and it is due: what counts is what is true when it would leave."""
    phone = signed_in(cast.mia)
    share(phone, HIGH_CRAVING, "notice")
    log(phone, 9)
    jobs.plan(NOW)
    turn_off(phone, HIGH_CRAVING)
    pass_at(NOW + timedelta(seconds=5))
    assert dana.titles("browser") == []
    assert states(CALL) == [("skipped", "consent_withdrawn")]
