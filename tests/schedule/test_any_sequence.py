"""Whatever staff do to a calendar, in whatever order, it says what somebody with a pencil would make of the last words; and
what has begun, its attendance, and what was changed by hand stay as they were.

The pencil knows nothing of versions, keys or reconciling: for each segment it keeps a word for every day.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.program import files, versions
from companion.program import service as program
from companion.program.rules import Pattern
from companion.schedule import attendance, calendar, edits, journal
from companion.schedule import service as schedule
from companion.schedule.edits import PatternEdit
from companion.schedule.journal import ChangeContext
from companion.schedule.models import Attendance, TrackSession
from companion.schedule.rules import HORIZON_DAYS, SessionChange
from tests.support.examples import examples

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ZONES = ["America/New_York", "Europe/Helsinki", "Australia/Lord_Howe"]  # each changes its clock within the eight weeks
TITLES = ["Alpha", "Beta", "Gamma"]
NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
FAR = 140  # days that the pencil has on its sheet
_numbers = count()

FILE = """\
slug: {slug}
name: Any
app_name: Companion
zone: {zone}
phones: [{{label: Desk, number: +1 555 010 0100}}]
closures: {closures}
tracks:
  - slug: one
    name: One
    level: iop
    about_weeks: 10
    first_day: {{where: 1 Main Street, door: Blue, bring: [A photo ID], ask_for: Dana}}
    segments:
{segments}"""
LINE = "      - {{days: [{day}], starts: {hour}:00, ends: {end}:00, kind: workshop, title: {title}, place: {place}}}\n"

weekdays, hours = st.integers(0, 6), st.integers(7, 20)
places = st.sampled_from(["Room 1", "Room 2", "Garden"])
days = st.integers(0, 60)
lengths = st.none() | st.integers(0, 20)
lines = st.tuples(weekdays, hours, places)
OPERATIONS = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 5), days, lengths, hours, st.none() | weekdays),
    st.tuples(st.just("room"), st.integers(0, 5), days, lengths, places),
    st.tuples(st.just("stop"), st.integers(0, 5), days, lengths),
    st.tuples(st.just("add"), days, lengths, lines),
    st.tuples(st.just("close"), days, st.integers(0, 6)),
    st.tuples(st.just("reopen"), st.integers(0, 3)),
    st.tuples(st.just("hand"), st.integers(0, 40), st.sampled_from(["cancel", "move", "room"])),
    st.tuples(st.just("load"), st.tuples(lines, lines, lines), st.none() | days),
    st.tuples(st.just("undo")),
    st.tuples(st.just("wait"), st.integers(1, 9 * 24)),
)


@dataclass
class Pencil:
    """Segment → its word for each day (None: it does not meet), and the closed spans."""

    words: dict[UUID, dict[date, Pattern | None]] = field(default_factory=dict)
    closed: set[tuple[date, date]] = field(default_factory=set)

    def write(self, one: UUID, first: date, length: int | None, change: Any) -> None:
        for day, old in self.words[one].items():
            if first <= day and (length is None or day <= first + timedelta(days=length)) and old is not None:
                self.words[one][day] = change(old)

    def on(self, day: date) -> set[tuple[UUID, date, time, time, str | None]]:
        if any(first <= day <= last for first, last in self.closed):
            return set()
        said = {one: words[day] for one, words in self.words.items()}
        return {
            (one, day, word.starts, word.ends, word.place)
            for one, word in said.items()
            if word is not None and word.weekday == day.weekday()
        }


class House:
    """One program in the database, the pencil beside it, and whoever changes it."""

    def __init__(self, staff_id: UUID, participant_id: UUID, zone: str):
        self.zone, self.slug, self.now = zone, f"any-{next(_numbers)}", NOW
        self.pencil, self.undoable = Pencil(), list[tuple[UUID, Pencil]]()
        self.sheet = [self.today + timedelta(days=n) for n in range(FAR)]
        self.frozen: dict[UUID, tuple[Any, ...]] = {}
        self.staff_id = staff_id
        with transaction():
            self.program_id = self._load([(0, 9, "Room 1"), (2, 9, "Room 1"), (4, 9, "Room 1")], set()).program_id
        self.track_id = program.track_by_slug(self.program_id, "one").id
        with transaction():
            enrollment.enroll(participant_id, self.track_id, self.today, self.now, beyond=True)
            calendar.write_out_program(self.program_id, self.now)
        self._read_file()
        self.marked = participant_id

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @property
    def desk(self) -> ChangeContext:
        return ChangeContext(self.program_id, self.staff_id, self.now)

    def _load(self, wanted: Any, closed: set[tuple[date, date]]) -> schedule.Loaded:
        names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        weekly = "".join(
            LINE.format(day=names[day], hour=hour, end=hour + 1, title=title, place=place)
            for title, (day, hour, place) in zip(TITLES, wanted, strict=True)
        )
        spans = "[" + ", ".join(f"{{from: {first}, to: {last}}}" for first, last in sorted(closed)) + "]"
        text = FILE.format(slug=self.slug, zone=self.zone, closures=spans, segments=weekly)
        return schedule.load_program(files.parse_file(text.encode(), "any.yaml"), self.now)

    def _read_file(self) -> None:
        """After a file only its segments meet from today on; which is which the database says."""
        old = self.pencil.words
        self.pencil.words = {
            one: {day: word if day < self.today else None for day, word in words.items()} for one, words in old.items()
        }
        for one, some in versions.versions_of_track(self.track_id).items():
            word = versions.pattern_from(some.values(), self.today)
            if word is not None:
                mine = self.pencil.words.setdefault(one, dict.fromkeys(self.sheet))
                mine.update((day, word) for day in self.sheet if day >= self.today)

    def ahead(self) -> list[Any]:
        one = TrackSession
        query = (
            select(one).where(one.track_id == self.track_id, one.starts_at > self.now).order_by(one.starts_at, one.id)
        )
        return list(db.session.execute(query).scalars())

    def do(self, operation: tuple[Any, ...]) -> None:
        """Do it, and if it was accepted write it down with the pencil too."""
        before, self.now = deepcopy(self.pencil), self.now + timedelta(seconds=1)
        name, *values = operation
        try:
            with transaction():
                made = getattr(self, f"do_{name}")(*values)
        except (Invalid, Conflict, NotFound):
            self.pencil = before
            return
        if made is not None:
            self.undoable.append((made.change_id, before))

    def _segment(self, number: int) -> UUID:
        return sorted(self.pencil.words)[number % len(self.pencil.words)]

    def _day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def _edit(self, number: int, ahead: int, length: int | None, edit: PatternEdit) -> Any:
        one, first = self._segment(number), self._day(ahead)
        last = None if length is None else first + timedelta(days=length)
        made = edits.edit_pattern(self.desk, self.track_id, [one], edit, first, last)
        self.pencil.write(one, first, length, edit.of)
        return made

    def do_edit(self, number: int, ahead: int, length: int | None, hour: int, weekday: int | None) -> Any:
        edit = PatternEdit(starts=time(hour), ends=time(hour + 1), weekday=weekday)
        return self._edit(number, ahead, length, edit)

    def do_room(self, number: int, ahead: int, length: int | None, place: str) -> Any:
        return self._edit(number, ahead, length, PatternEdit(place=place))

    def do_stop(self, number: int, ahead: int, length: int | None) -> Any:
        return self._edit(number, ahead, length, PatternEdit(stop=True))

    def do_add(self, ahead: int, length: int | None, line: tuple[int, int, str]) -> Any:
        weekday, hour, place = line
        new, first = Pattern(weekday, time(hour), time(hour + 1), "workshop", "Added", place), self._day(ahead)
        last = None if length is None else first + timedelta(days=length)
        made = edits.add_segments(self.desk, self.track_id, [new], first, last)
        (one,) = made.before.segments.begun
        self.pencil.words[one] = {day: new if first <= day <= (last or date.max) else None for day in self.sheet}
        return made

    def do_close(self, ahead: int, length: int) -> Any:
        span = self._day(ahead), self._day(ahead + length)
        made = edits.close_days(self.desk, *span, None)
        self.pencil.closed.add(span)
        return made

    def do_reopen(self, number: int) -> Any:
        there = edits.closures_from(self.program_id, self.today)
        if not there:
            raise NotFound
        one = there[number % len(there)]
        made = edits.reopen_days(self.desk, one.id)
        self.pencil.closed.discard((one.first, one.last))
        if one.first < self.today:
            self.pencil.closed.add((one.first, self.today - timedelta(days=1)))
        return made

    def do_hand(self, number: int, what: str) -> Any:
        there = self.ahead()
        if not there:
            raise NotFound
        one = there[number % len(there)]
        ways = {
            "cancel": SessionChange(cancel=True),
            "move": SessionChange(local_date=one.local_date + timedelta(days=1)),
            "room": SessionChange(place="By hand"),
        }
        return edits.edit_session(self.desk, one.id, ways[what])

    def do_load(self, wanted: Any, closing: int | None) -> None:
        closed = {span for span in self.pencil.closed if span[1] < self.today}
        closed |= {(self._day(closing), self._day(closing))} if closing is not None else set()
        self._load(wanted, closed)
        self._read_file()
        self.pencil.closed = closed

    def do_undo(self) -> None:
        if not self.undoable:
            raise NotFound
        change_id, before = self.undoable.pop()
        older, self.undoable = self.undoable, []  # what is refused stays, and so does what lies below it
        journal.undo_change(self.program_id, change_id, self.now, silent=True)
        self.pencil, self.undoable = before, older

    def do_wait(self, some: int) -> None:
        self.now += timedelta(hours=some)
        calendar.write_out_program(self.program_id, self.now)

    def mark(self) -> None:
        """Whatever has begun is marked, and may never change again."""
        with transaction():
            for one in self.begun():
                if one.id not in self.frozen and one.status == "scheduled":
                    attendance.mark_attendance(one.id, {self.marked: "present"}, self.staff_id, self.now)
            self.frozen |= {one.id: _row(one) for one in self.begun() if one.id not in self.frozen}

    def begun(self) -> list[Any]:
        one = TrackSession
        mine = (one.track_id == self.track_id, one.starts_at <= self.now, one.local_date >= self.sheet[0])
        return list(db.session.execute(select(one).where(*mine)).scalars())

    def check(self) -> None:
        assert {one.id: _row(one) for one in self.begun() if one.id in self.frozen} == self.frozen
        marks = select(Attendance.session_id).join(TrackSession, TrackSession.id == Attendance.session_id)
        kept = set(db.session.scalars(marks.where(TrackSession.track_id == self.track_id)))
        assert {key for key, row in self.frozen.items() if row[-1] == "scheduled"} == kept
        by_hand = {(one.segment_id, one.pattern_date) for one in self._all() if one.by_hand}
        last = self.today + timedelta(days=HORIZON_DAYS)
        later = [day for day in self.sheet if self.today < day <= last]
        wanted = {each for day in later for each in self.pencil.on(day) if each[:2] not in by_hand}
        assert {self._told(one) for one in self.ahead() if self._counts(one, last)} == wanted
        with transaction():
            assert calendar.write_out_program(self.program_id, self.now) == 0, "a second look finds nothing to do"

    def _all(self) -> list[Any]:
        return list(db.session.execute(select(TrackSession).where(TrackSession.track_id == self.track_id)).scalars())

    def _counts(self, one: Any, last: date) -> bool:
        return not one.by_hand and one.status == "scheduled" and self.today < one.local_date <= last

    def _told(self, one: Any) -> tuple[UUID, date, time, time, str | None]:
        begin, end = (each.astimezone(ZoneInfo(self.zone)) for each in (one.starts_at, one.ends_at))
        return one.segment_id, begin.date(), begin.time(), end.time(), one.place


def _row(one: Any) -> tuple[Any, ...]:
    return one.local_date, one.starts_at, one.ends_at, one.place, one.changed_at, one.status


@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(zone=st.sampled_from(ZONES), operations=st.lists(OPERATIONS, min_size=2, max_size=10))
def test_any_sequence_at_the_desk_comes_to_what_a_pencil_would(app, cast, zone, operations):
    with transaction():
        somebody = accounts.create_account("participant", "Somebody", NOW)
    house = House(cast.cora, somebody, zone)
    for operation in operations:
        house.mark()
        house.do(operation)
    house.mark()
    house.check()
