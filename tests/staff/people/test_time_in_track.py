"""A person's time in a track, from the desk: places, moves, a later end, joining from home, the first-day card."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import transaction
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.latest import latest
from tests.program.builders import evening, track_id
from tests.staff.desk import without_token

pytestmark = pytest.mark.databases("sqlite", "postgresql")

THURSDAY = date(2026, 3, 12)
PATTERN = "/staff/schedule/pattern"


def test_a_full_track_takes_nobody_unless_somebody_says_so(cast, at):
    at(cast.cora).send(f"{PATTERN}/{track_id()}/capacity", capacity="2")
    with transaction():
        enrollment.enroll(cast.ana, track_id("morning"), NOW.date(), NOW)
    fields = {"track": str(track_id()), "on": "2026-03-12"}
    full = at(cast.cora).send(f"/staff/people/{cast.ana}/move", **fields)
    assert full.status_code == 422
    assert "Every place in this track is taken" in full.text
    at(cast.cora).send(f"/staff/people/{cast.ana}/move", beyond="y", until="2026-06-30", **fields)
    moved = latest(cast.ana)
    assert (moved.track_slug, moved.expected_end_on) == ("evening", date(2026, 6, 30))


def test_a_move_that_is_still_to_come_does_not_change_the_phone_before_its_day(cast, at, signed_in):
    at(cast.dana).send(f"/staff/people/{cast.mia}/move", track=str(track_id("morning")), on="2026-03-16")
    phone = signed_in(cast.mia)
    assert phone.get("/api/v1/schedule").json["enrollment"]["track_name"] == "Evenings"
    with clock.fixed(NOW + timedelta(days=6)):
        found = phone.get("/api/v1/schedule").json["enrollment"]
    assert (found["track_name"], found["week_number"]) == ("Mornings", 3)


def test_an_extension_shows_in_the_weeks_and_reaches_as_far_in_the_calendar(cast, at, signed_in):
    at(cast.dana).send(f"/staff/people/{cast.mia}/extend", on="2026-07-05")
    found = signed_in(cast.mia).get("/api/v1/schedule").json["enrollment"]
    assert (found["week_number"], found["about_weeks"]) == (2, 18)
    assert schedule.sessions_of(cast.mia, date(2026, 6, 30), date(2026, 6, 30))
    assert at(cast.dana).send(f"/staff/people/{cast.mia}/extend", on="2026-02-01").status_code == 422


def test_joining_from_home_is_for_its_days_and_for_what_has_a_link(cast, at, signed_in):
    path = f"/staff/schedule/{evening(THURSDAY).id}/change"
    at(cast.dana).send(path, what="place", place="Room 2", join_url="https://meet.example.org/x")
    at(cast.dana).send(f"/staff/people/{cast.mia}/remote", first="2026-03-12", last="2026-03-12")
    remote = {
        (one["local_date"], one["title"])
        for one in signed_in(cast.mia).get("/api/v1/schedule").json["sessions"]
        if one["remote"]
    }
    assert remote == {("2026-03-12", "Skills group")}
    leo = signed_in(cast.leo).get("/api/v1/schedule").json["sessions"]
    assert not any(one["remote"] for one in leo)
    assert at(cast.dana).send(f"/staff/people/{cast.mia}/remote", first="2026-03-01").status_code == 422
    at(cast.dana).send(f"/staff/people/{cast.mia}/remote")
    assert latest(cast.mia).remote_from is None


def test_the_first_day_card_can_be_changed_after_inviting(cast, at):
    path = f"/staff/people/{cast.mia}/first-day"
    at(cast.dana).send(path, where="Back door", ask_for="Lou", bring="A pen\n\nA book")
    assert latest(cast.mia).first_day["bring"] == ["A pen", "A book"]
    assert at(cast.dana).send(path, where="Only this").status_code == 422
    at(cast.dana).send(path)
    assert latest(cast.mia).first_day["ask_for"] == "Dana"


@pytest.mark.parametrize("deed", ["extend", "remote", "first-day", "one-to-one"])
def test_outside_the_care_team_nothing_of_this_is_there(cast, at, deed):
    before = enrollment.enrollments(cast.leo)
    foreign, random = (
        at(cast.dana).send(f"/staff/people/{one}/{deed}", on="2026-05-01") for one in (cast.leo, cast.ana)
    )
    assert foreign.status_code == random.status_code == 404
    assert without_token(foreign) == without_token(random)
    assert enrollment.enrollments(cast.leo) == before


def test_the_hours_of_ones_own_week_are_shown_with_what_is_usual(cast, at):
    page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "9\u00a0h a week" in page
    assert "usual are 9 to 19" not in page
    page = at(cast.dana).send(f"/staff/people/{cast.mia}/days", own_days="1", since="2026-03-17").text
    assert page.index("9\u00a0h a week") < page.index("from Mar 17, 2026: 3\u00a0h a week")
    assert "usual are 9 to 19" in page


def test_outside_the_care_team_nobody_reads_those_hours(cast, at):
    assert at(cast.omar).open(f"/staff/people/{cast.mia}").status_code == 404


def shown(page: str) -> str:
    """The card about the program, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<h2>Program</h2>")[1].split("</section>")[0]).split())


def test_a_coming_track_is_said_to_come_and_the_past_stays(cast, at):
    page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "Track Maple: Evenings" in shown(page)
    assert "Next" not in shown(page)
    at(cast.dana).send(f"/staff/people/{cast.mia}/move", track=str(track_id("morning")), on="2026-03-16")
    page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "Track Maple: Evenings" in shown(page)
    assert "First day Mar 2, 2026 Last day here Mar 15, 2026" in shown(page)
    assert "Next Mornings" in shown(page)
    assert "from Mar 16, 2026 · expected until May 10, 2026" in shown(page)
    assert "Before" not in shown(page)
    assert "Move to another track" in page, "what can be changed is the enrollment that is still open"
    assert "Add to a track" not in page
    with clock.fixed(NOW + timedelta(days=6)):
        page = at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert "Track Maple: Mornings" in shown(page)
    assert "Before Evenings Mar 2, 2026 – Mar 15, 2026" in shown(page)


def test_a_move_that_gave_way_to_another_one_is_no_past(cast, at):
    for on in ("2026-03-26", "2026-03-16"):
        at(cast.dana).send(f"/staff/people/{cast.mia}/move", track=str(track_id("morning")), on=on)
    with clock.fixed(NOW + timedelta(days=20)):
        page = shown(at(cast.dana).open(f"/staff/people/{cast.mia}").text)
    assert page.count("Mornings") == 1
    assert "Before Evenings" in page


def test_whoever_comes_back_later_is_completed_until_then(cast, at):
    with transaction():
        schedule.complete_enrollment(cast.mia, NOW.date(), NOW)
    at(cast.dana).send(f"/staff/people/{cast.mia}/bring-back", track=str(track_id("morning")), on="2026-03-16")
    page = shown(at(cast.dana).open(f"/staff/people/{cast.mia}").text)
    assert "Track Maple: Evenings" in page
    assert "Next Mornings" in page
