"""Two members of staff, or a double tap, make a code at the same moment: one of the two opens a phone, the later one."""

from __future__ import annotations

from datetime import timedelta

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from companion.accounts import service
from companion.accounts.models import Invitation
from companion.accounts.rules import code_hash
from companion.kernel import ids
from companion.kernel.database import db, transaction
from tests.accounts.test_activation import activate, code_for
from tests.cast import NOW, Cast
from tests.support.turns import one_behind_the_other


def test_of_two_codes_made_at_once_the_later_one_opens_a_phone_and_the_other_none(app: Flask, cast: Cast) -> None:
    made: dict[str, str] = {}
    raised = one_behind_the_other(
        app,
        lambda: made.update(first=service.invite(cast.mia, cast.dana, NOW)),
        lambda: made.update(second=service.invite(cast.mia, cast.cora, NOW)),
    )
    assert raised == [None, None]
    assert activate(app.test_client(), made["first"]).status_code == 422
    assert activate(app.test_client(), made["second"]).status_code == 201


def test_codes_of_two_people_do_not_wait_for_each_other(app: Flask, cast: Cast) -> None:
    codes = {code_for(cast.mia), code_for(cast.leo)}
    assert [activate(app.test_client(), code).status_code for code in codes] == [201, 201]


def an_open_code(account_id: object, minutes: int) -> str:
    """As it stood in the table before a second one was refused there."""
    code = f"AAAAA{minutes:05d}"
    at = NOW + timedelta(minutes=minutes)
    row = {"id": ids.new_id(), "account_id": account_id, "code_hash": code_hash(code), "created_by": None}
    db.session.add(Invitation(**row, created_at=at, expires_at=at + timedelta(days=14), used_at=None))
    db.session.flush()
    return code


def test_the_database_itself_refuses_a_second_open_code(app: Flask, cast: Cast) -> None:
    code_for(cast.mia)
    with pytest.raises(IntegrityError), transaction():
        an_open_code(cast.mia, 1)


def test_upgrading_ends_all_but_the_newest_code_of_an_account_and_touches_no_other(app: Flask, cast: Cast) -> None:
    used, other = code_for(cast.mia), code_for(cast.leo)
    assert activate(app.test_client(), used).status_code == 201
    db.session.remove()
    flask_migrate.downgrade(revision="0018")
    with transaction():
        an_open_code(cast.mia, 1)
        newest = an_open_code(cast.mia, 3)
        an_open_code(cast.mia, 2)
    db.session.remove()
    flask_migrate.upgrade()
    count = text("SELECT count(*) FROM invitations WHERE used_at IS NULL")
    assert db.session.execute(count).scalar_one() == 2
    assert db.session.query(Invitation).filter_by(code_hash=code_hash(used)).count() == 1
    db.session.rollback()
    assert db.session.query(Invitation).filter_by(code_hash=code_hash(newest), used_at=None).count() == 1
    assert activate(app.test_client(), other).status_code == 201
