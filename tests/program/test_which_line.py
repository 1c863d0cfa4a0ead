"""Which line answers at an instant, against an oracle that knows nothing of the rule: it reads the program file and watches a wall
clock. Three zones, nights of both clock changes, over midnight, all day, holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from companion.program.loading import stored_phone
from companion.program.phones import Phone, anybody_answers, phones_from
from companion.program.rules import WEEKDAYS, Closed
from companion.program.schema import PhoneItem
from companion.program.translations import Translator
from companion.schedule.payloads import ProgramPhone

STEP = timedelta(minutes=15)
DAY = timedelta(days=1)
# In each zone the days of both changes of 2026, and an ordinary one; Lord Howe changes by half an hour.
DAYS = {
    "America/New_York": [date(2026, 3, 8), date(2026, 11, 1), date(2026, 11, 26)],
    "Europe/Berlin": [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 24)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4), date(2026, 1, 26)],
}
_places = st.sampled_from([(zone, day) for zone, days in DAYS.items() for day in days])
_quarters = st.integers(0, 95).map(lambda n: f"{n // 4}:{n % 4 * 15:02}")
_ends = _quarters | st.just("24:00")
_ALL_DAY = {"opens": "0:00", "closes": "24:00"}


@st.composite
def _clocks(draw: Any) -> dict[str, str]:
    made = {"opens": draw(_quarters), "closes": draw(_ends)}
    return _ALL_DAY if made["opens"] == made["closes"] or draw(st.integers(0, 5)) == 0 else made


@st.composite
def _lines(draw: Any, around: date) -> dict[str, Any]:
    weekly = [
        {"days": draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)), **draw(_clocks())}
        for _ in range(draw(st.integers(0, 3)))
    ]
    special = [
        _days(draw, around) | (draw(_clocks()) if draw(st.booleans()) else {}) for _ in range(draw(st.integers(0, 2)))
    ]
    made = {"label": "Line", "number": "+1 555 010 0100", "hours": weekly, "special_days": special}
    return made | {"on_closed_days": draw(st.booleans())}


def _days(draw: Any, around: date) -> dict[str, Any]:
    first = around + timedelta(days=draw(st.integers(-2, 2)))
    return {"from": first, "to": first + timedelta(days=draw(st.integers(0, 2)))}


@st.composite
def _cases(draw: Any) -> tuple[str, date, list[dict[str, Any]], list[dict[str, Any]]]:
    zone, day = draw(_places)
    lines = draw(st.lists(_lines(day), min_size=1, max_size=3))
    return zone, day, lines, [_days(draw, day) for _ in range(draw(st.integers(0, 2)))]


@cache
def watch(zone: str, day: date) -> list[tuple[datetime, datetime]]:
    """(instant, what the wall clock shows) every quarter of an hour from three days before this day to three days after."""
    start = datetime.combine(day, time(0), UTC) - 4 * DAY
    seen = [start + n * STEP for n in range(8 * 96)]
    return [(at, at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)) for at in seen]


def oracle(line: dict[str, Any], closed: list[dict[str, Any]], zone: str, day: date) -> set[datetime]:
    """The instants at which somebody answers, by the file and a wall clock: a shift begins when the clock first shows its
    beginning, or more, and ends when it first shows its end, or more."""
    clock, found = watch(zone, day), set[datetime]()
    for ahead in range(-3, 4):
        on = day + timedelta(days=ahead)
        for entry in _holds(line, closed, on):
            opens, closes = _wall(on, entry["opens"]), _wall(on, entry["closes"])
            closes += DAY if closes <= opens else timedelta(0)
            begun = [at for at, wall in clock if _since(clock, at, opens)]
            over = {at for at, wall in clock if _since(clock, at, closes)}
            found |= set(begun) - over
    return found


def _holds(line: dict[str, Any], closed: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    special = [one for one in line["special_days"] if one["from"] <= on <= one["to"]]
    if special:
        return [one for one in special if "opens" in one]
    if any(one["from"] <= on <= one["to"] for one in closed) and not line["on_closed_days"]:
        return []
    return [one for one in line["hours"] if WEEKDAYS[on.weekday()] in one["days"]]


def _wall(on: date, text: str) -> datetime:
    hours, minutes = text.split(":")
    return datetime.combine(on, time(0)) + timedelta(hours=int(hours), minutes=int(minutes))


_first: dict[tuple[int, datetime], datetime] = {}


def _since(clock: list[tuple[datetime, datetime]], at: datetime, shown: datetime) -> bool:
    """Whether the clock has shown this time, or a later one, by then."""
    key = (id(clock), shown)
    if key not in _first:
        _first[key] = next((seen for seen, wall in clock if wall >= shown), datetime.max.replace(tzinfo=UTC))
    return at >= _first[key]


def stored(line: dict[str, Any]) -> Phone:
    """As it comes out of the database after the file was loaded."""
    (phone,) = phones_from([stored_phone(PhoneItem.model_validate(line))])
    return phone


def within(zone: str, day: date) -> list[datetime]:
    """The instants of this day and the one after it, on the wall clock."""
    return [at for at, wall in watch(zone, day) if wall.date() in (day, day + DAY)]


@given(_cases())
def test_the_rule_says_what_the_wall_clock_and_the_file_say(case):
    zone, day, lines, closed = case
    phones, closures = [stored(line) for line in lines], tuple(Closed(one["from"], one["to"]) for one in closed)
    by_hand = [oracle(line, closed, zone, day) for line in lines]
    for at in within(zone, day):
        says = [phone.open_at(at, zone, closures) for phone in phones]
        silent = [not (line["hours"] or line["special_days"]) for line in lines]
        assert says == [None if nothing else at in open_ for nothing, open_ in zip(silent, by_hand, strict=True)]
        nobody = anybody_answers(phones, zone, closures, at) is False
        assert not (nobody and any(at in open_ for open_ in by_hand))


@given(_cases())
def test_the_spans_a_phone_is_given_say_the_same_at_every_moment(case):
    zone, day, lines, closed = case
    closures = tuple(Closed(one["from"], one["to"]) for one in closed)
    given_at = within(zone, day)[0]
    for line in lines:
        told = ProgramPhone.of(stored(line), zone, closures, given_at, Translator())
        by_hand = oracle(line, closed, zone, day)
        assert (told.open is None) == (told.open_now is None) == (not (line["hours"] or line["special_days"]))
        for at in within(zone, day):
            assert any(span.opens_at <= at < span.closes_at for span in told.open or ()) == (at in by_hand)
        for span in told.open or ():
            local = span.opens_at.astimezone(ZoneInfo(zone))
            assert (span.local_date, span.opens_local) == (local.date(), f"{local:%H:%M}")


def test_a_phone_of_an_older_version_reads_the_same_in_an_ordinary_week():
    """It compares wall times within one day, so a night is two parts and the whole day ends at 24:00."""
    hours = [
        {"days": ["fri", "sun"], "opens": "20:00", "closes": "2:00"},
        {"days": ["sat"], **_ALL_DAY},
        {"days": ["wed"], "opens": "18:00", "closes": "24:00"},
        {"days": ["mon", "tue"], "opens": "9:00", "closes": "17:00"},
    ]
    line = {"label": "Line", "number": "+1 555 010 0100", "hours": hours, "special_days": [], "on_closed_days": False}
    zone, day = "America/New_York", date(2026, 7, 8)
    told = ProgramPhone.of(stored(line), zone, (), datetime(2026, 7, 8, 16, tzinfo=UTC), Translator())
    for n in range(7):
        middle = day + timedelta(days=n)
        by_hand = oracle(line, [], zone, middle)
        for at, wall in watch(zone, middle):
            if wall.date() == middle:
                assert _older_phone(told, wall) == (at in by_hand), wall


def _older_phone(told: ProgramPhone, wall: datetime) -> bool:
    minute, today = wall.hour * 60 + wall.minute, WEEKDAYS[wall.weekday()]

    def minutes(clock: str) -> int:
        return int(clock[:2]) * 60 + int(clock[3:5])

    return any(today in entry.days and minutes(entry.opens) <= minute < minutes(entry.closes) for entry in told.hours)


def test_thanksgiving_closes_the_desk_and_not_the_evening_line():
    desk = {"label": "Desk", "number": "1234", "hours": [{"days": ["thu"], "opens": "9:00", "closes": "17:00"}]}
    evening = {"label": "Evening", "number": "1235", "hours": [{"days": ["thu"], "opens": "17:00", "closes": "22:00"}]}
    phones = [stored(desk), stored(evening | {"on_closed_days": True})]
    closed, zone = (Closed(date(2026, 11, 26), date(2026, 11, 27)),), "America/New_York"
    noon, eight = datetime(2026, 11, 26, 17, tzinfo=UTC), datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert [anybody_answers(phones, zone, closed, at) for at in (noon, eight)] == [False, True]


def test_a_program_that_uses_nothing_new_is_kept_as_an_older_version_reads_it():
    plain = {"label": "Desk", "number": "1234", "hours": [{"days": ["thu"], "opens": "9:00", "closes": "17:00"}]}
    kept = stored_phone(PhoneItem.model_validate(plain))
    assert kept == plain | {"hours": [{"days": ["thu"], "opens": "09:00:00", "closes": "17:00:00"}]}
