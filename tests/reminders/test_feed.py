"""The address of a calendar feed: made by its owner alone, read by whoever has it, dead for good when it is over."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from companion import schema
from companion.accounts import service as accounts
from companion.kernel import clock, revocations
from companion.kernel.database import db, transaction
from companion.kernel.errors import NotFound
from companion.reminders import jobs, service
from companion.reminders.models import CalendarFeed
from companion.schedule import service as schedule
from tests.cast import NOW, Cast
from tests.conftest import SignedIn
from tests.kernel.test_restored import Copies, copies, journal
from tests.program.builders import track_id
from tests.reminders.feeds import PATH, address, allow, complete, enroll, read

pytestmark = pytest.mark.databases("sqlite", "postgresql")

__all__ = ["copies", "journal"]

LATER = NOW + timedelta(days=1)


@pytest.fixture
def mia(cast: Cast, signed_in: SignedIn) -> FlaskClient:
    """Mia's phone, in a program that allows the feed."""
    allow()
    enroll(cast.mia)
    return signed_in(cast.mia)


def rows() -> list[UUID]:
    db.session.rollback()
    return list(db.session.scalars(select(CalendarFeed.id)))


def test_it_is_off_until_the_person_turns_it_on_and_the_address_is_said_once(mia: FlaskClient) -> None:
    assert mia.get(PATH).json == {"offered": True, "since": None, "fetched_on": None}
    answer = mia.post(PATH, json={})
    assert re.fullmatch(r"http://localhost(:\d+)?/calendar/[\w-]{43}\.ics", answer.json["address"])
    assert answer.headers["Cache-Control"] == "no-store"
    after = mia.get(PATH).json
    assert after == {"offered": True, "since": "2026-03-10T17:00:00.000Z", "fetched_on": None}
    assert answer.json["address"][-47:-4] not in repr(db.session.execute(select(CalendarFeed.__table__)).all())


def test_whoever_has_the_address_reads_it_without_signing_in_and_the_person_sees_the_day(
    mia: FlaskClient, client: FlaskClient
) -> None:
    path = address(mia)
    with clock.fixed(LATER):
        assert read(client, path).status_code == 200
    assert mia.get(PATH).json["fetched_on"] == "2026-03-11"


def test_a_new_address_is_the_end_of_the_old_one(mia: FlaskClient, client: FlaskClient) -> None:
    old, new = address(mia), address(mia)
    assert read(client, old).status_code == 404
    assert read(client, new).status_code == 200


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_phone_that_belongs_to_somebody_else_by_now_changes_nobodys_address(
    cast: Cast, mia: FlaskClient, client: FlaskClient, signed_in: SignedIn, method: str
) -> None:
    enroll(cast.leo)
    leo = signed_in(cast.leo)
    of_mia, of_leo = address(mia), address(leo)
    answer = leo.open(f"{PATH}?owner={cast.mia}", method=method, json={})
    assert (answer.status_code, answer.json["code"]) == (403, "other_account")
    assert [read(client, path).status_code for path in (of_mia, of_leo)] == [200, 200]
    assert mia.open(f"{PATH}?owner={cast.mia}", method=method, json={}).status_code in (201, 204)


def test_turned_off_it_is_dead_at_once_and_saying_it_again_is_harmless(mia: FlaskClient, client: FlaskClient) -> None:
    path = address(mia)
    assert [mia.delete(PATH).status_code for _ in range(2)] == [204, 204]
    assert read(client, path).status_code == 404
    assert mia.get(PATH).json["since"] is None
    assert rows() == []


def test_turned_off_between_the_two_steps_of_a_reading_nothing_is_said(mia: FlaskClient) -> None:
    feed = service.feed_behind(address(mia).removeprefix("/calendar/").removesuffix(".ics"), NOW)
    mia.delete(PATH)
    with pytest.raises(NotFound), transaction():
        service.read_feed(feed, "Daybook", NOW)


