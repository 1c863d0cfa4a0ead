"""Alumni groups and events: one's own program's, at the program's wall clock, the next one first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.alumni import service
from companion.alumni.rules import MEETINGS_AHEAD, next_meetings
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.kernel.listing import Mirrored
from companion.kernel.timezones import local_day, local_time
from companion.program.schema import ClosureItem
from tests import after_program
from tests.cast import NOW, ZONE

pytestmark = pytest.mark.databases("sqlite", "postgresql")

GROUPS, EVENTS = "/api/v1/groups", "/api/v1/events"


@pytest.fixture
def ana(cast, signed_in):
    after_program.complete(cast.ana, after_program.load(NOW), date(2026, 2, 1), NOW)
    return signed_in(cast.ana)


def test_the_group_that_meets_next_comes_first_with_whom_to_ask_for(ana):
    first, second = ana.get(GROUPS).get_json()["items"]
    assert (first["name"], first["ask_for"], first["place"]) == ("Wednesday group", "Lou", "Community room")
    assert first["meetings"][0] == {
        "local_date": "2026-03-11",
        "starts_local": "19:00",
        "ends_local": "20:30",
        "starts_at": "2026-03-11T23:00:00.000Z",
        "ends_at": "2026-03-12T00:30:00.000Z",
    }
    assert second["name"] == "Sunday walk"


def test_a_meeting_is_shown_until_it_is_over(ana):
    during, over = datetime(2026, 3, 12, 0, 29, tzinfo=UTC), datetime(2026, 3, 12, 0, 30, tzinfo=UTC)
    for instant, day in ((during, "2026-03-11"), (over, "2026-03-18")):
        with clock.fixed(instant):
            groups = {group["name"]: group for group in ana.get(GROUPS).get_json()["items"]}
        assert groups["Wednesday group"]["meetings"][0]["local_date"] == day


def test_a_meeting_in_the_hour_that_spring_skips_keeps_its_length(ana):
    with clock.fixed(datetime(2026, 3, 7, 17, 0, tzinfo=UTC)):
        groups = {group["name"]: group for group in ana.get(GROUPS).get_json()["items"]}
    walk = groups["Sunday walk"]["meetings"][0]
    assert (walk["starts_local"], walk["starts_at"], walk["ends_at"]) == (
        "02:30",
        "2026-03-08T07:00:00.000Z",
        "2026-03-08T07:30:00.000Z",
    )


def test_on_days_when_the_program_is_closed_no_group_meets(cast, signed_in):
    file = after_program.make_file()
    closed = file.model_copy(
        update={"closures": [ClosureItem.model_validate({"from": "2026-03-09", "to": "2026-03-20"})]}
    )
    after_program.complete(cast.ana, after_program.load(NOW, closed), date(2026, 2, 1), NOW)
    groups = {group["name"]: group for group in signed_in(cast.ana).get(GROUPS).get_json()["items"]}
    wednesdays = [one["local_date"] for one in groups["Wednesday group"]["meetings"]]
    assert wednesdays[0] == "2026-03-25"
    assert len(wednesdays) == MEETINGS_AHEAD


def test_participants_see_the_groups_before_they_complete(cast, signed_in):
    after_program.enroll(cast.mia, after_program.load(NOW), NOW)
    assert len(signed_in(cast.mia).get(GROUPS).get_json()["items"]) == 2


def test_another_programs_groups_and_events_are_not_visible(ana, cast, signed_in):
    hillside = after_program.load(NOW, after_program.make_file("hillside"))
    after_program.enroll(cast.leo, hillside, NOW)
    leo = signed_in(cast.leo)
    for url in (GROUPS, EVENTS):
        mine = {item["id"] for item in ana.get(url).get_json()["items"]}
        theirs = {item["id"] for item in leo.get(url).get_json()["items"]}
        assert mine
        assert theirs
        assert not mine & theirs


def test_without_a_program_both_lists_are_empty(ana, cast, signed_in):
    leo = signed_in(cast.leo)
    assert leo.get(GROUPS).get_json() == {"items": []}
    assert leo.get(EVENTS).get_json() == {"items": []}


def test_signed_out_and_staff_get_neither(client, cast, signed_in):
    for url in (GROUPS, EVENTS):
        assert client.get(url).status_code == 401
        assert signed_in(cast.dana).get(url).status_code == 403


def test_events_that_are_over_are_gone(ana):
    (picnic,) = ana.get(EVENTS).get_json()["items"]
    assert (picnic["title"], picnic["when"]["starts_local"], picnic["when"]["local_date"]) == (
        "Picnic",
        "12:00",
        "2026-03-14",
    )
    with clock.fixed(datetime(2026, 3, 14, 18, 59, tzinfo=UTC)):
        assert len(ana.get(EVENTS).get_json()["items"]) == 1
    with clock.fixed(datetime(2026, 3, 14, 19, 0, tzinfo=UTC)):
        assert ana.get(EVENTS).get_json()["items"] == []


def test_loading_the_same_file_again_changes_nothing(cast):
    file = after_program.make_file()
    program_id = after_program.load(NOW, file)
    with transaction():
        assert service.load_groups(program_id, file.alumni_groups, NOW + timedelta(days=9)) == Mirrored(0, 0, 0)
        assert service.load_events(program_id, file.events, NOW + timedelta(days=9)) == Mirrored(0, 0, 0)


def test_a_group_that_moved_keeps_its_id_and_one_that_ended_is_gone(ana, cast):
    program_id = after_program.load(NOW)
    before = ana.get(GROUPS).get_json()["items"]
    (wednesday,) = [item for item in after_program.make_file().alumni_groups if item.slug == "wednesday"]
    with transaction():
        moved = wednesday.model_copy(update={"day": "thu"})
        assert service.load_groups(program_id, [moved], NOW) == Mirrored(changed=1, removed=1)
    (after,) = ana.get(GROUPS).get_json()["items"]
    assert (after["id"], after["weekday"]) == (before[0]["id"], 3)


@given(
    weekday=st.integers(0, 6),
    now=st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),
    starts=st.times(min_value=time(4), max_value=time(20)).map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_meetings_are_weekly_at_the_same_wall_time_whatever_the_clocks_do(weekday, now, starts):
    found = next_meetings(weekday, starts, time(21), ZONE, (), now)
    assert len(found) == MEETINGS_AHEAD
    assert found[0].ends_at > now >= found[0].ends_at - timedelta(days=7, hours=1)
    assert all(later.local_date - earlier.local_date == timedelta(days=7) for earlier, later in pairwise(found))
    assert {local_time(one.starts_at, ZONE) for one in found} == {starts}
    assert {local_day(one.starts_at, ZONE).weekday() for one in found} == {weekday}
