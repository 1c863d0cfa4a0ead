"""Whatever day the demo is started on, and however long it slept, Today has something to show to each of its people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from companion import demo, demo_story
from companion.accounts import sign_ins
from companion.checkins import service as checkins
from companion.checkins.rules import Entry, NewCheckin
from companion.enrollment import service as enrollment
from companion.kernel import clock, ids, settings
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.recovery import service as recovery
from companion.reminders import jobs
from companion.reminders.models import Occurrence
from companion.schedule import service as schedule
from companion.schedule.service import complete_enrollment
from tests.conftest import SameOriginClient
from tests.latest import latest

NEW_YORK = ZoneInfo(demo_story.ZONE)
DAY = timedelta(days=1)
IN_A_PROGRAM = ("night_before", "active", "step_down")


def at(text: str) -> datetime:
    """A wall time in the demo's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


@dataclass(frozen=True)
class Phones:
    """The demo people's phones: what the API answers them."""

    app: Flask

    def account(self, key: str, now: datetime) -> UUID:
        part = next(one for one in demo_story.parts(now) if one.key == key)
        return UUID(settings.read(part.setting))

    def get(self, key: str, address: str, now: datetime) -> dict[str, Any]:
        whose = self.account(key, now)
        with transaction():
            token = sign_ins.begin(whose, "participant", "test", now)
        browser = self.app.test_client()
        with browser.session_transaction() as session:
            session.update(_user_id=token, _fresh=True, _permanent=True)
        answer = browser.get(f"/api/v1{address}")
        assert answer.status_code == 200, (key, address, answer.text)
        return json.loads(answer.text)

    def planned(self, key: str, now: datetime) -> set[str]:
        """Kinds of what the worker has planned for the next two days."""
        mine = select(Occurrence.kind).where(
            Occurrence.participant_id == self.account(key, now), Occurrence.due_at >= now
        )
        return set(db.session.scalars(mine))


@pytest.fixture
def phones(_stores: Callable[[str], Any]) -> Iterator[Phones]:
    """SQLite is enough: nothing here depends on the database."""
    store = _stores("sqlite")
    store.lay()
    store.app.test_client_class = SameOriginClient
    (store.app.extensions["companion.config"].instance / demo.FILE).unlink(missing_ok=True)
    with store.app.app_context():
        yield Phones(store.app)
        db.session.remove()
        db.engine.dispose()


def start(phones: Phones, now: datetime) -> None:
    """As `companion serve --with-demo` does at that hour, and the worker's first look."""
    demo.load(now)
    while jobs.plan(now):
        pass


def expected_days(schedule: dict[str, Any]) -> list[date]:
    """Days with something this person is expected at."""
    counting = (one for one in schedule["sessions"] if one["status"] == "scheduled" and not one["optional"])
    return sorted({date.fromisoformat(one["local_date"]) for one in counting if one["kind"] != "break"})


def assert_alive(phones: Phones, now: datetime) -> None:
    with clock.fixed(now):
        start(phones, now)
        today = now.astimezone(NEW_YORK).date()
        for key in IN_A_PROGRAM:
            coming = [day for day in expected_days(phones.get(key, "/schedule", now)) if day >= today]
            assert coming, (key, now)
            assert coming[0] - today <= 3 * DAY, (key, now, coming)
            assert "checkin_prompt" in phones.planned(key, now), (key, now)
        assert_the_night_before(phones.get("night_before", "/schedule", now), today)
        assert_in_the_middle(phones, now, today)
        assert_a_week_with_today(phones, now, today)
        groups = phones.get("alumna", "/groups", now)["items"]
        meetings = [datetime.fromisoformat(one["starts_at"]) for group in groups for one in group["meetings"]]
        assert min(meetings) - now <= 7 * DAY
        assert phones.get("alumna", "/events", now)["items"]


def assert_a_week_with_today(phones: Phones, now: datetime, today: date) -> None:
    """Mia and Leo come on three to five days of this week, and today is one of them. A closed day is less."""
    monday = today - today.weekday() * DAY
    for key in ("active", "step_down"):
        stay = latest(phones.account(key, now))
        assert stay is not None
        closures = program.closures(stay.program_id)
        closed = {day for day in (monday + n * DAY for n in range(7)) if any(one.covers(day) for one in closures)}
        assert today in closed or today in expected_days(phones.get(key, "/schedule", now)), (key, now)
        week = schedule.sessions_of(phones.account(key, now), monday, monday + 6 * DAY)
        days = {one.local_date for one in week if one.planned_minutes}
        assert 3 - len(closed) <= len(days) <= 5, (key, now, sorted(days))


