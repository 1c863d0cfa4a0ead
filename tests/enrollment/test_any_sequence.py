"""Any sequence of moves, exits, leaves, returns and undoing, day after day: where somebody stands is what a simple model says, today and
on every day of the weeks ahead; and what the calendar expects of them is the same."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.enrollment.days import comes_in_on
from companion.enrollment.models import Enrollment
from companion.kernel.database import db, transaction
from companion.kernel.errors import Problem
from companion.schedule import service as schedule
from tests.program.builders import track_id
from tests.support.examples import examples

pytestmark = pytest.mark.databases("sqlite", "postgresql")

START = date(2026, 3, 2)
DAY = timedelta(days=1)
HOWS = ("completed", "left_early", "stepped_up", "transferred", "moved", "ended")
TRACKS = ("evening", "morning")


@dataclass
class Model:
    """One line of steps: from a day on in a track, or out. The step that counts on a day is the last begun; of two on one day, the
    later made."""

    steps: list[tuple[date, str, str]]
    leaves: list[tuple[date, date | None]] = field(default_factory=list)

    def step(self, day: date) -> tuple[date, str, str] | None:
        begun = [one for one in self.ordered() if one[0] <= day]
        return begun[-1] if begun else None

    def ordered(self) -> list[tuple[date, str, str]]:
        return sorted(self.steps, key=lambda one: one[0])  # stable: made later stays later

    def stands(self, day: date) -> tuple[str, str, bool]:
        found = self.step(day)
        if found is None:
            return "before", self.ordered()[0][2], self.is_away(day)
        if found[1] == "out":
            return "over", found[2], False
        return ("on_leave" if self.is_away(day) else "here"), found[2], self.is_away(day)

    def is_away(self, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self.leaves)

    def expected(self, day: date) -> set[str]:
        """In which tracks: on the last day they still come."""
        steps = [one for one in self.ordered() if one[0] <= day]
        while steps and steps[-1][1] == "out" and steps[-1][0] == day:
            steps.pop()
        return {steps[-1][2]} if steps and steps[-1][1] == "in" and not self.is_away(day) else set()

    def since(self, day: date) -> date:
        """The first day of the stay that counts on `day`."""
        line = [one for one in self.ordered() if one[0] <= day] or self.ordered()[:1]
        while len(line) > 1 and line[-2][1] == "in":
            line.pop()
        return line[-1][0]


class World:
    """The real thing beside the model. Each act happens a minute after the one before."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 15, tzinfo=UTC)
        self.model = Model([(START, "in", "evening")])
        self.undo: list[Model] = []
        with transaction():
            self.whose = accounts.create_account("participant", "Sam", self.now)
            enrollment.enroll(self.whose, track_id(), START, self.now)

    @property
    def today(self) -> date:
        return self.now.date()

    def act(self, name: str, *values: Any) -> None:
        self.now += timedelta(minutes=1)
        if name == "wait":
            self.now += values[0] * DAY
            self.undo.clear()
            return
        allowed: Callable[[], None] | None = getattr(self, f"may_{name}")(*values)
        before = deepcopy(self.model)
        try:
            with transaction():
                changed = getattr(self, f"do_{name}")(*values)
        except Problem:
            assert allowed is None, (name, values)
            return
        assert allowed is not None, (name, values)
        if name == "undo":
            self.model = self.undo.pop()
            return
        allowed()
        if changed is not False:
            self.undo.append(before)

    # What the model allows, and what it then becomes.

    def may_move(self, track: str, ahead: int) -> Callable[[], None] | None:
        on = self.today + ahead * DAY
        if self.model.ordered()[-1][1] == "out":
            return None

        def become() -> None:
            self.model.steps = [one for one in self.model.steps if one[1] == "out" or one[0] < on]
            self.model.steps.append((on, "in", track))

        return become

    def may_exit(self, how: str, back: int) -> Callable[[], None] | None:
        on, current = self.today - back * DAY, self.model.step(self.today)
        if current == (on, "out", how):
            return lambda: None  # saying it again
        if current is None or current[1] == "out" or on < current[0]:
            return None

        def become() -> None:
            self.model.steps = [one for one in self.model.steps if one[0] <= self.today] + [(on, "out", how)]
            kept = [(first, min(last or on, on)) for first, last in self.model.leaves]
            self.model.leaves = [one for one in kept if one[0] <= one[1]]

        return become

    def may_return(self, track: str, ahead: int) -> Callable[[], None] | None:
        over = self.model.stands(self.today)[0] == "over"
        if not over or self.planned():
            return None
        return lambda: self.model.steps.append((self.today + ahead * DAY, "in", track))

    def may_call_off(self) -> Callable[[], None] | None:
        if not self.planned() or self.model.step(self.today) is None:
            return None

        def become() -> None:
            self.model.steps = [one for one in self.model.steps if one[0] <= self.today]

        return become

    def may_leave(self, ahead: int, length: int | None) -> Callable[[], None] | None:
        first = self.today + ahead * DAY
        last = None if length is None else first + length * DAY
        clash = any(first <= (b or date.max) and a <= (last or date.max) for a, b in self.model.leaves)
        past = last is not None and last < self.today
        if self.model.stands(self.today)[0] == "over" or clash or past or first < self.model.since(self.today):
            return None
        return lambda: self.model.leaves.append((first, last))

    def may_back(self) -> Callable[[], None] | None:
        ahead = sorted(one for one in self.model.leaves if one[1] is None or one[1] >= self.today)
        if not ahead or self.model.stands(self.today)[0] == "over":
            return None

        def become() -> None:
            self.model.leaves.remove(ahead[0])
            if ahead[0][0] < self.today:
                self.model.leaves.append((ahead[0][0], self.today - DAY))

        return become

    def may_undo(self) -> Callable[[], None] | None:
        return (lambda: None) if self.undo else None

    def planned(self) -> bool:
        return any(one[0] > self.today for one in self.model.steps)

    # The same, done.

    def do_move(self, track: str, ahead: int) -> None:
        schedule.move_enrollment(self.whose, track_id(track), self.today + ahead * DAY, self.now)

    def do_exit(self, how: str, back: int) -> bool:
        """Whether there is anything to undo: saying it again is not."""
        before = schedule.last_change(self.whose, self.now)
        schedule.leave_program(self.whose, how, self.today - back * DAY, self.now)
        return schedule.last_change(self.whose, self.now) != before

    def do_return(self, track: str, ahead: int) -> None:
        schedule.bring_back(self.whose, track_id(track), self.today + ahead * DAY, self.now)

    def do_call_off(self) -> None:
        schedule.call_off_plan(self.whose, self.now)

    def do_leave(self, ahead: int, length: int | None) -> None:
        first = self.today + ahead * DAY
        days = (first, None if length is None else first + length * DAY)
        schedule.start_leave(self.whose, "family", days, None, self.now)

    def do_back(self) -> None:
        schedule.end_leave(self.whose, self.now)

    def do_undo(self) -> None:
        change = schedule.last_change(self.whose, self.now)
        schedule.undo_enrollment_change(self.whose, change.id if change else UUID(int=0), self.now)

    def check(self) -> None:
        record = enrollment.record_of(self.whose)
        here = record.at(self.now)
        assert here == record.on(self.today)
        for ahead in (0, 1, 2, 5, 9, 20, 40):
            day = self.today + ahead * DAY
            status = record.on(day)
            assert status is not None
            stands = (status.state, status.exit or status.now.track_slug, status.leave is not None)
            assert stands == self.model.stands(day), day
            if not status.over:
                assert status.since == self.model.since(day), day
            assert expected(self.whose, day) == self.model.expected(day), day
            assert {one.track_slug for one in record.expected_in(day)} == self.model.expected(day), day
        planned = [one for one in self.model.ordered() if one[0] > self.today]
        later = planned[1:2] if here and here.state == "before" else planned[:1]
        coming = here.next if here else None
        said = [] if coming is None else [(coming.starts_on, coming.track_slug)]
        assert said == [(one[0], one[2]) for one in later]


def expected(whose: UUID, day: date) -> set[str]:
    query = select(Enrollment.track_id).where(Enrollment.participant_id == whose, comes_in_on(day))
    names = {track_id(name): name for name in TRACKS}
    return {names[one] for one in db.session.scalars(query)}


ACTS = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(TRACKS), st.sampled_from((0, 1, 4, 12))),
    st.tuples(st.just("exit"), st.sampled_from(HOWS), st.sampled_from((0, 0, 1, 3))),
    st.tuples(st.just("return"), st.sampled_from(TRACKS), st.sampled_from((0, 1, 6))),
    st.tuples(st.just("call_off")),
    st.tuples(st.just("leave"), st.sampled_from((-2, 0, 1, 3)), st.sampled_from((None, 0, 2, 8))),
    st.tuples(st.just("back")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("wait"), st.sampled_from((1, 1, 3, 7))),
)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=14))
def test_where_somebody_stands_is_what_the_model_says(maple: UUID, acts: list[tuple[Any, ...]]) -> None:
    world = World()
    world.check()
    for name, *values in acts:
        world.act(name, *values)
        world.check()