def test_two_phones_that_ask_in_the_same_moment_leave_one_address(
    mia: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address(mia)
    monkeypatch.setattr("companion.reminders.feed.close_feed", lambda _whose: None)  # the other one came in between
    answer = mia.post(PATH, json={})
    assert (answer.status_code, answer.json["code"]) == (409, "changed_meanwhile")
    assert len(rows()) == 1


def test_what_does_not_work_any_more_answers_like_what_never_was(
    mia: FlaskClient, client: FlaskClient, cast: Cast
) -> None:
    replaced = address(mia)
    over = address(mia)
    complete(cast.mia)
    answers = [read(client, path) for path in (replaced, over, f"/calendar/{'x' * 43}.ics", "/calendar/é.ics")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert len({repr(sorted(answer.headers)) for answer in answers}) == 1


def test_after_completion_it_is_dead_and_a_later_return_needs_a_new_one(
    mia: FlaskClient, client: FlaskClient, cast: Cast, signed_in: SignedIn
) -> None:
    path = address(mia)
    complete(cast.mia)
    assert read(client, path).status_code == 404
    assert mia.get(PATH).json == {"offered": False, "since": None, "fetched_on": None}
    with transaction():
        schedule.bring_back(cast.mia, track_id(), LATER.date(), NOW)
    with clock.fixed(LATER):
        assert read(client, path).status_code == 404
        assert mia.get(PATH).json == {"offered": True, "since": None, "fetched_on": None}
        assert read(client, address(signed_in(cast.mia))).status_code == 200


def test_a_move_to_another_track_goes_on_under_the_same_address(
    mia: FlaskClient, client: FlaskClient, cast: Cast
) -> None:
    path = address(mia)
    with transaction():
        schedule.move_enrollment(cast.mia, track_id("morning"), LATER.date(), NOW)
    jobs.end_feeds(NOW)
    answer = read(client, path)
    assert answer.status_code == 200
    assert b"DTSTART:20260313T130000Z" in answer.data, "Friday morning, where the person is now"


def test_with_the_account_closed_it_is_dead(mia: FlaskClient, client: FlaskClient, cast: Cast) -> None:
    path = address(mia)
    with transaction():
        accounts.disable(cast.mia, NOW)
    assert read(client, path).status_code == 404


def test_a_program_that_stops_allowing_it_ends_every_address_for_good(mia: FlaskClient, client: FlaskClient) -> None:
    path = address(mia)
    allow(False)
    assert read(client, path).status_code == 404
    assert mia.get(PATH).json["offered"] is False
    jobs.end_feeds(NOW)
    allow(True)
    assert read(client, path).status_code == 404
    assert mia.get(PATH).json["since"] is None


def test_the_worker_deletes_what_is_over_and_nothing_else(
    mia: FlaskClient, client: FlaskClient, cast: Cast, signed_in: SignedIn
) -> None:
    for other in (cast.leo, cast.ana):
        enroll(other)
    paths = {"mia": address(mia), "leo": address(signed_in(cast.leo)), "ana": address(signed_in(cast.ana))}
    complete(cast.mia)
    with transaction():
        accounts.disable(cast.ana, NOW)
    assert jobs.end_feeds(NOW) is False
    assert len(rows()) == 1
    assert {name: read(client, path).status_code for name, path in paths.items()} == {
        "mia": 404,
        "leo": 200,
        "ana": 404,
    }


def test_where_the_program_does_not_allow_it_nothing_is_made(cast: Cast, signed_in: SignedIn) -> None:
    allow(False)
    enroll(cast.mia)
    phone = signed_in(cast.mia)
    assert phone.get(PATH).json == {"offered": False, "since": None, "fetched_on": None}
    answer = phone.post(PATH, json={})
    assert (answer.status_code, answer.json["code"]) == (409, "not_offered")
    assert rows() == []


def test_alumni_and_those_who_never_were_in_a_program_are_not_offered_it(cast: Cast, signed_in: SignedIn) -> None:
    allow()
    enroll(cast.ana)
    complete(cast.ana)
    for somebody in (cast.ana, cast.leo):
        phone = signed_in(somebody)
        assert phone.get(PATH).json["offered"] is False
        assert phone.post(PATH, json={}).status_code == 409
    assert rows() == []


def test_it_belongs_to_participants_who_are_signed_in(
    mia: FlaskClient, cast: Cast, client: FlaskClient, signed_in: SignedIn
) -> None:
    address(mia)
    before = rows()
    for who, status in ((client, 401), (signed_in(cast.dana), 403), (signed_in(cast.ruth), 403)):
        assert who.get(PATH).status_code == status
        assert who.post(PATH, json={}).status_code == status
        assert who.delete(PATH).status_code == status
    assert rows() == before


def test_another_participant_turns_only_their_own_on_and_off(
    mia: FlaskClient, cast: Cast, client: FlaskClient, signed_in: SignedIn
) -> None:
    path = address(mia)
    enroll(cast.leo)
    leo = signed_in(cast.leo)
    assert leo.get(PATH).json["since"] is None
    hers = read(client, path).data
    assert read(client, address(leo)).data != hers, "the same dates under other ids"
    leo.delete(PATH)
    assert read(client, path).data == hers


def test_a_calendar_that_asks_all_the_time_is_told_when_to_come_back(mia: FlaskClient, client: FlaskClient) -> None:
    path = address(mia)
    assert {read(client, path).status_code for _ in range(60)} == {200}
    answer = read(client, path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert read(client, address(mia)).status_code == 200, "each address is counted by itself"


def test_ten_new_addresses_in_a_row_are_enough(mia: FlaskClient, client: FlaskClient) -> None:
    last = [address(mia) for _ in range(10)][-1]
    assert mia.post(PATH, json={}).status_code == 429
    assert read(client, last).status_code == 200


def test_what_was_turned_off_replaced_or_over_stays_so_when_an_older_copy_comes_back(
    mia: FlaskClient, client: FlaskClient, cast: Cast, signed_in: SignedIn, copies: Copies
) -> None:
    enroll(cast.leo)
    enroll(cast.ana)
    phones = {"mia": mia, "leo": signed_in(cast.leo), "ana": signed_in(cast.ana)}
    paths = {name: address(phone) for name, phone in phones.items()}
    copy = copies.take()
    phones["mia"].delete(PATH)
    address(phones["leo"])
    complete(cast.ana)
    jobs.end_feeds(NOW)
    copies.restore(copy)
    assert len(rows()) == 3, "the copy knows nothing of it"
    schema.catch_up()
    assert {read(client, path).status_code for path in paths.values()} == {404}


def test_without_the_revocation_log_no_address_of_before_answers(
    mia: FlaskClient, client: FlaskClient, journal: Path
) -> None:
    path = address(mia)
    with transaction():
        revocations.alive()
    journal.unlink()
    schema.upgrade(without_log=True)
    assert read(client, path).status_code == 404
