"""What is asked most costs a fixed number of statements, however many people, tracks and meetings there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED
from companion.enrollment import service as enrollment
from companion.kernel.database import db, transaction
from companion.program import files
from companion.program import service as program
from companion.program.rules import Pattern
from companion.program.schema import ProgramFile
from companion.schedule import service as schedule
from companion.schedule.payloads import Schedule, ScheduledSession
from companion.schedule.rules import SessionChange
from tests.cast import NOW, ZONE, Cast
from tests.program.builders import MORNINGS, TRACK, load, text, track_id
from tests.support.statements import overheard

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ONE = Pattern(1, time(20), time(21), "individual", "One-to-one", place="Room 7")
SignedIn = Callable[[UUID], FlaskClient]
TODAY = "/api/v1/schedule"


def count(ask: Callable[[], object]) -> int:
    ask()  # the first time may prepare something
    with overheard() as seen:
        ask()
    return len(seen)


def read(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).status_code == 200


def crowd(maple: UUID, staff: UUID | None = None) -> None:
    """Twenty more people, eight more tracks; for `staff` a second program as well, and everybody asks for a call and has a
    one-to-one today."""
    more = "".join(TRACK.format(slug=f"m{n}", name=f"M{n}") + MORNINGS for n in range(8))
    load(make_file_of(text() + more), NOW)
    with transaction():
        for number in range(20):
            person = accounts.create_account("participant", f"P{number}", NOW)
            enrollment.enroll(person, track_id(), date(2026, 3, 2), NOW)
            if staff:
                attention.raise_item(person, CALL_WANTED, uuid4(), NOW, NOW)
                schedule.add_one_to_one(person, track_id(), NOW.date(), ONE, NOW)
                accounts.add_to_care_team(person, staff, NOW)
    if staff:
        other = load(make_file_of(text().replace("slug: maple", f"slug: oak-{uuid4()}")), NOW)
        with transaction():
            program.assign_staff(other.program_id, staff)


def make_file_of(content: str) -> ProgramFile:
    return files.parse_file(content.encode(), "maple.yaml")


def test_the_today_view_costs_four_statements(mia: UUID, maple: UUID, signed_in: SignedIn) -> None:
    phone = signed_in(mia)
    assert count(lambda: read(phone, TODAY)) == 4
    crowd(maple)
    with transaction():
        schedule.move_enrollment(mia, track_id("morning"), date(2026, 3, 20), NOW)
        schedule.move_enrollment(mia, track_id(), date(2026, 3, 22), NOW)
    assert count(lambda: read(phone, TODAY)) == 4
    assert count(lambda: read(phone, f"{TODAY}?start=2026-03-09&end=2026-05-09")) == 4


def test_the_staffs_day_page_costs_the_same_for_a_few_people_and_for_many(
    mia: UUID, maple: UUID, cast: Cast, signed_in: SignedIn
) -> None:
    with transaction():
        program.assign_staff(maple, cast.cora)
        program.assign_staff(maple, cast.dana)
    for who in (cast.cora, cast.dana):
        desk = signed_in(who)
        crowd(maple, who)
        few = count(lambda desk=desk: read(desk, "/staff/"))
        crowd(maple, who)
        assert count(lambda desk=desk: read(desk, "/staff/")) == few <= 34


def entry(checkin_id: object) -> dict[str, object]:
    return {"id": str(checkin_id), "recorded_at": NOW.isoformat(), "zone": ZONE, "local_day": "2026-03-10", "mood": 3}


def test_a_batch_of_fifty_new_check_ins_costs_what_a_batch_of_one_does(mia: UUID, signed_in: SignedIn) -> None:
    phone = signed_in(mia)

    def send(size: int) -> None:
        answer = phone.post("/api/v1/checkins/batch", json={"items": [entry(uuid4()) for _ in range(size)]})
        assert {one["outcome"] for one in answer.json["results"]} == {"created"}  # type: ignore[index]

    # Who it is, and one insert; on SQLite, which cannot return what many rows inserted, what is known before it.
    expected = 3 if db.engine.dialect.name == "sqlite" else 2
    assert count(lambda: send(1)) == count(lambda: send(50)) == expected


def test_a_new_check_in_costs_two_statements(mia: UUID, signed_in: SignedIn) -> None:
    phone = signed_in(mia)

    def send() -> None:
        body = {name: value for name, value in entry(0).items() if name != "id"}
        assert phone.put(f"/api/v1/checkins/{uuid4()}", json=body).status_code == 201

    assert count(send) == 2


@pytest.mark.parametrize("away", [0, 7, 40])
def test_the_quickly_written_answer_is_exactly_what_the_models_say(
    mia: UUID, signed_in: SignedIn, app: Flask, away: int
) -> None:
    first = date(2026, 3, 9) + timedelta(days=away)
    with transaction():
        cancelled, moved, *_ = schedule.sessions_of(mia, date(2026, 3, 10), date(2026, 3, 31))
        schedule.change_session(cancelled.id, SessionChange(cancel=True), datetime(2026, 3, 10, 12, tzinfo=UTC))
        later = moved.local_date + timedelta(days=3)
        schedule.change_session(moved.id, SessionChange(local_date=later), datetime(2026, 3, 10, 12, tzinfo=UTC))
    answer = signed_in(mia).get(f"{TODAY}?start={first}&end={first + timedelta(days=20)}")
    said = Schedule.model_validate_json(answer.data, strict=True)
    assert said.model_dump(mode="json") == answer.json
    assert said.sessions
    for session in answer.json["sessions"]:  # type: ignore[index]
        alone = signed_in(mia).get(f"{TODAY}/sessions/{session['id']}")
        assert alone.json == session
        assert set(session) == set(ScheduledSession.model_fields)
