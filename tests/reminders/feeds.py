"""What tests of calendar feeds do again and again: a program that allows them, somebody in it, an address, a reading."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from companion.program import files
from companion.schedule import service as schedule
from tests.cast import NOW
from tests.program.builders import load, text, track_id

TODAY = NOW.date()
PATH = "/api/v1/reminders/calendar/feed"


def allow(
    allowed: bool = True, zone: str = "America/New_York", now: datetime = NOW, segments: str | None = None
) -> UUID:
    """Load the program file with the feed allowed or not; the program's id."""
    said = f"calendar_feed: {str(allowed).lower()}\n" + (text(segments, zone) if segments else text(zone=zone))
    return load(files.parse_file(said.encode(), "maple.yaml"), now).program_id


def enroll(participant_id: UUID, now: datetime = NOW) -> None:
    """In the evening track since last week: Tue, Wed, Thu from 4:00 to 7:15 pm."""
    with transaction():
        enrollment.enroll(participant_id, track_id(), now.date() - timedelta(days=8), now)


def complete(participant_id: UUID, on: date = TODAY) -> None:
    with transaction():
        schedule.complete_enrollment(participant_id, on, NOW)


def address(phone: FlaskClient) -> str:
    """Turn it on; the path of the address."""
    answer = phone.post(PATH, json={})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    whole: str = answer.json["address"]
    return whole[whole.index("/calendar/") :]


def read(calendar: FlaskClient, path: str, **headers: str) -> TestResponse:
    """As a calendar's own program reads it: no cookie, and no word about a site."""
    return calendar.open(path, headers={"Sec-Fetch-Site": "none", **headers})
