"""Who is in what: one track at a time, soft ends, own days from a date, completion and return without losing anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from companion.enrollment import jobs as enrollment_jobs
from companion.enrollment import service as enrollment
from companion.enrollment.rules import OwnDays
from companion.kernel.database import transaction
from companion.kernel.errors import Conflict, Invalid, NotFound
from companion.kernel.ids import new_id
from companion.program.service import (
    assign_staff,
    get_program,
    program_by_slug,
    programs,
    programs_of_staff,
    staff_of,
    track_by_slug,
    unassign_staff,
)
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.latest import latest
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY = date(2026, 3, 10)
TOMORROW = TODAY + timedelta(days=1)
TUE, WED, THU = 1, 2, 3


def on(day: date) -> datetime:
    """The hour of `NOW` on another day."""
    return NOW + timedelta(days=(day - TODAY).days)


def titles(participant, day: date) -> list[str]:
    return [entry.title for entry in schedule.sessions_of(participant, day, day)]


def test_before_the_first_enrollment_there_is_none(cast, maple):
    assert latest(cast.mia) is None
    assert enrollment.program_of(cast.mia, NOW) is None
    assert schedule.sessions_of(cast.mia, TODAY, TODAY) == []


def test_the_end_is_soft_and_follows_from_the_track(mia):
    view = latest(mia)
    assert view.expected_end_on == date(2026, 3, 2) + timedelta(weeks=10, days=-1)
    assert (view.phase, view.track_slug, view.last_day) == ("active", "evening", None)
    with transaction():
        enrollment.extend(mia, view.expected_end_on + timedelta(weeks=2))
    assert latest(mia).expected_end_on == view.expected_end_on + timedelta(weeks=2)


def test_the_first_day_card_is_the_tracks_unless_the_person_has_their_own(cast, mia):
    assert latest(mia).first_day["ask_for"] == "Dana"
    own = {"where": "By video", "ask_for": "Priya"}
    with transaction():
        enrollment.enroll(cast.leo, track_id(), TOMORROW, NOW, first_day=own)
    assert latest(cast.leo).first_day == own


def test_intake_lasts_until_the_first_day(cast, maple):
    with transaction():
        enrollment.enroll(cast.leo, track_id(), TOMORROW, NOW)
    enrollment_jobs.advance_phases(NOW)
    assert latest(cast.leo).phase == "intake"
    enrollment_jobs.advance_phases(on(TOMORROW))
    assert latest(cast.leo).phase == "active"


def test_nobody_is_in_two_tracks_at_once(mia):
    with pytest.raises(Conflict, match="already_enrolled"), transaction():
        enrollment.enroll(mia, track_id("morning"), TODAY, NOW)
    assert len(enrollment.enrollments(mia)) == 1


def test_an_unknown_track_or_account_is_not_found(cast, maple):
    with pytest.raises(NotFound), transaction():
        enrollment.enroll(cast.leo, new_id(), TODAY, NOW)
    with pytest.raises(NotFound), transaction():
        enrollment.enroll(new_id(), track_id(), TODAY, NOW)


def test_staff_are_not_enrolled(cast, maple):
    with pytest.raises(Invalid, match="not_a_participant"), transaction():
        enrollment.enroll(cast.dana, track_id(), TODAY, NOW)


def test_an_end_before_the_start_is_refused(cast, mia):
    with pytest.raises(Invalid, match="ends_before_start"), transaction():
        enrollment.enroll(cast.leo, track_id(), TODAY, NOW, expected_end_on=TODAY - timedelta(days=1))
    with pytest.raises(Invalid, match="ends_before_start"), transaction():
        enrollment.extend(mia, date(2026, 3, 1))


def test_own_days_count_from_their_date_and_make_it_step_down(mia):
    since = TODAY + timedelta(days=7)
    with transaction():
        enrollment.set_own_days(mia, {TUE, THU}, since, NOW)
    assert titles(mia, date(2026, 3, 11))
    assert titles(mia, date(2026, 3, 17))
    assert titles(mia, date(2026, 3, 18)) == []
    enrollment_jobs.advance_phases(NOW)
    assert latest(mia).phase == "active"
    enrollment_jobs.advance_phases(on(since))
    assert latest(mia).phase == "step_down"


def test_own_days_said_again_or_anew_for_the_same_date_replace_each_other(mia):
    for weekdays in ({TUE, THU}, {TUE, THU}, {WED}):
        with transaction():
            enrollment.set_own_days(mia, weekdays, TOMORROW, NOW)
    assert latest(mia).own_days == (OwnDays(TOMORROW, frozenset({WED})),)


def test_earlier_own_days_stay_when_later_ones_are_added(mia):
    with transaction():
        enrollment.set_own_days(mia, {TUE, THU}, TOMORROW, NOW)
    with transaction():
        enrollment.set_own_days(mia, {THU}, TODAY + timedelta(days=14), NOW)
    assert titles(mia, date(2026, 3, 17))
    assert titles(mia, date(2026, 3, 31)) == []


@pytest.mark.parametrize(
    ("weekdays", "since", "code"),
    [
        ({0}, TOMORROW, "not_a_day_of_the_track"),
        (set(), TOMORROW, "not_a_day_of_the_track"),
        ({9}, TOMORROW, "not_a_day_of_the_track"),
        ({TUE}, TODAY - timedelta(days=1), "in_the_past"),
    ],
)
def test_own_days_that_make_no_sense_are_refused(mia, weekdays, since, code):
    with pytest.raises(Invalid, match=code), transaction():
        enrollment.set_own_days(mia, weekdays, since, NOW)
    assert latest(mia).own_days == ()


def test_moving_to_another_track_keeps_the_past_and_the_soft_end(mia):
    end = latest(mia).expected_end_on
    with transaction():
        schedule.move_enrollment(mia, track_id("morning"), TOMORROW, NOW)
    assert titles(mia, TODAY)[0] == "Skills group"
    assert titles(mia, TOMORROW) == ["Morning group"]
    view = latest(mia)
    assert (view.track_slug, view.phase, view.expected_end_on) == ("morning", "active", end)


@pytest.mark.parametrize(
    ("slug", "day", "problem"), [("morning", TODAY - timedelta(days=1), Invalid), (None, TOMORROW, NotFound)]
)
def test_a_move_into_the_past_or_nowhere_is_refused_and_changes_nothing(mia, slug, day, problem):
    before = enrollment.enrollments(mia)
    target = track_id(slug) if slug else new_id()
    with pytest.raises(problem), transaction():
        schedule.move_enrollment(mia, target, day, NOW)
    assert enrollment.enrollments(mia) == before


def test_nobody_without_an_open_enrollment_is_moved_or_given_own_days(cast, maple):
    with pytest.raises(NotFound), transaction():
        schedule.move_enrollment(cast.leo, track_id(), TOMORROW, NOW)
    with pytest.raises(NotFound), transaction():
        enrollment.set_own_days(cast.leo, {TUE}, TOMORROW, NOW)
    with pytest.raises(NotFound), transaction():
        schedule.complete_enrollment(cast.leo, TODAY, NOW)
    with pytest.raises(NotFound), transaction():
        schedule.bring_back(cast.leo, track_id(), TODAY, NOW)


def test_completion_ends_the_meetings_and_loses_nothing(mia):
    before = schedule.sessions_of(mia, date(2026, 3, 2), TODAY)
    with transaction():
        schedule.complete_enrollment(mia, TODAY, NOW)
    view = latest(mia)
    assert (view.phase, view.completed_on) == ("completed", TODAY)
    assert schedule.sessions_of(mia, date(2026, 3, 2), TODAY) == before
    assert schedule.sessions_of(mia, TOMORROW, TODAY + timedelta(days=60)) == []
    assert enrollment.program_of(mia, NOW).slug == "maple"


def test_completing_twice_is_harmless_and_on_another_day_a_conflict(mia):
    for _ in range(2):
        with transaction():
            schedule.complete_enrollment(mia, TODAY, NOW)
    with pytest.raises(Conflict, match="already_completed"), transaction():
        schedule.complete_enrollment(mia, TODAY - timedelta(days=1), NOW)
    assert latest(mia).completed_on == TODAY


@pytest.mark.parametrize(("day", "code"), [(TOMORROW, "in_the_future"), (date(2026, 3, 1), "before_start")])
def test_a_last_day_that_cannot_be_is_refused(mia, day, code):
    with pytest.raises(Invalid, match=code), transaction():
        schedule.complete_enrollment(mia, day, NOW)
    assert latest(mia).phase == "active"


def test_today_is_the_programs_today_not_the_servers(mia):
    late = NOW + timedelta(hours=9)  # already the 11th in UTC, still the 10th in New York
    with pytest.raises(Invalid, match="in_the_future"), transaction():
        schedule.complete_enrollment(mia, TOMORROW, late)


def test_coming_back_begins_anew_and_keeps_the_old_dates(mia):
    with transaction():
        schedule.complete_enrollment(mia, TODAY, NOW)
    back = TODAY + timedelta(days=30)
    with transaction():
        schedule.bring_back(mia, track_id("morning"), back, on(back - timedelta(days=1)))
    first, second = enrollment.enrollments(mia)
    assert (first.phase, first.completed_on, first.track_slug) == ("completed", TODAY, "evening")
    assert (second.phase, second.starts_on, second.track_slug) == ("intake", back, "morning")


def test_coming_back_on_the_last_day_itself_shows_that_day_once(mia):
    with transaction():
        schedule.complete_enrollment(mia, TODAY, NOW)
    with transaction():
        schedule.bring_back(mia, track_id(), TODAY, NOW)
    assert len(titles(mia, TODAY)) == len(set(titles(mia, TODAY))) == 3
    assert latest(mia).phase == "active"
    assert enrollment.enrollments(mia)[0].completed_on == TODAY


def test_only_who_completed_can_come_back_and_not_into_the_past(mia):
    with pytest.raises(Conflict, match="not_completed"), transaction():
        schedule.bring_back(mia, track_id(), TODAY, NOW)
    with transaction():
        schedule.complete_enrollment(mia, TODAY, NOW)
    with pytest.raises(Invalid, match="in_the_past"), transaction():
        schedule.bring_back(mia, track_id(), TODAY - timedelta(days=1), NOW)
    assert len(enrollment.enrollments(mia)) == 1


def test_the_programs_people_are_those_whose_latest_track_is_there(mia, cast, maple):
    assert list(enrollment.statuses_in(maple, NOW)) == [mia]
    assert enrollment.statuses_in(new_id(), NOW) == {}


def test_staff_work_with_the_programs_they_are_assigned_to(cast, maple):
    for _ in range(2):
        with transaction():
            assign_staff(maple, cast.dana)
    assert [program.slug for program in programs_of_staff(cast.dana)] == ["maple"]
    assert programs_of_staff(cast.omar) == []
    assert staff_of(maple) == [cast.dana]
    with transaction():
        unassign_staff(maple, cast.dana)
    assert staff_of(maple) == []


def test_a_program_is_found_by_id_and_slug_or_not_at_all(maple):
    assert get_program(maple).slug == programs()[0].slug == "maple"
    assert program_by_slug("oak") is None
    assert track_by_slug(maple, "night") is None
    with pytest.raises(NotFound):
        get_program(new_id())
