"""Up and down the levels with the same account: a person is in one track at a time, and what is theirs alone goes along."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict
from companion.program import files
from companion.program.rules import Pattern
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.latest import latest
from tests.program.builders import load, text, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = NOW.date()
FRIDAY, MONDAY = date(2026, 3, 13), date(2026, 3, 16)
ONE = Pattern(0, time(14), time(15), "individual", "One-to-one", place="Room 7", with_name="Dana")


def do(write):
    with transaction():
        return write()


def days_of(participant):
    return [one.local_date for one in schedule.sessions_of(participant, TODAY, date(2026, 4, 30))]


def tracks_by_day(participant):
    found: dict[date, set] = {}
    for one in schedule.sessions_of(participant, TODAY, date(2026, 4, 30)):
        found.setdefault(one.local_date, set()).add(one.track_id)
    return found


def test_changing_ones_mind_about_a_move_leaves_nobody_in_two_tracks(mia):
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), date(2026, 3, 26), NOW))
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), MONDAY, NOW))
    assert all(len(some) == 1 for some in tracks_by_day(mia).values())
    assert all(one == {track_id("morning")} for day, one in tracks_by_day(mia).items() if day >= MONDAY)


def test_a_move_that_is_called_off_shows_each_meeting_once(mia):
    before = [one.id for one in schedule.sessions_of(mia, TODAY, date(2026, 4, 10))]
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), date(2026, 3, 26), NOW))
    do(lambda: schedule.move_enrollment(mia, track_id(), TODAY, NOW))
    assert [one.id for one in schedule.sessions_of(mia, TODAY, date(2026, 4, 10))] == before


def test_a_one_to_one_goes_along_to_the_new_track(mia, maple):
    kept, follows = (
        do(lambda day=day: schedule.add_one_to_one(mia, track_id(), day, ONE, NOW)) for day in (FRIDAY, MONDAY)
    )
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), MONDAY, NOW))
    mine = {one.id: one for one in schedule.sessions_of(mia, TODAY, date(2026, 4, 30))}
    assert mine[kept].track_id == track_id()
    assert mine[follows].track_id == track_id("morning")
    assert schedule.is_expected(mia, follows)


def test_after_completion_a_one_to_one_is_called_off_and_others_stay(mia, cast, maple):
    do(lambda: enrollment.enroll(cast.leo, track_id(), date(2026, 3, 2), NOW))
    own, other = (
        do(lambda who=who: schedule.add_one_to_one(who, track_id(), MONDAY, ONE, NOW)) for who in (mia, cast.leo)
    )
    do(lambda: schedule.complete_enrollment(mia, TODAY, NOW))
    assert not schedule.session_state(own).on
    assert schedule.session_state(other).on


def test_joining_from_home_goes_along(mia):
    do(lambda: enrollment.set_remote(mia, TODAY, None, NOW))
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), MONDAY, NOW))
    assert latest(mia).remote_from == TODAY


def levels():
    more = text().replace("level: iop", "level: php", 1)
    return files.parse_file((more + EXTRA).encode(), "maple.yaml")


EXTRA = """\
  - slug: weekly
    name: Weekly
    level: op
    about_weeks: 8
    first_day: {where: 1 Main Street, door: The blue one, bring: [A photo ID], ask_for: Dana}
    segments:
      - {days: [wed], starts: 18:00, ends: 19:00, kind: process_group, title: Weekly group, place: Room 3}
"""


def test_from_full_days_down_to_once_a_week_to_alumni_and_back_up_it_is_one_account(mia, maple):
    load(levels(), NOW)
    steps = [("morning", TODAY + timedelta(days=7)), ("weekly", TODAY + timedelta(days=14))]
    for slug, day in steps:
        do(lambda slug=slug, day=day: schedule.move_enrollment(mia, track_id(slug), day, NOW))
    end = NOW + timedelta(days=28)
    do(lambda: schedule.complete_enrollment(mia, end.date(), end))
    do(lambda: schedule.bring_back(mia, track_id(), end.date() + timedelta(days=3), end))
    found = enrollment.enrollments(mia)
    assert [one.level for one in found] == ["php", "iop", "op", "php"]
    assert [one.phase for one in found][-2:] == ["completed", "intake"]
    assert {one.participant_id for one in found} == {mia}
    for one, following in pairwise(found):
        assert one.last_day < following.starts_on


def test_the_last_place_is_given_once(mia, cast, maple):
    from companion.enrollment import capacity

    do(lambda: capacity.set_capacity(maple, track_id("morning"), 1))
    do(lambda: enrollment.enroll(cast.leo, track_id("morning"), TODAY, NOW))
    with pytest.raises(Conflict, match="track_full"):
        do(lambda: schedule.move_enrollment(mia, track_id("morning"), MONDAY, NOW))
    assert latest(mia).track_id == track_id()


@pytest.mark.parametrize(("on", "ends"), [(MONDAY, date(2026, 5, 10)), (date(2026, 5, 18), date(2026, 7, 26))])
def test_a_move_without_an_end_never_ends_before_it_begins(mia, on, ends):
    """The soft end stays; where it lies before the move, it follows from the new track: ten weeks."""
    do(lambda: schedule.move_enrollment(mia, track_id("morning"), on, NOW))
    moved = latest(mia)
    assert (moved.starts_on, moved.expected_end_on) == (on, ends)
