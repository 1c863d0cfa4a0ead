"""A phone whose browser names a zone nobody knows: nobody and nothing is refused for it, and the moment and the day stay
those of the person."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from companion.accounts import service as accounts
from companion.checkins.rules import Entry, NewCheckin
from companion.checkins.service import record_checkin
from companion.enrollment import service as enrollment
from companion.kernel.database import transaction
from tests.cast import NOW, Cast
from tests.checkins.test_api import body, listed
from tests.conftest import SignedIn
from tests.program.builders import load, make_file, track_id

pytestmark = pytest.mark.databases("sqlite", "postgresql")

ODD = ["Etc/Unknown", "", "Mars/Olympus", "undefined"]
MEANT = {"US/Pacific": "America/Los_Angeles", "UTC+5": "Etc/GMT-5"}


@pytest.fixture
def in_chicago(cast: Cast) -> UUID:
    """Mia's program keeps Chicago time."""
    load(make_file(zone="America/Chicago"), NOW)
    with transaction():
        enrollment.enroll(cast.mia, track_id(), date(2026, 3, 2), NOW)
    return cast.mia


@pytest.fixture
def mia(in_chicago: UUID, signed_in: SignedIn) -> FlaskClient:
    return signed_in(in_chicago)


def sent(browser: FlaskClient, way: str, **said: Any) -> Any:
    """One entry by either road; the outcome it got."""
    if way == "single":
        return browser.put(f"/api/v1/checkins/{uuid4()}", json=body(**said)).json["outcome"]
    items = [body(**said) | {"id": str(uuid4())}]
    return browser.post("/api/v1/checkins/batch", json={"items": items}).json["results"][0]["outcome"]


@pytest.mark.parametrize("way", ["single", "batch"])
@pytest.mark.parametrize("zone", [*ODD, None, *MEANT])
def test_an_entry_is_taken_whatever_the_zone_is_called(mia: FlaskClient, way: str, zone: str | None) -> None:
    assert sent(mia, way, zone=zone, recorded_at="2026-03-10T16:59:00Z") == "created"
    (item,) = listed(mia)
    assert (item["recorded_at"], item["local_day"]) == ("2026-03-10T16:59:00.000Z", "2026-03-10")
    assert item["zone"] == MEANT.get(zone or "", "America/Chicago")


@pytest.mark.parametrize("way", ["single", "batch"])
def test_the_day_is_the_persons_also_far_from_the_program(mia: FlaskClient, way: str) -> None:
    """Late in Chicago it is tomorrow in Tokyo: only a phone there can say so, and it is believed."""
    said = {"zone": "Etc/Unknown", "recorded_at": "2026-03-10T16:59:00Z", "local_day": "2026-03-11"}
    assert sent(mia, way, **said) == "created"
    (item,) = listed(mia, end="2026-03-12")
    assert item["local_day"] == "2026-03-11"


@pytest.mark.parametrize("way", ["single", "batch"])
@pytest.mark.parametrize("day", ["2026-03-12", "2026-03-08"])
def test_a_day_that_it_is_nowhere_on_earth_is_refused_as_ever(mia: FlaskClient, way: str, day: str) -> None:
    said = {"zone": "Etc/Unknown", "recorded_at": "2026-03-10T16:59:00Z", "local_day": day}
    if way == "batch":
        assert sent(mia, way, **said) == "rejected"
    else:
        assert mia.put(f"/api/v1/checkins/{uuid4()}", json=body(**said)).status_code == 422


def test_an_entry_stored_under_an_old_name_is_the_same_when_it_comes_again(mia: FlaskClient, in_chicago: UUID) -> None:
    """It was taken by last month's server and its answer was lost."""
    one = uuid4()
    with transaction():
        record_checkin(in_chicago, NewCheckin(one, NOW, "US/Central", NOW.date(), Entry(mood=3)), NOW)
    again = body(recorded_at="2026-03-10T17:00:00Z", zone="US/Central")
    assert mia.put(f"/api/v1/checkins/{one}", json=again).json["outcome"] == "same"


def test_without_a_program_it_is_utc(cast: Cast, signed_in: SignedIn) -> None:
    leo = signed_in(cast.leo)
    assert sent(leo, "single", zone="Mars/Olympus") == "created"
    assert listed(leo)[0]["zone"] == "UTC"


@pytest.mark.parametrize("zone", [*ODD, None])
def test_a_phone_that_does_not_know_where_it_is_lets_its_person_in(cast: Cast, client: FlaskClient, zone: Any) -> None:
    with transaction():
        code = accounts.invite(cast.mia, None, NOW)
    answer = client.post("/api/v1/activate", json={"code": code, "language": "en", "zone": zone})
    assert (answer.status_code, answer.json["zone"]) == (201, "America/New_York"), "what was known before stays"
    assert client.patch("/api/v1/me", json={"zone": zone}).json["zone"] == "America/New_York"
    card = {"kind": "weekly_checkup", "recorded_at": "2026-03-10T16:59:00Z", "local_day": "2026-03-10"}
    assert client.put(f"/api/v1/cards/{uuid4()}", json=card).status_code == 201


@pytest.mark.parametrize(("zone", "meant"), MEANT.items())
def test_what_is_understood_is_noted_under_its_name_of_today(
    cast: Cast, client: FlaskClient, zone: str, meant: str
) -> None:
    with transaction():
        code = accounts.invite(cast.mia, None, NOW)
    assert client.post("/api/v1/activate", json={"code": code, "zone": zone}).json["zone"] == meant
    assert client.patch("/api/v1/me", json={"zone": zone}).json["zone"] == meant


def test_reminders_keep_the_programs_hours_while_no_phone_knows_its_zone(in_chicago: UUID, cast: Cast) -> None:
    from companion.reminders.candidates import zone_of

    with transaction():
        new = accounts.create_account("participant", "Noa", NOW)
        enrollment.enroll(new, track_id(), date(2026, 3, 2), NOW)
    assert zone_of(accounts.get_person(new), NOW) == "America/Chicago"
    assert zone_of(accounts.get_person(cast.mia), NOW) == "America/New_York"
