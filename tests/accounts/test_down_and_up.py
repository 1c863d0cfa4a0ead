"""The step that says how a sign-in was added: back and on again with people signed in, on both databases."""

from __future__ import annotations

from datetime import timedelta

import flask_migrate
from flask import Flask
from sqlalchemy import text

from companion.accounts import sign_ins, signed_in
from companion.accounts.devices import Device
from companion.kernel.database import db, transaction
from tests.cast import NOW, Cast

ANDROID = Device("phone", "Android", "Chrome")


def test_back_and_on_again_nobody_is_signed_out_and_what_is_not_known_is_not_said(app: Flask, cast: Cast) -> None:
    with transaction():
        tokens = [
            sign_ins.begin(cast.mia, "participant", ANDROID, NOW + timedelta(hours=hours), "code") for hours in (0, 1)
        ]
        found = sign_ins.find(tokens[0], NOW)
        assert found is not None
        signed_in.note_installed(found.sign_in_id)
    db.session.remove()
    flask_migrate.downgrade(revision="0018")
    with db.engine.connect() as connection:
        columns = set(connection.execute(text("SELECT * FROM sign_ins")).keys())
    assert not {"added_by", "installed"} & columns
    flask_migrate.upgrade()
    for token in tokens:
        assert sign_ins.find(token, NOW + timedelta(hours=1)) is not None
    views = signed_in.of_account(cast.mia, NOW + timedelta(hours=1))
    assert [(one.device, one.added_by, one.installed, one.number) for one in views] == [
        ("Android · Chrome", None, False, 2),
        ("Android · Chrome", None, False, None),
    ]
