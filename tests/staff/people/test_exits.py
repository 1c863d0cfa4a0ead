"""Exits, leaves, moves and returns from the desk: what staff see before, what the person's phone gets, and that nothing is lost."""

from __future__ import annotations

import html
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from companion.aftercare import service as aftercare
from companion.alumni import service as alumni
from companion.enrollment import service as enrollment
from companion.kernel import clock
from companion.kernel.database import Base, db, transaction
from companion.program import service as program
from companion.schedule import service as schedule
from tests import after_program
from tests.cast import NOW
from tests.program.builders import track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

TODAY, THURSDAY, FRIDAY = NOW.date(), date(2026, 3, 12), date(2026, 3, 13)
EXITS = {
    "completed": ("You graduated on March 10.", "Te graduaste el 10 de marzo."),
    "left_early": ("Your last day here was March 10.", "Tu último día aquí fue el 10 de marzo."),
    "stepped_up": ("You moved on to more care on March 10.", "El 10 de marzo pasaste a recibir más atención."),
    "transferred": ("You changed to another program on March 10.", "El 10 de marzo cambiaste a otro programa."),
    "moved": (
        "You moved away. Your last day here was March 10.",
        "Te mudaste. Tu último día aquí fue el 10 de marzo.",
    ),
    "ended": ("Your place with us ended on March 10.", "Tu lugar con nosotros terminó el 10 de marzo."),
}
MACHINERY = {"occurrences", "reminder_plans"}  # a worker's queue: planned anew from what stays


