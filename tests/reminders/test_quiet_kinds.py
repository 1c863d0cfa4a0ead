"""The kinds that speak by day, quietly: milestones of those who asked, a hint at an empty plan, days of groups and events."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from companion.aftercare import service as aftercare
from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.timezones import to_instant
from companion.push.post import Post
from companion.recovery import service as recovery
from companion.reminders.rules import AFTERCARE, ALUMNI, MILESTONE, Wishes
from companion.reminders.wording import say
from tests import after_program
from tests.cast import NOW, Cast
from tests.push.sink import Sink
from tests.reminders.conftest import Owned
from tests.reminders.steps import States, pass_at, wish

pytestmark = pytest.mark.databases("sqlite", "postgresql")

FOCUS = "00000000-0000-4000-8000-000000000001"


def at(day: str, hour: int, minute: int = 0) -> datetime:
    return to_instant(date.fromisoformat(day), time(hour, minute), "America/New_York")


@pytest.fixture
def person(cast: Cast, app: Flask, post: Post, sink: Sink) -> Owned:
    """Mia with a phone, in no program yet."""
    owned = Owned(cast.mia, post, sink)
    owned.gets_a_phone()
    wish(owned, checkin_prompt=False, session_soon=False, session_tomorrow=False)
    return owned


def telling(person: Owned, *marks: tuple[int, str, str], word: bool = True, hidden: bool = False) -> None:
    """What her phone sends about her days: (number, kind, day) each."""
    stamp = {"rev": 1, "gone": False, "at": "2026-03-01T17:00:00Z", "told": "2026-03-01"}
    entries: list[dict[str, Any]] = [
        {"id": f"00000000-0000-4000-8000-{number:012}", "focus": FOCUS, "kind": kind, "day": day, **stamp,
         "told": day, "at": f"{day}T17:00:00Z"}
        for number, kind, day in marks
    ]  # fmt: skip
    focus = {"id": FOCUS, "name": "Wine", "hidden": hidden, **_plain()}
    switch = {"id": str(UUID(int=0)), "word": word, **_plain()}
    sent = {"foci": [focus], "marks": entries, "moments": [], "settings": [switch]}
    with transaction():
        recovery.join_days(person.id, sent, NOW)


def _plain() -> dict[str, Any]:
    return {"rev": 1, "gone": False}


def passes(*moments: datetime) -> None:
    for moment in moments:
        pass_at(moment)


def test_who_asked_is_told_by_day_that_there_is_a_note_and_not_what_it_says(person: Owned, states: States) -> None:
    telling(person, (1, "start", "2026-03-05"))
    passes(at("2026-03-12", 9, 59), at("2026-03-12", 10), at("2026-03-12", 10, 30))
    assert person.titles() == ["There is a note for you"]
    assert states(MILESTONE)[0] == ("sent", None)


def test_a_milestone_is_low_in_urgency_and_is_gone_by_midnight(person: Owned, sink: Sink) -> None:
    telling(person, (1, "start", "2026-03-05"))
    passes(at("2026-03-12", 10))
    headers = sink.arrived[-1].headers
    assert headers["Urgency"] == "low"
    assert int(headers["TTL"]) == 12 * 3600


def test_quiet_hours_that_reach_into_the_day_are_waited_out(person: Owned) -> None:
    wish(person, checkin_prompt=False, quiet_from=time(22), quiet_until=time(12))
    telling(person, (1, "start", "2026-03-05"))
    passes(at("2026-03-12", 10), at("2026-03-12", 11, 59))
    assert person.titles() == []
    passes(at("2026-03-12", 12))
    assert person.titles() == ["There is a note for you"]


@pytest.mark.parametrize("change", [{"word": False}, {"hidden": True}], ids=["not asked for", "hidden"])
def test_who_did_not_ask_or_hid_the_counter_hears_nothing(person: Owned, change: dict[str, bool]) -> None:
    telling(person, (1, "start", "2026-03-05"), **change)
    passes(at("2026-03-11", 10), at("2026-03-12", 10))
    assert person.titles() == []


def test_in_the_week_after_it_happened_nothing_is_said_though_it_was_planned_before(
    person: Owned, states: States
) -> None:
    telling(person, (1, "start", "2026-03-05"))
    passes(at("2026-03-11", 10))
    assert states(MILESTONE) == [("planned", None)]
    telling(person, (1, "start", "2026-03-05"), (2, "happened", "2026-03-11"))
    passes(at("2026-03-12", 10))
    assert person.titles() == []
    assert states(MILESTONE) == [("skipped", "not_due")]


def test_what_explain_says_about_a_milestone_does_not_tell_a_quiet_week_from_any_other_reason(
    person: Owned, states: States
) -> None:
    from companion.reminders import service

    telling(person, (1, "start", "2026-03-05"))
    passes(at("2026-03-11", 10))
    telling(person, (2, "happened", "2026-03-11"))
    passes(at("2026-03-12", 10))
    said = [one.said for one in service.explain(person.id, at("2026-03-10", 0)) if one.kind == MILESTONE]
    assert said == ["Not sent: it is no longer due that day."]


@pytest.fixture
def riverside(person: Owned) -> UUID:
    return after_program.load(NOW)


def ends(person: Owned, riverside: UUID, on: str) -> None:
    after_program.enroll(person.id, riverside, NOW)
    with transaction():
        enrollment.extend(person.id, date.fromisoformat(on))


def test_a_week_before_the_end_an_empty_plan_is_pointed_at_once(person: Owned, riverside: UUID, states: States) -> None:
    ends(person, riverside, "2026-03-19")
    passes(at("2026-03-11", 10), at("2026-03-12", 10), at("2026-03-12", 15), at("2026-03-13", 10))
    assert person.titles() == ["Something is ready for you"]
    assert states(AFTERCARE) == [("sent", None)]


def test_who_began_the_plan_is_not_pointed_at_it(person: Owned, riverside: UUID, states: States) -> None:
    ends(person, riverside, "2026-03-19")
    with transaction():
        aftercare.save_plan(person.id, 0, aftercare.read_plan(person.id).content | {"people": ["Priya"]}, NOW)
    passes(at("2026-03-12", 10))
    assert person.titles() == []
    assert states(AFTERCARE) == [("skipped", "already_done")]


def test_who_wants_no_check_ups_is_not_pointed_at_anything(person: Owned, riverside: UUID) -> None:
    wish(person, checkups=False, checkin_prompt=False, session_soon=False, session_tomorrow=False)
    ends(person, riverside, "2026-03-19")
    passes(at("2026-03-12", 10))
    assert person.titles() == []


def test_an_end_that_moved_is_followed(person: Owned, riverside: UUID, states: States) -> None:
    ends(person, riverside, "2026-03-19")
    passes(at("2026-03-11", 9))
    with transaction():
        enrollment.extend(person.id, date(2026, 3, 26))
    passes(at("2026-03-12", 10), at("2026-03-19", 10))
    assert len(person.titles()) <= 2
    assert person.titles()[-1] == "Something is ready for you"


def afterwards(person: Owned, riverside: UUID) -> None:
    wish(person, groups=True, checkups=False, checkin_prompt=False, session_soon=False, session_tomorrow=False)
    after_program.complete(person.id, riverside, date(2026, 3, 9), NOW)


def test_after_the_program_days_an_event_is_announced_on_its_day_and_never_after_it_began(
    person: Owned, riverside: UUID, states: States
) -> None:
    """The picnic is on Saturday the 14th at noon; the walk on Sunday before anybody is awake is not announced at all."""
    afterwards(person, riverside)
    passes(at("2026-03-14", 9, 59), at("2026-03-14", 10))
    assert person.titles()[-1] == "There’s something today, if you’d like to go"
    before = len(person.titles())
    passes(at("2026-03-14", 12, 30), at("2026-03-15", 10), at("2026-03-15", 14))
    assert len(person.titles()) == before


def test_an_event_that_was_taken_off_meanwhile_is_not_announced(person: Owned, riverside: UUID, states: States) -> None:
    afterwards(person, riverside)
    passes(at("2026-03-13", 10))
    after_program.load(NOW, after_program.make_file(without="picnic"))
    passes(at("2026-03-14", 10))
    assert person.titles() == []
    assert states(ALUMNI)[-1] == ("skipped", "cancelled") or ("planned", None) in states(ALUMNI)


def test_none_of_these_kinds_says_on_a_lock_screen_what_it_is_about() -> None:
    for kind in (MILESTONE, AFTERCARE, ALUMNI):
        for language in ("en", "es"):
            said = say(kind, language, "private", now=NOW)
            assert not any(letter.isdigit() for letter in said.title)
    assert Wishes().wants(MILESTONE), "who wants to be told says so with the counter itself"
