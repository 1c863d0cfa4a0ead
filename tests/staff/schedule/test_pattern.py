"""The coordinator's desk: looking first, changing the pattern, closing days, adding meetings, and taking it back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from companion.kernel import clock
from companion.kernel.database import db, transaction
from companion.program import service as program
from companion.program import versions
from companion.reminders import service as reminders
from companion.reminders.models import Occurrence, stands
from companion.reminders.rules import CHANGED, SENT
from companion.schedule import edits, journal
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import evening, load, make_file, rows, track_id

THURSDAY = date(2026, 3, 12)
PATTERN = "/staff/schedule/pattern"
MEETING = {"title": "Art", "kind": "holistic", "starts": "20:00", "ends": "21:00", "place": "Studio"}


def skills():
    """The three skills groups of the week."""
    found = versions.versions_of_track(track_id())
    return [str(one) for one, some in found.items() if next(iter(some.values())).pattern.title == "Skills group"]


@pytest.fixture
def change(maple):
    with transaction():
        schedule.write_out_sessions(NOW)
    chosen = skills()
    db.session.rollback()
    return {"segments": chosen, "what": "time", "starts": "17:00", "ends": "18:30", "first": "2026-03-12"}


def news(person):
    return [each for each in reminders.explain(person, NOW) if each.kind == CHANGED]


def where(step: str = "change", track: str = "evening") -> str:
    return f"{PATTERN}/{track_id(track)}/{step}"


def test_the_pattern_page_shows_the_week_by_day_and_how_full_the_track_is(cast, at):
    page = at(cast.cora).open(f"{PATTERN}?track=evening").text
    assert page.index("Tue") < page.index("Wed") < page.index("Thu")
    assert "2 people in it" in page
    assert "4:00 PM – 5:30 PM" in page


def test_looking_names_what_changes_who_is_told_and_the_exact_words_and_changes_nothing(cast, at, change):
    before = rows()
    db.session.rollback()
    page = at(cast.cora).send(where("preview"), **change).text
    assert "2 people are told" in page
    assert "Changed: now Thursday at 5:00 PM" in page
    assert "Cambio: ahora el jueves a las 5:00 p. m." in page
    assert "Check before you save" in page, "the skills group now runs into the process group in the same room"
    assert rows() == before
    assert journal.recent_changes(evening(THURSDAY).track_id, NOW) == []
    assert news(cast.mia) == []


def test_a_confirmed_change_is_one_piece_of_news_for_each_person_however_many_weeks_change(cast, at, change):
    at(cast.cora).send(where(), **change)
    assert evening(THURSDAY).starts_at.hour == 21
    assert [len(news(one)) for one in (cast.mia, cast.leo, cast.ana)] == [1, 1, 0]
    later = NOW + timedelta(days=1)
    with clock.fixed(later), transaction():
        reminders.plan(later)
    assert len(news(cast.mia)) == 1


@pytest.mark.parametrize("step", ["preview", "change"])
def test_what_to_bring_is_asked_for_one_thing_a_line(cast, at, change, step):
    page = at(cast.cora).send(where(step), **(change | {"what": "bring", "bring": " A pen \r\n\r\nA coat\r\n"})).text
    if step == "preview":
        assert "What to bring: A pen, A coat" in page
    else:
        assert evening(THURSDAY).bring == ("A pen", "A coat")
        assert "What to bring: A pen, A coat" in at(cast.cora).open(f"{PATTERN}?track=evening&on=2026-03-12").text


def test_too_much_to_bring_says_how_much_fits(cast, at, change):
    for much in ("\n".join(["A pen"] * 9), "x" * 81):
        answer = at(cast.cora).send(where(), **(change | {"what": "bring", "bring": much}))
        assert (answer.status_code, "At most 8 things to bring" in answer.text) == (422, True)
    assert evening(THURSDAY).bring == ()


def test_undone_before_it_left_nobody_hears_of_it(cast, at, change):
    before = rows()
    desk = at(cast.cora)
    page = desk.send(where(), **change).text
    (undo,) = re.findall(r"/staff/schedule/changes/[0-9a-f-]{36}/undo", page)
    assert "Undone" in desk.send(undo).text
    assert rows() == before
    assert news(cast.mia) == news(cast.leo) == []


def test_undone_after_somebody_was_told_everybody_is_told_the_old_time(cast, at, change):
    desk = at(cast.cora)
    page = desk.send(where(), **change).text
    (undo,) = re.findall(r"/staff/schedule/changes/[0-9a-f-]{36}/undo", page)
    with transaction():
        db.session.query(Occurrence).filter_by(kind=CHANGED, participant_id=cast.mia).update(stands(SENT))
    with clock.fixed(NOW + timedelta(minutes=2)):
        desk.send(undo)
    found = evening(THURSDAY)
    assert found.starts_at.hour == 20
    assert found.changed_at == NOW + timedelta(minutes=2)
    assert len(news(cast.mia)) == 2


def test_after_ten_minutes_undoing_is_not_offered_and_not_done(cast, at, change):
    desk = at(cast.cora)
    (undo,) = re.findall(r"/staff/schedule/changes/[0-9a-f-]{36}/undo", desk.send(where(), **change).text)
    with clock.fixed(NOW + timedelta(minutes=11)):
        assert "Undo" not in desk.open("/staff/schedule").text
        assert desk.send(undo).status_code == 404
    assert evening(THURSDAY).starts_at.hour == 21


def test_a_counselor_undoes_their_own_change_only(cast, at, change):
    at(cast.cora).send(where(), **change)
    (theirs,) = journal.recent_changes(program.program_by_slug("maple").id, NOW)
    assert at(cast.dana).send(f"/staff/schedule/changes/{theirs.id}/undo").status_code == 404
    assert f"{theirs.id}/undo" not in at(cast.dana).open("/staff/schedule").text, (
        "nobody is offered what they may not do"
    )
    assert f"{theirs.id}/undo" in at(cast.cora).open("/staff/schedule").text
    at(cast.dana).send(f"/staff/schedule/{evening(date(2026, 3, 10)).id}/change", what="cancel")
    mine = next(
        one for one in journal.recent_changes(program.program_by_slug("maple").id, NOW) if one.made_by == cast.dana
    )
    assert at(cast.omar).send(f"/staff/schedule/changes/{mine.id}/undo").status_code == 404
    assert "Undone" in at(cast.dana).send(f"/staff/schedule/changes/{mine.id}/undo").text


@pytest.mark.parametrize(
    "changes",
    [
        {"segments": []}, {"segments": ["nobody"]}, {"what": "explode"}, {"starts": ""}, {"ends": "16:00"},
        {"first": "2026-03-09"}, {"first": "9999-12-31"}, {"first": ""}, {"last": "2026-03-11"},
        {"what": "place", "place": "", "join_url": ""}, {"what": "place", "join_url": "http://plain.example"},
        {"what": "online"}, {"what": "place", "place": "a\x00b"}, {"what": "bring", "bring": "a\x00b"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", ["preview", "change"])
def test_a_change_of_the_pattern_that_makes_no_sense_says_so_and_changes_nothing(cast, at, change, changes, step):
    before = rows()
    db.session.rollback()
    answer = at(cast.cora).send(where(step), **(change | changes))
    assert answer.status_code == 422
    assert rows() == before


def test_the_pattern_is_for_coordinators_of_the_program_only(cast, at, change, signed_in):
    assert at(cast.dana).open(PATTERN).status_code == 403
    assert at(cast.dana).send(where(), **change).status_code == 403
    load(make_file(), NOW)
    with transaction():
        program.unassign_staff(program.program_by_slug("maple").id, cast.cora)
    gone = at(cast.cora).send(where(), **change)
    assert gone.status_code == 404
    assert evening(THURSDAY).starts_at.hour == 20


def test_a_new_segment_begins_on_its_day(cast, at):
    fields = MEETING | {"days": ["0", "2"], "first": "2026-03-16", "last": "2026-03-29"}
    assert "4 sessions change" in at(cast.cora).send(where("add/preview"), **fields).text
    at(cast.cora).send(where("add"), **fields)
    found = schedule.sessions_of(cast.mia, THURSDAY, THURSDAY + timedelta(days=60))
    assert [one.local_date.day for one in found if one.title == "Art"] == [16, 18, 23, 25]


def test_closed_days_are_announced_and_opened_again(cast, at):
    desk, days = at(cast.cora), {"program": "maple", "first": "2026-03-12", "last": "2026-03-13", "note": "Snow"}
    page = desk.send("/staff/schedule/closures/preview", **days).text
    assert "Canceled: Thursday, 4:00 PM" in page
    assert edits.closures_from(program.program_by_slug("maple").id, THURSDAY) == []
    desk.send("/staff/schedule/closures/close", **days)
    assert not evening(THURSDAY).on
    assert len(news(cast.mia)) == 1
    (closed,) = edits.closures_from(program.program_by_slug("maple").id, THURSDAY)
    assert "Snow" in desk.open("/staff/schedule/closures").text
    with clock.fixed(NOW + timedelta(minutes=1)):
        desk.send(f"/staff/schedule/closures/{closed.id}/reopen")
    assert evening(THURSDAY).on
    assert desk.send(f"/staff/schedule/closures/{closed.id}/reopen").status_code == 404


def test_days_closed_far_ahead_say_whom_it_concerns_and_how_they_learn_of_it(cast, at):
    """Mia and Leo are in the track then, although no message goes out; the times are those of the program."""
    days = {"program": "maple", "first": "2026-04-16", "last": "2026-04-17"}
    page = at(cast.cora).send("/staff/schedule/closures/preview", **days).text
    assert "No message goes to 2 people, because this is more than two weeks away." in page
    assert "Nobody is told" not in page
    assert "and tell them" not in page
    assert "Thu, Apr 16, 4:00 PM" in page, "not the time in UTC"
    at(cast.cora).send("/staff/schedule/closures/close", **days)
    assert news(cast.mia) == []


def test_days_closed_partly_far_ahead_name_those_who_hear_now_once(cast, at):
    days = {"program": "maple", "first": "2026-03-19", "last": "2026-04-17"}
    page = at(cast.cora).send("/staff/schedule/closures/preview", **days).text
    assert "2 people are told." in page
    assert "No message goes to" not in page


@pytest.mark.parametrize(
    "days", [{"first": ""}, {"first": "2026-03-01"}, {"first": "2026-03-13", "last": "2026-03-12"}]
)
def test_days_that_make_no_sense_are_not_closed(cast, at, days):
    assert at(cast.cora).send("/staff/schedule/closures/close", program="maple", **days).status_code == 422
    assert at(cast.cora).send("/staff/schedule/closures/close", program="oak", first="2026-03-12").status_code == 404


def test_a_group_moves_to_another_weekday_and_phones_follow(cast, at, change, signed_in):
    fields = change | {"segments": change["segments"][:1], "weekday": "0", "first": "2026-03-16"}
    at(cast.cora).send(where(), **fields)
    found = signed_in(cast.mia).get("/api/v1/schedule").json["sessions"]
    mine = [one for one in found if one["title"] == "Skills group" and one["status"] == "scheduled"]
    days = [one["local_date"] for one in mine]
    assert "2026-03-16" in days
    assert "2026-03-17" not in days


@pytest.mark.parametrize("weekday", ["7", "-1", "mon", "1e3"])
def test_a_weekday_that_is_none_changes_nothing(cast, at, change, weekday):
    before = rows()
    db.session.rollback()
    assert at(cast.cora).send(where(), **change | {"weekday": weekday}).status_code == 422
    assert rows() == before


def looked_at(page) -> str:
    return re.search(r'name="standing" value="([^"]*)"', page.text).group(1)


def test_who_looked_before_somebody_else_changed_the_calendar_looks_again(cast, at, change):
    mine = change | {"standing": looked_at(at(cast.cora).send(where("preview"), **change))}
    theirs = change | {"what": "stop"}
    theirs |= {"standing": looked_at(at(cast.ruth).send(where("preview"), **theirs))}
    assert at(cast.ruth).send(where(), **theirs).status_code == 200
    standing = rows()
    db.session.rollback()
    answer = at(cast.cora).send(where(), **mine)
    assert (answer.status_code, "Look again" in answer.text) == (422, True)
    assert rows() == standing


def test_a_week_outside_the_usual_hours_is_pointed_out_before_it_is_made(cast, at, change):
    page = at(cast.cora).send(where("preview"), **change | {"what": "stop"}).text
    assert "This track then comes to 4\u00a0h\u00a030\u00a0min a week" in page
    assert "usual are 9 to 19" in page
    assert "This track then comes to" not in at(cast.cora).send(where("preview"), **change).text


def test_a_meeting_put_on_a_closed_day_says_so_before_it_is_made(cast, at):
    at(cast.cora).send("/staff/schedule/closures/close", program="maple", first="2026-03-13")
    page = at(cast.cora).send(f"/staff/schedule/add/{track_id()}/preview", **MEETING, on="2026-03-13").text
    assert "Art would be on a closed day" in page