def rows() -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of the database, by table and key."""
    db.session.rollback()
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        lines = db.session.execute(select(table)).mappings()
        found[table.name] = {repr([line[key] for key in keys]): dict(line) for line in lines}
    return found


def lost(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [
        f"{table} {key}"
        for table, lines in before.items()
        if table not in MACHINERY
        for key in lines
        if key not in after[table]
    ]


def person(cast, deed: str = "") -> str:
    return f"/staff/people/{cast.mia}{deed and '/' + deed}"


def about(phone) -> dict[str, Any]:
    found: dict[str, Any] = phone.get("/api/v1/schedule").json["enrollment"]
    return found


def undo(at, who, cast):
    change = schedule.last_change(cast.mia, clock.now())
    assert change is not None
    return at(who).send(person(cast, "undo"), change=str(change.id))


@pytest.mark.parametrize("how", EXITS)
def test_each_exit_has_its_own_sentence_and_keeps_every_row(cast, at, signed_in, how):
    english, spanish = EXITS[how]
    before = rows()
    preview = at(cast.dana).send(person(cast, "exit/preview"), how=how, on=str(TODAY))
    text = html.unescape(preview.text)
    assert english in text
    assert spanish in text
    assert lost(before, rows()) == []
    assert enrollment.enrollment_status(cast.mia, NOW).state == "here", "a preview changes nothing"
    at(cast.dana).send(person(cast, "exit"), how=how, on=str(TODAY))
    assert lost(before, rows()) == []
    phone = signed_in(cast.mia)
    found = about(phone)
    assert (found["phase"], found["exit"], found["ended_on"]) == ("completed", how, str(TODAY))
    assert found["completed_on"] == (str(TODAY) if how == "completed" else None)
    assert found["said"]["en"].startswith(english)
    assert found["said"]["es"].startswith(spanish)
    assert ("graduat" in found["said"]["en"]) == (how == "completed")
    moments = [one["kind"] for one in phone.get("/api/v1/days").json["program"]]
    assert ("graduation" in moments) == (how == "completed")
    checkups = phone.get("/api/v1/checkups").json
    assert (checkups["since"], checkups["days"][0]) == (str(TODAY), "2026-03-11")
    assert [one for one in phone.get("/api/v1/schedule").json["sessions"] if one["local_date"] > str(TODAY)] == []
    for path in ("aftercare-plan", "safety-plan", "resources", "groups", "events"):
        assert phone.get(f"/api/v1/{path}").status_code == 200
    with clock.fixed(NOW + timedelta(days=31)):
        assert about(signed_in(cast.mia))["said"] is None, "a month later it need not be said any more"


def test_an_exit_is_undone_as_if_nothing_had_been(cast, at, maple):
    with transaction():
        plan = program.versions_of_track(track_id()).values()
        pattern = next(iter(next(iter(plan)).values())).pattern
        schedule.add_one_to_one(cast.mia, track_id(), FRIDAY, pattern, NOW)
    before = rows()
    at(cast.dana).send(person(cast, "exit"), how="left_early", on=str(TODAY))
    changed = rows()
    assert changed["track_sessions"] != before["track_sessions"], "a one-to-one to come is called off"
    undo(at, cast.dana, cast)
    after = rows()
    assert all(after[table] == before[table] for table in ("enrollments", "leaves", "track_sessions"))
    assert "error" not in at(cast.dana).open(person(cast)).text


def test_undoing_is_for_ten_minutes_for_who_did_it_or_coordinates_and_once(cast, at):
    at(cast.cora).send(person(cast, "exit"), how="moved", on=str(TODAY))
    assert "Marked as moved away" in at(cast.cora).open(person(cast)).text
    assert undo(at, cast.dana, cast).status_code == 404
    with clock.fixed(NOW + timedelta(minutes=10)):
        assert "Marked as moved away" not in at(cast.cora).open(person(cast)).text
    change = schedule.last_change(cast.mia, NOW)
    with clock.fixed(NOW + timedelta(minutes=11)):
        late = at(cast.cora).send(person(cast, "undo"), change=str(change.id))
        assert "Ten minutes are over" in late.text
    assert undo(at, cast.cora, cast).status_code == 200
    assert at(cast.cora).send(person(cast, "undo"), change=str(change.id)).status_code == 422
    assert enrollment.enrollment_status(cast.mia, NOW).state == "here"


def test_whoever_looked_before_somebody_else_changed_it_looks_again(cast, at):
    page = at(cast.dana).send(person(cast, "exit/preview"), how="moved", on=str(TODAY)).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    at(cast.cora).send(person(cast, "move"), track=str(track_id("morning")), on=str(FRIDAY))
    late = at(cast.dana).send(person(cast, "exit"), how="moved", on=str(TODAY), seen=seen)
    assert late.status_code == 422
    assert not enrollment.enrollment_status(cast.mia, NOW).over


def test_on_leave_nothing_expects_them_and_one_tap_brings_them_back(cast, at, signed_in, maple):
    fields = {"reason": "jail", "first": str(TODAY), "keeps_place": "y"}
    preview = html.unescape(at(cast.dana).send(person(cast, "leave/preview"), **fields).text)
    assert "You’re away for now. Your place is saved." in preview
    before = rows()
    at(cast.dana).send(person(cast, "leave"), **fields)
    phone = signed_in(cast.mia)
    found = phone.get("/api/v1/schedule").json
    assert found["sessions"] == []
    assert found["enrollment"]["leave"] == {"starts_on": str(TODAY), "ends_on": None, "keeps_place": True}
    assert "jail" not in phone.get("/api/v1/schedule").text
    assert found["enrollment"]["said"]["es"].startswith("Por ahora no vienes. Tu lugar está guardado.")
    week = {one.participant_id: one.planned for one in schedule.week_hours(maple, date(2026, 3, 9), NOW)}
    assert cast.mia not in week, "hours planned follow"
    assert cast.leo in week
    assert "On leave" in at(cast.dana).open("/staff/people").text
    tomorrow = NOW + timedelta(days=1)
    with clock.fixed(tomorrow):
        at(cast.dana).send(person(cast, "leave/end"))
        again = phone.get("/api/v1/schedule").json
    assert again["enrollment"]["leave"] is None
    assert {one["local_date"] for one in again["sessions"]} >= {str(THURSDAY)}
    assert lost(before, rows()) == []


def test_a_place_that_was_not_kept_may_be_gone(cast, at, maple):
    at(cast.cora).send(f"/staff/schedule/pattern/{track_id()}/capacity", capacity="2")
    at(cast.cora).send(person(cast, "leave"), reason="family", first=str(TODAY))
    with transaction():
        enrollment.enroll(cast.ana, track_id(), TODAY, NOW)
    full = at(cast.cora).send(person(cast, "leave/end"))
    assert "Every place in this track is taken" in full.text
    assert enrollment.enrollment_status(cast.mia, NOW).state == "on_leave"
    at(cast.cora).send(person(cast, "leave/end"), beyond="y")
    assert enrollment.enrollment_status(cast.mia, NOW).state == "here"


def test_a_planned_return_to_another_city_changes_nothing_before_its_day(cast, at, signed_in):
    """Check-ups, groups, resources, and who is in charge stay those of the old program until then."""
    elsewhere = after_program.load(NOW)
    with transaction():
        program.assign_staff(elsewhere, cast.cora)
    at(cast.cora).send(person(cast, "exit"), how="stepped_up", on=str(TODAY))
    other = program.track_by_slug(elsewhere, "evening")
    back = date(2026, 3, 18)
    at(cast.cora).send(person(cast, "bring-back"), track=str(other.id), on=str(back))
    phone = signed_in(cast.mia)
    for day, over in ((TODAY, True), (back - timedelta(days=1), True), (back, False)):
        now = NOW + (day - TODAY)
        with clock.fixed(now):
            found = about(phone)
            assert (found["exit"] is not None) == over
            assert (found["track_name"] == "Evening") == (not over)
            assert (phone.get("/api/v1/checkups").json["since"] is not None) == over
            assert bool(aftercare.resources(cast.mia, now)) == (not over)
            assert bool(alumni.groups(cast.mia, now)) == (not over)
            assert enrollment.program_of(cast.mia, now).slug == ("maple" if over else "riverside")
    assert phone.get("/api/v1/checkups").json["days"][-1] < str(back)
    assert undo(at, cast.cora, cast).status_code == 200
    assert phone.get("/api/v1/checkups").json["days"][-1] > str(back)


def test_a_move_to_come_does_not_block_completion_and_gives_way(cast, at, signed_in):
    at(cast.dana).send(person(cast, "move"), track=str(track_id("morning")), on=str(FRIDAY))
    preview = html.unescape(at(cast.dana).send(person(cast, "exit/preview"), how="completed", on=str(TODAY)).text)
    assert "What was planned no longer takes place: Mornings from Fri, Mar 13." in preview
    at(cast.dana).send(person(cast, "exit"), how="completed", on=str(TODAY))
    with clock.fixed(NOW + timedelta(days=5)):
        assert about(signed_in(cast.mia))["exit"] == "completed"


def test_a_move_to_come_can_be_called_off(cast, at):
    days = schedule.sessions_of(cast.mia, TODAY, TODAY + timedelta(days=40))
    at(cast.dana).send(person(cast, "move"), track=str(track_id("morning")), on=str(FRIDAY))
    assert "Planned: Mornings" in at(cast.dana).open(person(cast)).text
    at(cast.dana).send(person(cast, "plan/call-off"))
    assert schedule.sessions_of(cast.mia, TODAY, TODAY + timedelta(days=40)) == days
    assert at(cast.dana).send(person(cast, "plan/call-off")).status_code == 422


def test_milestones_once_reached_stay_through_moves_exits_and_returns(cast, at, signed_in):
    def reached(now) -> set[tuple[str, str]]:
        with clock.fixed(now):
            every = signed_in(cast.mia).get("/api/v1/days").json["program"]
            return {(one["kind"], one["day"]) for one in every if one["day"] <= str(now.date())}

    first = reached(NOW)
    assert first == {("first_week", "2026-03-09")}
    at(cast.dana).send(person(cast, "move"), track=str(track_id("morning")), on=str(TODAY))
    assert reached(NOW) == first
    later = NOW + timedelta(weeks=6)
    halfway = reached(later)
    assert "halfway" in {kind for kind, _ in halfway}
    with clock.fixed(later):
        at(cast.dana).send(person(cast, "exit"), how="left_early", on=str(later.date()))
        assert reached(later) == halfway
        at(cast.dana).send(person(cast, "bring-back"), track=str(track_id()), on=str(later.date() + timedelta(days=7)))
    assert reached(later + timedelta(days=30)) >= halfway
    assert "graduation" not in {kind for kind, _ in reached(later + timedelta(days=30))}