def assert_the_night_before(schedule: dict[str, Any], today: date) -> None:
    stay = schedule["enrollment"]
    tomorrow = (today + DAY).isoformat()
    assert stay["first_day"]["ask_for"]
    assert (stay["phase"], stay["starts_on"], stay["begins_on"]) == ("intake", tomorrow, tomorrow)


def assert_in_the_middle(phones: Phones, now: datetime, today: date) -> None:
    """Mia and Leo are some weeks in, with weeks to go, and Mia has logged and has a goal ahead."""
    for key, phase in (("active", "active"), ("step_down", "step_down")):
        stay = phones.get(key, "/schedule", now)["enrollment"]
        assert stay["phase"] == phase
        assert 3 <= stay["week_number"] < stay["about_weeks"], (key, now, stay)
    logged = phones.get("active", f"/checkins?start={today - 14 * DAY}&end={today}", now)["items"]
    assert {one["local_day"] for one in logged} >= {(today - n * DAY).isoformat() for n in range(1, 15)}
    (goal,) = recovery.read_goals(phones.account("active", now))["goals"]
    assert goal["by"] >= today.isoformat()


SPECIAL = {
    "Thanksgiving": "2026-11-26T10:00",
    "a second before New Year": "2026-12-31T23:59:59",
    "New Year's Day": "2027-01-01T09:00",
    "the hour that is missing": "2027-03-14T02:30",
    "the hour that comes twice": "2027-11-07T01:30",
    "the evening of 29 February": "2028-02-29T23:50",
    "the Sunday before, late": "2029-03-10T23:59",
    "ten years on": "2036-08-16T07:00",
}


@pytest.mark.parametrize("text", SPECIAL.values(), ids=SPECIAL.keys())
def test_a_demo_started_on_a_special_day_shows_a_living_week(text: str, phones: Phones) -> None:
    assert_alive(phones, at(text))


@pytest.mark.parametrize("days", range(7))
def test_a_demo_started_on_any_weekday_shows_a_living_week(days: int, phones: Phones) -> None:
    assert_alive(phones, at("2027-06-07T00:15") + days * (DAY + timedelta(hours=3)))


def test_a_demo_started_anew_each_day_for_two_weeks_shows_a_living_week_each_time(phones: Phones) -> None:
    for days in range(14):
        assert_alive(phones, at("2026-12-19T18:00") + days * DAY)


@pytest.mark.parametrize("weeks", [3, 9, 26, 60])
def test_a_demo_that_slept_for_weeks_is_alive_when_it_is_started_again(weeks: int, phones: Phones) -> None:
    before = at("2026-11-30T09:00")
    assert_alive(phones, before)
    assert_alive(phones, before + timedelta(weeks=weeks) + DAY)


def test_what_somebody_entered_or_decided_in_an_old_demo_is_still_there(phones: Phones) -> None:
    made, again = at("2026-11-30T18:00"), at("2027-03-01T09:00")
    entered = NewCheckin(ids.new_id(), again - 2 * DAY, demo_story.ZONE, date(2027, 2, 27), Entry(mood=5, craving=0))
    with clock.fixed(made):
        start(phones, made)
        mia, leo = phones.account("active", made), phones.account("step_down", made)
        written = recovery.read_goals(mia)["goals"][0] | {"rev": 2, "what": "Walk after work"}
        with transaction():
            recovery.join_goals(mia, {"goals": [written], "reviews": []}, made)
            enrollment.extend(mia, date(2027, 6, 30))
            complete_enrollment(leo, made.date(), made)
            checkins.record_checkin(mia, entered, again - 2 * DAY)
    with clock.fixed(again):
        start(phones, again)
        stay = phones.get("active", "/schedule", again)["enrollment"]
        assert stay["starts_on"] == "2026-11-08"
        assert phones.get("step_down", "/schedule", again)["enrollment"]["phase"] == "completed"
        (goal,) = recovery.read_goals(mia)["goals"]
        assert (goal["what"], goal["by"]) == ("Walk after work", "2026-12-20")
        logged = phones.get("active", "/checkins?start=2027-02-15&end=2027-03-01", again)["items"]
        assert [one["mood"] for one in logged if one["local_day"] == "2027-02-27"] == [5]
        assert len(logged) == 14
