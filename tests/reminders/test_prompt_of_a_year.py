"""The question of each day of a year, on every track we ship, in three zones: never during a session."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from companion.accounts.service import Person
from companion.enrollment.service import Record
from companion.kernel.timezones import local_time, to_instant
from companion.program.files import read_file
from companion.program.schema import TrackItem
from companion.reminders import candidates
from companion.reminders.candidates import Subject
from companion.reminders.rules import PROMPT, Meeting, Planned, Wishes
from tests.enrollment.views import enrolled

STARTER = Path(__file__).parents[2] / "companion" / "starter"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEAR = [date(2026, 1, 1) + timedelta(days=ahead) for ahead in range(365)]  # both changes of clocks lie in it
PHONES = ("America/New_York", "America/Los_Angeles", "Europe/Madrid")


def tracks() -> Iterator[tuple[str, str, TrackItem]]:
    for path in sorted(STARTER.glob("*.yaml")):
        program = read_file(path)
        yield from ((f"{path.stem}/{track.slug}", program.zone, track) for track in program.tracks)


def meetings_of(track: TrackItem, zone: str) -> list[Meeting]:
    return [
        Meeting(
            *(UUID(int=number), zone, day),
            *(to_instant(day, segment.starts, zone), to_instant(day, segment.ends, zone), True, None, None),
        )
        for day in YEAR
        for number, segment in enumerate(track.segments)
        if DAYS[day.weekday()] in segment.days
    ]


def prompts(meetings: list[Meeting], phone: str, completed_on: date | None = None) -> list[Planned]:
    person = Person(UUID(int=1), "participant", "Mia", None, "en", phone, None, None, False, None, None)
    start, end = to_instant(YEAR[0], time(0), phone), to_instant(YEAR[-1], time(23), phone)
    record = Record([enrolled(YEAR[0], completed_on=completed_on)]) if completed_on else Record()
    subject = Subject(person, Wishes(), meetings, record)
    # Planned in one go: what comes of it does not depend on how often it is asked.
    return [one for one in candidates.occurrences(subject, end, start) if one.kind == PROMPT]


def test_no_prompt_of_a_year_falls_into_a_session() -> None:
    wrong: list[str] = []
    asked: dict[tuple[str, str], int] = {}
    for name, zone, track in tracks():
        meetings = meetings_of(track, zone)
        for phone in {zone, *PHONES}:
            found = prompts(meetings, phone)
            asked[name, phone] = len(found)
            begins = sorted((one.starts_at, one.ends_at) for one in meetings)
            wrong += [f"{name}, {phone}: {one.due_at}" for one in found if _during(begins, one.due_at)]
            wrong += [f"{name}, {phone}: twice on {one.local_date}" for one in _twice(found)]
    assert wrong == []
    at_home = {name: asked[name, zone] for name, zone, _ in tracks()}
    assert set(at_home.values()) == {365}, "asked every day, on evening tracks too"


def test_on_the_evening_tracks_the_question_comes_before_ten() -> None:
    zone = "America/New_York"
    elm = next(track for name, _, track in tracks() if name.startswith("elm/"))
    walls = {local_time(one.due_at, zone) for one in prompts(meetings_of(elm, zone), zone)}
    assert walls == {time(20), time(20, 55), time(21, 45)}


def test_after_completion_there_is_no_daily_prompt() -> None:
    found = prompts([], "America/New_York", completed_on=YEAR[99])
    assert (len(found), found[-1].local_date) == (100, YEAR[99])


def _during(begins: list[tuple[datetime, datetime]], at: datetime) -> bool:
    """No session is longer than a day."""
    first, last = (
        bisect_left(begins, (at - timedelta(days=1), at)),
        bisect_right(begins, (at, datetime.max.replace(tzinfo=UTC))),
    )
    return any(starts <= at < ends for starts, ends in begins[first:last])


def _twice(found: list[Planned]) -> list[Planned]:
    seen: set[date] = set()
    return [one for one in found if one.local_date in seen or seen.add(one.local_date)]  # type: ignore[func-returns-value]
