"""Two members of staff confirm a phone whose owner has lost every other way, each of them once, and never alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from companion.accounts import confirmation, invitations
from companion.kernel import clock
from companion.kernel.database import transaction
from tests.accounts.test_activation import activate, code_for
from tests.cast import NOW, Cast
from tests.staff.desk import Desk

pytestmark = pytest.mark.databases("sqlite", "postgresql")

At = Callable[[UUID], Desk]


@pytest.fixture
def phone(app: Flask, cast: Cast, maple: UUID) -> UUID:
    """The sign-in of a phone that a new code opened."""
    activate(app.test_client(), code_for(cast.mia))
    activate(app.test_client(), code_for(cast.mia))
    (found,) = confirmation.phones(cast.mia, NOW)
    return found.id


def confirm(desk: Desk, cast: Cast, phone: UUID, **fields: str) -> int:
    return desk.send(f"/staff/people/{cast.mia}/phones/{phone}/confirm", **fields).status_code


def test_two_people_on_staff_confirm_a_phone(cast: Cast, at: At, phone: UUID) -> None:
    dana, cora = at(cast.dana), at(cast.cora)
    assert "A phone that is not confirmed" in dana.open(f"/staff/people/{cast.mia}").text
    assert confirm(dana, cast, phone, checked="y") == 200
    assert "One more person on staff has to." in dana.open(f"/staff/people/{cast.mia}").text
    assert confirm(cora, cast, phone, checked="y") == 200
    assert "Two people on staff confirmed it." in dana.open(f"/staff/people/{cast.mia}").text
    with clock.fixed(NOW + timedelta(hours=24)):
        assert confirmation.opened_by_staff(phone, clock.now())
        assert "not confirmed" not in at(cast.dana).open(f"/staff/people/{cast.mia}").text


def test_nobody_confirms_without_having_looked(cast: Cast, at: At, phone: UUID) -> None:
    assert confirm(at(cast.dana), cast, phone) == 422
    assert confirmation.phones(cast.mia, NOW)[0].staff == ()


def test_one_person_alone_opens_nothing_however_often(cast: Cast, at: At, phone: UUID) -> None:
    dana = at(cast.dana)
    for _ in range(3):
        confirm(dana, cast, phone, checked="y")
    assert confirmation.phones(cast.mia, NOW)[0].opens_at is None


def test_staff_who_do_not_look_after_the_person_cannot(cast: Cast, at: At, phone: UUID) -> None:
    assert confirm(at(cast.omar), cast, phone, checked="y") == 404
    assert confirmation.phones(cast.mia, NOW)[0].staff == ()


def test_whoever_makes_a_code_reads_nothing_of_what_is_private(app: Flask, cast: Cast, at: At, phone: UUID) -> None:
    """The whole way a member of staff could try: a code, a phone of their own, and their own confirmation."""
    dana = at(cast.dana)
    dana.send(f"/staff/people/{cast.mia}/new-code")
    with transaction():
        code = invitations.issue(cast.mia, cast.dana, NOW)
    theirs = app.test_client()
    activate(theirs, code)
    newest = confirmation.phones(cast.mia, NOW)[0]
    confirm(dana, cast, newest.id, checked="y")
    with clock.fixed(NOW + timedelta(days=20)):
        for path in ("safety-plan", "goals", "days", "me/copy", "checkins?start=2026-03-01&end=2026-03-10"):
            assert theirs.get(f"/api/v1/{path}").status_code == 403, path
