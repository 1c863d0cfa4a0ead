"""Closing an account: by the person, who confirmed it, or by staff with a reason; everything that ends, ends at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from companion.accounts import service as accounts
from companion.accounts.models import Account, Invitation
from companion.attention import service as attention
from companion.attention.rules import CALL_WANTED
from companion.audit import service as audit
from companion.kernel import clock, ids
from companion.kernel.database import db, transaction
from companion.leaving import rules
from companion.leaving import service as leaving
from companion.reminders import jobs
from companion.schedule import service as schedule
from tests.cast import NOW, Cast
from tests.staff.desk import Desk
from tests.supporters.test_supporters import linked

pytestmark = pytest.mark.databases("sqlite", "postgresql")

At = Callable[[UUID], Desk]
SignedIn = Callable[[UUID], FlaskClient]
CLOSE = "/api/v1/me/close"


def closed(person: UUID) -> Account:
    db.session.rollback()
    found = db.session.get(Account, person, populate_existing=True)
    assert found is not None
    return found


def test_the_person_closes_it_and_every_phone_is_out(maple: UUID, cast: Cast, signed_in: SignedIn) -> None:
    mine, other = signed_in(cast.mia), signed_in(cast.mia)
    assert mine.post(CLOSE, json={"confirmed": True}).status_code == 204
    for phone in (mine, other):
        assert phone.get("/api/v1/me").status_code == 401
    assert (closed(cast.mia).disabled_at, closed(cast.mia).closed_reason) == (NOW, rules.OWN_WISH)
    assert next(entry.action for entry in audit.looks_at(cast.mia)) == "account_closed"
    assert closed(cast.leo).disabled_at is None


@pytest.mark.parametrize("body", [{}, {"confirmed": False}, {"confirmed": "yes"}])
def test_nothing_closes_without_the_confirmation(maple: UUID, cast: Cast, signed_in: SignedIn, body: object) -> None:
    assert signed_in(cast.mia).post(CLOSE, json=body).status_code == 422
    assert closed(cast.mia).disabled_at is None


def test_supporters_pages_codes_and_the_calendar_address_end_with_it(
    maple: UUID, cast: Cast, signed_in: SignedIn, client: FlaskClient
) -> None:
    phone = signed_in(cast.mia)
    _, page = linked(phone)
    assert client.get(page).status_code == 200
    with transaction():
        accounts.invite(cast.mia, None, NOW)
    phone.post(CLOSE, json={"confirmed": True})
    assert client.get(page).status_code == 404
    unused = select(Invitation.id).where(Invitation.account_id == cast.mia, Invitation.used_at.is_(None))
    assert db.session.execute(unused).all() == []
    with transaction():
        leaving.reopen(cast.mia, cast.ruth, NOW)
    assert client.get(page).status_code == 404, "what ended stays ended"


def test_two_at_once_close_it_once(maple: UUID, cast: Cast, signed_in: SignedIn) -> None:
    phone = signed_in(cast.mia)
    phone.post(CLOSE, json={"confirmed": True})
    assert phone.post(CLOSE, json={"confirmed": True}).status_code == 401
    with pytest.raises(accounts.NotFound), transaction():
        leaving.close(cast.mia, rules.OWN_WISH, cast.mia, NOW)
    assert [entry.action for entry in audit.looks_at(cast.mia)].count("account_closed") == 1


def test_staff_read_what_ends_and_close_with_a_reason(maple: UUID, cast: Cast, at: At) -> None:
    dana = at(cast.dana)
    page = dana.open(f"/staff/people/{cast.mia}/close").text
    for said in ("signed out on every phone", "Nothing is sent anymore", "Attendance", "give them a new code"):
        assert said in page
    answer = dana.send(f"/staff/people/{cast.mia}/close", reason="moved")
    assert "The account is closed. Nothing is sent anymore." in answer.text
    assert "Reason: moved away." in answer.text
    assert "Make a new code" not in answer.text
    assert (closed(cast.mia).closed_reason, audit.looks_at(cast.mia)[1].subject) == ("moved", "moved")


@pytest.mark.parametrize("reason", [None, "own_wish", "because"])
def test_staff_give_one_of_the_reasons(maple: UUID, cast: Cast, at: At, reason: str | None) -> None:
    assert at(cast.dana).send(f"/staff/people/{cast.mia}/close", reason=reason).status_code == 422
    assert closed(cast.mia).disabled_at is None


def test_staff_who_do_not_look_after_the_person_close_nothing(maple: UUID, cast: Cast, at: At) -> None:
    omar = at(cast.omar)
    assert omar.open(f"/staff/people/{cast.mia}/close").status_code == 404
    assert omar.send(f"/staff/people/{cast.mia}/close", reason="left").status_code == 404
    assert omar.send(f"/staff/people/{cast.mia}/reopen").status_code == 404
    assert closed(cast.mia).disabled_at is None


def test_opened_again_a_code_leads_to_a_phone_that_has_to_be_confirmed(
    maple: UUID, cast: Cast, at: At, client: FlaskClient, signed_in: SignedIn
) -> None:
    before = signed_in(cast.mia)
    dana = at(cast.dana)
    dana.send(f"/staff/people/{cast.mia}/close", reason="left")
    assert "Open it again with a new code" in dana.open(f"/staff/people/{cast.mia}").text
    page = dana.send(f"/staff/people/{cast.mia}/reopen").text
    assert "/welcome#code=" in page
    assert closed(cast.mia).disabled_at is None
    assert before.get("/api/v1/me").status_code == 401, "old sign-ins stay dead"
    assert dana.send(f"/staff/people/{cast.mia}/reopen").status_code == 422, "it is open now"


def test_a_code_for_a_closed_account_is_refused(maple: UUID, cast: Cast, at: At) -> None:
    dana = at(cast.dana)
    dana.send(f"/staff/people/{cast.mia}/close", reason="left")
    answer = dana.send(f"/staff/people/{cast.mia}/new-code")
    assert answer.status_code == 422
    assert "Open it again first" in answer.text


def test_of_somebody_who_died_nobody_is_told_and_nobody_expects_them(maple: UUID, cast: Cast, at: At) -> None:
    with transaction():
        attention.raise_item(cast.mia, CALL_WANTED, ids.new_id(), NOW, NOW)
    tomorrow = NOW.date() + timedelta(days=1)
    assert cast.mia in expected(maple, NOW)
    at(cast.dana).send(f"/staff/people/{cast.mia}/close", reason="died")
    assert attention.items_for_staff([cast.mia], NOW) == []
    with clock.fixed(NOW + timedelta(days=1)):
        jobs.plan(clock.now())
        assert cast.mia not in expected(maple, clock.now())
        assert cast.leo in expected(maple, clock.now())
    assert tomorrow.isoformat() == "2026-03-11"


def expected(maple: UUID, now: object) -> set[UUID]:
    day = NOW.date() if now == NOW else NOW.date() + timedelta(days=1)
    return set().union(*(meant for _, meant in schedule.expected_at({maple: day})))


def test_only_an_admin_takes_back_that_somebody_died(maple: UUID, cast: Cast, at: At) -> None:
    at(cast.dana).send(f"/staff/people/{cast.mia}/close", reason="died")
    assert "Open it again" not in at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert at(cast.cora).send(f"/staff/people/{cast.mia}/reopen").status_code == 403
    assert closed(cast.mia).disabled_at == NOW
    answer = at(cast.ruth).send(f"/staff/people/{cast.mia}/reopen")
    assert "/welcome#code=" in answer.text
    assert "Re-enroll" in at(cast.ruth).open(f"/staff/people/{cast.mia}").text


def test_staff_see_that_reminders_are_paused(maple: UUID, cast: Cast, at: At, signed_in: SignedIn) -> None:
    mia = signed_in(cast.mia)
    assert mia.put("/api/v1/me/pause", json={"until": "2026-03-20"}).json["paused_until"] == "2026-03-20"
    assert "paused by them until" in at(cast.dana).open(f"/staff/people/{cast.mia}").text
    assert mia.delete("/api/v1/me/pause").json["paused_until"] is None
    assert mia.delete("/api/v1/me/pause").status_code == 200
    assert "paused by them" not in at(cast.dana).open(f"/staff/people/{cast.mia}").text
    mia.put("/api/v1/me/pause", json={"until": "2026-03-20"})
    with clock.fixed(NOW + timedelta(days=12)):
        assert leaving.paused_until(cast.mia, clock.now()) is None


@pytest.mark.parametrize("until", ["2026-03-10", "2025-01-01", "2027-12-01", "soon"])
def test_a_pause_without_a_day_ahead_is_refused(maple: UUID, cast: Cast, signed_in: SignedIn, until: str) -> None:
    assert signed_in(cast.mia).put("/api/v1/me/pause", json={"until": until}).status_code == 422
    assert closed(cast.mia).paused_until is None


@pytest.mark.parametrize("name", ["dana", "ruth"])
def test_staff_pause_and_close_nothing_through_the_phones_api(cast: Cast, signed_in: SignedIn, name: str) -> None:
    desk = signed_in(getattr(cast, name))
    assert desk.put("/api/v1/me/pause", json={"until": "2026-03-20"}).status_code == 403
    assert desk.post(CLOSE, json={"confirmed": True}).status_code == 403
