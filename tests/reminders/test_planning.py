"""Planning asks again only for whom something is different, and what it asks costs the same few statements for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.kernel.database import db, transaction
from companion.program.rules import Pattern
from companion.reminders import candidates, jobs, planning, rules, service, settings
from companion.reminders.models import Occurrence, ReminderSettings
from companion.reminders.rules import CHANGED, PROMPT, SOON, Wishes
from companion.schedule import service as schedule
from companion.schedule.rules import SessionChange
from tests.cast import NOW, Cast
from tests.latest import latest
from tests.program.builders import EVENINGS, load, make_file
from tests.reminders.conftest import Owned, at
from tests.reminders.steps import States, change, first_session, wish
from tests.support.statements import overheard

pytestmark = pytest.mark.databases("sqlite", "postgresql")


def waiting(now: datetime) -> set[UUID]:
    db.session.rollback()
    return {one.participant_id for one in service.waiting(now).waiting}


def due(kind: str, whose: UUID) -> list[datetime]:
    db.session.rollback()
    mine = (Occurrence.kind == kind, Occurrence.participant_id == whose, Occurrence.state == rules.PLANNED)
    return list(db.session.scalars(select(Occurrence.due_at).where(*mine).order_by(Occurrence.due_at)))


def test_a_second_pass_finds_nobody_to_plan(mia: Owned, leo: Owned) -> None:
    assert {mia.id, leo.id} <= waiting(NOW)
    jobs.plan(NOW)
    assert waiting(NOW) == set()


def test_every_hour_everybody_is_looked_at_again_each_at_their_own_second(mia: Owned, leo: Owned) -> None:
    jobs.plan(NOW)
    assert {mia.id, leo.id} <= waiting(NOW + timedelta(hours=1))
    assert planning._offset("00000001") != planning._offset("00000002")
    jobs.plan(NOW + timedelta(hours=1))
    assert due(PROMPT, mia.id)[-1] > NOW + timedelta(hours=24)


@pytest.mark.parametrize("happens", ["wishes", "zone", "moved", "cancelled", "completed", "one_to_one"])
def test_whoever_is_concerned_is_planned_anew_and_nobody_else(
    mia: Owned, cast: Cast, maple: UUID, happens: str
) -> None:
    jobs.plan(NOW)
    with transaction():
        if happens == "wishes":
            settings.save_wishes(mia.id, Wishes(prompt_time=time(19)), NOW)
        elif happens == "zone":
            accounts.report_zone(mia.id, "Europe/Helsinki", NOW)
        elif happens == "moved":
            schedule.change_session(first_session(mia).id, SessionChange(starts=time(17), ends=time(18)), NOW)
        elif happens == "cancelled":
            schedule.change_session(first_session(mia).id, SessionChange(cancel=True), NOW)
        elif happens == "completed":
            schedule.complete_enrollment(mia.id, NOW.date() - timedelta(days=1), NOW)
        else:
            plan = Pattern(1, time(19, 30), time(20), "individual", "Talk", None, None, None, None, False)
            current = latest(mia.id)
            assert current is not None
            schedule.add_one_to_one(mia.id, current.track_id, at(12, day=11).date(), plan, NOW)
    assert waiting(NOW) == {mia.id}
    jobs.plan(NOW)
    assert waiting(NOW) == set()


def test_a_zone_that_changed_moves_the_prompt_and_leaves_no_old_one(mia: Owned) -> None:
    friday = at(13, day=13)
    jobs.plan(friday)
    before = due(PROMPT, mia.id)
    with transaction():
        accounts.report_zone(mia.id, "Pacific/Honolulu", friday)
    jobs.plan(friday)
    assert due(PROMPT, mia.id)[0] == at(2, day=14)
    assert not set(before) & set(due(PROMPT, mia.id))


def test_a_calendar_written_anew_replaces_the_reminders_of_the_old_one(mia: Owned) -> None:
    """No member of staff touched a meeting: the program's file did."""
    jobs.plan(NOW)
    assert due(SOON, mia.id)[0] == at(15, 30)
    load(make_file(EVENINGS.replace("16:00", "15:45")), NOW)
    jobs.plan(NOW)
    assert due(SOON, mia.id)[0] == at(15, 15)
    assert at(15, 30) not in due(SOON, mia.id)


def test_a_change_weeks_ahead_is_told_at_once(mia: Owned, states: States) -> None:
    later = schedule.sessions_of(mia.id, at(12, day=31).date(), at(12, day=31).date())[0]
    jobs.plan(NOW)
    change(later.id, NOW, cancel=True)
    assert states(CHANGED) == [("planned", None)]


def test_one_whose_data_cannot_be_read_stops_nobody_and_is_not_tried_every_second(
    mia: Owned, leo: Owned, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = candidates.occurrences

    def broken(subject: candidates.Subject, *rest: Any) -> Any:
        if subject.person.id == mia.id:
            raise ValueError("damaged")
        return real(subject, *rest)

    monkeypatch.setattr(candidates, "occurrences", broken)
    jobs.plan(NOW)
    assert due(SOON, leo.id)
    assert not due(SOON, mia.id)
    assert waiting(NOW) == set()
    monkeypatch.undo()
    jobs.plan(NOW + timedelta(hours=1))
    assert due(SOON, mia.id), "within the hour it is tried again"


def test_words_that_cannot_be_opened_do_not_stop_planning(mia: Owned, leo: Owned) -> None:
    wish(mia, level="words", my_words="Tea")
    with transaction():
        db.session.query(ReminderSettings).update({"my_words_sealed": "broken"})
    jobs.plan(NOW + timedelta(hours=1))
    assert due(SOON, mia.id)
    assert due(SOON, leo.id)


def test_a_pass_writes_a_few_people_at_a_time_and_says_when_more_wait(
    mia: Owned, leo: Owned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PLAN_BATCH", 1)
    passes = 1
    while jobs.plan(NOW):
        passes += 1
        assert passes < 20
    assert passes >= 2
    assert due(SOON, mia.id)
    assert due(SOON, leo.id)


def cost(what: Callable[[], object]) -> int:
    with overheard() as asked:
        what()
    return len(asked)


def test_looking_again_takes_the_same_few_statements_for_two_people_as_for_forty(mia: Owned, leo: Owned) -> None:
    jobs.plan(NOW)
    few = cost(lambda: jobs.plan(NOW))
    with transaction():
        for number in range(40):
            accounts.create_account("participant", f"P{number}", NOW)
    jobs.plan(NOW)
    assert cost(lambda: jobs.plan(NOW)) == few <= 12
